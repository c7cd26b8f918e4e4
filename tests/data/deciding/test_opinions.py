"""What an opinion and a weighting must hold before they are recorded."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from data.deciding.codec import to_payload
from data.deciding.opinions import (
    Weights,
    check_opinion,
    check_weights,
    opinion_id,
    opinions_of,
    read_opinions,
    weights_in_force,
)
from data.decision import Entry, Opinion
from data.grid import EQUAL, NONE_YET

GOOD = Opinion("action:5", "C2", "favorable", "fiche 5 · situation : 24 conventions", "")
UNITS = ("action:5", "action:13.2")
FACTS = {"C1": ("un besoin",), "C2": (GOOD.fact,)}


def fields(opinion: Opinion, known: str = "") -> list[str]:
    return [fault.field for fault in check_opinion(opinion, UNITS, FACTS, known)]


def entry(object_id: str, payload: dict[str, object], version: int = 1) -> Entry:
    at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    kind = object_id.partition(":")[0]
    return Entry(version, "e", object_id, version, kind, payload, "Essai", "", "local", at, "h")


def test_a_cited_fact_must_exist_on_that_question() -> None:
    assert fields(GOOD) == []
    assert fields(replace(GOOD, fact="")) == []  # appréciation du COTECH
    assert fields(replace(GOOD, fact="inventé")) == ["fact"]
    assert fields(replace(GOOD, criterion="C1")) == ["fact"]
    # The fact already recorded stays citable when the tables have been reworded.
    assert fields(replace(GOOD, fact="ancien"), known="ancien") == []


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"unit": "action:99"}, "unit"),
        ({"criterion": "C9", "fact": ""}, "criterion"),
        ({"opinion": "rouge"}, "opinion"),
        ({"comment": "x" * 100_000}, "comment"),
        ({"comment": "a\x00b"}, "comment"),
    ],
)
def test_what_no_list_offers_is_refused(changed: dict[str, str], field: str) -> None:
    assert fields(replace(GOOD, **changed)) == [field]


@pytest.mark.parametrize(
    ("points", "reason", "field"),
    [
        ((20, 20, 20, 20, 21), "r", "points"),
        ((9, 21, 20, 20, 30), "r", "points"),
        ((41, 19, 10, 20, 10), "r", "points"),
        ((20, 20, 20, 20), "r", "points"),
        (EQUAL, "r", "points"),
        ((30, 20, 20, 20, 10), "  ", "reason"),
        ((30, 20, 20, 20, 10), "x" * 501, "reason"),
    ],
)
def test_weights_out_of_bounds_unchanged_or_unexplained_are_refused(points, reason: str, field: str) -> None:
    assert {fault.field for fault in check_weights(Weights(points, reason), EQUAL)} == {field}
    assert check_weights(Weights((40, 30, 10, 10, 10), "Les résultats priment."), EQUAL) == ()


def test_the_journal_gives_the_opinions_and_the_weights_back() -> None:
    written = read_opinions([entry(opinion_id("action:5", "C2"), to_payload(GOOD))])
    assert opinions_of("action:5", written) == ("sans_avis", "favorable", "sans_avis", "sans_avis", "sans_avis")
    assert opinions_of("action:6", written) == NONE_YET
    assert weights_in_force([]) == (EQUAL, 0)
    points = (30, 20, 20, 20, 10)
    assert weights_in_force([entry("weights:grid", to_payload(Weights(points, "r")), 3)]) == (points, 3)
