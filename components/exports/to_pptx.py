"""Slides as a PowerPoint file: native charts, tables and shapes that staff can edit, our own 16:9 layout. Pure."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Pt

from components.exports.deck import Badge, Bars, Board, KeyFigure, Lines, Links, Shades, Slide
from components.exports.inert import inert, repacked, universal
from components.exports.pptx_charts import native_chart, status_chart
from components.exports.pptx_parts import (
    HEIGHT,
    INCH,
    LANGUAGE,
    MARGIN,
    WIDTH,
    describe,
    emu,
    put,
    rgb,
    runs_in,
    write,
    write_box,
)
from components.exports.steps import Step, Tell, silent
from components.exports.to_pdf import OWNER
from components.figures.plain_chart import Chart
from components.theme import BLUE, STATUS_STYLES, TEXT, TEXT_MUTED
from data.model import LINK_LABELS

#: Size of lines, in points, and the smallest they may take; where the source stands, in inches from the top.
WORDS, SMALLEST, FOOT = 16, 12, 6.75
#: Height of a decision among several, in inches.
BADGE_LINE = 0.65
#: Size of a title, in points, up to so many letters: long ones keep to two lines.
TITLE_SIZES = ((60, 28), (120, 22), (1_000, 19))
#: Fill of an arrondissement by link: the blues of the maps; what is not cited stays white, said in the key.
_LINK_FILLS = {"cited": "#000091", "included": "#b3b3f9", "not_cited": "#ffffff"}

#: What the file says of the program that made it.
APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    f"<PresentationFormat>Grand écran</PresentationFormat><Company>{OWNER}</Company></Properties>"
)

#: Step of the grid of a map's outlines, in inches: the width of their line.
GRID = 0.014

#: Arrondissement → outer rings in degrees.
Shapes = Mapping[str, Sequence[Sequence[Sequence[float]]]]


def pptx_bytes(
    slides: Sequence[Slide], shapes: Shapes, title: str, foot: str, made_at: dt.datetime, tell: Tell = silent
) -> bytes:
    """The file. `foot`: when, from what data and through which filter, on every slide."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(int(WIDTH * INCH)), Emu(int(HEIGHT * INCH))
    said, when = deck.core_properties, universal(made_at).replace(tzinfo=None)
    said.title, said.subject, said.language = inert(title)[:255], inert(foot)[:255], LANGUAGE
    said.author = said.last_modified_by = OWNER
    said.comments, said.revision, said.created, said.modified = "", 1, when, when
    for rank, slide in enumerate(slides, start=1):
        tell(Step(f"Diapositive {rank} sur {len(slides)}", rank - 1, len(slides)))
        _add(deck, slide, shapes, f"{foot} – {rank} / {len(slides)}")
    held = io.BytesIO()
    deck.save(held)
    # The library's model says it was made elsewhere, in English and in 4:3.
    return repacked(held.getvalue(), made_at, {"docProps/app.xml": APP.encode()})


def _add(deck: Any, slide: Slide, shapes: Shapes, foot: str) -> None:
    page = deck.slides.add_slide(deck.slide_layouts[5])  # « Title Only »: the title is a real title for a screen reader
    heading = page.shapes.title
    down = 1.6 if slide.kind == "couverture" else 0.0
    put(heading, MARGIN, 0.35 + down, WIDTH - 2 * MARGIN, 1.0 + down / 4)
    write(heading.text_frame, [slide.title], 36 if down else _title_size(slide.title), bold=True)
    heading.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    heading.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    if slide.sentence:
        write_box(page, [slide.sentence], MARGIN, 1.35 + down * 1.25, WIDTH - 2 * MARGIN, 0.9, 20)
    _blocks(page, slide, shapes, 2.25 + down * 1.25)
    said = f"Source : {slide.source}" if slide.source else ""
    write_box(page, [said], MARGIN, FOOT, WIDTH - 2 * MARGIN - 3.2, 0.55, 11, colour=TEXT_MUTED)
    write_box(page, [foot], WIDTH - MARGIN - 3.1, FOOT, 3.1, 0.55, 11, colour=TEXT_MUTED)
    if slide.notes:
        write(page.notes_slide.notes_text_frame, list(slide.notes), 12)


def _blocks(page: Any, slide: Slide, shapes: Shapes, top: float) -> None:
    """Blocks go down the left half; a map takes the right one; a table or bars alone take the width.

    Two charts stand side by side, each with its words under it.
    """
    whole = WIDTH - 2 * MARGIN
    charts = [block for block in slide.blocks if isinstance(block, Chart)]
    if len(charts) == 2:
        half, words = whole / 2 - 0.2, [block for block in slide.blocks if not isinstance(block, Chart)]
        for place, (chart, below) in enumerate(zip(charts, words, strict=False)):
            left = MARGIN + place * (half + 0.4)
            native_chart(page, chart, left, top, half, 2.9)
            _block(page, below, top + 2.95, half, left)
        return
    beside = any(isinstance(block, (Links, Shades)) for block in slide.blocks)
    width = whole * 0.58 if beside else whole * 0.64 if charts else whole
    size = WORDS if charts else _words_size(slide, top, width)
    several = sum(isinstance(block, Badge) for block in slide.blocks) > 1
    for block in slide.blocks:
        right = MARGIN + width + 0.3
        if isinstance(block, (Links, Shades)):
            _map(page, block, shapes, right, 2.3, MARGIN + whole - right)
        elif isinstance(block, Chart):
            native_chart(page, block, MARGIN, top, width, 4.2)
        elif several and isinstance(block, Badge):
            top += _badge_line(page, block, top, width)
        elif charts:
            _block(page, block, top, MARGIN + whole - right, right)
        else:
            top += _block(page, block, top, width, size=size)


def _words_size(slide: Slide, top: float, width: float) -> int:
    """The size (points) at which what goes down the slide holds above its source."""
    down = [block for block in slide.blocks if not isinstance(block, (Links, Shades, Board, Bars, Chart))]
    badges = sum(isinstance(block, Badge) for block in down)
    if badges > 1:
        top += BADGE_LINE * badges
        down = [block for block in down if not isinstance(block, Badge)]
    sizes = range(WORDS, SMALLEST, -1)
    return next((size for size in sizes if top + sum(_height(one, width, size) for one in down) <= FOOT), SMALLEST)


def _height(block: Badge | KeyFigure | Lines, width: float, size: int) -> float:
    """How much of a slide a block takes (inches), with what separates it from the next one."""
    if isinstance(block, Badge):
        return 0.8 + 0.25 * _lines(block.whose, width, 14)
    if isinstance(block, KeyFigure):
        return 1.6
    line = 0.3 * size / WORDS
    title = _lines(block.title, width, size) if block.title else 0
    return 0.25 + line * (title + sum(_lines(one, width, size) for one in block.lines)) if block.lines else 0.0


def _title_size(title: str) -> int:
    return next(size for length, size in TITLE_SIZES if len(title) <= length)


def _block(page: Any, block: Any, top: float, width: float, left: float = MARGIN, size: int = WORDS) -> float:
    """Draw a block at this height (inches), its lines at this size; returns the height it takes."""
    if isinstance(block, Badge):
        _badge(page, block, top, min(4.6, width))
        height = _height(block, width, size)
        write_box(page, [block.whose], MARGIN, top + 0.6, width, height - 0.7, 14)
        return height
    if isinstance(block, KeyFigure):
        write_box(page, [block.value], MARGIN, top, width, 0.75, 36, bold=True, colour=BLUE)
        write_box(page, [block.label, f"{block.when}. Source : {block.source}"], MARGIN, top + 0.75, width, 0.75, 14)
        return 1.6
    if isinstance(block, Bars):
        status_chart(page, block, top, width)
        return 2.9
    if isinstance(block, Board):
        return _table(page, block, top, width)
    if not block.lines:
        return 0.0
    height = _height(block, width, size)
    sign = "⚠ " if block.marked else "• "
    words = [*([block.title] if block.title else []), *(sign + line for line in block.lines)]
    write_box(page, words, left, top, width, height - 0.15, size, first_bold=bool(block.title))
    return height


def _badge(page: Any, block: Badge, top: float, width: float) -> None:
    """The word of a status on its colour."""
    box = write_box(page, [block.words], MARGIN, top, width, 0.55, 20, bold=True)
    style = STATUS_STYLES.get(block.reading)
    if style:
        box.fill.solid()
        box.fill.fore_color.rgb = rgb(style.fill)
        for run in runs_in(box.text_frame):
            run.font.color.rgb = rgb(style.on_fill)


def _badge_line(page: Any, block: Badge, top: float, width: float) -> float:
    """One of several decisions: its words stand beside it. Returns the height it takes."""
    _badge(page, block, top, 2.6)
    write_box(page, [block.whose], MARGIN + 2.7, top, width - 2.7, 0.55, 14)
    return BADGE_LINE


def _lines(words: str, width: float, size: int = 16) -> int:
    """How many lines these words take at this size (points), in a box this wide (inches)."""
    return 1 + int(len(words) / max(1.0, width * 8.2 * 16 / size))


def _table(page: Any, block: Board, top: float, width: float) -> float:
    height = 0.4 * (len(block.rows) + 1)
    frame = page.shapes.add_table(
        len(block.rows) + 1, len(block.header), emu(MARGIN), emu(top), emu(width), emu(height)
    )
    size = 14 if len(block.rows) < 8 else 12
    describe(frame, f"Tableau : {', '.join(block.header)}.")
    for row, cells in enumerate((block.header, *block.rows)):
        for column, words in enumerate(cells):
            cell = frame.table.cell(row, column)
            write(cell.text_frame, [words], size, bold=row == 0, colour="#ffffff" if row == 0 else TEXT)
            cell.fill.solid()
            cell.fill.fore_color.rgb = rgb(BLUE if row == 0 else "#ffffff" if row % 2 else "#f6f6f6")
    return height + 0.2


def _map(page: Any, block: Links | Shades, shapes: Shapes, left: float, top: float, width: float) -> None:
    """The arrondissements as native shapes, one a ring, each named: they can be recoloured by hand."""
    points = [point for rings in shapes.values() for ring in rings for point in ring]
    if not points:
        return
    west, north = min(point[0] for point in points), max(point[1] for point in points)
    east, south = max(point[0] for point in points), min(point[1] for point in points)
    squeeze = 0.637  # cosine of 50.4°
    scale = min(width / ((east - west) * squeeze), 3.3 / (north - south))
    for code, rings in shapes.items():
        fill, said = _shade(block, code)
        for ring in rings:
            path = _thinned(
                [(left + (point[0] - west) * squeeze * scale, top + (north - point[1]) * scale) for point in ring]
            )
            builder = page.shapes.build_freeform(*path[0])
            builder.add_line_segments(path[1:], close=True)
            shape = builder.convert_to_shape()
            shape.fill.solid()
            shape.fill.fore_color.rgb = rgb(fill)
            shape.line.color.rgb, shape.line.width = rgb("#3a3a3a"), Pt(1)
            shape.shadow.inherit = False
            describe(shape, f"{code} : {said}")
    words = [block.key] if isinstance(block, Shades) else [block.words, _link_key(block)]
    write_box(page, words, left, top + (north - south) * scale + 0.1, width, 0.8, 12)


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
