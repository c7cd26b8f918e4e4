"""A meeting typed on a phone, the connection cut in the middle: nothing is lost, nothing is written twice."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect
from playwright.sync_api import Error as BrowserError

from data.store import open_store
from tests.e2e.conftest import RUN_TIMEOUT_MS, Server, serve

HOME = "home"


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, locale="fr-FR")
    opened.set_default_timeout(RUN_TIMEOUT_MS)
    yield opened
    opened.close()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[tuple[Server, Path]]:
    """A server of this test alone: it is stopped in the middle of a meeting."""
    with serve("app.py", tmp_path) as running:
        yield running, tmp_path / HOME


def stored(home: Path) -> list[dict[str, object]]:
    store = open_store(f"sqlite:///{home / 'decisions.sqlite'}")
    found = [entry.payload for entry in store.heads("remark")]
    store.close()
    return found


def waiting(page: Page) -> int:
    """Contributions kept by the phone until the server says that it has recorded them."""
    return page.evaluate("Object.keys(localStorage).filter((one) => one.startsWith('sdaasp-recueil-attente:')).length")


def say(page: Page, body: str, words: str) -> None:
    page.get_by_label("Organisme qui s'exprime").fill(body)
    page.get_by_label("Type d'organisme").select_option("ccas")
    page.get_by_label("Nature").select_option("besoin")
    # Several actions and territories: each choice joins the list under it.
    page.get_by_label("Actions et orientations concernées").select_option("action:5")
    page.get_by_label("Actions et orientations concernées").select_option("orientation:O3")
    page.get_by_label("Territoires concernés").select_option(label="Caudry")
    page.get_by_label("Ce qui est dit").fill(words)
    page.get_by_role("button", name="Garder cette contribution").click()


def test_a_meeting_cut_in_the_middle_loses_nothing(
    own_server: tuple[Server, Path], phone: BrowserContext, ready: Callable[[Page], None]
) -> None:
    server, home = own_server
    page = phone.new_page()
    page.goto(f"{server.url}/rencontres?rencontre=arr:592")
    ready(page)
    expect(page.get_by_text("Sous-préfet de l'arrondissement de Cambrai et Vice-président")).to_be_visible()
    page.get_by_label("Votre nom").fill("Camille Essai")
    page.get_by_label("Votre qualité (service, fonction)").fill("référent")
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_text("Enregistré au nom de")).to_be_visible()
    say(page, "CCAS de Caudry", "Avant la coupure")
    # The server has it before the phone knows: only then is nothing left to send.
    expect(page.get_by_text("Rien en attente d'envoi.")).to_be_visible()
    assert waiting(page) == 0
    assert [row["text"] for row in stored(home)] == ["Avant la coupure"]
    # Who speaks stays and is said; what was chosen for this contribution is chosen again, and all of it can be left.
    expect(page.get_by_text("Toujours CCAS de Caudry")).to_be_visible()
    expect(page.get_by_label("Nature")).to_have_value("")
    expect(page.locator("[data-liste] li")).to_have_count(0)
    page.get_by_label("Ce qui est dit").fill("Déjà tapé")
    page.get_by_role("button", name="Autre organisme").click()
    expect(page.get_by_label("Organisme qui s'exprime")).to_have_value("")
    expect(page.get_by_label("Ce qui est dit")).to_have_value("Déjà tapé")
    expect(page.get_by_text("Toujours CCAS de Caudry")).to_be_hidden()

    # The server is frozen, then the connection is cut: both are what a room's network does.
    phone.set_offline(True)
    os.kill(server.pid, signal.SIGSTOP)
    try:
        say(page, "CCAS de Caudry", "Pendant la coupure, une")
        say(page, "Mairie d'Iwuy", "Pendant la coupure, deux")
        page.get_by_label("Ce qui est dit").fill("Une phrase commencée")
        expect(page.get_by_text("Gardé dans ce navigateur, en attente d'envoi")).to_be_visible()
        assert waiting(page) == 2
        # The page could not be opened again now: who types is told, then asked before it is left.
        expect(page.get_by_text("Connexion coupée : continuez à taper")).to_be_visible()
        asked: list[str] = []

        def leave(dialog: Dialog) -> None:
            asked.append(dialog.type)
            dialog.accept()

        page.on("dialog", leave)
        with pytest.raises(BrowserError, match="ERR_INTERNET_DISCONNECTED"):
            page.reload()
        assert asked == ["beforeunload"]
    finally:
        os.kill(server.pid, signal.SIGCONT)
    phone.set_offline(False)
    # Reloaded without a connection, the page is lost until it is back; what was typed is not, nor is anything sent.
    page.close()
    page = phone.new_page()
    page.goto(f"{server.url}/rencontres?rencontre=arr:592")
    ready(page)
    expect(page.get_by_text("Connexion coupée")).to_be_hidden()
    expect(page.get_by_label("Ce qui est dit")).to_have_value("Une phrase commencée")
    expect(page.locator("[data-recueil-attente] li")).to_have_count(2)
    # One of the two is taken back and reworded meanwhile: it keeps its identifier, so it is never recorded twice.
    page.get_by_label("Ce qui est dit").fill("")
    page.get_by_role("button", name="Reprendre : Pendant la coupure, une").click()
    page.get_by_label("Ce qui est dit").fill("Pendant la coupure, un peu après")
    page.get_by_role("button", name="Garder cette contribution").click()
    page.get_by_label("Ce qui est dit").fill("Une phrase commencée")
    # The name is typed another way than before the cut.
    page.get_by_label("Votre nom").fill("C. Essai")
    page.get_by_label("Votre qualité (service, fonction)").fill("référent")
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_text("Rien en attente d'envoi.")).to_be_visible()
    expect(page.get_by_role("cell", name="Avant la coupure")).to_be_visible()
    assert waiting(page) == 0
    rows = stored(home)
    assert [row["text"] for row in rows] == [
        "Avant la coupure",
        "Pendant la coupure, un peu après",
        "Pendant la coupure, deux",
    ]
    assert all(row["objects"] == ["action:5", "orientation:O3"] for row in rows)
    assert all(row["territories"] == ["com:59139"] for row in rows)
    expect(page.get_by_label("Ce qui est dit")).to_have_value("Une phrase commencée")
