"""Tour des pilotes: whom to ask and about what, from the tables; what they answered, from the store."""

from __future__ import annotations

import streamlit as st

from data.analysis.pilot_round import compute_asked, compute_questions
from data.deciding.pilot_round import Asked, Question, Received, read_answers
from data.decision import Entry
from data.load.bilan import load_fiche
from data.load.store import load_heads
from data.load.tables import load_tables, tables_stamp


@st.cache_resource(show_spinner=False, max_entries=2)
def _asked(stamp: int) -> tuple[Asked, ...]:
    return compute_asked(load_tables())


@st.cache_resource(show_spinner=False, max_entries=32)
def _questions(stamp: int, action_id: int) -> tuple[Question, ...]:
    return compute_questions(load_fiche(action_id))


def load_asked(action_id: int = 0) -> tuple[Asked, ...]:
    """Every body that may answer about an action, those an answer is due from first; 0: about any."""
    return tuple(one for one in _asked(tables_stamp()) if action_id in {0, one.action_id})


def load_questions(action_id: int) -> tuple[Question, ...]:
    """What the fiche of this action leaves open."""
    return _questions(tables_stamp(), action_id)


def load_answers() -> tuple[Received, ...]:
    """Every answer, in its latest version. Raises `UnavailableError`."""
    heads = load_heads("pilot_answer")
    return _answers(max((entry.seq for entry in heads), default=0), heads[0].hash if heads else "", heads)


@st.cache_resource(show_spinner=False, max_entries=4)
def _answers(last: int, first: str, _heads: tuple[Entry, ...]) -> tuple[Received, ...]:
    return read_answers(_heads)
