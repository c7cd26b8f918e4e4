"""The grid of the orientations 2025-2030: the same rule, its own questions, one line an orientation."""

from __future__ import annotations

import streamlit as st

from components.filters import choose_from_url
from components.grid import (
    evidence_block,
    grid_table,
    method_block,
    opening_words,
    orientation_head,
    questions_note,
)
from components.grid_staff import changes_block
from components.html import Html
from components.identity import current_actor, identified_actor
from components.links import link_to
from components.memo import remember
from components.source import source_line
from data.analysis.grid_changes import smallest_changes
from data.deciding.opinions import opinion_id
from data.decision import Actor
from data.grid import EQUAL, GridLine
from data.load import (
    load_examined_orientations,
    load_manifest,
    load_orientation_evidence,
    load_orientation_grid,
    load_orientation_opinion_history,
    load_orientation_weights,
    load_orientation_weights_history,
    load_stamp,
    series_stamp,
)
from data.orientation_grid import ORIENTATIONS
from pages.decider.grid_acts import allowed
from pages.decider.grid_questions import show_questions
from pages.decider.grid_staff import show_staff

GONE = (
    "Cette orientation n'est plus à examiner : une décision vient de la fusionner ou de la retirer, ou sa création "
    "est abandonnée. Un avis en cours de saisie n'a pas été enregistré."
)


def show_orientations() -> None:
    """Every orientation and what the grid proposes of it; or one, question by question."""
    actor, (weights, version) = current_actor(), load_orientation_weights()
    lines = load_orientation_grid()
    st.html(method_block(weights, weights == EQUAL, ORIENTATIONS))
    known = {line.unit.removeprefix("orientation:"): line for line in lines}
    names = {"": "Toutes (vue d'ensemble)"} | {code: line.label for code, line in known.items()}
    chosen = choose_from_url("orientation", "Orientation examinée", names, "", keep=False, scope="grille-", gone=GONE)
    if chosen:
        show_orientation(known[chosen], actor, weights)
        return
    st.html(opening_words(lines))
    st.html(grid_table(lines, examination, {}, ORIENTATIONS))
    st.html(source_line(f"avis du COTECH enregistrés dans le tableau de bord. {questions_note(ORIENTATIONS)}"))
    if allowed(actor, "ponderer", ORIENTATIONS.weights_id):
        staff = st.expander("Pour le secrétariat : robustesse, pondérations", key="secretariat", on_change="rerun")
        if staff.open:
            with staff:
                history = load_orientation_weights_history()
                show_staff(lines, weights, version, ORIENTATIONS, load_orientation_grid, history)


def examination(unit: str) -> str:
    """The address of the examination of one orientation."""
    return link_to("grille", objet="orientations", orientation=unit.removeprefix("orientation:"))


def show_orientation(line: GridLine, actor: Actor, weights: tuple[int, ...]) -> None:
    """One orientation: the evidence beside each question, the opinion on record, the form of those who may give it."""
    st.html(orientation_head(line, link_to("orientations_2025", dossier=line.unit.removeprefix("orientation:"))))
    if line.begun and (changes := changes_block(smallest_changes(line.opinions, weights, ORIENTATIONS), ORIENTATIONS)):
        st.html(changes)
    writer = identified_actor() if allowed(actor, "donner_avis", opinion_id(line.unit, "P1")) else None
    evidence = load_orientation_evidence(line.unit)
    memo = (load_manifest().version, series_stamp(), load_stamp(), "examen", line.unit)
    histories = {code: load_orientation_opinion_history(line.unit, code) for code in ORIENTATIONS.criteria}

    def draw(code: str) -> Html:
        return remember((memo, code), lambda: evidence_block(evidence[code], ORIENTATIONS))

    units = load_examined_orientations()
    show_questions(line.unit, writer, histories, evidence, units, ORIENTATIONS, draw)
