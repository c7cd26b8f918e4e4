"""The schéma and its neighbouring frames, each with its own clock. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import plotly.graph_objects as go

from components.formats import span, truncated
from components.theme import BLUE, TEXT, TEXT_MUTED, blank_figure
from data.model import Frame

_DAY_MS = 86_400_000


def _name(frame: Frame, frames: Sequence[Frame]) -> str:
    """The frame's acronym or name, with its first year where two frames bear the same."""
    name = frame.acronym or frame.label
    twins = sum((other.acronym or other.label)[:30] == name[:30] for other in frames)
    year = f" ({frame.when.start.year})" if twins > 1 and frame.when.start else ""
    return truncated(name, 44) + year


def figure_frames(frames: Sequence[Frame], reference: dt.date) -> go.Figure:
    """A bar from the first to the last year of each frame that has both; a dotted line at the date de référence.

    A frame with one end alone is drawn as a diamond: its length is not known, so none is drawn.
    """
    figure = blank_figure(90 + 32 * len(frames))
    names = [_name(frame, frames) for frame in frames]
    colours = [BLUE if "SDAASP" in (frame.acronym or frame.label) else TEXT_MUTED for frame in frames]
    hovers = [
        f"{frame.label}<br>{span(frame.when.start, frame.when.end, frame.when.precision)}<extra></extra>"
        for frame in frames
    ]
    whole = [place for place, frame in enumerate(frames) if frame.when.start and frame.when.end]
    partial = [place for place in range(len(frames)) if place not in whole]
    starts = {place: frames[place].when.start or dt.date.min for place in whole}
    lasts = {place: frames[place].when.last or dt.date.min for place in whole}
    figure.add_bar(
        base=[starts[place].isoformat() for place in whole],
        x=[((lasts[place] - starts[place]).days + 1) * _DAY_MS for place in whole],
        y=[names[place] for place in whole],
        orientation="h",
        marker={"color": [colours[place] for place in whole]},
        hovertemplate=[hovers[place] for place in whole],
    )
    figure.add_scatter(
        x=[str(frames[place].when.start or frames[place].when.last) for place in partial],
        y=[names[place] for place in partial],
        mode="markers",
        marker={"color": [colours[place] for place in partial], "size": 14, "symbol": "diamond"},
        hovertemplate=[hovers[place] for place in partial],
    )
    day = reference.isoformat()
    figure.add_shape(
        type="line", x0=day, x1=day, y0=0, y1=1, yref="paper", line={"color": TEXT, "dash": "dot", "width": 2}
    )
    figure.update_layout(bargap=0.4, showlegend=False)
    figure.update_xaxes(type="date", tickformat="%Y", dtick="M12", range=["2016-10-01", "2031-03-01"], side="top")
    figure.update_yaxes(
        categoryorder="array", categoryarray=names, autorange="reversed", tickfont={"color": TEXT}, ticksuffix="\u00a0"
    )
    return figure
