"""Every document and every book the dashboard makes, in each format: opened again, French, whole, and inert."""

from __future__ import annotations

import csv
import importlib
import inspect
import pkgutil
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO, StringIO
from typing import Any
from xml.etree import ElementTree

import docx
import openpyxl
import pandas as pd
import pytest
from docx.oxml.ns import qn
from pdfua import validate
from pypdf import PdfReader

from components import exports
from components.exports.bilan_book import build_bilan_book
from components.exports.document import (
    AnswerLines,
    Bullets,
    Callout,
    Document,
    Figure,
    Heading,
    KeyValue,
    Paragraph,
    Quote,
    Table,
    plain_text,
)
from components.exports.dossier import build_dossier
from components.exports.extract import build_extract
from components.exports.fiche_doc import build_fiche
from components.exports.figures_template import ods_template, xlsx_template
from components.exports.follow_up_book import build_follow_up_book
from components.exports.gathering import Heard, collection_sheet, contributions_annex, restitution
from components.exports.inert import breakable, inert
from components.exports.note_doc import build_note
from components.exports.picture_data import data_book
from components.exports.pilot_sheet import pilot_sheet
from components.exports.releve import Words, build_releve
from components.exports.spreadsheet import Book, csv_package_bytes, csv_sheet_bytes, ods_bytes, xlsx_bytes
from components.exports.subject_sheet import subject_sheet
from components.exports.to_docx import docx_bytes
from components.exports.to_odt import odt_bytes
from components.exports.to_pdf import pdf_bytes
from data.deciding.follow_up import Tracked, before_meeting, compute_tracked
from data.deciding.releve import compute_content
from data.load import load_asked, load_fiche, load_form_lists, load_questions, load_subjects
from data.store import open_store
from tests.meetings import CAF, FIRST_MEETING, SECOND_MEETING, fill
from tests.unit.exports.sample import HOSTILE, ORIGIN, taken
from tests.unit.exports.test_documents import FO, read_docx, read_odt, squeezed
from tests.unit.exports.test_dossier import whole_dossier
from tests.unit.exports.test_gathering import OBJECTS, OCCASION, PLACES, REMARKS
from tests.unit.exports.test_note_doc import note
from tests.unit.exports.test_orientation_doc import document as orientation_document
from tests.unit.test_deck import material

DAY = ORIGIN.made_at.date()
WORDS = Words({"action:5": "=1+1"}, {"arr:595": "Lille"})


@cache
def recorded() -> tuple[Any, tuple[Tracked, ...]]:
    """What two meetings left: the relevé of the second, and every decision tracked."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/essai.sqlite")
        fill(store)
        entries = [entry for entry in store.entries() if entry.kind == "decision"]
        tracked = compute_tracked(store.heads("decision"), (), (FIRST_MEETING, SECOND_MEETING))
        store.close()
    return compute_content(SECOND_MEETING, None, entries), tracked


#: Builder → a document it makes.
DOCUMENTS: dict[str, Callable[[], Document]] = {
    "build_dossier": lambda: build_dossier(whole_dossier({5: [taken("action:5", wording=HOSTILE[0])]}), ORIGIN),
    "build_fiche": lambda: build_fiche(material().fiches[1], ORIGIN, HOSTILE[1]),
    "build_note": lambda: build_note(note("arr:594"), ORIGIN),
    "build_releve": lambda: build_releve(recorded()[0], WORDS, before_meeting(recorded()[1], SECOND_MEETING), ORIGIN),
    "build_extract": lambda: build_extract(CAF, recorded()[1], DAY, WORDS, ORIGIN),
    "pilot_sheet": lambda: pilot_sheet(
        load_fiche(5), load_asked(5), load_questions(5), made_at=ORIGIN.made_at, data_version="essai"
    ),
    "collection_sheet": lambda: collection_sheet(OCCASION, OBJECTS, ORIGIN, 2),
    "restitution": lambda: restitution(OCCASION, OBJECTS, PLACES, REMARKS, Heard(["Iwuy"], ["CA"]), ORIGIN),
    "contributions_annex": lambda: contributions_annex(OCCASION, OBJECTS, {}, REMARKS, ORIGIN),
    "build_orientation_dossier": orientation_document,
    "subject_sheet": lambda: subject_sheet(load_subjects()[0], set(), ORIGIN),
}


def bilan_book() -> Book:
    one = material()
    names = {code: code for code in one.links}
    decided = dict(enumerate(HOSTILE, start=1))
    return build_bilan_book(one.statuses, one.fiches, one.links, names, one.caveats, decided, ORIGIN)


BOOKS: dict[str, Callable[[], Book]] = {
    "build_bilan_book": bilan_book,
    "build_follow_up_book": lambda: build_follow_up_book(recorded()[1], {"action:5": "=1+1"}, ORIGIN),
    "data_book": lambda: data_book(
        "Données d'une figure",
        pd.DataFrame(
            {"Territoire": [*HOSTILE], "Habitants": [28_752, None, *[1.5] * (len(HOSTILE) - 2)]}, dtype=object
        ),
        "=1+1",
        ORIGIN,
        ("@SOMME(A1)",),
    ),
}


@cache
def made(name: str) -> Any:
    """The document or the book of that builder, made once."""
    return (DOCUMENTS | BOOKS)[name]()


every_document = pytest.mark.parametrize("name", DOCUMENTS)
every_book = pytest.mark.parametrize("name", BOOKS)


def test_no_builder_of_a_document_or_of_a_book_is_left_out() -> None:
    builders = {"Document": set(), "Book": set()}
    for module in pkgutil.iter_modules(exports.__path__):
        found = importlib.import_module(f"components.exports.{module.name}")
        for name, function in inspect.getmembers(found, inspect.isfunction):
            kind = function.__annotations__.get("return")
            if kind in builders and function.__module__ == found.__name__ and not name.startswith("_"):
                builders[kind].add(name)
    assert builders == {"Document": set(DOCUMENTS), "Book": set(BOOKS)}


def pieces(document: Document) -> Iterator[str]:
    """Every text the document holds, in order."""
    yield document.title
    for block in document.blocks:
        match block:
            case Heading():
                yield block.text
            case Paragraph():
                yield plain_text(block.words)
            case Bullets():
                yield from map(plain_text, block.items)
            case Quote():
                yield block.text
            case Callout():
                yield block.title
                yield plain_text(block.words)
            case KeyValue():
                yield from (cell for row in block.rows for cell in row)
            case Table():
                yield block.caption
                yield from (cell for row in (block.header, *block.rows) for cell in row)
            case Figure():
                yield block.caption
            case AnswerLines():
                yield block.question
            case _:
                pass
    yield from document.origin.lines()


def read_pdf(name: str, content: bytes) -> str:
    """The words of a PDF, without what stands at the head and the foot of each page."""
    document, said = made(name), []
    for page in PdfReader(BytesIO(content)).pages:
        words = squeezed(page.extract_text())
        said.append(re.sub(r"\d\d/\d\d/\d{4}·données.{0,40}?Page\d+sur\d+", "", words))
    head = squeezed(breakable(inert(document.title[:90] + document.mark)))
    said[1:] = [words.replace(head, "", 1) for words in said[1:]]
    return "".join(said)


@every_document
def test_every_word_and_number_of_a_document_is_in_its_pdf_which_a_checker_accepts(name: str, tmp_path) -> None:
    content = pdf_bytes(made(name))
    path = tmp_path / "essai.pdf"
    path.write_bytes(content)
    assert [(found.rule_id, found.message) for found in validate(path).findings] == []
    root: Any = PdfReader(path).trailer["/Root"]
    assert root["/Lang"] == "fr-FR"
    said = read_pdf(name, content)
    whole = [squeezed(breakable(inert(piece))) for piece in pieces(made(name)) if "😀" not in piece]
    # A row cut by the end of a page is read in two: its beginning is there.
    assert [piece for piece in whole if piece not in said and piece[:12] not in said] == []
    assert sum(piece in said for piece in whole) >= 0.97 * len(whole)


@every_document
@pytest.mark.parametrize(("write", "read"), [(docx_bytes, read_docx), (odt_bytes, read_odt)])
def test_every_word_and_number_of_a_document_is_in_what_staff_edit(name: str, write, read) -> None:
    said = squeezed(read(write(made(name))))
    assert [piece for piece in pieces(made(name)) if squeezed(inert(piece)) not in said] == []


@every_document
def test_the_tables_are_those_of_the_document_and_the_language_is_french(name: str) -> None:
    content = docx_bytes(made(name))
    file: Any = docx.Document(BytesIO(content))
    assert {node.get(qn("w:val")) for node in file.styles.element.iter(qn("w:lang"))} == {"fr-FR"}
    assert file.core_properties.language == "fr-FR"
    wanted = [
        [[squeezed(inert(cell)) for cell in row] for row in (block.header, *block.rows)]
        for block in made(name).blocks
        if isinstance(block, Table)
    ]
    tables = [[[squeezed(cell.text) for cell in row.cells] for row in table.rows] for table in file.tables]
    assert [table for table in tables if table in wanted] == wanted
    styles = ElementTree.fromstring(zipfile.ZipFile(BytesIO(odt_bytes(made(name)))).read("styles.xml"))
    assert {node.get(f"{FO}language") for node in styles.iter() if node.get(f"{FO}language")} == {"fr"}
    pictures = sum(isinstance(block, Figure) for block in made(name).blocks)
    assert len(file.inline_shapes) == pictures


@every_book
def test_a_book_holds_its_cells_in_french_and_computes_nothing(name: str) -> None:
    book = made(name)
    package = zipfile.ZipFile(BytesIO(xlsx_bytes(book)))
    assert b"<dc:language>fr-FR</dc:language>" in package.read("docProps/core.xml")
    opened = openpyxl.load_workbook(BytesIO(xlsx_bytes(book)))
    for sheet, page in zip(book.whole(), opened.worksheets, strict=True):
        cells = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
        wanted = [[inert(cell) if isinstance(cell, str) else cell for cell in row] for row in sheet.rows]
        same = [
            [_day(cell) for cell in row] == [_day(None if cell == "" else cell) for cell in own]
            for row, own in zip(cells, wanted, strict=True)
        ]
        assert all(same)
        assert not [cell for row in page.iter_rows() for cell in row if cell.data_type == "f"]
        rows = list(csv.reader(StringIO(csv_sheet_bytes(sheet).decode("utf-8-sig"), newline=""), delimiter=";"))
        assert len(rows) == len(sheet.rows) + 1
        pairs = (pair for row, own in zip(rows[1:], sheet.rows, strict=True) for pair in zip(row, own, strict=True))
        texts = [cell for cell, was in pairs if isinstance(was, str)]
        assert not [cell for cell in texts if cell[:1] in set("=+-@\t\r")]
    content = zipfile.ZipFile(BytesIO(ods_bytes(book)))
    assert b"table:formula" not in content.read("content.xml")
    assert b'fo:language="fr"' in content.read("styles.xml")
    assert b"<dc:language>fr-FR</dc:language>" in content.read("meta.xml")


@every_book
def test_a_book_as_csv_holds_every_sheet_and_says_what_the_others_say(name: str) -> None:
    """The tables in CSV carry their source, date, version and cautions beside them, and leave no sheet out."""
    book = made(name)
    package = zipfile.ZipFile(BytesIO(csv_package_bytes(book, "tableaux")))
    notice = package.read("LISEZ-MOI.txt").decode("utf-8-sig")
    assert all(inert(line) in notice for line in book.about)
    files = [name for name in package.namelist() if name.endswith(".csv")]
    assert len(files) == len(set(files)) == len(book.sheets)
    for file, sheet in zip(files, book.sheets, strict=True):
        rows = list(csv.reader(StringIO(package.read(file).decode("utf-8-sig"), newline=""), delimiter=";"))
        assert len(rows) == len(sheet.rows) + 1


def _day(value: Any) -> Any:
    """A date of a workbook comes back with an hour."""
    return value.isoformat()[:10] if hasattr(value, "isoformat") else value


def test_the_form_for_figures_is_french_and_computes_nothing() -> None:
    package = zipfile.ZipFile(BytesIO(xlsx_template(load_form_lists())))
    assert b"<dc:language>fr-FR</dc:language>" in package.read("docProps/core.xml")
    sheets = [member for member in package.namelist() if member.startswith("xl/worksheets/sheet")]
    assert all(b"<f>" not in package.read(member) for member in sheets)
    content = zipfile.ZipFile(BytesIO(ods_template(load_form_lists())))
    assert b"table:formula" not in content.read("content.xml")
    assert b"fr" in content.read("meta.xml").split(b"<dc:language>")[1][:5]
