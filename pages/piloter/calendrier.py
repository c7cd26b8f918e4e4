"""What is the way to the next schéma, beside which other frames, and who decides?"""

import datetime as dt

import streamlit as st

from components.board import key_sentences
from components.filters import choose_reference_date
from components.formats import date
from components.heading import show_lead
from components.key_sentences import next_step_sentence
from components.source import source_details
from components.timeline import frames_table, governance_table, steps_table, vote_table
from data.analysis.process import compute_frames, compute_governance, compute_votes, next_step
from data.load import load_manifest, load_steps, load_tables

tables, steps = load_tables(), load_steps()
show_lead("Le chemin jusqu'au prochain schéma, les cadres voisins et leurs horloges, qui décide.")
reference = choose_reference_date(dt.date.fromisoformat(load_manifest().date))
following = next_step(steps, reference)
st.html(key_sentences([next_step_sentence(following)], source_details(*([following.source] if following else []))))
st.header("Étapes", anchor=False)
st.html(steps_table(steps, following))
st.header("Cadres voisins", anchor=False)
st.html(frames_table(compute_frames(tables)))
st.header("Gouvernance", anchor=False)
st.html(governance_table(compute_governance(tables)))
st.header("Vote", anchor=False)
for vote, day, source in compute_votes(tables):
    st.html(vote_table(vote, date(day), source))
