"""What did the meeting decide, in the words that are signed and sent?"""

from __future__ import annotations

import datetime as dt

import streamlit as st

from components.document_view import document_view
from components.downloads import Export, show_downloads
from components.drafts import take_draft
from components.exports.decision_words import meeting_words
from components.exports.formats_of import document_files
from components.exports.releve import build_releve
from components.filters import choose_from_url
from components.heading import show_lead
from components.html import element, joined
from components.identity import current_actor, identified_actor
from components.imports import alert, notice
from components.links import link_to
from components.releve_steps import Step, ask_step, reread_links, steps_list, summary
from data.deciding.faults import InvalidError
from data.deciding.follow_up import before_meeting
from data.deciding.releve import Content, approve, back_to_draft, payload_of, releve_id, send_out, submit
from data.decision import RELEVE_STATE_LABELS, Meeting
from data.load import load_meetings
from data.load.documents import load_releve, load_tracked
from pages.decider.document_steps import allowed, chairs_of, origin, told, words, write


def moved(content: Content, step: Step) -> dict[str, object]:
    """The relevé after the step, as it is written. Raises `InvalidError`."""
    if step.move == "submit":
        return payload_of(submit(content, step.on))
    if step.move == "approve":
        return payload_of(approve(content, step.chair, step.words, step.on))
    return payload_of(send_out(content, step.on) if step.move == "send" else back_to_draft(content, step.words))


def show_steps(meeting: Meeting, content: Content, version: int, rights: frozenset[str]) -> None:
    """Where it stands, and the next step for who may take it."""
    if not rights & {"completer", "valider", "diffuser"}:
        return
    st.subheader("Étape suivante", anchor=False)
    actor = identified_actor()
    if actor is None:
        return
    chairs = chairs_of(actor)
    step = ask_step(content, dt.date.today(), chairs, rights, f"releve-{meeting.meeting_id}-{version}")
    if step is None or (step.move == "approve" and step.chair not in chairs):
        return
    try:
        payload = moved(content, step)
    except InvalidError as error:
        told(error)
        return
    state = RELEVE_STATE_LABELS[str(payload["state"])]
    write(actor, [(step.verb, releve_id(meeting.meeting_id), payload, version)], f"Enregistré : {state}.")


def show_releve(meeting: Meeting) -> None:
    content, version = load_releve(meeting)
    rights = allowed(current_actor(), releve_id(meeting.meeting_id))
    st.html(steps_list(content))
    if content.releve.state == "projet" and not rights & {"completer", "valider"}:
        st.html(notice("Ce relevé est en projet : il se lit ici dès qu'il est soumis aux membres."))
        return
    st.html(joined([summary(content), reread_links(content, words().titles)]))
    if content.changed:
        changed = "Une décision a été prise, corrigée ou annulée depuis la soumission. Reprenez le relevé en projet."
        st.html(alert(changed, "Le journal a changé."))
    document = build_releve(content, words(), before_meeting(load_tracked(), meeting), origin(content.seal))
    name = f"Relevé de décisions {meeting_words(meeting)} {RELEVE_STATE_LABELS[content.releve.state]}"
    files = document_files(name, document.origin.made_at.date(), lambda: document)
    show_downloads([Export(name, build) for name, build in files], key="releve")
    show_steps(meeting, content, version, rights)
    st.header("Aperçu", anchor=False)
    st.html(document_view(document))


show_lead("Ce que la réunion a décidé, dans les mots qui seront signés : relire, faire valider, diffuser.")
if done := take_draft("document-fait"):
    st.html(notice(done))
meetings = {one.meeting_id: one for one in load_meetings()}
if meetings:
    options = {code: meeting_words(one) for code, one in meetings.items()}
    show_releve(meetings[choose_from_url("reunion", "Réunion", options, next(iter(options)))])
else:
    link = element("a", "Préparer une réunion", href=link_to("preparer"))
    st.html(notice("Aucune réunion n'est enregistrée : le relevé se remplit à mesure que le comité décide.", link))
