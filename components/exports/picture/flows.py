"""Bands from a column to another (Sankey), each as wide as its value. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from components.exports.picture.svg import Svg, box, node, short, together
from components.exports.picture.words import written
from components.theme import TEXT

_ROUNDS = 8


def flows(trace: Mapping[str, Any], width: float, height: float) -> Svg:
    """Two columns: what flows from, on the left; what it reaches, on the right. Neighbours are brought together."""
    nodes, link = trace["node"], trace["link"]
    pairs = list(zip(link["source"], link["target"], link["value"], strict=True))
    lefts, rights = list(dict.fromkeys(link["source"])), list(dict.fromkeys(link["target"]))
    for _ in range(_ROUNDS):
        rights = _by_middle(rights, lefts, [(target, source, value) for source, target, value in pairs])
        lefts = _by_middle(lefts, rights, pairs)
    pad, thick, edge = float(nodes["pad"]), float(nodes["thickness"]), 8.0
    total = sum(value for *_, value in pairs)
    room = height - 2 * edge
    scale = min((room - pad * (len(column) - 1)) / total for column in (lefts, rights))
    tops: dict[int, float] = {}
    sizes: dict[int, float] = {}
    for column, side in ((lefts, 0), (rights, 1)):
        for one in column:
            sizes[one] = scale * sum(value for *pair, value in pairs if pair[side] == one)
        gap = (room - sum(sizes[one] for one in column)) / max(1, len(column) - 1) if len(column) > 1 else 0
        top = edge if len(column) > 1 else edge + (room - sizes[column[0]]) / 2
        for one in column:
            tops[one], top = top, top + sizes[one] + gap
    starts = _offsets(pairs, 0, lefts, rights, tops, scale)
    ends = _offsets(pairs, 1, rights, lefts, tops, scale)
    first, last = edge + thick, width - edge - thick
    drawn = []
    for place, (_, _, value) in enumerate(pairs):
        band, y0, y1 = value * scale, starts[place], ends[place]
        middle = short((first + last) / 2)
        path = (
            f"M{short(first)} {short(y0)}C{middle} {short(y0)} {middle} {short(y1)} {short(last)} {short(y1)}"
            f"V{short(y1 + band)}C{middle} {short(y1 + band)} {middle} {short(y0 + band)} {short(first)} "
            f"{short(y0 + band)}Z"
        )
        told = " → ".join(str(link["customdata"][place]).split("<br>"))
        drawn.append(node("path", node("title", told), d=path, fill=link["color"][place], class_="mark"))
    for column, left in ((lefts, edge), (rights, last)):
        for one in column:
            drawn.append(box(left, tops[one], thick, sizes[one], nodes["color"][one]))
    size, colour = float(trace["textfont"].get("size", 14)), str(trace["textfont"].get("color", TEXT))
    for one in lefts:
        drawn.append(written(nodes["label"][one], first + 4, tops[one] + sizes[one] / 2, size, colour))
    for one in rights:
        drawn.append(written(nodes["label"][one], last - 4, tops[one] + sizes[one] / 2, size, colour, anchor="end"))
    return together(drawn)


def _by_middle(column: Sequence[int], other: Sequence[int], pairs: Sequence[tuple[int, int, float]]) -> list[int]:
    """The column sorted by the middle of what each is tied to (`pairs`: one of the column, one of the other, value)."""
    rank = {one: place for place, one in enumerate(other)}

    def middle(one: int) -> float:
        tied = [(rank[end], value) for start, end, value in pairs if start == one]
        return sum(place * value for place, value in tied) / sum(value for _, value in tied)

    return sorted(column, key=middle)


def _offsets(
    pairs: Sequence[tuple[int, int, float]],
    side: int,
    column: Sequence[int],
    other: Sequence[int],
    tops: Mapping[int, float],
    scale: float,
) -> dict[int, float]:
    """Top of each band at one of its ends: in the order of what it goes to, so that bands cross the least."""
    rank = {one: place for place, one in enumerate(other)}
    ends = [(target, source) if side else (source, target) for source, target, _ in pairs]
    found = {}
    for one in column:
        top = tops[one]
        mine = [place for place, (near, _) in enumerate(ends) if near == one]
        for place in sorted(mine, key=lambda place: rank[ends[place][1]]):
            found[place], top = top, top + pairs[place][2] * scale
    return found
