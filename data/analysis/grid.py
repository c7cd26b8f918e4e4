"""The grille d'examen: majority-rule sorting (MR-Sort) with open unknowns. Pure, exact, without a score.

A question without opinion counts neither way: every class that its answers could lead to stays possible, and the
examination is « à compléter » while there are several.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, product

from data.decision import OPINIONS
from data.grid import ACTIONS, EQUAL, NONE_YET, OPEN, Examination, Opinions, Result

#: What an answer may be, once it is given.
GIVEN = tuple(opinion for opinion in OPINIONS if opinion != "sans_avis")
HALF = 50


def condition_places(grid: Examination) -> tuple[int, ...]:
    """Where the questions that are conditions stand among the five."""
    return tuple(grid.criteria.index(code) for code in grid.conditions)


def possible_classes(
    opinions: Opinions, weights: Sequence[int | Fraction], grid: Examination = ACTIONS
) -> tuple[str, ...]:
    """The classes that some answers to the open questions would give, in their order; never empty."""
    favourable, unfavourable, unknown = (
        sum(weight for opinion, weight in zip(opinions, weights, strict=True) if opinion == wanted)
        for wanted in ("favorable", "defavorable", "sans_avis")
    )
    unmet = any(opinions[place] == "defavorable" for place in condition_places(grid))
    doubtful = any(opinions[place] == "sans_avis" for place in condition_places(grid))
    first, between, last = grid.classes
    found = []
    if favourable + unknown > HALF and not unmet:
        found.append(first)
    # Neither: the open questions left réservés, or, when favourable opinions already carry it, a condition that fails.
    if unfavourable <= HALF and (favourable <= HALF or unmet or doubtful):
        found.append(between)
    if unfavourable + unknown > HALF:
        found.append(last)
    return tuple(found)


def result_code(opinions: Opinions, weights: Sequence[int | Fraction], grid: Examination = ACTIONS) -> str:
    """The class proposed, or `a_completer`."""
    possible = possible_classes(opinions, weights, grid)
    return possible[0] if len(possible) == 1 else OPEN


@lru_cache(maxsize=256)
def every_result(weights: tuple[int, ...], grid: Examination = ACTIONS) -> dict[Opinions, str]:
    """The result of each of the 4⁵ combinations of opinions, for these weights. Never modified in place."""
    return {opinions: result_code(opinions, weights, grid) for opinions in product(OPINIONS, repeat=len(grid.criteria))}


@lru_cache(maxsize=2_048)
def compute_result(opinions: Opinions, weights: tuple[int, ...] = EQUAL, grid: Examination = ACTIONS) -> Result:
    """What the grid gives, and when it cannot tell, the questions whose answer would settle it."""
    possible = possible_classes(opinions, weights, grid)
    unmet = tuple(code for code in grid.conditions if opinions[grid.criteria.index(code)] == "defavorable")
    if len(possible) == 1:
        return Result(possible, unmet)
    settling = settling_sets(opinions, weights, grid)
    if len(settling[0]) == 1:
        return Result(possible, unmet, settles=tuple(one for (one,) in settling))
    return Result(possible, unmet, needed=settling[0])


def settling_sets(opinions: Opinions, weights: tuple[int, ...], grid: Examination = ACTIONS) -> list[tuple[str, ...]]:
    """The smallest sets of open questions whose answers, whatever they are, leave one class possible."""
    results = every_result(weights, grid)
    unknown = [place for place, opinion in enumerate(opinions) if opinion == "sans_avis"]
    for size in range(1, len(unknown) + 1):
        found = [
            places
            for places in combinations(unknown, size)
            if all(results[_with(opinions, places, answers)] != OPEN for answers in product(GIVEN, repeat=size))
        ]
        if found:
            return [tuple(grid.criteria[place] for place in places) for places in found]
    return [()]


def _with(opinions: Opinions, places: Sequence[int], answers: Sequence[str]) -> Opinions:
    changed = list(opinions)
    for place, answer in zip(places, answers, strict=True):
        changed[place] = answer
    return tuple(changed)


def result_sentence(
    opinions: Opinions, result: Result, weights: tuple[int, ...] = EQUAL, grid: Examination = ACTIONS
) -> str:
    """The one sentence under the class: why, or which question to answer."""
    if opinions == NONE_YET:
        return "Aucun avis n'est encore donné."
    if result.code == OPEN:
        possible = [grid.result_labels[code].lower() for code in result.possible]
        return f"{_open_words(result, grid)} Encore possible : {_listing(possible, 'ou')}."
    counts = {opinion: opinions.count(opinion) for opinion in OPINIONS}
    if weights == EQUAL:
        said = (
            f"{_count(counts['favorable'], 'avis favorable', 'avis favorables')}, "
            f"{_count(counts['defavorable'], 'avis défavorable', 'avis défavorables')} sur cinq questions"
        )
    else:
        points = {
            wanted: sum(weight for opinion, weight in zip(opinions, weights, strict=True) if opinion == wanted)
            for wanted in ("favorable", "defavorable")
        }
        said = f"les avis favorables pèsent {points['favorable']} sur 100, les défavorables {points['defavorable']}"
    conditions = "".join(
        f" Condition non remplie : {grid.conditions[code]}, donc {grid.against}." for code in result.unmet
    )
    return f"{said[:1].upper()}{said[1:]}.{conditions}"


def _open_words(result: Result, grid: Examination) -> str:
    def questions(codes: Sequence[str], last: str) -> str:
        return _listing([f"« {grid.labels[code]} »" for code in codes], last)

    if result.settles:
        return f"La réponse à {questions(result.settles, 'ou à')} suffirait."
    return f"Il faut répondre à {questions(result.needed, 'et à')}."


def _listing(words: Sequence[str], last: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def _count(count: int, one: str, many: str) -> str:
    return f"{('aucun', 'un', 'deux', 'trois', 'quatre', 'cinq')[count]} {one if count < 2 else many}"
