"""« Dossier de réunion »: all that members read before, in one document. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.exports.deck_evidence import (
    Coverage,
    cited_chart,
    coverage_chart,
    coverage_shades,
    figures_chart,
    short_name,
    trend_chart,
)
from components.exports.document import (
    Block,
    Bullets,
    Document,
    Figure,
    Heading,
    Origin,
    PageBreak,
    Paragraph,
    Table,
    bold,
)
from components.exports.fiche_blocks import fiche_blocks
from components.exports.releve import earlier_blocks
from components.exports.steps import Step, Tell, silent
from components.figures.plain_chart import Chart, Series, svg_chart
from components.figures.small_map import FILLS, svg_fills
from components.figures.trend_marks import Panel
from components.formats import UNDATED, listing, plural
from components.key_sentences import PROPOSED, taken_words
from components.measure import value_words, when_words
from components.theme import STATUS_STYLES
from components.trend_words import change_sentence
from data.deciding.follow_up import Tracked
from data.model import (
    LINK_LABELS,
    READING_LABELS,
    SEVERITY_LABELS,
    ActionStatus,
    Caveat,
    Fiche,
    TerritoryLink,
)
from data.model import (
    Step as CalendarStep,
)

FROM_FICHES = "fiches-actions du bilan 2017-2023"


@dataclass(frozen=True)
class DossierMaterial:
    """What a dossier is made of. `decided`: action → the sentence in force. `agenda`: titles, empty without a meeting.

    `subtitle`: the meeting it is for, or what it shows; `orientations`: label and actions, in the report's order.
    `chosen`: the actions whose fiche is in it (those of the agenda, or all of them). `earlier`: what became of the
    decisions of earlier meetings, seen from `reference`; None when no meeting is prepared. `paths`: outlines of the
    arrondissements (code → SVG path) and the height of their box.
    """

    subtitle: str
    agenda: Sequence[str]
    statuses: Sequence[ActionStatus]
    fiches: Mapping[int, Fiche]
    orientations: Sequence[tuple[str, Sequence[ActionStatus]]]
    decided: Mapping[int, str]
    ahead: Sequence[CalendarStep]
    caveats: Sequence[Caveat]
    chosen: Sequence[int] = ()
    earlier: Sequence[Tracked] | None = None
    reference: dt.date | None = None
    links: Mapping[str, Mapping[int, TerritoryLink]] | None = None
    names: Mapping[str, str] | None = None
    paths: tuple[Mapping[str, str], int] | None = None
    coverage: Coverage | None = None
    trends: Sequence[Panel] = ()


def build_dossier(material: DossierMaterial, origin: Origin, tell: Tell = silent) -> Document:
    """The document: what is decided, what became of earlier decisions, where the actions stand, what is measured, each
    fiche on its pages, what to read with caution, the tables. `tell` is told each fiche."""
    shown = [one for one in material.statuses if not material.chosen or one.action_id in material.chosen]
    fiches: list[Block] = []
    for rank, status in enumerate(shown, start=1):
        said = f"Fiche {rank} sur {len(shown)}"
        tell(Step(said, rank - 1, len(shown)))
        fiches += _fiche(material, status, said)
    return Document(
        "Dossier de réunion",
        origin,
        (
            *_agenda(material, len(shown)),
            *_earlier(material),
            *_synthesis(material),
            *_orientations(material),
            *_ahead(material),
            *_measured(material),
            *fiches,
            *_caveats(material.caveats),
            *_figures_annex(material),
            *_territories_annex(material),
        ),
        material.subtitle,
    )


def chart_figure(chart: Chart, source: str, width_cm: float = 13.0) -> Figure:
    """A chart as a picture of a document."""
    return Figure(svg_chart(chart).encode(), chart.alt, chart.title, source, width_cm)


def _agenda(material: DossierMaterial, fiches: int) -> tuple[Block, ...]:
    if not material.agenda:
        return Heading(1, "Ordre du jour"), Paragraph("Aucune réunion n'est préparée dans le tableau de bord.")
    there = f"Ce dossier contient {plural(fiches, 'fiche-action', 'fiches-actions')}, celles de l'ordre du jour."
    return (
        Heading(1, "Ordre du jour"),
        Bullets(tuple(material.agenda), numbered=True),
        *([Paragraph(there, small=True)] if material.chosen else []),
    )


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
    taken = taken_words(len(material.decided))
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


def _measured(material: DossierMaterial) -> tuple[Block, ...]:
    """What the slides show of territories, coverage, figures and trends, with the same charts."""
    if material.links is None or material.names is None:
        return ()
    blocks: list[Block] = [
        Heading(1, "Ce qui se mesure"),
        chart_figure(cited_chart(material.links, material.names), f"{FROM_FICHES} ; rapprochement des noms déduit."),
        Paragraph("« Non cité » ne veut pas dire « non couvert ».", small=True),
        chart_figure(figures_chart(material.fiches), f"{FROM_FICHES}."),
        Paragraph("Le bilan ne rappelle aucune cible de départ : aucun taux de réalisation ne peut en être tiré."),
    ]
    found = material.coverage
    if found is not None:
        source = f"calculé, à vol d'oiseau depuis le centre de chaque commune ; points : {found.label} ; {found.source}"
        blocks.append(chart_figure(coverage_chart(found, material.names), source))
        if material.paths:
            shades = coverage_shades(found)
            drawn = svg_fills(*material.paths, shades.fills).encode()
            blocks.append(Figure(drawn, shades.words, f"{shades.title}. {shades.key}", source, 8))
    for part in material.trends:
        chart = trend_chart(part)
        if chart is not None:
            documents = listing(list(dict.fromkeys(mark.source.document for mark in part.marks)))
            blocks += [
                chart_figure(chart, f"{documents}. Publié hors du bilan : ce n'est pas un résultat du schéma.", 13),
                Paragraph(change_sentence(part)),
            ]
    return tuple(blocks)


def _fiche(material: DossierMaterial, status: ActionStatus, step: str) -> tuple[Block, ...]:
    decision = material.decided.get(status.action_id, "")
    head, identity, *rest = fiche_blocks(material.fiches[status.action_id], decision, 2)
    return (
        PageBreak(),
        Heading(1, f"Action {status.action_id} – {status.title}", step),
        head,
        identity,
        *_map(material, status),
        *rest,
    )


def _map(material: DossierMaterial, status: ActionStatus) -> tuple[Block, ...]:
    if material.links is None or material.names is None or material.paths is None:
        return ()
    links = {code: found[status.action_id].link for code, found in material.links.items()}
    told = [
        f"{LINK_LABELS[kind].lower()} ({shade}) : "
        + listing([short_name(material.names[code]) for code, link in links.items() if link == kind])
        for kind, shade in (("cited", "bleu"), ("included", "bleu clair"), ("not_cited", "hachures"))
        if kind in links.values()
    ]
    words = f"Carte des arrondissements. {' ; '.join(told)}."
    drawn = svg_fills(*material.paths, {code: FILLS[link] for code, link in links.items()}).encode()
    return (Figure(drawn, words, f"Arrondissements : {' ; '.join(told)}", f"{FROM_FICHES}, déduit.", 5.5),)


def _caveats(caveats: Sequence[Caveat]) -> tuple[Block, ...]:
    grave = [one for one in caveats if one.severity == "A"]
    return (
        PageBreak(),
        Heading(1, "Précautions de lecture qui peuvent changer une décision"),
        Paragraph(" ; ".join(SEVERITY_LABELS.values()) + ".", small=True),
        Bullets(tuple((bold(f"{one.title}."), f" {one.statement} {one.effect}") for one in grave)),
    )


def _figures_annex(material: DossierMaterial) -> tuple[Block, ...]:
    rows = tuple(
        (
            str(action),
            one.label + (" (contestée)" if one.contested else ""),
            value_words(one),
            when_words(one.when) or UNDATED,
            one.territory,
            one.source.place,
        )
        for action, fiche in material.fiches.items()
        if not material.chosen or action in material.chosen
        for one in fiche.observations
    )
    return (
        PageBreak(),
        Heading(1, "Annexe 1 – Tous les chiffres des fiches"),
        Table(
            "Chiffres que les documents donnent, un par ligne",
            ("Action", "Ce qui est compté", "Valeur", "Date", "Territoire", "Endroit"),
            rows,
            (0.07, 0.28, 0.2, 0.14, 0.16, 0.15),
            (2,),
        )
        if rows
        else Paragraph("Aucun chiffre dans ces fiches."),
    )


def _territories_annex(material: DossierMaterial) -> tuple[Block, ...]:
    if material.links is None or material.names is None:
        return ()
    rows = tuple(
        (str(one.action_id), *(LINK_LABELS[found[one.action_id].link].lower() for found in material.links.values()))
        for one in material.statuses
    )
    return (
        Heading(1, "Annexe 2 – Arrondissements cités par les fiches"),
        Table(
            "Comment chaque fiche concerne chaque arrondissement",
            ("Action", *(short_name(material.names[code]) for code in material.links)),
            rows,
            (0.1, *([0.15] * len(material.links))),
        ),
    )
