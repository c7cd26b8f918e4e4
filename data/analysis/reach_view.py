"""Everything one screen of « Proximité » shows, for one choice of points, opening, threshold and origin. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from data.analysis.opening import Restriction, restrict
from data.analysis.point_sets import PointSet
from data.analysis.proximity import compute_communes, compute_distances
from data.analysis.reach import Curve, compute_beyond, compute_coverage, compute_curve
from data.analysis.rows import Tables
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


@dataclass(frozen=True)
class ReachView:
    """What is measured (`nearest`, by commune) and what follows from it for the territory chosen."""

    restriction: Restriction
    own: dict[str, object]
    by_arrondissement: pd.DataFrame
    by_epci: pd.DataFrame
    beyond: pd.DataFrame
    curve: Curve


def compute_view(
    tables: Tables, chosen: PointSet, opening: str, threshold_km: float, origin: str, territory_id: str
) -> ReachView:
    """The view of a territory (`dep:59` or an arrondissement). Straight-line distances."""
    restriction = restrict(chosen.points, **OPENINGS[opening][1])  # type: ignore[arg-type]
    communes = compute_communes(tables, VINTAGE, origin)
    nearest = compute_distances(communes, restriction.kept)
    within = None if territory_id == DEPARTEMENT else territory_id
    level = "departement" if within is None else "arrondissement"
    own = compute_coverage(nearest, communes, threshold_km, level, within).to_dict("records")[0]
    return ReachView(
        restriction=restriction,
        own={str(name): value for name, value in own.items()},
        by_arrondissement=compute_coverage(nearest, communes, threshold_km, "arrondissement", within),
        by_epci=compute_coverage(nearest, communes, threshold_km, "epci", within),
        beyond=compute_beyond(nearest, communes, threshold_km, within),
        curve=compute_curve(nearest, communes, within),
    )
