"""The orientations side by side: decided, prepared, sorted by the grid; the programmes beside; the form to prepare."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from components.html import Html
from components.links import link_to
from components.memo import remember
from components.orientations import emptied_words, lines_table, opening_sentence, sorting_block
from components.programmes import programmes_table
from components.source import source_line
from data.analysis.lineage import decisions_in_force
from data.analysis.orientation_lines import OrientationLine, emptied_by_preparation, nowhere_in_preparation
from data.analysis.programmes import orientation_tags
from data.deciding.orientations import read_preparations
from data.decision import Actor, Decision
from data.load import (
    load_heads,
    load_manifest,
    load_orientation_grid,
    load_programmes,
    load_stamp,
    load_statuses,
    load_tables,
    load_units,
)
from data.programmes import Tag
from pages.decider.grid_acts import allowed
from pages.decider.grid_orientations import examination
from pages.decider.orientation_preparing import preparing, show_preparation

Lines = tuple[OrientationLine, ...]
SOURCE = (
    "orientations et rattachements : bilan 2017-2023 (rattachement déduit) ; programmes : rapport et délibération de "
    "janvier 2024 ; décisions : réunions ; préparation : secrétariat commun ; avis : COTECH."
)


def fiche(action: int) -> str:
    return link_to("fiche", action=action)


def dossier(object_id: str) -> str:
    return link_to("orientations_2025", dossier=object_id.removeprefix("orientation:"))


def show_overview(lines: Lines, labels: dict[str, str], actor: Actor) -> None:
    """Every orientation; what the grid proposes; the programmes beside; the form of those who prepare."""
    memo = (load_manifest().version, load_stamp(), "orientations-2025")
    decisions = decisions_in_force(load_heads("decision"))
    prepared = read_preparations(load_heads("orientation"))
    drafts = [draft for _, draft in prepared.values()]
    actions = {f"action:{one.action_id}": f"{one.action_id} · {one.title}" for one in load_statuses()}
    actions |= {one.object_id: one.label for one in load_units()}
    tags = remember((memo, "tags"), lambda: tags_of(lines, decisions))

    st.html(opening_sentence(lines))
    emptied = remember((memo, "emptied"), lambda: emptied_by_preparation(load_tables(), decisions, drafts))
    if words := emptied_words(emptied):
        st.info(words)
    for words in nowhere_in_preparation(lines):
        st.warning(f"Tel que préparé : {words}")
    prepares = allowed(actor, "preparer", "orientation:O1")
    if prepares:
        st.header("Préparer une orientation", anchor=False)
        show_preparation(lines, labels, actions)
        st.header("Ce qui est décidé, ce qui est préparé", anchor=False)
    named, to_form = labels | actions, preparing if prepares else None
    st.html(remember((memo, "lines", prepares), lambda: lines_table(lines, fiche, named, dossier, tags, to_form)))
    st.header("Priorité, maintien ou veille : ce que la grille propose, sans rien décider", anchor=False)
    st.html(remember((memo, "sorted"), lambda: sorting_block(load_orientation_grid(), examination)))
    st.header("Programmes à côté du schéma", anchor=False)
    st.html(remember((memo, "programmes"), lambda: draw_programmes(labels, tags)))
    st.html(source_line(SOURCE))


def tags_of(lines: Lines, decisions: Mapping[str, Decision]) -> dict[str, tuple[Tag, ...]]:
    """Orientation → the programmes it concerns, by its own decision or through the actions it carries."""
    programmes = load_programmes()
    return {
        line.object_id: orientation_tags(
            programmes, decisions, line.object_id, [part.action_id for part in line.carried or ()]
        )
        for line in lines
    }


def draw_programmes(labels: Mapping[str, str], tags: Mapping[str, tuple[Tag, ...]]) -> Html:
    programmes = load_programmes()
    tagged = {
        programme.code: [labels[code] for code, own in tags.items() if programme.code in {tag.code for tag in own}]
        for programme in programmes
    }
    return programmes_table(programmes, tagged, fiche)
