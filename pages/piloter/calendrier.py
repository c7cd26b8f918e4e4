"""What is the way to the next schéma, beside which other frames, and who decides?"""

import datetime as dt

import streamlit as st

from components.board import key_sentences
from components.chart import show_chart
from components.figures.frames import figure_frames
from components.filters import choose_reference_date
from components.formats import date, plural
from components.heading import show_lead
from components.key_sentences import next_step_sentence
from components.source import source_details
from components.timeline import frames_frame, frames_table, governance_table, steps_table, vote_table
from data.analysis.process import compute_frames, compute_governance, compute_votes, next_step, split_steps
from data.load import load_manifest, load_steps, load_tables

tables, steps, frames = load_tables(), load_steps(), compute_frames(load_tables())
show_lead("Le chemin jusqu'au prochain schéma, les cadres voisins et leurs horloges, qui décide.")
opening, clock = st.columns([3, 1])
with clock:
    reference = choose_reference_date(dt.date.fromisoformat(load_manifest().date))
following, (past, ahead) = next_step(steps, reference), split_steps(steps, reference)
opening.html(key_sentences([next_step_sentence(following)], source_details(*([following.source] if following else []))))

st.header("Étapes à venir", anchor=False)
st.html(steps_table(ahead, following, f"Étapes à venir au {date(reference)}"))
with st.expander(f"Voir les {plural(len(past), 'étape passée', 'étapes passées')}"):
    st.html(steps_table(past, None, f"Étapes passées au {date(reference)}"))

st.header("Cadres voisins", anchor=False)
dated = [frame for frame in frames if frame.when.start or frame.when.end]
show_chart(
    figure_frames(dated, reference),
    key="cadres-voisins",
    title="Chaque cadre a sa propre horloge",
    alt=f"Frise de {len(dated)} cadres datés, 2017 à 2030 ; trait pointillé : date de référence, {date(reference)}.",
    source="bilan 2017-2023 et rapport au Conseil départemental ; années telles que les documents les écrivent.",
    table=frames_frame(dated),
)
with st.expander(f"Voir les {plural(len(frames), 'cadre')}, datés ou non, avec leur provenance"):
    st.html(frames_table(frames))

st.header("Gouvernance et vote", anchor=False)
for vote, day, source in compute_votes(tables):
    st.html(vote_table(vote, date(day), source))
with st.expander("Comités, coordination et séance"):
    st.html(governance_table(compute_governance(tables)))
