"""Boxes of words on a PowerPoint slide, in inches, in French, with their alternative text. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.util import Emu, Pt

from components.html import typographic
from components.theme import TEXT

#: Inches to English metric units, and the slide (16:9).
INCH = 914_400
WIDTH, HEIGHT = 13.333, 7.5
MARGIN = 0.6
LANGUAGE = "fr-FR"


def write_box(
    page: Any,
    words: Sequence[str],
    left: float,
    top: float,
    width: float,
    height: float,
    size: int,
    *,
    bold: bool = False,
    first_bold: bool = False,
    colour: str = TEXT,
) -> Any:
    box = page.shapes.add_textbox(emu(left), emu(top), emu(width), emu(height))
    write(box.text_frame, words, size, bold=bold, colour=colour)
    if first_bold:
        for run in box.text_frame.paragraphs[0].runs:
            run.font.bold = True
    return box


def write(frame: Any, words: Sequence[str], size: int, *, bold: bool = False, colour: str = TEXT) -> None:
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.clear()
    for place, line in enumerate(words):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = typographic(line)
        run.font.size, run.font.bold, run.font.name = Pt(size), bold, "Arial"
        run.font.color.rgb = rgb(colour)
        run._r.get_or_add_rPr().set("lang", LANGUAGE)


def runs_in(frame: Any) -> list[Any]:
    return [run for paragraph in frame.paragraphs for run in paragraph.runs]


def describe(shape: Any, words: str) -> None:
    """The alternative text of a shape: the library has no name for it."""
    for described in shape._element.xpath(".//p:cNvPr")[:1]:
        described.set("descr", words)


def put(shape: Any, left: float, top: float, width: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = emu(left), emu(top), emu(width), emu(height)


def emu(inches: float) -> Emu:
    return Emu(int(inches * INCH))


def rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.lstrip("#").upper())
