"""From values to pixels along one axis: numbers, dates or names, and where its marks stand. Pure."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from components.formats import number

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAY_MS = 86_400_000
#: Plotly's own measure of how many marks an axis has: a length for each, across and up; so many at least, at most.
_APART_PX, _MARKS = (80, 40), (4, 9)


@dataclass(frozen=True)
class Scale:
    """`kind`: linear, date (in days) or category. `low` and `high` are the values at `start` and `end`, in pixels."""

    kind: str
    low: float
    high: float
    start: float
    end: float
    names: tuple[str, ...] = ()

    def value(self, written: Any) -> float:
        """The number that stands for what a figure holds."""
        if self.kind == "date":
            return days(written)
        if self.kind == "category" and isinstance(written, str):
            return float(self.names.index(written))
        return float(written)

    def at(self, written: Any) -> float:
        """Pixels of a value."""
        return self.px(self.value(written))

    def px(self, value: float) -> float:
        return self.start + (value - self.low) / ((self.high - self.low) or 1) * (self.end - self.start)

    @property
    def unit_px(self) -> float:
        """Pixels of one unit."""
        return abs(self.end - self.start) / (abs(self.high - self.low) or 1)


def days(written: Any) -> float:
    """A date (`2024-01-26`, or milliseconds) in days."""
    if isinstance(written, (int, float)):
        return written / _DAY_MS
    return float(dt.date.fromisoformat(str(written)[:10]).toordinal())


def kind_of(axis: Mapping[str, Any], values: Sequence[Any]) -> str:
    """What an axis measures: as it says, else as its values look."""
    if axis.get("type") in {"date", "category", "linear"}:
        return str(axis["type"])
    words = [value for value in values if isinstance(value, str)]
    if not words:
        return "linear"
    return "date" if all(_DATE.match(word) for word in words) else "category"


def bounds(axis: Mapping[str, Any], kind: str, values: Sequence[float], *, bars: bool, marked: bool) -> list[float]:
    """First and last value of an axis: written in the figure, or with the room Plotly leaves around the values."""
    if "range" in axis:
        return [days(end) if kind == "date" else float(end) for end in axis["range"]]
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    if kind == "category":
        found = [low - 0.5, high + 0.5]
    else:
        room = (high - low or 1.0) * 0.05
        from_zero = low >= 0 and (bars or axis.get("rangemode") == "tozero")
        below = 0.0 if from_zero and kind == "linear" else low - (room if marked or kind == "date" or bars else 0)
        found = [below, high + (room if marked or bars else 0)]
    return found[::-1] if axis.get("autorange") == "reversed" else found


@dataclass(frozen=True)
class Tick:
    """A mark of an axis: where its line stands, and its words, which may stand beside (a year, under its middle)."""

    value: float
    words: str
    words_at: float


def ticks(axis: Mapping[str, Any], scale: Scale, *, upright: bool) -> list[Tick]:
    """The marks of an axis, in its range."""
    if axis.get("showticklabels") is False and axis.get("showgrid") is False:
        return []
    low, high = sorted((scale.low, scale.high))
    if "tickvals" in axis:
        pairs = zip(axis["tickvals"], axis["ticktext"], strict=True)
        return [Tick(float(value), str(words), float(value)) for value, words in pairs]
    if scale.kind == "category":
        found = [Tick(float(place), name, float(place)) for place, name in enumerate(scale.names)]
    elif scale.kind == "date":
        found = _months(axis, low, high, abs(scale.end - scale.start))
    else:
        fitting = min(_MARKS[1], max(_MARKS[0], abs(scale.end - scale.start) / _APART_PX[upright])) + 1
        count = float(axis.get("nticks", fitting))
        step = float(axis["dtick"]) if "dtick" in axis else _round_step((high - low) / count)
        first = math.ceil(round(low / step, 6))
        last = math.floor(round(high / step, 6))
        decimals = 0 if step >= 1 or axis.get("tickformat") == "d" else max(0, -math.floor(math.log10(step)))
        plain = axis.get("tickformat") == "d"
        found = [
            Tick(step * place, f"{step * place:.0f}" if plain else number(step * place, decimals), step * place)
            for place in range(first, last + 1)
        ]
    suffix = str(axis.get("ticksuffix", ""))
    return [Tick(one.value, one.words + suffix, one.words_at) for one in found]


def _round_step(rough: float) -> float:
    """The next of 1, 2, 5, 10… above."""
    base = 10.0 ** math.floor(math.log10(rough))
    return base * next(one for one in (2, 5, 10) if rough / base <= one)


def _months(axis: Mapping[str, Any], low: float, high: float, length: float) -> list[Tick]:
    """Marks at first days of months: every so many as the figure says, else as many as have room."""
    if "dtick" in axis:
        every = int(str(axis["dtick"]).removeprefix("M"))
    else:
        most = int(axis.get("nticks", 0)) or max(2, round(length / _APART_PX[0]))
        every = next((one for one in (1, 2, 3, 6, 12, 24, 60, 120) if (high - low) / 30.44 / one <= most), 120)
    words = str(axis.get("tickformat") or ("%Y" if every >= 12 else "%m/%Y"))
    # « 2022 » may be written under the year rather than under its first of January.
    beside = 182.5 if every >= 12 and axis.get("ticklabelmode") == "period" else 0.0
    start, stop = dt.date.fromordinal(math.floor(low)), dt.date.fromordinal(math.floor(high))
    found = []
    for place in range((start.year * 12 // every) * every, stop.year * 12 + stop.month, every):
        day = dt.date(place // 12, place % 12 + 1, 1)
        value = float(day.toordinal())
        if low <= value + beside <= high:
            found.append(Tick(value, day.strftime(words), value + beside))
    return found
