"""Which orientations a decision empties, on the real tables."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from data.analysis.emptied import emptied_orientations
from data.decision import Decision

TABLES = Path(__file__).parents[3] / "data" / "tables"


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    names = ("orientations", "actions", "items", "action_bodies", "bodies", "documents")
    return {name: pd.read_parquet(TABLES / f"{name}.parquet") for name in names}


def taking(object_id: str, sense: str, **others: object) -> Decision:
    return replace(Decision("d", object_id, "m", 1, sense, "", "", None), **others)  # type: ignore[arg-type]


def by_object(*decisions: Decision) -> dict[str, Decision]:
    return {one.object_id: one for one in decisions}


def codes(found: tuple[tuple[str, str], ...]) -> list[str]:
    return [code.removeprefix("orientation:") for code, _ in found]


def alone(tables: dict[str, pd.DataFrame]) -> dict[str, int]:
    """Orientations that rest on one action, counted in the table."""
    found: dict[str, list[int]] = {}
    for action_id, code in zip(tables["actions"]["action_id"], tables["actions"]["orientation_id"], strict=True):
        found.setdefault(str(code), []).append(int(action_id))
    return {code: actions[0] for code, actions in found.items() if len(actions) == 1}


def test_stopping_the_only_action_of_an_orientation_empties_it_and_no_other(tables) -> None:
    singles = alone(tables)
    assert singles
    for action_id in range(1, 17):
        wanted = [code for code, only in singles.items() if only == action_id]
        assert codes(emptied_orientations(tables, {}, taking(f"action:{action_id}", "arret"))) == wanted
        assert emptied_orientations(tables, {}, taking(f"action:{action_id}", "poursuite")) == ()


def test_the_last_of_several_empties_it_by_arret_transfer_or_in_one_lot(tables) -> None:
    gone = [
        taking("action:8", "arret"),
        taking("action:9", "reorientation", modality="transferer", receiving_frame="PAMS"),
        taking("action:10", "reorientation", modality="transferer", receiving_frame="COM"),
    ]
    assert emptied_orientations(tables, by_object(*gone[:2]), gone[2]) == ()
    last = taking("action:11", "arret")
    assert codes(emptied_orientations(tables, by_object(*gone), last)) == ["O4"]
    assert codes(emptied_orientations(tables, {}, [*gone, last])) == ["O4"]
    assert emptied_orientations(tables, by_object(*gone), replace(last, sense="reportee")) == ()
    assert (
        emptied_orientations(tables, by_object(*gone), replace(last, sense="reorientation", modality="ajuster")) == ()
    )


def test_one_part_that_stays_still_carries_its_orientation(tables) -> None:
    first, second = taking("action:13.2", "arret"), taking("action:13.3", "arret")
    assert emptied_orientations(tables, {}, first) == ()
    assert codes(emptied_orientations(tables, by_object(first), second)) == ["O6"]


def test_what_is_already_empty_merged_or_attached_elsewhere_is_not_said_again(tables) -> None:
    stop = taking("action:14", "arret")
    assert codes(emptied_orientations(tables, {}, stop)) == ["O7"]
    assert emptied_orientations(tables, by_object(stop), taking("action:1", "arret")) == ()
    merged = taking("orientation:O7", "fusionnee", merged_into="orientation:O8")
    assert emptied_orientations(tables, by_object(merged), stop) == ()
    # Attached to O7, action 15 leaves O8 with nothing, and then keeps O7 alive.
    moved = taking("orientation:O7", "maintenue", actions=("action:15",))
    assert codes(emptied_orientations(tables, {}, moved)) == ["O8"]
    assert emptied_orientations(tables, by_object(moved), stop) == ()
