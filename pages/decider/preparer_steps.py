"""Preparing a meeting, step by step: the draft, its agenda, its recording."""

from __future__ import annotations

from dataclasses import replace

from components.drafts import fill_field, keep_draft, read_draft, take_draft
from components.filters import selection
from components.identity import current_actor
from components.meeting_form import PREFIX
from components.url_codes import read_code, write_code
from data.analysis.bodies_heard import epci_of
from data.deciding.arrondissement_meetings import INSTANCE, new_gathering
from data.deciding.codec import to_payload
from data.deciding.faults import Fault
from data.deciding.meetings import (
    CONTESTED_MINUTES,
    action_item,
    check_meeting,
    contested,
    group_items,
    move_item,
    new_meeting,
    orientation_item,
    propose_agenda,
    split_item,
    with_follow_up,
    written_time,
)
from data.deciding.scenario_drafts import single_item
from data.deciding.wording import kind_of
from data.decision import AgendaItem, Meeting
from data.load import load_caveats, load_room, load_statuses, load_store, load_tables, load_territories, load_units
from data.load.documents import load_tracked
from data.model import ARRONDISSEMENTS
from data.store import StoreError, Write, new_entry_id
from pages.decider.room_acts import new_id
from pages.decider.room_view import object_name, shipped_titles, status_of

DRAFT, FAULTS, DONE = "preparation", "preparation-fautes", "preparation-faite"
#: The agendas before each gesture of this session, the latest last, with the meeting they are of.
BEFORE, STEPS_BACK = "preparation-avant", 20


def draft_of(meeting_id: str) -> tuple[Meeting, int]:
    """The meeting being prepared in this session and the version it was read at (0: new)."""
    kept = read_draft(DRAFT)
    if not meeting_id and read_code("instance", {INSTANCE}) and selection().territory_id in ARRONDISSEMENTS:
        write_code("instance", "")
        if not kept or kept[1] or kept[0].territory_id != selection().territory_id:
            kept = (_gathering(selection().territory_id), 0)
            keep_draft(DRAFT, kept)
    if kept and meeting_id in ("", kept[0].meeting_id):
        return kept
    room = load_room(meeting_id) if meeting_id else None
    found = (room.meeting, room.meeting_version) if room else (new_meeting(new_id(), proposed(), None), 0)
    keep_draft(DRAFT, found)
    return found


def _gathering(territory_id: str) -> Meeting:
    """The meeting of an arrondissement, with those who lead it and its EPCI."""
    epci = epci_of(load_tables(), territory_id).values()
    return new_gathering(new_id(), territory_id, load_territories()[territory_id], tuple(epci))


def proposed() -> tuple[AgendaItem, ...]:
    """The agenda proposed: the earlier decisions, orientations, lots of what is uncontested, then the contested."""
    titles = shipped_titles()
    orientations = [(name.partition(":")[2], title) for name, title in titles.items() if kind_of(name) == "orientation"]
    agenda = propose_agenda(orientations, load_statuses(), load_caveats())
    return with_follow_up(agenda) if load_tracked() else agenda


def single(object_id: str) -> AgendaItem:
    """An object as an agenda item of its own."""
    parts = {part.object_id: part.label.split(" · ", 1)[-1] for part in load_units()}
    if "." in object_id:
        return single_item(object_id, parts)
    status = status_of(object_id)
    if status:
        return action_item(
            status, CONTESTED_MINUTES, contested(load_statuses(), load_caveats()).get(status.action_id, "")
        )
    code = object_id.partition(":")[2]
    return orientation_item(
        code, shipped_titles()[object_id], load_statuses(), contested(load_statuses(), load_caveats())
    )


def change_agenda(verb: str, places: list[int], minutes: int) -> None:
    """One gesture of the agenda's editor, on the draft."""
    meeting, version = read_draft(DRAFT)
    agenda = meeting.agenda
    # Checked again here: what is asked may be of a list that has changed since it was drawn.
    places = [place for place in places if 0 <= place < len(agenda)]
    if not places:
        return
    _remember(meeting)
    if verb in ("monter", "descendre"):
        by = -1 if verb == "monter" else 1
        agenda = move_item(agenda, places[0], by)
    elif verb == "lot":
        agenda = group_items(agenda, places)
    elif verb == "defaire":
        agenda = split_item(agenda, places[0], [single(name) for name in agenda[places[0]].objects])
    elif verb == "retirer":
        agenda = tuple(item for place, item in enumerate(agenda) if place not in places)
    elif verb == "garder":
        agenda = tuple(item for place, item in enumerate(agenda) if place in places)
    elif verb == "duree":
        agenda = tuple(replace(item, minutes=minutes) if place in places else item for place, item in enumerate(agenda))
    fill_field(f"{PREFIX}-points", [])
    keep_draft(DRAFT, (replace(meeting, agenda=agenda), version))


def add_item(object_id: str) -> None:
    """An object back on the agenda, at its end."""
    meeting, version = read_draft(DRAFT)
    if object_id in shipped_titles():
        _remember(meeting)
        keep_draft(DRAFT, (replace(meeting, agenda=(*meeting.agenda, single(object_id))), version))
    fill_field(f"{PREFIX}-ajout", None)


def _remember(meeting: Meeting) -> None:
    """Keep the agenda as it is before a gesture: the way back of `undo`."""
    keep_draft(BEFORE, (meeting.meeting_id, (*_before(meeting), meeting.agenda)[-STEPS_BACK:]))


def _before(meeting: Meeting) -> tuple[tuple[AgendaItem, ...], ...]:
    meeting_id, agendas = read_draft(BEFORE) or ("", ())
    return agendas if meeting_id == meeting.meeting_id else ()


def can_undo(meeting: Meeting) -> bool:
    """Whether a gesture of this session on this agenda can be taken back."""
    return bool(_before(meeting))


def undo() -> None:
    """The agenda as it was before the last gesture; nothing is recorded by it, as by the gesture itself."""
    meeting, version = read_draft(DRAFT)
    if before := _before(meeting):
        keep_draft(BEFORE, (meeting.meeting_id, before[:-1]))
        keep_draft(DRAFT, (replace(meeting, agenda=before[-1]), version))
    fill_field(f"{PREFIX}-points", [])


def left_out(meeting: Meeting) -> dict[str, str]:
    """The objects that are not on the agenda."""
    there = {name for item in meeting.agenda for name in item.objects}
    return {name: f"{object_name(name)} – {title}" for name, title in shipped_titles().items() if name not in there}


def keep_meeting(meeting: Meeting, version: int) -> None:
    """Record the meeting as it is typed, or keep what stands against it: nothing is written then."""
    # A part of an action comes from a scenario: it is examined by itself, as in the grid.
    objects = {*shipped_titles(), *(part.object_id for part in load_units())}
    faults = check_meeting(meeting, objects, frozenset(load_territories()))
    keep_draft(FAULTS, faults)
    if faults:
        return
    clean = replace(meeting, time=written_time(meeting.time) if meeting.time else "")
    write = Write("preparer", f"meeting:{meeting.meeting_id}", "meeting", to_payload(clean), version, new_entry_id())
    try:
        entry = load_store().append(current_actor(), write)
    except StoreError as error:
        keep_draft(FAULTS, (Fault("", error.message_fr),))
        return
    keep_draft(DRAFT, (clean, entry.version))
    write_code("reunion", meeting.meeting_id)
    keep_draft(DONE, "La réunion est enregistrée.")


def start_another() -> None:
    """Begin a new meeting; the one just recorded stays in the list."""
    take_draft(DRAFT)
    take_draft(FAULTS)
    take_draft(BEFORE)
    write_code("reunion", "")
