"""Classes of a map: their bounds, their colours, how many territories in each, and the states without value. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from components.figures.map_marks import Fill
from components.formats import number
from components.theme import DIVERGING, HATCH, SEQUENTIAL, TEXT_MUTED
from data.layer import Layer

#: How a territory without a value is drawn: white under a pattern, the same on screen, in greyscale and on paper.
STATE_FILLS: Final = {
    "none_stated": Fill(TEXT_MUTED, "dots"),
    "secret": Fill(TEXT_MUTED, "dots"),
    "empty": Fill(HATCH, "hatch"),
    "not_applicable": Fill(HATCH, "cross"),
}
#: Which of the five colours serve when there are fewer classes: as far apart as can be.
_SHADES: Final = {1: (3,), 2: (1, 3), 3: (0, 2, 4), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 4)}


@dataclass(frozen=True)
class MapClass:
    """One line of a legend: its words, how it is drawn, how many territories; no `state` for a class of values."""

    label: str
    fill: Fill
    count: int
    state: str = ""


@dataclass(frozen=True)
class Classes:
    """The classes of one layer at one level. `ranks`: territory → rank in `classes`. `method`: how bounds were set."""

    classes: tuple[MapClass, ...]
    ranks: Mapping[str, int]
    method: str

    @property
    def fills(self) -> tuple[Fill, ...]:
        return tuple(one.fill for one in self.classes)


def classify(layer: Layer, level: str) -> Classes:
    """The classes of `layer` at `level`: those of its values, then the states met. Empty classes of categories stay."""
    cells = layer.cells[level]
    values = {
        code: _as_shown(cell.value, layer)
        for code, cell in cells.items()
        if cell.state == "value" and cell.value is not None
    }
    named = layer.categories_at(level)
    if named:
        labels, fills = list(named), _shades(len(named))
        ranks = {code: int(value) for code, value in values.items()}
        method = "catégories"
    else:
        breaks, method = _breaks(layer, sorted(values.values()))
        ranks = {code: sum(value >= bound for bound in breaks) for code, value in values.items()}
        labels = _labels(breaks, sorted(values.values()), layer.decimals)
        fills = list(map(Fill, DIVERGING)) if layer.kind == "diverging" else _shades(len(labels))
    if not values:
        labels, fills, method = [], [], "aucune valeur à classer"
    counts = [sum(rank == place for rank in ranks.values()) for place in range(len(labels))]
    classes = [MapClass(*parts) for parts in zip(labels, fills, counts, strict=True)]
    for state, fill in STATE_FILLS.items():
        found = [code for code, cell in cells.items() if cell.state == state]
        if found:
            ranks |= dict.fromkeys(found, len(classes))
            classes.append(MapClass(layer.state_label(state), fill, len(found), state))
    return Classes(tuple(classes), ranks, method)


def _as_shown(value: float, layer: Layer) -> float:
    """The value as it is printed: two territories that print the same number are never in two classes."""
    return round(value, layer.decimals or (0 if abs(value) >= 100 else 1))


def _shades(count: int) -> list[Fill]:
    return [Fill(SEQUENTIAL[place]) for place in _SHADES[min(max(count, 1), 5)]][:count]


def _breaks(layer: Layer, values: Sequence[float]) -> tuple[tuple[float, ...], str]:
    """Lower bounds of every class but the first, and how they were set."""
    if layer.breaks:
        return layer.breaks, "bornes fixées à la main"
    distinct = sorted(set(values))
    if len(distinct) <= 5:
        return tuple(distinct[1:]), "une classe par valeur" if len(distinct) > 1 else "une seule valeur"
    wanted = 5 if len(values) >= 50 else 4 if len(values) >= 15 else 3
    bounds = quantile_breaks(values, wanted)
    # Where most territories have none of what is counted, « none » is a class of its own and the others share the rest.
    some = [value for value in values if value > 0]
    if values[0] == 0 and (len(values) - len(some)) * wanted > len(values):
        more = [value for value in some if value > some[0]]
        bounds = (some[0], more[0], *quantile_breaks(more, wanted - 2))
        return bounds, f"{len(bounds) + 1} classes : zéro et la plus petite valeur à part, puis des effectifs proches"
    return bounds, f"{len(bounds) + 1} classes d'effectifs proches (quantiles, bornes arrondies)"


def quantile_breaks(values: Sequence[float], count: int) -> tuple[float, ...]:
    """Bounds between `count` classes of nearly equal numbers of `values` (sorted), rounded to two figures.

    Bounds that rounding brings together, or out of the values, are dropped: there may be fewer classes.
    """
    found: list[float] = []
    for place in range(1, count):
        bound = _rounded(values[math.ceil(place * len(values) / count)])
        if values[0] < bound <= values[-1] and bound not in found:
            found.append(bound)
    return tuple(sorted(found))


def _rounded(value: float) -> float:
    if value == 0:
        return 0.0
    digits = 1 - math.floor(math.log10(abs(value)))
    return round(value, digits)


def _labels(breaks: Sequence[float], values: Sequence[float], decimals: int) -> list[str]:
    """« 43 à moins de 290 », with the smallest and the largest value at the ends."""
    if not values:
        return []

    def said(value: float) -> str:
        return number(value, decimals if not float(value).is_integer() else 0)

    if not breaks:
        return [said(values[0]) if values[0] == values[-1] else f"{said(values[0])} à {said(values[-1])}"]
    if len(set(values)) == len(breaks) + 1 and set(breaks) <= set(values):
        return [said(value) for value in sorted(set(values))]
    counts = all(float(value).is_integer() for value in (*values, *breaks))

    def between(a: float, b: float) -> str:
        # Of what is counted, « 1 à moins de 2 » is 1.
        return said(a) if counts and b - a == 1 else f"{said(a)} à moins de {said(b)}"

    first = between(values[0], breaks[0]) if values[0] < breaks[0] else f"moins de {said(breaks[0])}"
    middle = [between(a, b) for a, b in pairwise(breaks)]
    last = f"{said(breaks[-1])} à {said(values[-1])}" if values[-1] > breaks[-1] else f"{said(breaks[-1])} et plus"
    return [first, *middle, last]
