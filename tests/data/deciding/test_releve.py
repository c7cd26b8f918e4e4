"""The relevé holds what the journal holds, and what the co-chairs approve is what was submitted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from data.deciding import releve as steps
from data.deciding.faults import InvalidError
from data.decision import Entry
from data.store import open_store
from data.store.repository import Store
from tests.meetings import DECISIONS, FIRST, SECOND, SECOND_MEETING, decision, fill, record, record_decision

DAY = dt.date(2027, 2, 8)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'decisions.sqlite'}")
    fill(opened)
    yield opened
    opened.close()


def lines(store: Store) -> list[Entry]:
    return [entry for entry in store.entries() if entry.kind == "decision"]


def content(store: Store) -> steps.Content:
    return steps.compute_content(SECOND_MEETING, store.head(steps.releve_id(SECOND)), lines(store))


def save(store: Store, verb: str, releve: steps.Releve) -> None:
    record(store, verb, steps.releve_id(SECOND), steps.payload_of(releve))


def submitted(store: Store) -> None:
    save(store, "completer", steps.submit(content(store), DAY))


def test_it_holds_the_decisions_of_its_meeting_and_sets_apart_what_is_sent_back(store: Store) -> None:
    found = content(store)
    assert [one.decision for one in found.decisions] == [DECISIONS[1], DECISIONS[2]]
    assert [one.decision for one in found.returned] == [DECISIONS[3]]
    assert [(number, body) for number, body, _ in found.reservations] == [(2, DECISIONS[2].reservations[0].body)]
    assert found.seal == store.entries()[-1].hash


def test_a_correction_replaces_and_an_undone_decision_leaves(store: Store) -> None:
    record_decision(store, replace(DECISIONS[1], wording="Le COPIL restreint propose autre chose."))
    head = store.head("decision:action:8")
    assert head is not None
    record(store, "decider", "decision:action:8", {**head.payload, "undone": True})
    assert [one.decision.wording for one in content(store).decisions] == ["Le COPIL restreint propose autre chose."]


def test_a_later_meeting_takes_nothing_away_from_an_earlier_one(store: Store) -> None:
    record_decision(store, decision("action:2", SECOND, 4))
    first = steps.taken_in(FIRST, lines(store))
    assert [one.decision for one in first] == [DECISIONS[0]]


def test_both_co_chairs_must_approve_before_it_is_sent(store: Store) -> None:
    with pytest.raises(InvalidError):
        steps.approve(content(store), "etat", "Préfet", DAY)
    submitted(store)
    with pytest.raises(InvalidError, match="deux coprésidents"):
        steps.send_out(content(store), DAY)
    save(store, "valider", steps.approve(content(store), "departement", "Président du Conseil départemental", DAY))
    assert content(store).releve.state == "soumis"
    with pytest.raises(InvalidError, match="déjà"):
        steps.approve(content(store), "departement", "Président du Conseil départemental", DAY)
    save(store, "valider", steps.approve(content(store), "etat", "Secrétaire général, par délégation", DAY))
    assert content(store).releve.state == "valide"
    # Equal, and always in the order of the document.
    assert [one.chair for one in content(store).releve.approvals] == ["etat", "departement"]
    save(store, "diffuser", steps.send_out(content(store), DAY))
    assert content(store).releve.state == "diffuse"


def test_what_was_submitted_does_not_move_and_a_change_is_told(store: Store) -> None:
    submitted(store)
    record_decision(store, replace(DECISIONS[1], wording="Corrigé après coup."))
    found = content(store)
    assert found.changed
    assert found.decisions[0].decision.wording == DECISIONS[1].wording
    with pytest.raises(InvalidError, match="a changé"):
        steps.approve(found, "etat", "Préfet", DAY)
    save(store, "completer", steps.back_to_draft(found, "Une coquille."))
    assert content(store).decisions[0].decision.wording == "Corrigé après coup."
    assert not content(store).changed


@pytest.mark.parametrize(
    ("on", "words"), [(dt.date(2027, 2, 4), "précède la réunion"), (dt.date(1990, 1, 1), "Date attendue")]
)
def test_a_date_that_cannot_be_is_refused(store: Store, on: dt.date, words: str) -> None:
    with pytest.raises(InvalidError, match=words):
        steps.submit(content(store), on)


def test_an_open_meeting_or_an_empty_one_is_not_submitted(store: Store) -> None:
    with pytest.raises(InvalidError, match="pas close"):
        steps.submit(replace(content(store), meeting=replace(SECOND_MEETING, state="ouverte")), DAY)
    with pytest.raises(InvalidError, match="rien à soumettre"):
        steps.submit(steps.compute_content(SECOND_MEETING, None, []), DAY)
    with pytest.raises(InvalidError):
        steps.back_to_draft(content(store), "")
