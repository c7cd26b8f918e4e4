"""The coverage map in a real browser: what it asks, what it is sent, how it is clicked, read by keyboard, cut off."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, Request, WebSocket, expect

from tests.e2e.conftest import RUN_TIMEOUT_MS, Server, Watch

#: Bytes over the websocket for one change of filter, level or layer.
BUDGET = 13_500
#: The same for another page, the first time a territory is chosen; once seen, it comes as references.
OTHER_BUDGETS = {"arrondissement": 12_500, "proximite": 9_000}
SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]'
#: A press and its release, at one instant: deck.gl takes a press of more than 250 ms for something else than a click,
#: and a machine without a graphics card spends more than that on finding what is under the pointer.
CLICK = """([x, y]) => {
  const canvas = document.querySelector('[data-testid="stDeckGlJsonChart"] canvas');
  const box = canvas.getBoundingClientRect();
  const at = {clientX: box.x + x * box.width, clientY: box.y + y * box.height, bubbles: true, cancelable: true,
              pointerId: 1, pointerType: "mouse", isPrimary: true, button: 0, composed: true};
  const real = Date.now, now = real();
  canvas.dispatchEvent(new PointerEvent("pointermove", {...at, buttons: 0}));
  Date.now = () => now;
  canvas.dispatchEvent(new PointerEvent("pointerdown", {...at, buttons: 1}));
  canvas.dispatchEvent(new PointerEvent("pointerup", {...at, buttons: 0}));
  Date.now = real;
}"""


@dataclass
class Traffic:
    """What one page received by its websocket and asked by HTTP since the last reading."""

    frames: list[int] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def on_websocket(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: self.frames.append(len(frame)))

    def on_request(self, request: Request) -> None:
        self.asked.append(request.url)

    def clear(self) -> None:
        self.frames.clear()
        self.asked.clear()

    @property
    def outlines(self) -> list[str]:
        return [re.sub(r".*/|\?.*", "", url) for url in self.asked if "/contours/" in url]


@pytest.fixture(scope="module")
def session(browser: Browser, server: Server) -> Iterator[tuple[Page, Traffic, Watch]]:
    """One reader's page, opened once, on a laptop."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="en-US")
    page, traffic, watch = context.new_page(), Traffic(), Watch(origin=server.url)
    page.set_default_timeout(RUN_TIMEOUT_MS)
    page.on("websocket", traffic.on_websocket)
    page.on("request", traffic.on_request)
    page.on("request", watch.on_request)
    page.on("console", watch.on_console)
    page.on("pageerror", lambda error: watch.errors.append(str(error)))
    # On a busy machine the network is idle before the map asks for its outlines: they are waited for by name.
    with (
        page.expect_response(re.compile("communes[.]json")),
        page.expect_response(re.compile("arrondissements[.]json")),
    ):
        page.goto(f"{server.url}/carte")
    expect(page.get_by_test_id("stDeckGlJsonChart").locator("canvas")).to_be_visible()
    page.wait_for_load_state("networkidle")
    yield page, traffic, watch
    context.close()


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=re.compile(f"^{label}|{label}$")).first.click()
    page.get_by_role("option", name=option, exact=True).click()
    page.wait_for_selector(SETTLED)
    page.wait_for_load_state("networkidle")


def settle(page: Page, said: str) -> None:
    expect(page.locator(".sd-map-legend").locator("xpath=..")).to_contain_text(said)
    page.wait_for_selector(SETTLED)


def test_outlines_come_once_and_nothing_leaves_the_server(session: tuple[Page, Traffic, Watch]) -> None:
    page, traffic, watch = session
    assert sorted(traffic.outlines) == ["arrondissements.json", "communes.json"]
    assert watch.outside == []
    assert watch.policy_violations == []
    assert [error for error in watch.errors if "deck" in error.lower()] == []
    # The page was sent no outline: a few thousand bytes of colours, not 358 kB.
    assert sum(traffic.frames) < 30_000
    expect(page.locator(".sd-source").first).to_be_visible()


def test_a_change_sends_colours_not_outlines(session: tuple[Page, Traffic, Watch]) -> None:
    page, traffic, _ = session
    sizes = {}
    for label, option, said in (
        ("Couche", "Habitants – Densité de population", "Densité"),
        ("Couche", "Mairies – Heures d'ouverture des mairies", "Heures"),
        ("Couche", "Bilan – Adultes-relais médiateurs santé", "Adultes-relais"),
        ("Couche", "Bilan – Transport à la demande, par autorité", "Transport"),
        ("Territoire", "Territoire\u00a0: Arrondissement de Lille", "Transport"),
        ("Couche", "Habitants – Population", "Population"),
        ("Échelle", "Communes", "Population"),
    ):
        traffic.clear()
        choose(page, label, option)
        settle(page, said)
        sizes[option] = sum(traffic.frames)
        assert "communes.json" not in traffic.outlines, option
    print(sizes)
    assert {option: size for option, size in sizes.items() if size > BUDGET} == {}
    assert "territoire=arr:595" in page.url.replace("%3A", ":")


def test_the_card_opens_by_a_click_and_by_the_keyboard(
    page: Page, server: Server, ready: Callable[[Page], None], watch: Watch
) -> None:
    page.goto(f"{server.url}/carte?couche=adultes-relais")
    ready(page)
    expect(page.get_by_test_id("stDeckGlJsonChart").locator("canvas")).to_be_visible()
    page.wait_for_load_state("networkidle")
    head = page.locator(".sd-territory-head")
    expect(head).to_contain_text("Nord")
    # Outlines are drawn a little after they have come: the click is repeated until it meets one.
    for _ in range(10):
        page.evaluate(CLICK, [0.46, 0.46])
        page.wait_for_timeout(500)
        page.wait_for_selector(SETTLED)
        if "detail=" in page.url:
            break
    expect(head).to_contain_text("Lille")
    assert "detail=arr:595" in page.url.replace("%3A", ":")
    # The keyboard's way: the list of the same territories.
    box = page.get_by_role("combobox", name=re.compile("Territoire de la fiche"))
    box.focus()
    page.keyboard.press("ArrowDown")
    for letter in "Dunk":
        page.keyboard.press(letter)
    page.keyboard.press("Enter")
    expect(head).not_to_contain_text("Lille")
    assert "detail=" in page.url


def test_works_with_the_network_cut(session: tuple[Page, Traffic, Watch]) -> None:
    """Once opened, the map asks nothing more: every HTTP request is refused, the websocket goes on."""
    page, _, watch = session
    page.route("**/*", lambda route: route.abort())
    try:
        choose(page, "Couche", "Habitants – Évolution de la population")
        settle(page, "Évolution")
        expect(page.get_by_test_id("stDeckGlJsonChart").locator("canvas")).to_be_visible()
        assert watch.outside == []
    finally:
        page.unroute_all()


def test_the_long_table_is_sent_when_it_is_opened(session: tuple[Page, Traffic, Watch]) -> None:
    page, _, _ = session
    expect(page.locator("table")).to_have_count(0)
    page.get_by_text("Voir le tableau des 647 territoires de la carte").click()
    expect(page.locator(".sd-scroll table tbody tr")).to_have_count(647)
    assert page.locator(".sd-scroll").evaluate("(box) => box.clientHeight < 700")


def test_another_territory_sends_what_is_its_own(session: tuple[Page, Traffic, Watch], server: Server) -> None:
    page, traffic, _ = session
    sizes, again = {}, {}
    for path in OTHER_BUDGETS:
        page.goto(f"{server.url}/{path}?territoire=arr:591")
        page.wait_for_selector(SETTLED)
        for code, name, kept in (("592", "Cambrai", sizes), ("593", "Douai", again), ("592", "Cambrai", again)):
            traffic.clear()
            choose(page, "Territoire", f"Territoire\u00a0: Arrondissement de {name}")
            expect(page).to_have_url(re.compile(rf"territoire=arr(:|%3A){code}"))
            page.wait_for_selector(SETTLED)
            kept[path] = sum(traffic.frames)
    print(sizes, again)
    assert {path: size for path, size in sizes.items() if size > OTHER_BUDGETS[path]} == {}
    # Seen before, it is sent as references.
    assert {path: size for path, size in again.items() if size > 5_500} == {}


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1366, 768), (390, 844)])
def test_the_map_has_its_room(
    browser: Browser, server: Server, ready: Callable[[Page], None], width: int, height: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(f"{server.url}/carte?couche=france-services")
    ready(page)
    chart = page.get_by_test_id("stDeckGlJsonChart")
    expect(chart.locator("canvas")).to_be_visible(timeout=RUN_TIMEOUT_MS)
    box = chart.bounding_box()
    assert box is not None
    assert box["width"] >= (0.9 if width < 640 else 0.55) * width
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.locator("#stMain").evaluate("(main) => main.scrollWidth <= main.clientWidth")
    # Nothing is hidden under the map, nor left blank: its source line starts where it ends.
    source = page.locator(".sd-source").first.bounding_box()
    assert source is not None
    assert -1 <= source["y"] - box["y"] - box["height"] <= 48
    page.close()
