"""Presentations kept under a name: read from the journal, saved, withdrawn."""

from __future__ import annotations

from data.deciding.codec import from_payload, to_payload
from data.deciding.saved_decks import KeptDeck, SavedDeck, deck_object
from data.decision import Actor
from data.load.store import load_heads, load_store
from data.store import StoreError, Write
from data.store.errors import moment, signed


def load_decks() -> dict[str, KeptDeck]:
    """Every presentation that stands, by identifier, the oldest first. Raises `UnavailableError`."""
    return {code: one for code, one in _every_deck().items() if not one.deck.withdrawn}


def load_withdrawn_decks() -> dict[str, KeptDeck]:
    """Those withdrawn from the list, which can be put back. `signed`: who withdrew it, and when."""
    return {code: one for code, one in _every_deck().items() if one.deck.withdrawn}


def _every_deck() -> dict[str, KeptDeck]:
    found = {}
    for entry in load_heads("deck"):
        deck = from_payload(SavedDeck, entry.payload)
        found[deck.deck_id] = KeptDeck(deck, entry.version, f"{signed(entry)}, {moment(entry.at)}")
    return found


def save_deck(actor: Actor, deck: SavedDeck, expected: int, entry_id: str) -> str:
    """Save it over the version it was read at (0: new); what stops it, in French, else nothing."""
    wish = Write("preparer", deck_object(deck.deck_id), "deck", to_payload(deck), expected, entry_id)
    try:
        load_store().append(actor, wish)
    except StoreError as error:
        return error.message_fr
    return ""
