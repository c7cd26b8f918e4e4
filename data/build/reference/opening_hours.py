"""Reads the opening hours of a town hall as the directory writes them: [[first day, last day, [[from, to], …]], …]."""

from __future__ import annotations

import json
from dataclasses import dataclass

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


@dataclass(frozen=True)
class OpeningHours:
    """What the hours of one week amount to; `overlap` when a day is stated twice with hours that overlap."""

    weekly_hours_h: float
    opens_saturday: bool
    closes_latest: str
    overlap: bool


def read_opening_hours(written: str) -> OpeningHours | None:
    """Return the week, or None where no hour is stated.

    A day stated twice counts once: the intervals are joined, so the weekly hours are an upper bound where the directory
    superposes two timetables (a second counter, a summer timetable).

    Raises:
        ValueError: an unknown day, days in reverse order, or an interval that closes before it opens.
    """
    if written in ("", "\\N"):
        return None
    week: dict[int, list[tuple[int, int]]] = {}
    for first, last, intervals in json.loads(written):
        start = _day(first)
        end = _day(last) if last else start
        if end < start:
            raise ValueError(f"days in reverse order: {first} – {last}")
        for day in range(start, end + 1):
            for opens, closes in intervals:
                interval = (_seconds(opens), _seconds(closes))
                if interval[1] < interval[0]:
                    raise ValueError(f"closes before it opens: {opens} – {closes}")
                if interval[1] > interval[0]:
                    week.setdefault(day, []).append(interval)
    if not week:
        return None
    joined = {day: _join(intervals) for day, intervals in week.items()}
    stated = sum(end - start for intervals in week.values() for start, end in intervals)
    open_for = sum(end - start for intervals in joined.values() for start, end in intervals)
    latest = max(end for intervals in joined.values() for _, end in intervals)
    return OpeningHours(
        weekly_hours_h=round(open_for / 3600, 2),
        opens_saturday=DAYS.index("samedi") in joined,
        closes_latest=f"{latest // 3600:02d}:{latest % 3600 // 60:02d}",
        overlap=stated > open_for,
    )


def _day(written: str) -> int:
    if written not in DAYS:
        raise ValueError(f"unknown day: {written!r}")
    return DAYS.index(written)


def _seconds(written: str) -> int:
    hours, minutes, seconds = (int(part) for part in written.split(":"))
    return hours * 3600 + minutes * 60 + seconds


def _join(intervals: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(intervals):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined
