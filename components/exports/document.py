"""A document, before it is a file: what it says, block by block, the same for PDF, DOCX and ODT. Pure.

`to_pdf`, `to_docx` and `to_odt` write the same content. Texts are plain words: each renderer makes them inert, spaces
them in French and drops what no file may hold (control characters), so nothing that was typed can become markup.
"""

from __future__ import annotations

import datetime as dt
import zlib
from dataclasses import dataclass
from typing import Literal

from components.formats import date


@dataclass(frozen=True)
class Run:
    """Words set one way inside a paragraph."""

    text: str
    bold: bool = False
    italic: bool = False


#: What a paragraph holds: plain words, or runs one after the other.
Words = str | Run | tuple[Run | str, ...]


def bold(text: str) -> Run:
    return Run(text, bold=True)


def italic(text: str) -> Run:
    return Run(text, italic=True)


def runs_of(words: Words) -> tuple[Run, ...]:
    """The same words as runs; empty ones are left out."""
    parts = words if isinstance(words, tuple) else (words,)
    runs = (Run(part) if isinstance(part, str) else part for part in parts)
    return tuple(run for run in runs if run.text)


def plain_text(words: Words) -> str:
    return "".join(run.text for run in runs_of(words))


@dataclass(frozen=True)
class Heading:
    """A title inside the document: the first of level 1, none skipped (the document's own title stands above them).

    `step`: what is told to who waits while this part is written (« Fiche 7 sur 16 »); its text when empty.
    """

    level: Literal[1, 2, 3]
    text: str
    step: str = ""


@dataclass(frozen=True)
class Paragraph:
    words: Words
    small: bool = False


@dataclass(frozen=True)
class Bullets:
    items: tuple[Words, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Quote:
    """The exact words of a source, and where they stand."""

    text: str
    source: str = ""


@dataclass(frozen=True)
class Callout:
    """What must be seen: a decision, a warning. Boxed, with its title."""

    title: str
    words: Words


@dataclass(frozen=True)
class KeyValue:
    """Facts as « name: value », read line by line."""

    rows: tuple[tuple[str, str], ...]
    caption: str = ""


@dataclass(frozen=True)
class Table:
    """`widths`: shares of the width, one a column (empty: equal). `numeric`: columns, from 0, aligned on the right.

    The first column names its row. `header` is written again at the top of each page.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    numeric: tuple[int, ...] = ()


@dataclass(frozen=True)
class Figure:
    """A picture, PNG or SVG (recognised), with what it says for who does not see it. `width_cm`: 17 at most."""

    image: bytes
    alt: str
    caption: str = ""
    source: str = ""
    width_cm: float = 16.0

    @property
    def is_svg(self) -> bool:
        return not self.image.startswith(b"\x89PNG")


@dataclass(frozen=True)
class AnswerLines:
    """Room to write by hand on paper: a question, and blank lines (or boxes to tick before `choices`)."""

    question: str
    lines: int = 3
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Signatures:
    """Signature blocks of equal room, side by side: who signs, then blank first name, name, capacity, date."""

    blocks: tuple[str, ...]
    fields: tuple[str, ...] = ("Prénom et nom", "Qualité", "Date")


@dataclass(frozen=True)
class PageBreak:
    pass


@dataclass(frozen=True)
class Contents:
    """« Sommaire »: the titles of level 1 in order, each leading to its part and saying its page."""

    titles: tuple[str, ...]


Block = (
    Heading
    | Paragraph
    | Bullets
    | Quote
    | Callout
    | KeyValue
    | Table
    | Figure
    | AnswerLines
    | Signatures
    | PageBreak
    | Contents
)


def anchor(title: str) -> str:
    """The name of the place a title of level 1 stands at, for what leads to it."""
    return f"partie_{zlib.crc32(title.encode()):08x}"


@dataclass(frozen=True)
class Origin:
    """What every export carries: when and from what it was made.

    `filters`: what was chosen, in words. `journal`: hash of the last line of the decision journal (empty: none).
    """

    made_at: dt.datetime
    data_version: str
    filters: str = ""
    journal: str = ""
    sources: tuple[str, ...] = ()

    def lines(self) -> tuple[str, ...]:
        """The same, in sentences for the end of the document."""
        made = f"Produit le {date(self.made_at.date())} à {self.made_at:%H:%M}, données version {self.data_version}."
        found = [made]
        if self.filters:
            found.append(f"Filtre : {self.filters.rstrip('.')}.")
        if self.journal:
            found.append(f"Empreinte du journal des décisions : {self.journal[:16]}.")
        if self.sources:
            found.append(f"Sources : {' ; '.join(self.sources)}.")
        return tuple(found)


@dataclass(frozen=True)
class Document:
    """`mark`: what the head of each page says besides the title (« Projet », « Diffusion restreinte »)."""

    title: str
    origin: Origin
    blocks: tuple[Block, ...]
    subtitle: str = ""
    mark: str = ""
