"""Which opinions were asked, which came back, which are late?"""

from __future__ import annotations

import datetime as dt

import streamlit as st

from components.board import further, key_sentences
from components.consultations import DELAYED, GROUPS, consultation_sentences, consultations_table, deemed_note
from components.filters import choose_day, choose_whole
from components.heading import show_lead
from components.identity import current_actor, identified_actor
from components.links import link_to
from components.memo import remember
from components.retroplanning import choose_durations
from components.source import source_line
from components.versions import consultation_versions
from data.analysis.consultations import asked_bodies, compute_asked
from data.analysis.retroplanning import ADOPTION_BOUNDS, compute_plan, default_adoption, default_copil
from data.load import (
    load_changed_consultations,
    load_consultation_versions,
    load_consultations,
    load_delays,
    load_grants,
    load_manifest,
    load_steps,
    load_tables,
)
from data.store import may
from pages.piloter.avis_steps import shown_before, type_mistake, type_opinion, type_sending

steps, delays, today = load_steps(), load_delays(), dt.date.today()
show_lead("EPCI, conseil régional, CTAP, Conseil départemental : ce qui est envoyé, ce qui est rendu, ce qui manque.")
opening = st.container()
adoption = choose_day("adoption", "Date d'adoption visée", default_adoption(steps), ADOPTION_BOUNDS)
copil, _ = default_copil(steps, adoption)
with st.expander("Changer un délai"):
    asked_of = {code: delay for code, delay in delays.items() if code in DELAYED}
    durations = choose_durations(asked_of, choose_whole)
plan = compute_plan(adoption, copil, today, delays, durations=durations)
bodies = remember((load_manifest().version, "avis"), lambda: asked_bodies(load_tables()))
versions = load_consultation_versions()  # before what they number: a line written in between is told, never replaced
asked = compute_asked(bodies, load_consultations(), plan, today)
opening.html(key_sentences(consultation_sentences(asked, today)))
for caption, of_group in GROUPS.items():
    st.html(consultations_table(caption, [one for one in asked if one.step in of_group]))
st.html(deemed_note(delays, plan.durations))
st.html(further("Le calendrier complet, ses délais et leurs textes", link_to("retroplanning")))

if changed := load_changed_consultations():
    st.html(consultation_versions(changed, {code: label for code, (label, _) in bodies.items()}))

st.header("Enregistrer", anchor=False)
reader = current_actor()
if may(reader, "preparer", "consultation:ctap", load_grants(reader)):
    actor = identified_actor()
    if actor:
        shown = shown_before(versions)
        type_sending(actor, asked, shown, today)
        type_opinion(actor, asked, versions, today)
        type_mistake(actor, asked, shown)
else:
    st.html(source_line("l'enregistrement des avis est réservé au secrétariat commun."))
