"""Where do the sixteen actions stand, and what comes next?"""

import datetime as dt

import streamlit as st

from components.board import board, further, key_sentences, notes, territory_marks
from components.chart import show_chart
from components.figures.statuses import alt_readings, figure_readings, table_readings
from components.filters import choose_reference_date, selection
from components.heading import show_scope
from components.html import Html, joined
from components.key_sentences import (
    decision_sentence,
    next_step_sentence,
    reference_note,
    single_orientation_sentence,
)
from components.links import link_to
from components.memo import remember
from components.source import source_details
from components.take_away import Carried
from data.analysis.caveats import contradictions, doubtful_actions, whole_absences
from data.analysis.process import documents_of, next_step
from data.analysis.statuses import compute_board, count_readings, describe_links
from data.load import (
    decided_key,
    load_caveats,
    load_decided,
    load_links,
    load_manifest,
    load_statuses,
    load_steps,
    load_tables,
    load_territories,
)

manifest, statuses = load_manifest(), load_statuses()
territory = selection()
links, counts = load_links(territory.territory_id), count_readings(statuses)
decided = load_decided()
latest = dt.date.fromisoformat(manifest.date)
taken, stamp = None if decided is None else sum(len(found) for found in decided.values()), decided_key(decided)


def draw_board() -> Html:
    rows = [(o.label, o.statuses, o.single, o.emptied) for o in compute_board(load_tables(), statuses)]
    caption = "Les neuf orientations et le statut que propose la fiche de chaque action (2023)"
    said = f"{caption} : aucun n'est décidé" if taken == 0 else caption
    doubtful = doubtful_actions(load_caveats())
    table = board(rows, lambda action: link_to("fiche", action=action), said, doubtful, decided or {})
    return joined([table, further("Les chiffres de chaque orientation", link_to("orientations"))])


def draw_notes() -> Html:
    caveats = load_caveats()
    return joined(
        [
            notes("Ce qui se contredit", contradictions(caveats), link_to("sources", gravite="A")),
            notes("Ce que le bilan ne dit pas", whole_absences(caveats)[:5], link_to("sources")),
        ]
    )


def draw_opening(reference: dt.date) -> Html:
    step, orientations = next_step(load_steps(), reference), compute_board(load_tables(), statuses)
    single, emptied = sum(o.single for o in orientations), sum(o.emptied for o in orientations)
    sentences = [
        decision_sentence(counts, taken, len(decided or {})),
        single_orientation_sentence(single, len(orientations), emptied),
        next_step_sentence(step, reference),
    ]
    sources = [*(status.source for status in statuses), *([step.source] if step else [])]
    note = reference_note(reference, latest, documents_of(load_steps(), latest))
    return key_sentences(sentences, joined([note, source_details(*sources)]))


opening = st.container()
left, right = st.columns([2, 1], gap="medium")
with left:
    if links:
        show_scope(load_territories()[territory.territory_id], describe_links(links))
        st.html(territory_marks(links))
    st.html(remember((manifest.version, "board", stamp), draw_board))
with right:
    show_chart(
        lambda: figure_readings(counts),
        key="statuts-proposes",
        memo=manifest.version,
        title="Statuts proposés (2023), non décidés" if taken == 0 else "Statuts que proposaient les fiches (2023)",
        alt=alt_readings(counts),
        source="fiches-actions du bilan 2017-2023, rédigées par les organismes ; lecture codée par le tableau de bord.",
        table=lambda: table_readings(counts),
        data=lambda: table_readings(counts),
        carried=Carried(manifest.version, f"Les {sum(counts.values())} actions du schéma"),
    )
    st.html(remember((manifest.version, "notes"), draw_notes))
    reference = choose_reference_date(latest)
opening.html(remember((manifest.version, "opening", reference, stamp), lambda: draw_opening(reference)))
