"""What do the arrondissements say, and who has not been heard?"""

from __future__ import annotations

import streamlit as st

from components.board import key_sentences
from components.gathering_downloads import show_restitution_downloads, show_sheet_downloads
from components.gathering_form import bodies_list, gathering_form, receipt_block, receive_contributions
from components.gatherings import apart_note, gathering_sentences, orientations_block, remarks_table, summaries_table
from components.heading import show_lead
from components.identity import current_actor, identified_actor
from components.memo import remember
from components.source import source_line
from components.versions import remark_versions
from data.analysis.bodies_heard import Bodies, communes_of, epci_of
from data.analysis.gatherings import (
    by_orientation,
    known_bodies,
    known_objects,
    past_objects,
    summarise,
)
from data.analysis.heard import compute_homes
from data.analysis.lineage import decisions_in_force
from data.deciding.arrondissement_meetings import INSTANCE
from data.deciding.gatherings import Receipt
from data.deciding.orientations import new_orientations
from data.load import (
    load_changed_remarks,
    load_grants,
    load_heads,
    load_labels,
    load_manifest,
    load_meetings,
    load_remarks,
    load_stamp,
    load_statuses,
    load_tables,
    load_territories,
    record_remarks,
)
from data.store import may
from pages.decider.rencontres_steps import choose_gathering, correct_contribution

tables, statuses, labels = load_tables(), load_statuses(), load_labels()
decided = decisions_in_force(load_heads("decision"))
new = new_orientations(load_heads("decision"), load_heads("orientation"))
objects = known_objects(tables, statuses, new)
version = load_manifest().version
places = {code: name for code, name in load_territories().items() if code.startswith("arr:")}

show_lead("Recueillir ce que disent les arrondissements, le restituer le jour même, voir qui n'a pas été entendu.")
opening = st.container()
chosen = choose_gathering(places)
place = chosen.territory_id

st.header("Recueillir", anchor=False)
actor, reader = None, current_actor()
lists = (version, "recueil", place)
epci, communes = remember(lists, lambda: (epci_of(tables, place), communes_of(tables, place)))
if may(reader, "recueillir", f"remark:{place}:nouvelle", load_grants(reader)):
    actor = identified_actor()
    st.html(remember((version, "organismes"), lambda: bodies_list(known_bodies(tables))))
    about = (chosen.meeting_id, chosen.round_code, chosen.typed_on)
    st.html(gathering_form(place, *about, objects, epci, communes, tuple(new.prepared)))
    sent = receive_contributions()
    everywhere = frozenset(code for code in labels if code.startswith(("epci:", "com:")))
    received = frozenset((*objects, *new.past))
    held = {one.meeting_id: one.territory_id for one in load_meetings() if one.instance == INSTANCE}
    receipt = record_remarks(actor, sent, received, everywhere, held) if actor and sent else Receipt()
    if receipt != Receipt():
        st.html(receipt_block(receipt))
else:
    st.html(source_line("la saisie est réservée au référent de l'arrondissement et au secrétariat."))
show_sheet_downloads(chosen.occasion, chosen.day, objects, version)

stamp = load_stamp()
remarks = load_remarks()
named = objects | past_objects(new)
own = tuple(remark for remark in remarks if chosen.holds(remark))
summaries = remember((version, stamp, "rencontres"), lambda: summarise(tables, remarks))
opening.html(key_sentences(gathering_sentences(summaries, labels)))
st.header("Restituer", anchor=False)
st.html(remarks_table(own, f"{places[place]} : ce qui a été dit", named, labels))
if apart := chosen.apart(remarks):
    st.html(apart_note(apart, place))
changed = [versions for versions in load_changed_remarks() if chosen.holds(versions[-1][1])]
if actor:
    correct_contribution(actor, own, changed, named, epci | communes)
if changed:
    st.html(remark_versions(changed, named, labels))
summary = next(summary for summary in summaries if summary.territory_id == place)
heard = (version, stamp, "entendus", place, chosen.meeting_id, chosen.round_code)
bodies = remember(heard, lambda: Bodies(tables).names(own))
show_restitution_downloads(*chosen.given_back(own), named, labels, own, summary, bodies, version)
st.header("Synthèse", anchor=False)
st.html(summaries_table(summaries, labels))
st.subheader("Orientation par orientation, tous arrondissements", anchor=False)
homes = remember((version, load_stamp(), "rattachement"), lambda: compute_homes(tables, statuses, decided))
st.html(orientations_block(by_orientation(remarks, homes, objects, named)))
