"""A document and a book that hold every block, and the worst that can be typed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from components.exports.document import (
    AnswerLines,
    Bullets,
    Callout,
    Document,
    Figure,
    Heading,
    KeyValue,
    Origin,
    PageBreak,
    Paragraph,
    Quote,
    Signatures,
    Table,
    bold,
    italic,
)
from components.exports.spreadsheet import Book, Sheet
from data.decision import Decision

HOSTILE = (
    '#set text(red) *x* $y$ @a <b>&amp; \\u{1} ]]> {{x}} #import "a"',
    '=HYPERLINK("http://x")\n+33 -1 @SUM(A1)',
    "=1+1",
    "+33 3 20",
    "-2 %",
    "@SUM(1)",
    "\t=1",
    "中文 😀 \ud800 \x00\x07\x1b fin",
    "avant \u202eesrever\u202c après",
    "m" * 300,
    "<script>alert(1)</script>",
)
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 40"><rect width="60" height="30" fill="#000091"/></svg>'
)
ORIGIN = Origin(
    dt.datetime(2027, 2, 5, 17, 30), "2026-11-27.1", "arrondissement de Lille", "abcdef0123456789", ("Bilan 2017-2023",)
)


def taken(object_id: str, sense: str = "poursuite", wording: str = "Le COPIL propose.", **more: Any) -> Decision:
    """A decision in force on an action (« action:5 »), a part of it or an orientation."""
    return Decision(f"d-{object_id}", object_id, "m-1", 1, sense, wording, "", None, **more)


def sample_document() -> Document:
    return Document(
        "Relevé d'essai",
        ORIGIN,
        (
            Heading(1, "Premier titre"),
            KeyValue((("Instance", "COPIL restreint"), ("Lieu", "Lille")), "Réunion"),
            Heading(2, "Deuxième titre"),
            Callout("Décision n° 1", ("Le COPIL propose ", bold("la poursuite"), italic(" en l'ajustant"), ".")),
            *(Paragraph((bold("Saisi : "), words)) for words in HOSTILE),
            Bullets(("un point", ("deux ", bold("points")))),
            Bullets(("premier", "second"), numbered=True),
            Quote("les mots exacts", "fiche 5 · situation à mi-2023"),
            Table(
                "Suivi d'essai",
                ("N°", "Texte", "Valeur"),
                tuple((f"ligne {place}", words, f"{place * 1000}") for place, words in enumerate(HOSTILE, start=1)),
                (1, 4, 1),
                (2,),
            ),
            Figure(SVG, "Un rectangle bleu", "Figure d'essai", "INSEE", 8),
            AnswerLines("Confirmez-vous ?", 2, ("Oui", "Non")),
            Signatures(("Pour le préfet du Nord", "Pour le président du Conseil départemental du Nord")),
            PageBreak(),
            Heading(1, "Annexes"),
            Paragraph("Fin du document.", small=True),
        ),
        "Sous-titre d'essai",
        "Projet",
    )


def sample_book() -> Book:
    rows = tuple((words, words, place, dt.date(2027, 3, 1), None) for place, words in enumerate(HOSTILE))
    sheet = Sheet(
        "Suivi : essai/1", ("Texte", "=Texte", "Nombre", "Jour", "État"), rows, (4, 8), (4,), {4: ("Réalisé",)}
    )
    return Book("Classeur d'essai", ORIGIN, (sheet,), ("Une note.",))
