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


def test_every_action_has_an_existing_fact_or_is_named_without(tables: Tables) -> None:
    offer = of(tables)["offre"]
    facts = tables["located_facts"].query("state == 'existing' and territory_id.notna()")
    with_facts = sorted({int(action) for action in facts["action_id"]})
    without = [action for action in range(1, 17) if action not in with_facts]
    assert f"pour {len(with_facts)} actions sur 16." in offer.holds[0]
    assert f"pour les actions {', '.join(map(str, without))} (11 : des faits prévus seulement)." in offer.missing[0]


def test_each_count_opens_on_as_many_lines_as_it_says(tables: Tables) -> None:
    found = of(tables)
    for code in ("offre", "besoins", "deficit", "objectifs", "mesures", "mutualisation", "numerique", "suivi"):
        (listing,) = found[code].lists
        said = int(found[code].holds[0].split()[0])
        assert len(listing.lines) == said, code
    # A line says where it stands, as every figure of the dashboard does.
    assert all(line.endswith(")") for line in (*found["offre"].lists[0].lines, *found["suivi"].lists[0].lines))


def test_the_targets_of_the_schema_are_apart_from_those_of_the_state(tables: Tables) -> None:
    asked = of(tables)["objectifs"]
    stated = tables["targets"].query("territory_id == 'dep:59' and value.notna()")
    of_the_state = stated["document_id"].str.startswith("barometre")
    assert of_the_state.any()
    kinds = tables["indicators"].set_index("indicator_id")["kind"]
    result = sum(kinds[one] == "result" for one in stated.loc[~of_the_state, "indicator_id"])
    own = sum(kinds == "result")
    assert asked.holds[0] == (
        f"{sum(~of_the_state)} cibles chiffrées pour le département dans les documents du schéma, "
        f"dont {result} de résultat."
    )
    # What has a target and what has none add up to the indicators of result.
    assert asked.missing[0].startswith(f"{own - result} indicateurs de résultat sur {own} sans cible")


def test_a_postponed_decision_brings_no_target(tables: Tables) -> None:
    decisions = {
        "action:5": decision("action:5", target_value="12"),
        "action:15": decision("action:15", sense="reportee", target_value="3"),
    }
    assert "1 décision avec une cible." in of(tables, decisions=decisions)["objectifs"].holds
