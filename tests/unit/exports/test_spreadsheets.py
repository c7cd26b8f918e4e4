"""Each spreadsheet is opened again: values as they were given, and no live formula whatever the texts contain."""

from __future__ import annotations

import csv
import datetime as dt
import zipfile
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from odfdo import Document as OdfFile

from components.exports.inert import inert
from components.exports.spreadsheet import csv_sheet_bytes, ods_bytes, xlsx_bytes
from tests.unit.exports.sample import HOSTILE, sample_book


def test_xlsx_holds_the_texts_the_numbers_and_the_dates_as_such():
    made = xlsx_bytes(sample_book())
    page = openpyxl.load_workbook(BytesIO(made)).worksheets[1]
    rows = list(page.iter_rows(values_only=True))
    assert rows[0] == ("Texte", "=Texte", "Nombre", "Jour", "État")
    assert [row[0] for row in rows[1:]] == [inert(words) for words in HOSTILE]
    assert [row[2] for row in rows[1:]] == list(range(len(HOSTILE)))
    assert rows[1][3] == dt.datetime(2027, 3, 1)
    assert {cell.data_type for line in page.iter_rows() for cell in line} == {"s", "n", "d"}
    package = zipfile.ZipFile(BytesIO(made))
    sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
    assert all(b"<f>" not in package.read(name) and b"hyperlink" not in package.read(name) for name in sheets)
    assert b"<dc:language>fr-FR</dc:language>" in package.read("docProps/core.xml")


def test_ods_holds_the_same_and_no_formula():
    made = ods_bytes(sample_book())
    table: Any = OdfFile(BytesIO(made)).body.get_table(1)
    rows = [row.get_values() for row in table.traverse()]
    assert [row[2] for row in rows[1:]] == list(range(len(HOSTILE)))
    assert [row[0] for row in rows[1:]][2:6] == [inert(words) for words in HOSTILE[2:6]]
    assert rows[1][3] in {dt.date(2027, 3, 1), dt.datetime(2027, 3, 1)}
    content = zipfile.ZipFile(BytesIO(made)).read("content.xml")
    assert b"table:formula" not in content
    styles = zipfile.ZipFile(BytesIO(made)).read("styles.xml").decode()
    assert 'fo:language="fr"' in styles
    assert 'fo:language="en"' not in styles


def test_csv_quotes_what_a_spreadsheet_would_compute():
    written = csv_sheet_bytes(sample_book().sheets[0]).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(written, newline=""), delimiter=";"))
    assert len(rows) == len(HOSTILE) + 1
    assert not [cell for row in rows for cell in row if cell[:1] in "=+-@\t\r" and cell]
    assert rows[1][3] == "01/03/2027"


@pytest.mark.parametrize("write", [xlsx_bytes, ods_bytes])
def test_the_same_book_gives_the_same_bytes(write):
    assert write(sample_book()) == write(sample_book())


@pytest.mark.parametrize("write", [xlsx_bytes, ods_bytes])
def test_what_is_to_be_filled_in_is_open_the_rest_is_protected(write):
    package = zipfile.ZipFile(BytesIO(write(sample_book())))
    if "content.xml" in package.namelist():
        assert 'table:protected="true"' in package.read("content.xml").decode()
        return
    page = openpyxl.load_workbook(BytesIO(write(sample_book()))).worksheets[1]
    assert page.protection.sheet
    assert page["A2"].protection.locked
    assert not page["E2"].protection.locked
