"""How many actions each proposed status has. Pure."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from components.formats import plural
from components.theme import STATUS_STYLES, TEXT, blank_figure
from data.model import READING_LABELS


def figure_readings(counts: Mapping[str, int], height_px: int = 190) -> go.Figure:
    """A bar a status, in words and pattern, with its count. `counts`: status → number of actions (0 is drawn as 0)."""
    styles = [STATUS_STYLES[reading] for reading in counts]
    labels = [READING_LABELS[reading] for reading in counts]
    figure = blank_figure(height_px)
    figure.add_bar(
        x=list(counts.values()),
        y=labels,
        orientation="h",
        text=[f"<b>{count}</b>" for count in counts.values()],
        textposition="outside",
        textfont={"color": TEXT, "size": 18},
        cliponaxis=False,
        marker={
            "color": [style.fill for style in styles],
            "pattern": {
                "shape": [style.pattern for style in styles],
                "fillmode": "overlay",
                "bgcolor": [style.fill for style in styles],
                "fgcolor": [style.on_fill for style in styles],
                "solidity": 0.25,
                "size": 7,
            },
        },
        hovertemplate=[
            f"{label} : {plural(count, 'action')}<extra></extra>"
            for label, count in zip(labels, counts.values(), strict=True)
        ],
    )
    figure.update_layout(showlegend=False, bargap=0.25)
    figure.update_xaxes(visible=False, range=[0, max(counts.values()) * 1.15])
    figure.update_yaxes(autorange="reversed", ticksuffix="\u00a0", tickfont={"size": 15, "color": TEXT}, showgrid=False)
    return figure


def table_readings(counts: Mapping[str, int]) -> pd.DataFrame:
    """The figure's data, with every status (0 is a value)."""
    return pd.DataFrame(
        {
            "Statut proposé par la fiche (2023)": [READING_LABELS[reading] for reading in counts],
            "Nombre d'actions": list(counts.values()),
        }
    )


def alt_readings(counts: Mapping[str, int]) -> str:
    """The figure in one sentence."""
    parts = ", ".join(f"{READING_LABELS[reading].lower()} {count}" for reading, count in counts.items())
    return f"Barres : nombre d'actions par statut proposé dans les fiches de 2023, sur {sum(counts.values())}. {parts}."
