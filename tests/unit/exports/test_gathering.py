"""The sheet of a table and the restitution: what is said is there or counted, on two pages, in each format."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import docx
import pytest
from pypdf import PdfReader

from components.exports.document import Origin
from components.exports.gathering import (
    QUOTED,
    Heard,
    Occasion,
    collection_sheet,
    contributions_annex,
    fitting,
    restitution,
)
from components.exports.to_docx import docx_bytes
from components.exports.to_odt import odt_bytes
from components.exports.to_pdf import pdf_bytes
from data.deciding.gatherings import FAMILIES, REMARK_KINDS, Remark

ORIGIN = Origin(dt.datetime(2026, 3, 12, 17, 0), "abc123", "Arrondissement de Cambrai, première rencontre")
OCCASION = Occasion(
    "Arrondissement de Cambrai",
    ("Sous-préfet de l'arrondissement de Cambrai", "Vice-président du Département"),
    "1",
    "12 mars 2026",
    "Caudry, salle des fêtes",
)
OBJECTS = {
    "orientation:O3": "Orientation 3 – Santé",
    **{f"action:{n}": f"Action {n} – Un titre d'action assez long pour tenir sur deux lignes" for n in range(1, 17)},
}
PLACES = {f"com:{n}": f"Neuville-Saint-Rémy-sur-Escaut {n}" for n in range(6)}
REMARKS = [
    Remark(
        "1",
        "arr:592",
        "1",
        None,
        "3",
        "besoin",
        "CCAS de Caudry",
        "ccas",
        "Un accueil le <samedi>.",
        ("action:5",),
        ("com:0", "com:1"),
    ),
    Remark("2", "arr:592", "1", None, "", "avis", "Mairie d'Iwuy", "commune", "=SOMME(A1)", volunteer=True),
]
WORDS = "Les horaires de la permanence ne conviennent pas à ceux qui travaillent, et le dernier car part à 17 h. "
FORMATS = {"pdf": pdf_bytes, "odt": odt_bytes, "docx": docx_bytes}


def many(count: int, length: int) -> list[Remark]:
    """As many contributions, of that length, of every kind, on four actions, from as many bodies."""
    text = (WORDS * (length // len(WORDS) + 1))[:length]
    return [
        replace(
            REMARKS[0],
            remark_id=str(n),
            kind=REMARK_KINDS[n % 4],
            body=f"Centre communal d'action sociale de la commune n° {n}",
            text=text,
            objects=("orientation:O3", "action:5", f"action:{n % 16 + 1}", "action:16"),
            territories=tuple(PLACES)[: n % 6],
            table=str(n),
            volunteer=True,
        )
        for n in range(count)
    ]


def crowd(remarks: list[Remark]) -> Heard:
    communes = tuple(f"Neuville-Saint-Rémy-sur-Escaut {n}" for n in range(150))
    epci = tuple(f"Communauté de communes du Pays {n}" for n in range(6))
    bodies = sorted({remark.body for remark in remarks})
    return Heard(bodies, epci, FAMILIES, communes, len(communes), bodies, epci[:2])


def words(content: bytes) -> str:
    made = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return " ".join([*(paragraph.text for paragraph in made.paragraphs), *cells]).replace("\u00a0", " ")


def pages(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)


def test_the_restitution_holds_what_was_said_and_decides_nothing() -> None:
    document = restitution(OCCASION, OBJECTS, PLACES, REMARKS, Heard(["Mairie d'Iwuy"], ["CA de Cambrai"]), ORIGIN)
    said = words(docx_bytes(document))
    for remark in REMARKS:
        assert remark.body in said
        assert remark.text in said
    assert "n'est pas une décision" in said
    assert "Difficulté : rien n'a été dit." in said
    # Who was not there reads what the number stands for, where it was said of, and at which table.
    assert OBJECTS["action:5"] in said
    assert "Neuville-Saint-Rémy-sur-Escaut 0 et Neuville-Saint-Rémy-sur-Escaut 1" in said
    assert "CCAS de Caudry (table 3)" in said
    assert "tout l'arrondissement" in said
    assert said.index("Sous-préfet") < said.index("Vice-président du Département")
    assert "annexe" not in said


def test_the_restitution_counts_each_body_once_and_names_it_once() -> None:
    typed = [replace(REMARKS[1], remark_id=words, body=words) for words in ("mairie d'iwuy", "MAIRIE D'IWUY")]
    heard = Heard(bodies=["Mairie d'Iwuy"], epci_elsewhere=["CC Pévèle-Carembault"])
    said = words(docx_bytes(restitution(OCCASION, OBJECTS, PLACES, typed, heard, ORIGIN)))
    assert "2 contributions d'un seul organisme" in said
    assert "Entendu dans un autre arrondissement : CC Pévèle-Carembault." in said


def test_what_a_row_does_not_name_is_counted_and_typed_lines_stay_apart() -> None:
    said = replace(REMARKS[0], objects=tuple(list(OBJECTS)[:5]), territories=(), text="Ligne 1\n\nLigne 2")
    told = words(docx_bytes(restitution(OCCASION, OBJECTS, PLACES, [said], Heard(), ORIGIN)))
    assert "Action 3 et 1 autre" in told
    assert "Ligne 1 / Ligne 2" in told


def test_what_does_not_fit_on_two_pages_is_counted_and_stands_whole_in_the_annex() -> None:
    remarks = many(90, 600)
    shown = fitting(remarks, OBJECTS, PLACES)
    assert 0 < len(shown) < len(remarks)
    said = words(docx_bytes(restitution(OCCASION, OBJECTS, PLACES, remarks, crowd(remarks), ORIGIN)))
    assert f"{len(remarks) - len(shown)} contributions ne tiennent pas ici" in said
    assert f"{len(shown)} textes sont abrégés" in said
    assert all(remark.text not in said for remark in remarks)
    # No kind is left out for another.
    assert {remark.kind for remark in shown} == set(REMARK_KINDS)
    whole = words(docx_bytes(contributions_annex(OCCASION, OBJECTS, {}, remarks, ORIGIN)))
    assert all(remark.body in whole for remark in remarks)
    assert whole.count(remarks[0].text.strip()) == len(remarks)


@pytest.mark.parametrize(("count", "length"), [(0, 0), (12, 80), (90, 40), (90, QUOTED), (90, 3_000)])
def test_the_restitution_is_held_to_two_pages(count: int, length: int) -> None:
    remarks = many(count, length)
    assert pages(pdf_bytes(restitution(OCCASION, OBJECTS, PLACES, remarks, crowd(remarks), ORIGIN))) <= 2


def test_there_is_a_sheet_for_each_table_and_each_names_both_who_lead() -> None:
    said = words(docx_bytes(collection_sheet(OCCASION, OBJECTS, ORIGIN, 3)))
    assert said.count(OCCASION.co_led) == 3
    assert all(f"Table {number}" in said for number in (1, 2, 3))
    assert said.count("Action 16") == 1


@pytest.mark.parametrize("write", FORMATS.values(), ids=FORMATS)
def test_the_documents_can_be_made_in_each_format(write) -> None:
    for document in (
        collection_sheet(OCCASION, OBJECTS, ORIGIN),
        restitution(OCCASION, OBJECTS, PLACES, REMARKS, Heard(), ORIGIN),
        contributions_annex(OCCASION, OBJECTS, {}, REMARKS, ORIGIN),
    ):
        assert len(write(document)) > 1_000


def test_an_orientation_only_prepared_is_named_with_its_words_and_said_undecided() -> None:
    name = "Orientation N1 (en préparation, non décidée) – Vieillir chez soi"
    objects = {**OBJECTS, "orientation:N1": name}
    said = replace(REMARKS[0], objects=("orientation:N1", "action:5"))
    told = " ".join(words(docx_bytes(restitution(OCCASION, objects, PLACES, [said], Heard(), ORIGIN))).split())
    assert "Orientation N1 (en préparation, non décidée), « Vieillir chez soi » et Action 5" in told
    # On the sheet of a table, it is not among the orientations of 2017-2023.
    sheet = words(docx_bytes(collection_sheet(OCCASION, objects, ORIGIN)))
    places = [sheet.index(one) for one in ("les orientations 2017-2023", "Les orientations propres à 2025-2030", name)]
    assert places == sorted(places)
    assert "Les orientations propres" not in words(docx_bytes(collection_sheet(OCCASION, OBJECTS, ORIGIN)))
