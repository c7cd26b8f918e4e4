"""A scenario saved in a browser, then compared with the fiches' proposals: where they differ, and only there."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as NotThereError

from tests.e2e.conftest import Server

ACTION = re.compile("^Action 14 – ")


def choose(page: Page, box: Locator, option: str) -> None:
    """By the keyboard, and again while the page still scrolls to the list: it closes when what is under it moves."""
    wanted = page.get_by_role("option", name=option, exact=True)
    for _ in range(5):
        box.focus()
        page.keyboard.press("ArrowDown")
        try:
            wanted.click(timeout=3_000)
        except NotThereError:
            continue
        return
    wanted.click(timeout=3_000)


def test_two_scenarios_are_compared_side_by_side(server: Server, page: Page, ready: Callable[[Page], None]) -> None:
    page.goto(f"{server.url}/scenarios?depart=propositions")
    ready(page)
    page.get_by_label("Votre nom").fill("Camille Essai")
    page.get_by_label("Votre qualité (service, fonction)").fill("secrétariat")
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_text("Enregistré au nom de")).to_be_visible()
    ready(page)
    page.get_by_label("Nom du scénario").fill("École gardée")
    page.keyboard.press("Tab")
    ready(page)
    choose(page, page.get_by_label(ACTION), "Poursuite")
    page.get_by_role("button", name="Enregistrer le scénario").click()
    ready(page)
    # The new scenario joins the lists; it is set beside the proposals it was made from.
    choose(page, page.get_by_label("Comparer avec"), "École gardée")
    expect(page.get_by_text("1 action n’a pas la même destination")).to_be_visible()
    table = page.get_by_role("table", name="Actions qui ne vont pas au même endroit")
    expect(table.get_by_role("row")).to_have_count(2)
    expect(table).to_contain_text("Arrêt")
    expect(table).to_contain_text("éducation")
    # The address alone shows it again, to anyone.
    page.reload()
    ready(page)
    expect(page.get_by_text("1 action n’a pas la même destination")).to_be_visible()
