"""Which layers are drawn from the facts the bilan locates: one entry a service, read by `fact_layers`. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from data.layer import PlacedFact

ALL: Final = ("arrondissement", "epci", "commune", "departement")
WIDE: Final = ("arrondissement", "departement")


@dataclass(frozen=True)
class FactLayer:
    """How one layer is drawn from the facts: which facts, how they are measured (`count`, `sum`, `progress`,
    `cited`), in which unit (one | several), where."""

    layer_id: str
    label: str
    chosen: Callable[[PlacedFact], bool]
    measure: str
    unit: str
    levels: tuple[str, ...]
    question: str
    caveats: tuple[str, ...] = ()


def _action(number: int, start: str = "") -> Callable[[PlacedFact], bool]:
    return lambda fact: fact.action_id == number and not fact.finding and fact.service.startswith(start)


def _poverty(fact: PlacedFact) -> bool:
    return fact.finding and "pauvreté" in fact.service


LAYERS: Final = (
    FactLayer(
        "fs-itinerantes",
        "France Services itinérantes",
        _action(1),
        "sum",
        "France Services itinérante|France Services itinérantes",
        WIDE,
        "Où le bilan situe-t-il une France Services itinérante ?",
        ("fs-itinerantes-six-territoires", "fs-communes-119-122"),
    ),
    FactLayer(
        "adultes-relais",
        "Adultes-relais médiateurs santé",
        _action(5),
        "sum",
        "convention|conventions",
        WIDE,
        "Combien de conventions d'adultes-relais par arrondissement ?",
        ("arms-total", "arms-conventions-ou-personnes"),
    ),
    FactLayer(
        "transport-demande",
        "Transport à la demande, par autorité",
        _action(8),
        "count",
        "service rapporté|services rapportés",
        ("epci", "arrondissement", "departement"),
        "Quelles autorités portent un transport à la demande, d'après le bilan ?",
        ("tad-definition-et-inventaire",),
    ),
    FactLayer(
        "plateformes-mobilite",
        "Plateformes de mobilité",
        _action(9, "Plateforme"),
        "count",
        "plateforme rapportée|plateformes rapportées",
        ALL,
        "Où le bilan situe-t-il une plateforme de mobilité ?",
        ("plateformes-4-15-17",),
    ),
    FactLayer(
        "cias",
        "Centres intercommunaux d'action sociale (CIAS)",
        _action(2),
        "count",
        "CIAS rapporté|CIAS rapportés",
        ("epci", "arrondissement", "departement"),
        "Quels EPCI ont un CIAS, d'après le bilan ?",
        ("cias-deux", "sigles-intercommunalites"),
    ),
    FactLayer(
        "commerces",
        "Commerces et centres-bourgs (action 12)",
        _action(12),
        "progress",
        "",
        ("commune", "epci", "arrondissement"),
        "Où des opérations de commerce sont-elles rapportées ?",
        ("action-12-un-seul-arrondissement", "operateurs-locaux-action-12"),
    ),
    FactLayer(
        "outils-emploi",
        "Outils pour l'emploi (action 13)",
        _action(13),
        "count",
        "outil|outils",
        WIDE,
        "Où un outil pour l'emploi est-il en service, où ne l'est-il pas ?",
        ("action-13-resultats-et-priorites",),
    ),
    FactLayer(
        "charte-ecole",
        "Charte de l'école en milieu rural",
        _action(14, "Charte"),
        "cited",
        "",
        ("arrondissement",),
        "Quels territoires la charte de l'école en milieu rural nomme-t-elle ?",
        ("charte-241-communes",),
    ),
    FactLayer(
        "pauvrete",
        "Mentions de pauvreté (constats)",
        _poverty,
        "count",
        "constat|constats",
        ("commune", "epci", "arrondissement"),
        "Où le bilan décrit-il une situation de pauvreté ?",
        ("pauvrete-action-16",),
    ),
    FactLayer(
        "constats",
        "Autres constats de besoin",
        lambda fact: fact.finding and not _poverty(fact),
        "count",
        "constat|constats",
        ("arrondissement",),
        "Où le bilan décrit-il un manque ou un besoin ?",
        ("services-non-localises",),
    ),
    FactLayer(
        "faits-situes",
        "Tous les services situés",
        lambda fact: not fact.finding,
        "count",
        "fait situé|faits situés",
        ALL,
        "Que le bilan situe-t-il, et où ?",
        ("services-non-localises",),
    ),
)
