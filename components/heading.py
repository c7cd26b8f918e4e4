"""The sentences a page begins with."""

from __future__ import annotations

import streamlit as st

from components.html import element


def show_lead(lead: str) -> None:
    """The one sentence that says which question the page answers; the frame wrote its title."""
    st.html(element("p", lead, class_="sd-lead"))


def show_scope(label: str, words: str) -> None:
    """What the territory filter changes on this page, in one sentence."""
    st.html(element("p", element("strong", f"{label}. "), words, class_="sd-scope"))
