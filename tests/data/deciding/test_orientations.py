"""What a preparation of an orientation must hold, and where it places it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from data.deciding.codec import to_payload
from data.deciding.orientations import Preparation, check_preparation, next_new, read_preparations
from data.decision import Entry

GOOD = Preparation("orientation:O4", "reformulee", "Se déplacer", 4)
ORIENTATIONS = ("orientation:O4", "orientation:O7", "orientation:N1")
ACTIONS = ("action:5", "action:13.2")


def fields(draft: Preparation, attached: dict[str, str] | None = None) -> list[str]:
    return [fault.field for fault in check_preparation(draft, ORIENTATIONS, ACTIONS, attached or {})]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"object_id": "orientation:O99"}, "object_id"),
        ({"object_id": "action:5"}, "object_id"),
        ({"sense": "poursuite"}, "sense"),
        ({"sense": "creee"}, "sense"),  # one that exists cannot be created
        ({"label": " "}, "label"),
        ({"label": "x" * 100_000}, "label"),
        ({"note": "a\x07b"}, "note"),
        ({"order": 0}, "order"),
        ({"order": 41}, "order"),
        ({"sense": "fusionnee"}, "merged_into"),
        ({"sense": "fusionnee", "merged_into": "orientation:O4"}, "merged_into"),
        ({"actions": ("action:99",)}, "actions"),
        ({"sense": "retiree", "actions": ("action:5",)}, "actions"),
        ({"dropped": True}, "dropped"),
    ],
)
def test_what_cannot_be_prepared_is_refused_in_its_field(changed, field: str) -> None:
    assert fields(replace(GOOD, **changed))[0] == field


def test_what_may_be_prepared_is() -> None:
    assert fields(GOOD) == []
    assert fields(replace(GOOD, sense="", label="")) == []
    assert fields(replace(GOOD, sense="fusionnee", merged_into="orientation:O7")) == []
    assert fields(Preparation("orientation:N2", "creee", "Vieillir chez soi", 10, ("action:5",))) == []
    assert fields(Preparation("orientation:N1", "creee", dropped=True)) == []


def test_an_action_is_attached_to_one_orientation_at_a_time() -> None:
    draft = replace(GOOD, actions=("action:5",))
    assert fields(draft, {"action:5": "Un accès à la culture"}) == ["actions"]
    assert fields(draft, {"action:13.2": "Un accès à la culture"}) == []


def test_a_number_given_up_is_never_given_again() -> None:
    assert next_new(["orientation:O9", "decision:x"]) == "orientation:N1"
    assert next_new(["orientation:N1", "orientation:N3"]) == "orientation:N4"


def test_the_journal_gives_a_preparation_back() -> None:
    at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    line = Entry(1, "e", GOOD.object_id, 2, "orientation", to_payload(GOOD), "Essai", "", "local", at, "h")
    assert read_preparations([line]) == {GOOD.object_id: (line, GOOD)}
