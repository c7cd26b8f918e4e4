"""Maximal covering, solved to a proof by HiGHS. The only module that knows the solver.

One binary variable a candidate, one variable between 0 and 1 a demand, which one of its candidates must open:
maximise Σ weight · covered, with covered ≤ Σ opened and Σ opened ≤ count. Weights are whole numbers, so that a bound
less than one above the value found is a proof. One thread, a fixed seed: the same question has the same answer.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from data.analysis.siting_cover import covered_weight

#: How far below one the bound's own rounding stays: tolerances of 1e-9 over a few million inhabitants.
_ROUNDING: Final = 0.1
#: Seconds between two reports of one search.
_EVERY_S: Final = 0.2


@dataclass(frozen=True)
class Cover:
    """The best choice found: positions of candidates, the weight they cover, and a weight nobody can exceed."""

    chosen: list[int]
    value: int
    bound: int
    optimal: bool


def maximise_cover(
    covers: np.ndarray,
    weights: np.ndarray,
    count: int,
    start: list[int],
    deadline: float,
    stop: Callable[[], bool],
    report: Callable[[int, int], None],
) -> Cover:
    """The `count` candidates at most that cover most weight; `start` is a choice to better.

    `deadline` is a time of `time.perf_counter`. `stop` is asked often; `report(value, bound)` is called now and then.
    Stopped or late, the best choice found so far comes back with its bound. What `stop` or `report` raises is raised
    here, once the solver has let go.
    """
    demands, candidates = covers.shape
    value, total = covered_weight(covers, weights, start), int(weights.sum())
    if count >= candidates or value == total:
        chosen = list(range(candidates)) if value < total else start
        value = covered_weight(covers, weights, chosen)
        return Cover(chosen, value, value, True)
    singles = weights.astype(float) @ covers
    ceiling = min(total, int(np.sort(singles)[::-1][:count].sum()))
    if count == 1 and candidates:
        best = int(singles.argmax())
        return Cover([best], int(singles[best]), int(singles[best]), True)
    left = deadline - time.perf_counter()
    if value == ceiling or left <= 0 or stop():
        return Cover(start, value, ceiling, value == ceiling)

    import highspy  # a compiled library, loaded on the first question only

    solver = _solver(highspy, covers, weights, count, left)
    opened = np.zeros(candidates + demands)
    opened[start] = 1
    opened[candidates:] = covers[:, start].any(axis=1)
    solver.setSolution(len(opened), np.arange(len(opened), dtype=np.int32), opened)
    raised: list[BaseException] = []
    reported = time.perf_counter()

    def watch(event: Any) -> None:
        # An exception must not cross the solver's own stack: it is kept, the search interrupted, then raised.
        nonlocal reported
        try:
            if raised or stop():
                event.interrupt()
            elif time.perf_counter() - reported > _EVERY_S:
                reported = time.perf_counter()
                bound = event.data_out.mip_dual_bound
                report(value, min(ceiling, math.floor(bound + _ROUNDING)) if math.isfinite(bound) else ceiling)
        except BaseException as error:
            raised.append(error)
            event.interrupt()

    solver.cbMipInterrupt += watch
    solver.cbSimplexInterrupt += watch
    solver.run()
    if raised:
        raise raised[0]
    info, found = solver.getInfo(), np.asarray(solver.getSolution().col_value)
    chosen = start
    if len(found) == len(opened):
        candidate = [int(place) for place in np.flatnonzero(found[:candidates] > 0.5)]
        if len(candidate) <= count and covered_weight(covers, weights, candidate) >= value:
            chosen, value = candidate, covered_weight(covers, weights, candidate)
    bound = info.mip_dual_bound
    ceiling = min(ceiling, math.floor(bound + _ROUNDING)) if math.isfinite(bound) else ceiling
    return Cover(chosen, value, max(ceiling, value), value >= ceiling)


def _solver(highspy: Any, covers: np.ndarray, weights: np.ndarray, count: int, seconds: float) -> Any:
    """The model in a solver, ready to run: candidates first, then demands."""
    demands, candidates = covers.shape
    solver = highspy.Highs()
    for name, setting in {
        "output_flag": False,
        "threads": 1,
        "random_seed": 0,
        "time_limit": seconds,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 0.5,
        "mip_feasibility_tolerance": 1e-9,
        "primal_feasibility_tolerance": 1e-9,
        "dual_feasibility_tolerance": 1e-9,
    }.items():
        solver.setOptionValue(name, setting)
    variables = candidates + demands
    demand, candidate = np.nonzero(covers)
    model = highspy.HighsLp()
    model.sense_ = highspy.ObjSense.kMaximize
    model.num_col_, model.num_row_ = variables, demands + 1
    model.col_cost_ = np.concatenate((np.zeros(candidates), weights.astype(float)))
    model.col_lower_, model.col_upper_ = np.zeros(variables), np.ones(variables)
    model.row_lower_ = np.concatenate((np.zeros(demands), [-highspy.kHighsInf]))
    model.row_upper_ = np.concatenate((np.full(demands, highspy.kHighsInf), [float(count)]))
    rows = np.concatenate((demand, np.arange(demands), np.full(candidates, demands)))
    columns = np.concatenate((candidate, candidates + np.arange(demands), np.arange(candidates)))
    values = np.concatenate((np.ones(len(demand)), np.full(demands, -1.0), np.ones(candidates)))
    order = np.argsort(rows, kind="stable")
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.searchsorted(rows[order], np.arange(demands + 2)).astype(np.int32)
    model.a_matrix_.index_ = columns[order].astype(np.int32)
    model.a_matrix_.value_ = values[order]
    kinds = highspy.HighsVarType
    model.integrality_ = [kinds.kInteger] * candidates + [kinds.kContinuous] * demands
    solver.passModel(model)
    return solver
