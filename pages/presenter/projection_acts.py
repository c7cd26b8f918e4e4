"""What is written from the preparation of a presentation: a choice of slides kept under a name."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from components.drafts import drop_draft, keep_draft, take_draft
from components.html import element
from components.identity import current_actor, identified_actor
from components.saved_decks import (
    DRAFT,
    Wish,
    ask_withdrawal,
    choose_withdrawn,
    confirm_withdrawal,
    deck_form,
    reopen,
    version_read,
)
from components.url_codes import write_code
from data.deciding.faults import Fault, InvalidError
from data.deciding.saved_decks import KeptDeck, SavedDeck, check_deck
from data.decision import Actor
from data.load import load_grants, load_withdrawn_decks, save_deck
from data.store import StoreError, may, new_entry_id
from pages.presenter.deck_material import default_reference

DONE = "presentation-faite"


def keep_deck_asked(
    kept: Mapping[str, KeptDeck],
    opened: KeptDeck | None,
    codes: tuple[str, ...],
    reference: dt.date,
    everything: tuple[str, ...],
) -> None:
    """The form that keeps these slides under a name, for who may prepare meetings, and what is done of it."""
    reader = current_actor()
    try:
        allowed = may(reader, "preparer", "deck:nouvelle", load_grants(reader))
        withdrawn = load_withdrawn_decks() if allowed else {}
    except (StoreError, InvalidError):
        return
    if not allowed:
        return
    st.header("Garder ce choix", anchor=False)
    if done := take_draft(DONE):
        st.html(element("p", done, class_="sd-scope", role="status"))
    actor = identified_actor()
    if actor is None:
        return
    wish = deck_form(opened)
    if opened and wish and wish.withdraw:
        ask_withdrawal(opened)
        wish = None
    if opened and confirm_withdrawal(opened):
        _keep(actor, replace(opened.deck, withdrawn=True), version_read(), ())
    back = withdrawn.get(choose_withdrawn(withdrawn))
    if back:
        names = [one.deck.name for one in kept.values()]
        deck = replace(back.deck, withdrawn=False, codes=tuple(code for code in back.deck.codes if code in everything))
        _keep(actor, deck, back.version, check_deck(deck, everything, names))
    elif wish:
        chosen = () if codes == everything else codes
        deck, version = _wished(wish, opened, chosen, None if reference == default_reference() else reference)
        others = [one.deck.name for code, one in kept.items() if code != deck.deck_id]
        _keep(actor, deck, version, check_deck(deck, everything, others))


def _keep(actor: Actor, deck: SavedDeck, version: int, faults: Sequence[Fault]) -> None:
    """Write it over the version it was read at, and open it (none when it is withdrawn); or say what stops it."""
    refusal = " ".join(fault.message_fr for fault in faults) or save_deck(actor, deck, version, new_entry_id())
    if refusal:
        st.error(refusal)
        return
    drop_draft(DRAFT)
    write_code("diapos", "")
    write_code("reference", "")
    write_code("presentation", "" if deck.withdrawn else deck.deck_id)
    reopen("" if deck.withdrawn else deck.deck_id, 0 if deck.withdrawn else version + 1)
    gone = "La présentation est retirée de la liste ; elle peut y être remise, plus bas."
    keep_draft(DONE, gone if deck.withdrawn else "La présentation est enregistrée.")
    st.rerun()


def _wished(
    wish: Wish, opened: KeptDeck | None, codes: tuple[str, ...], reference: dt.date | None
) -> tuple[SavedDeck, int]:
    """The presentation to write and the version it replaces (0: new)."""
    if opened is None or wish.apart:
        return SavedDeck(str(uuid.uuid4()), wish.name, codes, reference), 0
    return replace(opened.deck, name=wish.name, codes=codes, reference=reference), version_read()
