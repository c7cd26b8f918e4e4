"""What the bilan says: actions, caveats, calendar, search."""

from __future__ import annotations

import streamlit as st

from data.analysis.acronyms import compute_acronyms
from data.analysis.caveats import compute_caveats
from data.analysis.fiche import compute_fiche
from data.analysis.process import compute_frames, compute_steps
from data.analysis.search import Entry, build_index
from data.analysis.statuses import compute_statuses
from data.load.tables import load_tables, tables_stamp
from data.model import ActionStatus, Caveat, Fiche, Frame, Step


@st.cache_resource(show_spinner=False, max_entries=2)
def _statuses(stamp: int) -> tuple[ActionStatus, ...]:
    return compute_statuses(load_tables())


@st.cache_resource(show_spinner=False, max_entries=2)
def _caveats(stamp: int) -> tuple[Caveat, ...]:
    return compute_caveats(load_tables())


@st.cache_resource(show_spinner=False, max_entries=32)
def _fiche(stamp: int, action_id: int) -> Fiche:
    return compute_fiche(load_tables(), action_id, _statuses(stamp), _caveats(stamp))


@st.cache_resource(show_spinner=False, max_entries=2)
def _index(stamp: int) -> tuple[Entry, ...]:
    return build_index(load_tables(), _statuses(stamp), _caveats(stamp))


@st.cache_resource(show_spinner=False, max_entries=2)
def _steps(stamp: int) -> tuple[Step, ...]:
    return compute_steps(load_tables())


@st.cache_resource(show_spinner=False, max_entries=2)
def _frames(stamp: int) -> tuple[Frame, ...]:
    return compute_frames(load_tables())


@st.cache_resource(show_spinner=False, max_entries=2)
def _acronyms(stamp: int) -> dict[str, str]:
    return compute_acronyms(load_tables())


@st.cache_resource(show_spinner=False, max_entries=2)
def _table_names(stamp: int) -> dict[str, str]:
    columns = load_tables()["table_columns"].drop_duplicates("table")
    return dict(zip(columns["table"], columns["table_title"], strict=True))


def load_statuses() -> tuple[ActionStatus, ...]:
    """The sixteen proposals, in order."""
    return _statuses(tables_stamp())


def load_acronyms() -> dict[str, str]:
    """Acronym → what it stands for."""
    return _acronyms(tables_stamp())


def load_caveats() -> tuple[Caveat, ...]:
    """Every caveat, gravest first."""
    return _caveats(tables_stamp())


def load_fiche(action_id: int) -> Fiche:
    """Everything the fiche of an action says; `action_id` from 1 to 16."""
    return _fiche(tables_stamp(), action_id)


def load_index() -> tuple[Entry, ...]:
    """The entries of the search."""
    return _index(tables_stamp())


def load_steps() -> tuple[Step, ...]:
    """The steps of the process, by date."""
    return _steps(tables_stamp())


def load_frames() -> tuple[Frame, ...]:
    """The neighbouring frames, by first year."""
    return _frames(tables_stamp())


def load_table_names() -> dict[str, str]:
    """Every table of the dictionary: name → French title."""
    return _table_names(tables_stamp())
