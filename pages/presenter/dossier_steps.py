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
from data.load import load_meetings, load_statuses, load_territories
from data.model import Selection
from pages.presenter.deck_material import meeting_now, meeting_words
from pages.presenter.papers import WHOLE_NORD, actions_of, dossier_material, once, origin, stamp

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


def show_whole(territory: Selection, what: str) -> None:
    """An arrondissement is chosen at the top of the page: say that `what` (« Ce dossier porte ») is not of it alone."""
    if not territory.is_departement:
        name = load_territories()[territory.territory_id]
        words = f"{what} sur le département entier, même quand « {name} » est choisi en haut de la page."
        st.html(element("p", words, class_="sd-scope"))


def show_dossier(meeting: Meeting | None, reference: dt.date, today: dt.date) -> None:
    """What is in it, in a sentence; then the buttons."""
    statuses = load_statuses()
    chosen = actions_of(meeting, statuses)
    fiches = plural(len(chosen or statuses), "fiche-action", "fiches-actions")
    numbers = f" ({listing([str(number) for number in chosen])})" if chosen else ""
    opening = "Sommaire, ordre du jour, suites des décisions antérieures, " if meeting else "Sommaire, "
    words = (
        f"{opening}situation des actions, étapes à venir, graphiques et cartes, {fiches}{numbers}, précautions de "
        "gravité A, annexes chiffrées."
    )
    st.html(element("p", words))
    material = once(dossier_material, reference, meeting)
    made = origin(f"{meeting_words(meeting)}, département entier" if meeting else WHOLE_NORD)

    def build(tell: Tell) -> Document:
        return build_dossier(material, replace(made, made_at=dt.datetime.now()), tell)

    named = f"{meeting.title} " if meeting and meeting.title else ""
    what = f"Dossier {named}{meeting_words(meeting)}" if meeting else "Dossier de réunion"
    files = long_document_files(what, today, build)
    asked = (reference, meeting.meeting_id if meeting else "")
    show_long_downloads([LongExport(*file) for file in files], key="dossier", stamp=stamp(), asked=asked)
