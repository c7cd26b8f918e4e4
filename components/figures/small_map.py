"""A small map of the six arrondissements as an image: how one action concerns each. Pure, a few kilobytes of SVG.

A screen projected in the room must change at once: no WebGL, no tile, the outlines simplified to what a slide shows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

Ring = Sequence[Sequence[float]]

#: Fill of each link: sequential blues of the maps, and a hatch for what is not cited; never by colour alone.
FILLS = {"cited": "#000091", "included": "#b3b3f9", "not_cited": "url(#h)"}
WIDTH = 300
#: A degree of longitude is shorter than one of latitude: cosine of 50.4°.
_SQUEEZE = 0.637


def simplify(ring: Ring, tolerance: float) -> list[Sequence[float]]:
    """The ring with fewer points, none further from the line drawn than `tolerance` degrees (Douglas-Peucker)."""
    points = list(ring)
    kept = {0, len(points) - 1}
    todo = [(0, len(points) - 1)]
    while todo:
        first, last = todo.pop()
        worst, place = tolerance, 0
        for index in range(first + 1, last):
            away = _distance(points[index], points[first], points[last])
            if away > worst:
                worst, place = away, index
        if place:
            kept.add(place)
            todo += [(first, place), (place, last)]
    return [points[index] for index in sorted(kept)]


def _distance(point: Sequence[float], start: Sequence[float], end: Sequence[float]) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = (dx * dx + dy * dy) ** 0.5
    if length == 0:
        return ((point[0] - start[0]) ** 2 + (point[1] - start[1]) ** 2) ** 0.5
    return abs(dy * (point[0] - start[0]) - dx * (point[1] - start[1])) / length


def compute_paths(shapes: Mapping[str, Sequence[Ring]], tolerance: float = 0.012) -> tuple[dict[str, str], int]:
    """SVG path of each shape in a box `WIDTH` wide, and the height of the box. `shapes`: code → outer rings."""
    longitudes = [point[0] for rings in shapes.values() for ring in rings for point in ring]
    latitudes = [point[1] for rings in shapes.values() for ring in rings for point in ring]
    west, north = min(longitudes), max(latitudes)
    scale = (WIDTH - 4) / ((max(longitudes) - west) * _SQUEEZE)

    def at(point: Sequence[float]) -> str:
        return f"{2 + (point[0] - west) * _SQUEEZE * scale:.0f} {2 + (north - point[1]) * scale:.0f}"

    # A closed ring has no two ends: cut in halves, each is a line.
    def drawn(ring: Ring) -> str:
        half = len(ring) // 2
        line = simplify(ring[: half + 1], tolerance)[:-1] + simplify(ring[half:], tolerance)
        return "M" + "L".join(at(point) for point in line) + "Z"

    paths = {code: "".join(drawn(ring) for ring in rings if len(ring) > 8) for code, rings in shapes.items()}
    return paths, int(4 + (north - min(latitudes)) * scale)


def map_links(paths: Mapping[str, str], height: int, links: Mapping[str, str]) -> str:
    """The address (`data:`) of the image. links: code → `cited`, `included` or `not_cited`."""
    return map_fills(paths, height, {code: FILLS[link] for code, link in links.items()})


def map_fills(paths: Mapping[str, str], height: int, fills: Mapping[str, str]) -> str:
    """The same for a colour a code; without one: hatched."""
    return "data:image/svg+xml," + quote(svg_fills(paths, height, fills), safe=" =:/'")


def svg_fills(paths: Mapping[str, str], height: int, fills: Mapping[str, str]) -> str:
    """The drawing itself, for a document."""
    hatch = FILLS["not_cited"]
    drawn = "".join(f'<path d="{path}" fill="{fills.get(code, hatch)}"/>' for code, path in paths.items())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"><defs>'
        '<pattern id="h" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="6" height="6" fill="#fff"/><rect width="1.2" height="6" fill="#8a8a8a"/></pattern></defs>'
        f'<g stroke="#3a3a3a" stroke-width="1.5">{drawn}</g></svg>'
    )
