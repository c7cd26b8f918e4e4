"""What does the fiche of this action say, and what does it not say?"""

import streamlit as st

from components.caveat import caveat_list
from components.fiche_head import bodies_block, context_block, fiche_title, priorities_block, territory_block
from components.filters import choose_action, selection
from components.links import link_to
from components.measure import observations_table, targets_table
from components.pager import pager
from components.sections import section_block, sub_actions_note
from components.source import source_line
from components.status import status_block
from data.load import load_fiche, load_links, load_statuses, load_territories

statuses = load_statuses()
choice, moves = st.columns([3, 2], vertical_alignment="bottom")
with choice:
    action_id = choose_action({str(s.action_id): f"{s.action_id} – {s.title}" for s in statuses})
turn = pager(action_id, len(statuses), lambda action: link_to("fiche", action=action))
moves.html(turn)

fiche, territory = load_fiche(action_id), selection()
st.html(fiche_title(fiche))
left, right = st.columns([3, 2], gap="medium")
with left:
    st.html(status_block(fiche.status))
    if not territory.is_departement:
        link = load_links(territory.territory_id)[action_id]
        st.html(territory_block(load_territories()[territory.territory_id], link))
    st.html(caveat_list(fiche.caveats, fold=3))
with right:
    st.html(bodies_block(fiche))
    st.html(priorities_block(fiche.priority_territories))

st.html(section_block(fiche.section("perspectives")))
if fiche.observations:
    st.html(observations_table(fiche.observations, "Chiffres que les documents donnent sur le sujet de cette action"))
if fiche.targets:
    st.html(targets_table(fiche.targets, "Ce qui est visé (aucun taux de réalisation ne peut en être tiré)"))
for name in ("situation", "actions_menees", "besoins"):
    st.html(section_block(fiche.section(name)))
st.html(context_block(fiche))
st.html(section_block(fiche.section("objectifs")))
sub_actions = fiche.section("sous_actions")
st.html(section_block(sub_actions, note=sub_actions_note(sub_actions, fiche.sub_actions_announced)))
st.html(source_line(f"bilan 2017-2023 soumis au COPIL du 1er décembre 2023, fiche {action_id}."))
st.html(turn)
