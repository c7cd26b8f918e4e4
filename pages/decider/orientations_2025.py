"""Which orientations for 2025-2030: what stands, what is decided, what is prepared for the committee?"""

from __future__ import annotations

import streamlit as st

from components.filters import choose_from_url
from components.grid_form import show_said
from components.heading import show_lead
from components.identity import current_actor, identified_actor
from components.links import link_to
from components.orientations import choose_preparation, emptied_words, lines_table, opening_sentence
from components.source import source_line
from data.analysis.lineage import decisions_in_force
from data.analysis.orientation_lines import compute_orientation_lines, emptied_by_preparation
from data.deciding.orientations import next_new, read_preparations
from data.load import load_heads, load_statuses, load_tables, load_units
from data.store import UnavailableError
from pages.decider.grid_acts import allowed
from pages.decider.orientation_acts import begin_preparation, record_preparation

show_lead("Les orientations d'abord : maintenir, reformuler, fusionner, retirer ou créer ; les actions suivent.")
show_said()
try:
    tables, statuses = load_tables(), load_statuses()
    decisions, prepared = decisions_in_force(load_heads("decision")), read_preparations(load_heads("orientation"))
    lines = compute_orientation_lines(tables, statuses, decisions, prepared)
    actions = {f"action:{one.action_id}": f"{one.action_id} · {one.title}" for one in statuses}
    actions |= {one.object_id: one.label for one in load_units()}
    labels = {line.object_id: line.name for line in lines}
    st.html(opening_sentence(lines))
    drafts = [draft for _, draft in prepared.values()]
    if words := emptied_words(emptied_by_preparation(tables, decisions, drafts)):
        st.info(words)
    st.html(lines_table(lines, lambda action: link_to("fiche", action=action), labels | actions))
    st.html(
        source_line(
            "orientations et rattachements : bilan 2017-2023 (rattachement déduit) ; décisions : réunions ; "
            "préparation : secrétariat commun."
        )
    )
    if allowed(current_actor(), "preparer", "orientation:O1"):
        st.header("Préparer une orientation", anchor=False)
        created = next_new((*labels, *prepared, *decisions))
        names = {"": "Choisir une orientation"} | labels | {created: "Créer une orientation"}
        chosen = choose_from_url("preparer", "Orientation à préparer", names, "", keep=False)
        writer = identified_actor() if chosen else None
        if writer:
            begin_preparation(chosen)
            entry, draft = prepared.get(chosen, (None, None))
            ranks = list(labels)
            rank = ranks.index(chosen) + 1 if chosen in labels else len(ranks) + 1
            typed = choose_preparation(chosen, draft, rank, labels, actions)
            record_preparation(writer, typed, chosen, entry, lines, tuple(actions))
except UnavailableError as error:
    st.error(error.message_fr)
