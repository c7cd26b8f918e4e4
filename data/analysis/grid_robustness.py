"""Whether the result holds whatever the weights: counted over every admissible whole weighting. Pure."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from data.analysis.grid import condition_places, result_code
from data.grid import ACTIONS, EQUAL, LEAST, MOST, WHOLE, Examination, Opinions

_HALF = WHOLE // 2
_QUESTIONS = len(EQUAL)


@lru_cache(maxsize=1)
def weightings() -> np.ndarray:
    """Every whole weighting of the five questions, 10 to 40 each, sum 100: shape (271 976, 5), never modified."""
    one = np.arange(LEAST, MOST + 1, dtype=np.int16)
    four = np.stack(np.meshgrid(one, one, one, one, indexing="ij"), axis=-1).reshape(-1, _QUESTIONS - 1)
    last = WHOLE - four.sum(axis=1, dtype=np.int16)
    kept = (last >= LEAST) & (last <= MOST)
    table = np.column_stack([four[kept], last[kept]])
    table.setflags(write=False)
    return table


@lru_cache(maxsize=1_024)
def robustness(opinions: Opinions, weights: tuple[int, ...] = EQUAL, grid: Examination = ACTIONS) -> tuple[int, int]:
    """(weightings that give the class proposed with `weights`, weightings in all)."""
    table, now = weightings(), result_code(opinions, weights, grid)
    favourable, unfavourable, unknown = (
        table[:, [opinion == wanted for opinion in opinions]].sum(axis=1, dtype=np.int16)
        for wanted in ("favorable", "defavorable", "sans_avis")
    )
    unmet = any(opinions[place] == "defavorable" for place in condition_places(grid))
    doubtful = any(opinions[place] == "sans_avis" for place in condition_places(grid))
    first, between, last = grid.classes
    possible = {
        first: (favourable + unknown > _HALF) & (not unmet),
        between: (unfavourable <= _HALF) & ((favourable <= _HALF) | unmet | doubtful),
        last: unfavourable + unknown > _HALF,
    }
    count = sum(one.astype(np.int8) for one in possible.values())
    same = (count == 1) & possible[now] if now in possible else count > 1
    return int(np.count_nonzero(same)), len(table)


def robustness_code(same: int, total: int) -> str:
    """`toutes` (all of them), `plupart` (three quarters at least) or `partage`."""
    if same == total:
        return "toutes"
    return "plupart" if 4 * same >= 3 * total else "partage"
