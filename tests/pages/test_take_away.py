"""Every chart and map leaves with its page's words: image and data, from its own menu."""

from __future__ import annotations

import csv
import datetime as dt
import re
import zipfile
from io import BytesIO, StringIO
from typing import Any
from xml.etree.ElementTree import Element

import openpyxl
import pytest
from defusedxml.ElementTree import fromstring

import components.chart
from components.exports.picture.sheet import WIDTH
from components.take_away import FORMATS, TakenAway
from tests.e2e.pages_list import listed_pages
from tests.pages.screen import Screen, open_screen, plain

NOW = dt.datetime(2026, 11, 27, 9, 5)
SVG = "{http://www.w3.org/2000/svg}"
#: Pages whose charts depend on what is chosen, with a choice that draws every kind of mark.
CHOSEN = (
    ("arrondissement", {"territoire": "arr:591"}),
    ("carte", {"couche": "commerces", "echelle": "epci", "territoire": "arr:592"}),
    ("carte", {"couche": "outils-emploi"}),
    ("carte", {"couche": "mairies-heures", "echelle": "commune", "detail": "com:59350"}),
    ("tendances", {"indicateur": "barometre_maisons_sante"}),
    ("tendances", {"indicateur": "conventions_arms"}),
)


@pytest.fixture
def caught(monkeypatch: pytest.MonkeyPatch) -> dict[str, TakenAway]:
    """What each menu would give, by key of its chart, as pages are opened."""
    found: dict[str, TakenAway] = {}
    monkeypatch.setattr(components.chart, "show_take_away", lambda taken, *, key, what: found.update({key: taken}))
    return found


def opened(caught: dict[str, TakenAway], page: str, **codes: str) -> Screen:
    screen = open_screen(page, **codes)
    # The test bench runs the first page on its way to another: its chart is not of this one.
    if page:
        caught.pop("statuts-proposes", None)
    return screen


def svg(taken: TakenAway) -> Element:
    return fromstring(taken.write("svg", NOW))


def told(root: Element, shape: str = "path") -> list[str]:
    marks = [found for found in root.iter(f"{SVG}{shape}") if found.get("class") == "mark"]
    return [plain(found.findtext(f"{SVG}title") or "") for found in marks]


def said(root: Element) -> str:
    return plain(" ".join("".join(found.itertext()) for found in root.iter(f"{SVG}text")))


def check_image(taken: TakenAway) -> None:
    """A whole image: its words are in it, in sight, and it asks for nothing outside."""
    raw = taken.write("svg", NOW)
    root = fromstring(raw)
    assert plain(root.findtext(f"{SVG}title") or "") == plain(taken.title)
    assert plain(root.findtext(f"{SVG}desc") or "") == plain(taken.alt)
    words = said(root)
    for part in (taken.title, taken.source, taken.carried.filters, *taken.carried.cautions, taken.carried.version):
        assert plain(part) in words, part
    assert re.findall(rb"https?://[^\s\"']+", raw) == [b"http://www.w3.org/2000/svg"]
    assert told(root) or told(root, "rect") or told(root, "circle") or list(root.iter(f"{SVG}polyline"))
    png = taken.write("png", NOW)
    wide, high = (int.from_bytes(png[place : place + 4], "big") for place in (16, 20))
    assert wide == pytest.approx(2 * float(root.attrib["width"]), abs=2)
    assert wide > 2 * WIDTH
    assert 600 < high < 3 * wide


def check_data(taken: TakenAway) -> None:
    """The workbook opened again holds the figure's own table, and where it comes from."""
    book = openpyxl.load_workbook(BytesIO(taken.write("xlsx", NOW)))
    header, *rows = book["Données"].iter_rows(values_only=True)
    table = taken.data()
    assert list(header) == [str(column) for column in table.columns]
    assert len(rows) == len(table)
    about = plain(" ".join(str(row[0]) for row in book["Lisez-moi"].iter_rows(values_only=True)))
    carried = (taken.title, taken.source, taken.carried.filters, *taken.carried.cautions, taken.carried.version)
    for part in carried:
        assert plain(part) in about
    # The CSV is clean, and its notice, in the same ZIP, says as much as the workbook.
    package = zipfile.ZipFile(BytesIO(taken.write("zip", NOW)))
    (name,) = [member for member in package.namelist() if member.endswith(".csv")]
    lines = list(csv.reader(StringIO(package.read(name).decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [len(line) for line in lines] == [len(header)] * (len(rows) + 1)
    notice = plain(package.read("LISEZ-MOI.txt").decode("utf-8-sig"))
    for part in (*carried, "27 novembre 2026 à 09:05"):
        assert plain(part) in notice


def test_every_chart_and_map_of_every_page_leaves_whole(caught: dict[str, TakenAway]) -> None:
    drawn = 0
    for page, codes in [*((listed.url_path, {}) for listed in listed_pages()), *CHOSEN]:
        caught.clear()
        screen = opened(caught, page, **codes)
        shown = len(screen.app.get("plotly_chart")) + len(screen.app.get("deck_gl_json_chart"))
        assert len(caught) == shown, f"{page}: a chart or a map without its menu"
        for taken in caught.values():
            check_image(taken)
            check_data(taken)
        drawn += shown
    assert drawn >= 12


def test_the_image_of_the_statuses_counts_what_the_table_counts(caught: dict[str, TakenAway]) -> None:
    screen = opened(caught, "")
    taken = caught["statuts-proposes"]
    table = next(one for one in screen.html.all("table") if one.one("caption").text == taken.title)
    rows = [[cell.text for cell in row.nodes()] for row in table.one("tbody").all("tr")]
    counts = {plain(name): int(count) for name, count in rows}
    marks = [label.split(" : ") for label in told(svg(taken), "rect")]
    assert {name: int(count.split(" ")[0]) for name, count in marks} == counts
    book = openpyxl.load_workbook(BytesIO(taken.write("xlsx", NOW)))["Données"]
    assert {row[0]: row[1] for row in list(book.values)[1:]} == counts


def test_the_image_of_the_map_says_the_value_of_every_territory(caught: dict[str, TakenAway]) -> None:
    opened(caught, "carte", couche="population", echelle="commune")
    taken = caught["carte"]
    raw = taken.data()
    wanted = {plain(f"{row['territoire']} : {row['en_clair']}") for row in raw.to_dict("records")}
    assert set(told(svg(taken))) == wanted
    assert len(told(svg(taken))) == 647
    header, *rows = openpyxl.load_workbook(BytesIO(taken.write("xlsx", NOW)))["Données"].iter_rows(values_only=True)
    values = {row[header.index("code")]: row[header.index("valeur")] for row in rows}
    assert values == dict(zip(raw["code"], raw["valeur"], strict=True))


def test_a_territory_without_value_is_hatched_and_counted(caught: dict[str, TakenAway]) -> None:
    opened(caught, "carte", couche="outils-emploi")
    taken = caught["carte"]
    root, raw = svg(taken), taken.data()
    without = set(raw.loc[raw["valeur"].isna(), "territoire"])
    assert without
    for area in root.iter(f"{SVG}path"):
        if area.get("class") == "mark":
            place = (area.findtext(f"{SVG}title") or "").split("\u00a0:")[0]
            assert str(area.get("fill")).startswith("url(#carte-") == (place in without)
    assert f"Sans valeur : {len(without)} arrondissement" in said(root)


def test_the_bands_of_the_devenir_are_those_of_its_table(caught: dict[str, TakenAway]) -> None:
    opened(caught, "devenir")
    bands = told(svg(caught["devenir"]))
    assert len(bands) == len(caught["devenir"].data())
    assert all(" → " in band for band in bands)


def test_the_menu_is_empty_until_it_is_opened() -> None:
    screen = open_screen("")
    assert not screen.app.get("download_button")
    screen.app.session_state["statuts-proposes-emporter"] = True
    buttons: list[Any] = list(screen.run().app.get("download_button"))
    names = [button.label.split(" ")[0].lower() for button in buttons]
    assert names == [*FORMATS[:-1], "csv"]
