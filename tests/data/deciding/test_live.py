"""An open meeting: its points, its clock, what is written to the store by one gesture."""

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.deciding import live as moves
from data.deciding.codec import to_payload
from data.deciding.decisions import is_undone
from data.deciding.meetings import new_meeting
from data.deciding.room import Room, Wish, change_live, compute_room, open_meeting, record, save_draft, undo
from data.decision import Actor, AgendaItem, Decision, Entry
from data.store import ConflictError, Write, new_entry_id, open_store
from data.store.repository import Store

NOW = dt.datetime(2024, 6, 28, 12, 0, tzinfo=dt.UTC)
AGENDA = (
    AgendaItem("orientation-O1", "Orientation", ("orientation:O1",), 2),
    AgendaItem("lot-1", "Lot", ("action:3", "action:15", "action:16"), 6),
    AgendaItem("action-5", "Action 5", ("action:5",), 3),
)
MEETING = new_meeting("11111111-1111-4111-8111-111111111111", AGENDA, None)
ALICE, BOB = Actor("", "Alice", "Préfecture", "local"), Actor("", "Bob", "Département", "local")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'decisions.sqlite'}")
    opened.append(
        ALICE, Write("preparer", f"meeting:{MEETING.meeting_id}", "meeting", to_payload(MEETING), 0, new_entry_id())
    )
    yield opened
    opened.close()


def room_of(store: Store) -> Room:
    head = store.head(f"meeting:{MEETING.meeting_id}")
    assert head is not None
    return compute_room(head, store.head(f"live:{MEETING.meeting_id}"), store.heads("draft"), store.heads("decision"))


def send(store: Store, wishes: list[Wish], actor: Actor = ALICE) -> tuple[Entry, ...]:
    writes = [
        Write(wish.verb, wish.object_id, wish.kind, wish.payload, wish.expected, new_entry_id()) for wish in wishes
    ]
    return store.append_many(actor, writes) if writes else ()


def decide(object_id: str, sense: str = "poursuite", decision_id: str = "") -> Decision:
    return Decision(decision_id or new_entry_id(), object_id, MEETING.meeting_id, 0, sense, "Le COPIL…", "CAF", None)


@pytest.fixture
def opened(store: Store) -> Store:
    send(store, open_meeting(room_of(store), NOW))
    return store


def ids(room: Room) -> list[str]:
    return [point.point_id for point in room.points]


def test_what_leaves_a_lot_is_a_point_of_its_own_after_it() -> None:
    live = moves.take_out(moves.open_live(MEETING, NOW), "action:15")
    points = moves.compute_points(MEETING, live)
    assert [point.point_id for point in points] == ["orientation-O1", "lot-1", "lot-1/action:15", "action-5"]
    assert points[1].objects == ("action:3", "action:16")
    assert (points[1].is_lot, points[2].is_lot) == (True, False)
    assert moves.compute_points(MEETING, moves.put_back(live, "action:15"))[1].objects == AGENDA[1].objects
    emptied = moves.take_out(moves.take_out(live, "action:3"), "action:16")
    assert "lot-1" not in [point.point_id for point in moves.compute_points(MEETING, emptied)]


def test_next_and_back_stop_at_the_ends_and_time_adds_up() -> None:
    live = moves.open_live(MEETING, NOW)
    assert moves.step(MEETING, live, -1, NOW) == live
    later = NOW + dt.timedelta(seconds=90)
    live = moves.step(MEETING, live, 1, later)
    assert live.point_id == "lot-1"
    back = moves.step(MEETING, live, -1, later + dt.timedelta(seconds=60))
    clock = moves.compute_clock(MEETING, back)
    # Two minutes planned, 90 s already spent: 30 s are left from the moment it is shown again.
    assert clock.point_until == later + dt.timedelta(seconds=60 + 30)
    assert clock.meeting_until == NOW + dt.timedelta(minutes=11)
    last = moves.go_to(back, "action-5", later)
    assert moves.step(MEETING, last, 1, later) == last


def test_moving_folds_the_grid() -> None:
    live = moves.show_grid(moves.open_live(MEETING, NOW), True)
    assert moves.step(MEETING, live, 1, NOW).grid_shown is False


def test_a_lot_is_adopted_in_one_gesture_and_numbered_in_order(opened: Store) -> None:
    room = room_of(opened)
    entries = send(opened, record(room, [decide(name) for name in AGENDA[1].objects], {}))
    assert [entry.payload.get("number") for entry in entries[:3]] == [1, 2, 3]
    after = room_of(opened)
    assert after.is_done(after.points[1])
    assert not after.is_done(after.points[0])


def test_the_second_of_two_is_told_and_nothing_is_overwritten(opened: Store) -> None:
    seen = room_of(opened)
    send(opened, record(seen, [decide("action:5")], {"action:5": 0}))
    with pytest.raises(ConflictError) as told:
        send(opened, record(room_of(opened), [decide("action:5", "arret")], {"action:5": 0}), BOB)
    assert "Alice (Préfecture)" in told.value.message_fr
    kept = room_of(opened).decided("action:5")
    assert kept is not None
    assert kept.sense == "poursuite"
    assert len(opened.history("decision:action:5")) == 1


def test_two_people_deciding_two_objects_never_share_a_number(opened: Store) -> None:
    seen = room_of(opened)
    send(opened, record(seen, [decide("action:5")], {}))
    # The second saw the same screen: the live state has moved since, so the whole gesture is refused, then made again.
    with pytest.raises(ConflictError):
        send(opened, record(seen, [decide("action:3")], {}), BOB)
    assert opened.head("decision:action:3") is None
    send(opened, record(room_of(opened), [decide("action:3")], {}), BOB)
    numbers = [decision.number for decision in room_of(opened).decisions.values()]
    assert sorted(numbers) == [1, 2]


def test_a_correction_names_the_old_one_and_both_remain(opened: Store) -> None:
    send(opened, record(room_of(opened), [decide("action:5")], {}))
    room = room_of(opened)
    first = opened.history("decision:action:5")[0]
    changed = dataclasses.replace(decide("action:5", "arret"), motive="…", correction_reason="Erreur de saisie")
    send(opened, record(room, [changed], {"action:5": 1}))
    versions = opened.history("decision:action:5")
    assert [entry.payload["sense"] for entry in versions] == ["poursuite", "arret"]
    assert versions[1].payload["supersedes"] == first.entry_id
    assert versions[1].payload["number"] == first.payload["number"]
    assert versions[1].payload["decision_id"] == first.payload["decision_id"]


def test_undoing_is_recorded_and_the_number_is_kept(opened: Store) -> None:
    send(opened, record(room_of(opened), [decide("action:5")], {}))
    send(opened, record(room_of(opened), [decide("action:3")], {}))
    send(opened, undo(room_of(opened), "action:5", "Le président demande un délai", 1))
    room = room_of(opened)
    assert room.decided("action:5") is None
    assert is_undone(room.heads["action:5"])
    send(opened, record(room, [decide("action:5", "reportee")], {"action:5": room.version("action:5")}))
    again = room_of(opened).decided("action:5")
    assert again is not None
    assert again.number == 1
    assert len(opened.history("decision:action:5")) == 3
    assert opened.check_chain() == []


def test_another_meeting_sees_the_earlier_decision_and_takes_its_own(opened: Store) -> None:
    send(opened, record(room_of(opened), [decide("action:5")], {}))
    other = dataclasses.replace(MEETING, meeting_id="22222222-2222-4222-8222-222222222222")
    opened.append(
        ALICE, Write("preparer", f"meeting:{other.meeting_id}", "meeting", to_payload(other), 0, new_entry_id())
    )
    head = opened.head(f"meeting:{other.meeting_id}")
    assert head is not None
    room = compute_room(head, None, (), opened.heads("decision"))
    assert room.decided("action:5") is None
    earlier = room.earlier("action:5")
    assert earlier is not None
    assert earlier.sense == "poursuite"


def test_a_draft_and_the_open_point_survive_a_lost_connection(opened: Store) -> None:
    room = room_of(opened)
    assert room.live is not None
    send(opened, save_draft(room, dataclasses.replace(decide("action:5"), wording="Une phrase en cours")))
    send(opened, change_live(room, moves.go_to(room.live, "action-5", NOW)))
    again = room_of(opened)
    draft = again.draft("action:5")
    assert draft is not None
    assert draft.wording == "Une phrase en cours"
    assert again.live is not None
    assert again.live.point_id == "action-5"
    # Saving the same thing again writes nothing.
    assert save_draft(again, draft) == []
    assert change_live(again, again.live) == []
