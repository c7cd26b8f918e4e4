"""A chart as a still drawing: the same figure as on screen, at the width of a sheet. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from components.exports.picture.figure import GAP, TITLE_PX, Axis, Plot, read
from components.exports.picture.flows import flows
from components.exports.picture.marks import annotation, bars, patterns, points, shape_drawn
from components.exports.picture.sheet import Drawing
from components.exports.picture.svg import Svg, line, node, together
from components.exports.picture.words import measured, written
from components.theme import BLUE, TEXT

_MARKS = {"bar": bars, "scatter": points}


def drawn_chart(figure: go.Figure, width: float) -> Drawing:
    """The drawing of a figure. Raises ValueError on a kind of trace that is not drawn here."""
    kinds = {trace.type for trace in figure.data}  # pyright: ignore[reportAttributeAccessIssue]
    if unknown := kinds - {*_MARKS, "sankey"}:
        raise ValueError(f"no still drawing of: {sorted(unknown)}")
    if "sankey" in kinds:
        written_: dict[str, Any] = figure.to_plotly_json()
        height = float(written_["layout"]["height"])
        return Drawing(together(flows(trace, width, height) for trace in written_["data"]), width, height)
    plot = read(figure, width)
    below = [shape for shape in plot.layout.get("shapes", ()) if shape.get("layer") == "below"]
    above = [shape for shape in plot.layout.get("shapes", ()) if shape.get("layer") != "below"]
    parts = [
        node("defs", patterns(plot.traces)),
        *(shape_drawn(plot, shape) for shape in below),
        *(_grid(plot, axis) for axis in plot.axes.values()),
        *(_MARKS[trace["type"]](plot, trace) for trace in plot.traces),
        *(shape_drawn(plot, shape) for shape in above),
        *(_words(plot, axis) for axis in plot.axes.values()),
        *(annotation(plot, given) for given in plot.layout.get("annotations", ())),
        _legend(plot),
    ]
    return Drawing(together(parts), width, plot.height)


def _grid(plot: Plot, axis: Axis) -> Svg:
    """A line at each mark of the axis, across all the plots of the other; none between names."""
    if axis.given.get("showgrid") is False or axis.scale.kind == "category":
        return Svg("")
    colour = str(axis.given.get("gridcolor", "#dddddd"))
    others = [other for other in plot.axes.values() if other.name[0] != axis.name[0]]
    across = [other for other in others if other.name == axis.anchor or other.anchor == axis.name] or others
    drawn = []
    for other in across:
        near, far = sorted((other.scale.start, other.scale.end))
        for tick in axis.ticks:
            at = axis.scale.px(tick.value)
            drawn.append(line(at, near, at, far, colour) if axis.name[0] == "x" else line(near, at, far, at, colour))
    return together(drawn)


def _words(plot: Plot, axis: Axis) -> Svg:
    """The words of the marks, outside, then the title of the axis."""
    upright, drawn, wide = axis.name[0] == "y", [], 0.0
    shown = [] if axis.given.get("showticklabels") is False else axis.ticks
    colour = str(axis.given.get("tickfont", {}).get("color", TEXT))
    other = plot.axes.get(axis.anchor)
    for tick in shown:
        at = axis.scale.px(tick.words_at)
        if upright:
            left = other.scale.start if other else plot.left
            drawn.append(written(tick.words, left - GAP, at, axis.size, colour, anchor="end"))
            wide = max(wide, measured(tick.words, axis.size))
        elif axis.side == "top":
            drawn.append(written(tick.words, at, plot.top - GAP, axis.size, colour, anchor="middle", valign="bottom"))
        else:
            drawn.append(written(tick.words, at, plot.bottom + GAP, axis.size, colour, anchor="middle", valign="top"))
    title = axis.given.get("title", {}).get("text", "")
    if title:
        middle = (axis.scale.start + axis.scale.end) / 2
        if upright:
            drawn.append(written(title, 12, middle, TITLE_PX, TEXT, anchor="middle", turn=-90))
        else:
            drawn.append(written(title, middle, plot.height - 2, TITLE_PX, TEXT, anchor="middle", valign="bottom"))
    return together(drawn)


def _legend(plot: Plot) -> Svg:
    """The lines of the figure with their names, on one row."""
    above = bool(plot.legend) and plot.layout["legend"].get("y", 1) > 0.5
    y, x, drawn = (12.0 if above else plot.height - 12.0), plot.left, []
    for trace in plot.legend:
        drawn += [_sample(trace, x, y), written(trace["name"], x + 44, y)]
        x += 44 + measured(trace["name"], 15) + 28
    return together(drawn)


def _sample(trace: Mapping[str, Any], x: float, y: float) -> Svg:
    given = trace.get("line", {})
    colour = given.get("color", BLUE)
    dash = {"dot": "3 3", "dash": "9 9"}.get(given.get("dash", "solid"))
    point = node("circle", cx=x + 18, cy=y, r=4.5, fill=colour) if "markers" in trace.get("mode", "") else Svg("")
    return together([line(x, y, x + 36, y, colour, given.get("width", 2), dash), point])
