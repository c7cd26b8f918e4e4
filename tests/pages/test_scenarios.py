"""Scenarios on screen: what is not decided on one side is neither gained nor lost, and nothing is called a decision."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from data.analysis.scenarios import grounds_of
from data.deciding.codec import from_payload, to_payload
from data.deciding.meetings import new_meeting
from data.deciding.orientations import Preparation
from data.deciding.room import open_meeting
from data.deciding.scenarios import Scenario, bare, draft_decision
from data.decision import Actor, Decision
from data.load import (
    load_manifest,
    load_room,
    load_scenario_lines,
    load_scenarios,
    load_statuses,
    load_store,
    load_tables,
    save_scenario,
    take_as_draft,
)
from data.store import Write, new_entry_id
from tests.pages.meeting_room import MEETING_ID, decided, enter, faults, keep_meeting, open_page
from tests.pages.meeting_room import press as press_button
from tests.pages.screen import Screen, open_screen, plain, read_screen

ACTOR = Actor("", "Camille Essai", "secrétariat", "local")


def save(**changes: object) -> Scenario:
    decisions = (
        draft_decision("orientation:N1", "creee", label="Aller <b>vers</b>", actions=["action:5"]),
        draft_decision("action:13.2", "transferer", "COM"),
        draft_decision("action:5", "poursuite"),
    )
    kept = Scenario(
        "7b0d1f5e-8d0a-4c41-9b52-0d7a6c0f9c99",
        "Resserré",
        tuple(one for one in decisions if one),
        load_manifest().version,
        grounds_of(load_tables(), load_statuses()),
    )
    made = replace(kept, **changes)  # type: ignore[arg-type]
    assert save_scenario(ACTOR, made, new_entry_id()) == ""
    return made


def press(screen: Screen, label: str) -> Screen:
    next(button for button in screen.app.button if button.label == label).click()
    return screen.run()


def table(screen: Screen, caption: str) -> str:
    found = next(one for one in screen.html.all("table") if plain(one.one("caption").text) == caption)
    return plain(found.text)


def test_what_one_side_leaves_open_is_neither_gained_nor_lost() -> None:
    """Before any meeting, the decisions in force settle nothing: no arrondissement loses an action to them."""
    screen = read_screen("scenarios")
    caption = "Actions gardées qui citent ou incluent chaque arrondissement"
    table = next(t for t in screen.html.all("table") if plain(t.one("caption").text) == caption)
    changes = [plain(row.all("td")[-1].text) for row in table.one("tbody").all("tr")]
    assert len(changes) == 6
    assert all(words.startswith("sans choix d'un côté") for words in changes)
    assert "il ne décide rien" in screen.text
    # « Non décidé » beside a proposal would make the other proposals read as decided.
    assert "on décidé" not in plain(screen.text)


def test_the_proposals_say_which_fiches_write_that_they_leave() -> None:
    """Counted as kept, since they tick « Réorientation »: said under the figures, not only above the form."""
    assert "sortie du schéma écrite" in read_screen("scenarios").text
    save()
    both = open_screen("scenarios", scenario="decisions", face="7b0d1f5e-8d0a-4c41-9b52-0d7a6c0f9c99")
    assert "sortie du schéma écrite" not in both.text


def test_what_is_prepared_on_the_orientations_is_a_starting_point() -> None:
    draft = Preparation("orientation:O2", "reformulee", "Le numérique pour tous", 2)
    load_store().append(ACTOR, Write("preparer", "orientation:O2", "orientation", to_payload(draft), 0, new_entry_id()))
    screen = open_page("scenarios", "Camille Essai", depart="preparation")
    next(one for one in screen.app.text_input if one.label == "Nom du scénario").set_value("Comme préparé")
    press(screen, "Enregistrer le scénario")
    ((_, kept),) = load_scenario_lines()
    assert (kept.by_object["orientation:O2"].sense, kept.by_object["orientation:O2"].label) == (
        "reformulee",
        "Le numérique pour tous",
    )
    assert any("« Comme préparé » enregistré" in plain(one.value) for one in screen.app.success)
    assert load_store().heads("decision") == ()


def test_a_scenario_is_edited_as_a_new_version_of_itself() -> None:
    made = save()
    screen = open_page("scenarios", "Camille Essai", depart=made.scenario_id)
    words = next(one for one in screen.app.text_input if one.label == "Orientation nouvelle 1")
    assert words.value == "Aller <b>vers</b>"
    words.set_value("Aller vers les publics")
    next(one for one in screen.app.selectbox if one.label.startswith("Action 8 ")).set_value("transferer")
    press(screen, "Enregistrer une nouvelle version")
    # Transferred, and to what? Nothing is written, and what was typed stays.
    assert any("nommez le cadre" in error.value for error in screen.app.error)
    assert load_scenario_lines()[0][0].version == 1
    next(one for one in screen.app.text_input if one.label.startswith("Cadre qui reçoit l'action 8,")).set_value("PAMS")
    press(screen, "Enregistrer une nouvelle version")
    ((entry, kept),) = load_scenario_lines()
    assert (entry.version, kept.name) == (2, "Resserré")
    assert kept.by_object["orientation:N1"].label == "Aller vers les publics"
    assert kept.by_object["action:8"].receiving_frame == "PAMS"
    assert kept.by_object["action:13.2"].receiving_frame == "COM"
    assert "version 2" in table(screen, "Scénarios enregistrés")


def test_a_scenario_withdrawn_is_still_listed_and_compared() -> None:
    made = save()
    screen = open_page("scenarios", "Camille Essai", scenario=made.scenario_id)
    next(one for one in screen.app.selectbox if one.label.startswith("Scénario (rien")).set_value(made.scenario_id)
    press(screen.run(), "Retirer ce scénario")
    assert load_scenarios() == ()
    assert "Retiré" in table(screen, "Scénarios enregistrés")
    again = open_screen("scenarios", scenario=made.scenario_id)
    assert "Aller <b>vers</b>" in again.html.text
    assert not again.html.all("b")
    assert "(retiré)" in again.text
    assert "13 en partie" in table(again, "Ce que chaque scénario donne")


def test_a_change_of_the_data_under_a_scenario_is_said_when_it_is_compared() -> None:
    grounds = grounds_of(load_tables(), load_statuses())
    other = [(code, "arret" if code == "action:8" else proposal, title) for code, proposal, title in grounds]
    made = save(grounds=tuple(other), data_version="autre")
    screen = open_screen("scenarios", scenario=made.scenario_id)
    assert "Les données ont changé sous « Resserré »" in screen.text
    assert "proposition lue « Arrêt » alors, « Réorientation » aujourd'hui" in screen.text
    assert "Les données ont changé" not in open_screen("scenarios").text


def test_a_part_of_an_action_taken_to_a_meeting_opens_there_with_its_wording() -> None:
    meeting = replace(new_meeting(MEETING_ID, (), None), day=dt.date(2026, 12, 10))
    name = f"meeting:{MEETING_ID}"
    load_store().append(ACTOR, Write("preparer", name, "meeting", to_payload(meeting), 0, new_entry_id()))
    titles = {"action:13.2": "Réaliser une cartographie", "action:5": "Adultes-relais"}
    assert take_as_draft(ACTOR, save(), MEETING_ID, titles).refusal == ""
    room = load_room(MEETING_ID)
    assert room is not None
    wishes = open_meeting(room, dt.datetime(2026, 12, 10, 9, tzinfo=dt.UTC))
    writes = [Write(w.verb, w.object_id, w.kind, w.payload, w.expected, new_entry_id()) for w in wishes]
    load_store().append_many(ACTOR, writes)
    screen = enter("Alice", "action-13.2")
    assert any("sous-action 13.2" in (area.value or "") for area in screen.app.text_area)
    assert load_store().heads("decision") == ()
    press_button(screen, "Enregistrer")
    assert [plain(words) for words in faults(screen)] == []
    assert decided("action:13.2").receiving_frame == "COM"


def test_a_scenario_is_taken_into_an_open_meeting_and_what_it_left_alone_is_said() -> None:
    keep_meeting()
    written = Decision("d", "action:5", MEETING_ID, 0, "arret", "Les mots de la salle.", "", None)
    name = f"draft:{MEETING_ID}:action:5"
    load_store().append(ACTOR, Write("conduire", name, "draft", to_payload(written), 0, new_entry_id()))
    save()
    screen = open_page("scenarios", "Camille Essai")
    assert any("(en cours)" in words for words in next(b for b in screen.app.selectbox if b.label == "Réunion").options)
    assert "rien de ce qu'elle a décidé ou commencé à rédiger n'est touché" in screen.text
    press(screen, "Reprendre comme projet de rédaction")
    (said,) = [plain(one.value) for one in screen.app.success]
    assert f"reunion?reunion={MEETING_ID}" in [link.attributes.get("href") for link in screen.html.all("a")]
    assert "Laissé de côté : Action 5 (un libellé y est déjà en cours de rédaction, gardé tel quel)." in said
    # The part of an action, a point of its own in the room, is recorded there as any other.
    room = enter("Alice", "action-13.2")
    assert any("sous-action 13.2" in (area.value or "") for area in room.app.text_area)
    press_button(room, "Enregistrer")
    assert [plain(words) for words in faults(room)] == []
    assert decided("action:13.2").receiving_frame == "COM"
    assert "Les mots de la salle." in [area.value for area in enter("Alice", "action-5").app.text_area]


def test_orientations_reworded_and_merged_are_typed_compared_and_taken_with_their_words(tables) -> None:
    labels = {code: plain(words) for code, words in tables["orientations"].set_index("orientation_id")["label"].items()}
    screen = open_page("scenarios", "Camille Essai", depart="decisions")

    def box(label: str):
        return next(one for one in screen.app.selectbox if plain(one.label).startswith(label))

    next(one for one in screen.app.text_input if one.label == "Nom du scénario").set_value("Resserré")
    box("Orientation 1 ").set_value("reformulee")
    box("Orientation 8 ").set_value("fusionnee:O9")
    for number in (1, 15, 16):
        box(f"Action {number} ").set_value("poursuite")
    press(screen, "Enregistrer le scénario")
    # Reworded, and how? Nothing is written, and what was chosen stays.
    assert any("Orientation O1 : écrivez son intitulé" in plain(error.value) for error in screen.app.error)
    assert load_scenarios() == ()
    words = "Des services <i>proches</i>"
    next(one for one in screen.app.text_input if "orientation 1, si reformulée" in one.label).set_value(words)
    press(screen, "Enregistrer le scénario")
    (kept,) = load_scenarios()
    assert (kept.by_object["orientation:O1"].label, kept.by_object["orientation:O8"].merged_into) == (
        words,
        "orientation:O9",
    )
    shown = open_screen("scenarios", scenario=kept.scenario_id, face="decisions")
    rows = {
        plain(row.one("th").text): [plain(cell.text) for cell in row.all("td")]
        for one in shown.html.all("table")
        if plain(one.one("caption").text) == "Ce que devient chaque orientation"
        for row in one.one("tbody").all("tr")
    }
    assert rows[f"1 · {labels['O1']}"] == [
        f"reformulée : « {words} » ; porte les actions 1, 2, 3",
        "sans choix ; porte les actions 1, 2, 3",
    ]
    # What the merged one carried goes with it; where it goes carries both.
    assert rows[f"8 · {labels['O8']}"][0] == f"fusionnée avec « {labels['O9']} »"
    assert rows[f"9 · {labels['O9']}"][0] == "sans choix ; porte les actions 15, 16"
    assert not shown.html.all("i")
    moved = table(shown, "Actions qui ne vont pas au même endroit")
    assert "15 · " in moved
    assert labels["O9"] in moved
    # Taken to the meeting, the room starts from those words, and from the orientation that takes the other up.
    keep_meeting()
    titles = {f"orientation:{code}": words for code, words in labels.items()}
    assert take_as_draft(ACTOR, kept, MEETING_ID, titles).refusal == ""
    room = load_room(MEETING_ID)
    assert room is not None
    drafts = {code: room.draft(code) for code in ("orientation:O1", "orientation:O8")}
    assert words in (drafts["orientation:O1"].wording if drafts["orientation:O1"] else "")
    assert drafts["orientation:O8"] is not None
    assert drafts["orientation:O8"].merged_into == "orientation:O9"
    enter("Alice", "orientation-O1")
    reworded = enter("Alice")
    assert next(one for one in reworded.app.text_input if one.label == "Nouvel intitulé").value == words
    merged = enter("Alice", "orientation-O8")
    assert next(one for one in merged.app.selectbox if one.label == "Fusionnée avec").value == "orientation:O9"
    assert load_store().heads("decision") == ()


OTHER_MEETING = "22222222-2222-4222-8222-222222222222"


def adopt(*decisions: Decision) -> None:
    """Decisions of an earlier meeting, straight in the journal."""
    for one in decisions:
        taken = replace(one, decision_id=one.object_id, meeting_id=OTHER_MEETING, number=1, wording=one.wording or "…")
        name = f"decision:{one.object_id}"
        load_store().append(ACTOR, Write("decider", name, "decision", to_payload(taken), 0, new_entry_id()))


def made(object_id: str, sense: str, **more: object) -> Decision:
    return replace(Decision("", object_id, "", 0, sense, "", "", None), **more)  # type: ignore[arg-type]


IN_FORCE = (
    made("action:3", "reorientation", modality="fusionner", merged_into="action:2"),
    made("action:8", "reportee"),
    made("action:2", "poursuite"),
    made("orientation:O2", "reformulee", label="Le numérique pour tous", actions=("action:13",)),
    made("orientation:N1", "creee", label="Aller vers", actions=("action:5",)),
)


def test_a_copy_of_the_decisions_in_force_says_exactly_what_they_say() -> None:
    """What the form does not offer (a merger, a decision put off, an action attached) is kept, and shown as kept."""
    adopt(*IN_FORCE)
    screen = open_page("scenarios", "Camille Essai", depart="decisions")
    offered = next(box for box in screen.app.selectbox if box.label.startswith("Action 3 "))
    assert plain(str(offered.options[-1])) == "Réorientation, fusionnée avec l'action 2 (comme décidé)"
    next(one for one in screen.app.text_input if one.label == "Nom du scénario").set_value("Copie")
    press(screen, "Enregistrer le scénario")
    ((_, kept),) = load_scenario_lines()
    assert kept.by_object == {one.object_id: bare(one) for one in IN_FORCE}


def test_a_scenario_may_not_take_the_name_of_what_it_is_compared_with() -> None:
    """A hypothesis called « Décisions en vigueur » would be read as the committee's decisions; neither may two be told
    apart by a space or an accent alone."""
    save(name="École  gardée")
    for name in ("décisions en vigueur", "Propositions des fiches (2023)", "Ecole gardée"):
        screen = open_page("scenarios", "Camille Essai")
        next(one for one in screen.app.text_input if one.label == "Nom du scénario").set_value(name)
        press(screen, "Enregistrer le scénario")
        assert any("porte déjà ce nom" in error.value for error in screen.app.error), name
    assert len(load_scenario_lines()) == 1


def test_what_earlier_meetings_decided_is_not_prepared_again_and_is_said() -> None:
    adopt(
        *(IN_FORCE[0], IN_FORCE[2], IN_FORCE[4]),
        made("orientation:O9", "retiree"),
        made("action:14", "arret"),
    )
    keep_meeting()
    save(
        decisions=(
            made("orientation:N1", "creee", label="aller  vers", actions=("action:5",)),
            made("orientation:N2", "creee", label="Mobilité pour tous", actions=("action:5", "action:9")),
            made("orientation:O8", "fusionnee", merged_into="orientation:O9"),
            made("action:2", "poursuite"),
            made("action:14", "poursuite"),
        )
    )
    screen = press(open_page("scenarios", "Camille Essai"), "Reprendre comme projet de rédaction")
    (said,) = [plain(one.value) for one in screen.app.success]
    assert "l'orientation nouvelle « aller vers » et Action 2 (déjà décidé ainsi" in said.replace("  ", " ")
    assert "Orientation O8 (à fusionner avec ce que le COPIL n'a pas gardé)" in said
    assert "Action 5 (non rattaché" in said
    assert "Déjà décidé autrement, et remis en discussion par ce scénario : Action 14." in said
    (prepared,) = [from_payload(Preparation, entry.payload) for entry in load_store().heads("orientation")]
    assert (prepared.object_id, prepared.label, prepared.actions) == (
        "orientation:N2",
        "Mobilité pour tous",
        ("action:9",),
    )
    room = load_room(MEETING_ID)
    assert room is not None
    assert set(room.drafts) == {"action:14"}
