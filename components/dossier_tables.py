"""The tables of an orientation's dossier: actions, indicators, territories, dimensions and levers, pilots."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from components.decided import decision_badge
from components.dossier_words import (
    AIM_COLUMNS,
    DEDUCED,
    aim_rows,
    aspect_words,
    attached_words,
    gone_words,
    latest_words,
    place_words,
    rank_words,
    start_words,
    state_words,
    target_words,
)
from components.formats import date, listing, plural
from components.html import Html, element, joined
from components.programmes import programme_tag
from components.source import source_details
from components.status import badge, proposal_words
from components.table import html_table
from data.model import SCOPE_LABELS
from data.orientation_board import Line
from data.orientation_dossier import Aspect, Dossier
from data.trend import ORIGIN_LABELS

#: Precision of the caption when nothing is carried.
NOTHING = "Aucune action n'est rattachée à cette orientation à ce jour."


def actions_table(dossier: Dossier, fiche: Callable[[int], str]) -> Html:
    """What it carries: by what, what the fiche proposes, and beside it what is decided."""
    gone = (
        joined(
            [
                element("h3", "Ce qui en est parti, par décision"),
                element("ul", *(element("li", gone_words(one)) for one in dossier.gone)),
            ]
        )
        if dossier.gone
        else None
    )
    if not dossier.actions:
        return joined([element("p", NOTHING), gone])
    rows = [
        [
            joined(
                [
                    element("a", one.part.label, href=fiche(one.part.action_id)),
                    *(joined([Html(" "), programme_tag(tag)]) for tag in one.tags),
                ]
            ),
            attached_words(one),
            joined(
                [badge(one.part.proposal), element("span", proposal_words(one.status), class_="sd-detail sd-small")]
            ),
            joined([decision_badge(one.decision), element("p", one.decision.wording, class_="sd-small")])
            if one.decision
            else "non décidé",
        ]
        for one in dossier.actions
    ]
    columns = ("Action", "Ce qui la rattache", "Proposition de la fiche (2023)", "Décision du COPIL")
    table = html_table("Les actions que porte l'orientation", columns, rows)
    return joined([table, element("p", DEDUCED, class_="sd-small"), gone])


def measures_block(dossier: Dossier, trend: Callable[[str], str]) -> Html:
    """The indicators with start, latest value, target and date; those without a value apart, each explained."""
    waiting = [line for line in dossier.lines if line.state == "unfed"]
    held = [line for line in dossier.lines if line.state != "unfed"]
    parts = [aims_table(dossier)]
    if held:
        parts.append(measures_table("Indicateurs qui ont une valeur ou une cible", held, trend))
    else:
        parts.append(element("p", "Aucun indicateur n'a de valeur : rien ne peut être dit de ses résultats."))
    if waiting:
        parts.append(
            element(
                "details",
                element("summary", f"{plural(len(waiting), 'indicateur')} non alimentés, et pourquoi")
                if len(waiting) > 1
                else element("summary", "1 indicateur non alimenté, et pourquoi"),
                measures_table("Indicateurs déclarés, sans valeur reçue", waiting, trend),
                class_="sd-provenance",
            )
        )
    return joined(parts)


def measures_table(caption: str, lines: Sequence[Line], trend: Callable[[str], str]) -> Html:
    """Indicators with start, latest value, target and date. trend: indicator → the link to it."""
    rows = [
        [
            joined(
                [
                    element("a", line.indicator.label, href=trend(line.indicator.indicator_id)),
                    element("span", ORIGIN_LABELS[line.indicator.origin], class_="sd-detail sd-small"),
                ]
            ),
            start_words(line),
            element("strong", latest_words(line)) if line.point else latest_words(line),
            joined([element("span", words, class_="sd-detail") for words in target_words(line)]),
            state_words(line),
        ]
        for line in lines
    ]
    columns = ("Indicateur", "Départ", "Dernière valeur", "Cible et échéance", "Ce qui peut en être dit")
    return element("div", html_table(caption, columns, rows, dense=True), class_="sd-measures")


def aims_table(dossier: Dossier) -> Html:
    """What the decisions themselves fixed to be followed; says so when they fixed nothing."""
    if not dossier.aims:
        return element("p", "Aucun indicateur n'a été fixé par une décision.", class_="sd-small")
    return html_table("Indicateurs fixés par une décision", AIM_COLUMNS, aim_rows(dossier))


def places_table(dossier: Dossier, labels: Mapping[str, str]) -> Html:
    """The six arrondissements, then the priority territories as the fiches write them, then what decisions say."""
    rows = [
        [
            place.label,
            place_words(place),
            f"{plural(len(place.included), 'action')} ({', '.join(map(str, place.included))})"
            if place.included
            else "aucune",
            "oui" if place.decided else "non précisé",
        ]
        for place in dossier.places
    ]
    columns = ("Arrondissement", "Cité par les actions", "Inclus sans être cité", "Nommé par une décision")
    others = [labels.get(code, code) for code in dossier.scope if not code.startswith("arr:")]
    written = [
        element("li", f"Action {action} : {words} ({SCOPE_LABELS[scope].lower()})", source_details(source))
        for action, words, scope, source in dossier.priorities
    ]
    return joined(
        [
            html_table("Les arrondissements touchés", columns, rows),
            element("p", "« Non cité » ne veut pas dire « non couvert ».", class_="sd-small"),
            element("p", f"Portée territoriale décidée, en plus : {listing(others)}.") if others else None,
            element(
                "details",
                element("summary", f"Territoires prioritaires écrits dans les fiches ({len(written)})"),
                element("ul", *written),
                class_="sd-provenance",
            )
            if written
            else None,
        ]
    )


def aspects_table(aspects: Sequence[Aspect], section: Callable[[str], str]) -> Html:
    """The dimensions and levers of 30 June 2023 that something touches here; the others are named in a sentence."""
    rows, silent = [], [aspect.section.label for aspect in aspects if not aspect.touched]
    for aspect in aspects:
        if not aspect.touched:
            continue
        items = [
            element("li", f"{item.text} ({rank_words(item)})", source_details(item.source)) for item in aspect.beside
        ]
        rows.append(
            [
                element("a", aspect.section.label, href=section(aspect.section.section_id)),
                joined([element("span", words, class_="sd-detail") for words in aspect_words(aspect)]),
                element("details", element("summary", "Voir ces lignes"), element("ul", *items), class_="sd-provenance")
                if items
                else "–",
            ]
        )
    columns = ("Dimension ou levier", "Ce qui le touche ici", "Mis en regard de ses fiches")
    return joined(
        [
            html_table("Dimensions et leviers de la journée du 30 juin 2023", columns, rows) if rows else None,
            element("p", f"Rien d'écrit à ce jour pour : {listing(silent)}.", class_="sd-small") if silent else None,
        ]
    )


def pilots_table(dossier: Dossier) -> Html:
    """Who pilots: what the fiches wrote in 2023, and beside it what was decided."""
    decided = [("L'orientation", dossier.decision)] if dossier.decision else []
    decided += [(one.part.label, one.decision) for one in dossier.actions if one.decision]
    rows = [
        [
            about,
            decision.pilot or "à désigner",
            listing(list(decision.co_pilots)) or "aucun",
            date(decision.due) if decision.due else "à fixer",
        ]
        for about, decision in decided
    ]
    columns = ("Décidé pour", "Pilote", "Copilotes", "Échéance")
    taken = (
        html_table("Pilotes décidés", columns, rows)
        if rows
        else element("p", "Aucun pilote n'a encore été désigné par une décision.")
    )
    named: dict[tuple[int, str, str], list[Html]] = {}
    for action, body in dossier.pilots:
        named.setdefault((action, body.label, body.period), []).append(source_details(body.source))
    written = [
        element("li", f"Action {action} : {label}{f' ({period})' if period else ''}", sources[0])
        for (action, label, period), sources in named.items()
    ]
    fiches = (
        element("ul", *written, class_="sd-items")
        if written
        else element("p", "Aucun pilote n'est écrit : aucune fiche ne lui est rattachée.", class_="sd-small")
    )
    return joined([taken, element("h3", "Pilotes écrits dans les fiches (2023)"), fiches])
