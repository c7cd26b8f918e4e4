"""Every chart and map leaves with its page's words: image and data, from its own menu."""

from __future__ import annotations

import base64
import csv
import datetime as dt
import json
import re
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any
from xml.etree.ElementTree import Element

import numpy as np
import openpyxl
import pytest
from defusedxml.ElementTree import fromstring
from odfdo import Document as OdfFile

import components.chart
from components.exports.picture.sheet import WIDTH
from components.take_away import FORMATS, TakenAway
from data.load import load_layers
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


#: A figure written as words, with its unit or without: no cell of the data may hold one but those that say so.
WRITTEN = re.compile(r"[-−]?\d[\d\s\u202f\u00a0]*(,\d+)?([\s\u202f\u00a0]*(%|[a-zéè]+))?")
WORDS = {"Code", "En clair", "Date", "Période"}


def workbook(taken: TakenAway) -> list[dict[str, Any]]:
    """The rows of the data, by the names of their columns, as a reader opens them."""
    header, *rows = openpyxl.load_workbook(BytesIO(taken.write("xlsx", NOW)))["Données"].iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def check_data(taken: TakenAway) -> None:
    """The workbook opened again holds the figure's own values, and where they come from."""
    book = openpyxl.load_workbook(BytesIO(taken.write("xlsx", NOW)))
    assert book.sheetnames == ["Lisez-moi", "Données"]
    header, *rows = book["Données"].iter_rows(values_only=True)
    table = taken.data()
    assert list(header) == [str(column) for column in table.columns]
    assert len(rows) == len(table)
    for name, *column in zip(header, *rows, strict=True):
        assert re.match("[A-ZÉÀ]", str(name)), f"« {name} » is no name for a reader"
        assert "_" not in str(name)
        kinds = {type(cell) for cell in column} - {type(None)}
        assert len(kinds - {int, float}) + bool(kinds & {int, float}) <= 1, f"{name}: {kinds}"
        if str(name) not in WORDS:
            assert not [cell for cell in column if isinstance(cell, str) and WRITTEN.fullmatch(cell)], name
    check_same_in_ods(taken, header, rows)
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


def check_same_in_ods(taken: TakenAway, header: Sequence[Any], rows: Sequence[Sequence[Any]]) -> None:
    tables: Any = OdfFile(BytesIO(taken.write("ods", NOW))).body.tables
    assert [table.name for table in tables] == ["Lisez-moi", "Données"]
    found, width = [row.get_values() for row in tables[1].traverse()], len(header)
    assert found[0] == list(header)
    for values, row in zip(found[1:], rows, strict=True):
        padded = [*values, *[None] * (width - len(values))]
        assert [valued(cell) for cell in padded] == [valued(cell) for cell in row]


def valued(cell: Any) -> Any:
    """A cell as a value, however its library reads it; words are compared as such."""
    if isinstance(cell, dt.date):
        return f"{cell:%Y-%m-%d}"
    return float(cell) if isinstance(cell, (int, float, Decimal)) else plain(cell or "")


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
    rows = workbook(taken)
    assert set(told(svg(taken))) == {plain(f"{row['Territoire']} : {row['En clair']}") for row in rows}
    assert len(told(svg(taken))) == 647
    layer = load_layers()["population"]
    cells = layer.cells["commune"]
    assert {f"com:{row['Code']}": row["Valeur"] for row in rows} == {code: cell.value for code, cell in cells.items()}
    assert {(row["Échelle"], row["Unité"]) for row in rows} == {("Commune", "habitants")}


def test_a_territory_without_value_is_hatched_and_counted(caught: dict[str, TakenAway]) -> None:
    opened(caught, "carte", couche="outils-emploi")
    taken = caught["carte"]
    root, rows = svg(taken), workbook(taken)
    without = {row["Territoire"] for row in rows if row["Valeur"] is None}
    assert without
    # Empty, never zero, and the line says why.
    assert all(row["État"] != "Valeur" for row in rows if row["Territoire"] in without)
    assert 0 not in [row["Valeur"] for row in rows]
    for area in root.iter(f"{SVG}path"):
        if area.get("class") == "mark":
            place = (area.findtext(f"{SVG}title") or "").split("\u00a0:")[0]
            assert str(area.get("fill")).startswith("url(#carte-") == (place in without)
    assert f"Sans valeur : {len(without)} arrondissement" in said(root)


def test_the_bands_of_the_devenir_are_those_of_its_table(caught: dict[str, TakenAway]) -> None:
    opened(caught, "devenir")
    bands, rows = told(svg(caught["devenir"])), workbook(caught["devenir"])
    assert bands == [plain(f"{row['Action ou partie']} → {row['Va vers']}") for row in rows]
    shares: dict[int, float] = {}
    for row in rows:
        shares[row["Action (numéro)"]] = shares.get(row["Action (numéro)"], 0) + row["Part de l'action (de 0 à 1)"]
    assert sorted(shares) == list(range(1, 17))
    assert list(shares.values()) == pytest.approx([1] * 16, abs=0.001)


def drawn(screen: Screen, at: int = 0) -> list[dict[str, Any]]:
    """The traces of a chart, as they are sent to the browser."""
    found: Any = screen.app.get("plotly_chart")[at]
    return json.loads(found.proto.spec or found.proto.figure.spec)["data"]


def test_the_data_of_the_curve_are_its_points(caught: dict[str, TakenAway]) -> None:
    screen = opened(caught, "proximite")
    (curve,) = drawn(screen)
    points = [tuple(row.values()) for row in workbook(caught["courbe"])]
    assert points == list(zip(plain_list(curve["x"]), plain_list(curve["y"]), strict=True))
    assert len(points) > 30


def test_the_index_that_is_drawn_leaves_beside_the_inhabitants(caught: dict[str, TakenAway]) -> None:
    screen = opened(caught, "arrondissement", territoire="arr:591")
    rows = workbook(caught["population"])
    index, inhabitants = "Population (base 100 en 2018)", "Population (habitants)"
    for trace in drawn(screen):
        mine = [row for row in rows if row["Territoire"] == trace["name"]]
        assert [row["Recensement (année)"] for row in mine] == plain_list(trace["x"])
        assert [row[index] for row in mine] == plain_list(trace["y"])
        for row in mine:
            assert row[index] == pytest.approx(100 * row[inhabitants] / mine[0][inhabitants], abs=0.006)
    assert len(rows) == 2 * len(mine)


@pytest.mark.parametrize("indicator", ["barometre_maisons_sante", "conventions_arms", "msap"])
def test_every_value_of_a_trend_is_a_number_of_its_data(caught: dict[str, TakenAway], indicator: str) -> None:
    screen = opened(caught, "tendances", indicateur=indicator)
    (key,) = [key for key in caught if key.startswith("tendance-")]
    rows = workbook(caught[key])
    ends = {row.get("Valeur haute, d'une fourchette seulement") for row in rows}
    held = {row["Valeur"] for row in rows} | ends
    shown = {value for trace in drawn(screen) if trace.get("mode") != "text" for value in plain_list(trace["y"])}
    assert shown
    assert shown <= held
    assert all(row["Unité"] and isinstance(row["Valeur"], (int, float)) for row in rows)
    dated = [row for row in rows if row["Jour où la valeur est dessinée"]]
    days = {str(day)[:10] for trace in drawn(screen) if trace.get("xaxis") == "x" for day in trace["x"]}
    assert {f"{row['Jour où la valeur est dessinée']:%Y-%m-%d}" for row in dated} == days
    undated = [row for row in rows if row not in dated]
    assert all("non précisée" in row["Date"] for row in undated)


def test_the_bars_of_time_leave_with_their_days(caught: dict[str, TakenAway]) -> None:
    screen = opened(caught, "calendrier")
    bars, diamonds = drawn(screen)
    rows = workbook(caught["cadres-voisins"])
    whole = [row for row in rows if row["Dessin"] == "barre"]
    assert [f"{row['Premier jour']:%Y-%m-%d}" for row in whole] == bars["base"]
    lengths = [((row["Dernier jour"] - row["Premier jour"]).days + 1) * 86_400_000 for row in whole]
    assert lengths == plain_list(bars["x"])
    partial = [row for row in rows if row not in whole]
    assert all((row["Premier jour"] is None) != (row["Dernier jour"] is None) for row in partial)
    assert [f"{row['Premier jour'] or row['Dernier jour']:%Y-%m-%d}" for row in partial] == diamonds["x"]


def plain_list(values: Any) -> list[Any]:
    """Numbers as Plotly sends them: a list, or packed in base 64."""
    if isinstance(values, dict):
        return np.frombuffer(base64.b64decode(values["bdata"]), dtype=values["dtype"]).tolist()
    return list(values)


def test_the_menu_is_empty_until_it_is_opened() -> None:
    screen = open_screen("")
    assert not screen.app.get("download_button")
    screen.app.session_state["statuts-proposes-emporter"] = True
    buttons: list[Any] = list(screen.run().app.get("download_button"))
    names = [button.label.split(" ")[0].lower() for button in buttons]
    assert names == [*FORMATS[:-1], "csv"]
