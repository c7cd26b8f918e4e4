"""The shell as a browser sees it: language, headers, files, keys, links, addresses."""

import gzip
import re
import urllib.error
import urllib.request
from collections.abc import Callable
from email.message import Message

import pytest
from playwright.sync_api import Page, expect

from components.shell.french import SENTENCES, WORDS
from components.shell.static_route import own_assets
from tests.e2e.conftest import Server, Watch

Ready = Callable[[Page], None]


def fetch(url: str, method: str = "GET", **headers: str) -> tuple[int, Message, bytes]:
    request = urllib.request.Request(url, method=method, headers={k.replace("_", "-"): v for k, v in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


# Answers


def test_page_is_french_and_guarded(server: Server) -> None:
    status, headers, body = fetch(f"{server.url}/")
    text = body.decode()
    assert status == 200
    assert '<html lang="fr"' in text
    assert "SDAASP du Nord" in text
    assert "need to enable JavaScript" not in text
    policy = headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "'sha256-" in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Permissions-Policy"]


@pytest.mark.parametrize("path", ["/_stcore/health", "/statique/style.css", "/favicon.png", "/_stcore/host-config"])
def test_every_answer_carries_the_headers(server: Server, path: str) -> None:
    _, headers, _ = fetch(server.url + path)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_page_is_compressed_and_revalidated(server: Server) -> None:
    _, plain_headers, plain = fetch(f"{server.url}/")
    _, headers, packed = fetch(f"{server.url}/", Accept_Encoding="gzip")
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed) == plain
    assert headers["Cache-Control"] == "no-cache"
    status, again, body = fetch(f"{server.url}/", If_None_Match=plain_headers["ETag"])
    assert (status, body) == (304, b"")
    assert again["Content-Security-Policy"]
    status, head, body = fetch(f"{server.url}/", method="HEAD")
    assert (status, body) == (200, b"")
    assert head["Content-Length"] == str(len(plain))


def test_own_files_are_kept_by_the_browser(server: Server) -> None:
    style = own_assets()["style.css"]
    versioned = f"{server.url}/statique/style.css?v={style.version}"
    _, headers, body = fetch(versioned, Accept_Encoding="gzip")
    assert "immutable" in headers["Cache-Control"]
    assert headers["Content-Encoding"] == "gzip"
    assert headers.get_content_type() == "text/css"
    assert gzip.decompress(body) == style.body
    status, _, body = fetch(versioned, If_None_Match=headers["ETag"])
    assert (status, body) == (304, b"")
    for address in ("/statique/style.css", "/statique/style.css?v=000000000000"):
        assert fetch(server.url + address)[1]["Cache-Control"] == "no-cache"
    _, font, _ = fetch(f"{server.url}/statique/fonts/public-sans-latin.woff2")
    assert (font.get_content_type(), "immutable" in font["Cache-Control"]) == ("font/woff2", True)


def test_outlines_are_served(shell_server: Server) -> None:
    _, headers, body = fetch(f"{shell_server.url}/statique/contours/carre.json", Accept_Encoding="gzip")
    assert headers.get_content_type() == "application/json"
    assert b"FeatureCollection" in gzip.decompress(body)


@pytest.mark.parametrize(
    "path",
    [
        "/statique/",
        "/statique/fonts",
        "/statique/fonts/",
        "/statique/absent.css",
        "/statique/contours/",
        "/statique/contours/absent.json",
        "/statique/../app.py",
        "/statique/..%2f..%2f..%2fapp.py",
        "/statique/%2e%2e/french.py",
        "/statique/contours/../../../app.py",
        "/statique/contours/..%2F..%2F..%2Fdata.json",
        "/statique/contours/%2Fetc%2Fpasswd",
        "/statique/contours//etc/hosts.json",
    ],
)
def test_nothing_else_is_served(shell_server: Server, path: str) -> None:
    status, _, body = fetch(shell_server.url + path)
    assert status in {400, 404}
    assert b"import" not in body
    assert b"root:" not in body


def test_unknown_file_or_nested_address_is_a_french_404(server: Server) -> None:
    for path in ("/a/b", "/static/js/absent.js"):
        status, headers, body = fetch(server.url + path, Accept_Encoding="gzip")
        text = gzip.decompress(body).decode()
        assert status == 404, path
        assert headers.get_content_type() == "text/html"
        assert "Page introuvable" in text


def test_page_files_are_not_served_by_address(server: Server) -> None:
    for path in (
        "/pages/frame.py",
        "/frame.py",
        "/piloter/synthese.py",
        "/app.py",
        "/data/sources/59-nord/fiches/01.yml",
    ):
        status, _, body = fetch(server.url + path)
        assert status in {400, 404}, path
        assert b"streamlit as st" not in body


def test_redirect_keeps_the_query(shell_server: Server, page: Page, ready: Ready) -> None:
    page.goto(f"{shell_server.url}/ancienne/adresse?action=5")
    ready(page)
    assert page.url == f"{shell_server.url}/autre?action=5"
    expect(page.get_by_text("action=5")).to_be_visible()


# The dashboard in a browser


def test_first_page(server: Server, page: Page, watch: Watch, ready: Ready) -> None:
    page.goto(server.url)
    ready(page)
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page).to_have_title(re.compile("SDAASP du Nord"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert any(url.startswith("ws://") for url in watch.websockets)
    assert watch.errors == []
    assert page.evaluate("document.fonts.check('16px \"Public Sans\"')")
    expect(page.locator('link[rel~="icon"]').first).to_have_attribute("href", re.compile("^/statique/favicon"))


def test_skip_link_is_the_first_stop(server: Server, page: Page, ready: Ready) -> None:
    page.goto(server.url)
    ready(page)
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Aller au contenu")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1366, 768), (1920, 1080)])
def test_no_sideways_scroll(shell_server: Server, page: Page, ready: Ready, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(shell_server.url)
    ready(page)
    expect(page.get_by_test_id("stMetric")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("(m => m.scrollWidth <= m.clientWidth)(document.getElementById('stMain'))")


def test_light_whatever_the_system_says(shell_server: Server, page: Page, ready: Ready) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{shell_server.url}/autre")
    ready(page)
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", "rgb(255, 255, 255)")


def test_reader_sees_no_technical_error(shell_server: Server, page: Page, ready: Ready) -> None:
    page.goto(f"{shell_server.url}/erreur")
    ready(page)
    expect(page.get_by_test_id("stAlert")).to_contain_text("signalez la référence")
    expect(page.locator("body")).not_to_contain_text("détail qui ne doit pas être montré")
    assert "détail qui ne doit pas être montré" in shell_server.log()


# Addresses and links


def test_cold_address_opens_inside_the_frame(shell_server: Server, page: Page, watch: Watch, ready: Ready) -> None:
    page.goto(f"{shell_server.url}/autre?action=12")
    ready(page)
    expect(page.get_by_role("heading", name="Autre page")).to_be_visible()
    expect(page.get_by_text("action=12")).to_be_visible()
    expect(page.get_by_role("navigation")).to_contain_text("Composants")
    expect(page).to_have_title("Autre page – essai")
    assert watch.errors == []


def test_unknown_page_answers_in_french(shell_server: Server, page: Page, ready: Ready) -> None:
    page.goto(f"{shell_server.url}/inconnue")
    ready(page)
    expect(page.get_by_role("heading", name="Page introuvable")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_text("Revenir à l’accueil").click()
    expect(page.get_by_role("heading", name="Composants")).to_be_visible()
    assert page.url == f"{shell_server.url}/"


def test_links_in_html_keep_the_session(shell_server: Server, page: Page, ready: Ready) -> None:
    page.goto(shell_server.url)
    ready(page)
    page.get_by_role("link", name="Lien absolu").click()
    expect(page.get_by_text("action=5")).to_be_visible()
    expect(page.get_by_text("passages=1")).to_be_visible()
    expect(page.locator("main")).to_be_focused()
    page.go_back()
    expect(page.get_by_role("heading", name="Composants")).to_be_visible()
    expect(page.get_by_text("passages=2")).to_be_visible()
    page.get_by_role("link", name="Lien de requête").click()
    expect(page).to_have_url(f"{shell_server.url}/?action=7")
    expect(page.get_by_text("passages=3")).to_be_visible()


def test_html_is_sanitised(shell_server: Server, page: Page, ready: Ready) -> None:
    page.goto(shell_server.url)
    ready(page)
    expect(page).to_have_title("Composants – essai")
    html = page.locator(".stHtml").inner_html()
    for kept in (
        "<caption>",
        'scope="col"',
        'data-essai="1"',
        "<details>",
        'tabindex="0"',
        'aria-label="Close"',
        "<time",
    ):
        assert kept in html, kept
    for dropped in ("<svg", "<script", "<iframe", "javascript:"):
        assert dropped not in html, dropped


def test_files_go_in_and_out(shell_server: Server, page: Page, watch: Watch, ready: Ready) -> None:
    page.goto(shell_server.url)
    ready(page)
    page.locator('input[type="file"]').set_input_files(
        files=[{"name": "essai.csv", "mimeType": "text/csv", "buffer": b"a;b\n1;2\n"}]
    )
    expect(page.get_by_text("reçu=8 octets")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger", exact=True).click()
    assert download.value.path().read_bytes() == b"a;b"
    assert watch.errors == []


# Phone


def test_pages_panel_on_a_phone(shell_server: Server, page: Page, ready: Ready) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(shell_server.url)
    ready(page)
    # Folded: none of its links takes the keyboard's focus.
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    opener = page.get_by_role("button", name="Ouvrir le panneau latéral")
    expect(opener).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Autre page").click()
    expect(page.get_by_role("heading", name="Autre page")).to_be_visible()
    # Folded again, or it would cover the page it opened.
    expect(opener).to_be_visible()
    expect(page.get_by_role("heading", name="Autre page")).to_be_in_viewport()


# Keys


def test_letters_neither_rerun_nor_clear(shell_server: Server, page: Page, ready: Ready) -> None:
    page.goto(shell_server.url)
    ready(page)
    page.locator("main").focus()
    for key in ("r", "R", "c"):
        page.keyboard.press(key)
    # A rerun asked for by the keys would come before this one, and count.
    page.get_by_text("Avec les communes voisines").click()
    expect(page.get_by_text("passages=2")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_letters_still_type(shell_server: Server, page: Page, ready: Ready) -> None:
    page.goto(shell_server.url)
    ready(page)
    field = page.get_by_role("textbox", name="Libellé", exact=True)
    field.fill("")
    field.press_sequentially("arc")
    expect(field).to_have_value("arc")
    expect(page.get_by_text("Entrée pour valider")).to_be_visible()


# French

_COLLECT = """() => {
  const found = new Set();
  const own = (e) => e.closest(".stHtml") !== null || e.closest('[data-testid="stText"]') !== null;
  for (const e of document.querySelectorAll("body *")) {
    if (own(e)) continue;
    for (const name of ["aria-label", "title", "placeholder", "alt", "data-title"]) {
      const value = e.getAttribute(name);
      if (value) value.split(/\\u00a0?: /).forEach((part) => found.add(part.trim()));
    }
    for (const node of e.childNodes) if (node.nodeType === 3 && node.data.trim()) found.add(node.data.trim());
  }
  return [...found];
}"""


def english_left(page: Page) -> set[str]:
    """Texts of the page that the dictionary should have translated."""
    english = {text for text, french in {**WORDS, **SENTENCES}.items() if text != french}
    return set(page.evaluate(_COLLECT)) & english


def test_no_english_is_left(shell_server: Server, page: Page, ready: Ready) -> None:
    page.goto(shell_server.url)
    ready(page)
    expect(page.get_by_test_id("stFileUploader")).to_contain_text("Choisir un fichier")
    expect(page.get_by_test_id("stFileUploader")).to_contain_text("10\u00a0Mo par fichier")
    expect(page.locator(".modebar").first).to_be_attached()
    assert english_left(page) == set()

    page.get_by_role("combobox", name="Action").fill("zzz")
    expect(page.get_by_role("option", name="Aucun résultat")).to_be_visible()
    assert english_left(page) == set()
    page.keyboard.press("Escape")

    page.get_by_role("combobox", name="Territoires").click()
    expect(page.get_by_role("option", name="Tout choisir")).to_be_visible()
    assert english_left(page) == set()
    page.keyboard.press("Escape")

    page.get_by_role("button", name="Choisir une date").click()
    expect(page.get_by_role("dialog")).to_contain_text("septembre")
    expect(page.get_by_role("button", name="Mois suivant").first).to_be_visible()
    assert english_left(page) == set()
    page.keyboard.press("Escape")

    page.get_by_role("tab", name="Tableau").click()
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    page.get_by_test_id("stDataFrame").hover()
    assert english_left(page) == set()


def test_content_is_not_translated(shell_server: Server, page: Page, ready: Ready) -> None:
    page.goto(shell_server.url)
    ready(page)
    expect(page.get_by_role("rowheader", name="Search")).to_be_visible()
    page.get_by_text("Détail", exact=True).click()
    expect(page.get_by_text("Stop", exact=True)).to_be_visible()


# Drawings under the policy


def test_map_chart_and_table_run_under_the_policy(shell_server: Server, page: Page, watch: Watch, ready: Ready) -> None:
    with page.expect_response(lambda answer: "contours/carre.json" in answer.url):
        page.goto(shell_server.url)
    ready(page)
    expect(page.get_by_test_id("stDeckGlJsonChart").locator("canvas").first).to_be_visible()
    expect(page.locator(".js-plotly-plot .bars path").first).to_be_attached()
    page.get_by_role("tab", name="Tableau").click()
    expect(page.get_by_test_id("stDataFrame").locator("canvas").first).to_be_visible()
    assert watch.errors == []
