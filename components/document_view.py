"""A `Document` on screen, before it is taken away: the same blocks as in its files. Pure."""

from __future__ import annotations

from base64 import b64encode

from components.exports.document import (
    AnswerLines,
    Block,
    Bullets,
    Callout,
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
    runs_of,
)
from components.exports.inert import inert
from components.html import Html, element, joined
from components.table import html_table


def document_view(document: Document) -> Html:
    """The document as a sheet of paper; its titles stand one level under the page's own."""
    return element(
        "article",
        element("p", document.mark, class_="sd-paper__mark") if document.mark else None,
        element("h2", document.title, class_="sd-paper__title"),
        element("p", document.subtitle, class_="sd-paper__subtitle") if document.subtitle else None,
        *(_block(block) for block in document.blocks),
        element("footer", *(element("p", line) for line in document.origin.lines()), class_="sd-small"),
        class_="sd-paper",
        aria_label=document.title,
    )


def _words(words: Words) -> Html:
    parts: list[Html | str] = []
    for run in runs_of(words):
        lines = inert(run.text).split("\n")
        said = joined([part for line in lines for part in (element("br"), line)][1:])
        said = element("em", said) if run.italic else said
        parts.append(element("strong", said) if run.bold else said)
    return joined(parts)


def _block(block: Block) -> Html | None:
    match block:
        case Heading():
            return element(f"h{block.level + 2}", inert(block.text))
        case Paragraph():
            return element("p", _words(block.words), class_="sd-small" if block.small else None)
        case Bullets():
            return element("ol" if block.numbered else "ul", *(element("li", _words(item)) for item in block.items))
        case Quote():
            source = element("footer", inert(block.source)) if block.source else None
            return element("blockquote", element("p", f"« {inert(block.text)} »"), source)
        case Callout():
            title = element("p", element("strong", inert(block.title)), class_="sd-paper__callout-title")
            return element("div", title, element("p", _words(block.words)), class_="sd-paper__callout")
        case KeyValue():
            rows = (
                element("div", element("dt", inert(name)), element("dd", _words(value))) for name, value in block.rows
            )
            return element("dl", *rows, class_="sd-paper__facts")
        case Table():
            rows = [[inert(cell) for cell in row] for row in block.rows]
            return html_table(block.caption, block.header, rows, numeric=block.numeric, dense=True)
        case Figure():
            kind = "svg+xml" if block.is_svg else "png"
            source = f"data:image/{kind};base64,{b64encode(block.image).decode()}"
            return element(
                "figure", element("img", src=source, alt=block.alt), element("figcaption", inert(block.caption))
            )
        case AnswerLines():
            return element("p", element("strong", inert(block.question)))
        case Signatures():
            fields = (*block.fields, "Signature")
            return element(
                "div",
                *(
                    element(
                        "div",
                        element("p", element("strong", inert(who))),
                        *(element("p", f"{field} :") for field in fields),
                    )
                    for who in block.blocks
                ),
                class_="sd-paper__signatures",
            )
        case PageBreak():
            return element("hr")
