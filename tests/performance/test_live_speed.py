"""What the live page costs while nothing happens (an idle tick), and when the room moves to another point.

Printed by `make bench`, never asserted.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import statistics
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect

from data.analysis.caveats import compute_caveats
from data.analysis.statuses import compute_statuses
from data.deciding.codec import from_payload, to_payload
from data.deciding.live import go_to, open_live
from data.deciding.meetings import new_meeting, propose_agenda
from data.decision import Actor, Live
from data.home import VARIABLE
from data.store import Write, new_entry_id, open_store
from tests.e2e.conftest import Server, serve
from tests.performance.test_pages_speed import SETTLED, count_frames, cpu_s

TABLES = Path(__file__).parents[2] / "data" / "tables"
MEETING_ID = "44444444-4444-4444-8444-444444444444"
SECRETARIAT = Actor("", "Camille Essai", "secrétariat commun", "local")
#: How often `pages/decider/reunion.py` asks.
TICK_S = 1.5
#: What follows a meeting: a projected screen, two members on their own.
FOLLOWERS = ("&vue=projection", "", "")
IDLE_S = 30
MOVES = ("action-5", "orientation-O4", "lot-poursuite", "action-12", "action-14", "action-5")


def move(point_id: str, expected: int) -> None:
    """The room moves, as the secretariat's gesture writes it."""
    store = open_store()
    head = store.head(f"live:{MEETING_ID}")
    assert head is not None
    live = go_to(from_payload(Live, head.payload), point_id, dt.datetime.now(dt.UTC))
    store.append(
        SECRETARIAT,
        Write("conduire", f"live:{MEETING_ID}", "live", to_payload(live), expected, new_entry_id()),
    )
    store.close()


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Server]:
    """A server of its own, with a whole meeting open on an action."""
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = str(tmp_path / "home")
    tables = {path.stem: pd.read_parquet(path) for path in TABLES.glob("*.parquet")}
    labels = [(row["orientation_id"], row["label"]) for row in tables["orientations"].to_dict("records")]
    agenda = propose_agenda(labels, compute_statuses(tables), compute_caveats(tables))
    kept = new_meeting(MEETING_ID, agenda, dt.date(2024, 1, 26))
    meeting = dataclasses.replace(kept, day=dt.date(2024, 6, 28), state="ouverte")
    live = dataclasses.replace(open_live(meeting, dt.datetime.now(dt.UTC)), point_id="action-1")
    store = open_store()
    store.append_many(
        SECRETARIAT,
        [
            Write("preparer", f"meeting:{MEETING_ID}", "meeting", to_payload(meeting), 0, new_entry_id()),
            Write("conduire", f"live:{MEETING_ID}", "live", to_payload(live), 0, new_entry_id()),
        ],
    )
    store.close()
    with serve("app.py", tmp_path) as running:
        yield running
    os.environ.pop(VARIABLE) if before is None else os.environ.update({VARIABLE: before})


@pytest.mark.performance
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="lit /proc, que ce système n'a pas")
def test_live_page(room: Server, browser: Browser) -> None:
    pages: list[tuple[Page, list[int]]] = []
    for view in FOLLOWERS:
        page = browser.new_page(viewport={"width": 1920, "height": 1080})
        received: list[int] = []
        count_frames(page, received)
        page.goto(f"{room.url}/reunion?reunion={MEETING_ID}{view}")
        page.wait_for_selector(SETTLED)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Action 1 ")
        pages.append((page, received))
    pages[0][0].wait_for_timeout(3 * TICK_S * 1000)
    print("\nouverture :", ", ".join(f"{sum(received)} o" for _, received in pages))
    ticks = IDLE_S / TICK_S
    for _, received in pages:
        received.clear()
    before = cpu_s(room.pid)
    pages[0][0].wait_for_timeout(IDLE_S * 1000)
    spent = (cpu_s(room.pid) - before) * 1000 / (ticks * len(pages))
    idle = [sum(received) / ticks for _, received in pages]
    print(f"battement à vide : {spent:.1f} ms de CPU serveur,", ", ".join(f"{size:.0f} o" for size in idle))
    moved: list[list[int]] = [[] for _ in pages]
    words = {"action-5": "Action 5", "orientation-O4": "Orientation O4", "action-12": "Action 12"}
    words |= {"lot-poursuite": "Lot", "action-14": "Action 14"}
    for version, point_id in enumerate(MOVES, 1):
        for _, received in pages:
            received.clear()
        move(point_id, version)
        for page, _ in pages:
            expect(page.get_by_role("heading", level=1)).to_contain_text(words[point_id])
        for (_, received), sizes in zip(pages, moved, strict=True):
            sizes.append(sum(received))
    for view, sizes in zip(FOLLOWERS, moved, strict=True):
        print(f"changement de point{view or ' (membre)'} : max {max(sizes)} o, médian {statistics.median(sizes):.0f} o")
    assert len(moved) == len(FOLLOWERS)
    for page, _ in pages:
        page.close()
