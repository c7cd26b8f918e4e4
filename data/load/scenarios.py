"""Scenarios: read from the journal, saved, taken as a meeting's draft."""

from __future__ import annotations

import uuid

from data.deciding.codec import from_payload, to_payload
from data.deciding.room import save_draft
from data.deciding.scenarios import Scenario, as_draft
from data.deciding.wording import default_wording
from data.decision import Actor
from data.load.room import load_room
from data.load.store import load_heads, load_store
from data.store import StoreError, Write, new_entry_id


def load_scenarios() -> tuple[Scenario, ...]:
    """Every scenario that stands, the oldest first. Raises `UnavailableError`."""
    found = (from_payload(Scenario, entry.payload) for entry in load_heads("scenario"))
    return tuple(scenario for scenario in found if not scenario.withdrawn)


def save_scenario(actor: Actor, scenario: Scenario, entry_id: str) -> str:
    """Save a new scenario; what stops it, in French, else nothing."""
    name = f"scenario:{scenario.scenario_id}"
    try:
        load_store().append(actor, Write("preparer", name, "scenario", to_payload(scenario), 0, entry_id))
    except StoreError as error:
        return error.message_fr
    return ""


def take_as_draft(actor: Actor, scenario: Scenario, meeting_id: str, titles: dict[str, str]) -> str:
    """Prefill the wordings of a meeting from a scenario, in one transaction; what stops it, in French, else nothing.

    Nothing is decided: the meeting words, negotiates and adopts each. An object already decided there is left alone.
    """
    room = load_room(meeting_id)
    if room is None:
        return "Cette réunion n'existe plus : rechargez la page."
    writes = []
    for decision in scenario.decisions:
        if room.decided(decision.object_id):
            continue
        words = default_wording(decision, room.meeting, titles.get(decision.object_id, ""))
        drafted = as_draft(decision, meeting_id, str(uuid.uuid4()), words)
        writes += [
            Write(wish.verb, wish.object_id, wish.kind, wish.payload, wish.expected, new_entry_id())
            for wish in save_draft(room, drafted)
        ]
    if not writes:
        return "Rien à préparer : tout est déjà décidé dans cette réunion."
    try:
        load_store().append_many(actor, writes)
    except StoreError as error:
        return error.message_fr
    return ""
