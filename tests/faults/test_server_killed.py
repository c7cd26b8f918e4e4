"""The web server itself is killed while the secretariat adopts lots: what it answered is there, no lot is half there.

The person is a bare websocket session: the pages, their callbacks and the store run as they do for a browser.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import random
import signal
import time
from pathlib import Path

import pytest

from data.deciding.codec import from_payload, to_payload
from data.deciding.live import open_live
from data.deciding.meetings import new_meeting
from data.decision import AgendaItem, Decision, Live, Meeting
from data.store import Write, new_entry_id, open_store
from data.store.repository import Store
from tests.e2e.conftest import Server, serve
from tests.faults.bare_session import BareSession, GoneError
from tests.faults.test_faults import SECRETARIAT, check_sound, cluster

__all__ = ["cluster"]

LOTS = {
    "lot-a": ("action:3", "action:15", "action:16"),
    "lot-b": ("orientation:O1", "orientation:O2", "orientation:O3"),
    "lot-c": ("orientation:O4", "orientation:O5", "orientation:O6"),
    "lot-d": ("orientation:O7", "orientation:O8", "orientation:O9"),
}
AGENDA = (*(AgendaItem(name, f"Lot {name}", objects, 3) for name, objects in LOTS.items()),)
END = AgendaItem("action-5", "Action 5", ("action:5",), 3)
ADOPT = "Adopter le lot (3 décisions) et passer au suivant"
#: A press is answered in about 170 ms on two cores; it is written in the first half of them.
WITHIN_S = 0.15


@pytest.fixture
def base(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The journal of the server and of this test: SQLite in the folder given, or a PostgreSQL."""
    monkeypatch.setenv("SDAASP_HOME", str(tmp_path / "home"))
    if request.param == "postgresql":
        monkeypatch.setenv("SDAASP_DATABASE_URL", request.getfixturevalue("cluster").new_database())
    return str(request.param)


def open_meeting(number: int) -> str:
    """A meeting open on its first lot."""
    meeting_id = f"{number:08d}-1111-4111-8111-111111111111"
    kept = new_meeting(meeting_id, (*AGENDA, END), dt.date(2024, 1, 26))
    meeting: Meeting = dataclasses.replace(kept, day=dt.date(2024, 6, 28), state="ouverte")
    live = open_live(meeting, dt.datetime.now(dt.UTC))
    store = open_store()
    store.append_many(
        SECRETARIAT,
        [
            Write("preparer", f"meeting:{meeting_id}", "meeting", to_payload(meeting), 0, new_entry_id()),
            Write("conduire", f"live:{meeting_id}", "live", to_payload(live), 0, new_entry_id()),
        ],
    )
    store.close()
    return meeting_id


def enter(server: Server, meeting_id: str) -> BareSession:
    session = BareSession(server.url, "reunion", f"reunion={meeting_id}")
    session.write("Votre nom", "Camille")
    session.write("Votre qualité", "secrétariat")
    session.press("Continuer")
    return session


def adopt_until_killed(server: Server, meeting_id: str, chance: random.Random) -> int:
    """Adopt a few lots, then kill the server somewhere within the next one: how many were answered for."""
    session = enter(server, meeting_id)
    answered = chance.randrange(len(LOTS))
    for _ in range(answered):
        session.press(ADOPT)
    session.send(ADOPT)
    until = time.perf_counter() + chance.uniform(0, WITHIN_S)
    while time.perf_counter() < until:
        pass
    os.kill(server.pid, signal.SIGKILL)
    try:
        session.wait()
    except GoneError:
        return answered
    return answered + 1  # the whole answer was already on its way


def check_resumed(server: Server, meeting_id: str, there: int) -> None:
    """The next server takes the meeting up where it was."""
    session = enter(server, meeting_id)
    assert f"Point {there + 1} sur {len(LOTS) + 1}" in session.html
    assert (ADOPT in session.buttons()) == (there < len(LOTS))
    session.close()


def written_lots(store: Store, meeting_id: str) -> list[int]:
    """How many decisions of each lot this meeting has, in the order of the agenda."""
    taken = [from_payload(Decision, entry.payload) for entry in store.entries() if entry.kind == "decision"]
    return [
        sum(one.object_id in objects and one.meeting_id == meeting_id for one in taken) for objects in LOTS.values()
    ]


@pytest.mark.parametrize(
    ("base", "kills"),
    [
        ("sqlite", 2),
        pytest.param("sqlite", 30, marks=pytest.mark.faults),
        pytest.param("postgresql", 30, marks=pytest.mark.faults),
    ],
    indirect=["base"],
)
def test_a_killed_server_keeps_every_answered_lot_whole(base: str, kills: int, tmp_path: Path) -> None:
    chance, lost, kept, before = random.Random(59), 0, 0, ("", 0)
    for number in range(kills):
        meeting_id = open_meeting(number)
        with serve("app.py", tmp_path) as server:
            if before[0]:
                check_resumed(server, *before)
            answered = adopt_until_killed(server, meeting_id, chance)
        store = open_store()
        check_sound(store)
        lots, head = written_lots(store, meeting_id), store.head(f"live:{meeting_id}")
        store.close()
        there = sum(map(bool, lots))
        assert lots == [3] * there + [0] * (len(LOTS) - there), "a lot is half written"
        assert there in {answered, answered + 1}, "an answered lot is lost"
        # The room moved with its decisions, in the same breath.
        assert head
        assert from_payload(Live, head.payload).point_id == [*LOTS, END.item_id][there]
        before = meeting_id, there
        lost, kept = lost + (there == answered), kept + (there == answered + 1)
    # Kills that always fall on the same side of the write would prove little.
    assert kills < 10 or (lost and kept)
