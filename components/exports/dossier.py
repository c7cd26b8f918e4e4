"""« Dossier de réunion »: all that members read before, in one document. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.exports.document import Block, Bullets, Document, Heading, Origin, PageBreak, Paragraph, Table, bold
from components.exports.fiche_blocks import fiche_blocks
from components.formats import plural
from components.key_sentences import PROPOSED, taken_words
from components.measure import when_words
from data.model import READING_LABELS, SEVERITY_LABELS, ActionStatus, Caveat, Fiche, Step


@dataclass(frozen=True)
class DossierMaterial:
    """What a dossier is made of. `decided`: action → the sentence in force. `agenda`: titles, empty without a meeting.

    `subtitle`: the meeting it is for, or what it shows; `orientations`: label and actions, in the report's order.
    """

    subtitle: str
    agenda: Sequence[str]
    statuses: Sequence[ActionStatus]
    fiches: Mapping[int, Fiche]
    orientations: Sequence[tuple[str, Sequence[ActionStatus]]]
    decided: Mapping[int, str]
    ahead: Sequence[Step]
    caveats: Sequence[Caveat]


def build_dossier(material: DossierMaterial, origin: Origin) -> Document:
    """The document: what is decided, where the actions stand, each fiche on its pages, what to read with caution."""
    return Document(
        "Dossier de réunion",
        origin,
        (
            *_agenda(material),
            *_synthesis(material),
            *_orientations(material),
            *_ahead(material),
            *(block for status in material.statuses for block in _fiche(material, status)),
            *_caveats(material.caveats),
        ),
        material.subtitle,
    )


def _agenda(material: DossierMaterial) -> tuple[Block, ...]:
    if not material.agenda:
        return Heading(1, "Ordre du jour"), Paragraph("Aucune réunion n'est préparée dans le tableau de bord.")
    return Heading(1, "Ordre du jour"), Bullets(tuple(material.agenda), numbered=True)


def _synthesis(material: DossierMaterial) -> tuple[Block, ...]:
    counts = [
        (READING_LABELS[reading], str(sum(status.reading == reading for status in material.statuses)))
        for reading in PROPOSED
    ]
    said = taken_words(len(material.decided))
    return (
        Heading(1, "Où en sont les actions"),
        Paragraph(
            (bold(f"{plural(len(material.statuses), 'action')}, {said}."), " Une proposition n'est pas une décision.")
        ),
        Table(
            "Statuts que proposent les fiches (2023)", ("Statut proposé", "Actions"), tuple(counts), (0.7, 0.3), (1,)
        ),
    )


def _orientations(material: DossierMaterial) -> tuple[Block, ...]:
    rows = tuple(
        (
            label,
            " ; ".join(f"{one.action_id} {READING_LABELS[one.reading]}" for one in statuses),
            " ; ".join(
                f"{one.action_id} {'décidé' if one.action_id in material.decided else 'non décidé'}" for one in statuses
            ),
        )
        for label, statuses in material.orientations
    )
    return (
        Heading(1, "Les neuf orientations 2017-2023"),
        Paragraph("Le rattachement des actions aux orientations est déduit : le bilan n'en écrit aucun."),
        Table(
            "Orientations, actions et statut proposé",
            ("Orientation", "Actions et statut proposé (2023)", "Décision du COPIL"),
            rows,
            (0.44, 0.34, 0.22),
        ),
    )


def _ahead(material: DossierMaterial) -> tuple[Block, ...]:
    rows = tuple(
        (when_words(step.when) or "date non précisée", step.label, step.body or "–") for step in material.ahead
    )
    if not rows:
        return ()
    return (
        Heading(1, "Étapes à venir"),
        Table("Calendrier des documents du schéma", ("Quand", "Étape", "Instance"), rows, (0.24, 0.5, 0.26)),
    )


def _fiche(material: DossierMaterial, status: ActionStatus) -> tuple[Block, ...]:
    return (
        PageBreak(),
        Heading(1, f"Action {status.action_id} – {status.title}"),
        *fiche_blocks(material.fiches[status.action_id], material.decided.get(status.action_id, ""), 2),
    )


def _caveats(caveats: Sequence[Caveat]) -> tuple[Block, ...]:
    grave = [one for one in caveats if one.severity == "A"]
    return (
        PageBreak(),
        Heading(1, "Précautions de lecture qui peuvent changer une décision"),
        Paragraph(" ; ".join(SEVERITY_LABELS.values()) + ".", small=True),
        Bullets(tuple((bold(f"{one.title}."), f" {one.statement} {one.effect}") for one in grave)),
    )
