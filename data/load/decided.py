"""What the committee has decided of each action so far, for the pages that show the proposals."""

from __future__ import annotations

import streamlit as st

from data.deciding.codec import from_payload
from data.deciding.decisions import in_force
from data.decision import Decision, Entry
from data.load.store import load_heads
from data.store.errors import StoreError

#: Senses that settle what becomes of an action; « reportée » and « renvoi » put it off.
SETTLING = frozenset({"poursuite", "reorientation", "arret"})

Decided = dict[int, tuple[Decision, ...]]


def load_decided() -> Decided | None:
    """Action → the decisions in force on it or on its parts, in the order they were taken; None when unknown."""
    try:
        heads = load_heads("decision")
    except StoreError:
        return None
    return _decided(tuple(entry.hash for entry in heads), heads)


@st.cache_resource(show_spinner=False, max_entries=8)
def _decided(stamp: tuple[str, ...], _heads: tuple[Entry, ...]) -> Decided:
    found: dict[int, list[Decision]] = {}
    for entry in sorted(_heads, key=lambda one: one.seq):
        name = entry.object_id.removeprefix("decision:")
        if name.startswith("action:") and in_force(entry):
            decision = from_payload(Decision, entry.payload)
            if decision.sense in SETTLING:
                found.setdefault(int(name.removeprefix("action:").split(".")[0]), []).append(decision)
    return {action: tuple(decisions) for action, decisions in sorted(found.items())}


def decided_key(decided: Decided | None) -> tuple[str, ...] | None:
    """What a block that shows decisions is remembered by."""
    if decided is None:
        return None
    return tuple(one.decision_id + one.sense + one.wording for found in decided.values() for one in found)
