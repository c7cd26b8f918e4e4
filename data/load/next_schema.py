"""What prepares the next schéma: the workshop day of 2023, the delays of the law, the polls."""

from __future__ import annotations

import streamlit as st

from data.analysis.retroplanning import compute_delays, compute_elections
from data.analysis.workshop import compute_workshop
from data.load.tables import load_tables, tables_stamp
from data.planning import Delay, Election
from data.workshop import Workshop


@st.cache_resource(show_spinner=False, max_entries=2)
def _workshop(stamp: int) -> Workshop:
    return compute_workshop(load_tables())


def load_workshop() -> Workshop:
    """The workshop day of 30 June 2023: sections, near wordings, passages set beside them."""
    return _workshop(tables_stamp())


@st.cache_resource(show_spinner=False, max_entries=2)
def _delays(stamp: int) -> dict[str, Delay]:
    return compute_delays(load_tables())


@st.cache_resource(show_spinner=False, max_entries=2)
def _elections(stamp: int) -> tuple[Election, ...]:
    return compute_elections(load_tables())


def load_delays() -> dict[str, Delay]:
    """The delays of an adoption, in the order of the process: code → delay."""
    return _delays(tables_stamp())


def load_elections() -> tuple[Election, ...]:
    """The polls, by date."""
    return _elections(tables_stamp())
