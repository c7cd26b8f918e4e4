"""What prepares the next schéma: the workshop day of 2023."""

from __future__ import annotations

import streamlit as st

from data.analysis.workshop import compute_workshop
from data.load.tables import load_tables, tables_stamp
from data.workshop import Workshop


@st.cache_resource(show_spinner=False, max_entries=2)
def _workshop(stamp: int) -> Workshop:
    return compute_workshop(load_tables())


def load_workshop() -> Workshop:
    """The workshop day of 30 June 2023: sections, near wordings, passages set beside them."""
    return _workshop(tables_stamp())
