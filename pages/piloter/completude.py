"""What do the law and its decree ask of the schéma, and what is still missing?"""

from __future__ import annotations

import datetime as dt

import streamlit as st

from components.board import key_sentences
from components.completeness import completeness_sentences, requirements_table, texts_table
from components.filters import choose_day
from components.heading import show_lead
from components.links import link_to
from components.memo import remember
from data.analysis.completeness import Held, compute_requirements
from data.analysis.consultations import asked_bodies, compute_asked
from data.analysis.lineage import decisions_in_force
from data.analysis.retroplanning import ADOPTION_BOUNDS, compute_plan, default_adoption, default_copil
from data.completeness import REQUIREMENT_KINDS
from data.load import (
    load_area_sets,
    load_consultations,
    load_delays,
    load_heads,
    load_imported_points,
    load_manifest,
    load_remarks,
    load_stamp,
    load_steps,
    load_tables,
)

show_lead("Ce que la loi et son décret demandent au schéma, en regard de ce qui est tenu ici, et de ce qui manque.")
opening = st.container()
tables, steps, today = load_tables(), load_steps(), dt.date.today()
words = "Date d'adoption visée (elle dit quels avis sont en retard)"
adoption = choose_day("adoption", words, default_adoption(steps), ADOPTION_BOUNDS)
plan = compute_plan(adoption, default_copil(steps, adoption)[0], today, load_delays())
version = load_manifest().version
bodies = remember((version, "avis"), lambda: asked_bodies(tables))
asked = compute_asked(bodies, load_consultations(), plan, today)
editions = len(load_imported_points()) + len(load_area_sets())
held = Held(tables, decisions_in_force(load_heads("decision")), load_remarks(), editions, asked, today)
memo = (version, load_stamp(), "completude", adoption, today, editions)
requirements = remember(memo, lambda: compute_requirements(held))

opening.html(key_sentences(completeness_sentences(requirements)))
for kind in REQUIREMENT_KINDS:
    of_kind = [requirement for requirement in requirements if requirement.kind == kind]
    st.html(requirements_table(kind, of_kind, link_to))
st.html(texts_table(requirements))
