"""A presentation driven in a real browser, with someone following."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Server

SIZES = [(1920, 1080), (1366, 768), (1024, 768), (390, 844)]


def test_every_screen_follows_the_clicker(page: Page, server: Server, ready: Callable[[Page], None]) -> None:
    chosen = "diapos=couverture,action-5,orientations"
    follower = page.context.new_page()
    presenter = page.context.new_page()
    page.goto(f"{server.url}/projection?vue=projection&{chosen}")
    follower.goto(f"{server.url}/projection?vue=suivre&{chosen}")
    presenter.goto(f"{server.url}/projection?vue=presentateur&{chosen}")
    for screen in (page, follower, presenter):
        ready(screen)
        expect(screen.locator("article h1")).to_contain_text("Schéma départemental")
    page.keyboard.press("PageDown")
    for screen in (page, follower, presenter):
        expect(screen.locator("article h1")).to_contain_text("Action 5")
    presenter.keyboard.press("PageDown")
    for screen in (page, follower, presenter):
        expect(screen.locator("article h1")).to_contain_text("orientations")
    expect(follower.locator(".st-key-diapo-touches")).to_have_count(0)
    # Opened again, the presentation is where it was; « début » goes back to the first slide.
    page.reload()
    ready(page)
    expect(page.locator("article h1")).to_contain_text("orientations")
    expect(page.get_by_role("button", name="Première")).to_be_enabled()
    page.keyboard.press("Home")
    expect(follower.locator("article h1")).to_contain_text("Schéma départemental")


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_nothing_is_cut(
    browser: Browser, server: Server, ready: Callable[[Page], None], width: int, height: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": height})
    for code in ("synthese", "orientations", "action-16", "action-1", "etapes"):
        page.goto(f"{server.url}/projection?vue=suivre&diapos={code}")
        ready(page)
        expect(page.locator("article h1")).to_be_visible()
        assert page.locator("article").evaluate("(slide) => slide.scrollWidth <= slide.clientWidth"), code
        cut = page.locator("article *:not(.sd-hidden)").evaluate_all(
            "(all) => all.filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible')"
            ".map(e => e.className)"
        )
        assert cut == [], code
        if width > 640:  # on a phone one scrolls; in a room one does not
            assert page.locator("article").evaluate("(s) => s.getBoundingClientRect().bottom") <= height, code
        assert page.locator("[data-testid=stHeader]").is_hidden()
    page.close()
