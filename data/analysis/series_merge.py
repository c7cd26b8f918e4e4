"""Values of several editions → one point a date: the last edition's, with what the earlier ones published. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from data.model import Source
from data.trend import Counter, ImportedEdition, ImportedValue, Point, Revision

START = "départ"
SUMMARY = "synthèse"


@dataclass(frozen=True)
class Candidate:
    """A point of one edition, before it meets the others. `settled`: it ends a dispute."""

    point: Point
    published: str
    settled: bool = False


def candidate(value: ImportedValue, edition: ImportedEdition, territory: str, series: str) -> Candidate:
    """The point an imported value would be."""
    point = Point(
        observation_id=f"{edition.edition_id}:{value.place}",
        territory_id=value.territory_id,
        territory=territory,
        value=value.value,
        value_high=None,
        qualifier="exact",
        when=value.when,
        perimeter=value.perimeter,
        break_before=False,
        contested=False,
        series=series,
        period=value.period,
        edition_id=edition.edition_id,
        edition=edition.title,
        origin="import",
        source=Source(edition.title, value.place, "", edition.published),
    )
    return Candidate(point, edition.published, value.role == "settled")


def counter(value: ImportedValue, edition: ImportedEdition) -> Counter:
    """The contested value an imported row states."""
    source = Source(edition.title, value.place, "", edition.published)
    return Counter(value.territory_id, value.value, value.when, value.motive, value.by, source)


def merge(candidates: Iterable[Candidate], counters: Iterable[tuple[str, Counter]]) -> tuple[Point, ...]:
    """One point a territory, a period and a series; undated values stay as they are.

    Candidates come oldest edition first. The last one is the value in use; each earlier value that differs from the
    next is a revision. Counters (with their period) stand on their point until a settled value has the last word.
    """
    groups: dict[tuple[str, str, str], list[Candidate]] = {}
    for one in candidates:
        period = one.point.period or f"undated:{one.point.observation_id}"
        groups.setdefault((one.point.territory_id, period, one.point.series), []).append(one)
    contested: dict[tuple[str, str], list[Counter]] = {}
    for period, found in counters:
        contested.setdefault((found.territory_id, period), []).append(found)
    points = []
    for (territory_id, period, _series), group in groups.items():
        settled = any(one.settled for one in group)
        beside = () if settled else tuple(contested.get((territory_id, period), ()))
        points.append(replace(group[-1].point, revisions=_revisions(group), counters=beside, **_kept(group)))
    return tuple(sorted(points, key=_order))


def _kept(group: list[Candidate]) -> dict[str, Any]:
    """What an earlier edition said that a later one must not lose: the break, the day, the places of repetition."""
    by_day = [one.point.when for one in group if one.point.when.precision == "day"]
    return {
        "break_before": any(one.point.break_before for one in group),
        "mentions": group[0].point.mentions,
        "when": by_day[-1] if by_day else group[-1].point.when,
    }


def _revisions(group: list[Candidate]) -> tuple[Revision, ...]:
    told = []
    for earlier, later in pairwise(group):
        if earlier.point.value != later.point.value:
            point = earlier.point
            told.append(Revision(point.value, point.edition_id, point.edition, earlier.published))
    return tuple(told)


def _order(point: Point) -> tuple[bool, str, bool, str, str]:
    last = point.when.last
    return (
        point.territory_id != "dep:59",
        point.territory_id,
        last is None or not point.is_dated,
        last.isoformat() if last else "",
        point.observation_id,
    )
