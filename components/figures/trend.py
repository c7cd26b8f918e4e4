"""An indicator in time: points, lines only where they may be drawn, breaks, undated levels, targets. Pure.

Time is on one axis, shared by every panel; what has no date stands in a column of its own, on no axis of time.
"""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Sequence

import plotly.graph_objects as go

from components.figures.trend_draw import draw_panel
from components.figures.trend_labels import HEADROOM_NAMED_PX, HEADROOM_PX, Grain
from components.figures.trend_marks import Panel, scale_of
from components.theme import PANEL, TEXT, TEXT_MUTED, blank_figure

SHORT_ORIGINS = {
    "bilan": "Bilan 2017-2023",
    "context": "Contexte, hors du bilan",
    "catalogue": "Catalogue national",
    "import": "Importé",
}
#: Pixels of the titles above a strip and of the years below the last one.
HEAD_LINE_PX, HEAD_GAP_PX, FOOT_PX = 20, 18, 48
TITLE_CHARACTERS = 34
#: A value so near the end of a year is given the year beyond to be read in.
EDGE_DAYS = 20


def figure_trend(panels: Sequence[Panel], panel_px: int = 260, *, one_scale: bool = True) -> go.Figure:
    """One strip a panel, on one axis of time.

    `one_scale`: panels of one unit share their scale, to be compared; else each has its own, from zero.
    """
    timed = any(part.dated or any(aim.day for aim in part.aims) for part in panels)
    levelled = any(part.levels or any(aim.day is None for aim in part.aims) for part in panels)
    heads = [_title(part) for part in panels]
    room = [HEAD_LINE_PX * (head.count("<br>") + 1) + HEAD_GAP_PX for head in heads]
    strips = _strips(room, panel_px)
    figure = blank_figure(FOOT_PX + sum(room) + panel_px * len(panels))
    edge = (0.74 if levelled else 1.0) if timed else 0.0
    _axes(figure, panels, heads, strips, edge, timed, levelled)
    shared, days = _tops(panels), 1
    if timed:
        start, end = _bounds(panels)
        days = (end - start).days
        # Beyond six years a phone has no room for each of them.
        every = "M12" if days < 6 * 366 else "M24"
        bounds = [start.isoformat(), end.isoformat()]
        figure.update_xaxes(range=bounds, dtick=every, selector={"type": "date"})
    named = any(len(part.indicators) > 1 for part in panels)
    headroom = max(1.3, panel_px / (panel_px - (HEADROOM_NAMED_PX if named else HEADROOM_PX)))
    for place, part in enumerate(panels):
        suffix, name = _names(place)
        top = (shared if one_scale else _tops([part]))[scale_of(part.unit)] * headroom
        figure.update_layout({f"yaxis{suffix}": {"range": [0, top]}})
        draw_panel(figure, part, name, Grain.on_phone(days, edge, panel_px / top))
    figure.update_layout(showlegend=False, margin={"l": 8, "r": 24, "t": 0, "b": FOOT_PX})
    return figure


def _title(part: Panel) -> str:
    """Two short lines or more, so that a phone holds them: what is counted, then whose figure it is."""
    label = "<br>".join(f"<b>{line}</b>" for line in textwrap.wrap(part.title, TITLE_CHARACTERS))
    return f"{label}<br>{SHORT_ORIGINS[part.origin]}, {part.unit or 'nombre'}"


def _strips(room: Sequence[int], panel_px: int) -> list[tuple[float, float]]:
    """Bottom and top of each strip, as shares of the height, first strip on top; `room`: pixels above each."""
    total, top, found = sum(room) + panel_px * len(room), 1.0, []
    for above in room:
        top -= above / total
        found.append((max(0.0, top - panel_px / total), top))
        top -= panel_px / total
    return found


def _names(place: int) -> tuple[str, str]:
    """Plotly numbers its axes from « nothing », then 2."""
    return ("", "y") if place == 0 else (str(place + 1), f"y{place + 1}")


def _tops(panels: Sequence[Panel]) -> dict[str, float]:
    """The highest value of each unit: panels of one unit share a scale, which begins at zero."""
    top: dict[str, float] = {}
    for part in panels:
        values = [max(mark.value, mark.high or mark.value) for mark in part.marks] + [aim.value for aim in part.aims]
        values += [revision.value for mark in part.marks for revision in mark.revisions]
        scale = scale_of(part.unit)
        top[scale] = max([top.get(scale, 0.0), *values])
    return {unit: high or 1.0 for unit, high in top.items()}


def _bounds(panels: Sequence[Panel]) -> tuple[dt.date, dt.date]:
    """From the first date to the last, with room for what is written beside the points."""
    days = [
        day for part in panels for mark in part.dated for day in (mark.day, mark.first, mark.last) if day is not None
    ]
    days += [aim.day for part in panels for aim in part.aims if aim.day is not None]
    first, last = min(days), max(days)
    answered = any(mark.revisions or mark.nature == "counter" for part in panels for mark in part.dated)
    start = dt.date((first - dt.timedelta(days=EDGE_DAYS)).year, 1, 1)
    end = dt.date((last + dt.timedelta(days=EDGE_DAYS)).year, 12, 31) if last.month < 12 else last
    room = (end - start) / (4 if answered else 40)
    return start, end + room


def _axes(
    figure: go.Figure,
    panels: Sequence[Panel],
    heads: Sequence[str],
    strips: Sequence[tuple[float, float]],
    edge: float,
    timed: bool,
    levelled: bool,
) -> None:
    """The axis of time on the left, the column of what has no date on the right, a strip a panel."""
    for place, (part, head, (bottom, top)) in enumerate(zip(panels, heads, strips, strict=True)):
        suffix, _ = _names(place)
        figure.update_layout(
            {
                f"yaxis{suffix}": {
                    "domain": [bottom, top],
                    "anchor": "x" if timed else "x2",
                    "nticks": 3,
                    "tickfont": {"color": TEXT_MUTED, "size": 15},
                    "ticksuffix": "\u202f%" if scale_of(part.unit) == "%" else "",
                    "separatethousands": True,
                    "rangemode": "tozero",
                }
            }
        )
        if part.origin != "bilan":
            _rectangle(figure, 0, 1, bottom, top, PANEL)
        figure.add_annotation(
            text=head,
            align="left",
            x=0,
            y=top,
            xref="paper",
            yref="paper",
            xanchor="left",
            yanchor="bottom",
            showarrow=False,
            font={"size": 16, "color": TEXT},
        )
    _, last = _names(len(panels) - 1)
    if timed:
        axis = {"type": "date", "domain": [0, edge], "anchor": last, "tickformat": "%Y"}
        axis["ticklabelmode"] = "period"  # « 2022 » is written under the year, not under its first of January
        figure.update_layout(xaxis={**axis, "tickfont": {"color": TEXT_MUTED, "size": 15}, "tickangle": 0})
    if levelled:
        words = "date non<br>précisée"
        axis = {
            "domain": [edge + 0.06 if timed else 0.0, 1],
            "anchor": last,
            "range": [0, 1],
            "tickvals": [0.5],
            "ticktext": [words],
            "showgrid": False,
            "fixedrange": True,
        }
        figure.update_layout(xaxis2={**axis, "tickfont": {"color": TEXT}})


def _rectangle(figure: go.Figure, x0: float, x1: float, y0: float, y1: float, colour: str) -> None:
    place = {"xref": "paper", "yref": "paper", "x0": x0, "x1": x1, "y0": y0, "y1": y1}
    figure.add_shape(type="rect", **place, fillcolor=colour, line={"width": 0}, layer="below")
