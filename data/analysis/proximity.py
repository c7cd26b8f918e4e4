"""How far each commune stands from its nearest point, in a straight line. Pure.

A commune is one point, its outline's centre or its town hall, and all its inhabitants are counted there: in a large
commune the distance of a given street may differ by several kilometres. Distances are great-circle (haversine) on a
sphere of radius `EARTH_RADIUS_KM`; they follow no road.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

from data.analysis.columns import column, floats, strings
from data.analysis.rows import Tables

#: Mean radius of the Earth (IUGG, R1).
EARTH_RADIUS_KM: Final = 6371.0088
#: A published town-hall position farther than this from its own commune's outline is not used.
MAX_OUTSIDE_KM: Final = 2.0
#: Where a commune is taken to stand, as the reader is told.
ORIGIN_LABELS: Final = {"centre": "centre du contour de la commune", "mairie": "mairie"}
#: What is known of a commune's nearest point.
STATE_LABELS: Final = {
    "measured": "mesuré",
    "no_point": "aucun point à mesurer",
    "no_position": "position de la commune inconnue",
    "no_time": "aucun temps de trajet importé",
}
#: The perimeter of a territory all of whose communes are counted.
WHOLE: Final = "territoire entier"
_ENDS: Final = ("child_id", "parent_id")


def compute_communes(tables: Tables, vintage: str, origin: str = "centre") -> pd.DataFrame:
    """The communes, where each stands, what it belongs to and its population for one vintage, by code.

    Columns: territory_id, label, longitude, latitude (degrees), origin (`centre` or `mairie`, the one truly used),
    population_hab (nullable), epci_id, arrondissement_id, departement_id, epci_perimeter (French: what of its EPCI is
    counted). With `origin="mairie"`, a town hall without a position or more than `MAX_OUTSIDE_KM` outside its commune
    falls back to the centre: the `origin` column says so, commune by commune.
    Raises ValueError for an origin or a vintage that does not exist.
    """
    if origin not in ORIGIN_LABELS:
        raise ValueError(f"unknown origin: {origin}")
    populations = tables["populations"]
    populations = populations.loc[column(populations, "vintage") == vintage]
    if populations.empty:
        raise ValueError(f"unknown vintage: {vintage}")
    territories, links = tables["territories"], tables["territory_links"]
    levels = _mapping(territories, "territory_id", "level")
    communes = territories.loc[column(territories, "level") == "commune"].sort_values("territory_id", ignore_index=True)
    communes = communes[["territory_id", "label", "longitude", "latitude"]]
    ids = strings(communes, "territory_id")
    communes["origin"] = "centre"
    if origin == "mairie":
        halls = tables["town_halls"].set_index("territory_id").reindex(ids)
        positions = {name: floats(halls, name) for name in ("longitude", "latitude")}
        used = floats(halls, "outside_km") <= MAX_OUTSIDE_KM
        used &= ~np.isnan(positions["longitude"]) & ~np.isnan(positions["latitude"])
        for name, values in positions.items():
            communes[name] = np.where(used, values, floats(communes, name))
        communes["origin"] = np.where(used, "mairie", "centre")
    people = _mapping(populations, "territory_id", "population_hab")
    communes["population_hab"] = pd.array([people.get(code, pd.NA) for code in ids], dtype="Int64")
    parents: dict[tuple[str, str], str] = {
        (child, levels[parent]): parent
        for child, parent in zip(strings(links, "child_id"), strings(links, "parent_id"), strict=True)
    }
    for level in ("epci", "arrondissement", "departement"):
        communes[f"{level}_id"] = [parents.get((code, level)) for code in ids]
    said = _perimeters(links, _mapping(territories, "territory_id", "label"), levels)
    communes["epci_perimeter"] = [said.get(epci, WHOLE) for epci in strings(communes, "epci_id")]
    return communes


def _mapping(frame: pd.DataFrame, key: str, value: str) -> dict[str, Any]:
    return dict(zip(strings(frame, key), strings(frame, value), strict=True))


def _perimeters(links: pd.DataFrame, labels: dict[str, Any], levels: dict[str, Any]) -> dict[str, str]:
    """What to say of the EPCI that do not fit: they leave the département, or lie in several arrondissements."""
    parents: dict[str, list[str]] = {}
    for child, parent in zip(*(strings(links.loc[links["share"] < 1], key) for key in _ENDS), strict=True):
        if levels[child] == "epci":
            parents.setdefault(child, []).append(parent)
    said = {}
    for epci, holders in parents.items():
        arrondissements = sorted(labels[holder] for holder in holders if levels[holder] == "arrondissement")
        words = []
        if any(levels[holder] == "departement" for holder in holders):
            words.append("communes du Nord seulement (l'EPCI déborde du département)")
        if len(arrondissements) > 1:
            words.append("à cheval sur les arrondissements de " + " et de ".join(arrondissements))
        said[epci] = "\u202f; ".join(words) or WHOLE
    return said


def _vectors(places: pd.DataFrame) -> np.ndarray:
    """Unit vectors (n, 3) of `longitude`, `latitude`; NaN where a coordinate is missing."""
    longitude, latitude = np.radians(floats(places, "longitude")), np.radians(floats(places, "latitude"))
    around = np.cos(latitude)
    return np.column_stack((around * np.cos(longitude), around * np.sin(longitude), np.sin(latitude)))


def _haversines(here: np.ndarray, there: np.ndarray) -> np.ndarray:
    """(n, m) haversines of the angles between unit vectors: a quarter of the squared chord, 0 when equal."""
    squares = np.zeros((len(here), len(there)))
    for axis in range(3):
        difference = np.subtract.outer(here[:, axis], there[:, axis])
        squares += difference * difference
    return squares / 4


def _kilometres(haversines: np.ndarray) -> np.ndarray:
    return 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(haversines, 1)))


def compute_matrix(origins: pd.DataFrame, destinations: pd.DataFrame | None = None) -> np.ndarray:
    """Distances in km from each origin (row) to each destination (column; the origins themselves when None).

    Both have `longitude` and `latitude`; NaN where a position is missing; exactly 0 between equal positions.
    """
    here = _vectors(origins)
    return _kilometres(_haversines(here, here if destinations is None else _vectors(destinations)))


def split_placed(points: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(points with a position, points without): the second cannot be measured to, and must be counted on screen."""
    placed = points["longitude"].notna() & points["latitude"].notna()
    return points.loc[placed], points.loc[~placed]


def compute_distances(communes: pd.DataFrame, points: pd.DataFrame) -> pd.DataFrame:
    """The nearest point of each commune: territory_id, point_id, distance_km, state (`STATE_LABELS`), in order.

    `points` has point_id (unique), longitude, latitude; those without a position are left out (`split_placed`). Without
    a point or a commune's position, point_id and distance_km are null. At equal distance, the smallest point_id.
    Raises ValueError when a point_id is repeated.
    """
    if column(points, "point_id").duplicated().any():
        raise ValueError("point_id is repeated")
    placed = split_placed(points)[0].sort_values("point_id", kind="stable")
    count = len(communes)
    nearest, distances = np.full(count, None, dtype=object), np.full(count, np.nan)
    here, there = _vectors(communes), _vectors(placed)
    located = ~np.isnan(here).any(axis=1)
    if len(placed):
        haversines = _haversines(here[located], there)
        best = haversines.argmin(axis=1)
        nearest[located] = strings(placed, "point_id")[best]
        distances[located] = _kilometres(haversines[np.arange(len(best)), best])
    states = np.where(located, "measured", "no_position") if len(placed) else np.full(count, "no_point")
    return pd.DataFrame(
        {
            "territory_id": strings(communes, "territory_id"),
            "point_id": pd.array(nearest, dtype="str"),
            "distance_km": distances,
            "state": states.astype(object),
        }
    )
