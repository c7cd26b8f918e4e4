"""Provenance: who published it, where it stands, the exact words. Every figure on screen opens on one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from components.formats import date
from components.html import Html, element, joined
from components.icons import icon
from data.model import Source


def _when(source: Source) -> str:
    return date(dt.date.fromisoformat(source.published)) if source.published else ""


def source_words(source: Source) -> Html:
    """« Bilan 2017-2023 soumis au COPIL (1er décembre 2023), fiche 5 · situation à mi-2023 : “…” »."""
    return joined(
        [
            element("span", source.document),
            f" ({_when(source)}), " if source.published else ", ",
            _said(source),
        ]
    )


def sources_words(sources: Sequence[Source]) -> list[Html]:
    """The same for several: a document is named once, then each place in it with its words."""
    together: dict[tuple[str, str], list[Source]] = {}
    for source in dict.fromkeys(sources):
        together.setdefault((source.document, source.published), []).append(source)
    return [
        source_words(first)
        if not rest
        else joined([source_words(first), *(joined([" ; ", _said(one)]) for one in rest)])
        for first, *rest in together.values()
    ]


def _said(source: Source) -> Html:
    """Where it stands in its document, and its words."""
    quote = joined(["\u00a0: ", element("q", source.quote, class_="sd-quote")]) if source.quote else None
    return joined([source.place, quote])


def source_details(*sources: Source, label: str = "Source", extra: Html | None = None) -> Html:
    """A « Source » that opens on the provenance, by mouse or keyboard; `extra` adds what else must be known."""
    lines = [element("li", source_words(source)) for source in dict.fromkeys(sources)]
    return element(
        "details",
        element("summary", icon("source"), element("span", label)),
        element("ul", *lines),
        extra,
        class_="sd-provenance",
    )


def source_line(words: str) -> Html:
    """The line under a chart or a table: a chart without one is a defect."""
    return element("p", element("strong", "Source\u00a0: "), words, class_="sd-source")
