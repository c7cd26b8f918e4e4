"""Who is in reach of a point and who is not: populations within, beyond and unknown of a threshold. Pure.

Everything here takes the nearest point of each commune, whatever measured it (`proximity.compute_distances` or
`travel.compute_durations`), and says which. A bound is inside: a commune at exactly the threshold is within.
A commune without a measure is unknown, never beyond; one without a population is counted apart, never as zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from data.analysis.proximity import WHOLE

#: The column that carries the measure → how the measure is named on screen.
METHODS: Final = {"distance_km": "à vol d'oiseau", "duration_min": "temps de trajet importé"}
BOUND: Final = "seuil compris"
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
    found = [column for column in METHODS if column in nearest]
    if len(found) != 1:
        raise ValueError("a nearest-point table has one of: " + ", ".join(METHODS))
    return found[0]


def select_communes(communes: pd.DataFrame, territory_id: str | None) -> pd.DataFrame:
    """The communes of a territory (all when None). Raises KeyError when it holds none."""
    if territory_id is None:
        return communes
    for column in _GROUPS.values():
        held = communes[column] == territory_id
        if held.any():
            return communes.loc[held]
    raise KeyError(territory_id)


def compute_coverage(
    nearest: pd.DataFrame, communes: pd.DataFrame, threshold: float, level: str, territory_id: str | None = None
) -> pd.DataFrame:
    """Population within, beyond and unknown by territory of `level`, for the communes of `territory_id` (all when None).

    `communes` as `compute_communes` makes it; `threshold` in the unit of the measure, bound inside. One row a territory,
    by code: territory_id, communes_count, unknown_count (communes without a measure), without_population_count,
    population_hab = within_hab + beyond_hab + unknown_hab, within_share, beyond_share, unknown_share (0 to 1, null where
    there is nobody), threshold, method, perimeter (French: what of the territory is counted, and how it straddles).
    Raises ValueError for an unknown level or a negative threshold.
    """
    if level not in _GROUPS:
        raise ValueError(f"unknown level: {level}")
    if not threshold >= 0:
        raise ValueError("a threshold is zero or more")
    column, group = measure_of(nearest), _GROUPS[level]
    joined = _joined(nearest, select_communes(communes, territory_id))
    if joined[group].isna().any():
        raise ValueError(f"a commune has no {level}")
    member, ids = pd.factorize(joined[group], sort=True)

    def total(values: np.ndarray) -> np.ndarray:
        return np.bincount(member, weights=values, minlength=len(ids)).astype("int64")

    measures = joined[column].to_numpy(dtype=float)
    unknown, within = np.isnan(measures), measures <= threshold
    peopled = joined["population_hab"].notna().to_numpy()
    people = joined["population_hab"].to_numpy(dtype=float, na_value=0)
    population = total(people)
    inhabitants = {
        "within": total(people * within),
        "beyond": total(people * (~within & ~unknown)),
        "unknown": total(people * unknown),
    }
    shared = np.where(population > 0, population, np.nan)
    rows = pd.DataFrame(
        {
            "territory_id": ids,
            "communes_count": total(np.ones(len(joined))),
            "unknown_count": total(unknown),
            "without_population_count": total(~peopled),
            "population_hab": population,
            **{f"{part}_hab": counted for part, counted in inhabitants.items()},
            **{f"{part}_share": counted / shared for part, counted in inhabitants.items()},
            "threshold": float(threshold),
            "method": METHODS[column],
        }
    )
    rows["perimeter"] = _perimeter(rows, communes, level)
    return rows


def _perimeter(rows: pd.DataFrame, communes: pd.DataFrame, level: str) -> list[str]:
    """« communes du Nord seulement… », « 9 communes sur 38, dans le territoire choisi », or `WHOLE`."""
    group = _GROUPS[level]
    if level == "commune":
        return [WHOLE] * len(rows)
    sizes = communes[group].value_counts()
    straddles = dict(zip(communes["epci_id"], communes["epci_perimeter"], strict=True))
    said = []
    for territory_id, count in zip(rows["territory_id"], rows["communes_count"], strict=True):
        straddle = straddles.get(territory_id, WHOLE)
        words = [] if straddle == WHOLE else [straddle]
        if count < sizes[territory_id]:
            words.append(
                f"{count} commune{'s' if count > 1 else ''} sur {sizes[territory_id]}, dans le territoire choisi"
            )
        said.append("\u202f; ".join(words) or WHOLE)
    return said


def compute_curve(nearest: pd.DataFrame, communes: pd.DataFrame, territory_id: str | None = None) -> Curve:
    """The share of the population reached by distance or by time, in a territory (all communes when None)."""
    column = measure_of(nearest)
    joined = _joined(nearest, select_communes(communes, territory_id))
    known = joined.loc[joined[column].notna() & joined["population_hab"].notna(), [column, "population_hab"]]
    steps = known.groupby(column, sort=True)["population_hab"].sum().astype("int64").cumsum().reset_index()
    total = int(steps["population_hab"].iloc[-1]) if len(steps) else 0
    steps["share"] = steps["population_hab"] / total if total else np.nan
    missing = joined.loc[joined[column].isna(), "population_hab"]
    return Curve(
        steps=steps,
        method=METHODS[column],
        population_hab=total,
        unknown_hab=int(missing.sum()),
        unknown_count=len(missing),
        without_population_count=int(joined["population_hab"].isna().sum()),
    )


def compute_beyond(
    nearest: pd.DataFrame, communes: pd.DataFrame, threshold: float, territory_id: str | None = None
) -> pd.DataFrame:
    """The communes strictly beyond the threshold, most populated first, then by code; unknown population last.

    Columns: rank (from 1), territory_id, label, population_hab, epci_id, arrondissement_id, the measure, point_id,
    method. Communes without a measure are in `compute_unknown`, not here.
    """
    column = measure_of(nearest)
    joined = _joined(nearest, select_communes(communes, territory_id))
    rows = joined.loc[joined[column] > threshold].sort_values(
        ["population_hab", "territory_id"], ascending=[False, True], na_position="last", ignore_index=True
    )
    rows["rank"] = np.arange(1, len(rows) + 1)
    rows["method"] = METHODS[column]
    kept = ["rank", "territory_id", "label", "population_hab", "epci_id", "arrondissement_id"]
    return rows[[*kept, column, "point_id", "method"]]


def compute_unknown(nearest: pd.DataFrame, communes: pd.DataFrame, territory_id: str | None = None) -> pd.DataFrame:
    """The communes without a measure: territory_id, label, population_hab, state (`proximity.STATE_LABELS`)."""
    joined = _joined(nearest, select_communes(communes, territory_id))
    rows = joined.loc[joined[measure_of(nearest)].isna()].reset_index(drop=True)
    return rows[["territory_id", "label", "population_hab", "state"]].fillna({"state": "no_time"})


def _joined(nearest: pd.DataFrame, communes: pd.DataFrame) -> pd.DataFrame:
    """The communes with their measure; a commune absent from `nearest` has none."""
    found = nearest.set_index("territory_id")[[measure_of(nearest), "point_id", "state"]]
    found = found.reindex(communes["territory_id"])
    return communes.assign(**{name: column.array for name, column in found.items()})
