"""What the secretariat does in the room besides deciding: who came, the end, opening again."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from components.attendance_form import ask_attendance, attendance_line, read_attendance
from components.closing import closed_screen, closing_summary
from components.drafts import field, keep_draft, read_draft, take_draft
from components.field_faults import field_fault
from components.html import Html, element
from components.meeting_list import meeting_name
from components.url_codes import write_code
from data.deciding import room as steps
from data.deciding.codec import from_payload
from data.deciding.faults import clean
from data.deciding.live import Point, add_point, drop_point, go_to
from data.deciding.meetings import ORIENTATION_MINUTES, attendance_faults, state_changes
from data.deciding.orientations import is_new, next_new, read_preparations
from data.deciding.room import Room
from data.decision import AgendaItem, Live
from data.load import load_heads, load_meeting_history, load_room
from data.load.documents import load_releve
from data.store import ConflictError, StoreError
from pages.decider.room_acts import MESSAGE, attempt, move_live, now, send
from pages.decider.room_view import CO_CHAIRS, object_name, point_title, titles

#: Which gesture is open in this session, at which version of the meeting it was opened, and which one was last seen.
GESTURE, FAULTS = "reunion-geste", "reunion-geste-fautes"
NEXT, CREATED = "reunion-prochaine", "reunion-creee"


def begin(name: str, version: int) -> None:
    take_draft(FAULTS)
    keep_draft(GESTURE, (name, version, version))


def leave() -> None:
    take_draft(FAULTS)
    take_draft(GESTURE)


def show_gestures(room: Room, point: Point) -> None:
    """The ways into them, under the decision."""
    version = room.meeting_version
    with st.container(horizontal=True, key="reunion-gestes"):
        st.button("Créer une orientation", key="geste-orientation", on_click=begin, args=("orientation", version))
        if room.live and point.point_id in {item.item_id for item in room.live.added} and not room.is_done(point):
            args = (room.meeting.meeting_id, point.point_id)
            st.button("Retirer ce point ajouté", key="geste-retirer", on_click=drop_added, args=args)
        st.button("Présences", key="geste-presences", on_click=begin, args=("presences", version))
        st.button("Clore la réunion…", key="geste-clore", on_click=begin, args=("clore", version))


def show_gesture(room: Room) -> bool:
    """The one that is open, in place of the decision; whether there is one."""
    name, opened, seen = read_draft(GESTURE) or ("", 0, 0)
    if name == "presences":
        _show_attendance(room, opened, seen)
    elif name == "clore":
        _show_closing(room)
    elif name == "orientation":
        _show_creation(room)
    return bool(name)


def _show_attendance(room: Room, opened: int, seen: int) -> None:
    meeting = room.meeting
    st.html(element("h2", "Présences"))
    st.html(attendance_line(meeting))
    bodies = tuple(dict.fromkeys([*CO_CHAIRS, *meeting.invited]))
    key = f"presences-{opened}"
    ask_attendance(
        meeting,
        bodies,
        read_draft(FAULTS) or (),
        key,
        lambda: tell_attendance(meeting.meeting_id, key, opened, seen),
    )
    st.button("Revenir au point", key="geste-fermer", on_click=leave)


def tell_attendance(meeting_id: str, key: str, opened: int, seen: int) -> None:
    """Record who came. Someone who wrote meanwhile is named, and what they wrote shown, before it may be replaced."""
    take_draft(MESSAGE)
    room = load_room(meeting_id)
    assert room is not None
    typed = read_attendance(room.meeting, key)
    faults = attendance_faults(typed)
    keep_draft(FAULTS, faults)
    if faults:
        return
    try:
        send(steps.tell_attendance(room, typed, seen))
    except ConflictError as conflict:
        keep_draft(MESSAGE, conflict.message_fr)
        keep_draft(GESTURE, ("presences", opened, conflict.head.version))
    except StoreError as error:
        keep_draft(MESSAGE, error.message_fr)
    else:
        leave()


def _show_creation(room: Room) -> None:
    """A new orientation, or one the secretariat has prepared and nobody has decided."""
    prepared = {
        code: draft.label
        for code, (_, draft) in read_preparations(load_heads("orientation")).items()
        if is_new(code) and not draft.dropped and code not in titles(room)
    }
    options = {"": "Une orientation nouvelle"} | {code: f"Préparée : {label}" for code, label in prepared.items()}
    st.html(element("h2", "Créer une orientation"))
    words = "Un point s'ajoute à la fin de l'ordre du jour ; rien n'est décidé avant l'enregistrement."
    st.html(element("p", words, class_="sd-small"))
    st.selectbox(
        "Orientation à créer",
        list(options),
        format_func=lambda code: str(options.get(code, code)),
        filter_mode=None,
        key=CREATED,
    )
    with st.container(horizontal=True):
        args = (room.meeting.meeting_id,)
        st.button("Ajouter le point et l'ouvrir", type="primary", key="ajouter", on_click=add_orientation, args=args)
        st.button("Revenir au point", key="geste-fermer", on_click=leave)


def add_orientation(meeting_id: str) -> None:
    """The point is added at the end, and every screen goes to it."""
    chosen = str(field(CREATED) or "")

    def change(room: Room, live: Live) -> Live:
        others = [from_payload(Live, entry.payload) for entry in load_heads("live")]
        used = [name for one in (*others, live) for item in one.added for name in item.objects]
        used += [entry.object_id for entry in load_heads("orientation")]
        code = chosen if is_new(chosen) and chosen not in titles(room) else next_new((*used, *room.heads))
        item = AgendaItem(code.replace(":", "-"), "Orientation à créer", (code,), ORIENTATION_MINUTES)
        return go_to(add_point(live, item), item.item_id, now())

    move_live(meeting_id, change)
    leave()


def drop_added(meeting_id: str, point_id: str) -> None:
    move_live(meeting_id, lambda room, live: drop_point(room.meeting, live, point_id, now()))


def _show_closing(room: Room) -> None:
    left = [point_title(room, point, 70) for point in room.points if point.objects and not room.is_done(point)]
    decided = sum(bool(room.decided(name)) for point in room.points for name in point.objects)
    st.html(closing_summary(room.meeting, decided, left))
    st.text_input("Prochaine réunion (date, lieu, objet)", room.meeting.next_meeting, key=NEXT)
    for fault in read_draft(FAULTS) or ():
        st.html(field_fault(fault))
    with st.container(horizontal=True):
        meeting_id = room.meeting.meeting_id
        st.button("Oui, clore la réunion", type="primary", key="clore", on_click=close_meeting, args=(meeting_id,))
        st.button("Continuer la réunion", key="continuer", on_click=leave)


def close_meeting(meeting_id: str) -> None:
    """The meeting is over on every screen; the words on the next one go with it to the relevé."""
    room = load_room(meeting_id)
    assert room is not None
    meeting = replace(room.meeting, next_meeting=clean(field(NEXT, room.meeting.next_meeting)))
    faults = attendance_faults(meeting)
    keep_draft(FAULTS, faults)
    if not faults and (room.closed or attempt(lambda: steps.close_meeting(room, meeting.next_meeting))):
        leave()
        write_code("point", "")


def closed_html(room: Room, projected: bool) -> Html:
    """The screen of a meeting that is over."""
    names = {name for point in room.points for name in point.objects}
    taken = sorted((one for name in names if (one := room.decided(name))), key=lambda one: one.number)
    decisions = [(object_name(one.object_id), one) for one in taken]
    changes = state_changes(load_meeting_history(room.meeting.meeting_id))
    return closed_screen(meeting_name(room.meeting), room.meeting, decisions, changes, projected=projected)


def show_reopening(room: Room) -> None:
    """Opening it again is recorded; not once its relevé has gone to the members."""
    content, _ = load_releve(room.meeting)
    if content.releve.state != "projet":
        words = "Le relevé est soumis aux membres : pour rouvrir la réunion, reprenez-le d'abord en projet."
        st.html(element("p", words, class_="sd-small"))
        return
    with st.expander("Rouvrir la réunion"):
        words = "La réouverture est inscrite au journal, avec le nom de qui la demande ; les décisions restent."
        st.html(element("p", words, class_="sd-small"))
        meeting_id = room.meeting.meeting_id
        st.button("Rouvrir la réunion", key="rouvrir", on_click=reopen_meeting, args=(meeting_id,))


def reopen_meeting(meeting_id: str) -> None:
    room = load_room(meeting_id)
    if room and room.closed and load_releve(room.meeting)[0].releve.state == "projet":
        attempt(lambda: steps.open_meeting(room, now()))
