"""The calendar of an adoption: one bar a delay, one mark a step. Pure."""

from __future__ import annotations

import plotly.graph_objects as go

from components.theme import BLUE, TEXT, TEXT_MUTED, blank_figure
from data.planning import Plan

_DAY_MS = 86_400_000
#: A short name a step, for the axis of the drawing: the table says the whole one.
SHORT = {
    "copil": "COPIL des orientations",
    "epci": "Avis des EPCI",
    "region": "Avis de la Région",
    "ctap": "Avis de la CTAP",
    "convocation": "Convocation",
    "adoption": "Délibération",
    "arrete": "Arrêté du préfet",
    "convention": "Convention",
}


def figure_plan(plan: Plan) -> go.Figure:
    """Bars for the opinions, diamonds for the acts; dotted lines at the COPIL and at the adoption."""
    figure = blank_figure(110 + 34 * len(plan.steps))
    names = [SHORT[step.code] for step in plan.steps]
    bars = [step for step in plan.steps if step.until]
    marks = [step for step in plan.steps if not step.until]
    figure.add_bar(
        base=[step.latest.isoformat() for step in bars],
        x=[((step.until or step.latest) - step.latest).days * _DAY_MS for step in bars],
        y=[SHORT[step.code] for step in bars],
        orientation="h",
        marker={"color": [BLUE if step.code == "epci" else TEXT_MUTED for step in bars]},
        hovertemplate=[
            f"{step.label}<br>{step.latest:%d/%m/%Y} – {step.until:%d/%m/%Y}<extra></extra>" for step in bars
        ],
    )
    figure.add_scatter(
        x=[step.latest.isoformat() for step in marks],
        y=[SHORT[step.code] for step in marks],
        mode="markers",
        marker={"color": TEXT, "size": 14, "symbol": "diamond"},
        hovertemplate=[f"{step.label}<br>{step.latest:%d/%m/%Y}<extra></extra>" for step in marks],
    )
    for day in (plan.copil, plan.adoption):
        figure.add_shape(
            type="line",
            x0=day.isoformat(),
            x1=day.isoformat(),
            y0=0,
            y1=1,
            yref="paper",
            line={"color": TEXT, "dash": "dot", "width": 2},
        )
    figure.update_layout(bargap=0.4, showlegend=False)
    figure.update_xaxes(type="date", tickformat="%m/%Y", side="top", nticks=8)
    figure.update_yaxes(
        categoryorder="array", categoryarray=names, autorange="reversed", tickfont={"color": TEXT}, ticksuffix="\u00a0"
    )
    return figure
