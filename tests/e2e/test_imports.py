"""A file imported in a real browser: previewed, published, measured to, compared, undone; by keyboard, by phone."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Server, Watch, serve
from tests.e2e.test_pages import assert_no_sideways_scroll, axe_violations, settle

Ready = Callable[[Page], None]
OPEN_DATA = Path(__file__).resolve().parents[3] / "shared" / "opendata"
SLUG = "liste-des-structures-france-services"
TITLES = "id_fs,insee_dep,lib_fs,insee_com,code_postal,lib_com,latitude,longitude,h_lundi,h_samedi,format_fs"
ANOR = "1,59,France services Anor,59012,59186,Anor,49.99114,4.09841,09:00 - 12:00,,Fixe"
LILLE = "2,59,France services Lille,59350,59000,Lille,50.6311,3.0468,09:00 - 17:00,09:00 - 12:00,Fixe"
DOUAI = "4,59,France services Douai,59178,59500,Douai,50.3703,3.0764,,,Fixe"
NOWHERE = "3,59,France services Nulle-Part,59999,,Nulle-Part,,,,,Fixe"


def csv(*lines: str) -> bytes:
    return "\n".join((TITLES, *lines, "")).encode()


@pytest.fixture(scope="module")
def publisher() -> Iterator[str]:
    """The address of a stand-in for data.gouv.fr whose file never ends arriving."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            resource = {"url": f"{base}/liste.csv", "format": "csv", "type": "main"}
            body = json.dumps({"title": "Liste", "resources": [resource]}).encode()
            slow = self.path.endswith(".csv")
            self.send_header("Content-Length", str(200_000 if slow else len(body)))
            self.end_headers()
            try:
                for _ in range(600 if slow else 0):
                    self.wfile.write(b"a;b\n" * 10)
                    time.sleep(0.05)
                self.wfile.write(body)
            except OSError:
                pass

        def log_message(self, format: str, *args: object) -> None:
            """Keep the test's output quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    base = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield base
    server.shutdown()
    server.server_close()


@pytest.fixture
def server(tmp_path: Path, publisher: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A dashboard of its own: what is imported here is seen by no other test."""
    monkeypatch.setenv("SDAASP_OPENDATA_API", publisher)
    with serve("app.py", tmp_path) as running:
        yield running


def choose(page: Page, name: str, content: bytes) -> None:
    page.locator('input[type="file"]').set_input_files(
        files=[{"name": name, "mimeType": "text/csv", "buffer": content}]
    )


def button(page: Page, words: str) -> Locator:
    return page.get_by_role("button", name=words)


def sign(page: Page) -> None:
    page.get_by_label("Votre nom").fill("Camille")
    page.get_by_label("Votre qualité").fill("secrétariat")


def publish(page: Page) -> None:
    sign(page)
    button(page, "Publier cette édition").click()
    expect(page.get_by_role("status").filter(has_text="est publié")).to_be_visible()
    # The message comes before the end of the run, which lays a new uploader: a file given to the old one is lost.
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')


def states(page: Page) -> Locator:
    return page.locator('table:has(th:text-is("État")) tbody tr > :nth-child(2)')


def test_from_a_file_to_the_map_of_distances_and_back(server: Server, page: Page, watch: Watch, ready: Ready) -> None:
    page.goto(f"{server.url}/imports")
    ready(page)
    choose(page, "liste-fs_2024-08-01.csv", csv(ANOR, LILLE, NOWHERE))
    expect(page.get_by_role("heading", name="Aperçu : rien n'est encore importé")).to_be_visible()
    expect(page.get_by_text("= 2 gardées + 1 écartée.")).to_be_visible()
    page.get_by_text("Voir chaque problème").click()
    expect(page.get_by_role("cell", name="59999", exact=True)).to_be_visible()
    with page.expect_download() as download:
        button(page, "Télécharger les problèmes (CSV)").click()
    assert "59999" in download.value.path().read_text(encoding="utf-8-sig")

    button(page, "Publier cette édition").click()
    expect(page.get_by_role("alert").filter(has_text="votre nom ; votre qualité")).to_be_visible()
    publish(page)
    # What was done is on the screen, without scrolling for it.
    expect(page.get_by_role("status").filter(has_text="est publié")).to_be_in_viewport()
    page.get_by_role("link", name="Mesurer la proximité").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Proximité")
    expect(page.get_by_role("combobox", name="Points")).to_have_value("France services, édition du 01/08/2024")
    expect(page.locator(".sd-scope")).to_contain_text("2 points retenus")

    page.goto(f"{server.url}/imports")
    ready(page)
    choose(page, "liste-fs_2025-02-01.csv", csv(ANOR, DOUAI))
    for words in ("Apparu : 1", "Disparu : 1", "Inchangé : 1"):
        expect(page.get_by_role("listitem").filter(has_text=re.compile(words.replace(" ", r"\s")))).to_be_visible()
    publish(page)
    expect(states(page)).to_have_text(["en cours", "précédente"])
    button(page, "Revenir à l'édition précédente").click()
    expect(page.get_by_text("Aucun fichier n'est supprimé")).to_be_visible()
    sign(page)
    button(page, "Confirmer le retour").click()
    expect(states(page)).to_have_text(["retirée", "en cours"])
    page.goto(f"{server.url}/proximite?points=france_services")
    expect(page.get_by_role("combobox", name="Points")).to_have_value("France services, édition du 01/08/2024")
    assert watch.errors == []


def test_with_the_keyboard_alone(server: Server, page: Page, ready: Ready) -> None:
    # Playwright catches the browser's own window from the moment something listens, and does not wait to be ready.
    page.on("filechooser", lambda _: None)
    page.goto(f"{server.url}/imports")
    ready(page)

    def reach(target: Locator) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if target.evaluate("(part) => part === document.activeElement || part.contains(document.activeElement)"):
                return
        pytest.fail("the keyboard does not reach it")

    reach(button(page, "Choisir un fichier"))
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(
        files=[{"name": "liste-fs_2024-08-01.csv", "mimeType": "text/csv", "buffer": csv(ANOR, LILLE)}]
    )
    expect(button(page, "Publier cette édition")).to_be_visible()
    settle(page)
    reach(page.get_by_label("Votre nom"))
    page.keyboard.type("Camille")
    # Enter in a field publishes nothing.
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("secrétariat")
    reach(button(page, "Publier cette édition"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="est publié")).to_be_visible()
    expect(states(page)).to_have_text(["en cours"])


REFUSED = {
    "page.csv": (b"<!DOCTYPE html><html></html>", "page web"),
    "vide.csv": (b"", "est vide"),
    "classeur.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "Excel ancien"),
}


def test_a_refused_file_says_why(server: Server, page: Page, ready: Ready) -> None:
    page.goto(f"{server.url}/imports")
    ready(page)
    for name, (content, words) in REFUSED.items():
        choose(page, name, content)
        expect(page.get_by_role("alert").filter(has_text=words)).to_be_visible()
        expect(button(page, "Publier cette édition")).to_have_count(0)
    choose(page, "liste-fs_2024-08-01.csv", csv(ANOR))
    expect(button(page, "Publier cette édition")).to_be_visible()
    expect(page.locator(".sd-alert")).to_have_count(0)


def test_a_file_too_heavy_never_leaves_the_browser(server: Server, page: Page, ready: Ready) -> None:
    page.goto(f"{server.url}/imports")
    ready(page)
    choose(page, "gros.csv", b"a;b\n" * (11 * 1024 * 256))
    expect(
        page.get_by_test_id("stFileUploader").get_by_role("alert").or_(page.get_by_text("gros.csv")).first
    ).to_be_visible()
    settle(page)
    expect(button(page, "Publier cette édition")).to_have_count(0)
    expect(page.get_by_text("Aucun fichier n'a encore été importé")).to_be_visible()


def test_a_download_is_watched_and_stopped(server: Server, page: Page, ready: Ready) -> None:
    page.goto(f"{server.url}/imports")
    ready(page)
    button(page, "Télécharger « France services » depuis data.gouv.fr").click()
    expect(page.get_by_text(re.compile(r"\d\sko reçus sur 195\sko"))).to_be_visible()
    started = time.monotonic()
    button(page, "Arrêter le téléchargement").click()
    expect(page.get_by_text("Le téléchargement a été arrêté")).to_be_visible()
    assert time.monotonic() - started < 5
    expect(button(page, "Arrêter le téléchargement")).to_have_count(0)
    expect(page.get_by_text("Aucun fichier n'a encore été importé")).to_be_visible()


def test_every_state_fits_and_axe_finds_nothing(server: Server, page: Page, ready: Ready) -> None:
    page.goto(f"{server.url}/imports")
    ready(page)
    choose(page, "liste-fs_2024-08-01.csv", csv(ANOR, LILLE, NOWHERE))
    publish(page)
    choose(page, "liste-fs_2025-02-01.csv", csv(ANOR.replace("49.99114,4.09841", "4.09841,49.99114"), DOUAI))
    expect(page.get_by_role("checkbox")).to_have_count(1)
    button(page, "Ne plus utiliser cette couche").click()
    expect(button(page, "Confirmer le retrait")).to_be_visible()
    for summary in page.locator("[data-testid=stExpander] summary").all():
        summary.click()
    for width, height in ((390, 844), (1366, 768), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        settle(page)
        assert_no_sideways_scroll(page)
        assert axe_violations(page) == []


def test_a_real_published_file(server: Server, page: Page, ready: Ready) -> None:
    path = OPEN_DATA / "france_services" / "liste-fs_2024-08-01_nord.csv"
    if not path.is_file():
        pytest.skip("le fichier publié n’est pas à côté du projet")
    page.goto(f"{server.url}/imports")
    ready(page)
    page.locator('input[type="file"]').set_input_files(path)
    expect(page.get_by_text("= 52 gardées + 0 écartée.")).to_be_visible()
    publish(page)
    page.get_by_role("link", name="Mesurer la proximité").click()
    expect(page.locator(".sd-scope")).to_contain_text("52 points retenus")
