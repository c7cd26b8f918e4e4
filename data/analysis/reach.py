"""Who is in reach of a point and who is not: populations within, beyond and unknown of a threshold. Pure.

Everything here takes the nearest point of each commune, whatever measured it (`proximity.compute_distances` or
`travel.compute_durations`), and says which. A bound is inside: a commune at exactly the threshold is within.
A commune without a measure is unknown, never beyond; one without a population is counted apart, never as zero.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from data.analysis.columns import floats, strings
from data.analysis.proximity import WHOLE

#: The column that carries the measure → how the measure is named on screen.
METHODS: Final = {"distance_km": "à vol d'oiseau", "duration_min": "temps de trajet importé"}
_GROUPS: Final = {
    "commune": "territory_id",
    "epci": "epci_id",
    "arrondissement": "arrondissement_id",
    "departement": "departement_id",
}


@dataclass(frozen=True)
class Curve:
    """The cumulative curve of one territory.

    `steps`: the measure (`distance_km` or `duration_min`), population_hab and share (0 to 1) reached at it, one row for
    each distinct value. Shares are of `population_hab`, the inhabitants whose measure is known; `unknown_hab` and
    `unknown_count` (communes) are left out of them and must be told. `without_population_count`: communes of unknown
    population.
    """

    steps: pd.DataFrame
    method: str
    population_hab: int
    unknown_hab: int
    unknown_count: int
    without_population_count: int


def measure_of(nearest: pd.DataFrame) -> str:
    """The column that carries the measure of a nearest-point table. Raises ValueError when there is not exactly one."""
    found = [name for name in METHODS if name in nearest.columns]
    if len(found) != 1:
        raise ValueError("a nearest-point table has one of: " + ", ".join(METHODS))
    return found[0]


def select_communes(communes: pd.DataFrame, territory_id: str | None) -> pd.DataFrame:
    """The communes of a territory (all when None). Raises KeyError when it holds none."""
    if territory_id is None:
        return communes
    for group in _GROUPS.values():
        held = strings(communes, group) == territory_id
        if held.any():
            return communes.loc[held]
    raise KeyError(territory_id)


def compute_coverage(
    nearest: pd.DataFrame, communes: pd.DataFrame, threshold: float, level: str, territory_id: str | None = None
) -> pd.DataFrame:
    """Population within, beyond and unknown by territory of `level`, for the communes of a territory (all when None).

    `communes` as `compute_communes` makes it; `threshold` in the unit of the measure, bound inside. One row for each
    territory, by code: territory_id, communes_count, unknown_count (communes without a measure),
    without_population_count, population_hab = within_hab + beyond_hab + unknown_hab, within_share, beyond_share,
    unknown_share (0 to 1, null where nobody lives), threshold, method, perimeter (French: what of the territory is
    counted, and how it straddles). Raises ValueError for an unknown level or a negative threshold.
    """
    if level not in _GROUPS:
        raise ValueError(f"unknown level: {level}")
    if not threshold >= 0:
        raise ValueError("a threshold is zero or more")
    selected = select_communes(communes, territory_id)
    member, found = pd.factorize(strings(selected, _GROUPS[level]), sort=True)
    ids = np.asarray(found, dtype=object)
    if (member < 0).any():
        raise ValueError(f"a commune has no {level}")

    def total(values: np.ndarray) -> np.ndarray:
        return np.bincount(member, weights=values, minlength=len(ids)).astype("int64")

    measures = _measures(nearest, selected)
    people = floats(selected, "population_hab")
    known_people = np.nan_to_num(people)
    unknown, within = np.isnan(measures), measures <= threshold
    population = total(known_people)
    parts = {
        "within": total(known_people * within),
        "beyond": total(known_people * (~within & ~unknown)),
        "unknown": total(known_people * unknown),
    }
    shared = np.where(population > 0, population, np.nan)
    counts = total(np.ones(len(selected)))
    return pd.DataFrame(
        {
            "territory_id": ids,
            "communes_count": counts,
            "unknown_count": total(unknown),
            "without_population_count": total(np.isnan(people)),
            "population_hab": population,
            **{f"{part}_hab": values for part, values in parts.items()},
            **{f"{part}_share": values / shared for part, values in parts.items()},
            "threshold": float(threshold),
            "method": METHODS[measure_of(nearest)],
            "perimeter": _perimeters(ids, counts, communes, level),
        }
    )


def _perimeters(ids: np.ndarray, counts: np.ndarray, communes: pd.DataFrame, level: str) -> list[str]:
    """« communes du Nord seulement… », « 9 communes sur 38, dans le territoire choisi », or `WHOLE`."""
    if level == "commune":
        return [WHOLE] * len(ids)
    sizes = Counter(strings(communes, _GROUPS[level]))
    straddles = dict(zip(strings(communes, "epci_id"), strings(communes, "epci_perimeter"), strict=True))
    said = []
    for territory_id, count in zip(ids, counts, strict=True):
        straddle = straddles.get(territory_id, WHOLE)
        words = [] if straddle == WHOLE else [straddle]
        if count < sizes[territory_id]:
            kept = f"{count} commune{'s' if count > 1 else ''}"
            words.append(f"{kept} sur {sizes[territory_id]}, dans le territoire choisi")
        said.append("\u202f; ".join(words) or WHOLE)
    return said


def compute_curve(nearest: pd.DataFrame, communes: pd.DataFrame, territory_id: str | None = None) -> Curve:
    """The share of the population reached by distance or by time, in a territory (all communes when None)."""
    selected = select_communes(communes, territory_id)
    measures, people = _measures(nearest, selected), floats(selected, "population_hab")
    known = ~np.isnan(measures) & ~np.isnan(people)
    values, place = np.unique(measures[known], return_inverse=True)
    reached = np.bincount(place, weights=people[known], minlength=len(values)).cumsum().astype("int64")
    total = int(reached[-1]) if len(reached) else 0
    shares = reached / total if total else np.full(len(reached), np.nan)
    return Curve(
        steps=pd.DataFrame({measure_of(nearest): values, "population_hab": reached, "share": shares}),
        method=METHODS[measure_of(nearest)],
        population_hab=total,
        unknown_hab=int(np.nansum(people[np.isnan(measures)])),
        unknown_count=int(np.isnan(measures).sum()),
        without_population_count=int(np.isnan(people).sum()),
    )


def compute_beyond(
    nearest: pd.DataFrame, communes: pd.DataFrame, threshold: float, territory_id: str | None = None
) -> pd.DataFrame:
    """The communes strictly beyond the threshold, most populated first, then by code; unknown population last.

    Columns: rank (from 1), territory_id, label, population_hab, epci_id, arrondissement_id, the measure, point_id,
    method. Communes without a measure are in `compute_unknown`, not here.
    """
    selected = select_communes(communes, territory_id)
    measures, people = _measures(nearest, selected), floats(selected, "population_hab")
    order = np.lexsort((strings(selected, "territory_id").astype("U"), -people))
    order = order[measures[order] > threshold]
    rows = selected.iloc[order][["territory_id", "label", "population_hab", "epci_id", "arrondissement_id"]]
    rows = rows.reset_index(drop=True)
    rows.insert(0, "rank", np.arange(1, len(rows) + 1))
    rows[measure_of(nearest)] = measures[order]
    points = dict(zip(strings(nearest, "territory_id"), strings(nearest, "point_id"), strict=True))
    rows["point_id"] = [points[territory_id] for territory_id in strings(rows, "territory_id")]
    rows["method"] = METHODS[measure_of(nearest)]
    return rows


def compute_unknown(nearest: pd.DataFrame, communes: pd.DataFrame, territory_id: str | None = None) -> pd.DataFrame:
    """The communes without a measure: territory_id, label, population_hab, state (`proximity.STATE_LABELS`)."""
    selected = select_communes(communes, territory_id)
    rows = selected.loc[np.isnan(_measures(nearest, selected)), ["territory_id", "label", "population_hab"]]
    states = dict(zip(strings(nearest, "territory_id"), strings(nearest, "state"), strict=True))
    return rows.reset_index(drop=True).assign(
        state=[states.get(territory_id, "no_time") for territory_id in strings(rows, "territory_id")]
    )


def _measures(nearest: pd.DataFrame, communes: pd.DataFrame) -> np.ndarray:
    """The measure of each commune, in their order; NaN when it has none or is absent from `nearest`."""
    found = dict(zip(strings(nearest, "territory_id"), floats(nearest, measure_of(nearest)), strict=True))
    return np.array(
        [found.get(territory_id, np.nan) for territory_id in strings(communes, "territory_id")], dtype=float
    )
