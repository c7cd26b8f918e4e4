"""What is decided now? One point a screen; every screen follows the secretariat's."""

import datetime as dt
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

import streamlit as st

from components.decision_panel import decision_panel, last_line, lot_panel, prepares_only
from components.evidence import evidence_block, grid_block, projected_block, projected_side, slide_title
from components.formats import date
from components.heading import show_lead
from components.html import Html, element, joined
from components.identity import current_actor, identified_actor
from components.links import link_to
from components.meeting_list import meeting_name, meetings_table
from components.memo import remember
from components.room_bar import choose_point, clock, show_moves, waiting
from components.url_codes import is_projected, read_code, read_uuid, write_code
from data.deciding.live import Point, compute_clock, point_of
from data.deciding.room import Room
from data.decision import DECIDING_INSTANCES
from data.load import load_manifest, load_meetings, load_room, load_stamp
from pages.decider.deciding import show_deciding, show_messages
from pages.decider.room_acts import may_conduct, next_point, open_meeting, open_point, toggle_grid
from pages.decider.room_form import conditions
from pages.decider.room_gestures import closed_html, show_gesture, show_gestures, show_reopening
from pages.decider.room_view import evidence_of, map_image, object_name, opening_html, place_words, point_title

Drawn = TypeVar("Drawn")
#: Every screen asks this often whether anything was written: all follow within two seconds.
TICK_S = 1.5


def evidence_html(room: Room, point: Point, projected: bool) -> tuple[Html, Html | None]:
    """What the point rests on; on a projected screen, in two parts."""
    if not point.objects:
        return opening_html(room, point, projected), None
    evidence = evidence_of(room, point)
    shown = bool(room.live and room.live.grid_shown)
    image = map_image(evidence)

    name = "" if point.is_lot or not point.objects else object_name(point.objects[0])
    grid = grid_block(evidence.grid) if shown else None
    title = slide_title(evidence, name, place_words(room, point), "h1")
    if projected:
        return joined([title, grid or projected_block(evidence)]), projected_side(evidence, image)
    return joined([title, grid, evidence_block(evidence, image=image)]), None


def panel_html(room: Room, point: Point, *, discussed: bool) -> Html:
    """The sentence being agreed, or the decision; a point without object has none."""
    if room.meeting.instance not in DECIDING_INSTANCES:
        return prepares_only(room.meeting.instance)
    if not point.objects:
        return element("p", "Rien n'est à décider sur ce point.", class_="sd-small")
    if point.is_lot:
        return lot_panel([(object_name(one), room.decided(one), room.heads.get(one)) for one in point.objects])
    taken = room.decided(point.objects[0])
    return decision_panel(
        taken or room.draft(point.objects[0]),
        room.heads[point.objects[0]] if taken else None,
        discussed=discussed,
        conditions=conditions(),
    )


def time_html(room: Room, *, linked: bool) -> Html | None:
    """The clock, and what was recorded last: the room has often moved on already."""
    if room.live is None:
        return None
    until = compute_clock(room.meeting, room.live)
    last = room.last
    told = last_line(last, object_name(last.object_id), linked=linked) if last else None
    return joined([clock(until.point_until, until.meeting_until), told])


def projection_html(room: Room, point: Point) -> Html:
    """The whole projected screen of a point."""
    known, beside = evidence_html(room, point, True)
    panel = panel_html(room, point, discussed=True)
    right = element("div", time_html(room, linked=False), panel, beside)
    return element("div", element("div", known), right, class_="sd-projection sd-room")


def point_words(room: Room, points: Sequence[Point]) -> dict[str, str]:
    """The points as the list shows them, by identifier."""
    return {one.point_id: f"{n}. {point_title(room, one, 70)}" for n, one in enumerate(points, 1)}


@st.fragment(run_every=TICK_S)
def show_room(meeting_id: str, projected: bool, conducts: bool) -> None:
    """The whole screen, asked again at each tick: what has not changed is neither drawn nor sent again."""
    stamp, today = load_stamp(), dt.date.today()
    version, room = load_manifest().version, load_room(meeting_id, stamp)
    if room is None:
        return

    def kept(*what: Hashable, draw: Callable[[], Drawn]) -> Drawn:
        """Drawn once a day for every screen that shows it, until something is written anywhere in the journal."""
        return remember(("reunion", stamp, version, today, meeting_id, *what), draw)

    points = kept("points", draw=lambda: room.points)
    if room.live is None or not points:
        when = f"{date(room.meeting.day)} {room.meeting.time}".strip()
        st.html(waiting(meeting_name(room.meeting), when))
        if conducts and not projected:
            show_messages(meeting_id)
            st.button("Ouvrir la réunion", type="primary", on_click=open_meeting, args=(meeting_id,))
        return
    free = "" if projected else read_code("point")
    if room.closed and (projected or not free):
        st.html(closed_html(room, projected))
        if conducts and not projected:
            show_messages(meeting_id)
            show_reopening(room)
        return
    place = point_of(points, free or room.live.point_id)
    point = points[place]

    def move(by: int) -> None:
        if conducts and not free:
            next_point(meeting_id, room.live.point_id if room.live else "", by)
        else:
            write_code("point", points[min(max(place + by, 0), len(points) - 1)].point_id)

    def choose(code: str) -> None:
        if conducts and not free:
            open_point(meeting_id, code)
        else:
            write_code("point", code)

    if projected:
        st.html(kept("projection", point, draw=lambda: projection_html(room, point)))
        if conducts:
            show_moves("reunion", first=place == 0, last=place == len(points) - 1, move=move)
        return
    steps, listed, view = st.columns([3, 5, 3], vertical_alignment="bottom")
    with steps:
        show_moves("reunion", first=place == 0, last=place == len(points) - 1, move=move)
    with listed:
        choose_point("reunion", kept("list", draw=lambda: point_words(room, points)), point.point_id, choose)
    with view, st.container(horizontal=True, vertical_alignment="center"):
        if free and room.closed:
            st.button("Revenir à la fin de la réunion", key="suivre", on_click=write_code, args=("point", ""))
        elif free:
            st.button("Suivre la réunion", type="primary", key="suivre", on_click=write_code, args=("point", ""))
        else:
            st.button("Naviguer librement", key="libre", on_click=write_code, args=("point", point.point_id))
        if conducts and not free:
            grid = "Replier la grille" if room.live.grid_shown else "Montrer la grille"
            st.button(grid, key="grille", on_click=toggle_grid, args=(meeting_id,))
    with st.container(key="reunion-corps"):
        left, right = st.columns([5, 4], gap="medium")
    with right:
        st.html(kept("time", draw=lambda: joined([time_html(room, linked=True)])))
        if conducts and not free:
            show_messages(meeting_id)
            if not show_gesture(room):
                if point.objects and room.meeting.instance in DECIDING_INSTANCES:
                    show_deciding(room, point)
                elif point.objects:
                    st.html(prepares_only(room.meeting.instance))
                else:
                    follow = element("a", "Dire où en est une décision", href=link_to("suivi"))
                    st.html(joined([panel_html(room, point, discussed=True), element("p", follow)]))
                show_gestures(room, point)
        else:
            words = "Vous naviguez librement : la salle est peut-être ailleurs." if free else "Vous suivez la réunion."
            words = "La réunion est close : vous relisez ses points." if room.closed else words
            panel = kept("panel", point, bool(free), draw=lambda: panel_html(room, point, discussed=not free))
            st.html(joined([element("p", words, class_="sd-small"), panel]))
    left.html(kept("evidence", point, draw=lambda: evidence_html(room, point, False)[0]))


meeting_id = read_uuid("reunion")
if meeting_id and load_room(meeting_id):
    projected, allowed = is_projected(), may_conduct(meeting_id)
    named = bool(current_actor().name)
    show_room(meeting_id, projected, allowed and (named or projected))
    if allowed and not projected:
        # The first time, one says who writes; those who only follow need not.
        with st.expander("Qui enregistre", expanded=False) if named else st.expander("Conduire cette réunion"):
            identified_actor()
else:
    show_lead("Choisissez la réunion à suivre ou à conduire : tous les écrans suivent celui du secrétariat.")
    meetings = load_meetings()
    if meetings:
        st.html(meetings_table(meetings))
    first = None if meetings else "Aucune réunion n'est encore préparée. "
    link = element("a", "Préparer une réunion", href=link_to("preparer"))
    st.html(element("p", first, link, class_=None if meetings else "sd-note"))
