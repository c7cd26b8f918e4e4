"""What is written in the journal is read back as it was, or said to be unreadable: never half of it."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from data.deciding.codec import from_payload, to_payload
from data.deciding.faults import InvalidError, clean, date_faults, text_faults
from data.decision import AgendaItem, Ballot, Decision, FollowUp, Meeting, Opinion, PilotAnswer, Reservation

DAY = dt.date(2026, 12, 3)
DECISION = Decision(
    *("d1", "action:5", "m1", 3, "reorientation", "Le COPIL propose…", "caf", DAY),
    scope=("arr:591", "arr:596"),
    reservations=(Reservation("Département", "sous réserve des crédits"), Reservation("MSA", "à préciser")),
    ballot=Ballot(30, 20, 4, 6),
    milestone_on=dt.date(2027, 6, 30),
    evidence={"values": [{"place": "fiche 5", "value": 51}], "filters": {"territoire": "arr:591"}},
)
MEETING = Meeting(
    *("m1", "copil", DAY, "14 h", "Lille", "COPIL", "dep:59", ("a",), (), ("b",), ()),
    (AgendaItem("i1", "Lot", ("action:1", "action:2"), 10), AgendaItem("i2", "O4", ("orientation:O4",), 5, "note")),
    *((), ("c",), None, "", False, "ouverte"),
)
EXAMPLES = [
    DECISION,
    MEETING,
    Opinion("action:5", "C1", "favorable", "fiche 5", ""),
    FollowUp("d1", "en_cours", None, "", "", "CAF"),
    PilotAnswer(5, "caf", DAY, "poursuite", "", (("foyers", "12", "2025"),), (("c-07", "doublon"),), "", "en ligne"),
]


@pytest.mark.parametrize("value", EXAMPLES, ids=lambda value: type(value).__name__)
def test_read_back_as_written(value: Any) -> None:
    through_json = json.loads(json.dumps(to_payload(value)))
    assert from_payload(type(value), through_json) == value


def test_a_line_of_another_version_is_read() -> None:
    payload = to_payload(DECISION) | {"later_field": [1]}
    del payload["review_clause"]
    assert from_payload(Decision, payload) == DECISION


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("due", "demain"),
        ("due", 3),
        ("number", "3"),
        ("number", True),
        ("sense", None),
        ("scope", "arr:591"),
        ("scope", [1]),
        ("ballot", 12),
        ("reservations", [["Département", "texte"]]),
        ("emptying_confirmed", 1),
        ("evidence", []),
    ],
)
def test_what_is_not_of_its_type_is_named(field: str, value: object) -> None:
    with pytest.raises(InvalidError) as told:
        from_payload(Decision, to_payload(DECISION) | {field: value})
    assert [fault.field for fault in told.value.faults] == [field]


def test_a_missing_field_without_a_default_is_named() -> None:
    payload = to_payload(DECISION)
    del payload["sense"]
    with pytest.raises(InvalidError) as told:
        from_payload(Decision, payload)
    assert told.value.of("sense")
    assert not told.value.of("wording")


def test_texts_are_bounded_and_readable() -> None:
    assert text_faults("wording", "« 24 h/24 » – l'œuvre\nsuite\tfin <b>=1</b>") == []
    assert "100\u202f000" in text_faults("wording", "a" * 100_000)[0].message_fr
    for sign in "\x00\x1b\u202e\ud800\ue000":
        assert text_faults("wording", f"a{sign}b")
    assert text_faults("motive", " \n ", required="Le motif est attendu.")[0].message_fr == "Le motif est attendu."
    assert clean(" e\u0301\r\nb ") == "é\nb"


def test_dates_are_bounded() -> None:
    assert date_faults("due", DAY) == []
    assert date_faults("due", None) == []
    assert date_faults("due", None, required="L'échéance est attendue.")
    assert "03/12/2026" in date_faults("due", dt.date(2026, 12, 2), earliest=DAY)[0].message_fr
    assert date_faults("due", dt.date(2999, 1, 1))
