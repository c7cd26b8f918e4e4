"""The map of the arrondissements on a PowerPoint slide: native shapes, named, which are recoloured by hand. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from pptx.enum.text import PP_ALIGN
from pptx.shapes.autoshape import Shape
from pptx.util import Pt

from components.exports.deck import Links, Shades
from components.exports.pptx_parts import INCH, describe, rgb, write_box
from components.figures.small_map import LETTER, LETTERS, WIDTH, Spot, compute_spots
from components.theme import TEXT
from data.model import LINK_LABELS

#: Fill of an arrondissement by link: the blues of the maps; what is not cited stays white, said in the key.
_LINK_FILLS = {"cited": "#000091", "included": "#b3b3f9", "not_cited": "#ffffff"}
#: Fills dark enough to write in white on them.
_DARK = {"#000091", "#4a4ad6"}
#: Step of the grid of the outlines, in inches: the width of their line.
GRID = 0.014
#: How high the map may be, in inches.
HIGHEST = 3.2
_SQUEEZE = 0.637  # cosine of 50.4°

#: Arrondissement → outer rings in degrees.
Shapes = Mapping[str, Sequence[Sequence[Sequence[float]]]]


@dataclass(frozen=True)
class Ground:
    """What the maps of a file are drawn from. `drawn`: the outlines at one place, drawn once: the library's time grows
    as the square of their points, and most slides of a presentation hold the same map."""

    shapes: Shapes
    names: Mapping[str, str]
    drawn: dict[tuple[float, float, float], list[tuple[str, Any]]] = field(default_factory=dict)


def draw_map(page: Any, block: Links | Shades, ground: Ground, left: float, top: float, width: float) -> None:
    """The arrondissements, one shape a ring, and what their shades mean; positions in inches."""
    if not any(ground.shapes.values()):
        return
    outlines = _outlines(page, ground, left, top, width)
    # The one looked at comes last: its thick outline is over its neighbours.
    for code, outline in sorted(outlines, key=lambda one: one[0] == block.outlined):
        element = deepcopy(outline)
        element.nvSpPr.cNvPr.set("id", str(page.shapes._next_shape_id))
        page.shapes._spTree.insert_element_before(element, "p:extLst")
        shape: Any = Shape(element, page.shapes)
        fill, said = _shade(block, code)
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(fill)
        looked_at = code == block.outlined
        shape.line.color.rgb, shape.line.width = rgb(TEXT if looked_at else "#3a3a3a"), Pt(3.5 if looked_at else 1)
        shape.shadow.inherit = False
        describe(shape, f"{code} : {said}")
    if ground.names:
        _, _, breadth, scale = _frame(ground, width)
        unit = breadth * scale / (WIDTH - 4)
        for code, spot in compute_spots(ground.shapes, ground.names).items():
            _name(page, spot, left, top, unit, "#ffffff" if spot.inside and _shade(block, code)[0] in _DARK else TEXT)
    words = [block.key] if isinstance(block, Shades) else [block.words, _link_key(block)]
    write_box(page, words, left, top + HIGHEST + 0.05, width, 0.8, 12)


def _outlines(page: Any, ground: Ground, left: float, top: float, width: float) -> list[tuple[str, Any]]:
    """(arrondissement, shape), one a ring: without colour, on no slide."""
    key = (left, top, width)
    if key not in ground.drawn:
        west, north, _, scale = _frame(ground, width)
        ground.drawn[key] = []
        for code, rings in ground.shapes.items():
            for ring in rings:
                path = _thinned(
                    [(left + (point[0] - west) * _SQUEEZE * scale, top + (north - point[1]) * scale) for point in ring]
                )
                builder = page.shapes.build_freeform(*path[0])
                builder.add_line_segments(path[1:], close=True)
                element = builder.convert_to_shape()._element
                element.getparent().remove(element)
                ground.drawn[key].append((code, element))
    return ground.drawn[key]


def _frame(ground: Ground, width: float) -> tuple[float, float, float, float]:
    """West, north, breadth of the drawing in degrees of latitude, and inches a degree."""
    points = [point for rings in ground.shapes.values() for ring in rings for point in ring]
    west, north = min(point[0] for point in points), max(point[1] for point in points)
    breadth = (max(point[0] for point in points) - west) * _SQUEEZE
    return west, north, breadth, min(width / breadth, HIGHEST / (north - min(point[1] for point in points)))


def _name(page: Any, spot: Spot, left: float, top: float, unit: float, colour: str) -> None:
    """The name of an arrondissement where the screen writes it. `unit`: of that drawing, in inches."""
    wide, high = LETTER * max(map(len, spot.lines)) * unit + 0.04, LETTERS * len(spot.lines) * unit * 1.15
    across, down = left + (spot.x - 2) * unit - wide / 2, top + (spot.y - 2 - LETTERS * 0.9) * unit
    box = write_box(
        page, spot.lines, across, down, wide, high, int(LETTERS * unit * 72 * 0.9), bold=True, colour=colour
    )
    frame = box.text_frame
    frame.word_wrap = False
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.CENTER
    if not spot.inside:
        box.fill.solid()
        box.fill.fore_color.rgb = rgb("#ffffff")


def _thinned(path: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    """In EMU, on a grid as fine as the line drawn: neighbours keep the same border, and the library, whose time grows
    as the square of the points, has fewer to write.
    """
    on_grid = [(int(round(x / GRID) * GRID * INCH), int(round(y / GRID) * GRID * INCH)) for x, y in path]
    return [point for before, point in zip([None, *on_grid], on_grid, strict=False) if point != before]


def _shade(block: Links | Shades, code: str) -> tuple[str, str]:
    """The fill of an arrondissement and what it means."""
    if isinstance(block, Shades):
        return (block.fills[code], block.title.lower()) if code in block.fills else ("#ffffff", "part inconnue")
    kind = block.links.get(code, "not_cited")
    return _LINK_FILLS[kind], LINK_LABELS[kind].lower()


def _link_key(block: Links) -> str:
    return " ; ".join(
        f"{LINK_LABELS[kind].lower()} : {shade}"
        for kind, shade in (("cited", "bleu"), ("included", "bleu clair"), ("not_cited", "blanc"))
        if kind in block.links.values()
    )
