"""What a trend draws, before it is drawn: points, the lines that join some, breaks, levels, targets. Pure.

The figure, its table, its alternative text and the sentence under it are all written from these marks: none of them can
say what the others do not. No mark carries a rate: a target is a place aimed at, never a share reached.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from components.formats import date, quantity, span, spread
from data.model import QUALIFIER_LABELS, Source, Span, Target
from data.trend import Counter, Indicator, Point, Revision


@dataclass(frozen=True)
class Mark:
    """One value drawn. `day` is its place on the time axis; None when its date is not known: it is then a level.

    `nature` is « value », « contested » (the published value is doubtful) or « counter » (what a service answers).
    `first` and `last` bound the period the value is of, when it is of more than a month.
    """

    indicator: Indicator
    nature: str
    value: float
    high: float | None
    qualifier: str
    day: dt.date | None
    first: dt.date | None
    last: dt.date | None
    when: str
    territory: str
    source: Source
    point: Point | None = None
    motive: str = ""

    @property
    def written(self) -> str:
        return spread(self.value, self.high, self.indicator.unit, QUALIFIER_LABELS[self.qualifier])

    @property
    def revisions(self) -> tuple[Revision, ...]:
        return self.point.revisions if self.point is not None else ()

    @property
    def perimeter(self) -> str:
        return self.point.perimeter if self.point is not None else ""


@dataclass(frozen=True)
class Break:
    """Between two values that are not of one definition: a mark, and no line across."""

    day: dt.date
    before: Mark
    after: Mark


@dataclass(frozen=True)
class Aim:
    """A target with a value; `day` is None when no due date is written."""

    target: Target
    day: dt.date | None
    value: float

    @property
    def written(self) -> str:
        return quantity(self.value, self.target.unit)

    @property
    def when(self) -> str:
        return date(self.target.due.start, self.target.due.precision) if self.day else "échéance non précisée"


@dataclass(frozen=True)
class Panel:
    """The marks of one or several indicators that share a unit and an origin, for one territory.

    `runs`: the dated values a line may join, by run (a run of one is a point). `apart`: dated values no line may touch.
    """

    title: str
    origin: str
    indicators: tuple[Indicator, ...]
    territory: str
    runs: tuple[tuple[Mark, ...], ...]
    apart: tuple[Mark, ...]
    levels: tuple[Mark, ...]
    breaks: tuple[Break, ...]
    aims: tuple[Aim, ...]

    @property
    def unit(self) -> str:
        return self.indicators[0].unit

    @property
    def is_empty(self) -> bool:
        return not self.marks and not self.aims

    @property
    def lines(self) -> tuple[tuple[Mark, ...], ...]:
        """The runs that are drawn as lines: two dated values of one definition at least."""
        return tuple(run for run in self.runs if len(run) > 1)

    @property
    def dated(self) -> tuple[Mark, ...]:
        """Every value that has its place in time, by date."""
        found = [mark for run in self.runs for mark in run] + list(self.apart)
        return tuple(sorted(found, key=lambda mark: mark.day or dt.date.min))

    @property
    def marks(self) -> tuple[Mark, ...]:
        return (*self.dated, *self.levels)


def when_words(when: Span) -> str:
    """A date as precise as it is known, or as the document writes it when it is a period."""
    if when.start is None or when.precision == "undated":
        return "date non précisée"
    if when.precision == "period" and when.written:
        return when.written.strip("()")
    return span(when.start, when.end, when.precision)


def _place(when: Span) -> tuple[dt.date | None, dt.date | None, dt.date | None]:
    """Where a value stands on the axis, and the bounds of its period when it is of more than a month."""
    if when.start is None or when.precision == "undated":
        return None, None, None
    first, last = when.start, when.last or when.start
    if (last - first).days <= 31:
        return last, None, None
    return first + (last - first) / 2, first, last


def mark_of(indicator: Indicator, point: Point) -> Mark:
    """The mark of a published value."""
    day, first, last = _place(point.when) if point.is_dated else (None, None, None)
    return Mark(
        indicator,
        "contested" if point.contested else "value",
        point.value,
        point.value_high,
        point.qualifier,
        day,
        first,
        last,
        when_words(point.when),
        point.territory,
        point.source,
        point,
    )


def _counter(indicator: Indicator, counter: Counter, territory: str) -> Mark:
    """What a service answers: in its own place, with its motive, never in a line."""
    place, when, motive = _place(counter.when), when_words(counter.when), f"{counter.by} : {counter.motive}"
    source = counter.source
    return Mark(indicator, "counter", counter.value, None, "exact", *place, when, territory, source, motive=motive)


def _breaks(runs: Sequence[tuple[Mark, ...]]) -> tuple[Break, ...]:
    """A break between two runs that follow each other; a range cuts a line too, but changes no definition."""
    found = []
    for earlier, later in itertools.pairwise(runs):
        before, after = earlier[-1], later[0]
        if before.day is None or after.day is None or before.day >= after.day:
            continue
        if not _redefined(before.point, after.point) and (before.high is not None or after.high is not None):
            continue
        found.append(Break(before.day + (after.day - before.day) / 2, before, after))
    return tuple(found)


def _redefined(before: Point | None, after: Point | None) -> bool:
    return before is None or after is None or before.series != after.series or after.break_before


def panel(indicators: Sequence[Indicator], territory_id: str, territory: str, title: str = "") -> Panel:
    """The marks of these indicators (one unit, one origin) for a territory, known by its code and its label."""
    runs: list[tuple[Mark, ...]] = []
    apart: list[Mark] = []
    levels: list[Mark] = []
    for indicator in indicators:
        runs += [tuple(mark_of(indicator, point) for point in run) for run in indicator.runs(territory_id)]
        joined = {id(mark.point) for run in runs for mark in run}
        points = indicator.at(territory_id)
        answers = [counter for point in points for counter in point.counters]
        answers += [counter for counter in indicator.counters if counter.territory_id == territory_id]
        alone = [mark_of(indicator, point) for point in points if id(point) not in joined]
        for mark in [*alone, *(_counter(indicator, counter, territory) for counter in answers)]:
            (levels if mark.day is None else apart).append(mark)
    runs.sort(key=lambda run: run[0].day or dt.date.min)
    return Panel(
        title or indicators[0].label,
        indicators[0].origin,
        tuple(indicators),
        territory,
        tuple(runs),
        tuple(apart),
        tuple(levels),
        _breaks(runs),
        tuple(_aims(indicators, territory_id)),
    )


def _aims(indicators: Iterable[Indicator], territory_id: str) -> Iterable[Aim]:
    """The targets set for this very territory: a national one is never shown as the Nord's."""
    for indicator in indicators:
        for target in indicator.targets:
            if target.value is not None and target.territory_id == territory_id:
                yield Aim(target, _place(target.due)[0], target.value)


def panels(indicator: Indicator, others: Sequence[Indicator], territory_id: str, territory: str) -> tuple[Panel, ...]:
    """The indicator, then what is to be compared with it, of the same unit; another unit is left to the words.

    What the bilan itself says under another label shares its panel, with a break between (two labels, one value each);
    what is published elsewhere has a panel of its own: set beside, never joined.
    """
    known = [other for other in others if other.at(territory_id) or any(_aims([other], territory_id))]
    beside = [other for other in known if scale_of(other.unit) == scale_of(indicator.unit)]
    groups = [[indicator]]
    for other in beside:
        kin = next((group for group in groups if _kin(group[0], other)), None)
        if kin is None:
            groups.append([other])
        else:
            kin.append(other)
    return tuple(panel(group, territory_id, territory) for group in groups)


def side_by_side(indicators: Sequence[Indicator], shown: Sequence[str], names: Mapping[str, str]) -> tuple[Panel, ...]:
    """A panel an indicator that has a place in time, for its own territory (`shown`); one label after another shares.

    names: code of a territory → its label, written with the title where the territories differ.
    """
    groups: list[tuple[list[Indicator], str]] = []
    for indicator, territory_id in zip(indicators, shown, strict=True):
        if not any(point.is_dated for point in indicator.at(territory_id)):
            continue
        same = [group for group, place in groups if place == territory_id]
        kin = next((group for group in same if _kin(group[0], indicator)), None)
        if kin is None:
            groups.append(([indicator], territory_id))
        else:
            kin.append(indicator)
    places = {territory_id for _, territory_id in groups}
    return tuple(
        panel(group, code, names[code], f"{group[0].label}, {names[code]}" if len(places) > 1 else "")
        for group, code in groups
    )


def _kin(first: Indicator, other: Indicator) -> bool:
    """Two labels of the bilan for what came one after the other."""
    return first.origin == other.origin == "bilan" and other.indicator_id in first.compares


def scale_of(unit: str) -> str:
    """Shares are read on one scale, whatever they are of."""
    return "%" if unit.startswith("%") else unit
