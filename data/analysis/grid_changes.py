"""« Ce qui changerait la proposition »: the fewest opinions, and the exact weight of each question. Pure.

Nothing is sampled: the 4⁵ combinations are all looked at, and a weight that flips the result is the root of a line.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from data.analysis.grid import every_result, result_code
from data.grid import ACTIONS, EQUAL, LEAST, MOST, OPEN, WHOLE, Change, Examination, Flip, Opinions

#: How far apart two opinions are, to name the mildest change first. « Sans avis » is a step from any.
_STEP = {"favorable": 0, "reserve": 1, "defavorable": 2}


@lru_cache(maxsize=1_024)
def smallest_changes(
    opinions: Opinions, weights: tuple[int, ...] = EQUAL, grid: Examination = ACTIONS
) -> tuple[Change, ...]:
    """The smallest sets of opinions whose change gives another class, each with its mildest change.

    Exhaustive over the 4⁵ combinations. A result still open gives the smallest sets that close it.
    """
    results = every_result(weights, grid)
    now, fewest = results[opinions], len(grid.criteria) + 1
    best: dict[tuple[tuple[int, ...], str], tuple[int, Opinions]] = {}
    for other, result in results.items():
        if result in {now, OPEN}:
            continue
        moved = tuple(place for place in range(len(grid.criteria)) if other[place] != opinions[place])
        if len(moved) > fewest:
            continue
        if len(moved) < fewest:
            fewest, best = len(moved), {}
        effort = sum(_steps(opinions[place], other[place]) for place in moved)
        if (moved, result) not in best or effort < best[moved, result][0]:
            best[moved, result] = (effort, other)
    return tuple(
        Change(tuple((grid.criteria[place], other[place]) for place in moved), result)
        for (moved, result), (_, other) in sorted(
            best.items(), key=lambda item: (item[0][0], grid.classes.index(item[0][1]))
        )
    )


def _steps(one: str, other: str) -> int:
    return abs(_STEP[one] - _STEP[other]) if one in _STEP and other in _STEP else 1


def rescaled(weights: tuple[int, ...], place: int, weight: Fraction) -> tuple[Fraction, ...]:
    """The weights when the question at `place` counts for `weight`, the others keeping their proportions."""
    share = (WHOLE - weight) / (WHOLE - weights[place])
    return tuple(weight if at == place else each * share for at, each in enumerate(weights))


def admissible(weights: tuple[int, ...], place: int) -> tuple[Fraction, Fraction]:
    """The least and the most the question may count for, so that it and the rescaled others stay within 10-40."""
    rest = WHOLE - weights[place]
    others = [each for at, each in enumerate(weights) if at != place]
    least = max(Fraction(LEAST), *(WHOLE - Fraction(MOST * rest, each) for each in others))
    most = min(Fraction(MOST), *(WHOLE - Fraction(LEAST * rest, each) for each in others))
    return least, most


@lru_cache(maxsize=1_024)
def weight_flips(opinions: Opinions, weights: tuple[int, ...] = EQUAL, grid: Examination = ACTIONS) -> tuple[Flip, ...]:
    """For each question, the nearest weight below and above its own at which the result changes, where there is one."""
    return tuple(
        flip
        for place in range(len(grid.criteria))
        for above in (False, True)
        if (flip := _nearest(opinions, weights, place, above, grid)) is not None
    )


def _nearest(opinions: Opinions, weights: tuple[int, ...], place: int, above: bool, grid: Examination) -> Flip | None:
    start, (least, most) = Fraction(weights[place]), admissible(weights, place)
    now = result_code(opinions, weights, grid)
    crossings = [point for point in _crossings(opinions, weights, place) if least <= point <= most]
    end = most if above else least
    ahead = sorted({point for point in crossings if (point >= start if above else point <= start)}, reverse=not above)
    for rank, point in enumerate(ahead):
        there = result_code(opinions, rescaled(weights, place, point), grid)
        if there != now:
            return Flip(grid.criteria[place], point, above, True, there)
        following = ahead[rank + 1] if rank + 1 < len(ahead) else end
        if following == point:
            continue  # nothing lies beyond: the bound itself
        beyond = result_code(opinions, rescaled(weights, place, (point + following) / 2), grid)
        if beyond != now:
            return Flip(grid.criteria[place], point, above, False, beyond)
    return None


def _crossings(opinions: Opinions, weights: tuple[int, ...], place: int) -> set[Fraction]:
    """The weights of one question at which a sum that the rule compares with half is exactly half.

    Such a sum is a line in the weight t: `t·[the question is in it] + (100 - t)·others / (100 - its weight)`.
    """
    found = set()
    for kinds in (("favorable",), ("defavorable",), ("favorable", "sans_avis"), ("defavorable", "sans_avis")):
        inside = 1 if opinions[place] in kinds else 0
        others = sum(each for at, each in enumerate(weights) if at != place and opinions[at] in kinds)
        share = Fraction(others, WHOLE - weights[place])
        if inside != share:
            found.add((Fraction(WHOLE, 2) - WHOLE * share) / (inside - share))
    return found
