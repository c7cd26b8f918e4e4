"""What the pages of the day after share: who reads, where a document comes from, how a wish is written."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from components.drafts import keep_draft
from components.exports.document import Origin
from components.exports.releve import Words
from components.imports import alert
from data.deciding.faults import InvalidError
from data.deciding.releve import CHAIRS
from data.decision import VERBS, Actor
from data.load import load_grants, load_labels, load_manifest, load_store
from data.load.documents import load_conditions, load_titles
from data.store import StoreError, Write, may, new_entry_id


def words() -> Words:
    return Words(load_titles(), load_labels(), load_conditions())


def origin(seal: str, filters: str = "") -> Origin:
    """Now, the data version, the journal's seal: what every file carries."""
    made = dt.datetime.now().astimezone().replace(microsecond=0)
    return Origin(made, load_manifest().version, filters, seal, ("journal des décisions du COPIL", "bilan 2017-2023"))


def allowed(actor: Actor, object_id: str) -> frozenset[str]:
    """The verbs this reader may use on the object."""
    grants = load_grants(actor)
    return frozenset(verb for verb in VERBS if may(actor, verb, object_id, grants))


def chairs_of(actor: Actor) -> tuple[str, ...]:
    """The co-chairs a reader records for: the presentation machine both, a co-chair its own."""
    if actor.mode == "local":
        return tuple(CHAIRS)
    mine = {
        grant.scope for grant in load_grants(actor) if grant.subject == actor.subject and grant.role == "presidence"
    }
    return tuple(chair for chair in CHAIRS if chair in mine)


def write(actor: Actor, wishes: list[tuple[str, str, dict[str, object], int]], done: str) -> None:
    """Write all of (verb, object, payload, version seen), or nothing; then draw the page anew and say so once."""
    try:
        load_store().append_many(
            actor,
            [
                Write(verb, object_id, object_id.split(":")[0], payload, seen, new_entry_id())
                for verb, object_id, payload, seen in wishes
            ],
        )
    except StoreError as refused:
        st.html(alert(refused.message_fr, "Non enregistré."))
        return
    keep_draft("document-fait", done)
    st.rerun()


def told(error: InvalidError) -> None:
    """What stands against it, announced."""
    st.html(alert(error.message_fr, "Non enregistré."))
