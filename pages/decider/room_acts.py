"""What a gesture in the meeting writes: one transaction, all or none; what went wrong is kept to be said once."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import wraps
from typing import ParamSpec

from components.decision_fields import follow_suggestion, read_form
from components.drafts import drop_draft, keep_draft, read_draft, take_draft
from components.identity import current_actor
from data.analysis.evidence import stamp
from data.deciding import room as gestures
from data.deciding.decisions import check_decision, check_texts
from data.deciding.faults import Fault
from data.deciding.follow_up import before_meeting
from data.deciding.live import Point, go_to, put_back, show_grid, step, take_out
from data.deciding.room import Room, Wish
from data.decision import Decision, Entry, Live
from data.load import load_grants, load_room, load_store
from data.load.documents import load_tracked
from data.store import ConflictError, StoreError, Write, may, new_entry_id
from pages.decider.room_form import decisions_of, emptied_by, form_object, ground, seed_of, suggested
from pages.decider.room_view import object_evidence, object_name

MESSAGE, FAULTS, CONFLICT, OWN = "reunion-message", "reunion-fautes", "reunion-conflit", "reunion-miens"
#: Two people may move the meeting at once; the numbers they take are tried again on what the other has just written.
TRIES = 4
Asked = ParamSpec("Asked")


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def new_id() -> str:
    return str(uuid.uuid4())


def may_conduct(meeting_id: str) -> bool:
    """Whether the person in front of the screen may move the meeting and record its decisions."""
    actor = current_actor()
    return may(actor, "conduire", f"live:{meeting_id}", load_grants(actor))


def send(wishes: Sequence[Wish]) -> tuple[Entry, ...]:
    """Write them in one transaction. Raises `StoreError`: nothing was written."""
    if not wishes:
        return ()
    writes = [
        Write(wish.verb, wish.object_id, wish.kind, wish.payload, wish.expected, new_entry_id()) for wish in wishes
    ]
    actor = current_actor()
    if actor.mode == "local" and not actor.name and all(one.kind == "live" for one in wishes):
        # The room's own screen has no keyboard to say who holds the clicker; it only turns pages.
        actor = replace(actor, name="Écran de la salle", capacity="poste de présentation")
    return load_store().append_many(actor, writes)


def attempt(wishes: Callable[[], Sequence[Wish]]) -> bool:
    """Write, and keep what went wrong to be said; whether it was written."""
    take_draft(MESSAGE)
    try:
        send(wishes())
    except StoreError as error:
        keep_draft(MESSAGE, error.message_fr)
        return False
    return True


def told(gesture: Callable[Asked, None]) -> Callable[Asked, None]:
    """A gesture of the form: the trouble of the one before is said no more, its own is kept, what is typed stays."""

    @wraps(gesture)
    def run(*asked: Asked.args, **named: Asked.kwargs) -> None:
        take_draft(MESSAGE)
        try:
            gesture(*asked, **named)
        except StoreError as error:
            keep_draft(MESSAGE, error.message_fr)

    return run


def _room(meeting_id: str) -> Room:
    room = load_room(meeting_id)
    assert room is not None
    return room


def move_live(meeting_id: str, change: Callable[[Room, Live], Live]) -> None:
    """Every screen follows: `change` is made to the live state as it is now, not as it was drawn."""

    def wishes() -> list[Wish]:
        room = _room(meeting_id)
        return gestures.change_live(room, change(room, room.live)) if room.live and still_open(room) else []

    attempt(wishes)
    drop_draft(FAULTS)


def next_point(meeting_id: str, seen: str, by: int) -> None:
    """Next or previous, unless someone else has moved meanwhile: a double press never skips a point."""
    move_live(meeting_id, lambda room, live: step(room.meeting, live, by, now()) if live.point_id == seen else live)


def open_point(meeting_id: str, point_id: str) -> None:
    move_live(meeting_id, lambda _, live: go_to(live, point_id, now()))


def toggle_grid(meeting_id: str) -> None:
    move_live(meeting_id, lambda _, live: show_grid(live, not live.grid_shown))


def leave_lot(meeting_id: str, object_id: str) -> None:
    move_live(meeting_id, lambda _, live: take_out(live, object_id))


def join_lot(meeting_id: str, object_id: str) -> None:
    move_live(meeting_id, lambda _, live: put_back(live, object_id))


def open_meeting(meeting_id: str) -> None:
    """The meeting opens on what became of the earlier decisions, when there are any."""

    def wishes() -> list[Wish]:
        room = _room(meeting_id)
        if room.live and not room.closed:
            return []  # two people may press at once: what is open stays where it is
        return gestures.open_meeting(room, now(), followed=bool(before_meeting(load_tracked(), room.meeting)))

    attempt(wishes)


def still_open(room: Room) -> bool:
    """Whether something may still be recorded; said when it may not: the meeting was closed from another screen."""
    if room.closed:
        keep_draft(MESSAGE, "La réunion est close : rien de plus n'y est enregistré, sauf à la rouvrir.")
    return not room.closed


def typed_form(room: Room, point: Point, form: str) -> Decision:
    """What the form holds, its sentence following what is chosen."""
    seed = seed_of(room, point)
    if not point.is_lot:
        follow_suggestion(form, suggested(room, read_form(form, seed)))
    return read_form(form, seed)


@told
def save_form(meeting_id: str, point: Point, form: str) -> None:
    """What was just typed is kept in the store: a dropped connection loses nothing, and the room reads it."""
    room = _room(meeting_id)
    if not still_open(room):
        return
    typed = typed_form(room, point, form)
    if faults := check_texts(typed):
        keep_draft(FAULTS, (form, faults))
        return  # too long or unreadable: said at once, never stored
    entries = send(gestures.save_draft(room, typed))
    keep_draft(OWN, (read_draft(OWN) or frozenset()) | {entry.entry_id for entry in entries})


def draft_stamp(room: Room, point: Point) -> str:
    """Changes when someone else has changed the wording: the form is then filled anew."""
    entry = room.drafts.get(form_object(point))
    own = read_draft(OWN) or frozenset()
    if entry is None:
        return ""
    last = f"reunion-autre-{form_object(point)}"
    if entry.entry_id not in own:
        keep_draft(last, entry.entry_id)
    return read_draft(last) or ""


@told
def record_form(meeting_id: str, point: Point, form: str, seen: dict[str, int], advance: bool) -> None:
    """Record what the form holds. What stands against it is kept, field by field, and nothing is written."""
    room = _room(meeting_id)
    typed = replace(typed_form(room, point, form), decision_id=new_id())
    decided = [
        replace(one, evidence=stamp(object_evidence(room, one.object_id), now()))
        for one in decisions_of(room, point, typed, new_id)
    ]
    if faults := _faults_of(room, decided, named=point.is_lot):
        keep_draft(FAULTS, (form, faults))
        return
    drop_draft(FAULTS)
    _record(meeting_id, decided, seen, advance)


def _faults_of(room: Room, decisions: Sequence[Decision], *, named: bool = False) -> list[Fault]:
    emptied = emptied_by(room, decisions)
    return [
        Fault(fault.field, f"{object_name(one.object_id)} : {fault.message_fr}" if named else fault.message_fr)
        for one in decisions
        for fault in check_decision(one, room.meeting, ground(room, decisions), emptied)
    ]


def _record(meeting_id: str, decisions: list[Decision], seen: dict[str, int], advance: bool) -> None:
    for left in range(TRIES - 1, -1, -1):
        room = _room(meeting_id)
        if room.live is None or not still_open(room):
            return
        if gone := gestures.off_agenda(room, [one.object_id for one in decisions]):
            names = ", ".join(object_name(one) for one in gone)
            keep_draft(MESSAGE, f"Plus à l'ordre du jour de cette réunion : {names}. Rien n'a été enregistré.")
            return
        then = step(room.meeting, room.live, 1, now()) if advance else room.live
        try:
            send(gestures.record(room, decisions, seen, then))
        except ConflictError as conflict:
            if conflict.head.kind == "live" and left:
                continue  # someone moved the meeting or took a number in between: nothing is lost by trying again
            keep_draft(CONFLICT, (decisions, conflict.head, seen) if conflict.head.kind == "decision" else None)
            keep_draft(MESSAGE, conflict.message_fr)
        except StoreError as error:
            keep_draft(MESSAGE, error.message_fr)
        return


@told
def keep_theirs() -> None:
    """After a conflict: what the other person recorded stands."""
    take_draft(CONFLICT)


@told
def correct_with_mine(meeting_id: str) -> None:
    """After a conflict: mine, as a correction that names theirs. Both remain."""
    kept = take_draft(CONFLICT)
    if kept is None:
        return
    decisions, head, seen = kept
    reason = "Deux saisies au même moment : le comité retient celle-ci."
    object_id = head.object_id.partition(":")[2]
    mine = [replace(one, correction_reason=reason) if one.object_id == object_id else one for one in decisions]
    # Only what was told is gone past: what else was written meanwhile, on this object or on the lot, is told in turn.
    _record(meeting_id, mine, seen | {object_id: head.version}, False)


def undo_decision(meeting_id: str, object_id: str, seen: int, *, in_lot: bool = False) -> None:
    """Take back the version that was on screen: itself recorded. One of a lot leaves it, the others stand."""

    def wishes() -> list[Wish]:
        room = _room(meeting_id)
        if not room.decided(object_id) or not still_open(room):
            return []  # someone has just taken it back
        how = gestures.undo_in_lot if in_lot else gestures.undo
        return how(room, object_id, "Reprise en réunion", seen)

    attempt(wishes)
