"""Our own DOCX template, made in code: A4, French, the styles a reader of LibreOffice or Word expects. Pure."""

from __future__ import annotations

import zlib
from typing import Any

import docx
from docx.document import Document as DocxFile
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

BLUE, INK, GREY = RGBColor(0x00, 0x00, 0x91), RGBColor(0x16, 0x16, 0x16), RGBColor(0x3A, 0x3A, 0x3A)
#: Arial stands on every desk of the State; the LibreOffice of a Linux desk draws it with Liberation Sans.
FONT = "Arial"
WIDTH_CM = 17.0
_SIZES = {"Title": 20, "Subtitle": 11.5, "Heading 1": 14, "Heading 2": 11.5, "Heading 3": 10, "Caption": 9}


def node(tag: str, /, **attributes: str) -> Any:
    """`<w:tag w:attribute="…">`."""
    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def empty_docx() -> DocxFile:
    """A document without words, with the page, the language and the styles set."""
    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.3), Cm(2.1)
    section.different_first_page_header_footer = False
    _set_language(made)
    styles: Any = made.styles
    normal = styles["Normal"]
    _font(normal, 10, INK)
    normal.paragraph_format.space_after = Pt(6)
    for name, size in _SIZES.items():
        style = styles[name]
        _font(style, size, GREY if name in {"Subtitle", "Caption"} else BLUE)
        style.font.bold = name != "Subtitle"
        style.font.italic = False
        style.paragraph_format.keep_with_next = True
        style.paragraph_format.space_before = Pt(12 if name.startswith("Heading") else 2)
        style.paragraph_format.space_after = Pt(4)
        for border in style.element.findall(f".//{qn('w:pBdr')}"):
            border.getparent().remove(border)
    _font(styles["Quote"], 10, INK)
    for name in ("Header", "Footer"):
        _font(styles[name], 8, GREY)
        tabs = styles[name].paragraph_format.tab_stops
        tabs.clear_all()
        tabs.add_tab_stop(Cm(WIDTH_CM), WD_TAB_ALIGNMENT.RIGHT)
    return made


def _font(style: Any, size: float, colour: RGBColor) -> None:
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for key in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{key}"), FONT)


def _set_language(made: DocxFile) -> None:
    for language in made.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "fr-FR")
        language.set(qn("w:eastAsia"), "fr-FR")
    settings = made.settings.element
    for old in settings.findall(qn("w:themeFontLang")):
        old.set(qn("w:val"), "fr-FR")


def mark(paragraph: Any, name: str) -> None:
    """Give a place a name that a line of the « Sommaire » leads to. One mark a name: its number is drawn from it."""
    number = str(zlib.crc32(name.encode()) % 2**31)
    paragraph._p.insert_element_before(node("bookmarkStart", id=number, name=name), "w:r")
    paragraph._p.append(node("bookmarkEnd", id=number))


def lead_to(paragraph: Any, words: str, name: str) -> None:
    """Words that open the place of that name."""
    link = node("hyperlink", anchor=name, history="1")
    link.append(paragraph.add_run(words)._r)
    paragraph._p.append(link)


def add_field(paragraph: Any, code: str, shown: str = "1") -> None:
    """A field the word processor fills in: `PAGE`, `NUMPAGES`, `PAGEREF`. `shown`: what stands there until it does."""
    # What nothing stands for yet is filled in as the file opens.
    stale = {} if shown else {"dirty": "true"}
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("shown", ""), ("end", "")):
        run = paragraph.add_run(shown if kind == "shown" else "")
        if kind == "":
            instruction = node("instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {text} "
            run._r.append(instruction)
        elif kind != "shown":
            run._r.append(node("fldChar", fldCharType=kind, **(stale if kind == "begin" else {})))


def shade(cell: Any, colour: str) -> None:
    cell._tc.get_or_add_tcPr().append(node("shd", val="clear", color="auto", fill=colour))


def left_rule(paragraph: Any) -> None:
    """A blue rule on the left, as in the PDF."""
    borders = node("pBdr")
    borders.append(node("left", val="single", sz="18", space="8", color="000091"))
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def bottom_rule(paragraph: Any) -> None:
    """A line to write on."""
    borders = node("pBdr")
    borders.append(node("bottom", val="single", sz="4", space="1", color="6A6A6A"))
    borders.append(node("between", val="single", sz="4", space="1", color="6A6A6A"))
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
