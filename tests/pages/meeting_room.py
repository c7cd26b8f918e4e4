"""A meeting in the test's own store, and its pages opened by several people."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable

from streamlit.testing.v1 import AppTest

from data.deciding.codec import from_payload, to_payload
from data.deciding.live import open_live
from data.deciding.meetings import new_meeting
from data.decision import Actor, AgendaItem, Decision, Entry, Meeting
from data.store import Write, new_entry_id, open_store
from tests.e2e.pages_list import FRAME, listed_pages
from tests.pages.screen import Screen

MEETING_ID = "11111111-1111-4111-8111-111111111111"
SECRETARIAT = Actor("", "Camille Essai", "secrétariat commun", "local")
AGENDA = (
    AgendaItem("orientation-O7", "Orientation : école", ("orientation:O7",), 2),
    AgendaItem("lot-poursuite", "Lot : trois poursuites", ("action:3", "action:15", "action:16"), 4),
    AgendaItem("action-5", "Action 5 : adultes-relais", ("action:5",), 3),
    AgendaItem("action-14", "Action 14 : école", ("action:14",), 3),
)


def keep_meeting(
    agenda: Iterable[AgendaItem] = AGENDA, *, votes: bool = False, instance: str = "copil_restreint"
) -> Meeting:
    """A meeting of 28 June 2024, open on its first point, in the store of this test."""
    kept = new_meeting(MEETING_ID, tuple(agenda), dt.date(2024, 1, 26))
    kept = dataclasses.replace(kept, instance=instance)
    meeting = dataclasses.replace(kept, day=dt.date(2024, 6, 28), votes_counted=votes, state="ouverte")
    live = open_live(meeting, dt.datetime(2024, 6, 28, 12, 30, tzinfo=dt.UTC))
    store = open_store()
    store.append_many(
        SECRETARIAT,
        [
            Write("preparer", f"meeting:{MEETING_ID}", "meeting", to_payload(meeting), 0, new_entry_id()),
            Write("conduire", f"live:{MEETING_ID}", "live", to_payload(live), 0, new_entry_id()),
        ],
    )
    store.close()
    return meeting


def open_page(url_path: str, name: str = "", **codes: str) -> Screen:
    """A page with its codes, for someone who has said their name (empty: nobody)."""
    page = next(page for page in listed_pages() if page.url_path == url_path)
    app = AppTest.from_file(FRAME, default_timeout=60)
    app.query_params.update(codes)
    if name:
        app.session_state["brouillon-signature"] = (name, "secrétariat commun")
    app.switch_page(page.file)
    return Screen(app.run())


def enter(name: str = "Alice", point: str = "") -> Screen:
    """The meeting's page; on this point of the agenda (every screen follows)."""
    screen = open_page("reunion", name, reunion=MEETING_ID)
    if point:
        next(box for box in screen.app.selectbox if box.label == "Aller au point").set_value(point)
        screen.run()
    return screen


def history(object_id: str) -> tuple[Entry, ...]:
    store = open_store()
    try:
        return store.history(f"decision:{object_id}")
    finally:
        store.close()


def decided(object_id: str) -> Decision:
    """The latest version of the decision on an object."""
    return from_payload(Decision, history(object_id)[-1].payload)


def press(screen: Screen, words: str) -> Screen:
    """Press the button of this label, else the first one that begins so."""
    buttons = [button for button in screen.app.button if button.label.startswith(words)]
    next((button for button in buttons if button.label == words), buttons[0]).click()
    return screen.run()


def choose(screen: Screen, label: str, code: str) -> Screen:
    next(group for group in screen.app.segmented_control if group.label == label).set_value(code)
    return screen.run()


def write(screen: Screen, label: str, words: str) -> Screen:
    fields = [*screen.app.text_area, *screen.app.text_input]
    next(field for field in fields if field.label.startswith(label)).set_value(words)
    return screen.run()


def faults(screen: Screen) -> list[str]:
    return [node.text for node in screen.html.all(class_="sd-field-fault")]


def alerts(screen: Screen) -> str:
    return " ".join(node.text for node in screen.html.all(class_="sd-alert"))
