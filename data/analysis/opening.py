"""Which points are open enough to count. Pure.

A point whose hours are not known neither meets a condition nor fails it: it is told apart, never dropped in silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, cast

import numpy as np
import pandas as pd

from data.analysis.columns import column

#: A point with weekly hours opens every week, hence at least this many days a month.
WEEKLY_DAYS_PER_MONTH: Final = 4
_TIME: Final = re.compile(r"([01]?\d|2[0-4])[:hH]([0-5]\d)")


@dataclass(frozen=True)
class Restriction:
    """Points sorted by conditions of opening. The three frames have the columns of the points, and partition them
    (with `keep_unknown`, the unknown are in `kept` too); `unknown` and `excluded` add `reason`, in French."""

    kept: pd.DataFrame
    unknown: pd.DataFrame
    excluded: pd.DataFrame

    @property
    def unknown_count(self) -> int:
        return len(self.unknown)


def restrict(
    points: pd.DataFrame,
    *,
    opens_saturday: bool = False,
    min_weekly_hours: float | None = None,
    closes_after: str | None = None,
    min_days_per_month: float | None = None,
    keep_unknown: bool = False,
) -> Restriction:
    """Sort points by their opening; without a condition every point is kept.

    `opens_saturday` asks for an opening on Saturday; `min_weekly_hours` and `min_days_per_month` are reached (≥);
    `closes_after` (« 18:00 ») is passed on one day at least: closing at 18:00 is not open after 18:00. A column that
    `points` lacks is unknown for every point. One condition known to fail excludes, whatever is unknown besides.
    A point with weekly hours but no count of days opens `WEEKLY_DAYS_PER_MONTH` days a month at least, unless its
    `format` is « itinerant »: its hours are those of the round, and how often it stops in one place is not known.
    Raises ValueError when `closes_after` is not a time.
    """
    verdicts: list[tuple[pd.Series, str, str]] = []  # (True, False or null), words when it fails, words when unknown
    if opens_saturday:
        verdicts.append(
            (_column(points, "opens_saturday").astype("boolean"), "fermé le samedi", "ouverture le samedi inconnue")
        )
    if min_weekly_hours is not None:
        hours = _numbers(points, "weekly_hours_h")
        words = f"moins de {_plain(min_weekly_hours)}\u00a0h par semaine"
        verdicts.append((hours >= min_weekly_hours, words, "heures par semaine inconnues"))
    if closes_after is not None:
        wanted = _minutes(closes_after)
        if wanted is None:
            raise ValueError(f"not a time: {closes_after}")
        closing = _column(points, "closes_latest").map(_minutes).astype("Float64")
        verdicts.append((closing > wanted, f"fermé après {closes_after}", "heure de fermeture inconnue"))
    if min_days_per_month is not None:
        days = _numbers(points, "days_per_month")
        weekly = _numbers(points, "weekly_hours_h")
        enough = days >= min_days_per_month
        if min_days_per_month <= WEEKLY_DAYS_PER_MONTH:
            stays = _column(points, "format").ne("itinerant").fillna(True).astype(bool)
            enough = enough.mask((days.isna() & stays & (weekly > 0).fillna(False)).to_numpy(dtype=bool), True)
        words = f"moins de {_plain(min_days_per_month)}\u00a0jour{'s' if min_days_per_month >= 2 else ''} par mois"
        verdicts.append((enough, words, "jours par mois inconnus"))
    failed = _reasons(points, [(known.eq(False).fillna(False), words) for known, words, _ in verdicts])
    unknown = _reasons(points, [(known.isna(), words) for known, _, words in verdicts])
    is_excluded, is_unknown = failed != "", (failed == "") & (unknown != "")
    kept = ~is_excluded if keep_unknown else ~is_excluded & ~is_unknown
    return Restriction(
        kept=points.loc[kept],
        unknown=points.loc[is_unknown].assign(reason=unknown[is_unknown]),
        excluded=points.loc[is_excluded].assign(reason=failed[is_excluded]),
    )


def _reasons(points: pd.DataFrame, parts: list[tuple[pd.Series, str]]) -> pd.Series:
    """For each point, the words of the conditions that are true of it, joined; empty when none is."""
    found = pd.Series("", index=points.index, dtype="str")
    for held, words in parts:
        gap = np.where(found == "", "", ", ")
        found = found.mask(held.to_numpy(dtype=bool), found + gap + words)
    return found


def _column(points: pd.DataFrame, name: str) -> pd.Series:
    return column(points, name) if name in points.columns else pd.Series(pd.NA, index=points.index, dtype="object")


def _numbers(points: pd.DataFrame, name: str) -> pd.Series:
    return cast(pd.Series, pd.to_numeric(_column(points, name), errors="coerce")).astype("Float64")


def _minutes(written: object) -> float | None:
    """« 18:00 », « 9h30 » → minutes since midnight; None when it is not a time."""
    match = _TIME.fullmatch(str(written).strip())
    return None if match is None else int(match[1]) * 60 + int(match[2])


def _plain(value: float) -> str:
    return f"{value:g}".replace(".", ",")
