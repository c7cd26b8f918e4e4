"""French numbers, dates and words, exactly."""

import datetime as dt

import pytest

from components import formats
from components.formats import in_sentence

D = dt.date


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (339890, "339\u202f890"),
        (11.5, "11,5"),
        (0, "0"),
        (-3.2, "−3,2"),
        (None, "–"),
        (float("nan"), "–"),
        (1e6, "1\u202f000\u202f000"),
    ],
)
def test_number(value: float | None, expected: str) -> None:
    assert formats.number(value) == expected


def test_a_small_negative_rounded_to_zero_has_no_sign() -> None:
    assert formats.number(-0.04, 1) == "0,0"


@pytest.mark.parametrize(
    ("value", "precision", "expected"),
    [
        (D(2023, 9, 1), "day", "1er\u00a0septembre 2023"),
        (D(2024, 1, 22), "day", "22\u00a0janvier 2024"),
        (D(2024, 6, 1), "month", "juin 2024"),
        (D(2022, 1, 1), "year", "2022"),
        (D(2022, 1, 1), "undated", "date non précisée"),
        (None, "day", "date non précisée"),
    ],
)
def test_date(value: dt.date | None, precision: str, expected: str) -> None:
    assert formats.date(value, precision) == expected


@pytest.mark.parametrize(
    ("start", "end", "precision", "expected"),
    [
        (D(2024, 3, 1), D(2024, 4, 30), "month", "mars à avril 2024"),
        (D(2019, 1, 1), D(2022, 12, 31), "year", "2019 à 2022"),
        (D(2024, 6, 1), D(2024, 6, 30), "month", "juin 2024"),
        (D(2024, 12, 1), D(2024, 12, 31), "period", "décembre 2024"),
        (D(2024, 1, 10), None, "day", "10\u00a0janvier 2024"),
        (None, D(2027, 12, 31), "year", "jusqu'à 2027"),
        (None, None, "undated", "date non précisée"),
    ],
)
def test_span(start: dt.date | None, end: dt.date | None, precision: str, expected: str) -> None:
    assert formats.span(start, end, precision) == expected


def test_percent_is_held_to_its_number() -> None:
    assert formats.quantity(11.5, "%") == "11,5\u202f%"
    assert formats.spread(14, 21, "%") == "14 à 21\u202f%"
    assert formats.spread(370000, None, "habitants", "plus de ") == "plus de 370\u202f000\u00a0habitants"


def test_french_plural_begins_at_two() -> None:
    assert formats.plural(0, "action") == "0\u00a0action"
    assert formats.plural(1, "action") == "1\u00a0action"
    assert formats.plural(16, "action") == "16\u00a0actions"


def test_in_sentence_keeps_acronyms_and_codes() -> None:
    assert in_sentence("Renvoi au COTECH") == "renvoi au COTECH"
    assert in_sentence("Orientation O1") == "orientation O1"


def test_listing() -> None:
    assert formats.listing(["a"]) == "a"
    assert formats.listing(["a", "b", "c"]) == "a, b et c"
