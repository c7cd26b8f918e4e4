"""Which commune a point falls in, and how far it is from one: ray casting and local distances, with numpy alone."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

_KM_PER_DEGREE = 111.2
"""Of latitude at 50° north, on the ellipsoid; of longitude, times the cosine of the latitude. Good to 0.2 %."""


@dataclass(frozen=True)
class Outline:
    """The rings of a territory (shells and holes alike) as segments: `starts[i]` to `ends[i]`, degrees WGS 84."""

    starts: Array
    ends: Array
    west: float
    south: float
    east: float
    north: float

    def contains(self, longitude: float, latitude: float) -> bool:
        """Whether the point is inside, holes taken out (even-odd rule)."""
        if not (self.west <= longitude <= self.east and self.south <= latitude <= self.north):
            return False
        above_start = self.starts[:, 1] > latitude
        crosses = above_start != (self.ends[:, 1] > latitude)
        start, end = self.starts[crosses], self.ends[crosses]
        at = start[:, 0] + (latitude - start[:, 1]) / (end[:, 1] - start[:, 1]) * (end[:, 0] - start[:, 0])
        return bool(np.count_nonzero(at > longitude) % 2)

    def distance_km(self, longitude: float, latitude: float) -> float:
        """Straight-line distance to the outline, 0 inside."""
        if self.contains(longitude, latitude):
            return 0.0
        scale = np.array([_KM_PER_DEGREE * math.cos(math.radians(latitude)), _KM_PER_DEGREE])
        start = (self.starts - (longitude, latitude)) * scale
        along = (self.ends - self.starts) * scale
        length = np.maximum((along**2).sum(axis=1), 1e-18)
        at = np.clip(-(start * along).sum(axis=1) / length, 0.0, 1.0)
        nearest = start + along * at[:, None]
        return float(np.sqrt((nearest**2).sum(axis=1).min()))


def read_outline(geometry: dict[str, Any]) -> Outline:
    """Return the outline of a GeoJSON Polygon or MultiPolygon."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    rings = [np.asarray(ring, dtype=float)[:, :2] for polygon in polygons for ring in polygon]
    starts = np.concatenate([ring[:-1] for ring in rings])
    ends = np.concatenate([ring[1:] for ring in rings])
    west, south = starts.min(axis=0)
    east, north = starts.max(axis=0)
    return Outline(starts, ends, float(west), float(south), float(east), float(north))


def distance_km(longitude_a: float, latitude_a: float, longitude_b: float, latitude_b: float) -> float:
    """Great-circle distance between two points (haversine, mean Earth radius)."""
    a, b = math.radians(latitude_a), math.radians(latitude_b)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(longitude_b - longitude_a) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(half))
