"""What does the grid propose for each action or orientation, on which opinions, and what would change it?"""

from __future__ import annotations

import streamlit as st

from components.filters import choose_from_url
from components.grid import (
    evidence_block,
    grid_table,
    method_block,
    opening_words,
    questions_note,
    unit_head,
)
from components.heading import show_lead
from components.identity import current_actor, identified_actor
from components.links import link_to
from components.memo import remember
from components.source import source_line
from components.status import proposal_words
from data.deciding.opinions import WEIGHTS_ID, opinion_id
from data.decision import CRITERIA, Actor
from data.grid import ACTIONS, EQUAL, GridLine
from data.load import (
    load_grid_evidence,
    load_grid_lines,
    load_manifest,
    load_opinion_history,
    load_statuses,
    load_units,
    load_weights,
    load_weights_history,
)
from data.store import UnavailableError
from pages.decider.grid_acts import allowed
from pages.decider.grid_orientations import show_orientations
from pages.decider.grid_questions import show_questions
from pages.decider.grid_staff import show_staff

OBJECTS = {"actions": "Les actions 2017-2023", "orientations": "Les orientations 2025-2030"}


def whose() -> dict[int, str]:
    """Action → who wrote the proposal of its fiche."""
    return {status.action_id: proposal_words(status) for status in load_statuses()}


def show_unit(line: GridLine, actor: Actor) -> None:
    """One action, question by question: the evidence, the opinion on record, and the form of those who may give it."""
    st.html(unit_head(line, link_to("fiche", action=line.action_id), whose()[line.action_id]))
    writes = allowed(actor, "donner_avis", opinion_id(line.unit, "C1"))
    writer = identified_actor() if writes else None
    evidence = load_grid_evidence(line.unit)
    histories = {code: load_opinion_history(line.unit, code) for code in CRITERIA}
    units = {one.object_id for one in load_units()}
    show_questions(line.unit, writer, histories, evidence, units, ACTIONS, lambda code: evidence_block(evidence[code]))


def show_actions() -> None:
    """Every action and what the grid proposes of it; or one, question by question."""
    actor, (weights, version) = current_actor(), load_weights()
    lines = load_grid_lines()
    st.html(method_block(weights, weights == EQUAL))
    names = {"": "Toutes (vue d'ensemble)"} | {line.unit: line.label for line in lines}
    chosen = choose_from_url("examen", "Action examinée", names, "", keep=False)
    if chosen:
        show_unit(next(line for line in lines if line.unit == chosen), actor)
        return
    st.html(opening_words(lines))
    drawn = (load_manifest().version, "grille", lines)
    st.html(remember(drawn, lambda: grid_table(lines, lambda unit: link_to("grille", examen=unit), whose())))
    st.html(source_line(f"avis du COTECH enregistrés dans le tableau de bord. {questions_note()}"))
    if allowed(actor, "ponderer", WEIGHTS_ID):
        staff = st.expander("Pour le secrétariat : robustesse, pondérations", key="secretariat", on_change="rerun")
        if staff.open:
            with staff:
                show_staff(lines, weights, version, ACTIONS, load_grid_lines, load_weights_history())


show_lead("Cinq questions, un avis du COTECH à chacune, et ce que la règle en déduit.")
try:
    if choose_from_url("objet", "Ce qui est examiné", OBJECTS, "actions", keep=False) == "orientations":
        show_orientations()
    else:
        show_actions()
except UnavailableError as error:
    st.error(error.message_fr)
