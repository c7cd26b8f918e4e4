"""A Plotly figure read as it will be drawn: the template under it, its axes placed in pixels. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from components.exports.picture.scales import Scale, Tick, bounds, kind_of, ticks
from components.exports.picture.words import LINE, extent, measured

#: Between an axis and its words, and beyond its title.
GAP = 6
LEGEND_PX = 30
#: Titles of axes, in Plotly's proportion to the rest.
TITLE_PX = 18


@dataclass(frozen=True)
class Axis:
    """An axis of the figure, in pixels; `side` is where its words stand."""

    name: str
    given: Mapping[str, Any]
    scale: Scale
    ticks: Sequence[Tick]
    side: str
    anchor: str

    @property
    def size(self) -> float:
        return float(self.given.get("tickfont", {}).get("size", 15))


@dataclass(frozen=True)
class Plot:
    """`left`, `top`, `right`, `bottom`: the box of the paper in pixels, within `width` × `height`."""

    width: float
    height: float
    left: float
    top: float
    right: float
    bottom: float
    layout: Mapping[str, Any]
    traces: Sequence[Mapping[str, Any]]
    axes: Mapping[str, Axis]
    legend: Sequence[Mapping[str, Any]]


def read(figure: go.Figure, width: float) -> Plot:
    """The figure placed in a box `width` pixels wide, as high as its layout says."""
    written: dict[str, Any] = figure.to_plotly_json()
    layout = _merged(written["layout"].get("template", {}).get("layout", {}), written["layout"])
    traces = [dict(trace) for trace in written["data"]]
    height = float(layout["height"])
    margin = layout["margin"]
    named = [trace for trace in traces if trace.get("name") and trace.get("showlegend") is not False]
    legend = named if len(traces) > 1 and layout.get("showlegend") is not False and len(named) > 1 else []
    box = {"left": float(margin["l"]), "right": width - margin["r"], "top": float(margin["t"])}
    box["bottom"] = height - margin["b"]
    if legend:
        above = layout["legend"].get("y", 1) > 0.5
        box["top" if above else "bottom"] += LEGEND_PX if above else -LEGEND_PX
    # The words of the axes take their room from the plot, and their number depends on what is left of it: read twice.
    axes = _axes(layout, traces, box)
    for _ in range(2):
        box = _with_room(box, axes, margin, width, height, bool(legend))
        axes = _axes(layout, traces, box)
    return Plot(width, height, box["left"], box["top"], box["right"], box["bottom"], layout, traces, axes, legend)


def _merged(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """The layout with what the template says under it, axis by axis."""
    found: dict[str, Any] = dict(under)
    for key, value in over.items():
        base = under.get(key.rstrip("0123456789") if key.startswith(("xaxis", "yaxis")) else key)
        found[key] = {**base, **value} if isinstance(base, Mapping) and isinstance(value, Mapping) else value
    return found


def _values(traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any], name: str) -> Iterator[Any]:
    """What the traces hold on an axis, then what the shapes do."""
    letter = name[0]
    for trace in traces:
        if trace.get(f"{letter}axis", letter) == name and trace["type"] in {"bar", "scatter"}:
            upright = trace.get("orientation") != "h"
            if trace["type"] == "bar" and "base" in trace and (letter == "y") == upright:
                yield from trace["base"]
            else:
                yield from trace.get(letter, ())
    for shape in layout.get("shapes", ()):
        if shape.get(f"{letter}ref", letter) == name:
            yield shape[f"{letter}0"]
            yield shape[f"{letter}1"]


def _axes(
    layout: Mapping[str, Any],
    traces: Sequence[Mapping[str, Any]],
    box: Mapping[str, float],
) -> dict[str, Axis]:
    drawn = [trace for trace in traces if trace["type"] in {"bar", "scatter"}]
    names = {trace.get(f"{letter}axis", letter) for trace in drawn for letter in "xy"}
    found = {}
    for name in sorted(names):
        letter = name[0]
        given = layout.get(f"{letter}axis{name[1:]}", layout.get(f"{letter}axis", {}))
        values = list(_values(drawn, layout, name))
        kind = kind_of(given, values)
        order = [value for value in values if isinstance(value, str)]
        categories = tuple(dict.fromkeys([*given.get("categoryarray", ()), *order])) if kind == "category" else ()
        bare = Scale(kind, 0, 1, 0, 1, categories)
        numbers = [bare.value(value) for value in values]
        numbers += [end for trace in drawn for end in _bar_ends(trace, name, bare)]
        lengths = any(trace["type"] == "bar" and _is_length(trace, letter) for trace in drawn)
        marked = any("markers" in trace.get("mode", "") for trace in drawn)
        low, high = bounds(given, kind, numbers, bars=lengths, marked=marked)
        if letter == "x" and "range" not in given:
            high = _beyond_words(layout, name, bare, low, high, box["right"] - box["left"])
        first, last = given.get("domain", (0, 1))
        if letter == "x":
            start, end = (box["left"] + share * (box["right"] - box["left"]) for share in (first, last))
        else:
            start, end = (box["bottom"] - share * (box["bottom"] - box["top"]) for share in (first, last))
        scale = Scale(kind, low, high, start, end, categories)
        hidden = given.get("visible") is False
        marks = [] if hidden else ticks(given, scale, upright=letter == "y")
        side = str(given.get("side", "bottom" if letter == "x" else "left"))
        found[name] = Axis(name, given, scale, marks, side, str(given.get("anchor", "y" if letter == "x" else "x")))
    return found


def _beyond_words(layout: Mapping[str, Any], name: str, scale: Scale, low: float, high: float, room_px: float) -> float:
    """The end of an axis once the words written at its places fit in it."""
    for given in layout.get("annotations", ()):
        if given.get("xref", "x") == name and given.get("xanchor") == "left":
            share = measured(given["text"], float(given.get("font", {}).get("size", 15))) / room_px
            high = max(high, low + (scale.value(given["x"]) - low) / (1 - share))
    return high


def _is_length(trace: Mapping[str, Any], letter: str) -> bool:
    """Whether a bar grows along this letter."""
    return (trace.get("orientation") == "h") == (letter == "x")


def _bar_ends(trace: Mapping[str, Any], name: str, scale: Scale) -> Iterator[float]:
    letter = name[0]
    if (
        trace["type"] == "bar"
        and "base" in trace
        and _is_length(trace, letter)
        and trace.get(f"{letter}axis", letter) == name
    ):
        for base, length in zip(trace["base"], trace[letter], strict=True):
            yield scale.value(base) + (scale.value(length) if scale.kind == "date" else float(length))


def _with_room(
    box: Mapping[str, float],
    axes: Mapping[str, Axis],
    margin: Mapping[str, float],
    width: float,
    height: float,
    legend: bool,
) -> dict[str, float]:
    """The box once the words of every axis have their room outside it."""
    need = {
        "left": float(margin["l"]),
        "right": float(margin["r"]),
        "top": float(margin["t"]),
        "bottom": float(margin["b"]),
    }
    for axis in axes.values():
        shown = [] if axis.given.get("showticklabels") is False else axis.ticks
        title = axis.given.get("title", {}).get("text", "")
        upright = axis.name[0] == "y"
        sizes = [extent(tick.words, axis.size)[0 if upright else 1] for tick in shown]
        room = (max(sizes) + GAP if sizes else 0) + (TITLE_PX * LINE + GAP if title else 0)
        need[axis.side] = max(need[axis.side], room)
        if not upright and shown:
            # The last words of an axis may stand out of its end.
            last = shown[-1]
            out = axis.scale.px(last.words_at) + measured(last.words, axis.size) / 2 - box["right"]
            need["right"] = max(need["right"], out + 2)
    kept = dict(box)
    kept["left"], kept["right"] = need["left"], width - need["right"]
    legend_top = LEGEND_PX if legend and box["top"] >= LEGEND_PX else 0
    kept["top"] = max(need["top"], float(margin["t"])) + legend_top
    kept["bottom"] = height - need["bottom"] - (LEGEND_PX if legend and not legend_top else 0)
    return kept
