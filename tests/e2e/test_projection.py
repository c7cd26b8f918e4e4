"""A presentation driven in a real browser, with someone following."""

from __future__ import annotations

from collections.abc import Callable

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


def test_any_key_of_a_clicker_or_a_keyboard_moves_the_slides(
    page: Page, server: Server, ready: Callable[[Page], None]
) -> None:
    page.goto(f"{server.url}/projection?vue=projection&diapos=couverture,action-1,action-2,action-3,etapes")
    ready(page)
    rank = page.locator(".sd-slide__rank")
    expect(page.get_by_role("button", name="Suivante")).to_be_enabled()
    steps = [("ArrowRight", 2), (" ", 3), ("ArrowDown", 4), ("End", 5), ("ArrowLeft", 4), ("ArrowUp", 3)]
    for key, place in [*steps, ("Shift+ ", 2), ("PageDown", 3), ("Home", 1)]:
        page.keyboard.press(key)
        expect(rank).to_have_text(f"{place} / 5")
    # Pressed again before the slide is drawn: none is lost, none counts twice.
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    page.keyboard.press("ArrowRight")
    expect(rank).to_have_text("4 / 5")
    page.keyboard.press("Home")
    expect(rank).to_have_text("1 / 5")
    # A button pressed with the mouse leaves the keyboard to the slides; one reached with the keyboard keeps its own.
    page.get_by_role("button", name="Suivante").click()
    expect(rank).to_have_text("2 / 5")
    page.keyboard.press(" ")
    expect(rank).to_have_text("3 / 5")
    page.get_by_role("button", name="Précédente").focus()
    page.keyboard.press(" ")
    expect(rank).to_have_text("2 / 5")
    expect(page.get_by_role("button", name="Précédente")).to_be_focused()


def test_who_follows_is_told_that_the_connection_is_lost(
    page: Page, server: Server, ready: Callable[[Page], None]
) -> None:
    page.goto(f"{server.url}/projection?vue=suivre&diapos=couverture,action-2")
    ready(page)
    expect(page.get_by_text("Connexion perdue")).to_be_hidden()
    page.context.set_offline(True)
    expect(page.get_by_text("Connexion perdue")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("Connexion perdue")).to_be_hidden()


CUT = """() => {
  const slide = document.querySelector("article"), cut = [];
  if (slide.scrollWidth > slide.clientWidth) cut.push("the slide");
  for (const part of slide.querySelectorAll("*:not(.sd-hidden)")) {
    const hidden = getComputedStyle(part).overflowX !== "visible";
    if (hidden && part.scrollWidth > part.clientWidth + 1) cut.push(part.className);
    const box = part.getBoundingClientRect();
    if (box.width && box.right > innerWidth + 1) cut.push("right of " + part.className);
  }
  // On a phone one scrolls; in a room one does not.
  if (innerWidth > 640 && slide.getBoundingClientRect().bottom > innerHeight) cut.push("the foot");
  return cut;
}"""


#: The smallest words of a slide, in pixels: read at ten metres on a screen of the room.
SMALLEST = """() => Math.min(...[...document.querySelectorAll("article *")]
  .filter((part) => [...part.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .map((part) => parseFloat(getComputedStyle(part).fontSize)))"""


def test_nothing_is_cut(browser: Browser, server: Server, ready: Callable[[Page], None]) -> None:
    page = browser.new_page()
    actions = [f"action-{number}" for number in range(1, 17)]
    others = ["couverture", "a-decider", "synthese", "orientations", "territoires", "acces", "chiffres", "tendances"]
    for code in (*others, *actions, "etapes", "action-16&territoire=arr:591"):
        page.goto(f"{server.url}/projection?vue=suivre&diapos={code}")
        ready(page)
        expect(page.locator("article h1")).to_be_visible()
        expect(page.locator("[data-testid=stHeader]")).to_be_hidden()
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate(CUT) == [], (code, width)
            if width == 1920:
                assert page.evaluate(SMALLEST) >= 22, code
    page.close()


ON_SCREEN = """() => [".sd-slide-notes__time", ".sd-slide-notes__next", ".st-key-diapo-touches", ".sd-slide-notes__say"]
  .filter((part) => {
    const box = document.querySelector(part).getBoundingClientRect();
    return box.top < 0 || box.bottom > innerHeight || box.right > innerWidth || box.height < 20;
  })"""


SCROLLS = """() => {
  const say = document.querySelector(".sd-slide-notes__say");
  return say.scrollHeight > say.clientHeight && say.clientHeight > 100;
}"""


def test_the_presenter_has_the_time_the_next_slide_and_the_keys_in_sight_whatever_the_notes(
    page: Page, server: Server, ready: Callable[[Page], None]
) -> None:
    page.goto(f"{server.url}/projection?vue=presentateur&diapos=action-12,action-8")
    ready(page)
    notes = page.get_by_role("region", name="À dire")
    expect(notes).to_contain_text("Six orientations sur neuf")
    expect(page.locator(".sd-slide-notes__next")).to_contain_text("Action 8")
    for width, height in SIZES[:3]:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(f"() => ({ON_SCREEN})().length === 0")
    page.set_viewport_size({"width": 1024, "height": 600})
    page.wait_for_function(SCROLLS)
    # The arrows scroll the notes while they have the focus, and move the slides again afterwards.
    notes.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("article .sd-slide__rank")).to_have_text("1 / 2")
    notes.blur()
    page.keyboard.press("ArrowDown")
    expect(page.locator("article .sd-slide__rank")).to_have_text("2 / 2")
