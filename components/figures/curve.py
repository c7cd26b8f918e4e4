"""Share of the population reached by distance: a cumulative curve in steps. Pure."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from components.formats import number, quantity
from components.theme import BLUE, TEXT, TEXT_MUTED, blank_figure


def measure_name(measure: str) -> str:
    """How the column that is measured is named on an axis or over a column."""
    return "Temps de trajet" if measure == "duration_min" else "Distance"


def figure_curve(steps: pd.DataFrame, measure: str, unit: str, threshold: float, method: str) -> go.Figure:
    """`steps`: the measure and the share (0 to 1) of the population reached at it; a dotted line at the threshold."""
    reached, shares = _points(steps, measure)
    figure = blank_figure(320)
    figure.add_scatter(
        x=reached,
        y=shares,
        mode="lines",
        line={"color": BLUE, "width": 3, "shape": "hv"},
        hovertemplate=f"%{{y:.1f}} % à %{{x:.1f}} {unit} ou moins<extra></extra>",
        showlegend=False,
    )
    figure.add_shape(
        type="line",
        x0=threshold,
        x1=threshold,
        y0=0,
        y1=1,
        yref="paper",
        line={"color": TEXT, "dash": "dot", "width": 2},
    )
    figure.add_annotation(
        x=threshold,
        y=4,
        text=f"  seuil : {quantity(threshold, unit)}",
        showarrow=False,
        xanchor="left",
        font={"color": TEXT_MUTED},
    )
    figure.update_xaxes(title={"text": f"{measure_name(measure)} ({unit}, {method})"}, rangemode="tozero")
    figure.update_yaxes(title={"text": "Part de la population (%)"}, range=[0, 102])
    return figure


def _points(steps: pd.DataFrame, measure: str) -> tuple[list[float], list[float]]:
    """What the curve goes through: the measure, and the share reached at it in percent."""
    shown = seen_steps(steps)
    return (
        [round(float(value), 2) for value in shown[measure]],
        [round(100 * float(share), 1) for share in shown["share"]],
    )


def seen_steps(steps: pd.DataFrame, height: float = 0.01) -> pd.DataFrame:
    """The steps that are seen: each rises by `height` of the population at least above the one before it.

    A few hundred communes make as many steps, most of them thinner than the line, and all weigh on the network. Every
    step that is kept is exact; between two of them the line is low by less than `height`.
    """
    kept, reached = [], 0.0
    shares = [float(share) for share in steps["share"]]
    for place, share in enumerate(shares):
        if place in (0, len(shares) - 1) or share - reached >= height:
            kept.append(place)
            reached = share
    return steps.iloc[kept]


def table_curve(steps: pd.DataFrame, measure: str, unit: str) -> pd.DataFrame:
    """The curve read at round values: share reached at 1, 2, 5, 10… of the unit."""
    marks = [1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60]
    shares = []
    for mark in marks:
        reached = steps.loc[steps[measure] <= mark, "share"]
        shares.append(float(reached.max()) if len(reached) else 0.0)
    return pd.DataFrame(
        {
            f"{measure_name(measure)} ({unit} ou moins)": [number(mark) for mark in marks],
            "Part de la population": [quantity(100 * share, "%", 1) for share in shares],
        }
    )


def data_curve(steps: pd.DataFrame, measure: str, unit: str) -> pd.DataFrame:
    """The points the curve goes through, as numbers."""
    reached, shares = _points(steps, measure)
    return pd.DataFrame(
        {f"{measure_name(measure)} ({unit} ou moins)": reached, "Part de la population atteinte (%)": shares}
    )
