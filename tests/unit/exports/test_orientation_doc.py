"""« Dossier d'orientation »: the same words in the three formats, nothing undecided told as decided."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import replace

import pytest

from components.exports.document import Document, Origin
from components.exports.orientation_doc import build_orientation_dossier
from components.exports.to_docx import docx_bytes
from components.exports.to_odt import odt_bytes
from components.exports.to_pdf import pdf_bytes
from data.analysis.dossier_waiting import compute_waiting
from data.analysis.orientation_dossier import compute_dossier
from data.deciding.conditions import Condition
from data.deciding.orientations import Preparation
from data.decision import Opinion
from data.orientation_grid import ORIENTATIONS
from tests.data.analysis.test_orientation_dossier import PRINTED, WORKSHOP, dossier, entry, prepared_ground, taken
from tests.pages.screen import plain

ORIGIN = Origin(dt.datetime(2026, 11, 27, 9, 0, 1, 250), "2026-11-27.1", "orientation O2", "abcdef")
ITEM = WORKSHOP.items[0]


def document() -> Document:
    decided = taken("orientation:O2", "reformulee", label="Le numérique <pour> tous", programme="fne")
    found = dossier("orientation:O2", decided, conditions=(Condition("orientation:O2", ITEM.item_id),))
    return build_orientation_dossier(found, {}, ORIGIN)


def words_of(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read(name).decode()
    import html
    import re

    return plain(html.unescape(re.sub(r"<[^>]+>", " ", xml)))


@pytest.mark.parametrize(("write", "part"), [(docx_bytes, "word/document.xml"), (odt_bytes, "content.xml")])
def test_the_files_hold_the_name_the_condition_and_the_warning(write, part: str) -> None:
    words = words_of(write(document()), part)
    for told in (
        "Le numérique <pour> tous",
        plain(ITEM.text),
        "n'est pas une décision",
        "Conditions de réussite",
        "À compléter",
        "France Numérique Ensemble",
    ):
        assert told in words, told


def test_the_pdf_is_made_for_every_orientation() -> None:
    for object_id in PRINTED:
        assert pdf_bytes(build_orientation_dossier(dossier(object_id), {}, ORIGIN)).startswith(b"%PDF")


@pytest.mark.parametrize(("write", "part"), [(docx_bytes, "word/document.xml"), (odt_bytes, "content.xml")])
def test_the_files_hold_the_note_of_the_preparation_and_each_comment_of_the_grid(write, part: str) -> None:
    said = Opinion("orientation:O2", "P4", "defavorable", "", "Aucun pilote <nommé>, dit la DDTM")
    draft = Preparation("orientation:O2", "reformulee", note="À relire avec FNE")
    found = replace(
        dossier("orientation:O2"),
        prepared=draft,
        opinions={"P4": (entry("orientation_opinion:orientation:O2:P4", {}), said)},
    )
    words = words_of(write(build_orientation_dossier(found, {}, ORIGIN)), part)
    assert "Note de préparation, qui n'est pas une décision" in words
    assert "À relire avec FNE" in words
    told = words[words.index("Commentaire de l'avis du COTECH") :]
    answered = told[told.index(plain(ORIENTATIONS.labels["P4"])) :]
    assert answered.split("Appréciation du COTECH")[0].endswith("Défavorable ")
    assert "Appréciation du COTECH Aucun pilote <nommé>, dit la DDTM" in answered
    gone = replace(found, grid=None, prepared=replace(draft, dropped=True))
    words = words_of(write(build_orientation_dossier(gone, {}, ORIGIN)), part)
    assert "Aucun pilote <nommé>, dit la DDTM" in words
    assert "À relire avec FNE" not in words


@pytest.mark.parametrize(("write", "part"), [(docx_bytes, "word/document.xml"), (odt_bytes, "content.xml")])
def test_the_files_name_what_is_prepared_to_be_attached_and_say_it_is_not_decided(write, part: str) -> None:
    draft = Preparation("orientation:N1", "creee", "Une porte d'entrée", 10, ("action:2",))
    own, ground, names = prepared_ground(draft)
    found = replace(compute_dossier(own, ground, (), names), waiting=compute_waiting(own, ground, names))
    words = words_of(write(build_orientation_dossier(found, {}, ORIGIN)), part)
    assert "Actions à rattacher, non décidé" in words
    assert "2 · Accompagner la coopération intercommunale" in words
    assert "À créer, non décidé" in words
    assert "Aucune action ne lui est rattachée à ce jour." in words
