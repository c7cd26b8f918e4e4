"""What do the law and its decree ask of the schéma, and what is still missing?"""

from __future__ import annotations

import streamlit as st

from components.board import key_sentences
from components.completeness import completeness_sentences, requirements_table, texts_table
from components.heading import show_lead
from components.links import link_to
from data.analysis.completeness import Held, compute_requirements
from data.analysis.lineage import decisions_in_force
from data.completeness import REQUIREMENT_KINDS
from data.load import load_area_sets, load_heads, load_imported_points, load_remarks, load_tables

editions = len(load_imported_points()) + len(load_area_sets())
held = Held(load_tables(), decisions_in_force(load_heads("decision")), load_remarks(), editions)
requirements = compute_requirements(held)

show_lead("Ce que la loi et son décret demandent au schéma, en regard de ce qui est tenu ici, et de ce qui manque.")
st.html(key_sentences(completeness_sentences(requirements)))
for kind in REQUIREMENT_KINDS:
    asked = [requirement for requirement in requirements if requirement.kind == kind]
    st.html(requirements_table(kind, asked, link_to))
st.html(texts_table(requirements))
