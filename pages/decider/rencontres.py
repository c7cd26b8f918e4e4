"""What do the arrondissements say, and who has not been heard?"""

from __future__ import annotations

import datetime as dt

import streamlit as st

from components.board import key_sentences
from components.filters import choose_day, choose_from_url, selection
from components.gathering_downloads import show_gathering_downloads
from components.gathering_form import gathering_form, receipt_block, receive_contributions
from components.gatherings import gathering_sentences, orientations_block, remarks_table, summaries_table
from components.heading import show_lead
from components.identity import current_actor, identified_actor
from components.source import source_line
from components.withdraw import choose_withdrawal
from data.analysis.gatherings import by_orientation, epci_of, known_bodies, known_objects, summarise
from data.deciding.faults import EARLIEST, LATEST
from data.deciding.gatherings import ROUND_LABELS, Receipt
from data.load import (
    load_grants,
    load_labels,
    load_manifest,
    load_remarks,
    load_statuses,
    load_tables,
    load_territories,
    record_remarks,
    withdraw_remark,
)
from data.store import may

tables, statuses, labels = load_tables(), load_statuses(), load_labels()
objects = known_objects(tables, statuses)
places = {code: name for code, name in load_territories().items() if code.startswith("arr:")}

show_lead("Rencontres conduites par le sous-préfet et le vice-président du Département : recueillir, puis restituer.")
opening = st.container()
first, second, third = st.columns(3)
with first:
    usual = selection().territory_id if selection().territory_id in places else next(iter(places))
    place = choose_from_url("rencontre", "Arrondissement de la rencontre", places, usual, keep=False)
with second:
    round_code = choose_from_url("tour", "Rencontre", ROUND_LABELS, "1")
with third:
    day = choose_day("jour", "Date de la rencontre", dt.date.today(), (EARLIEST, LATEST))

epci = epci_of(tables, place)
st.header("Recueillir", anchor=False)
actor, reader = None, current_actor()
if may(reader, "recueillir", f"remark:{place}:nouvelle", load_grants(reader)):
    actor = identified_actor()
    st.html(gathering_form(place, round_code, day, objects, epci, known_bodies(tables, place)))
    sent, everywhere = receive_contributions(), frozenset(code for code in labels if code.startswith("epci:"))
    receipt = record_remarks(actor, sent, frozenset(objects), everywhere) if actor and sent else Receipt()
    if receipt != Receipt():
        st.html(receipt_block(receipt))
else:
    st.html(source_line("la saisie est réservée au référent de l'arrondissement et au secrétariat."))

remarks = load_remarks()
own = tuple(remark for remark in remarks if remark.territory_id == place)
summaries = summarise(tables, remarks)
opening.html(key_sentences(gathering_sentences(summaries, labels)))
st.header("Synthèse", anchor=False)
st.html(remarks_table(own, f"{places[place]} : ce qui a été dit", objects, labels))
if actor and own and (chosen := choose_withdrawal(own)):
    st.error(refusal) if (refusal := withdraw_remark(actor, chosen)) else st.rerun()
summary = next(summary for summary in summaries if summary.territory_id == place)
show_gathering_downloads(places[place], round_code, day, objects, own, summary, load_manifest().version)
st.html(summaries_table(summaries, labels))
st.subheader("Orientation par orientation, tous arrondissements", anchor=False)
st.html(orientations_block(by_orientation(remarks, statuses, objects)))
