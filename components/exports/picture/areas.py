"""The coverage map as a still drawing: the same classes, patterns, outlines, names and points as on screen. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from components.exports.picture.sheet import WIDTH, Drawing
from components.exports.picture.svg import Svg, box, node, together
from components.exports.picture.words import LINE, extent, wrapped, written
from components.figures.areas import Areas
from components.figures.map_marks import Fill, Label, offsets
from components.figures.maps import ASPECT, COMMUNES, DIMMED, fit, mercator
from components.theme import BORDER, HATCH, POINT, TEXT, TEXT_MUTED, WHITE, tint

MAP_WIDTH: Final = 640
MAP_HEIGHT: Final = round(MAP_WIDTH / ASPECT)
_SWATCH, _LEGEND_X = 22, MAP_WIDTH + 24
_EARTH_M_PER_DEGREE = 111_320

Feature = Mapping[str, Any]
"""A GeoJSON feature of an outline file."""


@dataclass(frozen=True)
class LegendLine:
    """`fill` is None for a point of the layer."""

    fill: Fill | None
    words: str


@dataclass(frozen=True)
class _Frame:
    """Where degrees fall in the drawing."""

    west: float
    north: float
    scale: float

    def at(self, place: Sequence[float]) -> tuple[float, float]:
        return (place[0] - self.west) * self.scale, (self.north - mercator(place[1])) * self.scale


def drawn_map(
    shapes: Mapping[str, Sequence[Feature]],
    areas: Areas,
    said: Mapping[str, str],
    legend_title: str,
    legend: Sequence[LegendLine],
    notes: Sequence[str],
) -> Drawing:
    """`shapes`: file of outlines → its features. `said`: code of a commune → what its place says (name, value).

    `legend` and `notes` stand on the right, as on screen.
    """
    west, _, east, north = fit(areas.frame)
    frame = _Frame(west, mercator(north), MAP_WIDTH / (east - west))
    parts = [
        *(_area(one, areas, frame, said) for one in shapes[COMMUNES]),
        *(_borders(shapes[areas.borders], areas.borders, 1.0, areas, frame) if areas.borders else ()),
        *_borders(shapes["arrondissements"], "arrondissements", 1.5, areas, frame),
        *(_dot(frame.at(place)) for place in areas.dots),
        *_labels(areas.labels, frame),
        _ring(frame.at(areas.marker)) if areas.marker else Svg(""),
    ]
    content = node("g", *parts, clip_path="url(#cadre)")
    clip = node("clipPath", box(0, 0, MAP_WIDTH, MAP_HEIGHT, WHITE), id="cadre")
    side, bottom = _legend(legend_title, legend, notes)
    used = {fill.pattern for fill in areas.fills} | {line.fill.pattern for line in legend if line.fill}
    defs = node("defs", clip, *(_PATTERNS[name] for name in sorted(used - {""})))
    return Drawing(together([defs, content, side]), WIDTH, max(MAP_HEIGHT, bottom))


def _pattern(name: str, size: float, *inside: Svg, turned: bool = False) -> Svg:
    return node(
        "pattern",
        box(0, 0, size, size, WHITE),
        *inside,
        id=f"carte-{name}",
        width=size,
        height=size,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)" if turned else None,
    )


_PATTERNS: Final = {
    "hatch": _pattern("hatch", 5, box(0, 0, 1.2, 5, HATCH), turned=True),
    "dots": _pattern("dots", 5, node("circle", cx=2.5, cy=2.5, r=1, fill=TEXT_MUTED)),
    "cross": _pattern("cross", 7, box(0, 0, 0.9, 7, HATCH), box(0, 0, 7, 0.9, HATCH)),
}


def _fill(fill: Fill, *, dimmed: bool = False) -> str:
    if fill.pattern:
        return f"url(#carte-{fill.pattern})"
    return tint(fill.colour, DIMMED) if dimmed else fill.colour


def _path(feature: Feature, frame: _Frame) -> str:
    geometry = feature["geometry"]
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return "".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in map(frame.at, ring)) + "Z"
        for polygon in polygons
        for ring in polygon
    )


def _area(feature: Feature, areas: Areas, frame: _Frame, said: Mapping[str, str]) -> Svg:
    own = feature["properties"]
    rank = int(areas.classes[own[areas.by]])
    outside = areas.inside is not None and own["a"] != areas.inside
    chosen = areas.chosen is not None and own["i"] == areas.chosen
    words = said.get(feature["id"], "")
    return node(
        "path",
        node("title", words) if words else None,
        d=_path(feature, frame),
        fill=_fill(areas.fills[rank], dimmed=outside),
        stroke=TEXT if chosen else TEXT_MUTED,
        stroke_width=3 if chosen else 0.4,
        stroke_opacity=None if chosen else 0.4,
        fill_rule="evenodd",
        class_="mark",
    )


def _borders(features: Sequence[Feature], name: str, width: float, areas: Areas, frame: _Frame) -> list[Svg]:
    chosen = areas.chosen_border[1] if areas.chosen_border and areas.chosen_border[0] == name else None
    return [
        node(
            "path",
            d=_path(feature, frame),
            fill="none",
            stroke=TEXT_MUTED,
            stroke_width=4 if feature["properties"]["i"] == chosen else width,
            stroke_linejoin="round",
        )
        for feature in features
    ]


def _dot(place: tuple[float, float]) -> Svg:
    return node("circle", cx=place[0], cy=place[1], r=3.5, fill=POINT, stroke=WHITE, stroke_width=1)


def _ring(place: tuple[float, float]) -> Svg:
    x, y = place
    return together(
        node("circle", cx=x, cy=y, r=9, fill="none", stroke=colour, stroke_width=width)
        for colour, width in ((WHITE, 5), (TEXT, 2))
    )


def _labels(labels: Sequence[Label], frame: _Frame) -> list[Svg]:
    """Names on white, pushed apart where they are close, as high as they are on screen for a map of this width.

    The words of a state give way to what is written already: the pattern says it too. A value never does.
    """
    drawn: list[Svg] = []
    taken: list[tuple[float, float, float, float]] = []
    placed = sorted(zip(labels, offsets(labels), strict=True), key=lambda one: not _has_value(one[0]))
    for label, (dx, dy) in placed:
        x, y = frame.at((label.longitude, label.latitude))
        metres_px = _EARTH_M_PER_DEGREE * math.cos(math.radians(label.latitude)) / frame.scale
        size = min(20.0, max(10.0, 3600 / metres_px))
        words = "<br>".join(label.text.replace("&", "&amp;").replace("<", "&lt;").split("\n"))
        wide, high = extent(words, size)
        edges = (x + dx - wide / 2 - 4, y + dy - high / 2, x + dx + wide / 2 + 4, y + dy + high / 2)
        if not _has_value(label) and any(_meet(edges, other) for other in taken):
            continue
        taken.append(edges)
        back = box(x + dx - wide / 2 - 4, y + dy - high / 2, wide + 8, high, WHITE, fill_opacity=0.9, stroke=HATCH)
        drawn += [back, written(words, x + dx, y + dy, size, TEXT, anchor="middle")]
    return drawn


def _has_value(label: Label) -> bool:
    """Whether a label holds a figure, or a name: only a state begins in lower case."""
    return not label.text[:1].islower()


def _meet(first: Sequence[float], other: Sequence[float]) -> bool:
    return first[0] < other[2] and other[0] < first[2] and first[1] < other[3] and other[1] < first[3]


def _legend(title: str, legend: Sequence[LegendLine], notes: Sequence[str]) -> tuple[Svg, float]:
    """The legend on the right of the map, and where it ends."""
    y, drawn = 4.0, []

    def paragraph(words: str, x: float, size: float, *, bold: bool = False) -> None:
        nonlocal y
        for one in wrapped(words, size, WIDTH - x, bold=bold):
            shown = one.replace("&", "&amp;").replace("<", "&lt;")
            drawn.append(written(f"<b>{shown}</b>" if bold else shown, x, y + size * LINE / 2, size))
            y += size * LINE

    paragraph(title, _LEGEND_X, 16, bold=True)
    y += 8
    for one in legend:
        middle = y + 9
        if one.fill is None:
            drawn.append(_dot((_LEGEND_X + _SWATCH / 2, middle)))
        else:
            drawn.append(box(_LEGEND_X, middle - 8, _SWATCH, 16, _fill(one.fill), stroke=BORDER))
        paragraph(one.words, _LEGEND_X + _SWATCH + 8, 14)
        y += 6
    y += 4
    for words in notes:
        paragraph(words, _LEGEND_X, 13)
        y += 6
    return together(drawn), y
