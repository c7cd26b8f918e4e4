"""The same indicator in several territories, lowest first: a dot a territory, never a rank. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from components.figures.trend_marks import Mark
from components.figures.trend_told import value_columns
from components.formats import listing
from components.theme import BLUE, BORDER, TEXT, blank_figure


def figure_spread(marks: Sequence[Mark]) -> go.Figure:
    """A dot a territory with its value; a bar where the value is a range. A scale that begins at zero."""
    names = [_name(mark) for mark in marks]
    figure = blank_figure(60 + 38 * len(marks))
    for mark, name in zip(marks, names, strict=True):
        if mark.high is not None:
            line = {"color": BLUE, "width": 8}
            figure.add_shape(type="line", x0=mark.value, x1=mark.high, y0=name, y1=name, line=line)
    figure.add_scatter(
        x=[mark.value if mark.high is None else mark.high for mark in marks],
        y=names,
        mode="markers+text",
        marker={
            "color": BLUE,
            "size": 14,
            "symbol": ["circle" if mark.nature == "value" else "circle-open" for mark in marks],
            "line": {"color": BORDER, "width": 1},
        },
        text=[f"  {mark.written}" for mark in marks],
        textposition="middle right",
        textfont={"color": TEXT, "size": 15},
        cliponaxis=False,
        hovertemplate=[
            f"{name} : {mark.written}, {mark.when}<extra></extra>" for mark, name in zip(marks, names, strict=True)
        ],
    )
    top = max(mark.high or mark.value for mark in marks) or 1.0
    figure.update_xaxes(range=[0, top * 1.35], showticklabels=False)
    figure.update_yaxes(
        categoryorder="array", categoryarray=names, autorange="reversed", ticksuffix="\u00a0", tickfont={"color": TEXT}
    )
    figure.update_layout(showlegend=False)
    return figure


def _name(mark: Mark) -> str:
    return f"{mark.territory}, {mark.when}"


def table_spread(marks: Sequence[Mark]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Territoire": [mark.territory for mark in marks],
            "Valeur": [mark.written for mark in marks],
            "Date": [mark.when for mark in marks],
            "Périmètre": [mark.perimeter for mark in marks],
            "Source": [mark.source.document for mark in marks],
        }
    )


def data_spread(marks: Sequence[Mark]) -> pd.DataFrame:
    """The dots as numbers; the second column of values is the high end of a range, where there is one."""
    return pd.DataFrame(
        {
            "Territoire": [mark.territory for mark in marks],
            "Date": [mark.when for mark in marks],
            **value_columns([(mark.value, mark.high, mark.indicator.unit, mark.written) for mark in marks]),
            "Périmètre": [mark.perimeter for mark in marks],
            "Source": [mark.source.document for mark in marks],
        }
    )


def alt_spread(marks: Sequence[Mark]) -> str:
    values = listing([f"{mark.territory} {mark.written}" for mark in marks])
    return f"Un point par territoire, {marks[0].indicator.label} : {values}."
