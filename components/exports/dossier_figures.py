"""What a dossier holds of what is measured: charts, maps, the tables of the annexes. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from components.exports.decided_words import Decided, Meetings
from components.exports.deck_evidence import (
    RESULT_MEANS,
    Coverage,
    cited_chart,
    coverage_chart,
    coverage_shades,
    figures_chart,
    results_lines,
    results_source,
    short_name,
    trend_chart,
)
from components.exports.document import (
    Block,
    Bullets,
    Figure,
    Heading,
    Paragraph,
    Table,
)
from components.figures.plain_chart import Chart, svg_chart
from components.figures.small_map import FILLS, svg_fills
from components.figures.trend_marks import Panel
from components.formats import UNDATED, listing
from components.measure import value_words, when_words
from components.trend_words import change_sentence
from data.deciding.follow_up import Tracked
from data.decision import Decision, Meeting
from data.model import (
    LINK_LABELS,
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
    """What a dossier is made of. `meeting`: the one it is for, None for the bilan alone. `decided`: on the actions.

    `subtitle`: the meeting it is for, or what it shows; `orientations`: code, label and actions, in the report's order.
    `settled`: the decisions on the orientations, those created since included; `titles`: their words, by object.
    `latest`: the last dated step before `reference`; `meetings`: where each decision was taken.
    `chosen`: the actions whose fiche is in it (those of the agenda, or all of them). `earlier`: what became of the
    decisions of earlier meetings, seen from `reference`; None when no meeting is prepared. `paths`: outlines of the
    arrondissements (code → SVG path) and the height of their box.
    """

    subtitle: str
    meeting: Meeting | None
    statuses: Sequence[ActionStatus]
    fiches: Mapping[int, Fiche]
    orientations: Sequence[tuple[str, str, Sequence[ActionStatus]]]
    decided: Decided
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
    settled: Mapping[str, Decision] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    latest: CalendarStep | None = None
    meetings: Meetings = field(default_factory=dict)


def chart_figure(chart: Chart, source: str, width_cm: float = 13.0) -> Figure:
    """A chart as a picture of a document."""
    return Figure(svg_chart(chart).encode(), chart.alt, chart.title, source, width_cm)


def measured_blocks(material: DossierMaterial) -> tuple[Block, ...]:
    """What the slides show of territories, coverage, figures and trends, with the same charts."""
    if material.links is None or material.names is None:
        return ()
    blocks: list[Block] = [
        Heading(1, "Ce qui se mesure"),
        chart_figure(cited_chart(material.links, material.names), f"{FROM_FICHES} ; rapprochement des noms déduit."),
        Paragraph("« Non cité » ne veut pas dire « non couvert ».", small=True),
        chart_figure(figures_chart(material.fiches), results_source(material.fiches)),
        Bullets((*results_lines(material.fiches), RESULT_MEANS)),
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


def action_map(material: DossierMaterial, status: ActionStatus) -> tuple[Block, ...]:
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


def figures_annex(material: DossierMaterial) -> tuple[Block, ...]:
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


def territories_annex(material: DossierMaterial) -> tuple[Block, ...]:
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
