"""Population of a territory by census, beside that of the Nord. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from components.formats import number
from components.theme import BLUE, TEXT_MUTED, blank_figure

#: What the two lines of the legend take above the plot.
LEGEND_PX = 56
#: Left above and under the lines for the value written beside one of their points, as a share of what they span.
LABEL_ROOM = 0.2
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
    years, drawn = [year for year, _ in series], [*_indexed(series), *_indexed(other)]
    figure.update_xaxes(dtick=1, tickformat="d", range=[years[0] - 0.2, years[-1] + 0.4])
    # A last value is written above the highest point, or under the lowest: neither may reach the years.
    room = LABEL_ROOM * ((max(drawn) - min(drawn)) or 1)
    figure.update_yaxes(title={"text": f"Base 100 en {years[0]}"}, range=[min(drawn) - room, max(drawn) + room])
    return figure


def table_population(name: str, series: Series, other_name: str, other: Series) -> pd.DataFrame:
    """The figure's data in words: inhabitants, and the index that is drawn of them."""
    found: dict[str, list[str]] = {"Recensement": [str(year) for year, _ in series]}
    for label, values in ((name, series), (other_name, other)):
        known, indexed = dict(values), dict(zip([year for year, _ in values], _indexed(values), strict=True))
        found[label] = [number(known.get(year)) for year, _ in series]
        found[f"{label}, {_base(values)}"] = [number(indexed.get(year), 2) for year, _ in series]
    return pd.DataFrame(found)


def data_population(name: str, series: Series, other_name: str, other: Series) -> pd.DataFrame:
    """One row a point that is drawn: the index, and the inhabitants it is of."""
    rows = [
        (label, year, index, inhabitants)
        for label, values in ((name, series), (other_name, other))
        for (year, inhabitants), index in zip(values, _indexed(values), strict=True)
    ]
    columns = ["Territoire", "Recensement (année)", f"Population ({_base(series)})", "Population (habitants)"]
    return pd.DataFrame(rows, columns=columns)


def _base(series: Series) -> str:
    return f"base 100 en {series[0][0]}"
