"""« Où implanter les prochains points d'accueil ? » A working hypothesis: maximal covering, with its proof. Pure.

The population newly covered is that of the communes beyond every existing point which a new point brings within the
threshold (bound inside), each counted once. At equal weight, the most populated candidate, then the smallest code, is
preferred: applied place by place, by exchanges one for one. A place that would bring nothing is not opened.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from data.analysis.reach import METHODS, measure_of
from data.analysis.siting_answer import Progress, SitingAnswer, Solution, compute_contributions, compute_singles
from data.analysis.siting_cover import choose_greedily, covered_weight, reduce_question, settle
from data.analysis.siting_question import SitingQuestion, prepare
from data.analysis.siting_solver import maximise_cover


def compute_siting(
    question: SitingQuestion,
    stop: Callable[[], bool] | None = None,
    progress: Callable[[Progress], None] | None = None,
    time_limit_s: float = 60.0,
) -> SitingAnswer:
    """Answer the question, for the number of points asked for first, then for each smaller one.

    `stop` is asked often; when true, or after `time_limit_s`, each number of points not yet solved gets its best known
    choice and bound, `optimal` false unless they meet. Raises SitingError when the question cannot be asked, and
    whatever `stop` or `progress` raises.
    """
    began = time.perf_counter()
    ground, weights = prepare(question), question.weights.values
    forced = len(ground.forced)
    base = ground.open & ground.covers[:, ground.forced].any(axis=1)
    secured = int(weights[base].sum())
    free = ground.open & ~base & (weights > 0)
    covers, demand = ground.covers[np.ix_(free, ground.order)], weights[free]
    reduced = reduce_question(covers, demand)
    counts = range(max(1, forced), question.points_count + 1)
    solutions: dict[int, Solution] = {}

    def solve(count: int) -> Solution:
        started = time.perf_counter()

        def report(value: int, bound: int) -> None:
            if progress is not None:
                elapsed = time.perf_counter() - began
                progress(Progress(count, len(solutions), len(counts), secured + value, secured + bound, elapsed))

        start = choose_greedily(reduced.covers, reduced.weights, count - forced)
        report(covered_weight(reduced.covers, reduced.weights, start), int(reduced.weights.sum()))
        found = maximise_cover(
            reduced.covers,
            reduced.weights,
            count - forced,
            start,
            began + time_limit_s,
            stop or (lambda: False),
            report,
        )
        chosen = settle(covers, demand, [int(reduced.candidates[place]) for place in found.chosen])
        value = secured + covered_weight(covers, demand, chosen)
        # Fewer points never cover more: a bound proved for more of them holds here too.
        bound = min(
            [secured + found.bound, *(other.bound_weight for other in solutions.values() if other.points_count > count)]
        )
        places = [*ground.forced, *ground.order[chosen]]
        return Solution(
            points_count=count,
            chosen=tuple(str(code) for code in ground.ids[places]),
            gain_hab=ground.inhabitants(ground.open & ground.covers[:, places].any(axis=1)),
            gain_weight=value,
            bound_weight=max(bound, value),
            optimal=bound <= value,
            gap=max(bound - value, 0) / bound if bound else 0.0,
            elapsed_s=time.perf_counter() - started,
        )

    for count in (counts[-1], *counts[:-1]):
        solutions[count] = solve(count)
    places = [*ground.forced, *ground.order]
    reachable = ground.covers[:, places].any(axis=1)
    best = [int(np.flatnonzero(ground.ids == code)[0]) for code in solutions[counts[-1]].chosen]
    return SitingAnswer(
        method=METHODS[measure_of(question.nearest)],
        threshold=float(question.threshold),
        solutions=tuple(solutions[count] for count in counts),
        chosen=compute_contributions(question, ground, best),
        by_arrondissement=compute_singles(question, ground),
        candidates_count=len(places),
        population_hab=ground.inhabitants(ground.counted),
        covered_hab=ground.inhabitants(ground.counted & ~ground.open & ~ground.unknown),
        open_hab=ground.inhabitants(ground.open),
        unknown_hab=ground.inhabitants(ground.unknown),
        unreachable_hab=ground.inhabitants(ground.open & ~reachable),
        unmeasured_count=int(np.isnan(question.matrix[np.ix_(ground.open, places)]).any(axis=1).sum()),
        stopped=not all(solution.optimal for solution in solutions.values()),
        elapsed_s=time.perf_counter() - began,
    )
