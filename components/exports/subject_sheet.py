"""« Pourquoi deux chiffres ? » on one page: the question, the sentence to read aloud, every figure in a table. Pure."""

from __future__ import annotations

from collections.abc import Collection

from components.exports.document import Callout, Document, Heading, Origin, Paragraph, Table, bold
from components.subjects import figure_facts, figure_words
from data.trend import Figure, Subject

COLUMNS = ("Chiffre", "Qui le dit", "Où", "Quand", "Ce qui est compté", "Qui finance")
WIDTHS = (1.9, 1.6, 1.2, 1.4, 2.4, 1.5)


def subject_sheet(subject: Subject, outside: Collection[str], origin: Origin) -> Document:
    """The sheet a member keeps in hand. `outside`: the indicators published outside the bilan, marked so."""
    rows = tuple((_value(figure, outside), *(words for _, words in figure_facts(figure))) for figure in subject.figures)
    reserve = "Chaque chiffre est tel que son document l'écrit ; aucun n'est corrigé, additionné ni préféré aux autres."
    return Document(
        title=f"{subject.label} : pourquoi deux chiffres ?",
        origin=origin,
        blocks=(
            Heading(1, subject.question),
            Callout("À lire à voix haute", (bold(subject.sentence),)),
            Table(f"{subject.label} : chaque chiffre à côté des autres", COLUMNS, rows, WIDTHS),
            Paragraph(reserve, small=True),
        ),
    )


def _value(figure: Figure, outside: Collection[str]) -> str:
    marks = [
        *(["visé, pas mesuré"] if figure.is_target else []),
        *(["contexte, hors du bilan"] if figure.indicator_id in outside else []),
    ]
    return figure_words(figure) + (f" ({', '.join(marks)})" if marks else "")
