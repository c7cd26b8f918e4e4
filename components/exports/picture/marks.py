"""Bars, lines, points, shapes and annotations of a figure, as Plotly draws them. Pure."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from components.exports.picture.figure import Plot
from components.exports.picture.scales import Scale
from components.exports.picture.svg import Svg, box, line, node, short, together
from components.exports.picture.words import extent, lines_of, written
from components.formats import number
from components.theme import BLUE, TEXT, WHITE

_DASHES = {"dot": "3 3", "dash": "9 9", "solid": None}
#: Formats of the hovers, and how many decimals they write.
_DECIMALS = {",d": 0, ",.0f": 0, ".0f": 0, ".1f": 1, ".2f": 2}
PATTERN_NAMES = {".": "points", "/": "hachures"}
_DIAMOND = 1.3  # Plotly's diamonds stand out of the circle of their size


def each(value: Any, count: int) -> Sequence[Any]:
    """One value a mark, where the figure gives one for all."""
    return list(value) if isinstance(value, (list, tuple)) else [value] * count


def bars(plot: Plot, trace: Mapping[str, Any]) -> Svg:
    """The bars of a trace, each with what it says."""
    across, up = plot.axes[trace.get("xaxis", "x")].scale, plot.axes[trace.get("yaxis", "y")].scale
    lying = trace.get("orientation") == "h"
    names, lengths = (up, across) if lying else (across, up)
    along, places = (trace["x"], trace["y"]) if lying else (trace["y"], trace["x"])
    count, marker = len(along), trace.get("marker", {})
    thick = names.unit_px * (1 - float(plot.layout.get("bargap", 0.2)))
    colours, shapes = each(marker.get("color", BLUE), count), each(marker.get("pattern", {}).get("shape", ""), count)
    told, drawn = hovers(trace, count), []
    for place in range(count):
        base = trace["base"][place] if "base" in trace else None
        first = lengths.value(base) if base is not None else 0.0
        size = lengths.value(along[place]) if lengths.kind == "date" else float(along[place])
        start, end = lengths.px(first), lengths.px(first + size)
        middle = names.at(places[place])
        near, far = sorted((start, end))
        at = (near, middle - thick / 2, far - near, thick) if lying else (middle - thick / 2, near, thick, far - near)
        title = node("title", told[place])
        drawn.append(box(*at, colours[place], title, class_="mark"))
        if shapes[place]:
            drawn.append(box(*at, f"url(#{PATTERN_NAMES[shapes[place]]})"))
        if "text" in trace:
            size_px, colour = _font(trace, 15)
            words = str(trace["text"][place])
            drawn.append(
                written(words, end + 4, middle, size_px, colour)
                if lying
                else written(words, middle, end - 3, size_px, colour, anchor="middle", valign="bottom")
            )
    return together(drawn)


def patterns(traces: Sequence[Mapping[str, Any]]) -> Svg:
    """The patterns the bars use, over their colour: half white, as Plotly lays them (`fillmode` « overlay »)."""
    found = {}
    for trace in traces:
        shapes = trace.get("marker", {}).get("pattern", {}).get("shape", "")
        for shape in {*shapes} - {""}:
            dotted = shape == "."
            inside = node("circle", cx=3.5, cy=3.5, r=1.6, fill=WHITE) if dotted else box(0, 0, 2.4, 7, WHITE)
            found[shape] = node(
                "pattern",
                node("g", inside, opacity=0.5),
                id=PATTERN_NAMES[shape],
                width=7,
                height=7,
                patternUnits="userSpaceOnUse",
                patternTransform=None if dotted else "rotate(45)",
            )
    return together(found[shape] for shape in sorted(found))


def _font(trace: Mapping[str, Any], size: float) -> tuple[float, str]:
    font = trace.get("textfont", {})
    return float(font.get("size", size)), str(font.get("color", TEXT))


def points(plot: Plot, trace: Mapping[str, Any]) -> Svg:
    """The line, the points and the words of a trace."""
    across, up = plot.axes[trace.get("xaxis", "x")].scale, plot.axes[trace.get("yaxis", "y")].scale
    places = [(across.at(x), up.at(y)) for x, y in zip(trace["x"], trace["y"], strict=True)]
    mode, drawn = trace.get("mode", "lines+markers"), []
    if "lines" in mode:
        given = trace.get("line", {})
        path = steps(places) if given.get("shape") == "hv" else places
        drawn.append(
            node(
                "polyline",
                points=" ".join(f"{short(x)},{short(y)}" for x, y in path),
                fill="none",
                stroke=given.get("color", BLUE),
                stroke_width=given.get("width", 2),
                stroke_linejoin="round",
                stroke_dasharray=_DASHES[given.get("dash", "solid")],
            )
        )
    count, marker, told = len(places), trace.get("marker", {}), hovers(trace, len(places))
    radius = float(marker.get("size", 6)) / 2 if "markers" in mode else 0.0
    if "markers" in mode:
        signs, colours = each(marker.get("symbol", "circle"), count), each(_colour(trace), count)
        edge = marker.get("line", {})
        for place, (x, y) in enumerate(places):
            drawn.append(sign(signs[place], x, y, radius, colours[place], edge, told[place]))
    if "text" in mode and "text" in trace:
        size, colour = _font(trace, 15)
        gap = radius + 3 if radius else 0
        where = each(trace.get("textposition", "middle center"), count)
        for (x, y), words, position in zip(places, each(trace["text"], count), where, strict=True):
            vertical, horizontal = str(position).split(" ")
            anchor = {"left": "end", "center": "middle", "right": "start"}[horizontal]
            dx = {"left": -gap, "center": 0, "right": gap}[horizontal]
            dy = {"top": -gap, "middle": 0, "bottom": gap}[vertical]
            valign = {"top": "bottom", "middle": "middle", "bottom": "top"}[vertical]
            if words:
                drawn.append(written(str(words), x + dx, y + dy, size, colour, anchor=anchor, valign=valign))
    return together(drawn)


def _colour(trace: Mapping[str, Any]) -> Any:
    return trace.get("marker", {}).get("color") or trace.get("line", {}).get("color", BLUE)


def steps(places: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """A curve in steps: across, then up."""
    found = list(places[:1])
    for x, y in places[1:]:
        found += [(x, found[-1][1]), (x, y)]
    return found


def sign(name: str, x: float, y: float, radius: float, colour: str, edge: Mapping[str, Any], told: str) -> Svg:
    """A point in one of Plotly's signs; raises ValueError on one that is not known here."""
    shape, open_ = name.replace("-open", ""), "-open" in name
    style: dict[str, Any] = {
        "fill": "none" if open_ else colour,
        "stroke": colour if open_ else edge.get("color"),
        "stroke_width": edge.get("width", 1 if open_ else 0) or None,
        "class_": "mark",
    }
    title = node("title", told) if told else None
    if shape in {"circle", "circle-cross"}:
        round_ = node("circle", title, cx=x, cy=y, r=radius, **style)
        if shape == "circle":
            return round_
        cross = [line(x - radius, y, x + radius, y, colour, 2), line(x, y - radius, x, y + radius, colour, 2)]
        return together([round_, *cross])
    corners = {
        "diamond": [(0, -_DIAMOND), (_DIAMOND, 0), (0, _DIAMOND), (-_DIAMOND, 0)],
        "square": [(-1, -1), (1, -1), (1, 1), (-1, 1)],
        "triangle-up": [(0, -1), (2 / math.sqrt(3), 0.5), (-2 / math.sqrt(3), 0.5)],
        "x": [(-1, -0.5), (-0.5, -1), (0, -0.5), (0.5, -1), (1, -0.5), (0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5),
              (-0.5, 1), (-1, 0.5), (-0.5, 0)],
    }.get(shape)  # fmt: skip
    if corners is None:
        raise ValueError(f"unknown sign: {name}")
    path = "M" + "L".join(f"{short(x + dx * radius)} {short(y + dy * radius)}" for dx, dy in corners) + "Z"
    return node("path", title, d=path, **style)


def hovers(trace: Mapping[str, Any], count: int) -> list[str]:
    """What each mark says, as its hover does: one line, without tags. Raises ValueError on a format not read here."""
    found = []
    for place, template in enumerate(each(trace.get("hovertemplate", ""), count)):

        def said(match: re.Match[str], place: int = place) -> str:
            name, form = match.group(1), match.group(2)
            value = trace.get("name", "") if name.startswith("fullData") else each(trace.get(name), count)[place]
            if form is None:
                return html.unescape(str(value))
            if form not in _DECIMALS:
                raise ValueError(f"unknown format of a hover: {form}")
            return number(float(value), _DECIMALS[form])

        words = re.sub(r"%\{([\w.]+)(?::([^}]*))?\}", said, str(template).partition("<extra>")[0])
        found.append(", ".join(line for line, _ in lines_of(words)))
    return found


def _edges(plot: Plot, shape: Mapping[str, Any], letter: str) -> tuple[float, float]:
    ref = str(shape.get(f"{letter}ref", letter))
    ends = (shape[f"{letter}0"], shape[f"{letter}1"])
    if ref.endswith(" domain"):
        scale = plot.axes[ref.removesuffix(" domain")].scale
        return _between(scale.start, scale.end, ends)
    if ref == "paper":
        return _between(*((plot.left, plot.right) if letter == "x" else (plot.bottom, plot.top)), ends)
    scale: Scale = plot.axes[ref].scale
    return scale.at(ends[0]), scale.at(ends[1])


def _between(start: float, end: float, shares: tuple[Any, Any]) -> tuple[float, float]:
    return start + float(shares[0]) * (end - start), start + float(shares[1]) * (end - start)


def shape_drawn(plot: Plot, shape: Mapping[str, Any]) -> Svg:
    (x0, x1), (y0, y1) = _edges(plot, shape, "x"), _edges(plot, shape, "y")
    edge = shape.get("line", {})
    if shape["type"] == "line":
        return line(x0, y0, x1, y1, edge.get("color", TEXT), edge.get("width", 2), _DASHES[edge.get("dash", "solid")])
    near, top = min(x0, x1), min(y0, y1)
    return box(near, top, abs(x1 - x0), abs(y1 - y0), shape["fillcolor"], opacity=shape.get("opacity"))


def annotation(plot: Plot, given: Mapping[str, Any]) -> Svg:
    """Words at a place of the figure, on their background if they have one."""
    place = {"x0": given["x"], "x1": given["x"], "y0": given["y"], "y1": given["y"]}
    refs = {key: given[key] for key in ("xref", "yref") if key in given}
    x, y = _edges(plot, {**place, **refs}, "x")[0], _edges(plot, {**place, **refs}, "y")[0]
    size, colour = float(given.get("font", {}).get("size", 15)), str(given.get("font", {}).get("color", TEXT))
    anchor = {"left": "start", "right": "end"}.get(str(given.get("xanchor", "center")), "middle")
    valign = str(given.get("yanchor", "middle"))
    text = written(given["text"], x, y, size, colour, anchor=anchor, valign=valign)
    if "bgcolor" not in given:
        return text
    wide, high = extent(given["text"], size)
    left = {"start": x, "middle": x - wide / 2, "end": x - wide}[anchor]
    top = {"top": y, "middle": y - high / 2, "bottom": y - high}[valign]
    return together([box(left - 2, top, wide + 4, high, str(given["bgcolor"])), text])
