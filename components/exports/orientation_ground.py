"""A « dossier d'orientation », its second half: territories, workshop, pilots, conditions, opinions, evidence. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from components.dossier_words import (
    aspect_words,
    condition_origin,
    latest_words,
    near_words,
    opinion_basis,
    place_words,
    rank_words,
)
from components.exports.document import Block, Bullets, Heading, Paragraph, Table, bold
from components.formats import date, listing, plural
from data.deciding.gatherings import REMARK_LABELS
from data.deciding.pilot_round import stance
from data.decision import OPINION_LABELS
from data.grid import ACTIONS, Examination, GridLine
from data.model import READING_LABELS, SCOPE_LABELS
from data.orientation_dossier import Dossier
from data.orientation_grid import ORIENTATIONS, QUESTION_SOURCES


def waiting_blocks(dossier: Dossier) -> tuple[Block, ...]:
    """What a preparation would attach to it, under that name, with its facts; nothing when nothing is prepared."""
    waiting = dossier.waiting
    if waiting is None:
        return ()
    rows = tuple((part.label, home, READING_LABELS[part.proposal]) for part, _, home in waiting.actions)
    header = ("Action", "Orientation qui la porte aujourd'hui", "Proposition de la fiche (2023)")
    held = tuple(f"{line.indicator.label} : {latest_words(line)}" for line in waiting.lines if line.point is not None)
    cited = tuple(f"{place.label} : {place_words(place)}" for place in waiting.places)
    pilots = tuple(dict.fromkeys(f"Action {number} : {body.label}" for number, body in waiting.pilots))
    return (
        Heading(1, "Actions à rattacher, non décidé"),
        Paragraph("Préparé par le secrétariat : une réunion du COPIL seule en décide, rien n'est compté ailleurs."),
        Table("Les actions que la préparation rattacherait", header, rows, (2.4, 2.4, 1.3)),
        *((Paragraph(bold("Leurs indicateurs qui ont une valeur :")), Bullets(held)) if held else ()),
        Paragraph(bold("Arrondissements qu'elles citent :")),
        Bullets(cited),
        *((Paragraph(bold("Leurs pilotes écrits dans les fiches (2023) :")), Bullets(pilots)) if pilots else ()),
    )


def places_blocks(dossier: Dossier) -> tuple[Block, ...]:
    rows = tuple(
        (
            place.label,
            place_words(place),
            ", ".join(map(str, place.included)) or "aucune",
            "oui" if place.decided else "non précisé",
        )
        for place in dossier.places
    )
    header = ("Arrondissement", "Cité par les actions", "Inclus sans être cité", "Nommé par une décision")
    written = tuple(
        f"Action {action} : {words} ({SCOPE_LABELS[scope].lower()})" for action, words, scope, _ in dossier.priorities
    )
    return (
        Heading(1, "Territoires touchés"),
        Table("Les arrondissements", header, rows, (1.6, 2.4, 1.2, 1.2)),
        Paragraph("« Non cité » ne veut pas dire « non couvert ».", small=True),
        *((Paragraph(bold("Territoires prioritaires écrits dans les fiches :")), Bullets(written)) if written else ()),
    )


def aspects_blocks(dossier: Dossier) -> tuple[Block, ...]:
    touched = [aspect for aspect in dossier.aspects if aspect.touched]
    silent = [aspect.section.label for aspect in dossier.aspects if not aspect.touched]
    rows = tuple((aspect.section.label, " ".join(aspect_words(aspect))) for aspect in touched)
    header = ("Dimension ou levier", "Ce qui le touche ici")
    return (
        Heading(1, "Dimensions et leviers"),
        *((Table("Journée du 30 juin 2023", header, rows, (0.5, 0.5)),) if rows else ()),
        *((Paragraph(f"Rien d'écrit à ce jour pour : {listing(silent)}.", small=True),) if silent else ()),
    )


def pilots_blocks(dossier: Dossier) -> tuple[Block, ...]:
    decided = [("L'orientation", dossier.decision), *((one.part.label, one.decision) for one in dossier.actions)]
    taken = tuple(f"{about} : {one.pilot or 'à désigner'}" for about, one in decided if one)
    written = tuple(
        dict.fromkeys(
            f"Action {action} : {body.label}{f' ({body.period})' if body.period else ''}"
            for action, body in dossier.pilots
        )
    )
    return (
        Heading(1, "Pilotes"),
        *(
            (Paragraph(bold("Décidés :")), Bullets(taken))
            if taken
            else (Paragraph("Aucun pilote n'est encore décidé."),)
        ),
        *((Paragraph(bold("Écrits dans les fiches (2023) :")), Bullets(written)) if written else ()),
    )


def conditions_blocks(dossier: Dossier) -> tuple[Block, ...]:
    if not dossier.conditions:
        return Heading(1, "Conditions de réussite"), Paragraph("Aucune n'est rattachée à ce jour.")
    rows = tuple(
        (one.item.text, rank_words(one.item), " ; ".join(near_words(one.near)) or "–", condition_origin(one))
        for one in dossier.conditions
    )
    header = ("Ligne du 30 juin 2023", "Rang dans sa rubrique", "Formulations proches ailleurs", "Comment")
    return (
        Heading(1, "Conditions de réussite"),
        Table("Lignes de l'atelier, sans arbitrage entre elles", header, rows, (2.2, 1.6, 2.2, 1.2)),
    )


def grid_blocks(dossier: Dossier) -> tuple[Block, ...]:
    """The five questions, the COTECH's opinions with what was written with each; none of it is a decision."""
    grid, said = dossier.grid, dossier.opinions
    if grid is None and not said:
        return ()
    rows = tuple(
        (
            ORIENTATIONS.labels[code],
            OPINION_LABELS[said[code][1].opinion if code in said else "sans_avis"],
            opinion_basis(said[code][1]) if code in said else "–",
            (said[code][1].comment if code in said else "") or "–",
            QUESTION_SOURCES[code].place,
        )
        for code in ORIENTATIONS.criteria
    )
    result = (
        Paragraph((bold(f"{ORIENTATIONS.result_labels[grid.result.code]}."), f" {grid.sentence}"))
        if grid
        else Paragraph("Elle n'est plus examinée : ces avis sont antérieurs à la décision.")
    )
    header = (
        "Question proposée, à valider par le COTECH",
        "Avis du COTECH",
        "Sur quoi il repose",
        "Commentaire de l'avis du COTECH",
        "Question tirée de",
    )
    return (
        Heading(1, "Grille : priorité, maintien ou veille"),
        Table("Les cinq questions", header, rows, (2, 1, 1.4, 2, 1.6)),
        result,
    )


def heard_blocks(dossier: Dossier) -> tuple[Block, ...]:
    blocks: list[Block] = [Heading(1, "Avis recueillis")]
    if dossier.remarks:
        said = tuple(
            (REMARK_LABELS[one.kind], one.text, one.body, date(one.said_on) if one.said_on else "date non précisée")
            for one in dossier.remarks
        )
        blocks.append(Table("En rencontre", ("Nature", "Ce qui est dit", "Organisme", "Quand"), said, (1, 3, 1.6, 1)))
    else:
        blocks.append(Paragraph("En rencontre : aucune contribution enregistrée."))
    blocks += _examined(dossier.action_grid, ACTIONS)
    if dossier.answers:
        read = {one.status.action_id: one.status.reading for one in dossier.actions}
        answers = tuple(
            (
                f"Action {one.answer.action_id}",
                one.answer.body,
                ". ".join(
                    part for part in (stance(one.answer, read[one.answer.action_id]), one.answer.proposal_text) if part
                ),
            )
            for one in dossier.answers
        )
        blocks.append(
            Table("Réponses des organismes", ("Action", "Organisme", "Ce qu'il répond"), answers, (1, 1.6, 3))
        )
    else:
        blocks.append(Paragraph("Tour des pilotes : aucune réponse reçue."))
    return tuple(blocks)


def _examined(lines: Sequence[GridLine], grid: Examination) -> list[Block]:
    begun = [line for line in lines if line.begun]
    if not begun:
        return [Paragraph("Avis du COTECH sur ses actions : aucun n'est encore donné.")]
    rows = tuple(
        (
            line.label,
            " ; ".join(
                f"{grid.labels[code]} {OPINION_LABELS[opinion].lower()}"
                for code, opinion in zip(grid.criteria, line.opinions, strict=True)
            ),
            f"{grid.result_labels[line.result.code]}. {line.sentence}",
        )
        for line in begun
    )
    return [Table("Avis du COTECH sur ses actions", ("Action", "Avis", "La grille propose"), rows, (1.4, 3, 1.8))]


def evidence_blocks(dossier: Dossier) -> tuple[Block, ...]:
    sources = listing([f"{document} ({plural(count, 'fait')})" for document, count in dossier.sources])
    grave = [one for one in dossier.caveats if one.severity == "A"]
    others = [one.title for one in dossier.caveats if one.severity != "A"]
    caveats = tuple((bold(f"{one.title}."), f" {one.statement} {one.effect}") for one in grave)
    return (
        Heading(1, "Preuves et précautions de lecture"),
        Paragraph(f"Ce dossier repose sur : {sources}." if sources else "Aucun document ne décrit cette orientation."),
        *((Paragraph(bold("Ce qui peut changer une décision :")), Bullets(caveats)) if caveats else ()),
        *((Paragraph(bold("Ce qui change un chiffre ou une carte, en titres :")),) if others else ()),
        *((Bullets(tuple(others)),) if others else ()),
        *(() if dossier.caveats else (Paragraph("Aucune précaution de lecture ne la touche."),)),
    )
