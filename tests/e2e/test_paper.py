"""Pages on paper, as the browser prints them: tables whole, charts and maps within the sheet, nothing to click."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from defusedxml.ElementTree import fromstring
from playwright.sync_api import Browser, Page, expect
from pypdf import PageObject, PdfReader

from tests.e2e.conftest import Server

#: An A4 sheet, in points, and its margin.
SHEET, MARGIN = (595, 842), 42
DRAWN = """() => {
  const canvas = document.querySelector('[data-testid="stDeckGlJsonChart"] canvas');
  return canvas !== null && canvas.toDataURL().length > 60000;
}"""


def words(text: str) -> str:
    """A PDF has no spaces to be sure of, and cuts words at the end of lines."""
    return re.sub(r"[\s\u00ad-]+", "", text)


def printed(page: Page) -> PdfReader:
    """The page as the browser prints it, on A4; what is on screen is as it was, once done."""
    made = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))
    expect(page.locator(".sd-paper-copy")).to_have_count(0)
    expect(page.locator(".sd-print-only")).not_to_contain_text("imprimé")
    for sheet in made.pages:
        assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == pytest.approx(SHEET, abs=2)
    return made


def farthest(sheet: PageObject) -> float:
    """Where the last word to the right begins, in points."""
    found = [0.0]

    def place(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip():
            found.append(tm[4] * cm[0] + cm[4])

    sheet.extract_text(visitor_text=place)
    return max(found)


def opened(page: Page, server: Server, path: str, ready: Callable[[Page], None]) -> None:
    page.goto(f"{server.url}/{path}")
    ready(page)


def test_a_chart_fits_the_sheet_and_its_table_is_whole(
    page: Page, server: Server, ready: Callable[[Page], None]
) -> None:
    opened(page, server, "devenir", ready)
    expect(page.locator(".js-plotly-plot .sankey-link").first).to_be_visible()
    # Never opened on screen, printed all the same.
    rows = page.locator(".sd-chart-data tbody tr")
    last = rows.last.text_content() or ""
    source = page.locator(".sd-source").first.text_content() or ""
    made = printed(page)
    text = words("".join(sheet.extract_text() for sheet in made.pages))
    assert words(last) in text
    assert words(source) in text
    assert words("Proposition : arrêt") in words(made.pages[0].extract_text())
    assert max(farthest(sheet) for sheet in made.pages) < SHEET[0] - MARGIN
    assert words("Territoire : Département du Nord") in text
    assert "imprimé" in text
    for button in ("Emporter", "Piloter", "Voirlesdonnées"):
        assert button not in text


def test_a_wide_table_fits_the_sheet_with_its_head_on_each(
    page: Page, server: Server, ready: Callable[[Page], None]
) -> None:
    opened(page, server, "orientations?orientation=O1", ready)
    table = page.locator(".sd-lines table")
    expect(table).to_be_visible()
    expect(page.get_by_role("combobox", name=re.compile("Orientation$"))).to_have_value(re.compile("^O1"))
    last, head = table.locator("tbody tr").last, table.locator("thead th").first
    wanted, first = last.locator("td").last.text_content() or "", last.locator("th a").text_content() or ""
    made = printed(page)
    text = [words(sheet.extract_text()) for sheet in made.pages]
    assert words(first) in text[-1]
    assert words(wanted) in text[-1]
    assert words(head.text_content() or "") in text[-1]
    assert max(farthest(sheet) for sheet in made.pages) < SHEET[0] - MARGIN
    # What was chosen on the page is written under its title.
    assert words("Orientation : O1") in text[0]


def test_a_map_is_printed_and_leaves_by_its_menu(page: Page, server: Server, ready: Callable[[Page], None]) -> None:
    opened(page, server, "carte?couche=population&echelle=arrondissement", ready)
    page.wait_for_function(DRAWN)
    made = printed(page)
    (image,) = made.pages[0].images
    drawn = image.image
    assert drawn is not None
    colours = drawn.convert("RGB").getcolors(drawn.width * drawn.height) or []
    assert (0, 0, 145) in {colour for _, colour in colours}
    text = words("".join(sheet.extract_text() for sheet in made.pages))
    for arrondissement in ("Avesnes-sur-Helpe", "Valenciennes"):
        assert words(arrondissement) in text
    page.get_by_role("button", name="Emporter").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="SVG").click()
    assert download.value.suggested_filename.startswith("sdaasp-nord_population")
    image_root = fromstring(download.value.path().read_bytes())
    assert "Avesnes-sur-Helpe" in "".join(image_root.itertext())


def test_a_dossier_is_folded_on_a_phone_opens_from_its_contents_and_is_whole_on_paper(
    page: Page, server: Server, ready: Callable[[Page], None]
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, server, "orientations_2025?dossier=O4&territoire=arr:592", ready)
    table = page.get_by_role("table", name="Les arrondissements touchés")
    expect(page.get_by_text("aucune décision à ce jour")).to_be_visible()
    expect(table).to_be_hidden()
    assert page.evaluate("document.getElementById('stMain').scrollHeight") < 5 * 844
    page.get_by_role("navigation", name="Sections du dossier").get_by_role("link", name="Territoires touchés").click()
    expect(table).to_be_visible()
    expect(page.locator("#section-territoires > summary")).to_be_focused()
    expect(page.locator("#section-territoires")).to_be_in_viewport()
    # The others stay as they were; paper shows them all, without what is used by hand.
    expect(page.get_by_role("table", name="Les actions que porte l'orientation")).to_be_hidden()
    told = words("".join(sheet.extract_text() for sheet in printed(page).pages))
    for title in ("Les actions que porte l'orientation", "Indicateurs qui ont une valeur", "Pilotes écrits dans les"):
        assert words(title) in told, title
    assert words("Dans ce dossier") not in told
    page.get_by_role("button", name="Tout ouvrir").click()
    expect(page.get_by_role("table", name="Les actions que porte l'orientation")).to_be_visible()


def smallest(sheets: PdfReader, drawn: set[str]) -> float:
    """The smallest of these words on paper, in points."""
    found: list[float] = []

    def place(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        if text.strip() in drawn:
            found.append(abs(size * (tm[0] * tm[3] - tm[1] * tm[2]) ** 0.5 * (cm[0] * cm[3] - cm[1] * cm[2]) ** 0.5))

    for sheet in sheets.pages:
        sheet.extract_text(visitor_text=place)
    assert found
    return min(found)


def test_the_whole_page_is_printed_with_charts_that_can_be_read(
    browser: Browser, server: Server, ready: Callable[[Page], None]
) -> None:
    """From the widest screen: what is folded or not sent is opened, charts are drawn for the sheet, all comes back."""
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    opened(page, server, "arrondissement?territoire=arr:591", ready)
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    folds = page.locator('#stMain [data-testid="stExpander"] details')
    total = folds.count()
    assert total >= 4
    years = {"2018", "2019", "2020", "2021", "2022"}
    # The browser's own menu: the rest is said not to be printed, with the way to have it.
    text = words("".join(sheet.extract_text() for sheet in printed(page).pages))
    assert text.count(words("Replié à l'écran, non imprimé")) == total
    assert words("Graphique réduit à la feuille") in text
    # Streamlit's own printing is the browser's: here nobody answers its box.
    page.evaluate("() => { window.print = () => { document.documentElement.dataset.asked = '1' } }")
    page.get_by_role("button", name="Imprimer la page entière").click()
    page.wait_for_selector("html[data-asked]", state="attached", timeout=60_000)
    made = printed(page)
    text = words("".join(sheet.extract_text() for sheet in made.pages))
    assert words("Replié à l'écran") not in text
    assert words("Graphique réduit") not in text
    for table in ("Services, équipements et projets situés", "actions qui le citent", "Provenance"):
        assert words(table) in text
    assert smallest(made, years) >= 8
    expect(page.locator("html.sd-sheet")).to_have_count(0)
    expect(page.locator('#stMain [data-testid="stExpander"] details[open]')).to_have_count(0)
    page.close()
