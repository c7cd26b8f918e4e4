"""The slide shown by a presentation: kept in the store, and by this server alone while the store cannot be written.

A full disk must not stop the room: every screen of this server goes on together, and is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from data.deciding.presentation import PROJECTOR, position, standing
from data.decision import Actor
from data.load.store import load_head, load_store
from data.store import ConflictError, RefusedError, StoreError, Write, new_entry_id


@dataclass(frozen=True)
class Held:
    """A slide gone to that could not be recorded."""

    code: str
    rank: int
    at: dt.datetime


def load_shown(object_id: str, codes: Sequence[str], since: dt.datetime) -> tuple[str, bool]:
    """The slide shown now, and whether the store holds it."""
    held = _held().get(object_id)
    try:
        entry = load_head(object_id)
    except StoreError:
        return (standing(held.code, held.rank, codes), False) if held else (codes[0], True)
    if held is None or (entry is not None and entry.at > held.at):
        # Another server of the same store has recorded a move since.
        return position(entry, codes, since), True
    return standing(held.code, held.rank, codes), False


def move_shown(actor: Actor, object_id: str, code: str, codes: Sequence[str]) -> str:
    """Show this slide on every screen; what refuses it, in French, else nothing."""
    rank = list(codes).index(code)
    # A projected window is opened anew, where nobody has typed a name: the machine signs for it.
    signer = PROJECTOR if actor.mode == "local" else actor
    try:
        try:
            _record(signer, object_id, code, rank)
        except ConflictError:
            # Another screen moved at the same moment: the last key pressed has it.
            _record(signer, object_id, code, rank)
    except RefusedError as error:
        return error.message_fr
    except StoreError:
        _held()[object_id] = Held(code, rank, dt.datetime.now(dt.UTC))
        return ""
    _held().pop(object_id, None)
    return ""


def _record(actor: Actor, object_id: str, code: str, rank: int) -> None:
    entry = load_store().head(object_id)
    shown = {"current": code, "rank": rank}
    wish = Write("conduire", object_id, "presentation", shown, entry.version if entry else 0, new_entry_id())
    load_store().append(actor, wish)


@st.cache_resource(show_spinner=False, max_entries=1)
def _held() -> dict[str, Held]:
    return {}
