"""The orientations' grid: the same rule with its own questions, against independent computations; its evidence."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from pathlib import Path

import pandas as pd
import pytest

from data.analysis.caveats import compute_caveats
from data.analysis.fiche import compute_fiche
from data.analysis.grid import compute_result, result_sentence, settling_sets
from data.analysis.grid_changes import smallest_changes, weight_flips
from data.analysis.grid_robustness import robustness
from data.analysis.lineage import compute_carried
from data.analysis.orientation_dossier import compute_places
from data.analysis.orientation_evidence import compute_orientation_evidence
from data.analysis.process import compute_frames
from data.analysis.statuses import compute_statuses
from data.deciding.gatherings import Remark
from data.decision import OPINIONS
from data.grid import ACTIONS, EQUAL, NONE_YET
from data.orientation_grid import CLASS_MEANINGS, NEAR_QUESTION, ORIENTATIONS, QUESTION_SOURCES
from tests.data.source_text import normalised, source_text
from tests.pages.screen import records

TABLES_AT = Path(__file__).parents[3] / "data" / "tables"
TABLES = {path.stem: pd.read_parquet(path) for path in TABLES_AT.glob("*.parquet")}
STATUSES, CAVEATS, FRAMES = compute_statuses(TABLES), compute_caveats(TABLES), compute_frames(TABLES)
LABELS = dict(zip(TABLES["territories"]["territory_id"], TABLES["territories"]["label"], strict=True))
WEIGHTS = [EQUAL, (40, 15, 15, 15, 15), (10, 10, 40, 10, 30), (30, 10, 10, 25, 25)]
ALL: list[tuple[str, ...]] = list(product(OPINIONS, repeat=5))


def sorted_into(answers: tuple[str, ...], weights: tuple[int | Fraction, ...]) -> str:
    """The rule when every question is answered, read straight from the sentence on the page."""
    for_ = sum(weight for answer, weight in zip(answers, weights, strict=True) if answer == "favorable")
    against = sum(weight for answer, weight in zip(answers, weights, strict=True) if answer == "defavorable")
    another_frame, nobody = answers[2] == "defavorable", answers[3] == "defavorable"
    if 2 * for_ > 100 and not another_frame and not nobody:
        return "priorite"
    return "veille" if 2 * against > 100 else "maintien"


def brute(opinions: tuple[str, ...], weights: tuple[int | Fraction, ...]) -> set[str]:
    choices = [("favorable", "reserve", "defavorable") if one == "sans_avis" else (one,) for one in opinions]
    return {sorted_into(answers, weights) for answers in product(*choices)}


def code(possible: set[str]) -> str:
    return next(iter(possible)) if len(possible) == 1 else "a_completer"


@pytest.mark.parametrize("weights", WEIGHTS, ids=str)
def test_every_combination_gives_what_filling_the_unknowns_gives(weights: tuple[int, ...]) -> None:
    for opinions in ALL:
        result = compute_result(opinions, weights, ORIENTATIONS)
        assert set(result.possible) == brute(opinions, weights), opinions
        assert result.code == code(brute(opinions, weights))


def test_an_open_result_names_the_questions_that_settle_it_and_no_fewer_would() -> None:
    for opinions in ALL[::3]:
        if len(brute(opinions, EQUAL)) == 1:
            continue

        def settles(places: set[int], opinions: tuple[str, ...] = opinions) -> bool:
            choices = [
                ("favorable", "reserve", "defavorable") if place in places else (opinion,)
                for place, opinion in enumerate(opinions)
            ]
            return all(len(brute(answers, EQUAL)) == 1 for answers in product(*choices))

        for questions in settling_sets(opinions, EQUAL, ORIENTATIONS):
            places = {ORIENTATIONS.criteria.index(question) for question in questions}
            assert settles(places)
            assert not any(settles(places - {place}) for place in places)


def test_no_smaller_set_of_opinions_changes_the_class() -> None:
    codes = {opinions: code(brute(opinions, EQUAL)) for opinions in ALL}
    for opinions in ALL[::37]:
        apart = {
            other: frozenset(place for place in range(5) if other[place] != opinions[place])
            for other in ALL
            if codes[other] not in {codes[opinions], "a_completer"}
        }
        least = min(map(len, apart.values()))
        wanted = {(places, codes[other]) for other, places in apart.items() if len(places) == least}
        changes = smallest_changes(opinions, EQUAL, ORIENTATIONS)
        index = ORIENTATIONS.criteria.index
        assert {(frozenset(index(one) for one, _ in change.moves), change.result) for change in changes} == wanted


@pytest.mark.parametrize("weights", WEIGHTS[:3], ids=str)
def test_the_weight_that_flips_is_where_a_fine_scan_finds_it(weights: tuple[int, ...]) -> None:
    step = Fraction(1, 8)
    for opinions in ALL[::97]:
        flips = {(flip.criterion, flip.above): flip for flip in weight_flips(opinions, weights, ORIENTATIONS)}
        now = code(brute(opinions, weights))
        for place, question in enumerate(ORIENTATIONS.criteria):

            def at(t: Fraction, place: int = place, opinions: tuple[str, ...] = opinions) -> str | None:
                share = (100 - t) / (100 - weights[place])
                scaled = tuple(t if each == place else weight * share for each, weight in enumerate(weights))
                return code(brute(opinions, scaled)) if all(10 <= weight <= 40 for weight in scaled) else None

            for above in (True, False):
                flip = flips.get((question, above))
                t, way = Fraction(weights[place]), step if above else -step
                while (found := at(t + way)) == now:
                    t += way
                if flip is None:
                    assert found is None, (opinions, question, above)
                    continue
                low, high = sorted((t, t + way))
                assert low <= flip.weight <= high, (opinions, question, above)
                epsilon = Fraction(1, 10**9) * (1 if above else -1)
                assert (at(flip.weight) if flip.at else at(flip.weight + epsilon)) == flip.result


def test_robustness_counts_what_a_plain_loop_counts() -> None:
    opinions = ("favorable", "favorable", "favorable", "reserve", "defavorable")
    same = total = 0
    for a, b, c, d in product(range(10, 41), repeat=4):
        e = 100 - a - b - c - d
        if 10 <= e <= 40:
            total += 1
            same += a + b + c > 50  # no condition fails, and what is against is at most 40
    assert robustness(opinions, EQUAL, ORIENTATIONS) == (same, total)


def test_the_sentence_speaks_of_orientations_alone() -> None:
    for opinions in ALL[::11]:
        said = result_sentence(opinions, compute_result(opinions, EQUAL, ORIENTATIONS), EQUAL, ORIENTATIONS)
        assert not {"poursuite", "réorientation", "arrêt"} & set(said.lower().replace(",", " ").split()), said
    unmet = ("favorable", "favorable", "defavorable", "favorable", "favorable")
    said = result_sentence(unmet, compute_result(unmet, EQUAL, ORIENTATIONS), EQUAL, ORIENTATIONS)
    assert "un autre cadre la porte, donc pas de priorité" in said
    assert result_sentence(NONE_YET, compute_result(NONE_YET, EQUAL, ORIENTATIONS), EQUAL, ORIENTATIONS).startswith(
        "Aucun avis"
    )


def test_its_questions_are_its_own_and_each_has_its_sentence_in_the_documents() -> None:
    assert not set(ORIENTATIONS.criteria) & set(ACTIONS.criteria)
    assert set(ORIENTATIONS.labels) == set(QUESTION_SOURCES) == set(NEAR_QUESTION) == set(ORIENTATIONS.criteria)
    assert set(CLASS_MEANINGS) == set(ORIENTATIONS.classes)
    assert len({ORIENTATIONS.labels[one] for one in ORIENTATIONS.criteria}) == 5
    for source in QUESTION_SOURCES.values():
        assert normalised(source.quote) in source_text()
        assert len(source.quote.split()) <= 40


CARRIED = {code: parts for code, (_, parts) in compute_carried(TABLES, STATUSES, {}).items()}


def evidence(object_id: str, remarks: tuple[Remark, ...] = ()):
    parts = CARRIED[object_id]
    numbers = tuple(dict.fromkeys(part.action_id for part in parts))
    fiches = {number: compute_fiche(TABLES, number, STATUSES, CAVEATS) for number in numbers}
    places = compute_places(TABLES, numbers, (), LABELS)
    return compute_orientation_evidence(TABLES, parts, fiches, FRAMES, CAVEATS, remarks, places, LABELS)


@pytest.mark.parametrize("object_id", CARRIED)
def test_each_question_holds_what_the_tables_hold_on_the_actions_carried(object_id: str) -> None:
    held = evidence(object_id)
    for question in held.values():
        facts = [fact.fact for fact in question.facts]
        assert len(facts) == len(set(facts))
        assert all(fact.source.place for fact in question.facts)
    said = {code: "\n".join(fact.words for fact in held[code].facts) for code in held}
    labels = {row["body_id"]: row["label"] for row in records(TABLES["bodies"])}
    for number in {part.action_id for part in CARRIED[object_id]}:
        for row in records(TABLES["items"]):
            if (row["action_id"], row["section"]) == (number, "besoins"):
                assert " ".join(row["text"].split()) in said["P1"]
        for row in records(TABLES["action_bodies"]):
            if (row["action_id"], row["role"]) == (number, "pilot") and row["sub_action_rank"] != row[
                "sub_action_rank"
            ]:
                assert labels[row["body_id"]] in said["P4"]
        for row in records(TABLES["priority_territories"]):
            if row["action_id"] == number:
                assert row["written"] in said["P5"]


def test_what_was_heard_stands_beside_the_need_and_nothing_else_does() -> None:
    need = Remark("r1", "arr:595", "1", None, "1", "besoin", "CC du Test", "epci", "Un bus le samedi", ("action:8",))
    wish = Remark("r2", "arr:595", "1", None, "1", "proposition", "CC du Test", "epci", "Un vélo", ("action:8",))
    held = evidence("orientation:O4", (need, wish))
    assert [fact.words for fact in held["P1"].facts if "CC du Test" in fact.words] == [
        "Besoin dit en rencontre par CC du Test : Un bus le samedi"
    ]
    assert not any(
        "vélo" in fact.words for question in held.values() for fact in question.facts if "CC du" in fact.words
    )


def test_an_orientation_that_carries_nothing_has_no_evidence_of_its_own() -> None:
    held = compute_orientation_evidence(TABLES, (), {}, FRAMES, CAVEATS, (), (), LABELS)
    assert not [fact for question in held.values() for fact in question.facts if not fact.caution]
