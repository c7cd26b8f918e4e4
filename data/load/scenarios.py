"""Scenarios: read from the journal, saved, set aside, taken as a meeting's draft."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace

from data.deciding.codec import to_payload
from data.deciding.meetings import ITEMS_LIMIT
from data.deciding.orientations import read_preparations
from data.deciding.room import change_live, save_draft
from data.deciding.scenario_drafts import Taken, Taking, take_scenario
from data.deciding.scenarios import Scenario, read_scenarios
from data.decision import Actor, Entry
from data.load.room import load_room
from data.load.store import load_heads, load_store
from data.store import StoreError, Write, new_entry_id


def load_scenario_lines() -> tuple[tuple[Entry, Scenario], ...]:
    """Every scenario with its latest line, those set aside included, the oldest first. Raises `UnavailableError`."""
    return read_scenarios(load_heads("scenario"))


def load_scenarios() -> tuple[Scenario, ...]:
    """Every scenario that stands, the oldest first. Raises `UnavailableError`."""
    return tuple(scenario for _, scenario in load_scenario_lines() if not scenario.withdrawn)


def save_scenario(actor: Actor, scenario: Scenario, entry_id: str, seen: int = 0) -> str:
    """Save a scenario, or a new version of it; what stops it, in French, else nothing.

    seen: the version that was on screen, 0 for a new one.
    """
    write = Write("preparer", scenario.object_id, "scenario", to_payload(scenario), seen, entry_id)
    try:
        load_store().append(actor, write)
    except StoreError as error:
        return error.message_fr
    return ""


def take_as_draft(actor: Actor, scenario: Scenario, meeting_id: str, titles: Mapping[str, str]) -> Taking:
    """Prefill a meeting from a scenario, in one transaction: what was written and left alone, or what stops it.

    Nothing is decided: the meeting words, negotiates and adopts each. What it decided or is writing is left alone.
    titles: object → its plain title.
    """
    room = load_room(meeting_id)
    if room is None:
        return Taking("Cette réunion n'existe plus : rechargez la page.")
    if room.closed:
        return Taking("Cette réunion est close : rouvrez-la, ou reprenez le scénario dans la suivante.")
    prepared = [draft for _, draft in read_preparations(load_heads("orientation")).values()]
    taken = take_scenario(scenario, room, titles, prepared)
    points = len(taken.agenda) + len(taken.live.added if taken.live else ())
    if points > ITEMS_LIMIT:
        return Taking(f"L'ordre du jour aurait {points} points, {ITEMS_LIMIT} au plus : allégez-le d'abord.")
    wishes = [
        wish
        for draft in taken.drafts
        for wish in save_draft(room, replace(draft, decision_id=_named(room.draft(draft.object_id))))
    ]
    if taken.live:
        wishes += change_live(room, taken.live)
    writes = [
        Write(wish.verb, wish.object_id, wish.kind, wish.payload, wish.expected, new_entry_id()) for wish in wishes
    ]
    writes += [
        Write("preparer", one.object_id, "orientation", to_payload(one), 0, new_entry_id()) for one in taken.created
    ]
    if taken.agenda != room.meeting.agenda:
        meeting = replace(room.meeting, agenda=taken.agenda)
        name = f"meeting:{meeting_id}"
        writes.append(Write("preparer", name, "meeting", to_payload(meeting), room.meeting_version, new_entry_id()))
    if not writes:
        return Taking(_nothing(taken), taken)
    try:
        load_store().append_many(actor, writes)
    except StoreError as error:
        return Taking(error.message_fr)
    return Taking(taken=taken)


def _named(draft: object) -> str:
    """The identifier of the draft that is there, so that taking a scenario again changes nothing; else a new one."""
    return getattr(draft, "decision_id", "") or str(uuid.uuid4())


def _nothing(taken: Taken) -> str:
    if taken.decided or taken.worded or taken.gone or taken.settled or taken.lost:
        return "Rien à préparer : tout est déjà décidé ou en cours de rédaction dans cette réunion."
    return "Rien à préparer : cette réunion porte déjà ce scénario."
