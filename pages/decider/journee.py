"""What did the participants of 30 June 2023 put first, and what do the fiches say of it?"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components.board import key_sentences
from components.caveat import caveat_list
from components.filters import choose_from_url
from components.formats import plural
from components.heading import show_lead
from components.html import Html, joined
from components.links import link_to
from components.memo import remember
from components.source import source_line
from components.workshop import (
    annex,
    attach_note,
    group_card,
    leaders_table,
    section_notes,
    section_table,
    tension_card,
    workshop_sentences,
)
from data.analysis.caveats import workshop_caveats
from data.analysis.workshop import near_items
from data.load import load_caveats, load_manifest, load_workshop
from data.store import UnavailableError
from pages.decider.journee_conditions import show_conditions

workshop, version = load_workshop(), load_manifest().version
sections = {section.section_id: section for section in workshop.sections}


def show(name: str, draw: Callable[[], Html]) -> None:
    """One block of the page, drawn once for all readers."""
    st.html(remember((version, "journee", name), draw))


show_lead("Les idées des ateliers, classées rubrique par rubrique : elles disent comment faire, pas quoi garder.")
show("opening", lambda: key_sentences(workshop_sentences(workshop)))

st.header("Rubrique par rubrique", anchor=False)
show("leaders", lambda: leaders_table(workshop.sections, lambda section: link_to("journee", rubrique=section)))
labels = {section.section_id: section.label for section in workshop.sections}
chosen = sections[choose_from_url("rubrique", "Rubrique", labels, workshop.sections[0].section_id, keep=False)]
show(f"section-{chosen.section_id}", lambda: section_table(chosen, near_items(workshop)))
show(f"notes-{chosen.section_id}", lambda: section_notes(chosen))
show("attach", lambda: attach_note(link_to("orientations_2025"), link_to("reunion")))
try:
    show_conditions(workshop, chosen)
except UnavailableError as error:
    st.error(error.message_fr)

st.header("Les mêmes idées, notées plusieurs fois", anchor=False)
groups = workshop.groups
with st.expander(f"Voir les {plural(len(groups), 'rapprochement')}, avec leur raison"):
    show("groups", lambda: joined(group_card(group) for group in groups))

st.header("L'atelier et les documents, côte à côte", anchor=False)
show(
    "tensions",
    lambda: joined(tension_card(tension, lambda a: link_to("fiche", action=a)) for tension in workshop.tensions),
)

with st.expander("Le cadre posé pour les ateliers, et les notions précisées"):
    show("annex", lambda: annex(workshop.notes))
with st.expander("Précautions de lecture des ateliers"):
    show("caveats", lambda: caveat_list(workshop_caveats(load_caveats()), ""))
show(
    "source",
    lambda: source_line(
        "synthèse de la journée d'échanges du 30 juin 2023, jointe au bilan 2017-2023. Rapprochements, constats "
        "et mises en regard : lecture du tableau de bord, chacun avec sa raison."
    ),
)
