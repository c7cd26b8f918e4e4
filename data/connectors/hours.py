"""Opening hours as two publishers write them, to hours a week. Pure, standard library only.

By day: « 09:00 - 12:00 / 14:00 - 17:00 » (ANCT). By rules: « Mo-Fr 09:00-12:00,14:00-17:00; Sa off », the syntax of
OpenStreetMap.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

Interval = tuple[int, int]
"""Minutes since midnight, opening and closing."""

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_SATURDAY = 5
_CLOSED = frozenset({"", "fermé", "ferme", "fermée", "off", "closed", "-"})
_TIME = r"(\d{1,2})\s*(?:[:hH]\s*(\d{2})?)"
_SPAN = re.compile(rf"{_TIME}\s*(?:-|–|à)\s*{_TIME}")
_RULE = re.compile(r"([A-Z][a-z](?:\s*[-,]\s*[A-Z][a-z])*)\s+(.+)")


@dataclass(frozen=True)
class Week:
    """What one week amounts to; `overlap` when two intervals of a day share time (counted once: an upper bound)."""

    weekly_hours_h: float
    opens_saturday: bool
    closes_latest: str
    overlap: bool


def read_days(written: Sequence[str]) -> Week | None:
    """Return the week from one text a day, Monday first; None where no hour is stated.

    Raises:
        ValueError: a text that is not hours, or an interval that closes before it opens.
    """
    days: dict[int, list[Interval]] = {}
    for day, text in enumerate(written):
        if text.strip().casefold() in _CLOSED:
            continue
        intervals = [_read_span(part) for part in re.split(r"[/,;]|\bet\b", text)]
        days[day] = [interval for interval in intervals if interval != (0, 0)]
    return _week(days)


def read_rules(written: str) -> Week | None:
    """Return the week from OpenStreetMap rules; a later rule replaces an earlier one for the days it names.

    Raises:
        ValueError: a rule this reader does not know (holidays, months, « 8:30 » alone), or closing before opening.
    """
    days: dict[int, list[Interval]] = {}
    for rule in filter(None, (part.strip() for part in written.split(";"))):
        matched = _RULE.fullmatch(rule)
        if not matched:
            raise ValueError(rule)
        named = _read_day_list(matched[1])
        hours = matched[2].strip()
        intervals = [] if hours.casefold() in _CLOSED else [_read_span(part) for part in hours.split(",")]
        days.update(dict.fromkeys(named, intervals))
    return _week(days)


def _read_day_list(written: str) -> list[int]:
    named: list[int] = []
    for part in written.split(","):
        first, _, last = (word.strip() for word in part.partition("-"))
        if first not in _DAYS or (last or first) not in _DAYS:
            raise ValueError(written)
        start, end = _DAYS.index(first), _DAYS.index(last or first)
        if end < start:
            raise ValueError(written)
        named.extend(range(start, end + 1))
    return named


def _read_span(written: str) -> Interval:
    matched = _SPAN.fullmatch(written.strip())
    if not matched:
        raise ValueError(written.strip())
    opens = int(matched[1]) * 60 + int(matched[2] or 0)
    closes = int(matched[3]) * 60 + int(matched[4] or 0)
    if closes < opens or closes > 24 * 60:
        raise ValueError(written.strip())
    return opens, closes


def _week(days: dict[int, list[Interval]]) -> Week | None:
    joined = {day: _join(intervals) for day, intervals in days.items() if intervals}
    if not joined:
        return None
    open_for = sum(end - start for intervals in joined.values() for start, end in intervals)
    stated = sum(end - start for intervals in days.values() for start, end in intervals)
    latest = max(end for intervals in joined.values() for _, end in intervals)
    return Week(
        weekly_hours_h=round(open_for / 60, 2),
        opens_saturday=_SATURDAY in joined,
        closes_latest=f"{latest // 60:02d}:{latest % 60:02d}",
        overlap=stated > open_for,
    )


def _join(intervals: list[Interval]) -> list[Interval]:
    joined: list[Interval] = []
    for start, end in sorted(intervals):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined
