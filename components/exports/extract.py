"""« Ce que le COPIL attend de vous »: a draft letter and what each body has to do. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from components.exports.decision_words import act_words, due_words, how_rows, number_words, object_words
from components.exports.document import Document, Heading, KeyValue, Origin, PageBreak, Paragraph, Signatures, Table
from components.exports.releve import Words, follow_up_words
from components.formats import plural
from data.deciding.follow_up import Tracked, in_order
from data.deciding.releve import CHAIRS


def build_extract(body: str, tracked: Sequence[Tracked], reference: dt.date, words: Words, origin: Origin) -> Document:
    """The letter, then one block a decision that `body` pilots or co-pilots, late first."""
    awaited = in_order((one for one in tracked if body in one.bodies and not one.over), reference)
    late = sum(one.late(reference) for one in awaited)
    overdue = f", dont {late} à échéance dépassée" if late else ""
    letter = (
        Paragraph(f"À l'attention de {body}"),
        Paragraph("Madame, Monsieur,"),
        Paragraph(
            "Le comité de pilotage du schéma départemental d'amélioration de l'accessibilité des services au public du "
            f"Nord a adopté {plural(len(awaited), 'décision')} dont vous êtes pilote ou copilote{overdue}. Vous en "
            "trouverez ci-après le libellé, l'échéance et l'acte à prendre."
        ),
        Paragraph(
            "Nous vous remercions de nous dire où en est chacune d'elles, en remplissant le tableau de suivi joint : "
            "état, date, preuve. Une réserve ou une difficulté peut y être écrite."
        ),
        Paragraph("Nous vous prions d'agréer, Madame, Monsieur, l'expression de notre considération distinguée."),
        Signatures(tuple(f"Pour {who}" for who in CHAIRS.values())),
    )
    rows = tuple(
        (
            number_words(one.decision, one.meeting).removeprefix("Décision "),
            one.decision.wording,
            due_words(one.decision) + (" (échue)" if one.late(reference) else ""),
            act_words(one.decision),
            follow_up_words(one),
        )
        for one in awaited
    )
    return Document(
        title="Ce que le COPIL attend de vous",
        subtitle=body,
        mark="Projet de courrier",
        origin=origin,
        blocks=(
            Heading(1, "Projet de courrier"),
            *letter,
            PageBreak(),
            Heading(1, "Ce qui est attendu"),
            Table("Décisions à mettre en œuvre", ("N°", "Décision", "Échéance", "Acte à prendre", "Suite connue"), rows,
                  (1.5, 3.4, 1.4, 1.8, 1.6)),
            *(block for one in awaited for block in _detail(one, body, words)),
        ),
    )  # fmt: skip


def _detail(one: Tracked, body: str, words: Words) -> tuple[Heading | KeyValue, ...]:
    decision = one.decision
    rows = [
        ("Objet", object_words(decision.object_id, words.titles)),
        ("Décision", decision.wording),
        *how_rows(decision, words.titles),
        (
            "Votre rôle",
            "pilote" if decision.pilot == body else f"copilote, avec {decision.pilot or 'un pilote à désigner'}",
        ),
        ("Échéance", due_words(decision)),
        ("Jalon", decision.milestone or "non fixé"),
        ("Acte à prendre", act_words(decision)),
        ("Indicateur", decision.indicator or "non fixé"),
        (
            "Conditions de réussite",
            " ; ".join(words.conditions.get(code, code) for code in decision.conditions) or "aucune inscrite",
        ),
    ]
    return Heading(2, number_words(decision, one.meeting)), KeyValue(tuple(rows))
