"""What a map of the communes shows, before it is drawn: on screen and on paper alike. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.figures.map_marks import Fill, Label
from components.figures.maps import Box, MapSpec, map_areas


@dataclass(frozen=True)
class Areas:
    """As `map_areas` takes them."""

    classes: str
    fills: Sequence[Fill]
    frame: Box
    by: str = "i"
    inside: int | None = None
    borders: str = ""
    chosen: int | None = None
    chosen_border: tuple[str, int] | None = None
    marker: tuple[float, float] | None = None
    labels: Sequence[Label] = ()
    dots: Sequence[tuple[float, float]] = ()


def map_on_screen(outlines: Mapping[str, str], areas: Areas) -> MapSpec:
    """The map as the browser draws it. `outlines`: file of outlines → its address."""
    return map_areas(outlines, **vars(areas))
