"""« Dossier d'orientation »: all that is known of one orientation, to be read before it is decided. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from components.dossier_words import (
    AIM_COLUMNS,
    DEDUCED,
    NOTE,
    aim_rows,
    attached_words,
    decided_words,
    gone_words,
    latest_words,
    opening_sentences,
    origin_words,
    prepared_words,
    start_words,
    state_words,
    tag_words,
    taken_words,
    target_words,
)
from components.exports.decision_words import number_words, reworded_words
from components.exports.document import (
    Block,
    Bullets,
    Callout,
    Document,
    Heading,
    KeyValue,
    Origin,
    Paragraph,
    Quote,
    Table,
    bold,
)
from components.exports.orientation_ground import (
    aspects_blocks,
    conditions_blocks,
    evidence_blocks,
    grid_blocks,
    heard_blocks,
    pilots_blocks,
    places_blocks,
    waiting_blocks,
)
from components.formats import plural
from data.decision import SENSE_LABELS, Meeting
from data.model import READING_LABELS
from data.orientation_dossier import Dossier, Version
from data.orientation_grid import ORIENTATIONS

NOT_DECIDED = (
    "Une proposition de fiche, une préparation ou le résultat de la grille n'est pas une décision : "
    "seule une réunion décide."
)


def build_orientation_dossier(dossier: Dossier, meetings: Mapping[str, Meeting], origin: Origin) -> Document:
    """The document: the same sections as the page, in the same order. meetings: identifier → meeting."""
    return Document(
        "Dossier d'orientation",
        origin,
        (
            *_standing(dossier),
            *_history(dossier, meetings),
            *_actions(dossier),
            *waiting_blocks(dossier),
            *_measures(dossier),
            *places_blocks(dossier),
            *aspects_blocks(dossier),
            *pilots_blocks(dossier),
            *conditions_blocks(dossier),
            *grid_blocks(dossier),
            *heard_blocks(dossier),
            *evidence_blocks(dossier),
        ),
        dossier.name,
    )


def _standing(dossier: Dossier) -> tuple[Block, ...]:
    grid = dossier.grid
    proposed = f"{ORIENTATIONS.result_labels[grid.result.code]}. {grid.sentence}" if grid else "n'est plus examinée"
    rows = [
        ("Intitulé 2017-2023", dossier.printed or f"aucun. {origin_words(dossier)}"),
        ("Décidé à ce jour", decided_words(dossier)),
        ("En préparation, non décidé", prepared_words(dossier.prepared, dossier.decision)),
        *(((NOTE, dossier.note),) if dossier.note else ()),
        ("La grille propose, non décidé", proposed),
    ]
    if dossier.tags:
        rows.append(("Programmes à côté du schéma", " ; ".join(tag_words(tag) for tag in dossier.tags)))
    quotes = [
        Quote(source.quote, f"{source.document}, {source.place}")
        for tag in dossier.tags
        for source in tag.sources[:1]
        if source.quote
    ]
    return (
        Bullets(tuple(opening_sentences(dossier))),
        KeyValue(tuple(rows)),
        *quotes,
        Callout("À lire d'abord", NOT_DECIDED),
    )


def _history(dossier: Dossier, meetings: Mapping[str, Meeting]) -> tuple[Block, ...]:
    if not dossier.history:
        return Heading(1, "Intitulé et décisions"), Paragraph("Aucune décision n'a encore été prise.")
    last = len(dossier.history) - 1
    rows = tuple(
        (
            number_words(one.decision, meetings.get(one.decision.meeting_id)),
            SENSE_LABELS[one.decision.sense],
            _adopted(one),
            "reprise, ne vaut plus" if one.undone else ("en vigueur" if place == last else "remplacée"),
        )
        for place, one in enumerate(dossier.history)
    )
    return (
        Heading(1, "Intitulé et décisions"),
        Table("Toutes les décisions, dans l'ordre", ("Décision", "Sens", "Phrase adoptée", "État"), rows, (2, 1, 3, 1)),
    )


def _adopted(one: Version) -> str:
    """The words before and after where it was reworded, the sentence, and why."""
    words, decision = reworded_words(one.decision, one.before), one.decision
    said = [f"{words}." if words else "", decision.wording, f"Motif : {decision.motive}" if decision.motive else ""]
    return " ".join(filter(None, said))


def _actions(dossier: Dossier) -> tuple[Block, ...]:
    rows = tuple(
        (
            one.part.label,
            attached_words(one),
            READING_LABELS[one.part.proposal],
            taken_words(one.decision),
        )
        for one in dossier.actions
    )
    blocks: list[Block] = [Heading(1, "Actions")]
    if rows:
        header = ("Action", "Ce qui la rattache", "Proposition de la fiche (2023)", "Décision du COPIL")
        blocks.append(Table("Les actions que porte l'orientation", header, rows, (2.4, 2.6, 1.3, 1.3)))
        blocks.append(Paragraph(DEDUCED, small=True))
    else:
        blocks.append(Paragraph("Aucune action ne lui est rattachée à ce jour."))
    if dossier.gone:
        blocks += [Paragraph(bold("Partie ailleurs, par décision :")), Bullets(tuple(map(gone_words, dossier.gone)))]
    return tuple(blocks)


def _measures(dossier: Dossier) -> tuple[Block, ...]:
    held = [line for line in dossier.lines if line.state != "unfed"]
    waiting = [line for line in dossier.lines if line.state == "unfed"]
    blocks: list[Block] = [Heading(1, "Indicateurs")]
    if dossier.aims:
        blocks.append(Table("Fixés par une décision", AIM_COLUMNS, aim_rows(dossier)))
    else:
        blocks.append(Paragraph("Aucun indicateur n'a été fixé par une décision."))
    if held:
        rows = tuple(
            (
                line.indicator.label,
                start_words(line),
                latest_words(line),
                " ; ".join(target_words(line)),
                state_words(line),
            )
            for line in held
        )
        header = ("Indicateur", "Départ", "Dernière valeur", "Cible et échéance", "Ce qui peut en être dit")
        blocks.append(Table("Indicateurs qui ont une valeur ou une cible", header, rows, (1.8, 1.1, 1.4, 1.9, 1.8)))
    else:
        blocks.append(Paragraph("Aucun indicateur n'a de valeur : rien ne peut être dit de ses résultats."))
    if waiting:
        blocks += [
            Paragraph(bold(f"{plural(len(waiting), 'indicateur')} sans valeur reçue :")),
            Bullets(tuple(f"{line.indicator.label}. {state_words(line)}" for line in waiting)),
        ]
    return tuple(blocks)
