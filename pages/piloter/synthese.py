"""Where do the sixteen actions stand, and what comes next?"""

import datetime as dt

import streamlit as st

from components.board import board, key_sentences, silences, territory_marks
from components.chart import show_chart
from components.figures.statuses import alt_readings, figure_readings, table_readings
from components.filters import choose_reference_date, selection
from components.heading import show_scope
from components.key_sentences import decision_sentence, next_step_sentence, single_orientation_sentence
from components.links import link_to
from components.source import source_details
from data.analysis.caveats import whole_absences
from data.analysis.process import next_step
from data.analysis.statuses import compute_board, count_readings, describe_links
from data.load import load_caveats, load_links, load_manifest, load_statuses, load_steps, load_tables, load_territories

territory = selection()
statuses, links = load_statuses(), load_links(territory.territory_id)
orientations = compute_board(load_tables(), statuses)
counts = count_readings(statuses)

opening = st.container()
left, right = st.columns([2, 1], gap="medium")

with left:
    if links:
        show_scope(load_territories()[territory.territory_id], describe_links(links))
        st.html(territory_marks(links))
    st.html(
        board(
            [(o.label, o.statuses, o.single, o.emptied) for o in orientations],
            lambda action: link_to("fiche", action=action),
            "Les neuf orientations et le statut que propose la fiche de chaque action (2023) : aucun n'est décidé",
        )
    )

with right:
    show_chart(
        figure_readings(counts),
        key="statuts-proposes",
        title="Statuts proposés (2023), non décidés",
        alt=alt_readings(counts),
        source="fiches-actions du bilan 2017-2023, rédigées par les organismes ; lecture codée par le tableau de bord.",
        table=table_readings(counts),
    )
    st.html(silences(whole_absences(load_caveats()), link_to("sources", nature="absence")))
    reference = choose_reference_date(dt.date.fromisoformat(load_manifest().date))

step = next_step(load_steps(), reference)
opening.html(
    key_sentences(
        [
            decision_sentence(counts),
            single_orientation_sentence(
                sum(o.single for o in orientations), len(orientations), sum(o.emptied for o in orientations)
            ),
            next_step_sentence(step),
        ],
        source_details(*(status.source for status in statuses), *([step.source] if step else [])),
    )
)
