"""The best places on the 647 communes: proven, stoppable, and indifferent to what the reader's page raises."""

# A column compared with a value is a column; the checker takes it for a truth value.
# pyright: reportGeneralTypeIssues=false

import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.analysis.proximity import compute_communes, compute_distances, compute_matrix
from data.analysis.siting import compute_siting
from data.analysis.siting_cover import reduce_question
from data.analysis.siting_question import SitingQuestion, compute_weights

PUBLISHED = Path(__file__).parents[4] / "shared" / "opendata" / "france_services" / "liste-fs_2024-08-01_nord.csv"


@pytest.fixture(scope="module")
def communes(tables):
    return compute_communes(tables, "rp2023")


@pytest.fixture(scope="module")
def matrix(communes):
    return compute_matrix(communes)


@pytest.fixture(scope="module")
def plausible(communes):
    """52 points in communes drawn in proportion to their population."""
    people = communes["population_hab"].to_numpy(dtype=float)
    rows = np.random.default_rng(52).choice(len(communes), 52, replace=False, p=people / people.sum())
    return communes.iloc[rows][["longitude", "latitude"]].assign(point_id=[f"p{row}" for row in rows])


def ask(communes, matrix, points, threshold, count, **others):
    weights = others.pop("weights", None) or compute_weights(communes)
    return SitingQuestion(communes, matrix, compute_distances(communes, points), threshold, count, weights, **others)


def recount(question, chosen):
    """Inhabitants newly covered, added up one commune at a time."""
    gaps = dict(zip(question.nearest["territory_id"], question.nearest["distance_km"], strict=True))
    ids = question.communes["territory_id"].tolist()
    places = [ids.index(code) for code in chosen]
    return sum(
        int(people)
        for row, (code, people) in enumerate(zip(ids, question.communes["population_hab"], strict=True))
        if not gaps[code] <= question.threshold and any(question.matrix[row, at] <= question.threshold for at in places)
    )


def verify(question, answer, capsys):
    assert not answer.stopped
    assert [solution.points_count for solution in answer.solutions] == list(range(1, question.points_count + 1))
    for before, after in zip(answer.solutions, answer.solutions[1:], strict=False):
        assert before.gain_weight <= after.gain_weight
    for solution in answer.solutions:
        assert solution.optimal
        assert solution.gap == 0
        assert solution.bound_weight == solution.gain_weight == recount(question, solution.chosen)
    with capsys.disabled():
        print(
            f"\n  647 communes, {question.points_count} points: {answer.best.gain_hab} hab., {answer.elapsed_s:.2f} s"
        )


@pytest.mark.parametrize("threshold", [0, 3, 5, 10])
def test_optimum_is_proven_on_the_nord(communes, matrix, plausible, threshold, capsys):
    question = ask(communes, matrix, plausible, threshold, 12)
    answer = compute_siting(question)
    verify(question, answer, capsys)
    assert answer.population_hab == 2_615_635
    assert len(answer.by_arrondissement) == 6
    single = answer.by_arrondissement["gain_weight"].max()
    assert single == answer.solutions[0].gain_weight


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the published list of France services is not beside the project")
def test_optimum_is_proven_from_the_published_points(communes, matrix, capsys):
    points = pd.read_csv(PUBLISHED, dtype={"id_fs": "str"}).rename(columns={"id_fs": "point_id"})
    question = ask(communes, matrix, points, 5, 6)
    verify(question, compute_siting(question), capsys)


def test_the_same_question_has_the_same_answer(communes, matrix, plausible):
    first, second = (compute_siting(ask(communes, matrix, plausible, 7, 8)) for _ in range(2))
    assert [solution.chosen for solution in first.solutions] == [solution.chosen for solution in second.solutions]
    pd.testing.assert_frame_equal(first.chosen, second.chosen)


def test_forcing_and_excluding_places_keeps_the_proof(communes, matrix, plausible, capsys):
    free = compute_siting(ask(communes, matrix, plausible, 5, 5))
    out, kept = free.best.chosen[0], ["com:59588", "com:59172"]
    question = ask(communes, matrix, plausible, 5, 5, forced_in=kept, forced_out=[out])
    answer = compute_siting(question)
    assert [solution.points_count for solution in answer.solutions] == [2, 3, 4, 5]
    assert all(solution.optimal and set(kept) <= set(solution.chosen) for solution in answer.solutions)
    assert out not in answer.best.chosen
    assert answer.best.gain_hab <= free.best.gain_hab
    assert answer.best.gain_hab == recount(question, answer.best.chosen)


def test_reduction_leaves_far_less_to_search(communes, matrix, plausible):
    covers = (matrix <= 10)[compute_distances(communes, plausible)["distance_km"].to_numpy() > 10]
    reduced = reduce_question(covers, np.ones(len(covers), dtype="int64"))
    assert reduced.weights.sum() == len(covers)
    assert len(reduced.candidates) < 200


@pytest.fixture
def hard(communes, matrix, plausible):
    """No existing point and a wide threshold: the search takes tens of seconds, far beyond what these tests wait."""
    return ask(communes, matrix, plausible.iloc[:0], 15, 12)


def test_the_reader_can_stop(hard):
    began = time.perf_counter()
    answer = compute_siting(hard, stop=lambda: time.perf_counter() - began > 0.5)
    assert answer.stopped
    assert not answer.best.optimal
    assert 0 < answer.best.gap < 1
    assert answer.best.gain_weight < answer.best.bound_weight <= answer.open_hab
    assert answer.best.gain_hab == recount(hard, answer.best.chosen)
    assert len(answer.solutions) == 12


def test_stopped_before_it_starts_there_is_still_an_honest_answer(hard):
    answer = compute_siting(hard, stop=lambda: True)
    assert answer.stopped
    assert all(solution.gain_weight <= solution.bound_weight for solution in answer.solutions)
    assert answer.solutions[0].optimal, "one place is found by looking at each"


def test_time_limit_holds_and_progress_is_told(hard):
    steps = []
    answer = compute_siting(hard, progress=steps.append, time_limit_s=0.5)
    assert answer.stopped
    assert steps[0].points_count == 12
    assert steps[0].total_count == 12
    assert all(step.value <= step.bound for step in steps)
    assert [step.elapsed_s for step in steps] == sorted(step.elapsed_s for step in steps)


class RerunAskedError(BaseException):
    """What a page raises to leave a run."""


def test_what_the_page_raises_comes_out_whole(hard):
    def leave(step):
        if step.elapsed_s > 0.3:
            raise RerunAskedError

    began = time.perf_counter()

    def refuse():
        if time.perf_counter() - began > 0.3:
            raise RerunAskedError
        return False

    with pytest.raises(RerunAskedError):
        compute_siting(hard, progress=leave)
    began = time.perf_counter()
    with pytest.raises(RerunAskedError):
        compute_siting(hard, stop=refuse)
