"""Recording an opinion, step by step: what was sent, what was answered, what was written by mistake.

Two people may be typing: what one records is never replaced by the other who has not seen it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from components.consultation_form import GIVEN, SENT, TAKEN_BACK, choose_mistake, given_form, select_body, sent_form
from components.consultations import choose_body, recorded_lines
from components.drafts import drop_draft, keep_draft, read_draft
from components.html import element
from data.consultation import Asked
from data.deciding.consultations import Consultation, check_given, check_sent
from data.decision import Actor
from data.load import load_consultation_versions, load_consultations, record_consultations

SHOWN = "avis-a-l-ecran"


def shown_before(versions: Mapping[str, int]) -> Mapping[str, int]:
    """Body → the version the reader had on screen when they pressed; those of this run are kept for the next one."""
    before = read_draft(SHOWN)
    keep_draft(SHOWN, dict(versions))
    return versions if before is None else before


def type_sending(actor: Actor, asked: Sequence[Asked], shown: Mapping[str, int], today: dt.date) -> None:
    """The draft was sent. What is already known of the opinion stays."""
    st.subheader("Le projet est envoyé", anchor=False)
    known = {one.body_id for one in asked}
    said = sent_form(asked, lambda typed: [f for one in typed for f in check_sent(one, known, today)])
    if said:
        _record(actor, asked, said, shown, SENT)


def type_opinion(actor: Actor, asked: Sequence[Asked], versions: Mapping[str, int], today: dt.date) -> None:
    """One body answered. A correction is typed over what is recorded, and is a new version."""
    st.subheader("Un avis est rendu", anchor=False)
    known = {one.body_id: one for one in asked}
    if not any(one.sent_on for one in asked):
        st.html(element("p", "Aucun envoi n'est enregistré : commencez par là.", class_="sd-small"))
        return
    chosen = choose_body(asked, select_body)
    # The fields hold what was recorded when they were first drawn: one written since is a conflict, told to the writer.
    seen = read_draft(f"{GIVEN}-{chosen}")
    if seen is None:
        seen = versions.get(chosen, 0)
        keep_draft(f"{GIVEN}-{chosen}", seen)
    said = given_form(known[chosen], lambda typed: [f for one in typed for f in check_given(one, set(known), today)])
    if said:
        _record(actor, asked, said, {chosen: seen}, GIVEN)
        # It was not recorded, and why was said: pressing again is then to confirm.
        keep_draft(f"{GIVEN}-{chosen}", versions.get(chosen, 0))


def type_mistake(actor: Actor, asked: Sequence[Asked], shown: Mapping[str, int]) -> None:
    """What was recorded by mistake: the lines stay in the journal."""
    known = {one.body_id: one.said for one in asked if one.said}
    chosen = choose_mistake(asked) if known else ""
    said = known.get(chosen)
    if said:
        _record(actor, asked, (replace(said, withdrawn=True),), shown, TAKEN_BACK)


def _record(
    actor: Actor, asked: Sequence[Asked], said: Sequence[Consultation], seen: Mapping[str, int], draft: str
) -> None:
    """Record and show the page again; what stops it stays on screen, under the form as it was typed.

    seen: body → the version that was on screen. What another person wrote since is shown beside the refusal.
    """
    if refusal := record_consultations(actor, said, seen):
        st.error(refusal)
        now, versions = load_consultations(), load_consultation_versions()
        newer = [code for code in (one.body_id for one in said) if versions.get(code, 0) != seen.get(code, 0)]
        names = {one.body_id: one.label for one in asked}
        st.html(recorded_lines(names, [now[code] for code in newer if code in now]))
        return
    for one in said:
        drop_draft(f"{GIVEN}-{one.body_id}")
    drop_draft(draft)
    drop_draft(SHOWN)
    st.rerun()
