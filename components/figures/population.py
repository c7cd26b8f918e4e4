"""Population of a territory by census, beside that of the Nord. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from components.formats import number
from components.theme import BLUE, TEXT_MUTED, blank_figure

#: (year, inhabitants), oldest first.
Series = Sequence[tuple[int, int]]


def _indexed(series: Series) -> list[float]:
    return [round(100 * inhabitants / series[0][1], 2) for _, inhabitants in series]


def figure_population(name: str, series: Series, other_name: str, other: Series) -> go.Figure:
    """Two lines, base 100 at the first census: the same basis each year, so a line may be drawn."""
    figure = blank_figure(300)
    for label, values, colour, dash in ((other_name, other, TEXT_MUTED, "dot"), (name, series, BLUE, "solid")):
        years = [year for year, _ in values]
        figure.add_scatter(
            x=years,
            y=_indexed(values),
            mode="lines+markers+text",
            name=label,
            line={"color": colour, "dash": dash, "width": 3},
            marker={"size": 9},
            text=["" for _ in years[:-1]] + [f"  {number(_indexed(values)[-1], 1)}"],
            textposition="middle right",
            cliponaxis=False,
            customdata=[inhabitants for _, inhabitants in values],
            # Written with the separators of our template, never the browser's.
            hovertemplate="%{fullData.name}, %{x} : %{customdata:,d} habitants<extra></extra>",
        )
    figure.update_layout(legend={"y": 1.15, "x": 0})
    years = [year for year, _ in series]
    figure.update_xaxes(dtick=1, tickformat="d", range=[years[0] - 0.2, years[-1] + 0.7])
    figure.update_yaxes(title={"text": f"Base 100 en {years[0]}"})
    return figure


def table_population(name: str, series: Series, other_name: str, other: Series) -> pd.DataFrame:
    """The figure's data, in inhabitants."""
    others = dict(other)
    return pd.DataFrame(
        {
            "Recensement": [str(year) for year, _ in series],
            name: [number(inhabitants) for _, inhabitants in series],
            other_name: [number(others.get(year)) for year, _ in series],
        }
    )
