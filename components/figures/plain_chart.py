"""A chart as plain values, drawn as a light SVG for slides and documents. Pure.

The same values make the native chart of a slide that is carried away. Everything a bar or a point tells is written
beside it: nothing is read from a length or a colour alone. No script, no font fetched, a few kilobytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal
from urllib.parse import quote

from components.formats import number, quantity
from components.theme import BLUE, BORDER, FONT, TEXT, TEXT_MUTED

#: Units of the drawing: half a slide is about 870 px wide, so 20 units are read from the back of the room.
WIDTH = 640
SIZE = 20
#: Width of a letter of that size, about.
LETTER = 10.2
#: Fills of the series of stacked bars, darkest first; the last one is hatched.
STACK: tuple[str, ...] = (BLUE, "#b3b3f9", "")


@dataclass(frozen=True)
class Series:
    """Values, one a category; None where nothing is published, which is drawn as such and never as zero."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Chart:
    """`kind`: horizontal bars (stacked when there are several series), columns, or a line in time (`days` given).

    `fills`: a colour a category, `patterns` « . » or « / » over it. `alt` says the chart in a sentence.
    """

    title: str
    kind: Literal["bars", "columns", "line"]
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alt: str
    unit: str = ""
    decimals: int | None = None
    days: tuple[dt.date, ...] = ()
    fills: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()

    def written(self, value: float | None) -> str:
        return "inconnu" if value is None else quantity(value, self.unit, self.decimals)


def svg_chart(chart: Chart) -> str:
    """The drawing, `WIDTH` wide, as high as it needs."""
    draw = {"bars": _bars, "columns": _columns, "line": _line}[chart.kind]
    height, parts = draw(chart)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="{escape(FONT)}" '
        f'font-size="{SIZE}" fill="{TEXT}"><defs>'
        '<pattern id="n" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="8" height="8" fill="#fff"/><rect width="1.6" height="8" fill="#8a8a8a"/></pattern>'
        '<pattern id="d" width="8" height="8" patternUnits="userSpaceOnUse"><circle cx="4" cy="4" r="1.6" '
        'fill="#161616"/></pattern></defs>'
        f"{''.join(parts)}</svg>"
    )


def svg_address(svg: str) -> str:
    """The drawing as the address (`data:`) of an image."""
    return "data:image/svg+xml," + quote(svg, safe=" =:/'")


def _text(x: float, y: float, words: str, anchor: str = "start", **more: str | float) -> str:
    said = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in more.items())
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{said}>{escape(words)}</text>'


def _box(x: float, y: float, width: float, height: float, fill: str, pattern: str = "") -> str:
    shape = f'x="{x:.1f}" y="{y:.1f}" width="{max(width, 1.5):.1f}" height="{height:.1f}"'
    if not fill or pattern == "/":
        return f'<rect {shape} fill="url(#n)" stroke="{BORDER}"/>'
    dots = f'<rect {shape} fill="url(#d)"/>' if pattern == "." else ""
    return f'<rect {shape} fill="{fill}"/>{dots}'


def _bars(chart: Chart) -> tuple[int, list[str]]:
    if len(chart.series) > 1:
        return _stacked(chart)
    step, thick = 46, 30
    label = min(290.0, LETTER * max(map(len, chart.categories)) + 12)
    (values,) = (one.values for one in chart.series)
    written = [chart.written(value) for value in values]
    room = WIDTH - label - LETTER * max(map(len, written)) - 20
    most = max((value for value in values if value is not None), default=0) or 1
    parts = []
    for place, (name, value) in enumerate(zip(chart.categories, values, strict=True)):
        top = place * step + 8
        fill = chart.fills[place] if chart.fills else BLUE
        pattern = chart.patterns[place] if chart.patterns else ""
        long = room * (value or 0) / most
        parts.append(_text(label - 10, top + 22, name, "end"))
        if value is not None:
            parts.append(_box(label, top, long, thick, fill, pattern))
        parts.append(_text(label + long + 10, top + 22, written[place], font_weight="bold"))
    return len(values) * step + 8, parts


def _stacked(chart: Chart) -> tuple[int, list[str]]:
    step, thick, head = 46, 32, 40
    label = LETTER * max(map(len, chart.categories)) + 12
    totals = [sum(one.values[place] or 0 for one in chart.series) for place in range(len(chart.categories))]
    scale = (WIDTH - label - 6) / (max(totals) or 1)
    parts, x = [], 4.0
    for rank, one in enumerate(chart.series):
        parts += [_box(x, 6, 20, 20, STACK[rank]), _text(x + 28, 23, one.name)]
        x += 60 + LETTER * len(one.name)
    for place, name in enumerate(chart.categories):
        top, at = head + place * step + 6, label
        parts.append(_text(label - 10, top + 23, name, "end"))
        for rank, one in enumerate(chart.series):
            value = one.values[place] or 0
            if not value:
                continue
            parts.append(_box(at, top, value * scale, thick, STACK[rank]))
            if rank == 2:  # a number over the hatch stands on white
                parts.append(
                    f'<rect x="{at + value * scale / 2 - 15:.1f}" y="{top + 4}" width="30" height="24" fill="#fff"/>'
                )
            ink = "#ffffff" if rank == 0 else TEXT
            parts.append(_text(at + value * scale / 2, top + 23, number(value), "middle", fill=ink, font_weight="bold"))
            at += value * scale
    return head + len(chart.categories) * step + 6, parts


def _columns(chart: Chart) -> tuple[int, list[str]]:
    height, foot, head = 280, 34, 30
    values = chart.series[0].values
    step = WIDTH / max(1, len(values))
    most = max((value for value in values if value is not None), default=0) or 1
    parts = [f'<line x1="0" x2="{WIDTH}" y1="{height - foot}" y2="{height - foot}" stroke="{BORDER}"/>']
    for place, (name, value) in enumerate(zip(chart.categories, values, strict=True)):
        middle, tall = place * step + step / 2, (height - foot - head) * (value or 0) / most
        if value:
            parts.append(_box(middle - step * 0.34, height - foot - tall, step * 0.68, tall, BLUE))
        parts.append(_text(middle, height - foot - tall - 6, number(value), "middle", font_weight="bold"))
        parts.append(_text(middle, height - 8, name, "middle", fill=TEXT_MUTED))
    return height, parts


def _line(chart: Chart) -> tuple[int, list[str]]:
    """Points at their dates, joined; the first and the last are written, the scale begins at zero."""
    height, foot, head, side = 280, 36, 40, 60
    values = [value or 0 for value in chart.series[0].values]
    first, last = chart.days[0], chart.days[-1]
    span = (last - first).days or 1
    most = max(values) or 1

    def at(day: dt.date, value: float) -> tuple[float, float]:
        x = side + (WIDTH - 2 * side) * (day - first).days / span
        return x, height - foot - (height - foot - head) * value / most

    points = [at(day, value) for day, value in zip(chart.days, values, strict=True)]
    parts = [
        f'<line x1="0" x2="{WIDTH}" y1="{height - foot}" y2="{height - foot}" stroke="{BORDER}"/>',
        f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}" fill="none" stroke="{BLUE}" '
        'stroke-width="4"/>',
        *(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="7" fill="{BLUE}"/>' for x, y in points),
    ]
    for place in sorted({0, len(points) - 1}):
        x, y = points[place]
        parts.append(_text(x, y - 16, chart.written(values[place]), "middle", font_weight="bold"))
    parts.append(_text(0, height - 10, chart.categories[0], fill=TEXT_MUTED))
    parts.append(_text(WIDTH, height - 10, chart.categories[-1], "end", fill=TEXT_MUTED))
    for year in _years(first, last):
        x, _ = at(dt.date(year, 1, 1), 0)
        parts.append(
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{height - foot}" y2="{height - foot + 6}" stroke="{BORDER}"/>'
        )
    return height, parts


def _years(first: dt.date, last: dt.date) -> Sequence[int]:
    return [year for year in range(first.year + 1, last.year + 1) if first < dt.date(year, 1, 1) < last]
