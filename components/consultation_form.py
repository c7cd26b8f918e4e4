"""Two short forms: the draft was sent to these bodies on this day; this body answered that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.consultations import recorded_lines
from components.drafts import draft_key
from components.field_faults import field_fault
from data.consultation import Asked
from data.deciding.consultations import CONSEIL, Consultation, senses_for
from data.deciding.faults import EARLIEST, LATEST, LINE, PARAGRAPH, Fault, clean

SENT, GIVEN, TAKEN_BACK = "envoi-projet", "avis-rendu", "avis-retire"
Check = Callable[[Sequence[Consultation]], Sequence[Fault]]


def sent_form(asked: Sequence[Asked], check: Check) -> tuple[Consultation, ...]:
    """Which bodies were sent the draft, when; as consultations once it is sent and right, else nothing."""
    labels = {one.body_id: one.label for one in asked}
    slots: dict[str, DeltaGenerator] = {}
    with st.form(draft_key(SENT, "form")):
        bodies = st.multiselect(
            "Organismes",
            list(labels),
            format_func=lambda code: labels[code],
            placeholder="Choisir un ou plusieurs organismes",
            # Letters found here and there would bring another body: its name is looked for, and one is taken at a time.
            filter_mode="contains",
            select_all=False,
            key=draft_key(SENT, "organismes"),
        )
        slots["body_id"] = st.container()
        left, right = st.columns(2)
        with left:
            day = _day("Date d'envoi du projet (pour le Conseil départemental : du rapport)", None, SENT, "date")
            slots["sent_on"] = st.container()
        with right:
            reference = st.text_input(
                "Référence de l'envoi (facultatif)", max_chars=LINE, key=draft_key(SENT, "reference")
            )
            slots["sent_reference"] = st.container()
        pressed = st.form_submit_button("Enregistrer l'envoi", type="primary")
    if not pressed:
        return ()
    known = {one.body_id: one.said or Consultation(one.body_id) for one in asked}
    said = tuple(
        replace(known.get(code, Consultation(code)), sent_on=day, sent_reference=clean(reference)) for code in bodies
    )
    faults = list(check(said)) if said else [Fault("body_id", "Choisissez au moins un organisme.")]
    return () if _told(faults, slots) else said


def given_form(one: Asked, check: Check) -> tuple[Consultation, ...]:
    """What one body answered, filled with what is recorded; nothing until it is sent and right."""
    said = one.said or Consultation(one.body_id)
    senses = senses_for(one.body_id)
    slots: dict[str, DeltaGenerator] = {}
    with st.form(draft_key(GIVEN, f"form-{one.body_id}")):
        left, right = st.columns(2)
        with left:
            day = _day("Date de la délibération ou de l'avis", said.given_on, GIVEN, f"date-{one.body_id}")
            slots["given_on"] = st.container()
        with right:
            sense = st.selectbox(
                "Sens",
                list(senses),
                index=list(senses).index(said.sense) if said.sense in senses else None,
                format_func=lambda code: senses[code],
                placeholder="Choisissez",
                filter_mode=None,
                key=draft_key(GIVEN, f"sens-{one.body_id}"),
            )
            slots["sense"] = st.container()
        reserves = ""
        if one.body_id != CONSEIL:
            reserves = st.text_area(
                "Réserves",
                said.reserves,
                max_chars=PARAGRAPH,
                height=80,
                key=draft_key(GIVEN, f"reserves-{one.body_id}"),
            )
            slots["reserves"] = st.container()
        reference = st.text_input(
            "Référence du document (numéro de délibération, courrier)",
            said.reference,
            max_chars=LINE,
            key=draft_key(GIVEN, f"reference-{one.body_id}"),
        )
        slots["reference"] = st.container()
        pressed = st.form_submit_button("Enregistrer l'avis", type="primary")
    if not pressed:
        return ()
    typed = replace(said, given_on=day, sense=sense or "", reserves=clean(reserves), reference=clean(reference))
    return () if _told(check((typed,)), slots) else (typed,)


def choose_mistake(asked: Sequence[Asked]) -> str:
    """The body whose record is taken back, once it was read and confirmed; empty otherwise."""
    labels = {one.body_id: one.label for one in asked if one.said}
    said = {one.body_id: one.said for one in asked if one.said}
    with st.expander("Retirer ce qui est enregistré par erreur"):
        chosen = st.selectbox(
            "Organisme (ce qui est écrit reste au journal)",
            list(labels),
            index=None,
            format_func=lambda code: labels[code],
            placeholder="Choisissez",
            key=draft_key(TAKEN_BACK, "organisme"),
        )
        if chosen is None or chosen not in said:
            return ""
        st.html(recorded_lines(labels, [said[chosen]]))
        agreed = st.checkbox("Je retire tout cela, l'envoi et l'avis", key=draft_key(TAKEN_BACK, f"accord-{chosen}"))
        confirmed = st.button("Retirer l'envoi et l'avis", disabled=not agreed, key=draft_key(TAKEN_BACK, "retirer"))
    return chosen if confirmed and agreed else ""


def select_body(label: str, codes: list[str], words: Callable[[str], str]) -> str:
    return st.selectbox(label, codes, format_func=words, filter_mode=None, key=draft_key(GIVEN, "organisme")) or ""


def _day(label: str, value: dt.date | None, draft: str, part: str) -> dt.date | None:
    chosen = st.date_input(label, value, EARLIEST, LATEST, format="DD/MM/YYYY", key=draft_key(draft, part))
    return chosen if isinstance(chosen, dt.date) else None


def _told(faults: Sequence[Fault], slots: Mapping[str, DeltaGenerator]) -> bool:
    """Each fault beside its field; whether there is any."""
    for fault in dict.fromkeys(faults):
        (slots.get(fault.field) or st).html(field_fault(fault))
    return bool(faults)
