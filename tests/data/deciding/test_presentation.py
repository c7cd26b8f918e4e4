"""Which slide a presentation shows, whatever happened to it since it was left."""

from __future__ import annotations

import datetime as dt

import pytest

from data.deciding.presentation import position, presentation_id
from data.decision import Entry

MORNING = dt.datetime(2026, 11, 27, tzinfo=dt.UTC)


def moved(at: dt.datetime, **payload: object) -> Entry:
    return Entry(1, "e", "presentation:x", 1, "presentation", payload, "", "", "local", at, "")


@pytest.mark.parametrize(("minutes", "shown"), [(-1, "a"), (0, "c"), (600, "c")])
def test_each_day_begins_on_the_first_slide(minutes: int, shown: str) -> None:
    entry = moved(MORNING + dt.timedelta(minutes=minutes), current="c", rank=2)
    assert position(entry, ("a", "b", "c"), MORNING) == shown


@pytest.mark.parametrize(
    ("payload", "codes", "shown"),
    [
        ({"current": "b", "rank": 1}, ("a", "x", "b"), "b"),
        ({"current": "b", "rank": 1}, ("a", "c"), "c"),
        ({"current": "z", "rank": 9}, ("a", "c"), "c"),
        ({"current": "z"}, ("a", "c"), "a"),
        ({"current": "z", "rank": "1"}, ("a", "c"), "a"),
        ({"current": "z", "rank": -2}, ("a", "c"), "a"),
    ],
)
def test_slides_added_or_taken_away_move_the_room_as_little_as_can_be(payload, codes, shown) -> None:
    assert position(moved(MORNING, **payload), codes, MORNING) == shown


def test_another_presentation_day_or_territory_is_another_object() -> None:
    named = [("", "", "dep:59"), ("deck", "", "dep:59"), ("", "2024-01-26", "dep:59"), ("", "", "arr:591")]
    assert len({presentation_id(*one) for one in named}) == len(named)
