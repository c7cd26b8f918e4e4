"""What is the way to the next schéma, beside which other frames, and who decides?"""

import datetime as dt

import streamlit as st

from components.board import key_sentences
from components.chart import show_chart
from components.figures.frames import figure_frames
from components.filters import choose_reference_date
from components.formats import date, plural
from components.heading import show_lead
from components.html import Html, joined
from components.key_sentences import next_step_sentence
from components.memo import remember
from components.source import source_details
from components.take_away import Carried
from components.timeline import frames_data, frames_frame, frames_table, governance_table, steps_table, vote_table
from data.analysis.process import compute_governance, compute_votes, next_step, split_steps
from data.load import load_frames, load_manifest, load_steps, load_tables

manifest, steps, frames = load_manifest(), load_steps(), load_frames()
show_lead("Le chemin jusqu'au prochain schéma, les cadres voisins et leurs horloges, qui décide.")
opening, clock = st.columns([3, 1])
with clock:
    reference = choose_reference_date(dt.date.fromisoformat(manifest.date))
following, (past, ahead) = next_step(steps, reference), split_steps(steps, reference)
memo = (manifest.version, "calendar", reference)
day = date(reference)


def draw_opening() -> Html:
    return key_sentences(
        [next_step_sentence(following, reference)], source_details(*([following.source] if following else []))
    )


def draw_votes() -> Html:
    return joined(vote_table(vote) for vote in compute_votes(load_tables()))


opening.html(remember((memo, "opening"), draw_opening))
st.header("Étapes à venir", anchor=False)
st.html(remember((memo, "ahead"), lambda: steps_table(ahead, following, f"Étapes à venir au {day}")))
with st.expander(f"Voir les {plural(len(past), 'étape passée', 'étapes passées')}"):
    st.html(remember((memo, "past"), lambda: steps_table(past, None, f"Étapes passées au {day}")))

st.header("Cadres voisins", anchor=False)
dated = [frame for frame in frames if frame.when.start or frame.when.end]
show_chart(
    lambda: figure_frames(dated, reference),
    key="cadres-voisins",
    memo=memo,
    title="Chaque cadre a sa propre horloge",
    alt=f"Frise de {len(dated)} cadres datés, 2017 à 2030 ; trait pointillé : date de référence, {day}.",
    source="bilan 2017-2023 et rapport au Conseil départemental, années telles qu'elles y sont écrites. "
    "Losange : un seul bout de la période est connu. Trait pointillé : date de référence.",
    table=lambda: frames_frame(dated),
    data=lambda: frames_data(dated),
    carried=Carried(manifest.version, f"Date de référence : {day}"),
)
with st.expander(f"Voir les {plural(len(frames), 'cadre')}, datés ou non, avec leur provenance"):
    st.html(remember((manifest.version, "frames"), lambda: frames_table(frames)))

st.header("Gouvernance et vote", anchor=False)
st.html(remember((manifest.version, "votes"), draw_votes))
with st.expander("Comités, coordination et séance"):
    st.html(remember((manifest.version, "governance"), lambda: governance_table(compute_governance(load_tables()))))
