"""A meeting as every screen sees it, from the latest lines of the journal, and what is written to it. Pure.

What one gesture changes is one list of `Wish`: the page sends them in one transaction, all or none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from data.deciding import live as moves
from data.deciding.codec import from_payload, to_payload
from data.deciding.decisions import correcting, in_force, undone_payload
from data.deciding.meetings import with_follow_up
from data.decision import Decision, Entry, Live, Meeting


@dataclass(frozen=True)
class Wish:
    """What is to be written: verb, object, payload, and the version seen. The page gives it its identifier."""

    verb: str
    object_id: str
    payload: dict[str, object]
    expected: int

    @property
    def kind(self) -> str:
        return self.object_id.split(":", 1)[0]


@dataclass(frozen=True)
class Room:
    """A meeting, where it stands (None before it opens), the wordings being edited, the decisions on every object.

    `drafts` and `heads` are keyed by the object decided on; `heads` also holds what earlier meetings decided.
    """

    meeting: Meeting
    meeting_version: int
    live: Live | None = None
    live_version: int = 0
    drafts: Mapping[str, Entry] = field(default_factory=dict)
    heads: Mapping[str, Entry] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)

    @property
    def points(self) -> tuple[moves.Point, ...]:
        return moves.compute_points(self.meeting, self.live or _unopened(self.meeting))

    def in_force(self, object_id: str) -> Decision | None:
        """The decision that stands on the object, whichever meeting took it."""
        return self.decided(object_id) or self.earlier(object_id)

    def decided(self, object_id: str) -> Decision | None:
        """The decision this meeting took on the object; None when it took none, or took it back."""
        found = self.decisions.get(object_id)
        here = found is not None and found.meeting_id == self.meeting.meeting_id
        return found if here and in_force(self.heads.get(object_id)) else None

    def earlier(self, object_id: str) -> Decision | None:
        """What an earlier meeting decided on it, and still stands."""
        found = self.decisions.get(object_id)
        if found is None or found.meeting_id == self.meeting.meeting_id or not in_force(self.heads.get(object_id)):
            return None
        return found

    def version(self, object_id: str) -> int:
        return self.heads[object_id].version if object_id in self.heads else 0

    def draft(self, object_id: str) -> Decision | None:
        """The decision being worded on this object, as last saved."""
        entry = self.drafts.get(object_id)
        return from_payload(Decision, entry.payload) if entry else None

    @property
    def closed(self) -> bool:
        return self.live is not None and self.live.closed

    @property
    def last(self) -> Decision | None:
        """The decision this meeting recorded last."""
        here = [entry for name, entry in self.heads.items() if self.decided(name)]
        latest = max(here, key=lambda entry: entry.seq, default=None)
        return self.decisions[latest.object_id.partition(":")[2]] if latest else None

    def is_done(self, point: moves.Point) -> bool:
        return bool(point.objects) and all(self.decided(name) for name in point.objects)


def compute_room(meeting: Entry, live: Entry | None, drafts: Iterable[Entry], decisions: Iterable[Entry]) -> Room:
    """The room from the heads of the journal: one meeting, its live state, every draft and every decision."""
    prefix = f"draft:{meeting.object_id.partition(':')[2]}:"
    heads = {entry.object_id.partition(":")[2]: entry for entry in decisions}
    return Room(
        meeting=from_payload(Meeting, meeting.payload),
        meeting_version=meeting.version,
        live=from_payload(Live, live.payload) if live else None,
        live_version=live.version if live else 0,
        drafts={entry.object_id.removeprefix(prefix): entry for entry in drafts if entry.object_id.startswith(prefix)},
        heads=heads,
        decisions={name: from_payload(Decision, entry.payload) for name, entry in heads.items()},
    )


def _unopened(meeting: Meeting) -> Live:
    return Live(meeting.meeting_id, "", "1970-01-01T00:00:00+00:00", "1970-01-01T00:00:00+00:00")


def open_meeting(room: Room, now: dt.datetime, *, followed: bool = False) -> list[Wish]:
    """The meeting opens on its first point; one that is closed opens again where it was.

    followed: earlier decisions are to be followed, and the meeting opens on them.
    """
    meeting = replace(room.meeting, state="ouverte")
    if room.live:
        return [_meeting(room, meeting), _live(room, moves.reopen(room.live, now))]
    if followed:
        meeting = replace(meeting, agenda=with_follow_up(meeting.agenda))
    return [_meeting(room, meeting), _live(room, moves.open_live(meeting, now))]


def close_meeting(room: Room, next_meeting: str) -> list[Wish]:
    """The meeting is over: nothing more is recorded in it unless it is opened again, which is recorded too."""
    assert room.live is not None
    meeting = replace(room.meeting, state="close", next_meeting=next_meeting)
    return [_meeting(room, meeting), _live(room, replace(room.live, closed=True))]


def tell_attendance(room: Room, typed: Meeting, seen: int) -> list[Wish]:
    """Who is present, represented, excused. seen: the version of the meeting that was on screen."""
    meeting = replace(room.meeting, present=typed.present, represented=typed.represented, excused=typed.excused)
    return [] if meeting == room.meeting else [replace(_meeting(room, meeting), expected=seen)]


def change_live(room: Room, live: Live) -> list[Wish]:
    """Every screen moves: another point, an object out of its lot, the grid shown. Nothing when nothing changes."""
    return [] if live == room.live else [_live(room, live)]


def save_draft(room: Room, decision: Decision) -> list[Wish]:
    """The wording as it is now on screen."""
    entry = room.drafts.get(decision.object_id)
    payload = to_payload(decision)
    if entry and entry.payload == payload:
        return []
    name = f"draft:{room.meeting.meeting_id}:{decision.object_id}"
    return [Wish("conduire", name, payload, entry.version if entry else 0)]


def record(room: Room, decisions: Sequence[Decision], seen: Mapping[str, int], then: Live | None = None) -> list[Wish]:
    """Record decisions, in order, each under its number, and move on to `then` when it is given.

    seen: the version of each object's decision that was on screen; one written since is a conflict, told to the
    writer. The numbers are kept by the live state, written in the same transaction: two people never share one.
    """
    assert room.live is not None
    live = moves.give_numbers(then or room.live, tuple(decision.object_id for decision in decisions))
    wishes = []
    for decision in decisions:
        numbered = replace(decision, number=moves.number_of(live, decision.object_id))
        head = room.heads.get(decision.object_id)
        whole = correcting(numbered, head, room.decisions.get(decision.object_id))
        expected = seen.get(decision.object_id, 0)
        wishes.append(Wish("decider", f"decision:{decision.object_id}", to_payload(whole), expected))
    return [*wishes, *change_live(room, live)]


def off_agenda(room: Room, objects: Iterable[str]) -> tuple[str, ...]:
    """Those of these objects that the meeting no longer has on its agenda."""
    listed = {name for item in (*room.meeting.agenda, *(room.live.added if room.live else ())) for name in item.objects}
    return tuple(name for name in objects if name not in listed)


def undo(room: Room, object_id: str, reason: str, seen: int) -> list[Wish]:
    """Take back a decision of this meeting: itself a line of the journal.

    seen: the version that was on screen; one written since is a conflict, told to who asked.
    """
    head, decision = room.heads[object_id], room.decisions[object_id]
    return [Wish("decider", f"decision:{object_id}", undone_payload(head, decision, reason), seen)]


def undo_in_lot(room: Room, object_id: str, reason: str, seen: int) -> list[Wish]:
    """Take back one decision of a lot: the others stand, and its object is examined by itself, after the lot."""
    assert room.live is not None
    return [*undo(room, object_id, reason, seen), *change_live(room, moves.take_out(room.live, object_id))]


def _meeting(room: Room, meeting: Meeting) -> Wish:
    return Wish("conduire", f"meeting:{meeting.meeting_id}", to_payload(meeting), room.meeting_version)


def _live(room: Room, live: Live) -> Wish:
    return Wish("conduire", f"live:{room.meeting.meeting_id}", to_payload(live), room.live_version)
