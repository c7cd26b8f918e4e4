"""Each mark of a trend as Plotly draws it: points and the lines that join some, periods, levels, breaks, targets. Pure.

The only place a line is drawn between two values.
"""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from components.figures.trend_labels import Grain, aim_above, hover, label, labelled, level_label, meets_aim, under_ring
from components.figures.trend_marks import Aim, Break, Mark, Panel
from components.formats import number
from components.theme import BLUE, BORDER, TEXT, TEXT_MUTED, WHITE

#: Colour and sign of an origin: the bilan is never mistaken for what is published elsewhere, even in grey.
STYLES = {
    "bilan": (BLUE, "circle"),
    "context": ("#8f5902", "diamond"),
    "import": ("#006a6f", "square"),
    "catalogue": (TEXT_MUTED, "square"),
}
AIM_COLOUR = "#a3001b"


def draw_panel(figure: go.Figure, part: Panel, axis: str, grain: Grain) -> None:
    """All the marks of a panel, on its axis. `grain`: what they have room for."""
    for run in part.runs:
        _run(figure, part, run, axis, grain)
    for mark in part.apart:
        _run(figure, part, (mark,), axis, grain)
    for mark in part.dated:
        _period(figure, mark, axis)
        _range(figure, mark, axis)
        _revised(figure, mark, axis)
    for mark in part.levels:
        _level(figure, mark, axis)
    for broken in part.breaks:
        _break(figure, broken, axis)
    for aim in part.aims:
        _aim(figure, aim, axis, above=aim_above(aim, part.dated, grain))


def _symbol(mark: Mark) -> str:
    if mark.nature == "counter":
        return "x"
    symbol = STYLES[mark.indicator.origin][1]
    if mark.nature == "contested":
        return f"{symbol}-open"
    return {"more_than": "triangle-up", "at_least": "triangle-up"}.get(mark.qualifier, symbol)


def _run(figure: go.Figure, part: Panel, run: Sequence[Mark], axis: str, grain: Grain) -> None:
    """The only place a line is drawn: two dated values of one run at least, never through anything else."""
    colour = STYLES[run[0].indicator.origin][0] if run[0].nature != "counter" else AIM_COLOUR
    values = [mark.value for mark in run]
    texts = [label(mark, part) for mark in run]
    ends = {0, len(run) - 1}
    kept = {
        place
        for place in labelled(run, texts, grain)
        if place in ends or not meets_aim(run[place], texts[place], part, grain)
    }
    beside = "bottom right" if run[0].nature == "counter" else "top center"
    figure.add_scatter(
        x=[str(mark.day) for mark in run],
        y=values,
        mode="lines+markers+text" if len(run) > 1 else "markers+text",
        line={"color": colour, "width": 3} if len(run) > 1 else None,
        marker={"color": colour, "size": 12, "symbol": [_symbol(mark) for mark in run], "line": {"color": WHITE}},
        text=[text if place in kept else "" for place, text in enumerate(texts)],
        textposition=["bottom center" if under_ring(mark, part.aims, grain) else beside for mark in run],
        textfont={"color": TEXT, "size": 17},
        cliponaxis=False,
        hovertemplate=[hover(mark) for mark in run],
        xaxis="x",
        yaxis=axis,
    )


def _period(figure: go.Figure, mark: Mark, axis: str) -> None:
    """A value of a year or of several: a thin bar from the first day to the last, through its point."""
    if mark.first is None or mark.last is None:
        return
    line = {"color": STYLES[mark.indicator.origin][0], "width": 2}
    place = {"x0": str(mark.first), "x1": str(mark.last), "y0": mark.value, "y1": mark.value}
    figure.add_shape(type="line", **place, xref="x", yref=axis, line=line, name="période")


def _range(figure: go.Figure, mark: Mark, axis: str) -> None:
    """« 14 à 21 % »: a thick bar from one to the other."""
    if mark.high is None or mark.day is None:
        return
    line = {"color": STYLES[mark.indicator.origin][0], "width": 8}
    place = {"x0": str(mark.day), "x1": str(mark.day), "y0": mark.value, "y1": mark.high}
    figure.add_shape(type="line", **place, xref="x", yref=axis, line=line, name="fourchette")
    figure.add_scatter(
        x=[str(mark.day)],
        y=[mark.high],
        mode="text",
        text=[f"{number(mark.value)} à {number(mark.high)}"],
        textposition="top center",
        textfont={"color": TEXT, "size": 17},
        hoverinfo="skip",
        xaxis="x",
        yaxis=axis,
    )


def _revised(figure: go.Figure, mark: Mark, axis: str) -> None:
    """What an earlier edition published for the same date: a hollow sign under the value in use, joined to nothing."""
    if not mark.revisions:
        return
    figure.add_scatter(
        x=[str(mark.day)] * len(mark.revisions),
        y=[revision.value for revision in mark.revisions],
        mode="markers+text",
        marker={"color": TEXT_MUTED, "size": 11, "symbol": "circle-open", "line": {"width": 2}},
        text=[f"publié {number(revision.value)}, révisé {number(mark.value)}" for revision in mark.revisions],
        textposition="middle right",
        textfont={"color": TEXT_MUTED, "size": 13},
        cliponaxis=False,
        hovertemplate=[f"{revision.edition}<extra></extra>" for revision in mark.revisions],
        xaxis="x",
        yaxis=axis,
    )


def _level(figure: go.Figure, mark: Mark, axis: str) -> None:
    """A value without a date: a level in the column of its own, as wide as the column."""
    colour = STYLES[mark.indicator.origin][0] if mark.nature != "counter" else AIM_COLOUR
    line = {"color": colour, "width": 4, "dash": "solid" if mark.nature == "value" else "dot"}
    where = {"xref": "x2", "yref": axis}
    figure.add_shape(type="line", x0=0.1, x1=0.9, y0=mark.value, y1=mark.value, **where, line=line, name="niveau")
    if mark.high is not None:
        place = {"x0": 0.1, "x1": 0.9, "y0": mark.value, "y1": mark.high}
        figure.add_shape(type="rect", **place, **where, fillcolor=colour, opacity=0.35, line={"width": 0})
    figure.add_scatter(
        x=[0.5],
        y=[mark.high if mark.high is not None else mark.value],
        mode="markers+text",
        marker={"color": colour, "size": 9},
        text=[level_label(mark)],
        textposition="top center",
        textfont={"color": TEXT, "size": 17},
        cliponaxis=False,
        hovertemplate=hover(mark),
        xaxis="x2",
        yaxis=axis,
    )


def _break(figure: go.Figure, broken: Break, axis: str) -> None:
    """Two slashes on a dashed line between what is not of one definition."""
    line = {"color": BORDER, "width": 2, "dash": "dash"}
    figure.add_shape(
        type="line",
        x0=str(broken.day),
        x1=str(broken.day),
        y0=0,
        y1=1,
        xref="x",
        yref=f"{axis} domain",
        line=line,
        name="rupture",
    )
    figure.add_annotation(
        text="<b>//</b> rupture",
        x=str(broken.day),
        y=1,
        xref="x",
        yref=f"{axis} domain",
        yanchor="top",
        showarrow=False,
        font={"color": TEXT_MUTED, "size": 14},
        bgcolor=WHITE,
    )


def _aim(figure: go.Figure, aim: Aim, axis: str, *, above: bool) -> None:
    """A target: a hollow ring at its due date, nothing between it and the values; its text `above` it, else below."""
    figure.add_scatter(
        x=[str(aim.day) if aim.day else 0.5],
        y=[aim.value],
        mode="markers+text",
        marker={"color": AIM_COLOUR, "size": 16, "symbol": "circle-cross-open", "line": {"width": 2}},
        text=[f"visé : {number(aim.value)}"],
        textposition="top center" if above else "bottom center",
        textfont={"color": AIM_COLOUR, "size": 14},
        cliponaxis=False,
        hovertemplate=f"{aim.target.wording}<br>visé : {aim.written}, {aim.when}<extra></extra>",
        xaxis="x" if aim.day else "x2",
        yaxis=axis,
        name="cible",
    )
