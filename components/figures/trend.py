"""An indicator in time: points, lines only where they may be drawn, breaks, undated levels, targets. Pure.

Time is on one axis, shared by every panel; what has no date stands in a column of its own, on no axis of time.
"""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from components.figures.trend_marks import Aim, Break, Mark, Panel, scale_of
from components.formats import listing, number, quantity, spread
from components.theme import BLUE, BORDER, PANEL, TEXT, TEXT_MUTED, WHITE, blank_figure
from data.trend import ORIGIN_LABELS

#: Colour and sign of an origin: the bilan is never mistaken for what is published elsewhere, even in grey.
STYLES = {
    "bilan": (BLUE, "circle"),
    "context": ("#8f5902", "diamond"),
    "import": ("#006a6f", "square"),
    "catalogue": (TEXT_MUTED, "square"),
}
AIM_COLOUR = "#a3001b"
NATURES = {"value": "Publiée", "contested": "Publiée, contestée", "counter": "Contre-valeur d'un service"}
SHORT_ORIGINS = {
    "bilan": "Bilan 2017-2023",
    "context": "Contexte, hors du bilan",
    "catalogue": "Catalogue national",
    "import": "Importé",
}
#: Pixels of the titles above a strip and of the years below the last one.
HEAD_LINE_PX, HEAD_GAP_PX, FOOT_PX = 20, 18, 48
TITLE_CHARACTERS = 40
#: A value so near the end of a year is given the year beyond to be read in.
EDGE_DAYS = 20
#: Beyond so many points on a line, only its ends and its extremes are written beside them.
LABELS_WRITTEN = 8


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
    shared = _tops(panels)
    for place, part in enumerate(panels):
        number_, name = _names(place)
        top = (shared if one_scale else _tops([part]))[scale_of(part.unit)]
        figure.update_layout({f"yaxis{number_}": {"range": [0, top * 1.3]}})
        _draw(figure, part, name)
    if timed:
        start, end = _bounds(panels)
        # Beyond six years a phone has no room for each of them.
        every = "M12" if (end - start).days < 6 * 366 else "M24"
        bounds = [start.isoformat(), end.isoformat()]
        figure.update_xaxes(range=bounds, dtick=every, selector={"type": "date"})
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


def _draw(figure: go.Figure, part: Panel, axis: str) -> None:
    for run in part.runs:
        _run(figure, part, run, axis)
    for mark in part.apart:
        _run(figure, part, (mark,), axis)
    for mark in part.dated:
        _period(figure, mark, axis)
        _range(figure, mark, axis)
        _revised(figure, mark, axis)
    for mark in part.levels:
        _level(figure, mark, axis)
    for broken in part.breaks:
        _break(figure, broken, axis)
    for aim in part.aims:
        _aim(figure, aim, axis)


def _symbol(mark: Mark) -> str:
    if mark.nature == "counter":
        return "x"
    symbol = STYLES[mark.indicator.origin][1]
    if mark.nature == "contested":
        return f"{symbol}-open"
    return {"more_than": "triangle-up", "at_least": "triangle-up"}.get(mark.qualifier, symbol)


def _label(mark: Mark, part: Panel) -> str:
    """The value beside its point, and whose it is when the panel holds several indicators."""
    if mark.high is not None:
        return ""  # written above its bar
    qualifier = {"more_than": "plus de ", "at_least": "au moins ", "about": "env. "}.get(mark.qualifier, "")
    words = f"{qualifier}{number(mark.value)}"
    if len(part.indicators) > 1:
        words = f"<b>{words}</b><br>{short_name(mark)}"
    return words if mark.nature == "value" else f"{words} (contesté)"


def short_name(mark: Mark) -> str:
    """The acronym a label ends with, « (MSAP) », else its first words."""
    label = mark.indicator.label
    if label.endswith(")") and "(" in label:
        return label[label.rindex("(") + 1 : -1]
    return " ".join(label.split()[:2])


def _labelled(run: Sequence[Mark]) -> set[int]:
    """Which points have their value beside them: both ends, the extremes, and what does not run into another.

    Two labels that touch would read as one number: « 20 22 ».
    """
    values, days = [mark.value for mark in run], [mark.day or dt.date.min for mark in run]
    kept = {0, len(run) - 1}
    if len(run) > LABELS_WRITTEN:
        return kept | {values.index(max(values)), values.index(min(values))}
    near = (days[-1] - days[0]) / 10
    for place in range(1, len(run) - 1):
        if all(abs(days[place] - days[other]) >= near for other in kept):
            kept.add(place)
    return kept


def _hover(mark: Mark) -> str:
    revised = "".join(f"<br>publié {number(r.value)} ({r.edition}), révisé" for r in mark.revisions)
    motive = f"<br>{mark.motive}" if mark.motive else ""
    return f"{mark.indicator.label}<br><b>{mark.written}</b>, {mark.when}{revised}{motive}<extra></extra>"


def _run(figure: go.Figure, part: Panel, run: Sequence[Mark], axis: str) -> None:
    """The only place a line is drawn: two dated values of one run at least, never through anything else."""
    colour = STYLES[run[0].indicator.origin][0] if run[0].nature != "counter" else AIM_COLOUR
    values = [mark.value for mark in run]
    kept = _labelled(run)
    texts = [_label(mark, part) if place in kept else "" for place, mark in enumerate(run)]
    figure.add_scatter(
        x=[str(mark.day) for mark in run],
        y=values,
        mode="lines+markers+text" if len(run) > 1 else "markers+text",
        line={"color": colour, "width": 3} if len(run) > 1 else None,
        marker={"color": colour, "size": 12, "symbol": [_symbol(mark) for mark in run], "line": {"color": WHITE}},
        text=texts,
        textposition="bottom right" if run[0].nature == "counter" else "top center",
        textfont={"color": TEXT, "size": 17},
        cliponaxis=False,
        hovertemplate=[_hover(mark) for mark in run],
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
        text=[_level_label(mark)],
        textposition="top center",
        textfont={"color": TEXT, "size": 17},
        cliponaxis=False,
        hovertemplate=_hover(mark),
        xaxis="x2",
        yaxis=axis,
    )


def _level_label(mark: Mark) -> str:
    """The value, its unit being that of the strip; « plus de » and « % » stay, they change what is read."""
    words = spread(mark.value, mark.high, "%" if scale_of(mark.indicator.unit) == "%" else "")
    words = {"more_than": "plus de ", "at_least": "au moins ", "about": "env. "}.get(mark.qualifier, "") + words
    return words if mark.nature == "value" else f"{words} (contesté)"


def _break(figure: go.Figure, broken: Break, axis: str) -> None:
    """Two slashes on a dashed line between what is not of one definition."""
    line = {"color": BORDER, "width": 2, "dash": "dash"}
    figure.add_shape(
        type="line",
        x0=str(broken.day),
        x1=str(broken.day),
        y0=0,
        y1=0.86,
        xref="x",
        yref=f"{axis} domain",
        line=line,
        name="rupture",
    )
    figure.add_annotation(
        text="<b>//</b> rupture",
        x=str(broken.day),
        y=0.86,
        xref="x",
        yref=f"{axis} domain",
        yanchor="bottom",
        showarrow=False,
        font={"color": TEXT_MUTED, "size": 14},
        bgcolor=WHITE,
    )


def _aim(figure: go.Figure, aim: Aim, axis: str) -> None:
    """A target: a hollow ring at its due date, nothing between it and the values."""
    figure.add_scatter(
        x=[str(aim.day) if aim.day else 0.5],
        y=[aim.value],
        mode="markers+text",
        marker={"color": AIM_COLOUR, "size": 16, "symbol": "circle-cross-open", "line": {"width": 2}},
        text=[f"visé : {number(aim.value)}"],
        textposition="bottom center",
        textfont={"color": AIM_COLOUR, "size": 14},
        cliponaxis=False,
        hovertemplate=f"{aim.target.wording}<br>visé : {aim.written}, {aim.when}<extra></extra>",
        xaxis="x" if aim.day else "x2",
        yaxis=axis,
        name="cible",
    )


def table_trend(panels: Sequence[Panel]) -> pd.DataFrame:
    """Every mark of the figure, in the order of time, then what has no date, then what is aimed at."""
    rows = []
    for part in panels:
        broken = {id(broken.after.point) for broken in part.breaks}
        for mark in part.marks:
            cut = mark.nature == "value" and id(mark.point) in broken
            rows.append(
                (
                    mark.indicator.label,
                    ORIGIN_LABELS[mark.indicator.origin],
                    mark.when,
                    mark.written,
                    NATURES[mark.nature] + (", non comparable à la précédente" if cut else ""),
                    _reserve(mark),
                    mark.territory,
                    mark.source.document,
                )
            )
        rows += [
            (
                aim.target.label,
                ORIGIN_LABELS[part.origin],
                aim.when,
                aim.written,
                "Visée, pas atteinte ni mesurée",
                aim.target.wording,
                aim.target.territory,
                aim.target.source.document,
            )
            for aim in part.aims
        ]
    columns = ["Indicateur", "Origine", "Date", "Valeur", "Nature", "Réserve", "Territoire", "Source"]
    return pd.DataFrame(rows, columns=columns)


def _reserve(mark: Mark) -> str:
    if mark.motive:
        return mark.motive
    steps = [f"publié {number(revision.value)} ({revision.edition})" for revision in mark.revisions]
    revised = [f"{listing(steps)}, révisé {number(mark.value)}"] if steps else []
    return " ; ".join([*revised, *([mark.perimeter] if mark.perimeter else [])])


def alt_trend(panels: Sequence[Panel]) -> str:
    """What the figure shows, panel by panel, for who does not see it."""
    return " ".join(_alt_panel(part) for part in panels)


def _alt_panel(part: Panel) -> str:
    said = [f"{part.title} ({ORIGIN_LABELS[part.origin].lower()}, {part.territory})"]
    for run in part.lines:
        ends = f"de {run[0].written} ({run[0].when}) à {run[-1].written} ({run[-1].when})"
        said.append(f"ligne de {len(run)} valeurs, {ends}")
    alone = [run[0] for run in part.runs if len(run) == 1] + list(part.apart)
    said += [f"point sans ligne, {mark.written} ({mark.when})" for mark in alone]
    said += [f"niveau hors de l'axe du temps, {mark.written} (date non précisée)" for mark in part.levels]
    said += [f"rupture entre {cut.before.when} et {cut.after.when}" for cut in part.breaks]
    said += [f"visé, {quantity(aim.value, aim.target.unit)} ({aim.when})" for aim in part.aims]
    return " ; ".join(said) + "."
