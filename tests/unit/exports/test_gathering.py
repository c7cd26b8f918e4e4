"""The sheet of a table and the restitution: everything said is in the file, and each format can be made."""

from __future__ import annotations

import datetime as dt
import io

import docx
import pytest

from components.exports.document import Origin
from components.exports.gathering import collection_sheet, restitution
from components.exports.to_docx import docx_bytes
from components.exports.to_odt import odt_bytes
from components.exports.to_pdf import pdf_bytes
from data.deciding.gatherings import Remark

ORIGIN = Origin(dt.datetime(2026, 3, 12, 17, 0), "abc123")
OBJECTS = {"orientation:O3": "Orientation 3 – Santé", "action:5": "Action 5 – Adultes-relais"}
REMARKS = [
    Remark("1", "arr:592", "1", None, "", "besoin", "CCAS de Caudry", "ccas", "Un accueil le <samedi>.", ("action:5",)),
    Remark("2", "arr:592", "1", None, "", "avis", "Mairie d'Iwuy", "commune", "=SOMME(A1)", volunteer=True),
]


def words(content: bytes) -> str:
    made = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return " ".join([*(paragraph.text for paragraph in made.paragraphs), *cells]).replace("\u00a0", " ")


def test_the_restitution_holds_what_was_said_and_decides_nothing() -> None:
    document = restitution(
        "Arrondissement de Cambrai", "1", dt.date(2026, 3, 12), OBJECTS, REMARKS, ["Mairie d'Iwuy"], ["CA"], [], ORIGIN
    )
    said = words(docx_bytes(document))
    for remark in REMARKS:
        assert remark.body in said
        assert remark.text in said
    assert "n'est pas une décision" in said
    assert "Difficulté : rien n'a été dit." in said
    assert "Adultes-relais" in said


@pytest.mark.parametrize("write", [pdf_bytes, odt_bytes, docx_bytes])
def test_both_documents_can_be_made_in_each_format(write) -> None:
    sheet = collection_sheet("Arrondissement de Cambrai", "1", dt.date(2026, 3, 12), OBJECTS, ORIGIN)
    back = restitution("Arrondissement de Cambrai", "1", dt.date(2026, 3, 12), OBJECTS, REMARKS, [], [], [], ORIGIN)
    assert len(write(sheet)) > 1_000
    assert len(write(back)) > 1_000
