"""A whole meeting in a real browser, two others following; two people who decide at once."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from data.analysis.caveats import compute_caveats
from data.analysis.statuses import compute_statuses
from data.deciding.codec import to_payload
from data.deciding.live import open_live
from data.deciding.meetings import group_items, new_meeting, propose_agenda
from data.decision import Actor, Entry, Meeting
from data.home import VARIABLE, decisions_file
from data.store import Write, new_entry_id, open_store
from tests.e2e.conftest import Server, serve

Ready = Callable[[Page], None]
TABLES = Path(__file__).parents[2] / "data" / "tables"
WHOLE, PAIR = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
SECRETARIAT = Actor("", "Camille Essai", "secrétariat commun", "local")
SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def prepared(meeting_id: str) -> Meeting:
    """The agenda proposed, with the four mobility actions in one lot: nine orientations, sixteen actions, two lots."""
    tables = {path.stem: pd.read_parquet(path) for path in TABLES.glob("*.parquet")}
    labels = [(row["orientation_id"], row["label"]) for row in tables["orientations"].to_dict("records")]
    agenda = propose_agenda(labels, compute_statuses(tables), compute_caveats(tables))
    mobility = [place for place, item in enumerate(agenda) if item.objects[0] in {f"action:{n}" for n in range(8, 12)}]
    kept = new_meeting(meeting_id, group_items(agenda, mobility), dt.date(2024, 1, 26))
    return dataclasses.replace(kept, day=dt.date(2024, 6, 28), time="14:30", place="Préfecture")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A dashboard of its own, with one meeting prepared and another open."""
    folder = tmp_path_factory.mktemp("reunion")
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = str(folder / "home")
    pair = dataclasses.replace(prepared(PAIR), state="ouverte")
    live = dataclasses.replace(open_live(pair, dt.datetime.now(dt.UTC)), point_id="action-5")
    store = open_store()
    store.append_many(
        SECRETARIAT,
        [
            Write("preparer", f"meeting:{WHOLE}", "meeting", to_payload(prepared(WHOLE)), 0, new_entry_id()),
            Write("preparer", f"meeting:{PAIR}", "meeting", to_payload(pair), 0, new_entry_id()),
            Write("conduire", f"live:{PAIR}", "live", to_payload(live), 0, new_entry_id()),
        ],
    )
    store.close()
    with serve("app.py", folder) as running:
        yield running
    os.environ.pop(VARIABLE) if before is None else os.environ.update({VARIABLE: before})


def journal() -> tuple[Entry, ...]:
    assert decisions_file().exists()
    store = open_store()
    try:
        assert store.check_chain() == []
        return store.entries()
    finally:
        store.close()


class Hands:
    """The secretariat's gestures, counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def press(self, target: Locator) -> None:
        target.click()
        self.count += 1

    def button(self, words: str, *, exact: bool = False) -> None:
        self.press(self.page.get_by_role("button", name=words, exact=exact).first)

    def sense(self, words: str) -> None:
        chosen = self.page.get_by_role("radio", name=words, exact=True)
        self.press(chosen)
        expect(chosen).to_be_checked()
        self.page.wait_for_selector(SETTLED)

    def fill(self, label: str, words: str) -> None:
        self.page.get_by_label(label).fill(words)
        self.count += 1


def enter(page: Page, url: str, meeting_id: str, ready: Ready, name: str) -> Hands:
    """Open the meeting and say who records."""
    page.goto(f"{url}/reunion?reunion={meeting_id}")
    ready(page)
    hands = Hands(page)
    hands.press(page.get_by_text("Conduire cette réunion"))
    hands.fill("Votre nom", name)
    hands.fill("Votre qualité", "secrétariat commun")
    hands.button("Continuer")
    expect(page.get_by_text("Qui enregistre")).to_be_visible()
    return hands


#: After the lots: what is decided on each action that is opened, by title, in the order of the agenda.
OPENED = {
    1: "Poursuite",
    4: "Poursuite",
    5: "Poursuite",
    6: "Renvoi au COTECH",
    7: "Reportée",
}
LAST = {12: "Poursuite", 13: "Poursuite", 14: "Arrêt"}


def test_a_whole_meeting_is_played_and_followed(server: Server, page: Page, browser: Browser, ready: Ready) -> None:
    hands = enter(page, server.url, WHOLE, ready, "Alice")
    hands.button("Ouvrir la réunion")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Orientation O1")
    projected = browser.new_page(viewport={"width": 1920, "height": 1080})
    projected.goto(f"{server.url}/reunion?reunion={WHOLE}&vue=projection")
    phone = browser.new_page(viewport={"width": 390, "height": 844})
    phone.goto(f"{server.url}/reunion?reunion={WHOLE}")
    taken = 0

    def recorded(count: int = 1) -> None:
        """Both screens that follow say it, before the next gesture."""
        nonlocal taken
        taken += count
        for follower in (projected, phone):
            expect(follower.locator(".sd-last")).to_contain_text(re.compile(rf"n°\s{taken}\b"))

    def on(words: str) -> None:
        expect(page.get_by_role("heading", level=1)).to_contain_text(words)

    for rank in range(1, 10):
        on(f"Orientation O{rank}")
        hands.sense("Maintenue")
        hands.button("Enregistrer et passer au suivant")
        recorded()
    on("Lot")
    hands.button("Retirer l'action 15")
    hands.button("Adopter le lot (2 décisions) et passer")
    recorded(2)
    on("Action 15")
    hands.sense("Poursuite")
    hands.button("Enregistrer et passer au suivant")
    recorded()
    on("Action 2 ")
    hands.sense("Réorientation")
    hands.sense("Ajuster")
    hands.button("Enregistrer et passer au suivant")
    recorded()
    for number, sense in OPENED.items():
        on(f"Action {number} ")
        hands.sense(sense)
        hands.button("Enregistrer et passer au suivant")
        recorded()
    on("Lot : actions 8, 9, 10 et 11")
    hands.sense("Ajuster")
    hands.button("Adopter le lot (4 décisions) et passer")
    recorded(4)
    for number, sense in LAST.items():
        on(f"Action {number} ")
        hands.sense(sense)
        if number == 14:
            hands.press(page.get_by_text("plus aucune action ne porterait"))
            page.wait_for_selector(SETTLED)
        hands.button("Enregistrer et passer au suivant")
        recorded()

    decisions = [entry.payload for entry in journal() if entry.kind == "decision"]
    assert taken == len(decisions) == 25
    assert [payload["number"] for payload in decisions] == list(range(1, 26))
    assert {payload["object_id"] for payload in decisions} == {
        *(f"action:{number}" for number in range(1, 17)),
        *(f"orientation:O{rank}" for rank in range(1, 10)),
    }
    assert hands.count <= 60
    # The keys of a clicker turn the pages for everyone, from the room's own screen.
    projected.keyboard.press("PageUp")
    on("Action 13 ")
    for follower in (projected, phone):
        expect(follower.locator(".sd-decision--decided")).to_contain_text("Décision n°")
    assert projected.evaluate("document.querySelector('#stMain').scrollHeight <= window.innerHeight")
    projected.close()
    phone.close()
    # The record is ready, and says what the journal says.
    page.goto(f"{server.url}/releve?reunion={WHOLE}")
    ready(page)
    with page.expect_download() as caught:
        page.get_by_role("button", name=re.compile("^ODT")).first.click()
    with zipfile.ZipFile(caught.value.path()) as file:
        said = words_of(file.read("content.xml").decode())
    for payload in decisions:
        assert words_of(str(payload["wording"])) in said, payload["object_id"]
        # What is put off stands apart, under its own title.
        if payload["sense"] not in {"reportee", "renvoi_cotech"}:
            assert re.search(rf"n° {payload['number']}\b", said), payload["number"]
    assert "renvoyés au COTECH" in said


def words_of(text: str) -> str:
    """The words alone: no tag, one kind of space, one apostrophe."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)).replace("’", "'").replace("&apos;", "'").strip()


def test_two_people_decide_at_once(server: Server, page: Page, browser: Browser, ready: Ready) -> None:
    alice = enter(page, server.url, PAIR, ready, "Alice")
    other = browser.new_page(viewport={"width": 1366, "height": 768})
    bruno = enter(other, server.url, PAIR, ready, "Bruno")
    alice.sense("Poursuite")
    expect(other.get_by_role("radio", name="Poursuite", exact=True)).to_be_checked()
    press = (
        "() => [...document.querySelectorAll('button')].find((one) => one.innerText.trim() === 'Enregistrer')?.click()"
    )
    page.evaluate(press)
    other.evaluate(press)
    # Whoever pressed first, and whether the second screen was drawn again before or after its own press: the second
    # reads who decided, and chooses; nothing is written over.
    expect(page.get_by_text(re.compile(r"(Alice|Bruno) \(secrétariat commun\)")).first).to_be_visible()
    written = [entry for entry in journal() if entry.object_id == "decision:action:5"]
    (first,) = [entry.author for entry in written if entry.payload["meeting_id"] == PAIR]
    second = other if first == "Alice" else page
    expect(second.get_by_text(re.compile(rf"{first} \(secrétariat commun\)")).first).to_be_visible()
    expect(
        second.get_by_role("button", name=re.compile("Enregistrer la mienne comme correction|Corriger")).first
    ).to_be_visible()
    # A connection lost and opened again finds the meeting where it was.
    other.reload()
    ready(other)
    expect(other.get_by_role("heading", level=1)).to_contain_text("Action 5")
    expect(other.locator(".sd-decision--decided")).to_contain_text("Décision n°")
    assert bruno.count == 4
    other.close()
