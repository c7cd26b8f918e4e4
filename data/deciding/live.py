"""Where an open meeting stands: its points, the one that is open, the clock. Pure; the time is always an argument."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from data.decision import AgendaItem, Live, Meeting


@dataclass(frozen=True)
class Point:
    """One point of the meeting as it is walked through: an agenda item, or an object taken out of a lot.

    `lot`: the item it belongs to or was taken out of; empty when it never was in one.
    """

    point_id: str
    title: str
    objects: tuple[str, ...]
    minutes: int
    note: str = ""
    lot: str = ""

    @property
    def is_lot(self) -> bool:
        """Decided in one gesture: several objects, or what is left of them once some were taken out."""
        return bool(self.lot) and self.point_id == self.lot


def compute_points(meeting: Meeting, live: Live) -> tuple[Point, ...]:
    """The points in order: each item, then what was taken out of it. A lot emptied of its objects is no point."""
    found: list[Point] = []
    for item in (*meeting.agenda, *live.added):
        out = [name for name in item.objects if name in live.taken_out] if item.is_lot else []
        kept = tuple(name for name in item.objects if name not in out)
        lot = item.item_id if item.is_lot else ""
        if kept or not item.objects:
            found.append(Point(item.item_id, item.title, kept, item.minutes, item.note, lot))
        share = max(1, item.minutes // max(1, len(item.objects)))
        found += [Point(f"{item.item_id}/{name}", "", (name,), share, item.note, lot) for name in out]
    return tuple(found)


def point_of(points: tuple[Point, ...], point_id: str) -> int:
    """The place of a point, from 0; that of its lot when it is put back, or of what a lot was emptied of; else 0."""
    places = {point.point_id: place for place, point in enumerate(points)}
    parted = next((place for place, point in enumerate(points) if point.lot and point.lot == point_id), 0)
    return places.get(point_id, places.get(point_id.split("/")[0], parted))


def open_live(meeting: Meeting, now: dt.datetime) -> Live:
    """The meeting begins, on its first point."""
    first = meeting.agenda[0].item_id if meeting.agenda else ""
    return Live(meeting.meeting_id, first, _stamp(now), _stamp(now))


def reopen(live: Live, now: dt.datetime) -> Live:
    """The meeting goes on where it was; the time it stood closed is no one's."""
    return replace(live, closed=False, point_since=_stamp(now))


def go_to(live: Live, point_id: str, now: dt.datetime) -> Live:
    """Open another point; what the one left took so far is kept, and the grid folds again."""
    if point_id == live.point_id:
        return live
    spent = dict(live.spent)
    spent[live.point_id] = spent.get(live.point_id, 0) + max(0, int((now - _read(live.point_since)).total_seconds()))
    return replace(
        live, point_id=point_id, point_since=_stamp(now), spent=tuple(sorted(spent.items())), grid_shown=False
    )


def step(meeting: Meeting, live: Live, by: int, now: dt.datetime) -> Live:
    """The next point (`by` 1) or the one before (-1); the same at either end."""
    points = compute_points(meeting, live)
    if not points:
        return live
    place = min(max(point_of(points, live.point_id) + by, 0), len(points) - 1)
    return go_to(live, points[place].point_id, now)


def take_out(live: Live, object_id: str) -> Live:
    """An object leaves its lot: it will be examined by itself, after it."""
    return live if object_id in live.taken_out else replace(live, taken_out=(*live.taken_out, object_id))


def put_back(live: Live, object_id: str) -> Live:
    """An object goes back into its lot."""
    return replace(live, taken_out=tuple(name for name in live.taken_out if name != object_id))


def add_point(live: Live, item: AgendaItem) -> Live:
    """A point nobody had planned (an orientation created in the room), at the end."""
    return replace(live, added=(*live.added, item))


def drop_point(meeting: Meeting, live: Live, item_id: str, now: dt.datetime) -> Live:
    """A point added by mistake goes away; the room goes back one point when it was on it."""
    if live.point_id == item_id:
        live = step(meeting, live, -1, now)
    return replace(live, added=tuple(item for item in live.added if item.item_id != item_id))


def show_grid(live: Live, shown: bool) -> Live:
    return replace(live, grid_shown=shown)


def number_of(live: Live, object_id: str) -> int:
    """The number of the decision on this object in this meeting: the one it has, else the next free one."""
    numbers = dict(live.numbers)
    return numbers.get(object_id) or max(numbers.values(), default=0) + 1


def give_numbers(live: Live, objects: tuple[str, ...]) -> Live:
    """Each of these objects has its number; those that had one keep it."""
    for name in objects:
        if name not in dict(live.numbers):
            live = replace(live, numbers=(*live.numbers, (name, number_of(live, name))))
    return live


@dataclass(frozen=True)
class Clock:
    """Until when the open point and the meeting may last, in UTC; a time that is past is an overrun."""

    point_until: dt.datetime
    meeting_until: dt.datetime


def compute_clock(meeting: Meeting, live: Live) -> Clock:
    """The time already spent on the point in an earlier showing counts; a point added has no planned time."""
    points = compute_points(meeting, live)
    planned = points[point_of(points, live.point_id)].minutes if points else 0
    seconds = planned * 60 - dict(live.spent).get(live.point_id, 0)
    total = sum(item.minutes for item in (*meeting.agenda, *live.added))
    return Clock(
        _read(live.point_since) + dt.timedelta(seconds=seconds),
        _read(live.opened_at) + dt.timedelta(minutes=total),
    )


def _stamp(now: dt.datetime) -> str:
    return now.astimezone(dt.UTC).isoformat(timespec="seconds")


def _read(stamp: str) -> dt.datetime:
    return dt.datetime.fromisoformat(stamp)
