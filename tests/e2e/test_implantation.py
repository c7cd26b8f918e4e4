"""« Où implanter ? » in a real browser: ask, follow, stop, share, ask otherwise, print."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.conftest import Server, Watch
from tests.e2e.test_pages import SCREENSHOTS, assert_no_sideways_scroll, axe_violations, settle

Ready = Callable[[Page], None]
#: No point is known to open on Saturday, and the threshold is wide: the search takes far longer than these tests wait.
HARD = "points=plateformes&ouverture=samedi&seuil=15&nombre=12"
ANSWER_MS = 60_000


def open_question(server: Server, page: Page, ready: Ready, codes: str = "") -> None:
    page.goto(f"{server.url}/implantation?{codes}")
    expect(page.locator(".sd-hypothesis")).to_be_visible()
    ready(page)


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()


def answer(page: Page) -> Locator:
    found = page.locator(".sd-key-sentences")
    expect(found).to_be_visible(timeout=ANSWER_MS)
    return found


def chosen(page: Page) -> list[str]:
    return page.locator(".sd-places tbody th").all_inner_texts()


def test_computes_when_asked_and_shares_the_question(server: Server, page: Page, watch: Watch, ready: Ready) -> None:
    open_question(server, page, ready, "nombre=2")
    expect(page.get_by_text("Rien n'est calculé tant que")).to_be_visible()
    expect(page.locator(".sd-places")).to_have_count(0)
    press(page, "Calculer")
    expect(answer(page)).to_contain_text("Optimum prouvé")
    found = chosen(page)
    assert len(found) == 2
    # The address alone opens the same question, unanswered, for another reader.
    other = page.context.new_page()
    other.goto(page.url)
    ready(other)
    expect(other.locator(".sd-scope")).to_have_text(page.locator(".sd-scope").inner_text())
    expect(other.get_by_text("Rien n'est calculé tant que")).to_be_visible()
    expect(other.locator(".sd-places")).to_have_count(0)
    press(other, "Calculer")
    expect(answer(other)).to_be_visible()
    assert chosen(other) == found
    other.close()
    assert watch.errors == []


def test_search_is_followed_then_stopped_without_holding_others(
    server: Server, page: Page, watch: Watch, ready: Ready
) -> None:
    open_question(server, page, ready, HARD)
    press(page, "Calculer")
    told = page.get_by_role("status").filter(has_text="En cours")
    expect(told).to_contain_text(re.compile(r"Nombres de points résolus\s: \d+ sur 12\. .*écart \d+,\d+\s%"))
    first = told.inner_text()
    expect(told).not_to_have_text(first)
    assert axe_violations(page) == []
    # Meanwhile another reader reads, and sees that the turn is taken.
    other = page.context.new_page()
    other.goto(f"{server.url}/proximite")
    expect(other.locator(".sd-key-sentences")).to_be_visible()
    open_question(server, other, ready, "nombre=1")
    press(other, "Calculer")
    expect(other.get_by_text("celui-ci attend son tour")).to_be_visible()
    press(page, "Arrêter")
    expect(answer(page)).to_contain_text("recherche arrêtée avant la fin")
    expect(page.get_by_role("button", name="Arrêter", exact=True)).to_have_count(0)
    assert len(chosen(page)) == 12
    # One reader's stop does not stop the next one.
    expect(answer(other)).to_contain_text("Optimum prouvé")
    other.close()
    assert watch.errors == []


def test_asks_otherwise_from_the_answer_and_back(server: Server, page: Page, watch: Watch, ready: Ready) -> None:
    open_question(server, page, ready, "territoire=arr:592&nombre=2")
    press(page, "Calculer")
    expect(answer(page)).to_be_visible()
    first, second = chosen(page)
    page.get_by_role("link", name="− exclure").first.click()
    expect(page).to_have_url(re.compile(r"sans=com(:|%3A)59\d{3}"))
    expect(page).to_have_url(re.compile(r"territoire=arr(:|%3A)592"))
    expect(page.locator(".sd-scope")).to_contain_text(f"Communes exclues : {first.removeprefix('1. ')}")
    expect(page.get_by_text("Rien n'est calculé tant que")).to_be_visible()
    press(page, "Calculer")
    expect(answer(page)).to_be_visible()
    assert first.removeprefix("1. ") not in " ".join(chosen(page))
    page.get_by_role("link", name="+ garder").last.click()
    expect(page).to_have_url(re.compile(r"avec=com(:|%3A)59\d{3}"))
    # « Back » twice: the first question, with the answer this reader already had.
    page.go_back()
    expect(page).not_to_have_url(re.compile("avec="))
    page.go_back()
    expect(page).not_to_have_url(re.compile("sans="))
    expect(page.locator(".sd-scope")).not_to_contain_text("Communes exclues")
    expect(answer(page)).to_be_visible()
    assert chosen(page) == [first, second]
    assert watch.errors == []


def test_communes_are_found_by_name_with_the_keyboard(server: Server, page: Page, ready: Ready) -> None:
    open_question(server, page, ready)
    field = page.get_by_role("combobox", name="Communes à garder")
    field.click()
    field.press_sequentially("Fourmies")
    expect(page.get_by_role("option", name="Fourmies (59249)")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"avec=com(:|%3A)59249"))
    expect(page.locator(".sd-scope")).to_contain_text("Communes gardées d'office")


def test_banner_stays_in_sight_and_on_paper(server: Server, page: Page, ready: Ready) -> None:
    open_question(server, page, ready)
    press(page, "Calculer")
    expect(answer(page)).to_be_visible()
    settle(page)
    page.locator(".sd-foot").scroll_into_view_if_needed()
    expect(page.locator(".sd-hypothesis")).to_be_in_viewport(ratio=1)
    expect(page.locator(".sd-hypothesis-edge")).to_be_hidden()
    page.emulate_media(media="print")
    edge = page.locator(".sd-hypothesis-edge")
    expect(edge).to_be_visible()
    expect(edge).to_contain_text("ne pas projeter ni diffuser")
    # A fixed box is printed on every sheet, and the text keeps clear of it.
    expect(edge).to_have_css("position", "fixed")
    limit = edge.evaluate("(part) => part.getBoundingClientRect().right")
    for part in (".sd-places", ".sd-scope", "h1"):
        assert page.locator(part).first.evaluate("(part) => part.getBoundingClientRect().left") >= limit


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1366, 768), (390, 844)])
def test_answer_fits_and_is_accessible(server: Server, browser: Browser, ready: Ready, width: int, height: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": height}, locale="en-US")
    open_question(server, page, ready)
    press(page, "Calculer")
    expect(answer(page)).to_be_visible()
    page.get_by_text("Voir les données du graphique").click()
    settle(page)
    assert_no_sideways_scroll(page)
    assert axe_violations(page) == []
    # Scrolled, the banner stands under the header, not behind it.
    page.locator(".sd-foot").scroll_into_view_if_needed()
    header = page.get_by_test_id("stHeader").evaluate("(part) => part.getBoundingClientRect().bottom")
    assert page.locator(".sd-hypothesis").evaluate("(part) => part.getBoundingClientRect().top") >= header - 1
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"implantation-reponse-{width}x{height}.png")
    page.close()
