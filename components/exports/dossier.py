"""« Dossier de réunion »: all that members read before, in one document. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from components.exports.decided_words import (
    count_decided,
    meetings_words,
    orientation_words,
    orientations_sentence,
    sense_words,
    wording_words,
)
from components.exports.document import (
    Block,
    Bullets,
    Contents,
    Document,
    Heading,
    Origin,
    PageBreak,
    Paragraph,
    Table,
    bold,
)
from components.exports.dossier_figures import (
    FROM_FICHES,
    DossierMaterial,
    action_map,
    chart_figure,
    figures_annex,
    measured_blocks,
    territories_annex,
)
from components.exports.dossier_meeting import ahead_blocks, opening_blocks
from components.exports.fiche_blocks import fiche_blocks
from components.exports.releve import earlier_blocks
from components.exports.steps import Step, Tell, silent
from components.figures.plain_chart import Chart, Series
from components.formats import plural
from components.key_sentences import PROPOSED, taken_words
from components.theme import STATUS_STYLES
from data.decision import Decision
from data.model import (
    READING_LABELS,
    SEVERITY_LABELS,
    ActionStatus,
    Caveat,
)


def build_dossier(material: DossierMaterial, origin: Origin, tell: Tell = silent) -> Document:
    """The document: what is decided, what became of earlier decisions, where the actions stand, what is measured, each
    fiche on its pages, what to read with caution, the tables. `tell` is told each fiche."""
    shown = [one for one in material.statuses if not material.chosen or one.action_id in material.chosen]
    fiches: list[Block] = []
    # One after the other: on a page of its own, more than one would leave a page almost empty.
    for rank, status in enumerate(shown, start=1):
        said = f"Fiche {rank} sur {len(shown)}"
        tell(Step(said, rank - 1, len(shown)))
        fiches += _fiche(material, status, said)
    blocks: tuple[Block, ...] = (
        *opening_blocks(material.meeting, material.reference, len(shown), bool(material.chosen)),
        *_earlier(material),
        *_synthesis(material),
        *_orientations(material),
        *ahead_blocks(material.ahead, material.latest, material.reference, origin.made_at.date()),
        *measured_blocks(material),
        PageBreak(),
        *fiches,
        *_caveats(material.caveats),
        *figures_annex(material),
        *territories_annex(material),
    )
    # On top, once the meeting is named: what is in it, and on which page.
    opening = next(place for place, block in enumerate(blocks) if isinstance(block, Heading))
    contents = Contents(tuple(block.text for block in blocks if isinstance(block, Heading) and block.level == 1))
    title = material.meeting.title if material.meeting else ""
    subtitle = " – ".join(filter(None, (title, material.subtitle)))
    return Document("Dossier de réunion", origin, (*blocks[:opening], contents, *blocks[opening:]), subtitle)


def _earlier(material: DossierMaterial) -> tuple[Block, ...]:
    if material.earlier is None:
        return ()
    return Heading(1, "Suites données aux décisions antérieures"), *earlier_blocks(
        tuple(material.earlier), material.reference
    )


def _synthesis(material: DossierMaterial) -> tuple[Block, ...]:
    counts = {reading: sum(status.reading == reading for status in material.statuses) for reading in PROPOSED}
    labels = tuple(READING_LABELS[reading] for reading in counts)
    said = ", ".join(f"{label.lower()} {count}" for label, count in zip(labels, counts.values(), strict=True))
    title = "Statuts que proposent les fiches (2023)"
    chart = Chart(
        f"{title}, nombre d'actions",
        "bars",
        labels,
        (Series(title, tuple(map(float, counts.values()))),),
        f"Barres : {said}.",
        fills=tuple(STATUS_STYLES[reading].fill for reading in counts),
        patterns=tuple(STATUS_STYLES[reading].pattern for reading in counts),
    )
    taken = taken_words(count_decided(material.decided))
    return (
        Heading(1, "Où en sont les actions"),
        Paragraph(
            (bold(f"{plural(len(material.statuses), 'action')}, {taken}."), " Une proposition n'est pas une décision.")
        ),
        Table(
            title,
            ("Statut proposé", "Actions"),
            tuple(zip(labels, map(str, counts.values()), strict=True)),
            (0.7, 0.3),
            (1,),
        ),
        chart_figure(chart, f"{FROM_FICHES}, lecture codée par le tableau de bord.", 13),
    )


def _taken_up(material: DossierMaterial, decision: Decision) -> str:
    """The actions a created orientation takes up, each with what is decided of it."""
    found = []
    for name in decision.actions:
        number = name.partition(":")[2]
        whole = int(number.partition(".")[0])
        found.append(f"{number} {sense_words(material.decided.get(whole, ()))}")
    return " ; ".join(found) or "–"


def _orientations(material: DossierMaterial) -> tuple[Block, ...]:
    rows = [
        (
            label,
            _settled(material, f"orientation:{code}"),
            " ; ".join(f"{one.action_id} {READING_LABELS[one.reading]}" for one in statuses),
            " ; ".join(f"{one.action_id} {sense_words(material.decided.get(one.action_id, ()))}" for one in statuses),
        )
        for code, label, statuses in material.orientations
    ]
    every = [*material.settled.values(), *(one for found in material.decided.values() for one in found)]
    where = meetings_words(every, material.meetings)
    printed = {f"orientation:{code}" for code, _, _ in material.orientations}
    rows += [
        (decision.label or code, _settled(material, code), "elle n'existait pas", _taken_up(material, decision))
        for code, decision in material.settled.items()
        if code not in printed
    ]
    return (
        Heading(1, "Les neuf orientations 2017-2023"),
        Paragraph(
            (
                bold(orientations_sentence(material.settled.values()) or "Aucune orientation n'est décidée."),
                " Le rattachement des actions aux orientations est déduit : le bilan n'en écrit aucun.",
            )
        ),
        Table(
            "Orientations, actions et statut proposé ; ce que le COPIL a décidé de chacune",
            ("Orientation", "Décision sur l'orientation", "Actions, statut proposé (2023)", "Décision sur les actions"),
            tuple(rows),
            (0.33, 0.2, 0.25, 0.22),
        ),
        *([Paragraph(f"Décisions prises : {where}.", small=True)] if where else []),
    )


def _settled(material: DossierMaterial, code: str) -> str:
    decision = material.settled.get(code)
    return orientation_words(decision, material.titles) if decision else "non décidée"


def _fiche(material: DossierMaterial, status: ActionStatus, step: str) -> tuple[Block, ...]:
    decision = wording_words(material.decided.get(status.action_id, ()), material.meetings)
    head, identity, *rest = fiche_blocks(material.fiches[status.action_id], decision, 2, whole=True)
    return (
        Heading(1, f"Action {status.action_id} – {status.title}", step),
        head,
        identity,
        *action_map(material, status),
        *rest,
    )


def _caveats(caveats: Sequence[Caveat]) -> tuple[Block, ...]:
    grave = [one for one in caveats if one.severity == "A"]
    return (
        Heading(1, "Précautions de lecture qui peuvent changer une décision"),
        Paragraph(" ; ".join(SEVERITY_LABELS.values()) + ".", small=True),
        Bullets(tuple((bold(f"{one.title}."), f" {one.statement} {one.effect}") for one in grave)),
    )
