"""The five questions on one action or orientation: evidence, opinion on record, and one form for the five."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

import streamlit as st

from components.drafts import draft_key
from components.grid import history_block, opinion_words
from components.grid_form import ask_opinion, begin, show_said
from components.html import Html
from data.decision import Actor, Entry, Opinion
from data.grid import Examination, QuestionEvidence
from pages.decider.grid_acts import recorded_words
from pages.decider.opinion_acts import OPINIONS_GIVEN, record_opinions

Histories = Mapping[str, Sequence[tuple[Entry, Opinion]]]


def show_questions(
    unit: str,
    writer: Actor | None,
    histories: Histories,
    evidence: Mapping[str, QuestionEvidence],
    units: Collection[str],
    grid: Examination,
    draw: Callable[[str], Html],
) -> None:
    """Each question in turn; with a writer, the fields of each and one button for the five.

    histories: question → its versions, the first one first. draw: question → its evidence drawn.
    """
    if writer is None:
        for code in grid.criteria:
            _show_question(code, histories, grid, draw)
        return
    begin(unit, grid)
    typed = []
    with st.form(draft_key(f"avis-{unit}", "form"), border=False, enter_to_submit=False):
        for code in grid.criteria:
            _show_question(code, histories, grid, draw)
            facts = tuple(fact.fact for fact in evidence[code].facts)
            now = histories[code][-1][1] if histories[code] else None
            typed.append(ask_opinion(unit, code, now, facts, grid))
        sent = st.form_submit_button("Enregistrer les cinq avis", type="primary")
    record_opinions(writer, unit, typed if sent else (), histories, evidence, units, grid)
    show_said(OPINIONS_GIVEN)


def _show_question(code: str, histories: Histories, grid: Examination, draw: Callable[[str], Html]) -> None:
    st.subheader(grid.labels[code], anchor=False)
    found = histories[code]
    st.html(opinion_words((found[-1][0], found[-1][1]) if found else None, recorded_words))
    st.html(draw(code))
    if versions := history_block(found, recorded_words):
        st.html(versions)
