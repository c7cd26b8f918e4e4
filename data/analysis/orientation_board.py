"""What is measured of each orientation, and what calls for attention, from the indicators' own rows. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from data.analysis.freshness import compute_freshness
from data.analysis.statuses import OrientationBoard
from data.model import DEPARTEMENT
from data.orientation_board import ALERTS, Line, OrientationLines
from data.trend import Indicator, Point

#: Rhythms of publication shorter than a year.
WITHIN_YEAR = {"monthly", "quarterly", "half_yearly"}


def shown_territory(indicator: Indicator, asked: str = DEPARTEMENT) -> str:
    """The territory an indicator is read for: the one asked if it has a value, else the département, else the first."""
    found = indicator.territories
    for territory_id in (asked, DEPARTEMENT):
        if territory_id in found:
            return territory_id
    return found[0] if found else asked


def latest_run(indicator: Indicator, territory_id: str) -> tuple[Point, ...]:
    """The latest dated values of one definition, when there are two at least."""
    runs = [run for run in indicator.runs(territory_id) if len(run) > 1]
    return max(runs, key=lambda run: run[-1].when.last or dt.date.min) if runs else ()


def last_step(indicator: Indicator, run: Sequence[Point]) -> tuple[Point, Point] | None:
    """The last value of a run and the one it may be compared with; None when there is none.

    Within a year, seasons alone make a value rise or fall: what is published every month, quarter or half-year is
    compared with the same month of the year before. A July is not less than an April.
    """
    if len(run) < 2:
        return None
    last = run[-1]
    if indicator.frequency not in WITHIN_YEAR:
        return run[-2], last
    day = last.when.last
    same = [
        point
        for point in run[:-1]
        if day and (then := point.when.last) and (then.year, then.month) == (day.year - 1, day.month)
    ]
    return (same[-1], last) if same else None


def step_against(indicator: Indicator, run: Sequence[Point]) -> tuple[Point, Point] | None:
    """The last step of the run when it goes the other way than wished."""
    step = last_step(indicator, run)
    if step is None or indicator.direction not in {"up", "down"}:
        return None
    change = step[1].value - step[0].value
    return step if (change < 0 if indicator.direction == "up" else change > 0) else None


def compute_line(indicator: Indicator, on: dt.date, asked: str = DEPARTEMENT) -> Line:
    """An indicator as it stands on this day."""
    territory_id = shown_territory(indicator, asked)
    points, run = indicator.at(territory_id), latest_run(indicator, territory_id)
    freshness = compute_freshness(indicator, on, territory_id)
    contested = any(point.contested or point.counters for point in points)
    against = step_against(indicator, run)
    found = {
        "fell": against is not None,
        "overdue": freshness.state == "overdue",
        "contested": contested,
        "missing": not indicator.is_fed and indicator.origin != "catalogue",
        "unfed": not indicator.is_fed and indicator.origin == "catalogue",
    }
    return Line(
        indicator,
        territory_id,
        indicator.latest(territory_id),
        run,
        _state(indicator, points, run),
        freshness,
        tuple(alert for alert in ALERTS if found[alert]),
        against,
    )


def _state(indicator: Indicator, points: Sequence[Point], run: Sequence[Point]) -> str:
    dated = [point for point in points if point.is_dated and not point.contested]
    if run:
        return "trend"
    if not points:
        return "aimed" if indicator.targets and indicator.origin != "catalogue" else "unfed"
    if all(point.contested for point in points):
        return "contested"
    if not dated:
        return "undated"
    return "single" if len(dated) == 1 else "apart"


def compute_orientations(
    boards: Iterable[OrientationBoard], series: Sequence[Indicator], on: dt.date
) -> tuple[OrientationLines, ...]:
    """The orientations in the order of the report, each with its indicators in the order of the catalogue."""
    return tuple(
        OrientationLines(
            board.orientation_id,
            board.label,
            board.statuses,
            tuple(compute_line(one, on) for one in series if board.orientation_id in one.orientations),
        )
        for board in boards
    )


def compare_with(indicator: Indicator, known: Mapping[str, Indicator]) -> tuple[Indicator, ...]:
    """What is to be set beside an indicator: what the bilan says first, then what is published elsewhere."""
    found = [known[code] for code in indicator.compares if code in known]
    return tuple(sorted(found, key=lambda one: one.origin != "bilan"))
