"""Choosing places that cover most: what can be said without a solver. Pure, on arrays.

`covers` is a (demand, candidate) array of booleans; `weights` whole numbers, one a demand. Candidates come in order of
preference: at equal weight the first one wins. Sums are of whole numbers far below 2^53, hence exact in floats.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Reduced:
    """The same question, smaller, with the same optimal value: `candidates` are positions in the full question."""

    covers: np.ndarray
    weights: np.ndarray
    candidates: np.ndarray


def reduce_question(covers: np.ndarray, weights: np.ndarray) -> Reduced:
    """Merge demands that the same candidates cover; drop what nobody covers and the candidates another one includes.

    A candidate whose demands are all covered by another never adds more than it, so that some best choice does without:
    the optimal value is unchanged.
    """
    held = covers.any(axis=1) & (weights > 0)
    rows, place = np.unique(np.packbits(covers[held], axis=1), axis=0, return_inverse=True)
    merged = np.bincount(place.ravel(), weights=weights[held], minlength=len(rows)).astype("int64")
    distinct = np.unpackbits(rows, axis=1, count=covers.shape[1]).astype(bool) if len(rows) else covers[:0]
    shared = distinct.T.astype(float) @ distinct.astype(float)
    sizes = np.diag(shared)
    included = shared >= sizes[:, None]  # included[i, j]: j covers all that i covers
    equal = included & included.T
    earlier = np.tri(len(sizes), k=-1, dtype=bool)  # earlier[i, j]: j comes before i
    dominated = ((included & ~equal) | (equal & earlier)).any(axis=1) | (sizes == 0)
    kept = np.flatnonzero(~dominated)
    return Reduced(distinct[:, kept], merged, kept)


def covered_weight(covers: np.ndarray, weights: np.ndarray, chosen: list[int]) -> int:
    """The weight of the demands that the chosen candidates cover, each counted once."""
    return int(weights[covers[:, chosen].any(axis=1)].sum())


def choose_greedily(covers: np.ndarray, weights: np.ndarray, count: int) -> list[int]:
    """At most `count` candidates, each the best after those before; stops when nothing is left to gain."""
    table, left, chosen = covers.astype(float), weights.astype(float), []
    for _ in range(count):
        gains = left @ table
        if not len(gains) or gains.max() <= 0:
            break
        chosen.append(int(gains.argmax()))
        left[covers[:, chosen[-1]]] = 0
    return chosen


def settle(covers: np.ndarray, weights: np.ndarray, chosen: list[int]) -> list[int]:
    """The same weight at least, with the preferred candidates: exchanges one for one until none is left to make.

    A candidate that adds nothing is dropped; one that can be exchanged, alone, for a heavier or an earlier one of equal
    weight is. Every exchange raises the weight or lowers a position: the end is reached, and is always the same.
    """
    table, chosen, moved = covers.astype(float), sorted(chosen), True
    times = covers[:, chosen].sum(axis=1)  # how many of the chosen cover each demand
    while moved:
        moved = False
        for candidate in sorted(chosen, reverse=True):
            times -= covers[:, candidate]
            gains = np.where(times > 0, 0, weights).astype(float) @ table
            best = int(gains.argmax())
            if gains[best] <= 0:
                chosen, moved = [other for other in chosen if other != candidate], True
                continue
            if gains[best] > gains[candidate] or best < candidate:
                chosen, moved = [best if other == candidate else other for other in chosen], True
            else:
                best = candidate
            times += covers[:, best]
    return sorted(chosen)


def assign_gains(
    covers: np.ndarray, weights: np.ndarray, chosen: list[int], first: int = 0
) -> list[tuple[int, np.ndarray]]:
    """The chosen candidates in order of contribution, each with the demands (mask) it is the first to cover.

    The `first` ones of `chosen` keep their places ahead; then, each time, the heaviest of those left.
    """
    left, waiting, ordered = np.ones(len(weights), dtype=bool), list(chosen), []
    while waiting:
        if len(ordered) < first:
            best = waiting[0]
        else:
            gains = (weights * left).astype(float) @ covers[:, waiting]
            heaviest = [candidate for candidate, gain in zip(waiting, gains, strict=True) if gain == gains.max()]
            best = min(heaviest)
        waiting.remove(best)
        ordered.append((best, left & covers[:, best]))
        left &= ~covers[:, best]
    return ordered
