"""The shared filter and the ways from page to page, in a real browser: address, menu, links, history, keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Server, Watch
from tests.e2e.pages_list import listed_pages

Ready = Callable[[Page], None]
AVESNES = "Territoire\u00a0: Arrondissement d'Avesnes-sur-Helpe"
CAMBRAI = "Territoire\u00a0: Arrondissement de Cambrai"
DEPARTEMENT = "Territoire\u00a0: Département du Nord"


def territory(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Territoire", exact=True)


def expect_territory(page: Page, words: str) -> None:
    expect(territory(page)).to_have_value(words)


def choose_territory(page: Page, words: str) -> None:
    territory(page).click()
    page.get_by_role("option", name=words).click()


def open_from_menu(page: Page, title: str) -> None:
    """Open a page as a reader does: look for it in each section of the menu."""
    sections = page.get_by_test_id("stTopNavSection")
    for place in range(sections.count()):
        sections.nth(place).click()
        popover = page.get_by_test_id("stTopNavPopover")
        expect(popover).to_be_visible()
        link = popover.get_by_text(title, exact=True)
        if link.count():
            link.click()
            expect(page.get_by_role("heading", level=1)).to_have_text(title)
            return
        page.keyboard.press("Escape")
        expect(page.get_by_test_id("stTopNavPopover")).to_have_count(0)
    pytest.fail(f"« {title} » is in no section of the menu")


def test_every_page_opens_from_the_menu(server: Server, page: Page, ready: Ready) -> None:
    page.goto(f"{server.url}/?territoire=arr:591")
    ready(page)
    *others, home = sorted(listed_pages(), key=lambda listed: listed.url_path == "")
    for listed in (*others, home):
        open_from_menu(page, listed.title)
        expect(page).to_have_url(re.compile(rf"/{listed.url_path}\?(.*&)?territoire=arr(:|%3A)591"))
        expect(page).to_have_title(f"{listed.title} – SDAASP du Nord")
        expect_territory(page, AVESNES)


def test_address_opens_filtered(server: Server, page: Page, ready: Ready) -> None:
    page.goto(f"{server.url}/?territoire=arr:591")
    ready(page)
    expect_territory(page, AVESNES)
    scope = page.locator(".sd-scope")
    expect(scope).to_contain_text("Arrondissement d'Avesnes-sur-Helpe.")
    # The board says it beside each action, as a word and not by a colour.
    words = page.locator(".sd-chip").evaluate_all("(chips) => chips.map((c) => getComputedStyle(c, '::after').content)")
    assert len(words) == 16
    marks = {word: words.count(f'"{word}"') for word in ("prioritaire", "cité", "inclus", "non cité")}
    assert sum(marks.values()) == 16
    said = [int(number) for number in re.findall(r"\u00a0: (\d+)", scope.inner_text())]
    assert said == [marks["prioritaire"] + marks["cité"], marks["inclus"], marks["non cité"]]


def test_choosing_changes_the_address_and_the_page(server: Server, page: Page, watch: Watch, ready: Ready) -> None:
    page.goto(server.url)
    ready(page)
    expect_territory(page, DEPARTEMENT)
    expect(page.locator(".sd-scope")).to_have_count(0)
    choose_territory(page, CAMBRAI)
    expect(page).to_have_url(re.compile(r"\?territoire=arr(:|%3A)592$"))
    expect(page.locator(".sd-scope")).to_contain_text("Arrondissement de Cambrai.")
    # The address alone gives the same view to another reader.
    other = page.context.new_page()
    other.goto(page.url)
    ready(other)
    expect_territory(other, CAMBRAI)
    other.close()
    choose_territory(page, DEPARTEMENT)
    expect(page).to_have_url(re.compile(r"^[^?]*$"))
    expect(page.locator(".sd-scope")).to_have_count(0)
    assert watch.errors == []


def test_an_action_is_found_by_its_number_or_a_word_of_its_title(server: Server, page: Page, ready: Ready) -> None:
    page.goto(f"{server.url}/fiche?action=5")
    ready(page)
    box, title = page.get_by_role("combobox", name="Action"), page.locator(".sd-fiche-title h2")
    for typed, found in (("14", "Action 14 –"), ("6", "Action 6 –"), ("télémédecine", "Action 7 –")):
        box.fill(typed)
        box.press("Enter")
        expect(title).to_contain_text(found)


def test_kept_by_a_link_and_by_back(server: Server, page: Page, watch: Watch, ready: Ready) -> None:
    page.goto(f"{server.url}/?territoire=arr:591")
    ready(page)
    page.locator(".sd-chip").nth(4).click()
    expect(page.locator(".sd-fiche-title h2")).to_contain_text("Action 5 –")
    assert page.url == f"{server.url}/fiche?action=5&territoire=arr:591"
    expect_territory(page, AVESNES)
    expect(page.locator(".sd-territory")).to_contain_text("arrondissement d'Avesnes-sur-Helpe")
    page.get_by_role("link", name="Action suivante").first.click()
    expect(page.locator(".sd-fiche-title h2")).to_contain_text("Action 6 –")
    expect_territory(page, AVESNES)

    page.go_back()
    expect(page.locator(".sd-fiche-title h2")).to_contain_text("Action 5 –")
    expect_territory(page, AVESNES)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Synthèse")
    expect_territory(page, AVESNES)
    page.go_forward()
    expect(page.locator(".sd-fiche-title h2")).to_contain_text("Action 5 –")
    # A choice runs the same page again, which says neither its menu nor its title again: « back » must still find them.
    choose_territory(page, CAMBRAI)
    expect(page.locator(".sd-territory")).to_contain_text("arrondissement de Cambrai")
    page.go_back()
    expect(page.locator(".sd-territory")).to_contain_text("arrondissement d'Avesnes-sur-Helpe")
    page.go_back()
    expect(page).to_have_title("Synthèse – SDAASP du Nord")
    # Followed inside the page: one session from the first click to the last.
    assert len(watch.websockets) == 1
    assert watch.errors == []


def test_back_undoes_a_choice_made_in_the_address(server: Server, page: Page, ready: Ready) -> None:
    page.goto(f"{server.url}/fiche?action=5&territoire=arr:591")
    ready(page)
    page.goto(f"{server.url}/fiche?action=5&territoire=arr:592")
    ready(page)
    expect_territory(page, CAMBRAI)
    page.go_back()
    expect_territory(page, AVESNES)


def test_a_link_opened_in_a_new_tab_keeps_the_territory(server: Server, page: Page, ready: Ready) -> None:
    page.goto(f"{server.url}/?territoire=arr:591")
    ready(page)
    with page.context.expect_page() as tab:
        page.locator(".sd-chip").first.click(modifiers=["Control"])
    ready(tab.value)
    expect(tab.value.locator(".sd-fiche-title h2")).to_contain_text("Action 1 –")
    expect_territory(tab.value, AVESNES)


def test_a_link_forgets_a_territory_no_longer_chosen(server: Server, page: Page, ready: Ready) -> None:
    page.goto(f"{server.url}/?territoire=arr:591")
    ready(page)
    page.locator(".sd-chip").first.hover()
    page.locator(".sd-chip").first.focus()
    choose_territory(page, DEPARTEMENT)
    expect(page.locator(".sd-scope")).to_have_count(0)
    page.locator(".sd-chip").first.click()
    expect(page.locator(".sd-fiche-title h2")).to_contain_text("Action 1 –")
    expect_territory(page, DEPARTEMENT)
    assert "territoire" not in page.url


@pytest.mark.parametrize("path", ["", "fiche", "calendrier"])
def test_unknown_code_shows_the_departement_and_says_so(server: Server, page: Page, ready: Ready, path: str) -> None:
    page.goto(f"{server.url}/{path}?territoire=arr:999")
    ready(page)
    expect_territory(page, DEPARTEMENT)
    alert = page.get_by_test_id("stAlert")
    expect(alert).to_be_visible()
    expect(alert).to_contain_text("arr:999")
    expect(alert).to_contain_text("Département du Nord")
    expect(page).not_to_have_url(re.compile("arr:999"))


def test_wrong_action_shows_the_first_and_says_so(server: Server, page: Page, ready: Ready) -> None:
    page.goto(f"{server.url}/fiche?action=99")
    ready(page)
    expect(page.locator(".sd-fiche-title h2")).to_contain_text("Action 1 –")
    expect(page.get_by_test_id("stAlert")).to_contain_text("action=99")
    expect(page).to_have_url(f"{server.url}/fiche?action=1")


def test_keyboard_alone_reaches_a_fiche(server: Server, page: Page, ready: Ready) -> None:
    page.goto(f"{server.url}/?territoire=arr:591")
    ready(page)
    # Past the menu by the skip link, then from stop to stop.
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    page.keyboard.press("Enter")
    chip = page.locator('.sd-chip[data-action="3"]')
    for _ in range(40):
        page.keyboard.press("Tab")
        if chip.evaluate("(link) => link === document.activeElement"):
            break
    expect(chip).to_be_focused()
    # Where the keyboard is can be seen.
    outline = chip.evaluate("(link) => { const s = getComputedStyle(link); return [s.outlineStyle, s.outlineWidth]; }")
    assert outline[0] != "none"
    assert float(outline[1].removesuffix("px")) >= 2
    page.keyboard.press("Enter")
    expect(page.locator(".sd-fiche-title h2")).to_contain_text("Action 3 –")
    expect_territory(page, AVESNES)
    expect(page.locator("main")).to_be_focused()


def test_keyboard_alone_chooses_a_territory(server: Server, page: Page, ready: Ready) -> None:
    page.goto(server.url)
    ready(page)
    territory(page).focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("territoire=arr"))


def test_provenance_opens_by_keyboard(server: Server, page: Page, ready: Ready) -> None:
    page.goto(f"{server.url}/fiche?action=5")
    ready(page)
    source = page.locator(".sd-status .sd-provenance summary")
    source.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".sd-status .sd-provenance li").first).to_contain_text("fiche 5 · perspectives")


def test_search_is_shared_by_its_address(server: Server, page: Page, watch: Watch, ready: Ready) -> None:
    page.goto(f"{server.url}/recherche")
    ready(page)
    field = page.get_by_role("textbox", name="Que cherchez-vous")
    field.fill("Fourmies")
    field.press("Enter")
    results = page.locator(".sd-results > li")
    expect(results.first).to_be_visible()
    expect(page).to_have_url(re.compile("q=Fourmies"))
    count = results.count()
    page.reload()
    ready(page)
    expect(results).to_have_count(count)
    expect(page.get_by_role("textbox", name="Que cherchez-vous")).to_have_value("Fourmies")
    results.first.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Recherche")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recherche")
    expect(page.get_by_role("textbox", name="Que cherchez-vous")).to_have_value("Fourmies")
    assert watch.errors == []


def test_markup_in_the_address_is_inert(server: Server, page: Page, watch: Watch, ready: Ready) -> None:
    page.on("dialog", lambda dialog: pytest.fail("the address ran a script"))
    page.goto(f"{server.url}/recherche?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    ready(page)
    expect(page.get_by_text(re.compile("^Rien dans .* ne contient"))).to_contain_text("<img src=x onerror=alert(1)>")
    page.goto(f"{server.url}/fiche?action=%3Cscript%3Ealert(1)%3C/script%3E&territoire=%3Cb%3E**gras**")
    ready(page)
    alerts = page.get_by_test_id("stAlert")
    expect(alerts).to_have_count(2)
    expect(alerts.filter(has_text="action=")).to_contain_text("<script>alert(1)</script>")
    # What the address holds is shown as it was typed, not as Markdown.
    expect(alerts.filter(has_text="territoire=")).to_contain_text("<b>**gras**")
    assert watch.errors == []


@pytest.mark.parametrize("table", ["actions"])
def test_table_is_downloaded(server: Server, page: Page, ready: Ready, table: str) -> None:
    page.goto(f"{server.url}/sources?table={table}")
    ready(page)
    for label, suffix, start in (("CSV", "csv", b"\xef\xbb\xbfaction_id;"), ("Parquet", "parquet", b"PAR1")):
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Télécharger en {label}").click()
        assert re.fullmatch(rf"{table}_[0-9a-f]+\.{suffix}", download.value.suggested_filename)
        assert download.value.path().read_bytes().startswith(start)
