"""How far each commune stands from its nearest point, in a straight line. Pure.

A commune is one point, its outline's centre or its town hall, and all its inhabitants are counted there: in a large
commune the distance of a given street may differ by several kilometres. Distances are great-circle (haversine) on a
sphere of radius `EARTH_RADIUS_KM`; they follow no road.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

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
_PARENTS: Final = {"epci": "epci_id", "arrondissement": "arrondissement_id", "departement": "departement_id"}


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
    populations = populations.loc[populations["vintage"] == vintage].set_index("territory_id")["population_hab"]
    if populations.empty:
        raise ValueError(f"unknown vintage: {vintage}")
    territories, links = tables["territories"], tables["territory_links"]
    communes = territories.loc[
        territories["level"] == "commune", ["territory_id", "label", "longitude", "latitude"]
    ].sort_values("territory_id", ignore_index=True)
    communes["origin"] = "centre"
    if origin == "mairie":
        halls = tables["town_halls"].set_index("territory_id").reindex(communes["territory_id"])
        near = halls["latitude"].notna() & halls["longitude"].notna() & (halls["outside_km"] <= MAX_OUTSIDE_KM)
        used = near.to_numpy(dtype=bool)
        for column in ("longitude", "latitude"):
            communes.loc[used, column] = halls[column].to_numpy()[used]
        communes.loc[used, "origin"] = "mairie"
    communes["population_hab"] = communes["territory_id"].map(populations).astype("Int64")
    levels = territories.set_index("territory_id")["level"]
    parent_level = links["parent_id"].map(levels)
    for level, column in _PARENTS.items():
        parents = links.loc[parent_level == level].drop_duplicates("child_id").set_index("child_id")["parent_id"]
        communes[column] = communes["territory_id"].map(parents)
    communes["epci_perimeter"] = communes["epci_id"].map(_perimeters(links, territories)).fillna(WHOLE)
    return communes


def _perimeters(links: pd.DataFrame, territories: pd.DataFrame) -> dict[str, str]:
    """What to say of the EPCI that do not fit: they leave the département, or lie in several arrondissements."""
    labels = territories.set_index("territory_id")["label"]
    levels = territories.set_index("territory_id")["level"]
    straddling = links.loc[(links["child_id"].map(levels) == "epci") & (links["share"] < 1)]
    said = {}
    for epci, parents in straddling.groupby("child_id")["parent_id"]:
        kinds = parents.map(levels)
        words = []
        if (kinds == "departement").any():
            words.append("communes du Nord seulement (l'EPCI déborde du département)")
        arrondissements = sorted(parents.loc[kinds == "arrondissement"].map(labels))
        if len(arrondissements) > 1:
            words.append("à cheval sur les arrondissements de " + " et de ".join(arrondissements))
        said[str(epci)] = "\u202f; ".join(words) or WHOLE
    return said


def _vectors(places: pd.DataFrame) -> np.ndarray:
    """Unit vectors (n, 3) of `longitude`, `latitude`; NaN where a coordinate is missing."""
    longitude = np.radians(pd.to_numeric(places["longitude"]).to_numpy(dtype=float, na_value=np.nan))
    latitude = np.radians(pd.to_numeric(places["latitude"]).to_numpy(dtype=float, na_value=np.nan))
    around = np.cos(latitude)
    return np.column_stack((around * np.cos(longitude), around * np.sin(longitude), np.sin(latitude)))


def _haversines(here: np.ndarray, there: np.ndarray) -> np.ndarray:
    """(n, m) haversines of the angles between unit vectors: a quarter of the squared chord, exact when they are equal."""
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
    if points["point_id"].duplicated().any():
        raise ValueError("point_id is repeated")
    placed = split_placed(points)[0].sort_values("point_id", kind="stable")
    nearest = pd.DataFrame({"territory_id": communes["territory_id"].to_numpy()})
    nearest["point_id"] = pd.Series(pd.NA, index=nearest.index, dtype="str")
    nearest["distance_km"] = np.nan
    nearest["state"] = "no_point"
    located = (communes["longitude"].notna() & communes["latitude"].notna()).to_numpy(dtype=bool)
    if len(placed):
        nearest.loc[~located, "state"] = "no_position"
        haversines = _haversines(_vectors(communes.loc[located]), _vectors(placed))
        best = haversines.argmin(axis=1)
        nearest.loc[located, "point_id"] = placed["point_id"].astype("str").to_numpy()[best]
        nearest.loc[located, "distance_km"] = _kilometres(haversines[np.arange(len(best)), best])
        nearest.loc[located, "state"] = "measured"
    return nearest
