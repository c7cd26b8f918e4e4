"""From a line of the workshop day to a « condition de réussite »: what is attached, and the form that attaches."""

from __future__ import annotations

import streamlit as st

from components.dossier_conditions import attached_lines, choose_attachment
from components.grid_form import show_said
from components.identity import current_actor, identified_actor
from components.links import link_to
from data.analysis.workshop import condition_choices
from data.deciding.conditions import condition_id
from data.load import load_conditions, load_examined_orientations
from data.workshop import Workshop, WorkshopSection
from pages.decider.grid_acts import allowed
from pages.decider.orientation_acts import CONDITIONS, record_condition

FORM = "condition-journee"


def show_conditions(workshop: Workshop, section: WorkshopSection) -> None:
    """The lines of this section that are conditions; the form, for those who may. Raises `UnavailableError`."""
    orientations, words = load_examined_orientations(), {item.item_id: item.text for item in section.items}
    written = [
        (words[item], one) for (_, item), (_, one) in load_conditions().items() if item in words and one.attached
    ]
    st.html(attached_lines(written, orientations, dossier))
    if allowed(current_actor(), "preparer", condition_id("orientation:O1", "x")):
        with st.expander("Rattacher une ligne de cette rubrique à une orientation"):
            if writer := identified_actor():
                choices = {code: said for code, said in condition_choices(workshop).items() if code in words}
                record_condition(writer, choose_attachment(FORM, orientations, choices), choices, FORM)
        show_said(CONDITIONS)


def dossier(object_id: str) -> str:
    return link_to("orientations_2025", dossier=object_id.removeprefix("orientation:"))
