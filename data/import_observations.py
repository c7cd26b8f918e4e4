"""What an import of figures would change on screen: which indicator, which date, which value before and after."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import pandas as pd

from data.analysis.series import compute_series
from data.connectors.period_words import period_words
from data.connectors.shapes import Preview
from data.imported_series import imported_values, read_imported_series
from data.model import Span
from data.trend import ImportedEdition, Indicator

_TABLES = Path(__file__).resolve().parent / "tables"
_NEEDED = (
    *("documents", "editions", "orientations", "indicators", "indicator_orientations", "indicator_comparisons"),
    *("indicator_codes", "observations", "mentions", "targets", "subject_figures", "territories"),
)
LABELS = {
    "indicator": "Indicateur nouveau",
    "opened": "Valeur nouvelle",
    "changed": "Valeur révisée",
    "target": "Cible nouvelle ou changée",
    "contested": "Valeur contestée, montrée à côté",
}
COLUMNS = ("change", "indicator", "territory", "date", "before", "after", "unit")


def compute_observation_changes(preview: Preview) -> tuple[pd.DataFrame, tuple[tuple[str, int], ...], int]:
    """(rows of COLUMNS, counts by kind with zeros, values of the file that change nothing)."""
    imports = read_imported_series()
    before = compute_series(_tables((_TABLES / "manifest.json").stat().st_mtime_ns), (), imports)
    draft = _draft(preview)
    after = compute_series(_tables((_TABLES / "manifest.json").stat().st_mtime_ns), (), (*imports, draft))
    rows = list(_differences(before, after))
    kinds = [row["change"] for row in rows]
    counts = tuple((label, kinds.count(kind)) for kind, label in LABELS.items())
    told = sum(kind != "indicator" for kind in kinds)
    return pd.DataFrame(rows, columns=list(COLUMNS)), counts, max(len(draft.values) - told, 0)


@lru_cache(maxsize=2)
def _tables(_stamp: int) -> dict[str, pd.DataFrame]:
    return {name: pd.read_parquet(_TABLES / f"{name}.parquet") for name in _NEEDED}


def _draft(preview: Preview) -> ImportedEdition:
    known = preview.edition
    # Not yet published: without a date of its own it counts as the latest.
    published = known.date.isoformat() if known else ""
    values = imported_values(preview.kept)
    return ImportedEdition("brouillon", preview.title, preview.layer, preview.publisher, published, values)


def _differences(before: Iterable[Indicator], after: Iterable[Indicator]) -> Iterable[dict[str, object]]:
    known = {indicator.indicator_id: indicator for indicator in before}
    for indicator in after:
        old = known.get(indicator.indicator_id)
        if old == indicator:
            continue
        if old is None:
            yield _row("indicator", indicator, "", "", None, None)
        yield from _points(old, indicator)
        targets = {(one.territory_id, one.due): one.value for one in old.targets} if old else {}
        for target in indicator.targets:
            value = targets.get((target.territory_id, target.due))
            if value != target.value:
                yield _row("target", indicator, target.territory, _when(target.due), value, target.value)


def _points(old: Indicator | None, new: Indicator) -> Iterable[dict[str, object]]:
    points = {(one.territory_id, one.series, one.period): one for one in old.points} if old else {}
    contested = {one for point in old.points for one in point.counters} | set(old.counters) if old else set()
    for point in new.points:
        was = points.get((point.territory_id, point.series, point.period))
        if was is None:
            yield _row("opened", new, point.territory, _when(point.when), None, point.value)
        elif was.value != point.value:
            yield _row("changed", new, point.territory, _when(point.when), was.value, point.value)
        for one in point.counters:
            if one not in contested:
                yield _row("contested", new, point.territory, _when(one.when), point.value, one.value)
    for one in new.counters:
        if one not in contested:
            yield _row("contested", new, one.territory_id, _when(one.when), None, one.value)


def _row(
    change: str, indicator: Indicator, territory: str, when: str, before: float | None, after: float | None
) -> dict[str, object]:
    label, unit = indicator.label, indicator.unit
    return dict(zip(COLUMNS, (change, label, territory, when, before, after, unit), strict=True))


def _when(span: Span) -> str:
    """« 2022 », « décembre 2022 », « 31 décembre 2022 »; « date non précisée »."""
    if span.start is None:
        return period_words("")
    known = {"year": 4, "month": 7}.get(span.precision, 10)
    return period_words(span.start.isoformat()[:known])
