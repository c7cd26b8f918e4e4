"""A small map of the six arrondissements as an image: how one action concerns each. Pure, a few kilobytes of SVG.

A screen projected in the room must change at once: no WebGL, no tile, the outlines simplified to what a slide shows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from components.theme import TEXT

Ring = Sequence[Sequence[float]]

#: Fill of each link: sequential blues of the maps, and a hatch for what is not cited; never by colour alone.
FILLS = {"cited": "#000091", "included": "#b3b3f9", "not_cited": "url(#h)"}
WIDTH = 300
#: A degree of longitude is shorter than one of latitude: cosine of 50.4°.
_SQUEEZE = 0.637


#: Height of the letters of a name, in units of the drawing, and their width, about.
LETTERS, LETTER = 14, 7.8
#: How much of its usual length a name needs: that is reckoned for wide letters.
SQUEEZED = 0.84
#: Fills dark enough to write in white on them.
_DARK = {"#000091", "#4a4ad6"}


@dataclass(frozen=True)
class Spot:
    """Where a name is written, in units of the drawing: middle and first baseline; `inside` its shape or beside it."""

    lines: tuple[str, ...]
    x: float
    y: float
    inside: bool


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
    frame = _Frame(shapes)

    def at(point: Sequence[float]) -> str:
        x, y = frame.at(point)
        return f"{x:.0f} {y:.0f}"

    # A closed ring has no two ends: cut in halves, each is a line.
    def drawn(ring: Ring) -> str:
        half = len(ring) // 2
        line = simplify(ring[: half + 1], tolerance)[:-1] + simplify(ring[half:], tolerance)
        return "M" + "L".join(at(point) for point in line) + "Z"

    paths = {code: "".join(drawn(ring) for ring in rings if len(ring) > 8) for code, rings in shapes.items()}
    return paths, int(frame.height)


class _Frame:
    """Degrees to units of the drawing."""

    def __init__(self, shapes: Mapping[str, Sequence[Ring]]) -> None:
        longitudes = [point[0] for rings in shapes.values() for ring in rings for point in ring]
        latitudes = [point[1] for rings in shapes.values() for ring in rings for point in ring]
        self._west, self._north = min(longitudes), max(latitudes)
        self._scale = (WIDTH - 4) / ((max(longitudes) - self._west) * _SQUEEZE)
        self.height = 4 + (self._north - min(latitudes)) * self._scale

    def at(self, point: Sequence[float]) -> tuple[float, float]:
        return 2 + (point[0] - self._west) * _SQUEEZE * self._scale, 2 + (self._north - point[1]) * self._scale


def compute_spots(shapes: Mapping[str, Sequence[Ring]], names: Mapping[str, str]) -> dict[str, Spot]:
    """Where each name is written: in the middle of its shape, or beside its upper right corner when too long for it."""
    frame, spots = _Frame(shapes), {}
    for code, rings in shapes.items():
        points = [frame.at(point) for point in max(rings, key=len)]
        lines = tuple(names[code].replace("-sur-", "-|sur-").split("|"))
        long = LETTER * max(map(len, lines))
        inside = _inside(points, long, LETTERS * len(lines))
        if inside:
            x, y = inside
            spots[code] = Spot(lines, x, y + LETTERS * (0.36 - (len(lines) - 1) / 2), True)
        else:
            right, top = max(x for x, _ in points), min(y for _, y in points)
            spots[code] = Spot(lines, min(right - 12, WIDTH - 2 - long) + long / 2, top + LETTERS * 0.8, False)
    return spots


def _inside(points: Sequence[tuple[float, float]], long: float, high: float) -> tuple[float, float] | None:
    """The middle of the place nearest to the middle of a ring where words `long` by `high` hold; None without one."""
    heights = [y for _, y in points]
    middle, found = (min(heights) + max(heights)) / 2, None
    for y in range(int(min(heights) + high / 2), int(max(heights) - high / 2)):
        rooms = [_room(points, y + part * high) for part in (-0.4, 0, 0.4)]
        left, right = max(room[0] for room in rooms), min(room[1] for room in rooms)
        nearer = found is None or abs(y - middle) < abs(found[1] - middle)
        if right - left >= SQUEEZED * long and nearer:
            found = ((left + right) / 2, float(y))
    return found


def _room(points: Sequence[tuple[float, float]], y: float) -> tuple[float, float]:
    """The longest stretch of a ring at this height."""
    crossed = sorted(
        x0 + (y - y0) * (x1 - x0) / (y1 - y0)
        for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True)
        if (y0 <= y) != (y1 <= y)
    )
    return max(zip(crossed[::2], crossed[1::2], strict=False), key=lambda room: room[1] - room[0], default=(0.0, 0.0))


def map_links(paths: Mapping[str, str], height: int, links: Mapping[str, str]) -> str:
    """The address (`data:`) of the image. links: code → `cited`, `included` or `not_cited`."""
    return map_fills(paths, height, {code: FILLS[link] for code, link in links.items()})


def map_fills(
    paths: Mapping[str, str],
    height: int,
    fills: Mapping[str, str],
    spots: Mapping[str, Spot] | None = None,
    outlined: str = "",
) -> str:
    """The same for a colour a code; without one: hatched. `spots`: names to write; `outlined`: the one looked at."""
    return "data:image/svg+xml," + quote(svg_fills(paths, height, fills, spots, outlined), safe=" =:/'")


def svg_fills(
    paths: Mapping[str, str],
    height: int,
    fills: Mapping[str, str],
    spots: Mapping[str, Spot] | None = None,
    outlined: str = "",
) -> str:
    """The drawing itself, for a document."""
    hatch = FILLS["not_cited"]
    drawn = "".join(f'<path d="{path}" fill="{fills.get(code, hatch)}"/>' for code, path in paths.items())
    if outlined in paths:
        # White under black: seen on any fill.
        edge = f'd="{paths[outlined]}" fill="none" stroke-linejoin="round"'
        drawn += f'<path {edge} stroke="#ffffff" stroke-width="5.5"/><path {edge} stroke="{TEXT}" stroke-width="3"/>'
    named = "".join(_name(spot, fills.get(code, hatch)) for code, spot in (spots or {}).items())
    if named:
        named = f'<g font-family="Arial,sans-serif" font-size="{LETTERS}" font-weight="bold">{named}</g>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"><defs>'
        '<pattern id="h" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="6" height="6" fill="#fff"/><rect width="1.2" height="6" fill="#8a8a8a"/></pattern></defs>'
        f'<g stroke="#3a3a3a" stroke-width="1.5">{drawn}</g>{named}</svg>'
    )


def _name(spot: Spot, fill: str) -> str:
    """A name with a halo of what lies under it, so that it is read over a border too."""
    dark = spot.inside and fill in _DARK
    ink, halo = ("#ffffff", fill) if dark else (TEXT, fill if spot.inside and fill.startswith("#") else "#ffffff")
    style = f'fill="{ink}" stroke="{halo}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"'
    return "".join(
        f'<text x="{spot.x:.0f}" y="{spot.y + place * LETTERS:.0f}" text-anchor="middle" {style}>{escape(line)}</text>'
        for place, line in enumerate(spot.lines)
    )
