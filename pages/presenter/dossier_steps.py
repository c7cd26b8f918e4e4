"""The dossier of a meeting: which one, what is in it, the files. For `documents.py`."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import streamlit as st

from components.exports.document import Document
from components.exports.dossier import build_dossier
from components.exports.formats_of import long_document_files
from components.exports.steps import Tell
from components.filters import choose_from_url
from components.formats import listing, plural
from components.html import element
from components.long_export import LongExport, show_long_downloads
from components.meeting_list import meeting_name
from data.decision import Meeting
from data.load import load_meetings, load_statuses
from pages.presenter.deck_material import meeting_now, meeting_words
from pages.presenter.papers import actions_of, dossier_material, once, origin, stamp

#: The dossier without a meeting: all the fiches.
WHOLE = "bilan"


def choose_meeting() -> Meeting | None:
    """The meeting the dossier is for, in the address as `reunion=…`; the one that comes when it says nothing."""
    meetings = {one.meeting_id: one for one in load_meetings()}
    if not meetings:
        return None
    coming = meeting_now()
    names = {
        **{code: f"{meeting_name(one)} – {meeting_words(one)}" for code, one in meetings.items()},
        WHOLE: "Aucune : le bilan entier, seize fiches",
    }
    usual = coming.meeting_id if coming else WHOLE
    return meetings.get(choose_from_url("reunion", "Réunion", names, usual, keep=False))


def show_dossier(meeting: Meeting | None, reference: dt.date, today: dt.date) -> None:
    """What is in it, in a sentence; then the buttons."""
    statuses = load_statuses()
    chosen = actions_of(meeting, statuses)
    fiches = plural(len(chosen or statuses), "fiche-action", "fiches-actions")
    numbers = f" ({listing([str(number) for number in chosen])})" if chosen else ""
    opening = "Ordre du jour, suites des décisions antérieures, " if meeting else "Ordre du jour, "
    words = (
        f"{opening}situation des actions, étapes à venir, graphiques et cartes, {fiches}{numbers}, précautions de "
        "gravité A, annexes chiffrées."
    )
    st.html(element("p", words))
    material = once(dossier_material, reference, meeting)
    made = origin(meeting_words(meeting) if meeting else "")

    def build(tell: Tell) -> Document:
        return build_dossier(material, replace(made, made_at=dt.datetime.now()), tell)

    what = f"Dossier {meeting_words(meeting)}" if meeting else "Dossier de réunion"
    files = long_document_files(what, today, build)
    asked = (reference, meeting.meeting_id if meeting else "")
    show_long_downloads([LongExport(*file) for file in files], key="dossier", stamp=stamp(), asked=asked)
