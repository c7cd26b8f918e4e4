"""A presentation as neutral slides: the same content on the projector and in the file that is carried away. Pure.

A slide holds one idea: a title, a sentence, a few blocks. Nothing here knows HTML nor PowerPoint.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from components.figures.plain_chart import Chart

#: How much a slide may hold and still be read at ten metres.
MAX_LINES = 6
MAX_ROWS = 9


@dataclass(frozen=True)
class Badge:
    """A status, and whose it is: `proposal` words when a fiche proposes it, empty once a meeting decided."""

    reading: str
    words: str
    whose: str


@dataclass(frozen=True)
class KeyFigure:
    """One figure of the documents: value with its unit, what is counted, date and territory, source."""

    value: str
    label: str
    when: str
    source: str


@dataclass(frozen=True)
class Lines:
    """A few short lines under a heading; `marked`: each is a caveat and carries its sign."""

    title: str
    lines: tuple[str, ...]
    marked: bool = False


@dataclass(frozen=True)
class Bars:
    """Counts by status (codes of `data.model.READINGS`), zero included; `alt` says them in one sentence."""

    title: str
    counts: Mapping[str, int]
    alt: str


@dataclass(frozen=True)
class Links:
    """How the arrondissements are concerned: code → `cited`, `included` or `not_cited`; `words` says it.

    `outlined`: the arrondissement the slides are for, if any.
    """

    title: str
    links: Mapping[str, str]
    words: str
    outlined: str = ""


@dataclass(frozen=True)
class Shades:
    """A measure by arrondissement: code → colour; `words` say the whole map, `key` what each shade is."""

    title: str
    fills: Mapping[str, str]
    words: str
    key: str
    outlined: str = ""


@dataclass(frozen=True)
class Board:
    """A table of a slide: header and rows of plain text."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Badge | KeyFigure | Lines | Bars | Links | Shades | Board | Chart


@dataclass(frozen=True)
class Slide:
    """One slide. `slide_id` stands in the URL (`action-5`); `notes`: what the presenter alone reads.

    `covers`: of which territory its figures are, when the slides are those of one arrondissement.
    """

    slide_id: str
    title: str
    sentence: str
    blocks: tuple[Block, ...] = ()
    source: str = ""
    notes: tuple[str, ...] = field(default=())
    kind: str = "contenu"
    covers: str = ""
