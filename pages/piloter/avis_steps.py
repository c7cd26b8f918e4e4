"""Recording an opinion, step by step: what was sent, what was answered, what was written by mistake."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from components.consultation_form import GIVEN, SENT, choose_mistake, given_form, select_body, sent_form
from components.consultations import choose_body
from components.drafts import drop_draft, keep_draft, read_draft
from components.html import element
from data.consultation import Asked
from data.deciding.consultations import Consultation, check_given, check_sent
from data.decision import Actor
from data.load import load_consultation_versions, record_consultations


def type_sending(actor: Actor, asked: Sequence[Asked], today: dt.date) -> None:
    """The draft was sent. What is already known of the opinion stays."""
    st.subheader("Le projet est envoyé", anchor=False)
    known = {one.body_id for one in asked}
    said = sent_form(asked, lambda typed: [f for one in typed for f in check_sent(one, known, today)])
    if said:
        _record(actor, said, load_consultation_versions(), SENT)


def type_opinion(actor: Actor, asked: Sequence[Asked], today: dt.date) -> None:
    """One body answered. A correction is typed over what is recorded, and is a new version."""
    st.subheader("Un avis est rendu", anchor=False)
    known = {one.body_id: one for one in asked}
    if not any(one.sent_on for one in asked):
        st.html(element("p", "Aucun envoi n'est enregistré : commencez par là.", class_="sd-small"))
        return
    chosen = choose_body(asked, select_body)
    # What was on screen when the form was filled: one written since is a conflict, told to the writer.
    seen = read_draft(f"{GIVEN}-{chosen}")
    if seen is None:
        seen = load_consultation_versions().get(chosen, 0)
        keep_draft(f"{GIVEN}-{chosen}", seen)
    said = given_form(known[chosen], lambda typed: [f for one in typed for f in check_given(one, set(known), today)])
    if said:
        _record(actor, said, {chosen: seen}, GIVEN)
        # It was not recorded, and why was said: pressing again is then to confirm.
        keep_draft(f"{GIVEN}-{chosen}", load_consultation_versions().get(chosen, 0))


def type_mistake(actor: Actor, asked: Sequence[Asked]) -> None:
    """What was recorded by mistake: the lines stay in the journal."""
    known = {one.body_id: one.said for one in asked if one.said}
    chosen = choose_mistake(asked) if known else ""
    said = known.get(chosen)
    if said:
        _record(actor, (replace(said, withdrawn=True),), load_consultation_versions(), GIVEN)


def _record(actor: Actor, said: Sequence[Consultation], seen: dict[str, int], draft: str) -> None:
    """Record and show the page again; what stops it stays on screen, under the form as it was typed."""
    if refusal := record_consultations(actor, said, seen):
        st.error(refusal)
        return
    for one in said:
        drop_draft(f"{GIVEN}-{one.body_id}")
    drop_draft(draft)
    st.rerun()
