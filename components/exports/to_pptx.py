"""Slides as a PowerPoint file: native charts, tables and shapes that staff can edit, our own 16:9 layout. Pure."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Emu, Pt

from components.exports.deck import Badge, Bars, Board, KeyFigure, Links, Slide
from components.html import typographic
from components.theme import BLUE, STATUS_STYLES, TEXT, TEXT_MUTED
from data.model import LINK_LABELS, READING_LABELS

#: Inches to English metric units, and the slide (16:9).
INCH = 914_400
WIDTH, HEIGHT = 13.333, 7.5
MARGIN = 0.6
#: Size of a title, in points, up to so many letters: long ones keep to two lines.
TITLE_SIZES = ((60, 28), (120, 22), (1_000, 19))
LANGUAGE = "fr-FR"
#: Fill of an arrondissement by link: the blues of the maps; what is not cited stays white, said in the key.
_LINK_FILLS = {"cited": "#000091", "included": "#b3b3f9", "not_cited": "#ffffff"}

Ring = Sequence[Sequence[float]]


def pptx_bytes(slides: Sequence[Slide], shapes: Mapping[str, Sequence[Ring]], title: str, foot: str) -> bytes:
    """The file. `shapes`: arrondissement → outer rings in degrees; `foot`: data version and date, on every slide."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(int(WIDTH * INCH)), Emu(int(HEIGHT * INCH))
    deck.core_properties.title, deck.core_properties.language = title, LANGUAGE
    deck.core_properties.author = "Préfet du Nord et Département du Nord"
    for rank, slide in enumerate(slides, start=1):
        _add(deck, slide, shapes, f"{foot} – {rank} / {len(slides)}")
    held = io.BytesIO()
    deck.save(held)
    return held.getvalue()


def _add(deck: Any, slide: Slide, shapes: Mapping[str, Sequence[Ring]], foot: str) -> None:
    page = deck.slides.add_slide(deck.slide_layouts[5])  # « Title Only »: the title is a real title for a screen reader
    heading = page.shapes.title
    down = 1.6 if slide.kind == "couverture" else 0.0
    _place(heading, MARGIN, 0.35 + down, WIDTH - 2 * MARGIN, 1.0 + down / 4)
    _write(heading.text_frame, [slide.title], 36 if down else _title_size(slide.title), bold=True)
    heading.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    heading.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    if slide.sentence:
        _text(page, [slide.sentence], MARGIN, 1.35 + down * 1.25, WIDTH - 2 * MARGIN, 0.9, 20)
    # Blocks go down the left half; a map takes the right one; a table or a chart takes the width.
    top, left_width = (
        2.25 + down * 1.25,
        (WIDTH - 2 * MARGIN) * (0.58 if any(isinstance(b, Links) for b in slide.blocks) else 1.0),
    )
    for block in slide.blocks:
        if isinstance(block, Links):
            _map(page, block, shapes, MARGIN + left_width + 0.3, 2.3, WIDTH - 2 * MARGIN - left_width - 0.3)
            continue
        top += _block(page, block, top, left_width)
    said = f"Source : {slide.source}" if slide.source else ""
    _text(page, [said], MARGIN, 6.75, WIDTH - 2 * MARGIN - 3.2, 0.55, 11, colour=TEXT_MUTED)
    _text(page, [foot], WIDTH - MARGIN - 3.1, 6.75, 3.1, 0.55, 11, colour=TEXT_MUTED)
    if slide.notes:
        _write(page.notes_slide.notes_text_frame, list(slide.notes), 12)


def _title_size(title: str) -> int:
    return next(size for length, size in TITLE_SIZES if len(title) <= length)


def _block(page: Any, block: Any, top: float, width: float) -> float:
    """Draw a block at this height (inches); returns the height it takes."""
    if isinstance(block, Badge):
        style = STATUS_STYLES.get(block.reading)
        box = _text(page, [block.words], MARGIN, top, min(4.6, width), 0.55, 20, bold=True)
        if style:
            box.fill.solid()
            box.fill.fore_color.rgb = _rgb(style.fill)
            for run in _runs(box.text_frame):
                run.font.color.rgb = _rgb(style.on_fill)
        _text(page, [block.whose], MARGIN, top + 0.6, width, 0.5, 16)
        return 1.25
    if isinstance(block, KeyFigure):
        _text(page, [block.value], MARGIN, top, width, 0.75, 36, bold=True, colour=BLUE)
        _text(page, [block.label, f"{block.when}. Source : {block.source}"], MARGIN, top + 0.75, width, 0.75, 14)
        return 1.6
    if isinstance(block, Bars):
        _chart(page, block, top, width)
        return 2.9
    if isinstance(block, Board):
        return _table(page, block, top, width)
    if not block.lines:
        return 0.0
    height = 0.4 + 0.36 * len(block.lines)
    sign = "⚠ " if block.marked else "• "
    words = [*([block.title] if block.title else []), *(sign + line for line in block.lines)]
    _text(page, words, MARGIN, top, width, height, 16, first_bold=bool(block.title))
    return height + 0.15


def _chart(page: Any, block: Bars, top: float, width: float) -> None:
    data = CategoryChartData()
    data.categories = [READING_LABELS[reading] for reading in block.counts]
    data.add_series(typographic(block.title), list(block.counts.values()))
    frame = page.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, _emu(MARGIN), _emu(top), _emu(width), _emu(2.8), data)
    _alt(frame, block.alt)
    chart = frame.chart
    chart.has_legend, chart.has_title = False, True
    _write(chart.chart_title.text_frame, [block.title], 14, bold=True)
    chart.value_axis.visible, chart.value_axis.has_major_gridlines = False, False
    chart.category_axis.reverse_order = True
    chart.category_axis.tick_labels.font.size = Pt(14)
    plot = chart.plots[0]
    plot.has_data_labels, plot.gap_width = True, 40
    plot.data_labels.position, plot.data_labels.font.size = XL_LABEL_POSITION.OUTSIDE_END, Pt(16)
    for place, reading in enumerate(block.counts):
        fill = plot.series[0].points[place].format.fill
        fill.solid()
        fill.fore_color.rgb = _rgb(STATUS_STYLES[reading].fill)


def _table(page: Any, block: Board, top: float, width: float) -> float:
    height = 0.4 * (len(block.rows) + 1)
    frame = page.shapes.add_table(
        len(block.rows) + 1, len(block.header), _emu(MARGIN), _emu(top), _emu(width), _emu(height)
    )
    _alt(frame, f"Tableau : {', '.join(block.header)}.")
    for row, cells in enumerate((block.header, *block.rows)):
        for column, words in enumerate(cells):
            cell = frame.table.cell(row, column)
            _write(cell.text_frame, [words], 12, bold=row == 0, colour="#ffffff" if row == 0 else TEXT)
            cell.fill.solid()
            cell.fill.fore_color.rgb = _rgb(BLUE if row == 0 else "#ffffff" if row % 2 else "#f6f6f6")
    return height + 0.2


def _map(page: Any, block: Links, shapes: Mapping[str, Sequence[Ring]], left: float, top: float, width: float) -> None:
    """The arrondissements as native shapes, one a ring, each named: they can be recoloured by hand."""
    points = [point for rings in shapes.values() for ring in rings for point in ring]
    if not points:
        return
    west, north = min(point[0] for point in points), max(point[1] for point in points)
    east, south = max(point[0] for point in points), min(point[1] for point in points)
    squeeze = 0.637  # cosine of 50.4°
    scale = min(width / ((east - west) * squeeze), 3.3 / (north - south))
    for code, rings in shapes.items():
        kind = block.links.get(code, "not_cited")
        for ring in rings:
            path = [
                (int((left + (x - west) * squeeze * scale) * INCH), int((top + (north - y) * scale) * INCH))
                for x, y in ((point[0], point[1]) for point in ring)
            ]
            builder = page.shapes.build_freeform(*path[0])
            builder.add_line_segments(path[1:], close=True)
            shape = builder.convert_to_shape()
            shape.fill.solid()
            shape.fill.fore_color.rgb = _rgb(_LINK_FILLS[kind])
            shape.line.color.rgb, shape.line.width = _rgb("#3a3a3a"), Pt(1)
            shape.shadow.inherit = False
            _alt(shape, f"{code} : {LINK_LABELS[kind].lower()}")
    key = " ; ".join(
        f"{LINK_LABELS[kind].lower()} : {shade}"
        for kind, shade in (("cited", "bleu"), ("included", "bleu clair"), ("not_cited", "blanc"))
        if kind in block.links.values()
    )
    _text(page, [block.words, key], left, top + (north - south) * scale + 0.1, width, 0.8, 12)


def _text(
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
    box = page.shapes.add_textbox(_emu(left), _emu(top), _emu(width), _emu(height))
    _write(box.text_frame, words, size, bold=bold, colour=colour)
    if first_bold:
        for run in box.text_frame.paragraphs[0].runs:
            run.font.bold = True
    return box


def _write(frame: Any, words: Sequence[str], size: int, *, bold: bool = False, colour: str = TEXT) -> None:
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.clear()
    for place, line in enumerate(words):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = typographic(line)
        run.font.size, run.font.bold, run.font.name = Pt(size), bold, "Arial"
        run.font.color.rgb = _rgb(colour)
        run._r.get_or_add_rPr().set("lang", LANGUAGE)


def _runs(frame: Any) -> list[Any]:
    return [run for paragraph in frame.paragraphs for run in paragraph.runs]


def _alt(shape: Any, words: str) -> None:
    """The alternative text of a shape: the library has no name for it."""
    for described in shape._element.xpath(".//p:cNvPr")[:1]:
        described.set("descr", words)


def _place(shape: Any, left: float, top: float, width: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = _emu(left), _emu(top), _emu(width), _emu(height)


def _emu(inches: float) -> Emu:
    return Emu(int(inches * INCH))


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.lstrip("#").upper())
