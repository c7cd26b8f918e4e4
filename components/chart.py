"""The only caller of st.plotly_chart and st.pydeck_chart: a chart never goes without title, alternative text, source,
table and download."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components.exports.csv_text import csv_bytes
from components.html import Html, element
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
    figure: go.Figure, *, key: str, title: str, alt: str, source: str, table: pd.DataFrame, note: Html | None = None
) -> None:
    """Draw `figure` under `title`, then its source line, then its data as a table that opens, with its CSV.

    `table`: the figure's own data, with French column names, in the order they are read; cells are shown as they are.
    """
    st.html(element("h3", title, class_="sd-chart-title"))
    st.plotly_chart(figure, key=key, theme=None, config=PLOTLY_CONFIG, alt=alt)
    st.html(element("div", source_line(source), note))
    with st.expander("Voir les données du graphique"):
        cells = table.astype("str").values.tolist()
        st.html(html_table(title, list(table.columns), cells))
        st.download_button(
            "Télécharger ces données (CSV)",
            csv_bytes(table),
            file_name=f"{key}.csv",
            mime="text/csv",
            key=f"{key}-csv",
            on_click="ignore",
        )
