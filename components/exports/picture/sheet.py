"""The sheet around a drawing: title, filters, legend, source, cautions, data version and date; then its file. Pure.

What stands on screen around a chart leaves with it: an image is passed on alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.exports.document import Origin
from components.exports.inert import inert
from components.exports.picture.svg import Svg, box, line, moved, node, together
from components.exports.picture.words import FAMILY, LINE, wrapped, written
from components.exports.to_pdf import svg_to_png
from components.theme import BORDER, TEXT, TEXT_MUTED, WHITE

#: Width of what is drawn, and what stays white around it, in pixels.
WIDTH = 960
EDGE = 28
#: Pixels of a PNG for one of the drawing: sharp on a slide and on paper.
DENSITY = 2
_INSTITUTIONS = "SDAASP du Nord – Préfet du Nord et Département du Nord"


@dataclass(frozen=True)
class Drawing:
    """What is drawn, in a box of `width` × `height` pixels."""

    content: Svg
    width: float
    height: float


@dataclass(frozen=True)
class Picture:
    """A drawing and all that must leave with it. `alt` says it for who does not see it; `cautions` are paragraphs."""

    title: str
    alt: str
    source: str
    origin: Origin
    drawing: Drawing
    cautions: Sequence[str] = ()


def svg_bytes(picture: Picture) -> bytes:
    """The image as SVG: its words are words, and it asks for nothing outside itself."""
    parts, y = [], float(EDGE)
    for words, size, colour, bold, after in _above(picture):
        part, y = _paragraph(words, y, size, colour, bold=bold)
        parts.append(part)
        y += after
    parts.append(moved(picture.drawing.content, EDGE, y))
    y += picture.drawing.height + 16
    for words, size, colour, bold, after in _below(picture):
        part, y = _paragraph(words, y, size, colour, bold=bold)
        parts.append(part)
        y += after
    parts.append(line(EDGE, y + 2, EDGE + WIDTH, y + 2, BORDER))
    part, y = _paragraph(_foot(picture), y + 10, 12, TEXT_MUTED)
    parts.append(part)
    wide, high = WIDTH + 2 * EDGE, round(y + EDGE / 2)
    whole = node(
        "svg",
        node("title", picture.title, id="titre"),
        node("desc", picture.alt, id="description"),
        box(0, 0, wide, high, WHITE),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {wide} {high}",
        width=wide,
        height=high,
        role="img",
        lang="fr",
        aria_labelledby="titre description",
        font_family=FAMILY,
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{whole}\n'.encode()


def png_bytes(picture: Picture) -> bytes:
    """The same image as pixels, twice as many as the drawing's."""
    return svg_to_png(svg_bytes(picture), (WIDTH + 2 * EDGE) / 96 * 2.54, 96 * DENSITY)


_Paragraph = tuple[str, float, str, bool, float]
"""Words, size, colour, bold, pixels left after."""


def _above(picture: Picture) -> list[_Paragraph]:
    found: list[_Paragraph] = [(picture.title, 24, TEXT, True, 4)]
    if picture.origin.filters:
        found.append((picture.origin.filters, 16, TEXT_MUTED, False, 4))
    return [*found[:-1], (*found[-1][:4], 16)]


def _below(picture: Picture) -> list[_Paragraph]:
    cautions = [(f"Précaution de lecture : {words}", 13.0, TEXT, False, 4.0) for words in picture.cautions]
    return [(f"Source : {picture.source}", 14, TEXT, False, 6), *cautions]


def _foot(picture: Picture) -> str:
    origin = picture.origin
    made = f"{origin.made_at:%d/%m/%Y} à {origin.made_at:%H:%M}"
    return f"{_INSTITUTIONS} · données version {origin.data_version} · image produite le {made}"


def _paragraph(words: str, y: float, size: float, colour: str, *, bold: bool = False) -> tuple[Svg, float]:
    """The lines of a paragraph from `y` down, and where it ends."""
    lines = wrapped(inert(words), size, WIDTH, bold=bold)
    step = size * LINE
    drawn = [
        written(f"<b>{_escaped(one)}</b>" if bold else _escaped(one), EDGE, y + step * (place + 0.5), size, colour)
        for place, one in enumerate(lines)
    ]
    return together(drawn), y + step * len(lines)


def _escaped(words: str) -> str:
    """What is typed is no tag."""
    return words.replace("&", "&amp;").replace("<", "&lt;")
