"""The steps of an answer, in the order they are taken: choose the body, type, record, settle a conflict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from components.drafts import drop_draft, keep_draft, read_draft, take_draft
from components.identity import identified_actor
from components.imports import alert, notice
from components.pilot_form import ask_answer, choose_after_conflict
from components.pilot_sheet import asked_words
from data.deciding.codec import to_payload
from data.deciding.faults import InvalidError, check
from data.deciding.pilot_round import ONLINE, Asked, Question, Received, answer_id, faults_of, tidy
from data.decision import Actor, PilotAnswer
from data.load import load_grants, load_store
from data.store import ConflictError, StoreError, UnavailableError, Write, may, new_entry_id

NOT_YOURS = (
    "Les réponses sont saisies par le pilote de l'action, ou par le secrétariat commun pour celles reçues sur papier."
)


def answer(
    action_id: int, proposed: str, asked: Sequence[Asked], questions: Sequence[Question], answers: Sequence[Received]
) -> None:
    """Type the answer of one of the bodies asked, if the reader may."""
    actor = identified_actor()
    if actor is None:
        return
    grants = load_grants(actor)
    bodies = {one.body_id: one for one in asked if may(actor, "repondre", answer_id(action_id, one.body_id), grants)}
    if not bodies:
        st.html(notice(NOT_YOURS))
        return
    body_id = st.selectbox(
        "Organisme qui répond",
        list(bodies),
        format_func=lambda code: asked_words(bodies[code]),
        key=f"organisme-{action_id}",
        filter_mode=None,
    )
    name = f"reponse-{action_id}-{body_id}"
    before = next((one for one in answers if one.body_id == body_id), None)
    # The version seen and the identifier of the write are those of when the form was opened: a retry never doubles.
    if read_draft(name) is None:
        keep_draft(
            name, (before.entry.version if before else 0, _first(action_id, bodies[body_id], before), new_entry_id())
        )
    version, start, entry_id = read_draft(name)
    if conflict := read_draft(f"{name}-conflit"):
        _settle(actor, name, body_id, *conflict)
    on_behalf = may(actor, "preparer", "meeting:tour-des-pilotes", grants)
    typed = ask_answer(name, start, proposed, questions, read_draft(f"{name}-fautes"), on_behalf=on_behalf)
    if typed is None:
        return
    tidied = tidy(typed)
    take_draft(f"{name}-conflit")
    take_draft(f"{name}-fautes")
    try:
        check(faults_of(tidied, body_id, set(bodies), {one.code for one in questions}, dt.date.today()))
    except InvalidError as wrong:
        keep_draft(f"{name}-fautes", wrong)
        st.rerun()
    _record(actor, name, body_id, tidied, version, entry_id)


def _first(action_id: int, asked: Asked, before: Received | None) -> PilotAnswer:
    """What the form opens on: what the body said last, else nothing."""
    if before:
        return before.answer
    return PilotAnswer(action_id, asked.label, dt.date.today(), "", "", (), (), "", ONLINE)


def _record(actor: Actor, name: str, body_id: str, typed: PilotAnswer, version: int, entry_id: str) -> None:
    object_id = answer_id(typed.action_id, body_id)
    try:
        load_store().append(actor, Write("repondre", object_id, "pilot_answer", to_payload(typed), version, entry_id))
    except ConflictError as conflict:
        keep_draft(f"{name}-conflit", (typed, conflict.message_fr, conflict.head.version))
        st.rerun()
    except UnavailableError as error:
        st.html(alert(error.message_fr, "Non confirmé."))
    except StoreError as error:
        keep_draft(name, (version, typed, new_entry_id()))
        st.html(alert(error.message_fr, "Non enregistré."))
    else:
        _leave(name, f"La réponse « {typed.body} » à l'action {typed.action_id} est enregistrée.")


def _settle(actor: Actor, name: str, body_id: str, typed: PilotAnswer, message: str, version: int) -> None:
    """Someone wrote first: the reader is told who and when, and chooses; what was typed is not lost meanwhile."""
    chosen = choose_after_conflict(name, message)
    if chosen is None:
        return
    take_draft(f"{name}-conflit")
    if chosen:
        _record(actor, name, body_id, typed, version, new_entry_id())
    else:
        _leave(name, "Votre saisie n'a pas été enregistrée ; la réponse déjà enregistrée reste.")


def _leave(name: str, message: str) -> None:
    """Close the form; the page says once what was done."""
    drop_draft(name)
    keep_draft("fait-pilotes", message)
    st.rerun()
