"""What the law asks: every requirement is answered by a count of today's data, none is ever called satisfied."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd

from data.analysis.completeness import Held, compute_requirements
from data.completeness import Requirement
from data.deciding.gatherings import Remark
from data.decision import Decision

Tables = dict[str, pd.DataFrame]


def of(tables: Tables, **more: object) -> dict[str, Requirement]:
    held = replace(Held(tables, {}, (), 0), **more)  # type: ignore[arg-type]
    return {one.requirement_id: one for one in compute_requirements(held)}


def decision(object_id: str, **more: object) -> Decision:
    return replace(Decision("d", object_id, "m", 1, "poursuite", "…", "", None), **more)  # type: ignore[arg-type]


def test_every_requirement_is_there_with_its_text_and_what_is_missing(tables: Tables) -> None:
    found = of(tables)
    assert list(found) == tables["legal_requirements"].sort_values("rank")["requirement_id"].tolist()
    for requirement in found.values():
        assert requirement.text.to_check
        assert requirement.missing, requirement.requirement_id
        assert "conforme" not in " ".join((*requirement.holds, *requirement.missing)).lower()


def test_the_counts_are_those_of_the_tables(tables: Tables) -> None:
    found = of(tables)
    sections = tables["sections"]
    needs = sections.query("section == 'besoins'")
    assert found["besoins"].holds[0].startswith(f"{(needs['state'] == 'filled').sum()} fiches")
    absent = sorted(needs.query("state != 'filled'")["action_id"])
    assert ", ".join(map(str, absent)) in found["besoins"].missing[0]
    cells = tables["item_cells"].query("column == 'maillage'")
    assert str(len(cells)) in found["mutualisation"].holds[0]


def test_the_programme_follows_the_decisions(tables: Tables) -> None:
    assert of(tables)["programme"].holding == "rien"
    decisions = {
        "action:5": decision("action:5", pilot="ARS", due=dt.date(2027, 1, 1)),
        "action:8": decision("action:8", sense="reorientation", modality="transferer", receiving_frame="COM"),
        "action:2": decision("action:2", sense="reportee"),
        "action:16": decision("action:16"),
    }
    found = of(tables, decisions=decisions)["programme"]
    assert found.holds == ("3 actions sur 16 avec une décision, dont 2 dans le schéma.",)
    assert "13 actions sans décision." in found.missing
    assert "1 décision sans échéance." in found.missing


def test_an_action_taken_by_parts_is_one_action_of_the_programme(tables: Tables) -> None:
    parts = [f"action:1.p{rank}" for rank in range(1, 6)]
    whole = {code: decision(code) for code in (*parts, "action:12")}
    assert of(tables, decisions=whole)["programme"].holds == (
        "2 actions sur 16 avec une décision, dont 2 dans le schéma.",
    )
    found = of(tables, decisions={"action:1.p1": decision("action:1.p1")})["programme"]
    assert found.holds == ("1 action sur 16 avec une décision, dont 1 dans le schéma.",)
    assert "1 action décidée en partie seulement." in found.missing


def test_a_decision_put_off_sets_no_target(tables: Tables) -> None:
    decisions = {
        "action:5": decision("action:5", target_value="12"),
        "action:15": decision("action:15", sense="reportee", target_value="3"),
    }
    assert "1 décision avec une cible." in of(tables, decisions=decisions)["objectifs"].holds


def test_what_arrondissements_say_counts_as_needs(tables: Tables) -> None:
    said = (Remark("r", "arr:592", "1", None, "", "besoin", "CCAS", "ccas", "…"),)
    found = of(tables, remarks=said)["besoins"]
    assert any("recueilli" in words for words in found.holds)
    assert "5 arrondissements sur 6 sans besoin recueilli." in found.missing
