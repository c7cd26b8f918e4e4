"""A `Document` as ODT, to edit in LibreOffice: our own template, A4, French, real titles and header rows. Pure."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path
from typing import Any

from odfdo import Document as OdfFile

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
    Run,
    Signatures,
    Table,
    Words,
    anchor,
    bold,
    runs_of,
)
from components.exports.odf_package import Xml, said, save_odf, tag, xml_content
from components.exports.steps import Step, Tell, silent
from components.exports.to_pdf import OWNER, svg_to_png

WIDTH_CM = 17.0


@cache
def _template() -> str:
    return (Path(__file__).parent / "templates" / "styles.xml").read_text("utf-8")


def odt_bytes(document: Document, tell: Tell = silent) -> bytes:
    """The file; `tell` is told each part of level 1, and may stop it."""
    writer = _Writer()
    written: list[Xml] = []
    for place, block in enumerate(document.blocks):
        if isinstance(block, Heading) and block.level == 1:
            tell(Step(block.step or block.text, place, len(document.blocks)))
        written += writer.block(block)
    tell(Step("Enregistrement du fichier", len(document.blocks), len(document.blocks)))
    body = [
        _p(document.title, "Title"),
        *([_p(document.subtitle, "Subtitle")] if document.subtitle else []),
        *written,
        *(_p(line, "Small") for line in document.origin.lines()),
    ]
    made: Any = OdfFile("text")
    made.set_part("content.xml", xml_content("".join(writer.styles), tag("office:text", *body)))
    made.set_part("styles.xml", _styles(document).encode())
    for name, image in writer.images.items():
        made.set_part(name, image)
        made.manifest.add_full_path(name, "image/png")
    return save_odf(made, document.title, document.subtitle, OWNER, document.origin.made_at)


def _styles(document: Document) -> str:
    """The template, with what the head and the foot of each page say."""
    made = f"{document.origin.made_at:%d/%m/%Y} · données {document.origin.data_version}"
    pages = (
        tag("text:tab"),
        "Page ",
        tag("text:page-number", "1", text__select_page="current"),
        " sur ",
        tag("text:page-count", "1"),
    )
    head = tag("text:p", OWNER, tag("text:tab"), document.mark, text__style_name="Header")
    foot = tag("text:p", made, *pages, text__style_name="Footer")
    return (
        _template()
        .replace('<text:p text:style-name="Header"/>', head)
        .replace('<text:p text:style-name="Footer"/>', foot)
    )


def _span(run: Run) -> Xml:
    style = {(True, False): "Bold", (False, True): "Italic", (True, True): "BoldItalic"}.get((run.bold, run.italic))
    return tag("text:span", run.text, text__style_name=style) if style else said(run.text)


def _p(words: Words, style: str = "Standard") -> Xml:
    return tag("text:p", *(_span(run) for run in runs_of(words)), text__style_name=style)


def _leading(title: str) -> Xml:
    """A line of the « Sommaire »: the title, which opens its part, and the page it stands on."""
    link = tag("text:a", title, xlink__type="simple", xlink__href=f"#{anchor(title)}")
    page = tag("text:bookmark-ref", "", text__reference_format="page", text__ref_name=anchor(title))
    return tag("text:p", link, tag("text:tab"), page, text__style_name="Contents")


class _Writer:
    """What a body needs besides itself: column styles, pictures."""

    def __init__(self) -> None:
        self.images: dict[str, bytes] = {}
        self.styles = [
            tag("style:style", tag("style:table-properties", style__width=f"{WIDTH_CM}cm", table__align="left"),
                style__name="Table", style__family="table"),
            *(
                tag(
                    "style:style",
                    tag(
                        "style:table-cell-properties",
                        # No more air above and below a line than in the DOCX: a note is promised on two pages.
                        fo__padding_top="0.05cm",
                        fo__padding_bottom="0.05cm",
                        fo__padding_left="0.12cm",
                        fo__padding_right="0.12cm",
                        fo__border="0.5pt solid #6a6a6a",
                        fo__background_color=colour,
                    ),
                    style__name=name,
                    style__family="table-cell",
                )
                for name, colour in (("CellBox", None), ("CellBoxHead", "#e3e3fd"))
            ),
            tag("style:style", tag("style:table-row-properties", fo__keep_together="always"),
                style__name="Row", style__family="table-row"),
            tag("style:style",
                tag("style:table-row-properties", style__min_row_height="5.6cm", fo__keep_together="always"),
                style__name="SignatureRow", style__family="table-row"),
            tag("style:style", tag("style:graphic-properties", style__wrap="none", fo__border="none"),
                style__name="Picture", style__family="graphic"),
        ]  # fmt: skip
        self._columns: dict[str, str] = {}

    def block(self, block: Block) -> list[Xml]:
        match block:
            case Heading():
                style = f"Heading_20_{block.level}"
                place = [tag("text:bookmark", text__name=anchor(block.text))] if block.level == 1 else []
                return [tag("text:h", block.text, *place, text__style_name=style, text__outline_level=block.level)]
            case Contents():
                return [_p("Sommaire", "Caption"), *(_leading(words) for words in block.titles)]
            case Paragraph():
                return [_p(block.words, "Small" if block.small else "Standard")]
            case Bullets():
                items = (tag("text:list-item", _p(item, "Item")) for item in block.items)
                return [tag("text:list", *items, text__style_name="Numbers" if block.numbered else "Bullets")]
            case Quote():
                source = [_p(block.source, "Small")] if block.source else []
                return [_p(f"« {block.text} »", "Quotations"), *source]
            case Callout():
                return [_p(block.title, "CalloutTitle"), _p(block.words, "Callout"), _p("", "Small")]
            case KeyValue():
                rows = tuple((bold(name), value) for name, value in block.rows)
                return self._table(block.caption, (), rows, (1.0, 2.4), ())
            case Table():
                return self._table(block.caption, block.header, block.rows, block.widths, block.numeric)
            case Figure():
                return self._figure(block)
            case AnswerLines():
                asked = [_p(bold(block.question)), *(_p(f"☐ {choice}") for choice in block.choices)]
                return [*asked, *(_p("\u00a0", "AnswerLine") for _ in range(block.lines))]
            case Signatures():
                return self._signatures(block)
            case PageBreak():
                return [_p("", "PageBreak")]

    def _column(self, width_cm: float) -> Xml:
        width = f"{width_cm:.2f}cm"
        if width not in self._columns:
            self._columns[width] = f"Column{len(self._columns) + 1}"
            self.styles.append(
                tag("style:style", tag("style:table-column-properties", style__column_width=width),
                    style__name=self._columns[width], style__family="table-column")
            )  # fmt: skip
        return tag("table:table-column", table__style_name=self._columns[width])

    def _table(
        self,
        caption: str,
        header: tuple[str, ...],
        rows: tuple[tuple[Words, ...], ...],
        widths: tuple[float, ...],
        numeric: tuple[int, ...],
    ) -> list[Xml]:
        count = len(header) or (len(rows[0]) if rows else 1)
        shares = widths or (1.0,) * count

        def row(cells: tuple[Words, ...], box: str, style: str) -> Xml:
            return tag(
                "table:table-row",
                *(
                    tag(
                        "table:table-cell",
                        _p(cell, "CellNumber" if place in numeric and style == "Cell" else style),
                        table__style_name=box,
                        office__value_type="string",
                    )
                    for place, cell in enumerate(cells)
                ),
                table__style_name="Row",
            )

        head = [tag("table:table-header-rows", row(header, "CellBoxHead", "CellHead"))] if header else []
        table = tag(
            "table:table",
            *([tag("table:title", caption)] if caption else []),
            *(self._column(WIDTH_CM * share / sum(shares)) for share in shares),
            *head,
            *(row(cells, "CellBox", "Cell") for cells in rows),
            table__style_name="Table",
        )
        return [*([_p(caption, "Caption")] if caption else []), table, _p("", "Small")]

    def _figure(self, block: Figure) -> list[Xml]:
        image = svg_to_png(block.image, block.width_cm) if block.is_svg else block.image
        name = f"Pictures/figure-{len(self.images) + 1}.png"
        self.images[name] = image
        across, down = struct.unpack(">II", image[16:24])
        frame = tag(
            "draw:frame",
            tag("draw:image", xlink__href=name, xlink__type="simple", xlink__show="embed", xlink__actuate="onLoad"),
            tag("svg:title", block.caption or block.alt),
            tag("svg:desc", block.alt),
            draw__style_name="Picture",
            draw__name=f"Figure {len(self.images)}",
            text__anchor_type="as-char",
            svg__width=f"{block.width_cm}cm",
            svg__height=f"{block.width_cm * down / across:.2f}cm",
        )
        return [
            *([_p(block.caption, "Caption")] if block.caption else []),
            tag("text:p", frame, text__style_name="Standard"),
            *([_p(f"Source : {block.source}", "Small")] if block.source else []),
        ]

    def _signatures(self, block: Signatures) -> list[Xml]:
        cells = (
            tag(
                "table:table-cell",
                _p(bold(who)),
                *(_p(f"{field} :") for field in (*block.fields, "Signature")),
                table__style_name="CellBox",
                office__value_type="string",
            )
            for who in block.blocks
        )
        return [
            tag(
                "table:table",
                tag("table:title", "Signatures"),
                *(self._column(WIDTH_CM / len(block.blocks)) for _ in block.blocks),
                tag("table:table-row", *cells, table__style_name="SignatureRow"),
                table__style_name="Table",
            ),
            _p("", "Small"),
        ]
