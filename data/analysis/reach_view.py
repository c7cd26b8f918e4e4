"""Everything one screen of « Proximité » shows, for one choice of points, opening, threshold and origin. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from data.analysis.opening import Restriction, restrict
from data.analysis.point_sets import PointSet
from data.analysis.proximity import compute_communes, compute_distances
from data.analysis.reach import Curve, compute_beyond, compute_coverage, compute_curve, select_communes
from data.analysis.rows import Tables
from data.analysis.travel import TravelTimes, compute_durations, describe_gaps
from data.model import DEPARTEMENT

#: The census the populations come from: the latest of the reference.
VINTAGE: Final = "rp2023"
#: Condition of opening, by code in the URL → (what is shown, arguments of `restrict`).
OPENINGS: Final[dict[str, tuple[str, dict[str, bool | float | str]]]] = {
    "tous": ("Tous les points", {}),
    "samedi": ("Ouverts le samedi", {"opens_saturday": True}),
    "soir": ("Ouverts après 18 h un jour au moins", {"closes_after": "18:00"}),
    "vingt-heures": ("Au moins 20 h par semaine", {"min_weekly_hours": 20.0}),
    "un-jour-par-mois": ("Au moins un jour par mois", {"min_days_per_month": 1.0}),
}
#: The condition a set of points is first asked with. Every commune has its town hall: without one, nobody is beyond.
OPENED_ON: Final = {"mairies": "samedi"}
OPENED_LABELS: Final = {"mairies": "Mairies ouvertes le samedi"}


@dataclass(frozen=True)
class ReachView:
    """What is measured (`nearest`, by commune) and what follows from it for the territory chosen. `gaps`: what
    times are missing, in French; empty for a straight line, which misses none."""

    restriction: Restriction
    own: dict[str, object]
    by_arrondissement: pd.DataFrame
    by_epci: pd.DataFrame
    beyond: pd.DataFrame
    curve: Curve
    gaps: str = ""


def compute_view(
    tables: Tables,
    chosen: PointSet,
    opening: str,
    threshold: float,
    origin: str,
    territory_id: str,
    travel: TravelTimes | None = None,
) -> ReachView:
    """The view of a territory (`dep:59` or an arrondissement): straight-line distances, `threshold` in km; with
    `travel`, the imported times alone, `threshold` in minutes."""
    restriction = restrict(chosen.points, **OPENINGS[opening][1])  # type: ignore[arg-type]
    communes = compute_communes(tables, VINTAGE, origin)
    gaps = ""
    if travel is None:
        nearest = compute_distances(communes, restriction.kept)
    else:
        nearest = compute_durations(communes, restriction.kept, travel)
        gaps = describe_gaps(_inside(nearest, communes, territory_id), restriction.kept)
    within = None if territory_id == DEPARTEMENT else territory_id
    level = "departement" if within is None else "arrondissement"
    own = compute_coverage(nearest, communes, threshold, level, within).to_dict("records")[0]
    return ReachView(
        restriction=restriction,
        own={str(name): value for name, value in own.items()},
        by_arrondissement=compute_coverage(nearest, communes, threshold, "arrondissement", within),
        by_epci=compute_coverage(nearest, communes, threshold, "epci", within),
        beyond=compute_beyond(nearest, communes, threshold, within),
        curve=compute_curve(nearest, communes, within),
        gaps=gaps,
    )


def _inside(nearest: pd.DataFrame, communes: pd.DataFrame, territory_id: str) -> pd.DataFrame:
    """The rows of the communes of a territory."""
    own = select_communes(communes, None if territory_id == DEPARTEMENT else territory_id)
    return nearest.loc[nearest["territory_id"].isin(list(own["territory_id"]))]
