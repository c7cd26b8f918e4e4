"""What does each action of 2017-2023 become?"""

from __future__ import annotations

import streamlit as st

from components.board import key_sentences
from components.chart import show_chart
from components.figures.lineage import figure_lineage
from components.heading import show_lead
from components.html import element
from components.lineage import alt_lineage, flows_data, flows_frame, flows_table, lineage_sentences, orientations_table
from components.links import link_to
from components.memo import remember
from components.source import source_line
from components.take_away import Carried
from data.analysis.lineage import compute_lineage, compute_proposals, decisions_in_force
from data.load import load_heads, load_manifest, load_stamp, load_statuses, load_tables

tables, statuses, version = load_tables(), load_statuses(), load_manifest().version
heads = load_heads("decision")
memo = (version, "devenir", load_stamp())
lineage = remember((memo, "lineage"), lambda: compute_lineage(tables, statuses, decisions_in_force(heads)))
proposed = not lineage.decided
flows = compute_proposals(tables, statuses) if proposed else lineage.flows


def dossier(orientation: str) -> str:
    return link_to("orientations_2025", dossier=orientation.removeprefix("orientation:"))


show_lead("De chaque action de 2017-2023 à une orientation 2025-2030, à un autre cadre, ou à sa fin.")
st.html(remember((memo, "opening"), lambda: key_sentences(lineage_sentences(lineage))))
show_chart(
    lambda: figure_lineage(flows),
    key="devenir",
    memo=memo,
    title="Ce que les fiches proposent (2023) : aucune action décidée" if proposed else "Ce que le COPIL a décidé",
    alt=alt_lineage(flows, proposed),
    source="fiches-actions du bilan 2017-2023, lecture codée par le tableau de bord."
    if proposed
    else "décisions en vigueur, telles qu'enregistrées en réunion. Une action pèse autant qu'une autre, par "
    "convention ; ses parties se la partagent.",
    table=lambda: flows_frame(flows),
    data=lambda: flows_data(flows),
    carried=Carried(version, "Les seize actions du schéma 2017-2023"),
)
st.html(
    element(
        "p", "Le dessin se lit sur un écran plus large ; ces tableaux disent la même chose.", class_="sd-phone-only"
    )
)
st.header("Action par action", anchor=False)
st.html(remember((memo, "flows"), lambda: flows_table(lineage.flows, lambda action: link_to("fiche", action=action))))
st.header("Orientation par orientation", anchor=False)
st.html(remember((memo, "orientations"), lambda: orientations_table(lineage.orientations, dossier)))
st.html(
    source_line(
        "bilan 2017-2023 pour les propositions ; décisions du COPIL pour le reste, calculé à chaque enregistrement."
    )
)
