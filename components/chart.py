"""The only caller of st.plotly_chart and st.pydeck_chart: a chart never goes without title, alternative text, source,
table and download."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components.exports.csv_text import csv_bytes
from components.html import Html, element
from components.memo import remember
from components.source import source_line
from components.table import html_table

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
) -> None:
    """Draw a figure under `title`, then its source line, then its data as a table that opens, with its CSV.

    `figure` and `table` build what is drawn, once for each `memo` (the data version and what the figure depends on).
    `table` gives the figure's own data, with French column names, in the order they are read.
    """

    def data_table() -> Html:
        data = table()
        return html_table(title, list(data.columns), data.astype("str").values.tolist())

    st.html(element("h3", title, class_="sd-chart-title"))
    drawn = remember((memo, key, "figure"), figure)
    st.plotly_chart(drawn, key=key, theme=None, config=PLOTLY_CONFIG, alt=alt)
    st.html(source_line(source))
    with st.expander("Voir les données du graphique"):
        st.html(remember((memo, key, "table"), data_table))
        st.download_button(
            "Télécharger ces données (CSV)",
            lambda: csv_bytes(table()),
            file_name=f"{key}.csv",
            mime="text/csv",
            key=f"{key}-csv",
            on_click="ignore",
        )
