"""The best places: equal to every choice tried one by one on small cases, and refused in French when it cannot be."""

# A column compared with a value is a column; the checker takes it for a truth value.
# pyright: reportGeneralTypeIssues=false, reportAttributeAccessIssue=false

import time
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from data.analysis.siting import compute_siting
from data.analysis.siting_cover import covered_weight, reduce_question, settle
from data.analysis.siting_solver import maximise_cover
from tests.data.analysis.small_grounds import line_of, newly_covered, question_of, small_ground


@pytest.mark.parametrize("seed", range(60))
def test_optimum_equals_trying_every_choice(seed):
    draw = np.random.default_rng(1000 + seed)
    count = int(draw.integers(4, 13))
    ground = small_ground(seed, count, int(draw.integers(0, 4)))
    ids = ground[0]["territory_id"].tolist()
    shuffled = [str(code) for code in draw.permutation(ids)]
    kept, out = shuffled[: int(draw.integers(0, 2))], shuffled[2 : 2 + int(draw.integers(0, 3))]
    candidates = None if seed % 3 else shuffled[1:9]
    question = question_of(
        ground,
        threshold=float(draw.choice([0, 1.5, 2.5, 4])),
        points_count=int(draw.integers(1, 4)),
        forced_in=kept,
        forced_out=out,
        candidates=candidates,
    )
    answer = compute_siting(question)
    free = [code for code in candidates or ids if code not in kept and code not in out]
    assert [solution.points_count for solution in answer.solutions] == list(range(1, question.points_count + 1))
    for solution in answer.solutions:
        others = solution.points_count - len(kept)
        best = max(
            newly_covered(question, [*kept, *choice])
            for size in range(min(others, len(free)) + 1)
            for choice in combinations(free, size)
        )
        assert solution.gain_weight == solution.gain_hab == best
        assert newly_covered(question, solution.chosen) == best
        assert (solution.optimal, solution.bound_weight, solution.gap) == (True, best, 0)
        assert set(kept) <= set(solution.chosen) <= set(free) | set(kept)
        assert len(solution.chosen) <= solution.points_count
    assert answer.chosen["gain_hab"].sum() == answer.best.gain_hab
    assert answer.chosen["territory_id"].tolist()[: len(kept)] == kept
    assert answer.covered_hab + answer.open_hab + answer.unknown_hab == answer.population_hab


@pytest.mark.parametrize("seed", range(30))
def test_solver_and_reduction_agree_with_trying_every_choice(seed):
    """Sets drawn at random, far from any geometry: few candidates include one another, the search is a real one."""
    draw = np.random.default_rng(seed)
    covers = draw.random((40, 12)) < 0.2
    weights = draw.integers(0, 1000, 40)
    reduced = reduce_question(covers, weights)
    for count in (2, 3, 4):
        best = max(covered_weight(covers, weights, list(choice)) for choice in combinations(range(12), count))
        for table, masses in ((covers, weights), (reduced.covers, reduced.weights)):
            found = maximise_cover(
                table, masses, count, [], time.perf_counter() + 60, lambda: False, lambda value, bound: None
            )
            assert (found.value, found.bound, found.optimal) == (best, best, True)
            assert covered_weight(table, masses, found.chosen) == best
        whole = [int(reduced.candidates[place]) for place in found.chosen]
        settled = settle(covers, weights, whole)
        assert covered_weight(covers, weights, settled) == best
        assert settle(covers, weights, settled) == settled


@pytest.mark.parametrize("seed", range(20))
def test_best_single_place_of_each_arrondissement(seed):
    question = question_of(small_ground(seed, 12), forced_out=["com:00004"])
    communes = question.communes.set_index("territory_id")
    for row in compute_siting(question).by_arrondissement.itertuples():
        own = communes.index[(communes["arrondissement_id"] == row.arrondissement_id)].drop(
            "com:00004", errors="ignore"
        )
        gains = {code: newly_covered(question, [code]) for code in own}
        assert row.gain_hab == max(gains.values())
        if row.gain_hab == 0:
            assert pd.isna(row.territory_id)
            continue
        equal = [code for code, gain in gains.items() if gain == row.gain_hab]
        assert row.territory_id == min(equal, key=lambda code: (-communes.loc[code, "population_hab"], code))
        assert row.inside_hab <= row.gain_hab


def test_equal_choices_prefer_the_most_populated_then_the_smallest_code():
    three = compute_siting(question_of(line_of([10, 10, 30, 10, 10]), threshold=5, points_count=1))
    assert three.best.chosen == ("com:00002",)
    twins = compute_siting(question_of(line_of([20, 20, 20]), threshold=0, points_count=2))
    assert twins.best.chosen == ("com:00000", "com:00001")
    again = compute_siting(question_of(line_of([20, 20, 20]), threshold=0, points_count=2))
    assert again.best.chosen == twins.best.chosen


def test_each_inhabitant_is_assigned_once_in_order_of_contribution():
    answer = compute_siting(question_of(line_of([100, 10, 40, 5, 300]), threshold=1, points_count=2))
    assert answer.chosen["territory_id"].tolist() == ["com:00004", "com:00001"]
    assert answer.chosen["gain_hab"].tolist() == [305, 150]
    assert answer.chosen["total_hab"].tolist() == [305, 455]
    forced = compute_siting(
        question_of(line_of([100, 10, 40, 5, 300]), threshold=1, points_count=2, forced_in=["com:00003"])
    )
    assert forced.chosen["forced"].tolist() == [True, False]
    assert forced.chosen["gain_hab"].tolist() == [345, 110]


def test_threshold_bound_is_inside():
    assert compute_siting(question_of(line_of([1, 1]), threshold=1, points_count=1)).best.gain_hab == 2
    assert compute_siting(question_of(line_of([1, 1]), threshold=np.nextafter(1, 0), points_count=1)).best.gain_hab == 1
    assert compute_siting(question_of(line_of([3, 7, 5]), threshold=0, points_count=2)).best.gain_hab == 12


def test_everyone_covered_needs_no_point():
    communes, matrix, nearest = small_ground(1, 8, 2)
    answer = compute_siting(question_of((communes, matrix, nearest.assign(distance_km=0.0))))
    assert answer.best.chosen == ()
    assert (answer.best.optimal, answer.best.gap, answer.open_hab) == (True, 0, 0)
    assert len(answer.chosen) == 0
    assert answer.by_arrondissement["territory_id"].isna().all()


def test_more_points_than_candidates_opens_only_what_brings_something():
    answer = compute_siting(
        question_of(line_of([5, 6, 7, 8], 10), threshold=1, points_count=12, candidates=["com:00000", "com:00003"])
    )
    assert len(answer.solutions) == 12
    assert set(answer.best.chosen) == {"com:00000", "com:00003"}
    assert (answer.best.gain_hab, answer.unreachable_hab, answer.candidates_count) == (13, 13, 2)
    assert not answer.stopped


def test_forced_places_alone():
    answer = compute_siting(
        question_of(line_of([5, 6, 7]), threshold=0, points_count=2, candidates=[], forced_in=["com:00001"])
    )
    assert answer.best.chosen == ("com:00001",)
    assert (answer.best.gain_hab, answer.best.optimal) == (6, True)
