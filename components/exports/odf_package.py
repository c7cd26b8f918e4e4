"""What ODT and ODS share: XML whose words are always escaped, the package, its language and its dates. Pure."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from odfdo import Document as OdfFile

from components.exports.inert import inert, repacked

_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
        ("number", "datastyle"),
        ("of", "of"),
    )
)


class Xml(str):
    """Markup made here."""

    __slots__ = ()


def tag(name: str, *children: str, **attributes: str | int | None) -> Xml:
    """`<name attributes>children</name>`: a child that is not `Xml` is words, and escaped.

    In an attribute's name, « __ » is a colon and « _ » a dash: `table__style_name`.
    """
    written = "".join(
        f" {key.replace('__', ':').replace('_', '-')}={quoteattr(str(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(child if isinstance(child, Xml) else said(child) for child in children)
    return Xml(f"<{name}{written}>{inside}</{name}>")


def said(words: str) -> Xml:
    """Words as OpenDocument writes them: line ends and runs of spaces are elements there."""
    lines = [escape(line).replace("  ", " <text:s/>") for line in inert(words).split("\n")]
    return Xml("<text:line-break/>".join(lines))


def xml_content(styles: str, body: str) -> bytes:
    """`content.xml` of automatic styles and a body."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {_NAMESPACES} '
        'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>{body}</office:body>"
        "</office:document-content>"
    ).encode()


def save_odf(made: OdfFile, title: str, subject: str, author: str, made_at: dt.datetime) -> bytes:
    """The package, in French, dated; the same content gives the same bytes."""
    when = made_at.replace(tzinfo=None, microsecond=0)
    meta: Any = made.meta
    meta.title = inert(title)
    meta.set_subject(inert(subject))
    meta.language = "fr-FR"
    meta.set_initial_creator(author)
    meta.set_creator(author)
    meta.set_creation_date(when)
    meta.set_modification_date(when)
    meta.set_generator("SDAASP du Nord")
    out = BytesIO()
    made.save(out)
    # odfdo dates the file when it saves it.
    return repacked(out.getvalue(), made_at)
