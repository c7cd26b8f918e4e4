"""A `Document` as DOCX, to edit: A4, French, real titles, tables whose header repeats, pictures with their text. Pure.

The same document gives the same bytes.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Cm, Pt

from components.exports.document import (
    AnswerLines,
    Block,
    Bullets,
    Callout,
    Contents,
    Document,
    Figure,
    Heading,
    KeyValue,
    PageBreak,
    Paragraph,
    Quote,
    Signatures,
    Table,
    Words,
    anchor,
    bold,
    italic,
    runs_of,
)
from components.exports.docx_styles import (
    GREY,
    WIDTH_CM,
    add_field,
    bottom_rule,
    empty_docx,
    lead_to,
    left_rule,
    mark,
    node,
    shade,
)
from components.exports.inert import inert, repacked, universal
from components.exports.steps import Step, Tell, silent
from components.exports.to_pdf import OWNER, svg_to_png


def docx_bytes(document: Document, tell: Tell = silent) -> bytes:
    """The file; `tell` is told each part of level 1, and may stop it."""
    made = empty_docx()
    properties = made.core_properties
    when = document.origin.made_at.replace(tzinfo=None)
    properties.title, properties.subject, properties.language = (
        inert(document.title)[:255],
        inert(document.subtitle)[:255],
        "fr-FR",
    )
    properties.author, properties.comments, properties.last_modified_by = OWNER, "", OWNER
    properties.created = properties.modified = universal(when).replace(tzinfo=None)
    section = made.sections[0]
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.add_run(f"{OWNER}\t{inert(document.mark)}")
    foot.add_run(f"{document.origin.made_at:%d/%m/%Y} · données {inert(document.origin.data_version)}\tPage ")
    add_field(foot, "PAGE")
    foot.add_run(" sur ")
    add_field(foot, "NUMPAGES")
    made.add_paragraph(inert(document.title), style="Title")
    if document.subtitle:
        made.add_paragraph(inert(document.subtitle), style="Subtitle")
    for place, block in enumerate(document.blocks):
        if isinstance(block, Heading) and block.level == 1:
            tell(Step(block.step or block.text, place, len(document.blocks)))
        _add(made, block)
    tell(Step("Enregistrement du fichier", len(document.blocks), len(document.blocks)))
    for line in document.origin.lines():
        _words(made.add_paragraph(), line, small=True)
    out = BytesIO()
    made.save(out)
    return repacked(out.getvalue(), when)


def _words(paragraph: Any, words: Words, *, small: bool = False) -> Any:
    for run in runs_of(words):
        added = paragraph.add_run(inert(run.text))
        added.bold, added.italic = run.bold or None, run.italic or None
        if small:
            added.font.size, added.font.color.rgb = Pt(8.5), GREY
    return paragraph


def _add(made: Any, block: Block) -> None:
    match block:
        case Heading():
            title = made.add_heading(inert(block.text), level=block.level)
            if block.level == 1:
                mark(title, anchor(block.text))
        case Contents():
            made.add_paragraph("Sommaire", style="Caption")
            for words in block.titles:
                line = made.add_paragraph()
                line.paragraph_format.space_after = Pt(1)
                line.paragraph_format.tab_stops.add_tab_stop(Cm(WIDTH_CM), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
                lead_to(line, inert(words), anchor(words))
                line.add_run("\t")
                add_field(line, f"PAGEREF {anchor(words)}", shown="")
        case Paragraph():
            _words(made.add_paragraph(), block.words, small=block.small)
        case Bullets():
            for place, item in enumerate(block.items, start=1):
                # Numbers are written as words: a second list would go on counting from the first.
                line = made.add_paragraph(style="Normal" if block.numbered else "List Bullet")
                line.paragraph_format.space_after = Pt(2)
                _words(line, (f"{place}. ", *runs_of(item)) if block.numbered else item)
        case Quote():
            quoted = made.add_paragraph(style="Quote")
            left_rule(quoted)
            _words(quoted, italic(f"« {block.text} »"))
            if block.source:
                _words(made.add_paragraph(), block.source, small=True)
        case Callout():
            for paragraph, words in ((made.add_paragraph(), bold(block.title)), (made.add_paragraph(), block.words)):
                left_rule(paragraph)
                _words(paragraph, words)
            made.paragraphs[-2].paragraph_format.keep_with_next = True
        case KeyValue():
            rows = tuple((bold(name), value) for name, value in block.rows)
            _table(made, block.caption, None, rows, (1.0, 2.4), ())
        case Table():
            _table(made, block.caption, block.header, block.rows, block.widths, block.numeric)
        case Figure():
            _figure(made, block)
        case AnswerLines():
            _words(made.add_paragraph(), bold(block.question)).paragraph_format.keep_with_next = True
            for choice in block.choices:
                _words(made.add_paragraph(), f"☐ {choice}")
            for _ in range(block.lines):
                bottom_rule(made.add_paragraph("\u00a0"))
        case Signatures():
            _signatures(made, block)
        case PageBreak():
            broken = made.add_paragraph()
            broken.paragraph_format.page_break_before = True
            broken.paragraph_format.space_after = Pt(0)
            broken.paragraph_format.line_spacing = Pt(2)


def _caption(made: Any, caption: str) -> None:
    if caption:
        made.add_paragraph(inert(caption), style="Caption").paragraph_format.keep_with_next = True


def _table(
    made: Any,
    caption: str,
    header: tuple[str, ...] | None,
    rows: tuple[tuple[Any, ...], ...],
    widths: tuple[float, ...],
    numeric: tuple[int, ...],
) -> None:
    _caption(made, caption)
    columns = len(header) if header else (len(rows[0]) if rows else 1)
    shares = widths or (1.0,) * columns
    table = made.add_table(rows=0, cols=columns, style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    for name in ("tblCaption", "tblDescription"):
        table._tbl.tblPr.append(node(name, val=inert(caption) or "Tableau"))
    for place, share in enumerate(shares):
        table.columns[place].width = Cm(WIDTH_CM * share / sum(shares))
    for place, row in enumerate(((tuple(bold(cell) for cell in header),) if header else ()) + rows):
        line = table.add_row()
        line._tr.get_or_add_trPr().append(node("cantSplit"))
        if header and place == 0:
            line._tr.get_or_add_trPr().append(node("tblHeader"))
        for column, words in enumerate(row):
            cell = line.cells[column]
            cell.width = Cm(WIDTH_CM * shares[column] / sum(shares))
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(1)
            _words(paragraph, words)
            for run in paragraph.runs:
                run.font.size = Pt(9)
            if column in numeric:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            if header and place == 0:
                shade(cell, "E3E3FD")
    made.add_paragraph().paragraph_format.space_after = Pt(2)


def _figure(made: Any, block: Figure) -> None:
    image = svg_to_png(block.image, block.width_cm) if block.is_svg else block.image
    _caption(made, block.caption)
    shape = made.add_picture(BytesIO(image), width=Cm(block.width_cm))
    shape._inline.docPr.set("descr", inert(block.alt))
    shape._inline.docPr.set("title", inert(block.caption))
    made.paragraphs[-1].paragraph_format.keep_with_next = bool(block.source)
    if block.source:
        _words(made.add_paragraph(), f"Source : {block.source}", small=True)


def _signatures(made: Any, block: Signatures) -> None:
    table = made.add_table(rows=1, cols=len(block.blocks), style="Table Grid")
    table._tbl.tblPr.append(node("tblCaption", val="Signatures"))
    table.rows[0].height = Cm(5.6)
    table.rows[0]._tr.get_or_add_trPr().append(node("cantSplit"))
    for place, who in enumerate(block.blocks):
        cell = table.rows[0].cells[place]
        cell.width = Cm(WIDTH_CM / len(block.blocks))
        _words(cell.paragraphs[0], bold(who))
        for field in (*block.fields, "Signature"):
            _words(cell.add_paragraph(), f"{field} :")
    made.add_paragraph()
