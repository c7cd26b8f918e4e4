"""The note of an arrondissement: two pages, sixteen actions, the figures of the tables."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from pypdf import PdfReader

from components.exports.decided_words import Decided
from components.exports.document import Heading, Origin
from components.exports.note_doc import QUESTIONS, NoteMaterial, build_note
from components.exports.to_pdf import pdf_bytes
from data.analysis.caveats import compute_caveats
from data.analysis.point_sets import shipped_sets
from data.analysis.profile import compute_profile, located_facts, questions, rest_of_nord, territory_caveats
from data.analysis.territory_reach import Reached, SetReach, asked_sets, compared_groups, compute_set_reaches
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
        compute_set_reaches(tables(), asked_sets(shipped_sets(tables())), 5.0, compared_groups(tables(), code)),
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


def blocks_under(code: str, title: str, **changes: Any) -> list[Any]:
    """What a note says under a title."""
    built = build_note(replace(note(code), **changes), ORIGIN).blocks
    start = next(place for place, one in enumerate(built) if isinstance(one, Heading) and one.text.startswith(title))
    rest = built[start + 1 :]
    return rest[: next((place for place, one in enumerate(rest) if isinstance(one, Heading)), len(rest))]  # type: ignore[return-value]


@pytest.mark.parametrize("code", ARRONDISSEMENTS)
def test_a_question_is_asked_once_of_all_its_actions(code: str) -> None:
    asked = {question for question, _ in note(code).asked}
    items = [str(item) for item in blocks_under(code, "Questions")[0].items]
    assert len(items) == min(len(asked), QUESTIONS)
    # What is left out, if anything, is a fact: the question of a status is the one a sub-prefect comes for.
    assert {one for one in asked if not one.startswith("«")} <= {item.rpartition(" (")[0] for item in items}
    assert len({item.rpartition(" (")[0] for item in items}) == len(items)
    for question, action in note(code).asked:
        told = next((item for item in items if item.startswith(question)), None)
        assert told is None or re.search(rf"\b{action}\b", told.rpartition(" (")[2])


def test_the_widest_gaps_of_coverage_come_first_and_what_all_are_near_to_is_left_out() -> None:
    def reach(label: str, own: tuple[int, int], rest: tuple[int, int]) -> SetReach:
        return SetReach(label, label, "", "", (Reached(*own), Reached(*rest)))

    found = (
        reach("Partout", (100, 0), (900, 0)),
        reach("Peu d'écart", (50, 50), (460, 440)),
        reach("Grand écart", (10, 90), (800, 100)),
    )
    table = blocks_under("arr:591", "Couverture", reaches=found)[0]
    assert [row[0] for row in table.rows] == ["Grand écart", "Peu d'écart"]


def test_a_decision_is_told_beside_the_proposal() -> None:
    whole = " ".join(pages("arr:591", {5: [taken("action:5")]}))
    assert "1 décision prise" in whole.replace("\u00a0", " ")
    assert whole.count("non décidé") == len(material().statuses) - 1


def test_questions_left_out_are_counted() -> None:
    asked = list(dict(note("arr:591").asked))
    whole = " ".join(pages("arr:591")).replace("\u00a0", " ")
    if len(asked) > QUESTIONS:
        assert f"et {len(asked) - QUESTIONS} autre" in whole
    assert asked[0][:30] in whole.replace("\u202f", " ")
