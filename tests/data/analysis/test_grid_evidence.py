"""What stands beside each question, against the tables; and the grid's lines as a meeting freezes them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from data.analysis.caveats import compute_caveats
from data.analysis.fiche import compute_fiche
from data.analysis.grid_evidence import compute_evidence, facts_of
from data.analysis.grid_lines import changed_lines, compute_lines, compute_units, freeze_grid, grid_class
from data.analysis.process import compute_frames
from data.analysis.statuses import compute_statuses
from data.decision import CRITERIA, Entry, Opinion
from data.grid import NONE_YET
from tests.pages.screen import records

TABLES_AT = Path(__file__).parents[3] / "data" / "tables"
TABLES = {path.stem: pd.read_parquet(path) for path in TABLES_AT.glob("*.parquet")}
STATUSES, CAVEATS, FRAMES = compute_statuses(TABLES), compute_caveats(TABLES), compute_frames(TABLES)
UNITS = compute_units(TABLES, STATUSES)


def evidence(unit: str):
    action_id = int(unit.removeprefix("action:").partition(".")[0])
    return compute_evidence(TABLES, compute_fiche(TABLES, action_id, STATUSES, CAVEATS), FRAMES, unit)


def words(unit: str, question: str) -> str:
    return "\n".join(fact.words for fact in evidence(unit)[question].facts)


def written(unit: str, **opinions: str):
    at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    return {
        (unit, code): (
            Entry(1, "e", f"opinion:{unit}:{code}", 1, "opinion", {}, "Essai", "", "local", at, "h"),
            Opinion(unit, code, opinion, "", ""),
        )
        for code, opinion in opinions.items()
    }


def test_the_sixteen_actions_are_examined_three_mixed_ones_as_the_fiche_says() -> None:
    codes = [unit.object_id for unit in UNITS]
    assert {unit.action_id for unit in UNITS} == set(range(1, 17))
    assert [code for code in codes if code.startswith("action:13")] == ["action:13.2", "action:13.3"]
    assert [code for code in codes if code.startswith("action:1.")] == [f"action:1.p{n}" for n in range(1, 6)]
    assert "action:4" in codes
    assert len(codes) == 21


@pytest.mark.parametrize("unit", [unit.object_id for unit in UNITS])
def test_each_fact_has_its_place_and_can_be_cited_once(unit: str) -> None:
    for code, facts in facts_of(evidence(unit)).items():
        assert code in CRITERIA
        assert len(facts) == len(set(facts))
    for question in evidence(unit).values():
        for fact in question.facts:
            assert fact.source.place
            assert fact.fact.startswith(fact.source.place)


@pytest.mark.parametrize("action_id", range(1, 17))
def test_every_pilot_need_priority_and_frame_of_the_tables_is_there(action_id: int) -> None:
    unit = next(unit.object_id for unit in UNITS if unit.action_id == action_id)
    part = unit.partition(".")[2]
    labels = {row["body_id"]: row["label"] for row in records(TABLES["bodies"])}
    for row in records(TABLES["action_bodies"]):
        if row["action_id"] == action_id and row["role"] == "pilot" and not part:
            assert labels[row["body_id"]] in words(unit, "C4")
    for row in records(TABLES["items"]):
        if row["action_id"] == action_id and row["section"] == "besoins":
            assert " ".join(row["text"].split()) in words(unit, "C1")
    for row in records(TABLES["priority_territories"]):
        if row["action_id"] == action_id:
            assert row["written"] in words(unit, "C5")
    named = TABLES["frame_actions"].merge(TABLES["frames"], on="frame_id")
    for row in records(named):
        if row["action_id"] == action_id and not row["frame_id"].startswith("sdaasp"):
            assert row["label"] in words(unit, "C3")


def test_context_is_never_a_result() -> None:
    kinds = {row["label"]: row["kind"] for row in records(TABLES["indicators"])}
    for unit in UNITS:
        for line in words(unit.object_id, "C2").splitlines():
            assert not line.startswith("Contexte")
        for line in words(unit.object_id, "C1").splitlines():
            if line.startswith("Contexte : "):
                assert "context" in {kind for label, kind in kinds.items() if label in line}


def test_an_unfilled_section_is_said_as_it_is() -> None:
    assert evidence("action:7")["C1"].facts == ()
    assert "éléments non communiqués" in evidence("action:7")["C1"].silence
    assert "« Néant »" in evidence("action:2")["C1"].silence
    assert evidence("action:5")["C1"].silence == ""


def test_a_part_keeps_its_own_proposal() -> None:
    assert "cartographie" in words("action:13.2", "C3")
    assert "modalités de saisine" not in words("action:13.2", "C3")
    assert "modalités de saisine" in words("action:13.3", "C3")
    assert "démarche qualité" in words("action:1.p1", "C3").lower()
    assert "démarche qualité" not in words("action:1.p2", "C3").split("Autre cadre")[0].lower()


def test_no_opinion_is_shipped_and_none_means_nothing_to_freeze() -> None:
    lines = compute_lines(UNITS, {})
    assert {line.opinions for line in lines} == {NONE_YET}
    assert {line.result.code for line in lines} == {"a_completer"}
    assert freeze_grid("action:5", lines, {}) is None
    assert grid_class("action:5", lines) == ""


def test_what_a_meeting_freezes_is_what_the_cotech_said() -> None:
    said = written("action:5", C1="favorable", C2="favorable", C3="favorable", C4="reserve", C5="defavorable")
    lines = compute_lines(UNITS, said)
    grid = freeze_grid("action:5", lines, said)
    assert grid is not None
    assert grid.result == "Poursuite"
    assert [row[1] for row in grid.opinions] == ["Favorable", "Favorable", "Favorable", "Réservé", "Défavorable"]
    assert grid_class("action:5", lines) == "poursuite"
    heavy = compute_lines(UNITS, said, (10, 10, 10, 30, 40))
    assert [(old.unit, new.result.code) for old, new in changed_lines(lines, heavy)] == [("action:5", "reorientation")]


def test_an_action_examined_by_parts_has_one_class_only_when_they_agree() -> None:
    yes = dict.fromkeys(CRITERIA, "favorable")
    one = written("action:13.2", **yes)
    assert grid_class("action:13", compute_lines(UNITS, one)) == ""
    both = one | written("action:13.3", **yes)
    assert grid_class("action:13", compute_lines(UNITS, both)) == "poursuite"
    frozen = freeze_grid("action:13", compute_lines(UNITS, both), both)
    assert frozen is not None
    assert len(frozen.opinions) == 10
