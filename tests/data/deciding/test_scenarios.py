"""A scenario is saved, compared and carried to a meeting; a new edition of the data never changes it, and is said."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from data.analysis.scenarios import compute_outcome, differences, grounds_of, proposed_decisions
from data.analysis.statuses import compute_statuses
from data.deciding.codec import from_payload, to_payload
from data.deciding.meetings import new_meeting
from data.deciding.scenarios import (
    ACTION_CHOICES,
    Scenario,
    changes_under,
    check_scenario,
    choice_of,
    draft_decision,
)
from data.decision import Actor, Decision
from data.load import load_scenarios, load_store, save_scenario, take_as_draft
from data.model import READING_LABELS
from data.store import Write, new_entry_id

Tables = dict[str, pd.DataFrame]


def scenario(tables: Tables, **choices: str) -> Scenario:
    made = [draft_decision(code.replace("_", ":"), choice, "COM") for code, choice in choices.items()]
    grounds = grounds_of(compute_statuses(tables))
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
    links = tables["action_arrondissements"].query("action_id == 8 and link != 'not_cited'")["territory_id"]
    for code in first.arrondissements:
        assert (8 in second.arrondissements[code]) == (code in set(links))
    # Orientation 7 has action 14 alone: stopped, it stands empty in both.
    label = tables["orientations"].set_index("orientation_id").loc["O7", "label"]
    assert label in first.emptied
    assert first.waiting == set(range(1, 17)) - {8, 14}


def test_pilots_and_targets_follow_what_is_kept(tables: Tables) -> None:
    statuses = compute_statuses(tables)
    kept = compute_outcome(tables, statuses, proposed_decisions(statuses))
    assert kept.kept == {status.action_id for status in statuses if status.reading in {"poursuite", "reorientation"}}
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
    ],
)
def test_a_bad_scenario_is_refused_with_its_reason(tables: Tables, change: dict, said: str) -> None:
    objects = {"action:8", "orientation:O1"}
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
    assert take_as_draft(actor, written, meeting.meeting_id, {}) == ""
    drafts = {entry.object_id.rpartition(f"{meeting.meeting_id}:")[2]: entry for entry in load_store().heads("draft")}
    assert set(drafts) == {"action:8", "action:14"}
    assert "COM" in str(drafts["action:8"].payload["wording"])
    assert load_store().heads("decision") == ()
    assert "n'existe plus" in take_as_draft(actor, written, "inconnue", {})
