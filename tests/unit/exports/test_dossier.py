"""The dossier and the tables hold what the tables of the dashboard hold."""

from __future__ import annotations

import datetime as dt
import io
import re

import openpyxl
from pypdf import PdfReader

from components.exports.bilan_book import build_bilan_book
from components.exports.document import Origin
from components.exports.dossier import DossierMaterial, build_dossier
from components.exports.spreadsheet import xlsx_bytes
from components.exports.to_pdf import pdf_bytes
from data.model import READING_LABELS
from tests.unit.test_deck import material, tables

ORIGIN = Origin(dt.datetime(2024, 1, 26, 9, 0), "essai")


def dossier(decided: dict[int, str] | None = None) -> str:
    one = material()
    built = build_dossier(
        DossierMaterial(
            "COPIL restreint",
            ("Orientations", "Actions en lot"),
            one.statuses,
            one.fiches,
            [(label, statuses) for _, label, statuses in one.orientations],
            decided or {},
            one.ahead,
            one.caveats,
        ),
        ORIGIN,
    )
    pages = PdfReader(io.BytesIO(pdf_bytes(built))).pages
    read = " ".join(re.sub("\u00ad\\s*", "", page.extract_text()) for page in pages)
    return re.sub(r"\s+", " ", read).replace("’", "'")


def test_every_fiche_the_agenda_and_the_grave_caveats_are_in_the_dossier() -> None:
    read = dossier()
    for status in material().statuses:
        assert f"Action {status.action_id} – {status.title[:25]}" in read
    assert "Actions en lot" in read
    grave = tables()["caveats"].query("severity == 'A'")["title"]
    assert len(grave)
    for title in grave:
        assert re.sub(r"\s+", " ", title)[:30] in read
    assert "16 actions, aucune décision prise" in read


def test_a_decision_is_in_the_dossier_with_its_sentence() -> None:
    read = dossier({5: "Le COPIL propose de poursuivre."})
    assert "1 décision prise" in read
    assert "Décision du COPIL : Le COPIL propose de poursuivre." in read


def test_the_book_has_one_line_a_fact() -> None:
    one = material()
    names = {code: code for code in one.links}
    book = build_bilan_book(one.statuses, one.fiches, one.links, names, one.caveats, {5: "=1+1"}, ORIGIN)
    sheets = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(book)))
    actions = list(sheets["Actions"].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in actions] == list(tables()["actions"]["action_id"])
    assert [row[3] for row in actions] == [READING_LABELS[code] for code in tables()["actions"]["status_reading"]]
    assert actions[4][6] == "=1+1"
    assert sheets["Actions"].cell(6, 7).data_type == "s"
    shown = sum(len(fiche.observations) for fiche in one.fiches.values())
    assert len(list(sheets["Chiffres"].iter_rows(min_row=2))) == shown
    assert len(list(sheets["Territoires"].iter_rows(min_row=2))) == len(tables()["action_arrondissements"])
    assert len(list(sheets["Précautions"].iter_rows(min_row=2))) == len(tables()["caveats"])
