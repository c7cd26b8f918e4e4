"""The dossier of one orientation 2025-2030: the part of the page that opens on one of them."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components.dossier_conditions import choose_condition, conditions_block
from components.dossier_downloads import show_dossier_downloads
from components.dossier_fold import contents, dossier_sections, section_block
from components.dossier_head import dossier_head, history_block
from components.dossier_heard import evidence_block, heard_block
from components.dossier_tables import actions_table, aspects_table, measures_block, pilots_table, places_table
from components.dossier_waiting import waiting_block
from components.dossier_words import here_words
from components.filters import selection
from components.grid_form import show_said
from components.heading import show_scope
from components.html import Html
from components.identity import identified_actor
from components.links import link_to
from components.memo import remember
from components.source import source_line
from data.analysis.gatherings import known_objects, past_objects
from data.analysis.workshop import condition_choices
from data.deciding.conditions import condition_id
from data.deciding.orientations import new_orientations
from data.decision import Actor
from data.load import (
    load_dossier,
    load_heads,
    load_labels,
    load_manifest,
    load_meetings,
    load_preparation_history,
    load_stamp,
    load_statuses,
    load_tables,
    load_workshop,
    series_stamp,
)
from data.orientation_dossier import Dossier
from pages.decider.grid_acts import allowed, recorded_words
from pages.decider.orientation_acts import CONDITIONS, record_condition


def show_dossier(object_id: str, actor: Actor) -> None:
    """All that is known of one orientation, each thing said to be what it is."""
    dossier, labels = load_dossier(object_id), load_labels()
    meetings = {one.meeting_id: one for one in load_meetings()}
    code = object_id.removeprefix("orientation:")

    memo = (load_manifest().version, series_stamp(), load_stamp(), "dossier", object_id)

    def fiche(action: int) -> str:
        return link_to("fiche", action=action)

    def tendance(indicator: str) -> str:
        return link_to("tendances", indicateur=indicator)

    def answers(action: int) -> str:
        return link_to("pilotes", action=action)

    sections = {one.name: one for one in dossier_sections(dossier)}

    def show(name: str, draw: Callable[[], Html]) -> None:
        """One section, drawn again when the tables, the series or the journal have changed."""
        st.html(remember((memo, name), lambda: section_block(sections[name], draw())))

    if not (territory := selection()).is_departement:
        show_scope(labels[territory.territory_id], here_words(dossier, territory.territory_id))
    st.html(dossier_head(dossier, link_to("grille", objet="orientations", orientation=code)))
    heads = load_heads("decision")
    past = load_preparation_history(object_id)
    new = new_orientations(heads, load_heads("orientation"))
    objects = known_objects(load_tables(), load_statuses(), new) | past_objects(new)
    journal = max(heads, key=lambda one: one.seq, default=None)
    show_dossier_downloads(dossier, meetings, load_manifest().version, journal.hash if journal else "")

    st.html(contents(tuple(sections.values())))

    show("decisions", lambda: history_block(dossier.history, meetings, past, recorded_words))
    show("actions", lambda: actions_table(dossier, fiche))
    if waiting := dossier.waiting:
        show("a-rattacher", lambda: waiting_block(waiting, fiche, tendance, objects, labels))
    show("indicateurs", lambda: measures_block(dossier, tendance))
    show("territoires", lambda: places_table(dossier, labels))
    show("dimensions", lambda: aspects_table(dossier.aspects, lambda one: link_to("journee", rubrique=one)))
    show("pilotes", lambda: pilots_table(dossier))
    show("conditions", lambda: conditions_block(dossier, recorded_words))
    if allowed(actor, "preparer", condition_id(object_id, "x")):
        type_condition(dossier)
    show("avis", lambda: heard_block(dossier, objects, labels, answers, recorded_words))
    show("preuves", lambda: evidence_block(dossier))
    st.html(
        source_line(
            "bilan 2017-2023, rapport et délibération de janvier 2024, séries importées ; décisions, préparations, "
            "avis et conditions : journal du tableau de bord. Rattachements des fiches aux orientations : déduits."
        )
    )


def type_condition(dossier: Dossier) -> None:
    """The form that attaches a line of the workshop or takes it off, apart from what it fills: folded as well."""
    with st.expander("Rattacher ou retirer une condition de réussite"):
        if writer := identified_actor():
            nearest = dossier.numbers[0] if dossier.numbers else None
            choices = condition_choices(load_workshop(), nearest)
            record_condition(writer, choose_condition(dossier, choices), choices, f"condition-{dossier.object_id}")
    show_said(CONDITIONS)
