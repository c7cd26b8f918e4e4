"""What is promised on two pages takes two in each format: the notes, the fiches and the restitutions."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from components.exports.document import Document, Origin
from components.exports.fiche_doc import build_fiche
from components.exports.gathering import QUOTED, restitution
from components.exports.note_doc import build_note
from components.exports.to_docx import docx_bytes
from components.exports.to_odt import odt_bytes
from components.exports.to_pdf import pdf_bytes
from data.decision import SENSE_LABELS
from data.load.decided import SETTLING
from data.model import ARRONDISSEMENTS
from tests.unit.exports import test_gathering as gathering
from tests.unit.exports.sample import taken
from tests.unit.exports.test_note_doc import note
from tests.unit.test_deck import material

#: As long as the foot of a real file: every line is there.
ORIGIN = Origin(
    dt.datetime(2026, 11, 27, 9, 0),
    "2026-11-27.12",
    "arrondissement d'Avesnes-sur-Helpe",
    "a1" * 32,
    (
        "Bilan 2017-2023 et documents du schéma",
        "Insee",
        "DILA",
        "distances calculées",
    ),
)
#: The longest word a decision on an action has.
SENSE = max(SETTLING, key=lambda sense: len(SENSE_LABELS[sense]))
#: The two actions whose fiche proposes several things, decided part by part.
MEETINGS = {"m-1": "COPIL restreint du 8 octobre 2026, relevé soumis aux membres"}
PARTS = {
    13: (taken("action:13.1"), taken("action:13.2", "arret")),
    1: (taken("action:1.p1"), taken("action:1.p2", "reorientation"), taken("action:1.p3", "arret")),
}


def promised() -> dict[str, Document]:
    """Every document held to two pages, with nothing decided and with everything decided."""
    decided = {action: PARTS.get(action) or (taken(f"action:{action}", SENSE),) for action in range(1, 17)}
    made = {
        f"note-{code[-3:]}-{len(ones)}": build_note(replace(note(code), decided=ones, meetings=MEETINGS), ORIGIN)
        for code in ARRONDISSEMENTS
        for ones in ({}, decided)
    }
    made |= {
        f"fiche-{number}": build_fiche(fiche, ORIGIN, "Le COPIL décide. " * 20)
        for number, fiche in material().fiches.items()
    }
    for count, length in ((0, 0), (12, 80), (90, 40), (90, QUOTED), (90, 3_000)):
        remarks = gathering.many(count, length)
        made[f"restitution-{count}-{length}"] = restitution(
            gathering.OCCASION, gathering.OBJECTS, gathering.PLACES, remarks, gathering.crowd(remarks), ORIGIN
        )
    return made


def test_two_pages_in_the_pdf() -> None:
    counts = {name: len(PdfReader(io.BytesIO(pdf_bytes(made))).pages) for name, made in promised().items()}
    assert {name: count for name, count in counts.items() if count > 2} == {}


@pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice n'est pas installé : il compte les pages des ODT et des DOCX"
)
def test_two_pages_in_a_word_processor(tmp_path: Path) -> None:
    files = []
    for name, document in promised().items():
        for write, ending in ((odt_bytes, "odt"), (docx_bytes, "docx")):
            # The ending is in the stem too: both become a PDF beside the other.
            files.append(tmp_path / f"{name}-{ending}.{ending}")
            files[-1].write_bytes(write(document))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profil", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), *map(str, files)], check=True, timeout=180, capture_output=True
    )
    counts = {file.stem: len(PdfReader(file.with_suffix(".pdf")).pages) for file in files}
    assert {name: count for name, count in counts.items() if count > 2} == {}
