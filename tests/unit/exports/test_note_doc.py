"""The note of an arrondissement: two pages, sixteen actions, the figures of the tables."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import replace
from functools import cache

import pytest
from pypdf import PdfReader

from components.exports.decided_words import Decided
from components.exports.document import Origin
from components.exports.note_doc import QUESTIONS, NoteMaterial, build_note
from components.exports.to_pdf import pdf_bytes
from data.analysis.caveats import compute_caveats
from data.analysis.point_sets import shipped_sets
from data.analysis.profile import compute_profile, located_facts, questions, rest_of_nord, territory_caveats
from data.analysis.territory_reach import compared_groups, compute_set_reaches
from data.model import ARRONDISSEMENTS, READING_LABELS
from tests.unit.exports.sample import taken
from tests.unit.test_deck import material, tables

ORIGIN = Origin(dt.datetime(2024, 1, 26, 9, 0), "essai")


@cache
def note(code: str) -> NoteMaterial:
    statuses, links = material().statuses, material().links[code]
    facts = located_facts(tables(), code)
    label = tables()["territories"].set_index("territory_id").loc[code, "label"]
    return NoteMaterial(
        f"Arrondissement de {label}",
        statuses,
        links,
        {},
        compute_profile(tables(), code),
        rest_of_nord(tables(), code),
        facts,
        questions(tuple(statuses), dict(links), facts),
        compute_set_reaches(tables(), shipped_sets(tables()), 5.0, compared_groups(tables(), code)),
        "5 km",
        territory_caveats(compute_caveats(tables()), code),
    )


def pages(code: str, decided: Decided | None = None) -> list[str]:
    found = PdfReader(io.BytesIO(pdf_bytes(build_note(replace(note(code), decided=decided or {}), ORIGIN)))).pages
    return [re.sub(r"\s+", " ", re.sub("\u00ad\\s*", "", page.extract_text())).replace("’", "'") for page in found]


@pytest.mark.parametrize("code", ARRONDISSEMENTS)
def test_two_pages_that_name_every_action_and_its_proposal(code: str) -> None:
    read = pages(code)
    assert len(read) <= 2
    whole = " ".join(read)
    for status in material().statuses:
        assert f"{status.action_id} – {status.title[:20]}" in whole
    assert whole.count("non décidé") == len(material().statuses)
    for reading in {status.reading for status in material().statuses}:
        assert READING_LABELS[reading] in whole
    assert "aucune décision prise" in whole
    population = note(code).figures.population_hab
    assert f"{population:,}".replace(",", " ") in whole.replace("\u202f", " ").replace("\u00a0", " ")
    assert "vol d'oiseau" in whole


def test_a_decision_is_told_beside_the_proposal() -> None:
    whole = " ".join(pages("arr:591", {5: [taken("action:5")]}))
    assert "1 décision prise" in whole.replace("\u00a0", " ")
    assert whole.count("non décidé") == len(material().statuses) - 1


def test_questions_left_out_are_counted() -> None:
    asked = note("arr:591").asked
    whole = " ".join(pages("arr:591")).replace("\u00a0", " ")
    if len(asked) > QUESTIONS:
        assert f"et {len(asked) - QUESTIONS} autre" in whole
    assert asked[0][0][:30] in whole.replace("\u202f", " ")
