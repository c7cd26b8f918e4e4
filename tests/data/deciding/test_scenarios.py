"""A scenario is saved, compared and carried to a meeting; a new edition of the data never changes it, and is said."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from data.analysis.scenarios import action_parts, compute_outcome, differences, grounds_of, proposed_decisions
from data.analysis.statuses import compute_statuses
from data.deciding.codec import from_payload, to_payload
from data.deciding.meetings import new_meeting
from data.deciding.orientations import Preparation
from data.deciding.scenario_drafts import on_agenda
from data.deciding.scenarios import (
    ACTION_CHOICES,
    Scenario,
    changes_under,
    check_scenario,
    choice_of,
    draft_decision,
)
from data.decision import Actor, AgendaItem, Decision
from data.load import load_room, load_scenario_lines, load_scenarios, load_store, save_scenario, take_as_draft
from data.model import READING_LABELS
from data.store import Write, new_entry_id

Tables = dict[str, pd.DataFrame]
ACTOR = Actor("", "Camille Essai", "secrétariat", "local")
PROJECT = Path(__file__).parents[3]


def scenario(tables: Tables, **choices: str) -> Scenario:
    made = [draft_decision(code.replace("_", ":"), choice, "COM") for code, choice in choices.items()]
    grounds = grounds_of(tables, compute_statuses(tables))
    return Scenario("s1", "Essai", tuple(one for one in made if one), "v1", grounds)


def test_the_choices_of_the_form_and_the_decisions_say_the_same() -> None:
    for choice in ACTION_CHOICES:
        assert choice_of(draft_decision("action:5", choice, "COM")) == choice
    for choice in ("maintenue", "retiree", "fusionnee:O9"):
        assert choice_of(draft_decision("orientation:O8", choice)) == choice


def test_two_scenarios_differ_where_their_actions_go(tables: Tables) -> None:
    statuses = compute_statuses(tables)
    first = compute_outcome(tables, statuses, scenario(tables, action_8="transferer", action_14="arret").by_object)
    second = compute_outcome(tables, statuses, scenario(tables, action_8="poursuite", action_14="arret").by_object)
    assert [action for action, _, _ in differences(first, second)] == [8]
    assert (first.moved, first.stopped, second.kept) == ({8}, {14}, {8})
    assert 8 not in first.kept
    # Reworded, an orientation is the same place; created twice in the same words, whatever its number, too.
    reworded = draft_decision("orientation:O1", "reformulee", label="Autres mots")
    assert reworded
    kept = scenario(tables, action_1="poursuite").by_object
    again = compute_outcome(tables, statuses, {**kept, reworded.object_id: reworded})
    assert differences(compute_outcome(tables, statuses, kept), again) == ()
    made = [draft_decision(f"orientation:N{n}", "creee", label="Aller vers", actions=["action:1"]) for n in (1, 2)]
    pair = [compute_outcome(tables, statuses, {**kept, one.object_id: one}) for one in made if one]
    assert differences(pair[0], pair[1]) == ()
    links = tables["action_arrondissements"].query("action_id == 8 and link != 'not_cited'")["territory_id"]
    for code in first.arrondissements:
        assert (8 in second.arrondissements[code]) == (code in set(links))
    # Orientation 7 has action 14 alone: stopped, it stands empty in both.
    label = tables["orientations"].set_index("orientation_id").loc["O7", "label"]
    assert label in first.emptied
    assert first.waiting == set(range(1, 17)) - {8, 14}


def test_pilots_and_targets_follow_what_is_kept(tables: Tables) -> None:
    statuses = compute_statuses(tables)
    kept = compute_outcome(tables, statuses, proposed_decisions(tables, statuses))
    # By part where the fiche says so (1 and 13); a double proposal without parts (4) chooses nothing.
    parted = {part.action_id for part in action_parts(tables, statuses)}
    assert parted == {1, 13}
    whole = {status.action_id for status in statuses if status.reading in {"poursuite", "reorientation"}}
    assert kept.kept == whole | parted
    assert 4 in kept.waiting
    pilots = tables["action_bodies"].query("role == 'pilot' and until.isna()")
    assert "État" not in [body for body, actions in kept.pilots.items() if 3 in actions]  # until 2022
    for body, actions in kept.pilots.items():
        codes = tables["bodies"].loc[tables["bodies"]["label"] == body, "body_id"]
        own = set(pilots.loc[pilots["body_id"].isin(codes), "action_id"])
        assert actions == own & kept.kept
    assert compute_outcome(tables, statuses, {}).untargeted == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": "  "}, "Donnez un nom"),
        ({"name": "Déjà Pris"}, "déjà ce nom"),
        ({"decisions": ()}, "ne dit rien"),
        ({"decisions": (draft_decision("action:8", "transferer", " "),)}, "nommez le cadre"),
        ({"decisions": (draft_decision("action:99", "arret"),)}, "inconnu"),
        ({"decisions": (draft_decision("orientation:O1", "fusionnee:O1"),)}, "elle-même"),
        ({"name": "x" * 500}, "trop long"),
        ({"decisions": (draft_decision("orientation:O1", "reformulee", label=" "),)}, "écrivez son intitulé"),
        ({"decisions": (draft_decision("orientation:N1", "creee", actions=["action:8"]),)}, "écrivez son intitulé"),
        ({"decisions": (draft_decision("orientation:N1", "creee", label="x" * 400),)}, "trop long"),
        ({"decisions": (draft_decision("orientation:N1", "creee", label="A", actions=["action:99"]),)}, "inconnu"),
        (
            {
                "decisions": (
                    draft_decision("orientation:N1", "creee", label="A", actions=["action:8"]),
                    draft_decision("orientation:N2", "creee", label="B", actions=["action:8"]),
                )
            },
            "deux orientations nouvelles",
        ),
        (
            {"decisions": (draft_decision("action:13", "arret"), draft_decision("action:13.2", "poursuite"))},
            "pas les deux",
        ),
        (
            {
                "decisions": (
                    draft_decision("orientation:O1", "fusionnee:O2"),
                    draft_decision("orientation:O2", "fusionnee:O1"),
                )
            },
            "doit rester",
        ),
        (
            {
                "decisions": (
                    draft_decision("orientation:O1", "fusionnee:O2"),
                    draft_decision("orientation:O2", "retiree"),
                )
            },
            "doit rester",
        ),
    ],
)
def test_a_bad_scenario_is_refused_with_its_reason(tables: Tables, change: dict, said: str) -> None:
    objects = {"action:8", "action:13", "action:13.2", "orientation:O1", "orientation:O2"}
    faults = check_scenario(replace(scenario(tables, action_8="arret"), **change), objects, ["déjà pris"])
    assert any(said in fault.message_fr for fault in faults)


def test_it_survives_a_restart_and_says_what_a_new_edition_changed(tables, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("SDAASP_HOME", str(tmp_path / "home"))
    actor = Actor("", "Camille Essai", "secrétariat", "local")
    written = scenario(tables, action_8="transferer", orientation_O8="fusionnee:O9")
    entry = new_entry_id()
    assert save_scenario(actor, written, entry) == save_scenario(actor, written, entry) == ""
    (read,) = load_scenarios()
    assert read == written
    assert load_store().counter() == 1
    assert changes_under(read, written.grounds, READING_LABELS, "v1") == ()
    assert "rien de ce que porte ce scénario" in changes_under(read, written.grounds, READING_LABELS, "v2")[0]
    edition = [(c, "arret" if c == "action:8" else p, t) for c, p, t in written.grounds if c != "action:16"]
    said = " ".join(changes_under(read, edition, READING_LABELS, "v2"))
    assert "« Réorientation » alors, « Arrêt » aujourd'hui" in said
    assert "n'existe plus" in said
    assert read == written


def test_a_scenario_is_read_whole_from_its_payload(tables: Tables) -> None:
    written = scenario(tables, action_8="transferer")
    assert from_payload(Scenario, to_payload(written)) == written
    assert isinstance(written.decisions[0], Decision)


def test_taken_to_a_meeting_it_prefills_wordings_and_decides_nothing(tables, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("SDAASP_HOME", str(tmp_path / "home"))
    actor = Actor("", "Camille Essai", "secrétariat", "local")
    meeting = new_meeting("7b0d1f5e-8d0a-4c41-9b52-0d7a6c0f9c11", (), None)
    name = f"meeting:{meeting.meeting_id}"
    load_store().append(actor, Write("preparer", name, "meeting", to_payload(meeting), 0, new_entry_id()))
    written = scenario(tables, action_8="transferer", action_14="arret")
    titles = {"action:8": "Mobilité", "action:14": "Éducation"}
    assert take_as_draft(actor, written, meeting.meeting_id, titles).refusal == ""
    drafts = {entry.object_id.rpartition(f"{meeting.meeting_id}:")[2]: entry for entry in load_store().heads("draft")}
    assert set(drafts) == {"action:8", "action:14"}
    assert "COM" in str(drafts["action:8"].payload["wording"])
    assert "l'action 8, « Mobilité »" in str(drafts["action:8"].payload["wording"])
    room = load_room(meeting.meeting_id)
    assert room is not None
    assert [item.objects for item in room.meeting.agenda] == [("action:8",), ("action:14",)]
    assert load_store().heads("decision") == ()
    # Taken again, it says that there is nothing more to write.
    count = load_store().counter()
    assert "porte déjà ce scénario" in take_as_draft(actor, written, meeting.meeting_id, titles).refusal
    assert load_store().counter() == count
    assert "n'existe plus" in take_as_draft(actor, written, "inconnue", {}).refusal


def test_an_orientation_created_in_a_scenario_is_prepared_under_a_number_of_its_own(
    tables, tmp_path, monkeypatch
) -> None:
    monkeypatch.setenv("SDAASP_HOME", str(tmp_path / "home"))
    meeting = new_meeting("7b0d1f5e-8d0a-4c41-9b52-0d7a6c0f9c11", (), None)
    store = load_store()
    name = f"meeting:{meeting.meeting_id}"
    store.append(ACTOR, Write("preparer", name, "meeting", to_payload(meeting), 0, new_entry_id()))
    taken = to_payload(Preparation("orientation:N1", "creee", "Autre chose", 10))
    store.append(ACTOR, Write("preparer", "orientation:N1", "orientation", taken, 0, new_entry_id()))
    decisions = (
        draft_decision("orientation:N1", "creee", label="Aller vers", actions=["action:5"]),
        draft_decision("orientation:O8", "fusionnee:N1"),
        draft_decision("orientation:O1", "reformulee", label="Des services proches"),
        draft_decision("action:13.2", "transferer", "COM"),
    )
    written = replace(scenario(tables), decisions=tuple(one for one in decisions if one))
    titles = {"orientation:O8": "Sport", "orientation:O1": "Social", "action:13.2": "Cartographie"}
    for _ in range(2):  # a second time, it is the same one
        take_as_draft(ACTOR, written, meeting.meeting_id, titles)
    prepared = {entry.object_id: entry.payload for entry in store.heads("orientation")}
    assert set(prepared) == {"orientation:N1", "orientation:N2"}
    assert prepared["orientation:N1"]["label"] == "Autre chose"
    assert (prepared["orientation:N2"]["label"], prepared["orientation:N2"]["actions"]) == ("Aller vers", ["action:5"])
    room = load_room(meeting.meeting_id)
    assert room is not None
    merged, reworded, part = (room.draft(code) for code in ("orientation:O8", "orientation:O1", "action:13.2"))
    assert merged is not None
    assert reworded is not None
    assert part is not None
    assert merged.merged_into == "orientation:N2"
    assert "ainsi : « Des services proches »" in reworded.wording.replace("\u00a0", " ")
    assert "sous-action 13.2" in part.wording


def test_an_object_in_a_lot_gets_a_point_of_its_own() -> None:
    lot = AgendaItem("lot", "Lot : poursuite (actions 2, 5 et 8)", ("action:2", "action:5", "action:8"), 6)
    other = AgendaItem("suites", "Suites", (), 3)
    titles = {"action:5": "Adultes-relais", "action:2": "Deux", "action:8": "Huit"}
    agenda = on_agenda((other, lot), "action:5", titles)
    assert [item.objects for item in agenda] == [(), ("action:2", "action:8"), ("action:5",)]
    assert agenda[1].title == "Lot : poursuite (actions 2 et 8)"
    # A lot of one is no lot.
    assert [item.objects for item in on_agenda(agenda, "action:8", titles)] == [
        (),
        ("action:2",),
        ("action:8",),
        ("action:5",),
    ]
    assert on_agenda(agenda, "action:5", titles) == agenda


def test_an_action_taken_by_parts_is_kept_and_moved(tables: Tables) -> None:
    statuses = compute_statuses(tables)
    said = replace(
        scenario(tables),
        decisions=(draft_decision("action:13.2", "poursuite"), draft_decision("action:13.3", "transferer", "COM")),  # type: ignore[arg-type]
    )
    found = compute_outcome(tables, statuses, said.by_object)
    assert 13 in found.kept & found.moved & found.partial


def test_each_orientation_says_what_becomes_of_it(tables: Tables) -> None:
    statuses = compute_statuses(tables)
    decisions = (
        draft_decision("orientation:N1", "creee", label="Aller vers", actions=["action:5"]),
        draft_decision("orientation:O8", "fusionnee:O9"),
        draft_decision("orientation:O1", "reformulee", label="Des services proches"),
        draft_decision("action:5", "poursuite"),
    )
    fates = dict(compute_outcome(tables, statuses, {one.object_id: one for one in decisions if one}).orientations)
    labels = tables["orientations"].set_index("orientation_id")["label"]
    assert fates["Nouvelle · Aller vers"] == "créée ; porte l’action 5"
    assert fates[f"8 · {labels['O8']}"] == f"fusionnée avec « {labels['O9']} »"
    assert fates[f"1 · {labels['O1']}"].startswith("reformulée : « Des services proches »")
    assert fates[f"2 · {labels['O2']}"] == "sans choix ; porte l’action 4"


def test_a_new_version_replaces_nothing_and_one_saved_meanwhile_is_told(tables, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("SDAASP_HOME", str(tmp_path / "home"))
    written = scenario(tables, action_8="transferer")
    assert save_scenario(ACTOR, written, new_entry_id()) == ""
    again = replace(written, decisions=scenario(tables, action_8="arret").decisions)
    assert save_scenario(ACTOR, again, new_entry_id(), 1) == ""
    assert "a enregistré la version 2" in save_scenario(ACTOR, written, new_entry_id(), 1)
    assert save_scenario(ACTOR, replace(again, withdrawn=True), new_entry_id(), 2) == ""
    assert load_scenarios() == ()
    ((entry, kept),) = load_scenario_lines()
    assert (entry.version, kept.withdrawn, kept.decisions) == (3, True, again.decisions)
    senses = [line.payload["decisions"][0]["sense"] for line in load_store().history(written.object_id)]  # type: ignore[index]
    assert senses == ["reorientation", "arret", "arret"]


def test_another_process_reads_it_as_it_was_written(tables, tmp_path) -> None:
    """The server is stopped; another one, which never saw the first, compares the scenario with its own data."""
    environment = {**os.environ, "SDAASP_HOME": str(tmp_path / "home"), "PYTHONPATH": str(PROJECT)}

    def run(code: str) -> str:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", code],
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    common = (
        "from data.load import *\nfrom data.deciding.scenarios import *\nfrom data.decision import Actor\n"
        "from data.analysis.scenarios import grounds_of, compute_outcome\nfrom data.model import READING_LABELS\n"
        "from data.store import new_entry_id\nimport dataclasses\n"
        "t, s, v = load_tables(), load_statuses(), load_manifest().version\n"
    )
    run(
        common
        + "d = (draft_decision('action:8', 'transferer', 'COM'), draft_decision('orientation:O8', 'fusionnee:O9'))\n"
        "one = Scenario('s1', 'Essai', d, v, grounds_of(t, s))\n"
        "assert save_scenario(Actor('', 'Camille', 'x', 'local'), one, new_entry_id()) == ''"
    )
    seen = run(
        common + "(one,) = load_scenarios()\n"
        "print(one.name, one.by_object['action:8'].receiving_frame, len(one.decisions))\n"
        "print(sorted(compute_outcome(t, s, one.by_object).moved))\n"
        "print(changes_under(one, grounds_of(t, s), READING_LABELS, v))"
    )
    assert seen.splitlines() == ["Essai COM 2", "[8]", "()"]


def test_a_rebuilt_edition_of_the_tables_is_said_under_the_scenario(tables: Tables) -> None:
    """The tables change, as a new edition of the bilan would: a status is read again, an orientation reworded."""
    written = scenario(tables, action_8="transferer")
    actions, orientations = tables["actions"].copy(), tables["orientations"].copy()
    actions.loc[actions["action_id"] == 8, "status_reading"] = "arret"
    orientations.loc[orientations["orientation_id"] == "O3", "label"] = "Santé partout"
    edition = {**tables, "actions": actions, "orientations": orientations}
    grounds = grounds_of(edition, compute_statuses(edition))
    said = changes_under(written, grounds, READING_LABELS, "v2")
    assert len(said) == 2
    assert any("« Réorientation » alors, « Arrêt » aujourd'hui" in words for words in said)
    assert any("s'intitule aujourd'hui « Orientation 3 · Santé partout »" in words for words in said)
    # One saved before orientations were among its grounds does not call them new.
    old = replace(
        written, grounds=tuple(one for one in written.grounds if one[0].startswith("action:") and "." not in one[0])
    )
    assert not any("est nouveau" in words for words in changes_under(old, written.grounds, READING_LABELS, "v1"))
