"""What may be done on the follow-up page: say what became of a decision, take a table in, take documents away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from components.downloads import Export, show_downloads
from components.drafts import drop_draft
from components.exports.extract import build_extract
from components.exports.follow_up_book import build_follow_up_book, locked_texts
from components.exports.formats_of import book_files, document_files
from components.follow_up import history_table, received_view
from components.follow_up_form import ask_follow_up, choose_tracked, confirm_table, receive_table
from components.html import element
from components.identity import current_actor
from components.imports import alert
from data.connectors.form_sheet import read_form
from data.connectors.refusal import RefusedError
from data.deciding.codec import to_payload
from data.deciding.faults import InvalidError, check
from data.deciding.follow_up import Tracked, bodies_of, check_follow_up, follow_up_id, of_body
from data.deciding.follow_up_table import SHEET, read_table
from data.decision import Actor
from data.load import load_store
from data.load.documents import load_titles
from pages.decider.document_steps import allowed, origin, told, words, write


def carry_away(tracked: Sequence[Tracked], body: str, reference: dt.date, filters: str) -> None:
    """The table to send, and, for one body, what is awaited from it with its letter."""
    titles, made, texts = load_titles(), origin(tracked[-1].entry.hash, filters), words()
    listed = list(tracked)
    files = book_files(
        f"Suivi des décisions {body}", made.made_at.date(), lambda: build_follow_up_book(listed, titles, made)
    )
    show_downloads(
        [Export(name, build) for name, build in files],
        key="suivi",
        note="Le tableau à envoyer aux pilotes : ils remplissent les colonnes sur fond jaune et le renvoient.",
    )
    if awaited := [one for one in of_body(listed, body) if not one.over] if body else []:
        files = document_files(
            f"Ce que le COPIL attend de {body}",
            made.made_at.date(),
            lambda: build_extract(body, awaited, reference, texts, made),
        )
        show_downloads(
            [Export(name, build) for name, build in files],
            key="extrait",
            title=f"Ce que le COPIL attend de : {body}",
            note="Un projet de courrier, puis chaque décision dont l'organisme est pilote ou copilote.",
        )
    elif not body and bodies_of(listed):
        st.html(
            element(
                "p", "Choisissez un organisme pour obtenir son extrait et un projet de courrier.", class_="sd-small"
            )
        )


def may_follow(tracked: Sequence[Tracked]) -> bool:
    """Whether this reader may say anything of any of them: only then is a name asked for."""
    actor = current_actor()
    return any("suivre" in allowed(actor, follow_up_id(one.decision)) for one in tracked)


def say(tracked: Sequence[Tracked], actor: Actor | None) -> None:
    """One decision: its history, and for who may, what became of it."""
    one = choose_tracked(tracked, load_titles(), "suivi-decision")
    if one.version:
        st.html(history_table(load_store().history(follow_up_id(one.decision))))
    if actor is None or "suivre" not in allowed(actor, follow_up_id(one.decision)):
        return
    said = ask_follow_up(one)
    if said is None:
        return
    try:
        check(check_follow_up(said, one.decision, one.meeting.day if one.meeting else None, dt.date.today()))
    except InvalidError as error:
        told(error)
        return
    object_id = follow_up_id(one.decision)
    write(actor, [("suivre", object_id, to_payload(said), one.version)], "La suite donnée est enregistrée.")


def take_in(tracked: Sequence[Tracked], actor: Actor | None) -> None:
    """A table that came back: judged whole, shown, written on an express yes."""
    if actor is None or "suivre" not in allowed(actor, "follow_up:tableau"):
        return
    st.subheader("Importer un tableau rempli", anchor=False)
    dropped = receive_table()
    if dropped is None:
        return
    try:
        rows = read_form(*dropped, SHEET)
    except RefusedError as refused:
        st.html(alert(refused.message_fr))
        return
    locked = {one.decision.decision_id: locked_texts(one, load_titles()) for one in tracked}
    received = read_table(rows, tracked, locked, dt.date.today())
    st.html(received_view(received, load_titles()))
    if received.changes and confirm_table(len(received.changes)):
        wishes = [
            ("suivre", follow_up_id(change.tracked.decision), to_payload(change.said), change.tracked.version)
            for change in received.changes
        ]
        drop_draft("suivi")
        write(actor, wishes, "Les suites du tableau sont enregistrées.")
