"""The page of one action for the tour des pilotes, as a document, for those who answer on paper. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from components.exports.document import (
    AnswerLines,
    Block,
    Callout,
    Document,
    Heading,
    KeyValue,
    Origin,
    Paragraph,
    Quote,
    bold,
)
from components.formats import listing
from data.deciding.pilot_round import FIGURE_ROWS, Asked, Question
from data.model import READING_LABELS, Fiche

INTRODUCTION = (
    "Cette page reprend ce que dit la fiche du bilan 2017-2023. Elle ne décide rien : elle demande à chaque organisme "
    "si sa proposition tient toujours, ce qui manque et ce qui est à expliquer. Vos réponses seront montrées au comité "
    "technique à côté du bilan, avec le nom de votre organisme et leur date."
)


def pilot_sheet(
    fiche: Fiche, asked: Sequence[Asked], questions: Sequence[Question], *, made_at: dt.datetime, data_version: str
) -> Document:
    """The sheet to be filled in by hand or in a word processor."""
    status = fiche.status
    due = [one for one in asked if one.due]
    own = [question for question in questions if not question.common]
    common = [question for question in questions if question.common]
    blocks: list[Block] = [
        Paragraph(INTRODUCTION),
        KeyValue(
            (
                ("Organismes interrogés", listing([one.label for one in due])),
                ("Fiche rédigée par", listing(list(status.authors))),
                ("Votre organisme", ""),
                ("Date de la réponse", ""),
            )
        ),
        Heading(1, "La proposition de la fiche (2023)"),
        Callout(
            READING_LABELS[status.reading], f"Proposition de la fiche, rédigée par {listing(list(status.authors))}."
        ),
        *([Quote(status.written, status.source.place)] if status.written else []),
        AnswerLines(
            "Cette proposition tient-elle toujours ?",
            4,
            tuple(READING_LABELS[code] for code in ("poursuite", "reorientation", "mixte", "arret")),
        ),
        Heading(1, "Chiffres manquants"),
        AnswerLines("Ce qui est compté, valeur et unité, date et territoire", FIGURE_ROWS),
        Heading(1, "Ce qui est à compléter ou à expliquer"),
        *(block for question in own for block in _asked(question)),
    ]
    if common:
        blocks.append(Heading(2, "Questions communes à plusieurs fiches"))
        blocks += [block for question in common for block in _asked(question)]
    blocks += [Heading(1, "Autre remarque"), AnswerLines("Ce que le comité doit savoir", 5)]
    return Document(
        f"Tour des pilotes – Action {status.action_id}",
        Origin(made_at, data_version, sources=(f"bilan 2017-2023, fiche {status.action_id}",)),
        tuple(blocks),
        subtitle=status.title,
    )


def _asked(question: Question) -> tuple[Block, ...]:
    return (
        Paragraph((bold(question.title), f" – {question.statement}")),
        AnswerLines(question.effect, 3),
    )
