"""Meetings as the store holds them, put together once for all readers, and again only when the journal has grown."""

from __future__ import annotations

import json
from pathlib import Path

import streamlit as st

from data.deciding.codec import from_payload
from data.deciding.decisions import in_force
from data.deciding.room import Room, compute_room
from data.decision import Decision, Entry, Meeting
from data.load.store import load_heads, load_stamp, load_store

_OUTLINES = Path(__file__).resolve().parents[1] / "reference" / "outlines" / "arrondissements.json"

Ring = list[list[float]]


def load_meetings() -> tuple[Meeting, ...]:
    """Every meeting, the latest first, those without a date before them. Raises `UnavailableError`."""
    found = [from_payload(Meeting, entry.payload) for entry in load_heads("meeting")]
    dated = sorted((one for one in found if one.day), key=lambda one: (one.day, one.time), reverse=True)
    return (*(one for one in found if not one.day), *dated)


def load_room(meeting_id: str, stamp: tuple[str, int] | None = None) -> Room | None:
    """A meeting with all that was said in it so far; None when there is no such meeting. Raises `UnavailableError`.

    Every screen asks at each tick: while nothing is written anywhere, it costs one read and one look-up. `stamp`: what
    `load_stamp` just said, for who needs it too.
    """
    return _room_now(*(stamp or load_stamp()), meeting_id)


@st.cache_resource(show_spinner=False, max_entries=64)
def _room_now(place: str, counter: int, meeting_id: str) -> Room | None:
    meetings, lives = load_heads("meeting"), load_heads("live")
    meeting = _named(meetings, f"meeting:{meeting_id}")
    if meeting is None:
        return None
    live = _named(lives, f"live:{meeting_id}")
    drafts, decisions = load_heads("draft"), load_heads("decision")
    # Something was written, perhaps elsewhere: the latest line of each kind tells whether this room moved.
    stamp = (meeting.hash, live.hash if live else "", _last(drafts), _last(decisions))
    return _room(stamp, meeting, live, drafts, decisions)


def _named(entries: tuple[Entry, ...], object_id: str) -> Entry | None:
    return next((entry for entry in entries if entry.object_id == object_id), None)


def _last(entries: tuple[Entry, ...]) -> str:
    return max(entries, key=lambda entry: entry.seq).hash if entries else ""


@st.cache_resource(show_spinner=False, max_entries=64)
def _room(
    stamp: tuple[str, ...],
    _meeting: Entry,
    _live: Entry | None,
    _drafts: tuple[Entry, ...],
    _decisions: tuple[Entry, ...],
) -> Room:
    return compute_room(_meeting, _live, _drafts, _decisions)


def load_meeting_history(meeting_id: str) -> tuple[Entry, ...]:
    """Every line of the journal on the meeting itself, the first one first. Raises `UnavailableError`."""
    head = _named(load_heads("meeting"), f"meeting:{meeting_id}")
    return _meeting_history(head.hash, head.object_id) if head else ()


@st.cache_resource(show_spinner=False, max_entries=16)
def _meeting_history(stamp: str, object_id: str) -> tuple[Entry, ...]:
    return load_store().history(object_id)


def load_history(decision_id: str) -> tuple[tuple[Entry, Decision], ...]:
    """Every version of the decision of that identifier, the first one first; empty when it is unknown."""
    for head in load_heads("decision"):
        history = load_store().history(head.object_id)
        versions = [(entry, from_payload(Decision, entry.payload)) for entry in history]
        if any(decision.decision_id == decision_id for _, decision in versions):
            return tuple(versions)
    return ()


def load_decisions() -> tuple[tuple[Entry, Decision], ...]:
    """Every decision in force with its line, by number. Raises `UnavailableError`."""
    found = [(entry, from_payload(Decision, entry.payload)) for entry in load_heads("decision") if in_force(entry)]
    return tuple(sorted(found, key=lambda one: (one[1].meeting_id, one[1].number)))


@st.cache_resource(show_spinner=False, max_entries=1)
def load_arrondissement_rings() -> dict[str, list[Ring]]:
    """The outer rings of the six arrondissements, in degrees: `arr:591` → rings."""
    shapes = json.loads(_OUTLINES.read_text(encoding="utf-8"))["features"]
    return {
        shape["id"]: [
            polygon[0]
            for polygon in (
                [shape["geometry"]["coordinates"]]
                if shape["geometry"]["type"] == "Polygon"
                else shape["geometry"]["coordinates"]
            )
        ]
        for shape in shapes
    }
