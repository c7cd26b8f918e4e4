"""What is long and asked for by few: sent only once it is opened."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components.html import Html


def show_when_opened(label: str, *, key: str, draw: Callable[[], Html]) -> None:
    """An expander whose content is drawn and sent only when the reader opens it (a run of the page)."""
    box = st.expander(label, key=f"{key}-ouvert", on_change="rerun")
    if box.open:
        box.html(draw())
