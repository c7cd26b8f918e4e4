"""What a preparation of an orientation must hold, and where it places it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from data.deciding.codec import to_payload
from data.deciding.orientations import (
    Preparation,
    as_decision,
    check_preparation,
    new_orientations,
    next_new,
    read_preparations,
)
from data.decision import Decision, Entry

GOOD = Preparation("orientation:O4", "reformulee", "Se déplacer", 4)
ORIENTATIONS = {"orientation:O4": "Mobilité", "orientation:O7": "École", "orientation:N1": "Aller vers"}
ACTIONS = ("action:5", "action:13.2")


def fields(draft: Preparation, attached: dict[str, str] | None = None, *others: Preparation) -> list[str]:
    becoming = {one.object_id: as_decision(one) for one in others}
    return [fault.field for fault in check_preparation(draft, ORIENTATIONS, ACTIONS, attached or {}, becoming)]


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


def test_a_merger_that_would_end_nowhere_is_refused_in_its_field() -> None:
    merged = replace(GOOD, sense="fusionnee", merged_into="orientation:O7")
    assert fields(merged, None, Preparation("orientation:O7", "maintenue", order=2)) == []
    assert fields(merged, None, Preparation("orientation:O7", "retiree", order=2)) == ["merged_into"]
    back = Preparation("orientation:O7", "fusionnee", order=2, merged_into="orientation:O4")
    assert fields(merged, None, back) == ["merged_into"]
    # And one that others are to join cannot be withdrawn without a word.
    assert fields(Preparation("orientation:O4", "retiree", order=4), None, back) == ["sense"]


def test_a_number_given_up_is_never_given_again() -> None:
    assert next_new(["orientation:O9", "decision:x"]) == "orientation:N1"
    assert next_new(["orientation:N1", "orientation:N3"]) == "orientation:N4"


def test_the_journal_gives_a_preparation_back() -> None:
    at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    line = Entry(1, "e", GOOD.object_id, 2, "orientation", to_payload(GOOD), "Essai", "", "local", at, "h")
    assert read_preparations([line]) == {GOOD.object_id: (line, GOOD)}


def line(kind: str, payload: dict[str, object], name: str) -> Entry:
    object_id = name if kind == "orientation" else f"{kind}:{name}"
    at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    return Entry(1, "e", object_id, 1, kind, payload, "Essai", "", "local", at, "h")


def decided(name: str, sense: str, label: str = "", **marks: object) -> Entry:
    taken = Decision("d", name, "m", 1, sense, "Le COPIL propose.", "", None, label=label)
    return line("decision", {**to_payload(taken), **marks}, name)


def test_an_orientation_is_in_preparation_until_a_decision_takes_it_up_or_it_is_given_up() -> None:
    drafts = [Preparation(f"orientation:N{rank}", "creee", f"Mots {rank}", 9 + rank) for rank in range(1, 7)]
    drafts[1] = replace(drafts[1], dropped=True)
    prepared = [line("orientation", to_payload(one), one.object_id) for one in (GOOD, *drafts)]
    found = new_orientations(
        [
            decided("orientation:N3", "creee", "Mots adoptés"),
            decided("orientation:N4", "retiree"),
            decided("orientation:N5", "creee", "Mots 5", undone=True),
            decided("orientation:N8", "creee", "Jamais préparée", undone=True),
            decided("orientation:O4", "retiree"),
        ],
        prepared,
    )
    assert found.created == {"orientation:N3": "Mots adoptés"}
    # One decided then taken back in the room is in preparation again.
    assert found.prepared == {"orientation:N1": "Mots 1", "orientation:N5": "Mots 5", "orientation:N6": "Mots 6"}
    assert found.past == {
        "orientation:N2": "Mots 2",
        "orientation:N4": "Mots 4",
        "orientation:N8": "Jamais préparée",
    }
