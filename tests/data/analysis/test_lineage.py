"""What each action becomes: every flow derives from a decision written in the store, and nothing from anything else."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest

from components.lineage import lineage_sentences
from data.analysis.lineage import compute_lineage, compute_proposals, decisions_in_force
from data.analysis.statuses import compute_statuses
from data.deciding.codec import to_payload
from data.decision import Actor, Decision
from data.lineage import Lineage
from data.store import Write, new_entry_id, open_store

ACTOR = Actor("", "Camille Essai", "secrétariat", "local")
Tables = dict[str, pd.DataFrame]


def decided(object_id: str, sense: str, **more: object) -> Decision:
    return replace(Decision(object_id, object_id, "m", 1, sense, f"Sur {object_id}.", "", None), **more)  # type: ignore[arg-type]


def lineage(tables: Tables, *decisions: Decision) -> Lineage:
    return compute_lineage(tables, compute_statuses(tables), {one.object_id: one for one in decisions})


def whither(found: Lineage) -> dict[str, tuple[str, bool]]:
    return {flow.part.object_id: (flow.destination.code, flow.decided) for flow in found.flows}


def test_without_a_decision_nothing_is_decided_and_every_action_waits(tables: Tables) -> None:
    found = lineage(tables)
    assert {flow.destination.kind for flow in found.flows} == {"attente"}
    assert found.decided == found.without_successor == found.without_origin == ()
    assert sum(flow.part.share for flow in found.flows) == 16


def test_proposals_are_the_fiches_own_and_mixed_ones_are_split(tables: Tables) -> None:
    flows = compute_proposals(tables, compute_statuses(tables))
    assert not any(flow.decided for flow in flows)
    codes = {flow.part.object_id for flow in flows}
    assert {"action:13.2", "action:13.3", "action:1.p1", "action:1.p5", "action:4"} <= codes
    assert "action:13" not in codes
    assert sum(flow.part.share for flow in flows) == 16
    assert (
        next(f for f in flows if f.part.object_id == "action:13.3").destination.label == "Proposition : réorientation"
    )


def test_each_sense_goes_where_it_says(tables: Tables) -> None:
    found = lineage(
        tables,
        decided("action:5", "poursuite"),
        decided("action:8", "reorientation", modality="transferer", receiving_frame="COM  et PAMS"),
        decided("action:9", "reorientation", modality="transferer", receiving_frame="COM et PAMS"),
        decided("action:14", "arret"),
        decided("action:2", "reportee"),
        decided("action:6", "reorientation", modality="fusionner", merged_into="action:16"),
    )
    flows = whither(found)
    assert flows["action:5"] == ("orientation:O3", True)
    assert flows["action:8"] == flows["action:9"] == ("cadre:com et pams", True)
    assert flows["action:14"] == ("fin", True)
    assert flows["action:2"] == ("attente", False)
    assert flows["action:6"] == ("orientation:O9", True)
    assert [flow.part.object_id for flow in found.without_successor] == ["action:14"]


def test_a_part_may_go_elsewhere_than_its_sister(tables: Tables) -> None:
    found = lineage(tables, decided("action:13.2", "poursuite"), decided("action:13.3", "arret"))
    flows = whither(found)
    assert (flows["action:13.2"][0], flows["action:13.3"][0]) == ("orientation:O6", "fin")
    assert [flow.part.share for flow in found.flows if flow.part.action_id == 13] == [Fraction(1, 2)] * 2
    whole = lineage(tables, decided("action:13", "poursuite"))
    assert "action:13" in whither(whole)
    assert "action:13.2" not in whither(whole)


def test_orientations_merge_end_and_are_born(tables: Tables) -> None:
    found = lineage(
        tables,
        decided("action:15", "poursuite"),
        decided("action:16", "poursuite"),
        decided("action:12", "poursuite"),
        decided("orientation:O8", "fusionnee", merged_into="orientation:O9"),
        decided("orientation:O9", "reformulee", label="Culture et sport pour tous"),
        decided("orientation:O5", "retiree"),
        decided("orientation:N1", "creee", label="Aller vers"),
    )
    flows = whither(found)
    assert flows["action:15"] == flows["action:16"] == ("orientation:O9", True)
    assert flows["action:12"] == ("sans_accueil", True)
    labels = {orientation.object_id: orientation for orientation in found.orientations}
    assert labels["orientation:O9"].label == "Culture et sport pour tous"
    assert "orientation:O8" not in labels
    assert [orientation.label for orientation in found.without_origin] == ["Aller vers"]
    attached = lineage(
        tables,
        decided("action:12", "poursuite"),
        decided("orientation:O5", "retiree"),
        decided("orientation:N1", "creee", label="Aller vers", actions=("action:12",)),
    )
    assert whither(attached)["action:12"] == ("orientation:N1", True)
    assert attached.without_origin == ()


def test_an_orientation_whose_actions_are_not_decided_yet_has_an_origin(tables: Tables) -> None:
    """The committee takes the orientations first: none of the nine is then without origin, nor without action."""
    kept = [decided(f"orientation:O{rank}", "maintenue") for rank in range(1, 10)]
    found = lineage(tables, *kept, decided("orientation:N1", "creee", label="Aller vers", actions=("action:5",)))
    assert found.without_origin == found.without_action == ()
    waiting = {one.object_id: {part.action_id for part in one.waiting} for one in found.orientations}
    assert waiting["orientation:N1"] == {5}
    assert 5 not in waiting["orientation:O3"]
    assert set().union(*waiting.values()) == set(range(1, 17))
    said = lineage_sentences(found)[0].replace("\u00a0", " ")
    assert said.startswith("<strong>Aucune action décidée, 10 orientations décidées")


def test_an_orientation_kept_whose_actions_all_stop_is_not_called_without_origin(tables: Tables) -> None:
    found = lineage(tables, decided("orientation:O5", "maintenue"), decided("action:12", "arret"))
    assert [one.object_id for one in found.without_action] == ["orientation:O5"]
    assert found.without_origin == ()


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"sense": "arret"}, "fin"),
        ({"sense": "reorientation", "modality": "transferer", "receiving_frame": "COM"}, "cadre"),
    ],
)
def test_an_action_merged_goes_where_the_one_that_receives_it_goes(
    tables: Tables, more: dict[str, object], kind: str
) -> None:
    merged = decided("action:3", "reorientation", modality="fusionner", merged_into="action:5")
    before = lineage(tables, merged)
    assert whither(before)["action:3"] == ("orientation:O3", True)
    found = lineage(tables, merged, replace(decided("action:5", "poursuite"), **more))
    flows = {flow.part.object_id: flow for flow in found.flows}
    assert flows["action:3"].destination == flows["action:5"].destination
    assert flows["action:3"].destination.kind == kind
    assert (flows["action:3"].follows, flows["action:5"].follows) == (5, 0)
    assert any("À revoir" in said and "action 5" in said.replace("\u00a0", " ") for said in lineage_sentences(found))
    circle = lineage(tables, merged, decided("action:5", "reorientation", modality="fusionner", merged_into="action:3"))
    assert whither(circle)["action:3"][0].startswith("orientation:")


def test_an_action_of_which_one_part_is_decided_is_decided_in_part(tables: Tables) -> None:
    found = lineage(tables, decided("action:1.p1", "poursuite"), decided("action:12", "poursuite"))
    assert (found.settled, found.begun) == (frozenset({12}), frozenset({1}))


def test_the_flows_are_those_of_the_store_and_one_taken_back_flows_no_more(tables: Tables, tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'd.sqlite'}")

    def write(decision: Decision, expected: int, **extra: object) -> None:
        payload = {**to_payload(decision), **extra}
        name = f"decision:{decision.object_id}"
        store.append(ACTOR, Write("decider", name, "decision", payload, expected, new_entry_id()))

    write(decided("action:5", "poursuite"), 0)
    write(decided("action:14", "arret"), 0)
    write(decided("action:14", "poursuite"), 1)
    statuses = compute_statuses(tables)
    found = compute_lineage(tables, statuses, decisions_in_force(store.heads("decision")))
    assert {flow.part.object_id for flow in found.decided} == {"action:5", "action:14"}
    assert whither(found)["action:14"] == ("orientation:O7", True)
    write(decided("action:14", "poursuite"), 2, undone=True)
    again = compute_lineage(tables, statuses, decisions_in_force(store.heads("decision")))
    assert {flow.part.object_id for flow in again.decided} == {"action:5"}
    assert len(store.history("decision:action:14")) == 3  # nothing is deleted
    store.close()


@pytest.mark.parametrize("merged", ["orientation:O8", "orientation:O404", ""])
def test_a_merger_that_leads_nowhere_is_said_and_not_followed_for_ever(tables: Tables, merged: str) -> None:
    found = lineage(
        tables, decided("action:15", "poursuite"), decided("orientation:O8", "fusionnee", merged_into=merged)
    )
    assert whither(found)["action:15"] == ("sans_accueil", True)
