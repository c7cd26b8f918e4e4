"""The only caller of st.plotly_chart and st.pydeck_chart: a chart never goes without title, alternative text, source,
table, and the menu that takes its image and its data away."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, cast

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components.exports.picture.chart import drawn_chart
from components.exports.picture.sheet import WIDTH
from components.figures.maps import MapSpec
from components.html import Html, element
from components.lazy import show_when_opened
from components.memo import remember
from components.source import source_line
from components.table import html_table
from components.take_away import Carried, TakenAway, show_take_away

#: Plotly ships no French: what its bar and its hover say is written here.
PLOTLY_CONFIG = {
    "displaylogo": False,
    "displayModeBar": False,
    "scrollZoom": False,
    "locale": "fr",
    "locales": {
        "fr": {
            "dictionary": {
                "Zoom": "Zoom",
                "Reset axes": "Réinitialiser",
                "Download plot as a PNG": "Télécharger (PNG)",
            },
            "format": {"decimal": ",", "thousands": "\u202f"},
        }
    },
}


def show_chart(
    figure: Callable[[], go.Figure],
    *,
    key: str,
    memo: Hashable,
    title: str,
    alt: str,
    source: str,
    table: Callable[[], pd.DataFrame],
    data: Callable[[], pd.DataFrame],
    carried: Carried,
    when_opened: bool = False,
) -> None:
    """Draw a figure under `title`, then its source line, then its data as a table that opens, and its menu.

    `figure` and `table` build what is drawn, once for each `memo` (the data version and what the figure depends on).
    `table` gives the figure's own data in words, in the order they are read. `data` gives them as values (numbers,
    dates), each point that is drawn, for its files; both have French column names. `when_opened`: the table is sent
    only once it is opened, on a page that is heavy already. `carried`: what its files must say besides.
    """

    st.html(element("h2", title, class_="sd-chart-title"))
    drawn = remember((memo, key, "figure"), figure)
    st.plotly_chart(drawn, key=key, theme=None, config=PLOTLY_CONFIG, alt=alt)
    st.html(source_line(source))
    words = "Voir les données du graphique"

    def written() -> Html:
        # Known by its class, it is printed even where it was not opened.
        return remember((memo, key, "table"), lambda: element("div", _written(title, table()), class_="sd-chart-data"))

    if when_opened:
        show_when_opened(words, key=f"{key}-donnees", draw=written)
    else:
        with st.expander(words):
            st.html(written())
    show_take_away(
        TakenAway(title, alt, source, carried, lambda: drawn_chart(drawn, WIDTH), data), key=key, what="ce graphique"
    )


#: Up to so many rows, the table of a map stands in sight; beyond, it opens, and is only sent then.
ROWS_IN_SIGHT = 10


def show_map(
    spec: Callable[[], MapSpec],
    *,
    key: str,
    memo: Hashable,
    alt: str,
    source: str,
    on_click: Callable[[], None],
) -> None:
    """Draw a map and its source line. `on_click` is called when a territory is clicked, before the page runs again.

    Its table follows by `show_map_table`, where the page has room for it. `spec` is built once for each `memo`.
    """
    with st.container(key=f"{key}-cadre"):
        drawn = remember((memo, key, "map"), spec)
        # Streamlit asks of a deck its JSON and its tooltip, nothing else; pydeck's own JSON is three times as long.
        st.pydeck_chart(cast("Any", drawn), key=key, alt=alt, on_select=on_click, selection_mode="single-object")
    st.html(source_line(source))


def show_map_table(
    *,
    key: str,
    memo: Hashable,
    title: str,
    rows: int,
    table: Callable[[], pd.DataFrame],
    taken: TakenAway,
) -> None:
    """The map as a table, every territory of its level: in sight when it is short, else opened by the reader.

    `table` is read (its first column names the territories). `taken`: the image of the map, and its data with codes
    and values.
    """

    def written() -> Html:
        drawn = _written(title, table(), numeric=(1,), dense=True)
        return element("div", drawn, class_="sd-scroll" if rows > ROWS_IN_SIGHT else None)

    if rows <= ROWS_IN_SIGHT:
        st.html(remember((memo, key, "table"), written))
    else:
        show_when_opened(
            f"Voir le tableau des {rows} territoires de la carte",
            key=f"{key}-tableau",
            draw=lambda: remember((memo, key, "table"), written),
        )
    show_take_away(taken, key=key, what="cette carte")


def _written(title: str, data: pd.DataFrame, *, numeric: Sequence[int] = (), dense: bool = False) -> Html:
    """A frame, already in words, as a table under its title."""
    return html_table(title, list(data.columns), data.astype("str").values.tolist(), numeric=numeric, dense=dense)
