"""The relevé de décisions as a document: what was decided, by whom it is carried, by when. Not minutes. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from components.exports.decision_words import (
    act_words,
    due_words,
    how_rows,
    meeting_words,
    number_words,
    object_words,
    reworded_words,
)
from components.exports.document import (
    Block,
    Bullets,
    Callout,
    Document,
    Heading,
    KeyValue,
    Origin,
    Paragraph,
    Signatures,
    Table,
    bold,
)
from components.formats import NO_BREAK, date, plural
from data.deciding.follow_up import Tracked
from data.deciding.releve import CHAIRS, Content, Recorded
from data.deciding.wording import default_wording
from data.decision import ADOPTION_LABELS, FOLLOW_UP_LABELS, RELEVE_STATE_LABELS, SENSE_LABELS, Decision, Meeting
from data.grid import OPEN, RESULT_LABELS

NONE_STATED = "Aucune."


@dataclass(frozen=True)
class Words:
    """What the record needs besides the journal: names of objects, of territories, of conditions of success.

    Each code → its words; a code that is unknown is shown as it is.
    """

    titles: Mapping[str, str]
    territories: Mapping[str, str]
    conditions: Mapping[str, str] = field(default_factory=dict)


def build_releve(content: Content, words: Words, earlier: Iterable[Tracked], origin: Origin) -> Document:
    """Head; numbered decisions; reservations; points sent back; follow-up; next date; annexes; signatures."""
    meeting = content.meeting
    return Document(
        title="Relevé de décisions",
        subtitle=f"{meeting_words(meeting)} – schéma départemental d'amélioration de l'accessibilité des services "
        "au public du Nord",
        mark=RELEVE_STATE_LABELS[content.releve.state],
        origin=origin,
        blocks=(
            *_head(content, words),
            Heading(1, "Décisions"),
            *(block for one in content.decisions for block in _decision(one, content, words)),
            *(() if content.decisions else (Paragraph("Aucune décision n'a été prise."),)),
            Heading(1, "Réserves"),
            *_reservations(content),
            Heading(1, "Points renvoyés au COTECH ou reportés"),
            *_returned(content, words),
            *_unexamined(content, words),
            Heading(1, "Suites données aux décisions antérieures"),
            *earlier_blocks(tuple(earlier), meeting.reference_date or meeting.day),
            Heading(1, "Prochaine réunion"),
            Paragraph(meeting.next_meeting or "Date à fixer."),
            Heading(1, "Annexes"),
            Bullets(meeting.documents) if meeting.documents else Paragraph(NONE_STATED),
            Heading(1, "Signatures"),
            *_approvals(content),
            Signatures(tuple(f"Pour {who}" for who in CHAIRS.values())),
            Paragraph("Chaque signataire peut signer « et par délégation » ; il indique alors sa qualité.", small=True),
        ),
    )


def _head(content: Content, words: Words) -> tuple[Block, ...]:
    meeting = content.meeting
    when = date(meeting.day) + (f", {meeting.time.replace(':', ' h ')}" if meeting.time else "")
    rows = (
        ("Instance", meeting_words(meeting)),
        ("Date et heure", when),
        ("Lieu", meeting.place or "non précisé"),
        ("Présents", _names(meeting.present)),
        ("Représentés", _names(meeting.represented)),
        ("Excusés", _names(meeting.excused)),
        ("Diffusion", _names(meeting.distribution)),
        ("État du relevé", RELEVE_STATE_LABELS[content.releve.state]),
    )
    agenda = tuple(f"{item.title} ({item.minutes} min)" for item in meeting.agenda)
    return (
        Heading(1, "Réunion"),
        KeyValue(rows),
        Heading(2, "Ordre du jour"),
        Bullets(agenda, numbered=True) if agenda else Paragraph("Non précisé."),
        *(
            [Paragraph((bold("Ajouté en séance : "), " ; ".join(object_words(one, words.titles) for one in added)))]
            if (added := content.added)
            else []
        ),
        Paragraph(
            "Le comité propose ; chaque décision vaut par l'accord des deux coprésidents, sous réserve des actes que "
            "prennent les autorités compétentes.",
            small=True,
        ),
    )


def _names(names: tuple[str, ...]) -> str:
    return " ; ".join(names) if names else "non précisé"


def _decision(one: Recorded, content: Content, words: Words) -> tuple[Block, ...]:
    decision = one.decision
    rows = [
        ("Objet", object_words(decision.object_id, words.titles)),
        ("Sens", SENSE_LABELS.get(decision.sense, decision.sense)),
        *how_rows(decision, words.titles),
        *([("Intitulé", reworded_words(decision))] if decision.label else []),
        *([("Motif", decision.motive)] if decision.motive else []),
        ("Pilote", decision.pilot or "non désigné"),
        *([("Copilotes", _names(decision.co_pilots))] if decision.co_pilots else []),
        ("Échéance", due_words(decision)),
        ("Acte à prendre", act_words(decision)),
        *([("Territoires", _territories(decision.scope, words))] if decision.scope else []),
        ("Adoption", _adoption(one)),
    ]
    if decision.supersedes and decision.correction_reason:
        rows.append(("Correction", decision.correction_reason))
    return (
        Callout(number_words(decision, content.meeting), decision.wording),
        KeyValue(tuple(rows)),
        *_conditions(decision, words),
    )


def _conditions(decision: Decision, words: Words, of: str = "") -> tuple[Block, ...]:
    """The conditions de réussite under the decision they bear on: what is signed holds them all, counted."""
    if not decision.conditions:
        return ()
    found = len(decision.conditions)
    told = plural(found, "condition de réussite", "conditions de réussite")
    drawn = "tirée" if found == 1 else "tirées"
    return (
        Paragraph((bold(f"{told}{of}"), f", {drawn} de la journée d'échanges du 30 juin 2023 :")),
        Bullets(tuple(words.conditions.get(code, code) for code in decision.conditions)),
    )


def _territories(scope: tuple[str, ...], words: Words) -> str:
    return " ; ".join(words.territories.get(code, code) for code in scope)


def _adoption(one: Recorded) -> str:
    label = ADOPTION_LABELS.get(one.decision.adoption, one.decision.adoption)
    votes = one.decision.ballot
    if votes is None:
        return label
    return f"{label} : {votes.for_} pour, {votes.against} contre, {votes.abstention} abstention(s)"


def _reservations(content: Content) -> tuple[Block, ...]:
    if not content.reservations:
        return (Paragraph(NONE_STATED),)
    return (
        Bullets(
            tuple((bold(body), f" (décision n° {number}) : {text}") for number, body, text in content.reservations)
        ),
    )


def _returned(content: Content, words: Words) -> tuple[Block, ...]:
    if not content.returned:
        return (Paragraph("Aucun."),)
    rows = tuple(
        (
            f"{one.decision.number or '–'}",
            object_words(one.decision.object_id, words.titles),
            f"{SENSE_LABELS[one.decision.sense]} : {one.decision.wording}",
            asked_words(one.decision, content.meeting, words),
            one.decision.pilot or "à désigner",
            due_words(one.decision),
        )
        for one in content.returned
    )
    return (
        Table("Points à instruire", ("N°", "Objet", "Décision", "Ce qui est demandé", "Par qui", "Pour quand"), rows,
              (0.5, 1.8, 2.4, 2.2, 1.4, 1.2)),
        *(
            block
            for one in content.returned
            for block in _conditions(one.decision, words, f" avec la décision n°{NO_BREAK}{one.decision.number}")
        ),
    )  # fmt: skip


def asked_words(decision: Decision, meeting: Meeting, words: Words) -> str:
    """What is to be examined again: the motive, the question the grid leaves open; else that the room asked none.

    The sentence proposed to the room (« renvoie l'examen… ») asks nothing by itself; one it wrote may.
    """
    title, merged = words.titles.get(decision.object_id, ""), words.titles.get(decision.merged_into, "")
    plain = default_wording(decision, meeting, title, merged)
    grid = decision.evidence.get("grid")
    open_one = isinstance(grid, dict) and grid.get("result") == RESULT_LABELS[OPEN]
    sentence = str(grid["sentence"]) if isinstance(grid, dict) and open_one else ""
    asked = [decision.motive]
    if sentence:
        asked.append(f"Grille d'examen : {sentence}")
    if any(asked):
        return " ".join(part for part in asked if part)
    if decision.wording != plain:
        return "selon les termes de la décision."
    if decision.sense == "renvoi_cotech":
        return "reprendre l'examen ; la réunion n'a pas posé de question particulière."
    return "aucune instruction demandée ; l'examen est repris à une prochaine réunion."


def _unexamined(content: Content, words: Words) -> tuple[Block, ...]:
    if not content.unexamined:
        return ()
    return (
        Heading(1, "Points de l'ordre du jour sans décision"),
        Bullets(tuple(object_words(name, words.titles) for name in content.unexamined)),
    )


def earlier_blocks(tracked: tuple[Tracked, ...], reference: dt.date | None) -> tuple[Block, ...]:
    """What became of the decisions of earlier meetings, in the order given."""
    if not tracked:
        return (Paragraph("Aucune décision antérieure."),)
    rows = tuple(
        (
            number_words(one.decision, one.meeting).removeprefix("Décision "),
            one.decision.wording,
            one.decision.pilot or "non désigné",
            due_words(one.decision) + (" (échue)" if reference and one.late(reference) else ""),
            follow_up_words(one),
        )
        for one in tracked
    )
    return (
        Table("Décisions antérieures", ("N°", "Décision", "Pilote", "Échéance", "Suite donnée"), rows,
              (1.6, 3.2, 1.6, 1.3, 2)),
    )  # fmt: skip


def follow_up_words(one: Tracked) -> str:
    """« En cours au 1er juin 2027, selon le Département »."""
    words = FOLLOW_UP_LABELS[one.state]
    if one.said is None:
        return words
    if one.said.state_on:
        words += f" au {date(one.said.state_on)}"
    return f"{words}, selon {one.said.reported_by}" if one.said.reported_by else words


def _approvals(content: Content) -> tuple[Block, ...]:
    if not content.releve.approvals:
        return ()
    return (
        Bullets(
            tuple(
                f"Validé pour {CHAIRS[one.chair]} le {date(one.on)} ({one.capacity}), enregistré par le secrétariat."
                for one in content.releve.approvals
            )
        ),
    )
