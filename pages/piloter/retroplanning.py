"""By when must each opinion be asked, for an adoption on this day?"""

from __future__ import annotations

import datetime as dt

import streamlit as st

from components.board import further, key_sentences
from components.chart import show_chart
from components.consultations import actual_lines
from components.exports.calendar_file import calendar_bytes
from components.figures.retroplanning import figure_plan
from components.filters import choose_day, choose_reference_date, choose_whole
from components.formats import date
from components.heading import show_lead
from components.links import link_to
from components.memo import remember
from components.retroplanning import (
    choose_durations,
    counted_block,
    days_note,
    delays_table,
    elections_table,
    law_warning,
    plan_data,
    plan_frame,
    plan_sentences,
    plan_table,
)
from components.take_away import Carried
from components.timeline import frames_table
from data.analysis.consultations import asked_bodies, compute_asked
from data.analysis.process import frames_alive
from data.analysis.retroplanning import (
    ADOPTION_BOUNDS,
    compute_plan,
    default_adoption,
    default_copil,
    near_elections,
)
from data.load import (
    load_consultations,
    load_delays,
    load_elections,
    load_frames,
    load_manifest,
    load_steps,
    load_tables,
)

manifest, steps, delays, elections = load_manifest(), load_steps(), load_delays(), load_elections()
show_lead("De la date d'adoption, à rebours : quand demander chaque avis, et ce qui ne tient pas.")
opening = st.container()
first, second, third = st.columns(3)
with first:
    adoption = choose_day("adoption", "Date d'adoption visée", default_adoption(steps), ADOPTION_BOUNDS)
usual, written = default_copil(steps, adoption)
with second:
    copil = choose_day("copil", "COPIL qui fixe les orientations", usual, ADOPTION_BOUNDS)
with third:
    reference = choose_reference_date(dt.date.fromisoformat(manifest.date))
with st.expander("Changer un délai"):
    durations = choose_durations(delays, choose_whole)

today = dt.date.today()
plan = compute_plan(adoption, copil, reference, delays, elections, steps, durations)
memo = (manifest.version, "retroplanning", adoption, copil, reference, tuple(durations.items()))
opening.html(remember((memo, "opening"), lambda: key_sentences(plan_sentences(plan, written or copil != usual))))
st.html(law_warning())
bodies = remember((manifest.version, "avis"), lambda: asked_bodies(load_tables()))
asked = compute_asked(bodies, load_consultations(), plan, today)
actual = actual_lines(asked)
st.html(remember((memo, "table", asked), lambda: plan_table(plan, actual)))
st.html(remember((memo, "counted"), lambda: counted_block(plan)))
if note := days_note(reference, today):
    st.html(note)
st.html(further("Avis demandés : organisme par organisme, et les enregistrer", link_to("avis")))
st.download_button(
    "Télécharger pour un agenda (.ics)",
    lambda: calendar_bytes(plan, manifest.version, dt.datetime.now(dt.UTC), actual),
    file_name=f"retroplanning-sdaasp-{adoption.isoformat()}.ics",
    mime="text/calendar",
    on_click="ignore",
)
show_chart(
    lambda: figure_plan(plan),
    key="retroplanning",
    memo=memo,
    title="Les avis se suivent",
    alt=f"Frise de {len(plan.steps)} étapes, du projet transmis aux EPCI le {date(plan.step('epci').latest)} à la "
    f"convention le {date(plan.step('convention').latest)}.",
    source="calcul du tableau de bord à partir des délais ci-dessous. Barre : délai d'un avis. Losange : acte ou "
    "réunion. Traits pointillés : COPIL et adoption.",
    table=lambda: plan_frame(plan),
    data=lambda: plan_data(plan),
    carried=Carried(manifest.version, f"Adoption visée le {date(adoption)} ; COPIL des orientations le {date(copil)}"),
)
st.header("À côté de ce calendrier", anchor=False)
st.html(remember((memo, "elections"), lambda: elections_table(near_elections(plan, elections))))
beside = frames_alive(load_frames(), plan.step("epci").latest, plan.step("convention").latest)
st.html(remember((memo, "frames"), lambda: frames_table(beside)))
st.header("Les délais et leurs textes", anchor=False)
st.html(remember((memo, "delays"), lambda: delays_table(delays, plan.durations)))
