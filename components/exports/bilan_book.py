"""The bilan as tables to carry away: actions, figures, links with the arrondissements, caveats. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from components.exports.document import Origin
from components.exports.spreadsheet import Book, Cell, Sheet
from components.formats import UNDATED
from components.measure import when_words
from data.model import (
    CATEGORY_LABELS,
    KIND_LABELS,
    LINK_LABELS,
    QUALIFIER_LABELS,
    READING_LABELS,
    ActionStatus,
    Caveat,
    Fiche,
    Source,
    TerritoryLink,
)


def build_bilan_book(
    statuses: Sequence[ActionStatus],
    fiches: Mapping[int, Fiche],
    links: Mapping[str, Mapping[int, TerritoryLink]],
    names: Mapping[str, str],
    caveats: Sequence[Caveat],
    decided: Mapping[int, str],
    origin: Origin,
) -> Book:
    """Four sheets, one line a fact, each with its source. `decided`: action → the sentence of the decision in force."""
    return Book(
        "SDAASP du Nord – tableaux du bilan 2017-2023",
        origin,
        (_actions(statuses, decided), _figures(fiches), _links(statuses, links, names), _caveats(caveats)),
        ("Un statut proposé par une fiche n'est pas une décision. Une cellule vide n'est pas un zéro.",),
    )


def _actions(statuses: Sequence[ActionStatus], decided: Mapping[int, str]) -> Sheet:
    header = (
        "Action",
        "Titre",
        "Orientation (rattachement déduit)",
        "Statut proposé par la fiche (2023)",
        "Écrit dans la fiche",
        "Fiche rédigée par",
        "Décision du COPIL",
        "Source",
    )
    rows = tuple(
        (
            one.action_id,
            one.title,
            one.orientation,
            READING_LABELS[one.reading],
            one.written or None,
            " ; ".join(one.authors),
            decided.get(one.action_id, "non décidé"),
            _place(one.source),
        )
        for one in statuses
    )
    return Sheet("Actions", header, rows, (1.8, 8, 6, 4.5, 8, 5, 5, 6))


def _figures(fiches: Mapping[int, Fiche]) -> Sheet:
    header = (
        "Action",
        "Ce qui est compté",
        "Précision",
        "Valeur",
        "Jusqu'à",
        "Unité",
        "Date",
        "Territoire",
        "Nature",
        "Réserves",
        "Source",
        "Mots exacts",
    )
    rows: list[tuple[Cell, ...]] = []
    for number, fiche in fiches.items():
        rows += [
            (
                number,
                one.label,
                QUALIFIER_LABELS[one.qualifier].strip() or None,
                one.value,
                one.value_high,
                one.unit,
                when_words(one.when) or UNDATED,
                one.territory,
                KIND_LABELS[one.kind],
                " ; ".join(part for part in (one.perimeter, "contestée" if one.contested else "") if part) or None,
                _place(one.source),
                one.source.quote,
            )
            for one in fiche.observations
        ]
    return Sheet("Chiffres", header, tuple(rows), (1.8, 7, 2.5, 2.5, 2.5, 3, 4, 4, 2.5, 5, 6, 9))


def _links(
    statuses: Sequence[ActionStatus], links: Mapping[str, Mapping[int, TerritoryLink]], names: Mapping[str, str]
) -> Sheet:
    rows = tuple(
        (
            one.action_id,
            names[code],
            LINK_LABELS[found.link],
            "oui" if found.priority else "non",
            found.via,
            "déduit" if found.deduced else "écrit",
            _place(found.source),
        )
        for one in statuses
        for code in links
        if (found := links[code][one.action_id])
    )
    header = (
        "Action",
        "Arrondissement",
        "Lien",
        "Territoire prioritaire",
        "Mots qui le disent",
        "Rapprochement",
        "Source",
    )
    return Sheet("Territoires", header, rows, (1.8, 6, 2.5, 3, 7, 3, 6))


def _caveats(caveats: Sequence[Caveat]) -> Sheet:
    rows = tuple((one.severity, CATEGORY_LABELS[one.category], one.title, one.statement, one.effect) for one in caveats)
    return Sheet(
        "Précautions", ("Gravité", "Nature", "Titre", "Constat", "Pourquoi cela compte"), rows, (1.8, 4, 7, 10, 10)
    )


def _place(source: Source) -> str:
    return f"{source.document}, {source.place}"
