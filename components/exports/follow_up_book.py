"""The follow-up as a table that is sent, filled in and received back; and as one to read. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from components.exports.decision_words import act_words, number_words, object_words
from components.exports.document import Origin
from components.exports.inert import inert
from components.exports.spreadsheet import LONGEST_CELL, Book, Cell, Sheet
from data.deciding.follow_up import Tracked
from data.deciding.follow_up_table import FILLED, HEADER, LOCKED, SHEET
from data.decision import FOLLOW_UP_LABELS

_NOTES = (
    "À remplir : les cinq dernières colonnes, sur fond jaune pâle. Les autres ne se modifient pas.",
    f"État : {', '.join(FOLLOW_UP_LABELS.values())}.",
    "Date de l'état : JJ/MM/AAAA. Preuve : acte, convention, page publiée. Renseigné par : votre organisme.",
    "Pas de formule ni de cellule fusionnée. Renvoyez le fichier au secrétariat, en ODS ou en XLSX.",
)
_WIDTHS = (3, 1.6, 4, 5, 7, 3.6, 2.4, 3.6, 4, 3, 2.6, 5, 5, 4)


def locked_cells(one: Tracked, titles: Mapping[str, str]) -> tuple[Cell, ...]:
    """What the table says of a decision and may not be changed, in the order of `LOCKED`."""
    decision = one.decision
    return (
        decision.decision_id,
        one.version,
        number_words(decision, one.meeting).removeprefix("Décision "),
        object_words(decision.object_id, titles),
        decision.wording,
        decision.pilot,
        decision.due,
        decision.milestone,
        act_words(decision),
    )


def locked_texts(one: Tracked, titles: Mapping[str, str]) -> tuple[str, ...]:
    """The same as a spreadsheet gives them back."""
    return tuple("" if cell is None else inert(str(cell))[:LONGEST_CELL] for cell in locked_cells(one, titles))


def build_follow_up_book(tracked: Sequence[Tracked], titles: Mapping[str, str], origin: Origin) -> Book:
    """One row a decision, in the order given: what is awaited, then what is to be filled in."""
    rows = tuple((*locked_cells(one, titles), *_filled(one)) for one in tracked)
    sheet = Sheet(
        SHEET,
        HEADER,
        rows,
        _WIDTHS,
        tuple(range(len(LOCKED), len(LOCKED) + len(FILLED))),
        {len(LOCKED): tuple(FOLLOW_UP_LABELS.values())},
    )
    return Book("Tableau de suivi des décisions", origin, (sheet,), _NOTES)


def _filled(one: Tracked) -> tuple[Cell, ...]:
    said = one.said
    if said is None:
        return (FOLLOW_UP_LABELS["non_communique"], None, None, None, None)
    return (FOLLOW_UP_LABELS[said.state], said.state_on, said.proof, said.comment, said.reported_by)
