"""The follow-up: late first, and a table that comes back is judged cell by cell before anything is written."""

from __future__ import annotations

import datetime as dt
import zipfile
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from components.exports.follow_up_book import build_follow_up_book, locked_texts
from components.exports.spreadsheet import ods_bytes, xlsx_bytes
from data.connectors.form_sheet import Cell, parse_form, read_form
from data.connectors.refusal import RefusedError
from data.deciding.codec import to_payload
from data.deciding.follow_up import (
    before_meeting,
    bodies_of,
    compute_tracked,
    count_states,
    follow_up_id,
    in_order,
    of_body,
)
from data.deciding.follow_up_table import HEADER, Received, read_table
from data.decision import Decision, Entry, FollowUp
from tests.meetings import CAF, DECISIONS, DEPARTEMENT, FIRST_MEETING, SECOND_MEETING, decision
from tests.unit.exports.sample import HOSTILE, ORIGIN

REFERENCE, TODAY = dt.date(2027, 2, 5), dt.date(2027, 4, 1)
MEETINGS = (FIRST_MEETING, SECOND_MEETING)
TITLES = {"action:5": "=Titre +33"}
STATE, DAY, PROOF, COMMENT, BODY = (HEADER.index(name) + 1 for name in HEADER[-5:])


def line(seq: int, object_id: str, payload: dict[str, object], version: int = 1) -> Entry:
    kind = object_id.split(":")[0]
    at = dt.datetime(2027, 2, 5, tzinfo=dt.UTC)
    return Entry(seq, f"e{seq}", object_id, version, kind, payload, "Camille", "", "local", at, f"h{seq}")


def taken(decisions: tuple[Decision, ...] = DECISIONS, *said: FollowUp):
    lines = [line(seq, f"decision:{one.object_id}", to_payload(one)) for seq, one in enumerate(decisions)]
    by_name = {one.decision_id: one for one in decisions}
    follow = [line(50 + at, follow_up_id(by_name[one.decision_id]), to_payload(one), 3) for at, one in enumerate(said)]
    return compute_tracked(lines, follow, MEETINGS)


def done(one: Decision, **changes: object) -> FollowUp:
    return replace(
        FollowUp(one.decision_id, "realise", dt.date(2027, 3, 1), "Délibération", "", DEPARTEMENT), **changes
    )


def test_late_comes_first_then_by_date_and_what_is_over_last() -> None:
    undated = decision("action:11", DECISIONS[1].meeting_id, 4, due=None)
    tracked = taken((*DECISIONS, undated), done(DECISIONS[1]))
    ordered = [one.decision.object_id for one in in_order(tracked, REFERENCE)]
    assert ordered == ["action:2", "action:9", "action:8", "action:11", "action:5"]
    assert [one.late(REFERENCE) for one in in_order(tracked, REFERENCE)] == [True, False, False, False, False]
    # Late from the date de référence, and no more once it is done.
    assert not taken()[0].late(dt.date(2027, 1, 15))
    assert not taken(DECISIONS, done(DECISIONS[0]))[0].late(REFERENCE)


def test_a_decision_taken_back_is_not_followed() -> None:
    undone = line(1, "decision:action:5", {**to_payload(DECISIONS[1]), "undone": True})
    assert compute_tracked([undone], [], MEETINGS) == ()


def test_by_body_by_territory_and_before_a_meeting() -> None:
    tracked = taken()
    assert [one.decision.object_id for one in of_body(tracked, CAF)] == ["action:5", "action:8"]
    assert bodies_of(tracked) == (CAF, "COTECH", DEPARTEMENT)
    assert [one.decision.object_id for one in tracked if not one.concerns("arr:591")] == ["action:5"]
    assert all(one.concerns("arr:595") and one.concerns("dep:59") for one in tracked)
    assert [one.decision.object_id for one in before_meeting(tracked, SECOND_MEETING)] == ["action:2"]
    assert before_meeting(tracked, FIRST_MEETING) == ()
    assert count_states(tracked) == {
        "non_communique": 4, "a_engager": 0, "en_cours": 0, "realise": 0, "abandonne": 0
    }  # fmt: skip


def filled(edit) -> Received:
    """The table as sent, changed by `edit`, as it would be read when it comes back."""
    tracked = taken()
    made = xlsx_bytes(build_follow_up_book(tracked, TITLES, ORIGIN))
    book = openpyxl.load_workbook(BytesIO(made))
    edit(book["Suivi"])
    out = BytesIO()
    book.save(out)
    return judged(out.getvalue(), tracked)


def judged(content: bytes, tracked=None) -> Received:
    tracked = tracked or taken()
    locked = {one.decision.decision_id: locked_texts(one, TITLES) for one in tracked}
    rows = [[Cell(text, mark) for text, mark in row] for row in parse_form(content, "suivi.xlsx", "Suivi")]
    return read_table(rows, tracked, locked, TODAY)


def fill_row(page, row: int, state: str = "En cours", day: object = "01/03/2027", body: str = CAF) -> None:
    page.cell(row, STATE).value, page.cell(row, DAY).value, page.cell(row, BODY).value = state, day, body


@pytest.mark.parametrize("write", [xlsx_bytes, ods_bytes])
def test_a_table_that_comes_back_as_it_was_sent_changes_nothing(write) -> None:
    hostile = tuple(
        decision("action:1", SECOND_MEETING.meeting_id, at, wording=words, pilot=words[:80], decision_id=f"d{at}")
        for at, words in enumerate(HOSTILE)
    )
    tracked = compute_tracked(
        [
            line(at, f"decision:action:{at}", to_payload(one))
            for at, one in enumerate(hostile)
            if "\ud800" not in one.wording
        ],
        [],
        MEETINGS,
    )
    received = judged(write(build_follow_up_book(tracked, TITLES, ORIGIN)), tracked)
    assert received.problems == ()
    assert (received.changes, received.unchanged) == ((), len(tracked))


def test_what_was_filled_in_is_read() -> None:
    def edit(page) -> None:
        fill_row(page, 3, "Réalisé", dt.date(2027, 3, 1))
        page.cell(3, PROOF).value = "=non"
        page.cell(3, PROOF).data_type = "s"
        fill_row(page, 4, " en cours ", "1/3/2027")

    received = filled(edit)
    assert received.problems == ()
    assert received.unchanged == 2
    assert [change.said for change in received.changes] == [
        FollowUp(DECISIONS[1].decision_id, "realise", dt.date(2027, 3, 1), "=non", "", CAF),
        FollowUp(DECISIONS[2].decision_id, "en_cours", dt.date(2027, 3, 1), "", "", CAF),
    ]


def put(row: int, column: int, value: object):
    def edit(page) -> None:
        page.cell(row, column).value = value

    return edit


def merge(page) -> None:
    fill_row(page, 3)
    page.merge_cells(start_row=3, end_row=4, start_column=COMMENT, end_column=COMMENT)


@pytest.mark.parametrize(
    ("edit", "row", "column", "words"),
    [
        (put(3, 1, "d-inconnu"), 3, "Identifiant", "inconnue"),
        (put(3, 1, DECISIONS[0].decision_id), 3, "Identifiant", "déjà en ligne 2"),
        (put(3, 5, "Autre libellé"), 3, "Libellé", "ne se modifie pas"),
        (put(3, 7, dt.date(2028, 1, 1)), 3, "Échéance", "ne se modifie pas"),
        (put(1, 1, "Id"), 1, "Titres", "titres attendus"),
        (put(3, STATE, "Presque fini"), 3, "État", "choisissez"),
        (lambda page: fill_row(page, 3, day="31/02/2027"), 3, "Date de l'état", "JJ/MM/AAAA"),
        (lambda page: fill_row(page, 3, day="demain"), 3, "Date de l'état", "JJ/MM/AAAA"),
        (lambda page: fill_row(page, 3, day="01/01/2028"), 3, "Date de l'état", "à venir"),
        (lambda page: fill_row(page, 3, day="01/01/2027"), 3, "Date de l'état", "précède la décision"),
        (lambda page: fill_row(page, 3, "Réalisé"), 3, "Preuve", "prouve"),
        (lambda page: fill_row(page, 3, body=""), 3, "Renseigné par", "organisme"),
        (put(3, COMMENT, "=1+1"), 3, "Commentaire", "formule"),
        (put(3, PROOF, "x" * 400), 3, "Preuve", "trop long"),
        (put(3, len(HEADER) + 1, "note"), 3, "colonne 15", "Rien n'est attendu"),
        (merge, 4, "Commentaire", "fusion"),
    ],
)
def test_each_fault_is_told_where_it_stands_and_nothing_is_taken_in(edit, row, column, words) -> None:
    def both(page) -> None:
        fill_row(page, 5)
        edit(page)

    received = filled(both)
    assert received.changes == ()
    assert [one for one in received.problems if (one.row, one.column) == (row, column) and words in one.message_fr], (
        received.problems
    )


def test_a_table_sent_before_a_later_word_is_refused() -> None:
    before = xlsx_bytes(build_follow_up_book(taken(), TITLES, ORIGIN))
    received = judged(before, taken(DECISIONS, done(DECISIONS[1])))
    assert [(one.row, one.column) for one in received.problems] == [(3, "Version")]


def test_what_is_not_a_workbook_is_refused() -> None:
    sent = xlsx_bytes(build_follow_up_book(taken(), TITLES, ORIGIN))
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("content.xml", b"<a>" + b" " * 60_000_000 + b"</a>")
    entity = BytesIO()
    with zipfile.ZipFile(entity, "w") as package:
        package.writestr("content.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    for content in (b"", b"bonjour;monde", sent[:2000], b"\xd0\xcf\x11\xe0" * 10, bomb.getvalue(), entity.getvalue()):
        with pytest.raises(RefusedError):
            read_form(content, "suivi.ods", "Suivi")
    assert read_form(sent, "suivi.xlsx", "Suivi")[0][0].text == HEADER[0]
    with pytest.raises(RefusedError, match="Feuilles trouvées"):
        read_form(sent, "suivi.xlsx", "Autre")
