"""Every page of the navigation in a real browser, at the three widths of its readers: projector, laptop, phone.

The pages come from the navigation itself. A page is opened once by width, cold, and everything is looked at on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from components.shell.french import SENTENCES, WORDS
from tests.e2e.conftest import RUN_TIMEOUT_MS, Server, Watch
from tests.e2e.pages_list import ListedPage, listed_pages

SCREENSHOTS = Path(__file__).parent / "screenshots"
PAGES = listed_pages()


@dataclass(frozen=True)
class Exclusion:
    """A rule of axe that is not applied to a part Streamlit draws, which the dashboard cannot mend and declares."""

    rule: str
    selector: str
    why: str


EXCLUSIONS = (
    Exclusion(
        "presentation-role-conflict",
        '[data-testid="stFileUploaderDropzone"]',
        "the uploader's drop zone has role=presentation and a label; its button, inside, is a plain button",
    ),
)

_UNFOLDED = """() => {
  const closed = document.querySelectorAll('[data-testid="stExpander"] details:not([open]) > summary');
  for (const summary of closed) summary.click();
  for (const part of document.querySelectorAll(".stHtml details")) part.open = true;
  return closed.length === 0;
}"""
_PAINTED = """() => document.fonts.ready.then(
  () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))"""
#: Whole-page pictures stop there: below, a long list only repeats itself.
TALLEST_PX = 6000


@dataclass(frozen=True)
class Device:
    """A reader's screen. A sub-prefect on a phone opens on the arrondissement."""

    name: str
    width: int
    height: int
    query: str = ""


PROJECTOR = Device("1920x1080", 1920, 1080)
LAPTOP = Device("1366x768", 1366, 768)
PHONE = Device("390x844", 390, 844, "?territoire=arr:591")


#: English that a page may let through: words of the interface, and what the code writes for « nothing ».
ENGLISH = re.compile(
    r"\b(the|and|of|with|loading|error|search|download|settings|next|previous|close|select|choose|show|hide|help|"
    r"please|traceback|warning|empty|missing|unknown|true|false|none|null|nan|nat|undefined)\b",
    re.IGNORECASE,
)


@dataclass
class Opened:
    """A page opened at one width."""

    listed: ListedPage
    device: Device
    page: Page
    watch: Watch
    unfolded: bool = field(default=False)

    @property
    def data_of_charts(self) -> Locator:
        """The folded blocks that hold the data of a chart or of a map as a table."""
        label = re.compile("^Voir (les données|le tableau)")
        return self.page.get_by_test_id("stExpander").filter(has=self.page.get_by_text(label))

    def unfold(self) -> None:
        """Open everything that opens: provenance, precautions, data of the charts."""
        if self.unfolded:
            return
        # Asked again until all is open: a page drawn again under the first click would close what it opened.
        self.page.wait_for_function(_UNFOLDED, polling=500)
        for data in self.data_of_charts.all():
            # The table of a map is asked of the server when it is opened.
            expect(data.locator("table").first).to_be_visible(timeout=RUN_TIMEOUT_MS)
        settle(self.page)
        self.unfolded = True


def settle(page: Page) -> None:
    """Wait until the page is drawn: script run, fonts there, figures drawn, two frames painted."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=RUN_TIMEOUT_MS)
    for chart in page.get_by_test_id("stPlotlyChart").all():
        expect(chart.locator(".main-svg").first).to_be_attached(timeout=RUN_TIMEOUT_MS)
    page.evaluate(_PAINTED)


@pytest.fixture(scope="module")
def contexts(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    """One browser context by width: what the server sends once is kept, sessions are not."""
    made = {
        device.name: browser.new_context(
            viewport={"width": device.width, "height": device.height},
            # The browser is in English: the dashboard must be French all the same.
            locale="en-US",
            is_mobile=device is PHONE,
            has_touch=device is PHONE,
        )
        for device in (PROJECTOR, LAPTOP, PHONE)
    }
    yield made
    for context in made.values():
        context.close()


@pytest.fixture(
    scope="module",
    params=[(page, device) for device in (LAPTOP, PROJECTOR, PHONE) for page in PAGES],
    ids=lambda value: f"{value[0].name}-{value[1].name}",
)
def opened(request: pytest.FixtureRequest, server: Server, contexts: dict[str, BrowserContext]) -> Iterator[Opened]:
    """The page as a shared link opens it: a new tab, a new session, its own address."""
    listed, device = request.param
    page = contexts[device.name].new_page()
    page.set_default_timeout(RUN_TIMEOUT_MS)
    watch = Watch(origin=server.url)
    page.on("request", watch.on_request)
    page.on("console", watch.on_console)
    page.on("pageerror", lambda error: watch.errors.append(str(error)))
    page.goto(f"{server.url}/{listed.url_path}{device.query}")
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=RUN_TIMEOUT_MS)
    settle(page)
    yield Opened(listed, device, page, watch)
    page.close()
    assert watch.outside == [], f"requests left the server: {watch.outside}"


def test_opens_cold_inside_the_frame(opened: Opened, server: Server) -> None:
    page, listed = opened.page, opened.listed
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page).to_have_title(f"{listed.title} – SDAASP du Nord")
    expect(page.get_by_role("heading", level=1)).to_have_text([listed.title])
    expect(page.locator(".sd-masthead")).to_be_visible()
    expect(page.locator(".sd-foot")).to_be_attached()
    # The page adds its own codes to the address; it neither leaves it nor loses those it came with.
    assert page.url.split("?")[0] == f"{server.url}/{listed.url_path}"
    assert ("territoire=arr" in page.url) == (opened.device is PHONE)
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_titles_of_the_documents_are_distinct() -> None:
    assert len({page.title for page in PAGES}) == len(PAGES) >= 6


def test_nothing_leaves_the_server_nor_fails(opened: Opened) -> None:
    assert opened.watch.outside == []
    assert opened.watch.policy_violations == []
    assert opened.watch.errors == []


def test_screenshots(opened: Opened) -> None:
    """Pictures to be looked at: what the screen shows, then the whole page; taken before anything is unfolded."""
    page, device = opened.page, opened.device
    SCREENSHOTS.mkdir(exist_ok=True)
    assert not opened.unfolded
    name = f"{opened.listed.name}-{device.name}"
    page.screenshot(path=SCREENSHOTS / f"{name}.png")
    tall = page.evaluate("document.getElementById('stMain').scrollHeight")
    page.set_viewport_size({"width": device.width, "height": min(max(tall, device.height), TALLEST_PX)})
    settle(page)
    page.screenshot(path=SCREENSHOTS / f"{name}-entier.png")
    page.set_viewport_size({"width": device.width, "height": device.height})
    assert (SCREENSHOTS / f"{name}.png").stat().st_size > 10_000


def test_no_sideways_scroll(opened: Opened) -> None:
    assert_no_sideways_scroll(opened.page)


def test_no_sideways_scroll_when_all_is_open(opened: Opened) -> None:
    opened.unfold()
    assert_no_sideways_scroll(opened.page)


_WIDER = """() => {
  const main = document.getElementById("stMain");
  const wide = [];
  for (const box of [document.documentElement, main]) {
    if (box.scrollWidth <= box.clientWidth) continue;
    wide.push(`${box.id || box.tagName}: ${box.scrollWidth} > ${box.clientWidth}`);
  }
  if (wide.length) {
    for (const part of main.querySelectorAll("*")) {
      if (part.getBoundingClientRect().right > main.clientWidth + 1) wide.push(part.outerHTML.slice(0, 120));
    }
  }
  return wide.slice(0, 6);
}"""


def assert_no_sideways_scroll(page: Page) -> None:
    assert page.evaluate(_WIDER) == []


_INSIDE = """([target, selectors]) => selectors.some((selector) => document.querySelector(target)?.closest(selector))"""


def axe_violations(page: Page) -> list[str]:
    """What axe finds, one line a node: every rule, on the whole page, but the exclusions above."""
    violations: list[dict[str, Any]] = Axe().run(page).response["violations"]
    found = []
    for violation in violations:
        excluded = [exclusion.selector for exclusion in EXCLUSIONS if exclusion.rule == violation["id"]]
        for node in violation["nodes"]:
            if not page.evaluate(_INSIDE, [node["target"][-1], excluded]):
                found.append(f"{violation['id']} ({violation['impact']}): {node['target'][-1]} {node['html'][:200]}")
    return found


def test_axe_finds_nothing_of_ours(opened: Opened) -> None:
    opened.unfold()
    assert axe_violations(opened.page) == []


_TABLES = """() => [...document.querySelectorAll("#stMain table")].flatMap((table) => {
  const name = table.caption?.textContent.trim() || table.outerHTML.slice(0, 120);
  const faults = [];
  if (!table.caption?.textContent.trim()) faults.push("no caption");
  const headers = [...table.querySelectorAll("th")];
  if (!headers.length) faults.push("no header");
  if (headers.some((header) => !["col", "row"].includes(header.scope))) faults.push("a header without scope");
  if (headers.some((header) => !header.textContent.trim())) faults.push("an empty header");
  return faults.map((fault) => `${name}: ${fault}`);
})"""


def test_tables_are_real_tables(opened: Opened) -> None:
    opened.unfold()
    assert opened.page.evaluate(_TABLES) == []


def test_every_chart_has_its_table(opened: Opened) -> None:
    opened.unfold()
    page = opened.page
    charts = page.locator('[data-testid="stPlotlyChart"], [data-testid="stDeckGlJsonChart"]')
    data = opened.data_of_charts
    assert page.locator(".js-plotly-plot").count() == page.get_by_test_id("stPlotlyChart").count()
    assert data.count() == charts.count()
    if opened.listed.url_path == "":
        assert charts.count() > 0, "the charts of the first page are not recognised"
    for place in range(charts.count()):
        expect(data.nth(place).locator("table caption")).not_to_be_empty()
        expect(data.nth(place).locator("table tbody tr").first).to_be_visible()
        # What the chart says, in words, for who does not see it.
        assert charts.nth(place).evaluate(
            "(chart) => [chart, ...chart.querySelectorAll('[aria-label], [alt]')]"
            ".some((part) => (part.getAttribute('aria-label') || part.getAttribute('alt') || '').length > 30)"
        )
    # A chart without a source line is a defect.
    assert page.locator(".sd-source").count() >= charts.count()


_COLLECT = """() => {
  const texts = new Set(), attributes = new Set();
  for (const part of document.querySelectorAll("body *")) {
    if (["SCRIPT", "STYLE", "NOSCRIPT"].includes(part.tagName)) continue;
    for (const name of ["aria-label", "title", "placeholder", "alt", "data-title", "aria-roledescription"]) {
      const value = part.getAttribute(name);
      if (value && value.trim()) attributes.add(value.trim());
    }
    for (const node of part.childNodes) if (node.nodeType === 3 && node.data.trim()) texts.add(node.data.trim());
  }
  return [[...texts], [...attributes]];
}"""
#: Whole texts that are the same word in both languages, or that the source itself writes.
SAME_IN_FRENCH = {text for text, french in {**WORDS, **SENTENCES}.items() if text.casefold() == french.casefold()}


def test_no_english_word(opened: Opened) -> None:
    opened.unfold()
    page = opened.page
    texts, attributes = page.evaluate(_COLLECT)
    quotes = " ".join(page.locator(".sd-quote").all_text_contents())
    dictionary = {*WORDS, *SENTENCES} - SAME_IN_FRENCH
    assert {*texts, *attributes} & dictionary == set()
    suspicious = [text for text in (*texts, *attributes) if ENGLISH.search(text) and text not in quotes]
    assert suspicious == []


def test_every_fiche_on_a_phone(server: Server, contexts: dict[str, BrowserContext]) -> None:
    """From fiche to fiche by « Action suivante », on a phone: sixteen titles, none wider than the screen."""
    page = contexts[PHONE.name].new_page()
    page.set_default_timeout(RUN_TIMEOUT_MS)
    page.goto(f"{server.url}/fiche?action=1&territoire=arr:591")
    for action in range(1, 17):
        expect(page.locator(".sd-fiche-title h2")).to_contain_text(f"Action {action} –")
        settle(page)
        assert_no_sideways_scroll(page)
        following = page.get_by_role("link", name="Action suivante").first
        if action < 16:
            following.click()
        else:
            expect(following).to_have_count(0)
    assert "action=16" in page.url
    assert "territoire=arr:591" in page.url
    page.close()
