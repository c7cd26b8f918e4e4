"""The outlines drawn on maps: one coverage of communes, from which the wider territories are dissolved.

Everything is done on the coverage, so that neighbours keep one common border, at every level.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping

import numpy as np
import shapely

TOLERANCE_DEG = 0.001
"""Tolerance of the topological simplification: a bend is dropped if its triangle is below about the square of it.

Small on purpose: the source is already generalised (24 points a commune).
"""
DECIMALS = 4
"""Of the served coordinates: 11 m north-south, 7 m east-west, below the source's own grid."""

# GRS 80, the ellipsoid of the French reference frame.
_SEMI_MAJOR_KM = 6378.137
_ECCENTRICITY = math.sqrt(0.00669438002290)


def complete_outlines(raw: Mapping[str, shapely.Geometry], absorbed: Mapping[str, str]) -> dict[str, shapely.Geometry]:
    """Return a valid coverage of the communes, in degrees, with the outlines of absorbed communes given to their host.

    The source has the present codes but draws L'Orée de Mormal as former Amfroipret alone: Bermeries is a hole. It also
    has two places where neighbours overlap by a sliver.

    Raises:
        ValueError: the coverage has other holes than one for each absorbed commune, next to its host.
    """
    codes = sorted(raw)
    pieces = np.array([raw[code] for code in codes], dtype=object)
    coverage = shapely.coverage_clean(pieces)  # pyright: ignore[reportAttributeAccessIssue] — newer than the stubs
    outlines = dict(zip(codes, coverage, strict=True))
    whole = shapely.coverage_union_all(coverage)
    holes = [shapely.Polygon(ring) for part in shapely.get_parts(whole) for ring in part.interiors]
    hosts = list(absorbed.values())
    if len(holes) != len(hosts):
        raise ValueError(f"{len(holes)} holes in the coverage for {len(hosts)} absorbed communes")
    for hole in holes:
        host = next((code for code in hosts if outlines[code].intersection(hole).length > 0), None)
        if host is None:
            raise ValueError("a hole of the coverage touches no commune that absorbed another")
        outlines[host] = shapely.union(outlines[host], hole)
    if not shapely.coverage_is_valid(np.array(list(outlines.values()), dtype=object)):
        raise ValueError("the communes do not form a coverage")
    return outlines


def simplify_outlines(outlines: Mapping[str, shapely.Geometry]) -> dict[str, shapely.Geometry]:
    """Return the outlines as served: simplified together, coordinates rounded.

    Raises:
        ValueError: rounding broke a polygon or a common border.
    """
    simplified = shapely.coverage_simplify(np.array(list(outlines.values()), dtype=object), TOLERANCE_DEG)
    rounded = shapely.transform(simplified, lambda points: np.round(points, DECIMALS))
    # Rounding can lay two neighbouring points on one another.
    rounded = shapely.remove_repeated_points(rounded, 0)
    if not shapely.is_valid(rounded).all() or not shapely.coverage_is_valid(rounded):
        raise ValueError("the rounded outlines are no longer a coverage")
    return dict(zip(outlines, rounded, strict=True))


def dissolve_outlines(
    outlines: Mapping[str, shapely.Geometry], groups: Mapping[str, str]
) -> dict[str, shapely.Geometry]:
    """Return the outline of each group; `groups` gives the group of a commune, one that has none is left out."""
    members: dict[str, list[shapely.Geometry]] = {}
    for code, group in groups.items():
        members.setdefault(group, []).append(outlines[code])
    return {group: shapely.coverage_union_all(members[group]) for group in sorted(members)}


def write_geojson(
    shapes: Mapping[str, shapely.Geometry],
    names: Mapping[str, tuple[str, str]],
    ranks: Mapping[str, Mapping[str, int]],
) -> str:
    """Return a feature collection, one feature a line: id = territory_id, properties i, `ranks`, code and label.

    `i` is the rank of the feature by territory_id, from 0: a map's colours are sent as one short text, read at that
    rank, and the outlines are never sent again. `ranks` gives, by territory_id, the same for the wider territories it
    is in, so that a map of six arrondissements sends six characters.
    """
    lines = []
    for rank, territory_id in enumerate(sorted(shapes)):
        code, label = names[territory_id]
        # Counter-clockwise shells, as RFC 7946 wants them.
        shape = shapely.orient_polygons(shapes[territory_id], exterior_cw=False)
        if len(parts := shapely.get_parts(shape)) == 1:
            shape = parts[0]
        feature = {
            "type": "Feature",
            "id": territory_id,
            "properties": {"i": rank, **ranks.get(territory_id, {}), "code": code, "label": label},
            "geometry": json.loads(shapely.to_geojson(shape)),
        }
        lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"


def area_km2(shape: shapely.Geometry) -> float:
    """Return the area on the ellipsoid, by the cylindrical equal-area projection of GRS 80."""

    def project(points: np.ndarray) -> np.ndarray:
        e, sine = _ECCENTRICITY, np.sin(np.radians(points[:, 1]))
        q = (1 - e**2) * (sine / (1 - (e * sine) ** 2) + np.arctanh(e * sine) / e)
        return np.column_stack([np.radians(points[:, 0]) * _SEMI_MAJOR_KM, q * _SEMI_MAJOR_KM / 2])

    return float(shapely.area(shapely.transform(shape, project)))


def label_point(shape: shapely.Geometry) -> tuple[float, float]:
    """Return longitude and latitude in degrees: the centroid, or a point inside where the centroid falls outside."""
    point = shapely.centroid(shape)
    if not shapely.contains(shape, point):
        point = shapely.point_on_surface(shape)
    return round(float(shapely.get_x(point)), 5), round(float(shapely.get_y(point)), 5)


def bounds(shape: shapely.Geometry) -> tuple[float, float, float, float]:
    """Return the smallest box around the outline, in degrees: west, south, east, north."""
    west, south, east, north = (round(float(side), 4) for side in shapely.bounds(shape))
    return west, south, east, north


def distance_km(point: shapely.Geometry, shape: shapely.Geometry) -> float:
    """Return the straight-line distance, 0 inside: good to the metre over the few kilometres it is asked for."""
    latitude = math.radians(float(shapely.get_y(point)))
    sine = (_ECCENTRICITY * math.sin(latitude)) ** 2
    north = _SEMI_MAJOR_KM * (1 - _ECCENTRICITY**2) / (1 - sine) ** 1.5
    east = _SEMI_MAJOR_KM / math.sqrt(1 - sine) * math.cos(latitude)

    def flatten(points: np.ndarray) -> np.ndarray:
        return np.radians(points) * np.array([east, north])

    return float(shapely.distance(shapely.transform(point, flatten), shapely.transform(shape, flatten)))
