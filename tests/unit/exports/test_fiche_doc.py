"""The printed fiche: two pages, the words of the tables, nothing cut in silence."""

from __future__ import annotations

import datetime as dt
import io
import re

import pytest
from pypdf import PdfReader

from components.exports.document import Origin
from components.exports.fiche_doc import build_fiche
from components.exports.to_pdf import pdf_bytes
from data.model import READING_LABELS
from tests.unit.test_deck import material

ORIGIN = Origin(dt.datetime(2024, 1, 26, 9, 0), "essai")


def pages(action: int, decision: str = "") -> list[str]:
    found = PdfReader(io.BytesIO(pdf_bytes(build_fiche(material().fiches[action], ORIGIN, decision)))).pages
    # A word cut at the end of a line is one word.
    return [re.sub(r"\s+", " ", re.sub("\u00ad\\s*", "", page.extract_text())).replace("’", "'") for page in found]


@pytest.mark.parametrize("action", range(1, 17))
def test_two_pages_at_most_with_the_proposal_and_its_authors(action: int) -> None:
    status = material().fiches[action].status
    read = pages(action)
    assert len(read) <= 2
    assert READING_LABELS[status.reading] in read[0]
    assert "Aucune décision n'est prise" in read[0]
    assert "rédigée par" in read[0]


def test_what_does_not_fit_is_counted() -> None:
    for number, fiche in material().fiches.items():
        section = fiche.section("actions_menees")
        if len(section.items) > 8:
            assert f"et {len(section.items) - 8} autre" in " ".join(pages(number))


def test_an_empty_section_is_said() -> None:
    assert "Éléments non communiqués" in " ".join(pages(7))


def test_a_decision_is_told_apart_from_the_proposal() -> None:
    read = pages(14, "Le COPIL propose la poursuite de l'action.")[0]
    assert "Décision du COPIL : Le COPIL propose la poursuite" in read
    assert "proposition de la fiche (2023)" in read
