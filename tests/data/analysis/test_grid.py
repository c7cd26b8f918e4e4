"""The rule of the grid against independent computations written differently."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from data.analysis.grid import compute_result, result_sentence, settling_sets
from data.analysis.grid_changes import admissible, smallest_changes, weight_flips
from data.analysis.grid_robustness import robustness, robustness_code, weightings
from data.decision import CRITERIA, OPINIONS
from data.grid import EQUAL, NONE_YET

WEIGHTS = [(20, 20, 20, 20, 20), (40, 15, 15, 15, 15), (10, 40, 10, 15, 25), (10, 10, 40, 10, 30), (30, 10, 10, 25, 25)]
ALL: list[tuple[str, ...]] = list(product(OPINIONS, repeat=5))
SOME = ALL[::37]


def decided(answers: tuple[str, ...], weights: tuple[int | Fraction, ...]) -> str:
    """The rule when every question is answered, read straight from the sentence of the method."""
    points: dict[str, int | Fraction] = {"favorable": 0, "reserve": 0, "defavorable": 0}
    for answer, weight in zip(answers, weights, strict=True):
        points[answer] += weight
    if points["favorable"] * 2 > 100 and "defavorable" not in {answers[2], answers[3]}:
        return "poursuite"
    return "arret" if points["defavorable"] * 2 > 100 else "reorientation"


def brute(opinions: tuple[str, ...], weights: tuple[int | Fraction, ...]) -> set[str]:
    """Every way of answering the open questions, one by one."""
    choices = [("favorable", "reserve", "defavorable") if o == "sans_avis" else (o,) for o in opinions]
    return {decided(answers, weights) for answers in product(*choices)}


def code(possible: set[str]) -> str:
    return next(iter(possible)) if len(possible) == 1 else "a_completer"


@pytest.mark.parametrize("weights", WEIGHTS, ids=str)
def test_every_combination_gives_what_filling_the_unknowns_gives(weights: tuple[int, ...]) -> None:
    assert len(ALL) == 1_024
    for opinions in ALL:
        assert set(compute_result(opinions, weights).possible) == brute(opinions, weights), opinions


def test_conditions_are_named_and_stand_against_a_poursuite() -> None:
    for opinions in ALL:
        result = compute_result(opinions)
        assert result.unmet == tuple(c for c in ("C3", "C4") if opinions[CRITERIA.index(c)] == "defavorable")
        assert not (result.unmet and "poursuite" in result.possible)


@pytest.mark.parametrize("weights", WEIGHTS[:2], ids=str)
def test_the_questions_named_settle_it_and_no_fewer_would(weights: tuple[int, ...]) -> None:
    for opinions in ALL:
        if len(brute(opinions, weights)) == 1:
            continue
        unknown = {place for place, opinion in enumerate(opinions) if opinion == "sans_avis"}

        def settles(places: set[int], opinions: tuple[str, ...] = opinions) -> bool:
            choices = [
                ("favorable", "reserve", "defavorable") if place in places else (opinion,)
                for place, opinion in enumerate(opinions)
            ]
            return all(len(brute(answers, weights)) == 1 for answers in product(*choices))

        named = settling_sets(opinions, weights)
        result = compute_result(opinions, weights)
        assert result.settles or result.needed in named
        for questions in named:
            places = {CRITERIA.index(question) for question in questions}
            assert places <= unknown
            assert settles(places)
            assert not any(settles(places - {place}) for place in places)
        alone = {CRITERIA[place] for place in unknown if settles({place})}
        assert set(result.settles) == alone


@pytest.mark.parametrize("weights", WEIGHTS[:2], ids=str)
def test_no_smaller_set_of_opinions_changes_the_class(weights: tuple[int, ...]) -> None:
    codes = {opinions: code(brute(opinions, weights)) for opinions in ALL}
    for opinions in SOME:
        others = [o for o in ALL if codes[o] not in {codes[opinions], "a_completer"}]
        apart = {o: frozenset(p for p in range(5) if o[p] != opinions[p]) for o in others}
        least = min(len(places) for places in apart.values())
        wanted = {(places, codes[o]) for o, places in apart.items() if len(places) == least}
        changes = smallest_changes(opinions, weights)
        assert {(frozenset(CRITERIA.index(c) for c, _ in one.moves), one.result) for one in changes} == wanted
        for change in changes:
            moved = list(opinions)
            for question, opinion in change.moves:
                moved[CRITERIA.index(question)] = opinion
            assert codes[tuple(moved)] == change.result


@pytest.mark.parametrize("weights", WEIGHTS, ids=str)
def test_the_weight_that_flips_is_where_a_fine_scan_finds_it(weights: tuple[int, ...]) -> None:
    step = Fraction(1, 8)
    for opinions in ALL[::61]:
        flips = {(flip.criterion, flip.above): flip for flip in weight_flips(opinions, weights)}
        now = code(brute(opinions, weights))
        for place, question in enumerate(CRITERIA):

            def at(t: Fraction, place: int = place, opinions: tuple[str, ...] = opinions) -> str | None:
                share = (100 - t) / (100 - weights[place])
                scaled = tuple(t if p == place else w * share for p, w in enumerate(weights))
                return code(brute(opinions, scaled)) if all(10 <= w <= 40 for w in scaled) else None

            for above in (True, False):
                flip = flips.get((question, above))
                t, way = Fraction(weights[place]), step if above else -step
                while (found := at(t + way)) == now:
                    t += way
                if flip is None:
                    assert found is None, (opinions, question, above)
                    continue
                # Between the last step that keeps the result and the first that does not; exact, so not just near.
                low, high = sorted((t, t + way))
                assert low <= flip.weight <= high, (opinions, question, above)
                epsilon = Fraction(1, 10**9) * (1 if above else -1)
                assert (at(flip.weight) != now) == flip.at
                assert (at(flip.weight) if flip.at else at(flip.weight + epsilon)) == flip.result
                if flip.weight != weights[place]:
                    assert at(flip.weight - epsilon) == now


def test_bounds_of_a_weight_keep_the_others_within_theirs() -> None:
    assert admissible(EQUAL, 0) == (10, 40)
    # The 40 may not grow when the first shrinks; the 10s may not shrink when it grows.
    assert admissible((20, 40, 10, 10, 20), 0) == (20, 20)


def test_there_are_271_976_weightings_and_each_is_admissible() -> None:
    table = weightings()
    ways = 0
    for a in range(10, 41):
        for b in range(10, 41):
            for c in range(10, 41):
                rest = 100 - a - b - c  # d + e, each within 10-40
                ways += max(0, min(40, rest - 10) - max(10, rest - 40) + 1)
    assert len(table) == ways == 271_976
    assert len(np.unique(table, axis=0)) == len(table)
    assert table.min() == 10
    assert table.max() == 40
    assert set(table.sum(axis=1).tolist()) == {100}


@pytest.mark.parametrize(
    "opinions",
    [
        ("favorable", "favorable", "favorable", "reserve", "defavorable"),
        ("defavorable", "defavorable", "reserve", "favorable", "defavorable"),
        ("favorable", "favorable", "sans_avis", "favorable", "sans_avis"),
        ("reserve",) * 5,
        ("favorable",) * 5,
    ],
    ids=" ".join,
)
def test_robustness_counts_what_a_plain_loop_counts(opinions: tuple[str, ...]) -> None:
    now, same, total = code(brute(opinions, EQUAL)), 0, 0
    filled = [o == "favorable" for o in opinions], [o == "defavorable" for o in opinions]
    for a, b, c, d in product(range(10, 41), repeat=4):
        e = 100 - a - b - c - d
        if not 10 <= e <= 40:
            continue
        total += 1
        weights = (a, b, c, d, e)
        if "sans_avis" in opinions:
            if total % 97 == 0:  # a sample: the fillings are many
                same += code(brute(opinions, weights)) == now
            continue
        for_, against = (sum(w for w, yes in zip(weights, kind, strict=True) if yes) for kind in filled)
        blocked = "defavorable" in {opinions[2], opinions[3]}
        same += now == ("poursuite" if for_ > 50 and not blocked else "arret" if against > 50 else "reorientation")
    counted, among = robustness(opinions)
    assert among == total
    if "sans_avis" in opinions:
        assert abs(counted / among - same / (total // 97)) < 0.03
    else:
        assert counted == same


def test_robustness_in_words_keeps_its_thresholds() -> None:
    assert [robustness_code(n, 100) for n in (100, 99, 75, 74, 0)] == [
        "toutes",
        "plupart",
        "plupart",
        "partage",
        "partage",
    ]


def test_the_sentence_says_why_or_what_to_answer() -> None:
    def said(*opinions: str) -> str:
        return result_sentence(opinions, compute_result(opinions))

    assert result_sentence(NONE_YET, compute_result(NONE_YET)) == "Aucun avis n'est encore donné."
    assert "Trois avis favorables, un avis défavorable" in said(*["favorable"] * 3, "reserve", "defavorable")
    assert "autre cadre porte l'action" in said("favorable", "favorable", "defavorable", "favorable", "favorable")
    # Two favourable, two réservés: the third favourable opinion, or not, decides.
    words = said("favorable", "sans_avis", "favorable", "reserve", "reserve")
    assert "résultats" in words
    assert "suffirait" in words
    assert "poursuite ou réorientation" in words
