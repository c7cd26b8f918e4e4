"""Slides as a PowerPoint file: native charts, tables and shapes that staff can edit, our own 16:9 layout. Pure."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu

from components.exports.deck import Badge, Bars, Board, KeyFigure, Lines, Links, Shades, Slide
from components.exports.inert import inert, repacked, universal
from components.exports.pptx_charts import native_chart, status_chart
from components.exports.pptx_map import Ground, Shapes, draw_map
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

#: Size of lines, in points, and the smallest they may take.
WORDS, SMALLEST = 16, 11
#: Where what stands on the slide ends, where its source and its foot begin, in inches from the top.
BOTTOM, SOURCE_TOP, FOOT_TOP = 6.42, 6.45, 6.98
NUMBER_WIDTH = 1.1
#: Height of a decision among several, in inches, and the size of its words, in points.
BADGE_LINE, BADGE_WORDS = 0.5, 18
#: A column of a table is never narrower than one of so many letters would be.
LEAST_COLUMN = 12
#: Size of a title, in points, up to so many letters: long ones keep to two lines.
TITLE_SIZES = ((60, 28), (120, 22), (1_000, 19))

#: What the file says of the program that made it.
APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    f"<PresentationFormat>Grand écran</PresentationFormat><Company>{OWNER}</Company></Properties>"
)


def pptx_bytes(
    slides: Sequence[Slide],
    shapes: Shapes,
    title: str,
    foot: str,
    made_at: dt.datetime,
    tell: Tell = silent,
    names: Mapping[str, str] | None = None,
) -> bytes:
    """The file. `foot`: when, from what data and for which territory, on every slide beside its number; `names`: of the
    arrondissements, written on the maps."""
    deck, ground = Presentation(), Ground(shapes, names or {})
    deck.slide_width, deck.slide_height = Emu(int(WIDTH * INCH)), Emu(int(HEIGHT * INCH))
    said, when = deck.core_properties, universal(made_at).replace(tzinfo=None)
    said.title, said.subject, said.language = inert(title)[:255], inert(foot)[:255], LANGUAGE
    said.author = said.last_modified_by = OWNER
    said.comments, said.revision, said.created, said.modified = "", 1, when, when
    for rank, slide in enumerate(slides, start=1):
        tell(Step(f"Diapositive {rank} sur {len(slides)}", rank - 1, len(slides)))
        _add(deck, slide, ground, foot, f"{rank} / {len(slides)}")
    held = io.BytesIO()
    deck.save(held)
    # The library's model says it was made elsewhere, in English and in 4:3.
    return repacked(held.getvalue(), made_at, {"docProps/app.xml": APP.encode()})


def _add(deck: Any, slide: Slide, ground: Ground, foot: str, number: str) -> None:
    page = deck.slides.add_slide(deck.slide_layouts[5])  # « Title Only »: the title is a real title for a screen reader
    heading = page.shapes.title
    down = 1.6 if slide.kind == "couverture" else 0.0
    put(heading, MARGIN, 0.35 + down, WIDTH - 2 * MARGIN, 1.0 + down / 4)
    write(heading.text_frame, [slide.title], 36 if down else _title_size(slide.title), bold=True)
    heading.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    heading.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    whole = WIDTH - 2 * MARGIN
    said = 0.2 + 0.35 * max(1, _lines(slide.sentence, whole, 20))
    if slide.sentence:
        write_box(page, [slide.sentence], MARGIN, 1.35 + down * 1.25, whole, said, 20)
    _blocks(page, slide, ground, 1.35 + said + down * 1.25)
    source = f"Source : {slide.source}" if slide.source else ""
    if slide.covers:
        write_box(page, [slide.covers], MARGIN, 0.03, whole, 0.3, 12, bold=True, colour=TEXT_MUTED)
    write_box(page, [source], MARGIN, SOURCE_TOP, whole, 0.5, 11, colour=TEXT_MUTED)
    write_box(page, [foot], MARGIN, FOOT_TOP, whole - NUMBER_WIDTH, 0.45, 10, colour=TEXT_MUTED)
    place = write_box(page, [number], WIDTH - MARGIN - NUMBER_WIDTH, FOOT_TOP, NUMBER_WIDTH, 0.4, 14, bold=True)
    place.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    if slide.notes:
        write(page.notes_slide.notes_text_frame, list(slide.notes), 12)


def _blocks(page: Any, slide: Slide, ground: Ground, top: float) -> None:
    """Blocks go down the left half; a map takes the right one; a table or bars alone take the width.

    Two charts stand side by side, each with its words under it.
    """
    whole = WIDTH - 2 * MARGIN
    charts = [block for block in slide.blocks if isinstance(block, Chart)]
    if len(charts) == 2:
        half, words = whole / 2 - 0.2, [block for block in slide.blocks if isinstance(block, Lines)]
        high = BOTTOM - top - max((_height(block, half, WORDS) for block in words), default=0.0)
        for place, (chart, below) in enumerate(zip(charts, words, strict=False)):
            left = MARGIN + place * (half + 0.4)
            native_chart(page, chart, left, top, half, high - 0.05)
            _block(page, below, top + high, half, left)
        return
    beside = any(isinstance(block, (Links, Shades)) for block in slide.blocks)
    width = whole * 0.58 if beside else whole * 0.64 if charts else whole
    size = WORDS if charts else _words_size(slide, top, width)
    # Bars take what the words under them leave.
    room = BOTTOM - top - sum(_height(block, width, size) for block in slide.blocks if isinstance(block, Lines))
    several = sum(isinstance(block, Badge) for block in slide.blocks) > 1
    for block in slide.blocks:
        right = MARGIN + width + 0.3
        if isinstance(block, (Links, Shades)):
            draw_map(page, block, ground, right, 2.3, MARGIN + whole - right)
        elif isinstance(block, Chart):
            native_chart(page, block, MARGIN, top, width, BOTTOM - top)
        elif several and isinstance(block, Badge):
            top += _badge_line(page, block, top, width)
        elif charts:
            _block(page, block, top, MARGIN + whole - right, right)
        else:
            top += _block(page, block, top, width, size=size, room=room)


def _words_size(slide: Slide, top: float, width: float) -> int:
    """The size (points) at which what goes down the slide holds above its source."""
    down = [block for block in slide.blocks if not isinstance(block, (Links, Shades, Board, Bars, Chart))]
    badges = sum(isinstance(block, Badge) for block in down)
    if badges > 1:
        top += BADGE_LINE * badges
        down = [block for block in down if not isinstance(block, Badge)]
    sizes = range(WORDS, SMALLEST, -1)
    return next((size for size in sizes if top + sum(_height(one, width, size) for one in down) <= BOTTOM), SMALLEST)


def _height(block: Badge | KeyFigure | Lines, width: float, size: int) -> float:
    """How much of a slide a block takes (inches), with what separates it from the next one."""
    if isinstance(block, Badge):
        return 0.8 + 0.25 * _lines(block.whose, width, 14)
    if isinstance(block, KeyFigure):
        return 0.8 + 0.25 * sum(_lines(line, width, 14) for line in _figure_words(block))
    line = 0.3 * size / WORDS
    title = _lines(block.title, width, size) if block.title else 0
    return 0.25 + line * (title + sum(_lines(one, width, size) for one in block.lines)) if block.lines else 0.0


def _title_size(title: str) -> int:
    return next(size for length, size in TITLE_SIZES if len(title) <= length)


def _block(
    page: Any, block: Any, top: float, width: float, left: float = MARGIN, size: int = WORDS, room: float = 2.9
) -> float:
    """Draw a block at this height (inches), its lines at this size; returns the height it takes. `room`: for bars."""
    if isinstance(block, Badge):
        _badge(page, block, top, min(4.6, width))
        height = _height(block, width, size)
        write_box(page, [block.whose], MARGIN, top + 0.6, width, height - 0.7, 14)
        return height
    if isinstance(block, KeyFigure):
        write_box(page, [block.value], MARGIN, top, width, 0.68, 36, bold=True, colour=BLUE)
        height = _height(block, width, size)
        write_box(page, _figure_words(block), MARGIN, top + 0.68, width, height - 0.7, 14, first_bold=True)
        return height
    if isinstance(block, Bars):
        high = min(2.9, room)
        status_chart(page, block, top, width, high - 0.1)
        return high
    if isinstance(block, Board):
        return _table(page, block, top, width)
    if not block.lines:
        return 0.0
    height = _height(block, width, size)
    sign = "⚠ " if block.marked else "• "
    words = [*([block.title] if block.title else []), *(sign + line for line in block.lines)]
    write_box(page, words, left, top, width, height - 0.15, size, first_bold=bool(block.title))
    return height


def _figure_words(block: KeyFigure) -> list[str]:
    return [block.label, f"{block.when}. Source : {block.source}"]


def _badge(page: Any, block: Badge, top: float, width: float, height: float = 0.55, size: int = 20) -> None:
    """The word of a status on its colour."""
    box = write_box(page, [block.words], MARGIN, top, width, height, size, bold=True)
    style = STATUS_STYLES.get(block.reading)
    if style:
        box.fill.solid()
        box.fill.fore_color.rgb = rgb(style.fill)
        for run in runs_in(box.text_frame):
            run.font.color.rgb = rgb(style.on_fill)


def _badge_line(page: Any, block: Badge, top: float, width: float) -> float:
    """One of several decisions: its words stand beside it. Returns the height it takes."""
    high, beside = BADGE_LINE - 0.04, width - 2.7
    _badge(page, block, top, 2.6, high, BADGE_WORDS)
    size = 14 if _lines(block.whose, beside, 14) == 1 else SMALLEST
    write_box(page, [block.whose], MARGIN + 2.7, top, beside, high, size)
    return BADGE_LINE


def _lines(words: str, width: float, size: int = 16) -> int:
    """How many lines these words take at this size (points), in a box this wide (inches)."""
    return 1 + int(len(words) / max(1.0, width * 8.7 * 16 / size))


def _table(page: Any, block: Board, top: float, width: float) -> float:
    """The table, at the largest size at which it ends above the source; the longer its words, the wider a column."""
    rows = (block.header, *block.rows)
    longest = [max(LEAST_COLUMN, *map(len, column)) ** 0.5 for column in zip(*rows, strict=True)]
    widths = [width * share / sum(longest) for share in longest]
    sizes = range(14, SMALLEST - 2, -1)
    heights = [_row_heights(rows, widths, size) for size in sizes]
    size, high = next(
        (pair for pair in zip(sizes, heights, strict=True) if top + sum(pair[1]) <= BOTTOM), (10, heights[-1])
    )
    frame = page.shapes.add_table(len(rows), len(block.header), emu(MARGIN), emu(top), emu(width), emu(sum(high)))
    for column, wide in zip(frame.table.columns, widths, strict=True):
        column.width = emu(wide)
    describe(frame, f"Tableau : {', '.join(block.header)}.")
    for row, cells in enumerate(rows):
        frame.table.rows[row].height = emu(high[row])
        for column, words in enumerate(cells):
            cell = frame.table.cell(row, column)
            cell.margin_top = cell.margin_bottom = emu(0.03)
            write(cell.text_frame, [words], size, bold=row == 0, colour="#ffffff" if row == 0 else TEXT)
            cell.fill.solid()
            cell.fill.fore_color.rgb = rgb(BLUE if row == 0 else "#ffffff" if row % 2 else "#f6f6f6")
    return sum(high) + 0.2


def _row_heights(rows: Sequence[Sequence[str]], widths: Sequence[float], size: int) -> list[float]:
    """What each row takes at this size (inches): that of its longest cell."""
    return [
        0.08 + size / 60 * max(_lines(words, wide - 0.2, size) for words, wide in zip(cells, widths, strict=True))
        for cells in rows
    ]
