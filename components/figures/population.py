"""Population of a territory by census, beside that of the Nord. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from components.formats import number
from components.theme import BLUE, TEXT_MUTED, blank_figure

#: What the two lines of the legend take above the plot.
LEGEND_PX = 56
#: (year, inhabitants), oldest first.
Series = Sequence[tuple[int, int]]


def _indexed(series: Series) -> list[float]:
    return [round(100 * inhabitants / series[0][1], 2) for _, inhabitants in series]


def figure_population(name: str, series: Series, other_name: str, other: Series) -> go.Figure:
    """Two lines, base 100 at the first census: the same basis each year, so a line may be drawn."""
    figure = blank_figure(300 + LEGEND_PX)
    for label, values, colour, dash in ((other_name, other, TEXT_MUTED, "dot"), (name, series, BLUE, "solid")):
        years = [year for year, _ in values]
        figure.add_scatter(
            x=years,
            y=_indexed(values),
            mode="lines+markers+text",
            name=label,
            line={"color": colour, "dash": dash, "width": 3},
            marker={"size": 9},
            text=["" for _ in years[:-1]] + [number(_indexed(values)[-1], 1)],
            # A line that falls comes from above: its last value is written under it.
            textposition="bottom left" if len(values) > 1 and values[-1][1] < values[-2][1] else "top center",
            cliponaxis=False,
            customdata=[inhabitants for _, inhabitants in values],
            # Written with the separators of our template, never the browser's.
            hovertemplate="%{fullData.name}, %{x} : %{customdata:,d} habitants<extra></extra>",
        )
    # On a phone the legend takes two lines: it stands above the plot, on no line of it.
    figure.update_layout(legend={"y": 1.02, "x": 0, "yanchor": "bottom"}, margin={"t": LEGEND_PX})
    years = [year for year, _ in series]
    figure.update_xaxes(dtick=1, tickformat="d", range=[years[0] - 0.2, years[-1] + 0.4])
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
