"""Population newly covered by number of new points. Pure."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.formats import number, quantity
from components.theme import BLUE, TEXT, blank_figure


def figure_gain(gains: pd.DataFrame) -> go.Figure:
    """`gains`: points_count, gain_hab, optimal. One bar a number of points; hatched where the optimum is not proven."""
    figure = blank_figure(300)
    figure.add_bar(
        x=[number(count) for count in gains["points_count"]],
        y=[int(gain) for gain in gains["gain_hab"]],
        text=[number(gain) for gain in gains["gain_hab"]],
        textposition="outside",
        textfont={"color": TEXT},
        cliponaxis=False,
        marker={
            "color": BLUE,
            # Over the colour: in Plotly's other mode the pattern takes its place, and a white one draws nothing.
            "pattern": {
                "shape": ["" if proven else "/" for proven in gains["optimal"]],
                "fillmode": "overlay",
                "size": 8,
            },
        },
        hovertemplate="%{x} : %{text} habitants<extra></extra>",
    )
    figure.update_layout(bargap=0.35, showlegend=False, margin={"t": 28})
    figure.update_xaxes(title={"text": "Nombre de nouveaux points"}, type="category")
    figure.update_yaxes(title={"text": "Habitants de plus"}, rangemode="tozero", tickformat=",.0f")
    return figure


def data_gain(gains: pd.DataFrame, *, weighted: bool) -> pd.DataFrame:
    """The bars as numbers; what is compared with one point fewer has no value where there is no such question."""
    rows, unit = gains.to_dict("records"), "habitants pondérés" if weighted else "habitants"
    columns: dict[str, list[Any]] = {
        "Nouveaux points (nombre)": [row["points_count"] for row in rows],
        "Habitants nouvellement à portée": [row["gain_hab"] for row in rows],
        "De plus qu'avec un point de moins (habitants)": [row["added_hab"] for row in rows],
        "Optimum": ["prouvé" if row["optimal"] else "non prouvé" for row in rows],
        **({"Habitants pondérés": [row["gain_weight"] for row in rows]} if weighted else {}),
        f"Au plus, d'après la preuve ({unit})": [row["bound_weight"] for row in rows],
        "Écart possible (%)": [round(100 * float(row["gap"]), 4) for row in rows],
    }
    if any(pd.isna(row["added_hab"]) for row in rows):
        why = "sans objet : des communes gardées d'office, aucun calcul avec un point de moins"
        columns["Pourquoi une valeur manque"] = [why if pd.isna(row["added_hab"]) else None for row in rows]
    return pd.DataFrame(columns)


def table_gain(gains: pd.DataFrame, *, weighted: bool) -> pd.DataFrame:
    """The bars in words, with what each point adds and the proof; the maximised weight too, where it is another."""
    rows = gains.to_dict("records")
    columns: dict[str, list[str]] = {
        "Nouveaux points": [number(row["points_count"]) for row in rows],
        "Habitants nouvellement à portée": [number(row["gain_hab"]) for row in rows],
        "De plus qu'avec un point de moins": [number(row["added_hab"]) for row in rows],
    }
    if weighted:
        columns["Habitants pondérés"] = [number(row["gain_weight"]) for row in rows]
    columns["Preuve"] = [
        "optimum prouvé"
        if row["optimal"]
        else f"non prouvé, au plus {number(row['bound_weight'])} (écart {quantity(100 * row['gap'], '%', 2)})"
        for row in rows
    ]
    return pd.DataFrame(columns)
