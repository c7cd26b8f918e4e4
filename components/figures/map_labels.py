"""Which names a map prints and where, so that none is cut by its edge, on a phone first. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from components.figures.map_marks import Label, offsets

#: Width of a map on a phone in pixels, and its width / height there: names are the widest beside the map.
PHONE_PX: Final = 340
PHONE_ASPECT: Final = 1.2
#: A name is as high as so many metres, within these pixels (see `labels_layer`).
_HIGH_M, _SMALLEST_PX, _TALLEST_PX = 3600, 10, 20
#: Width of a character and height of a line, as shares of the size; what stands around the words, in pixels.
_CHARACTER, _LINE, _AROUND_PX = 0.62, 1.15, 7
_EARTH_M_PER_DEGREE: Final = 111_320

#: Below this, a label has not been moved but rounded.
_STILL_DEGREES: Final = 0.001

Box = tuple[float, float, float, float]
_Edges = Box


def framed(labels: Sequence[Label], box: Box) -> list[Label]:
    """The labels whose place is in the frame, each moved just enough to be read whole; the others are left out, as is
    one that could only be read over another.

    `box`: what the map shows, in degrees (west, south, east, north), as `fit` gives it. A place outside it is not on
    the map: its name would stand on the edge, cut.
    """
    west, south, east, north = box
    kept = [one for one in labels if west < one.longitude < east and south < one.latitude < north]
    # Degrees a pixel, on a phone: the height of the box is kept, its sides are cut.
    low, high = _ordinate(south), _ordinate(north)
    span = (high - low) * PHONE_ASPECT
    degrees_px = span / PHONE_PX
    metres_px = degrees_px * _EARTH_M_PER_DEGREE * math.cos(math.radians((south + north) / 2))
    size = min(_TALLEST_PX, max(_SMALLEST_PX, _HIGH_M / metres_px))
    middle = (west + east) / 2
    found: list[Label] = []
    taken: list[_Edges] = []
    moved: list[tuple[Label, _Edges]] = []
    for label, (pushed_px, _) in zip(kept, offsets(kept), strict=True):
        lines = label.text.split("\n")
        half = (max(len(line) for line in lines) * _CHARACTER * size / 2 + _AROUND_PX) * degrees_px
        tall = (len(lines) * _LINE * size / 2 + _AROUND_PX) * degrees_px
        pushed = pushed_px * degrees_px
        longitude = _within(label.longitude + pushed, middle - span / 2 + half, middle + span / 2 - half) - pushed
        ordinate = _within(_ordinate(label.latitude), low + tall, high - tall)
        placed = replace(label, longitude=round(longitude, 4), latitude=round(_latitude(ordinate), 4))
        at = longitude + pushed
        edges = (at - half, ordinate - tall, at + half, ordinate + tall)
        if abs(placed.longitude - label.longitude) + abs(placed.latitude - label.latitude) < _STILL_DEGREES:
            found.append(placed)
            taken.append(edges)
        else:
            moved.append((placed, edges))
    # A name brought back from the edge never covers another: the place it stands for is hardly on the map.
    for placed, edges in moved:
        if not any(_meet(edges, other) for other in taken):
            found.append(placed)
            taken.append(edges)
    return found


def _meet(one: _Edges, other: _Edges) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _within(value: float, low: float, high: float) -> float:
    """`value`, or the nearest bound; the middle when the words are wider than the frame."""
    return min(max(value, low), high) if low <= high else (low + high) / 2


def _ordinate(latitude: float) -> float:
    """On the Mercator map, in degrees."""
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))


def _latitude(ordinate: float) -> float:
    return math.degrees(2 * math.atan(math.exp(math.radians(ordinate))) - math.pi / 2)
