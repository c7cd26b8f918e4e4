"""The orientations side by side: decided, prepared, sorted by the grid; the programmes beside; the form to prepare."""

from __future__ import annotations

import streamlit as st

from components.filters import choose_from_url
from components.identity import identified_actor
from components.links import link_to
from components.orientations import choose_preparation, emptied_words, lines_table, opening_sentence, sorting_block
from components.programmes import programmes_table
from components.source import source_line
from data.analysis.lineage import decisions_in_force
from data.analysis.orientation_lines import OrientationLine, emptied_by_preparation
from data.analysis.programmes import orientation_tags
from data.deciding.orientations import next_new, read_preparations
from data.decision import Actor
from data.load import (
    load_heads,
    load_orientation_grid,
    load_programmes,
    load_statuses,
    load_tables,
    load_units,
)
from pages.decider.grid_acts import allowed
from pages.decider.grid_orientations import examination
from pages.decider.orientation_acts import begin_preparation, record_preparation


def fiche(action: int) -> str:
    return link_to("fiche", action=action)


def dossier(object_id: str) -> str:
    return link_to("orientations_2025", dossier=object_id.removeprefix("orientation:"))


def show_overview(lines: tuple[OrientationLine, ...], labels: dict[str, str], actor: Actor) -> None:
    """Every orientation; what the grid proposes; the programmes beside; the form of those who prepare."""
    tables, heads, programmes = load_tables(), load_heads("decision"), load_programmes()
    decisions, prepared = decisions_in_force(heads), read_preparations(load_heads("orientation"))
    actions = {f"action:{one.action_id}": f"{one.action_id} · {one.title}" for one in load_statuses()}
    actions |= {one.object_id: one.label for one in load_units()}
    tags = {
        line.object_id: orientation_tags(
            programmes, decisions, line.object_id, [part.action_id for part in line.carried or ()]
        )
        for line in lines
    }
    st.html(opening_sentence(lines))
    drafts = [draft for _, draft in prepared.values()]
    if words := emptied_words(emptied_by_preparation(tables, decisions, drafts)):
        st.info(words)
    st.html(lines_table(lines, fiche, labels | actions, dossier, tags))
    st.header("Priorité, maintien ou veille : ce que la grille propose, sans rien décider", anchor=False)
    st.html(sorting_block(load_orientation_grid(), examination))
    st.header("Programmes à côté du schéma", anchor=False)
    tagged = {one.code: [labels[code] for code, own in tags.items() if one.code in {tag.code for tag in own}]
              for one in programmes}  # fmt: skip
    st.html(programmes_table(programmes, tagged, fiche))
    st.html(
        source_line(
            "orientations et rattachements : bilan 2017-2023 (rattachement déduit) ; programmes : rapport et "
            "délibération de janvier 2024 ; décisions : réunions ; préparation : secrétariat commun ; avis : COTECH."
        )
    )
    if allowed(actor, "preparer", "orientation:O1"):
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
