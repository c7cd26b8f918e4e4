"""Bands from a column to another (Sankey), each as wide as its value. Pure."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import Any

from components.exports.picture.svg import Svg, box, node, short, together
from components.exports.picture.words import LINE, extent, measured, wrapped, written
from components.theme import TEXT

_ROUNDS = 8
#: What the names on the right may take of the width, and what is left between them and those on the left.
_RIGHT, _BETWEEN_PX = 0.36, 20
_ALONE_PX = 400.0


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
    middles = {one: tops[one] + sizes[one] / 2 for one in (*lefts, *rights)}
    # What is on the right is short, or stands far from its neighbours: what it leaves is for the titles on the left.
    room = last - first - 8
    for column, x, anchor in ((rights, last - 4, "end"), (lefts, first + 4, "start")):
        width, widest = (room * _RIGHT if column is rights else room - _BETWEEN_PX), 0.0
        for one in column:
            lines = max(1, int(_apart(column, one, middles) / (size * LINE)))
            words = _named(nodes["customdata"][one], size, width, lines)
            drawn.append(written(words, x, middles[one], size, colour, anchor=anchor))
            widest = max(widest, extent(words, size)[0])
        room -= widest
    return together(drawn)


def _apart(column: Sequence[int], one: int, middles: Mapping[int, float]) -> float:
    """Pixels from the middle of a node to that of its nearest neighbour; alone, it has more than any name needs."""
    return min((abs(middles[one] - middles[other]) for other in column if other != one), default=_ALONE_PX)


def _named(name: str, size: float, width: float, most: int) -> str:
    """A name on as many lines as there is room for, as Plotly writes them; what is longer still is cut, and says so."""
    lines = wrapped(name, size, width)
    if len(lines) > most:
        kept = lines[:most]
        while measured(f"{kept[-1]}…", size) > width and " " in kept[-1]:
            kept[-1] = kept[-1].rsplit(" ", 1)[0]
        lines = [*kept[:-1], f"{kept[-1]}…"]
    return "<br>".join(html.escape(line) for line in lines)


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
