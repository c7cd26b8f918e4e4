"""Layers of the map made of the facts the bilan locates. Pure.

The bilan locates almost nothing, and not every service everywhere: a territory of which it says nothing is « non
renseigné », never « sans service ».
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from data.analysis.placed_facts import Placement, compute_placed_facts, parents_without_outline, place_facts
from data.analysis.rows import Tables, records
from data.layer import Atlas, Cell, Layer, PlacedFact
from data.model import ARRONDISSEMENTS

GROUP: Final = "Bilan"
SOURCE: Final = "bilan 2017-2023 soumis au COPIL, faits situés ; chaque fait s'ouvre sur sa phrase dans la fiche."
STATE_WORDS: Final = {
    "none_stated": "Non créé, écrit dans la fiche",
    "empty": "Non renseigné : le bilan ne rapporte rien",
    "not_applicable": "Rapporté à une échelle plus large",
}
#: What has been done, and what is only planned.
PROGRESS: Final = ("Réalisé", "Réalisé, autre prévu", "Prévu ou en cours")
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
        "constat|constats",
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


def compute_fact_layers(tables: Tables, atlas: Atlas) -> tuple[Layer, ...]:
    """One layer a service, in the order of `LAYERS`."""
    facts = compute_placed_facts(tables)
    parents = parents_without_outline(tables, atlas)
    return tuple(_layer(spec, [fact for fact in facts if spec.chosen(fact)], tables, atlas, parents) for spec in LAYERS)


def _layer(
    spec: FactLayer, facts: list[PlacedFact], tables: Tables, atlas: Atlas, parents: Mapping[str, tuple[str, ...]]
) -> Layer:
    placed = {level: place_facts(facts, atlas, level, parents) for level in spec.levels}
    cells = {
        level: {code: _cell(spec.measure, code, placement, atlas) for code in atlas.of_level[level]}
        for level, placement in placed.items()
    }
    totals: dict[str, str] = {}
    if spec.layer_id == "adultes-relais":
        declared, totals = _declared(tables, facts)
        cells["departement"] = dict.fromkeys(atlas.of_level["departement"], declared)
    categories = {"progress": PROGRESS, "cited": ("Nommé dans la fiche, part non donnée",)}.get(spec.measure, ())
    return Layer(
        layer_id=spec.layer_id,
        group=GROUP,
        label=spec.label,
        kind="categories" if categories else "sequential",
        unit=spec.unit.rpartition("|")[2],
        unit_one=spec.unit.partition("|")[0],
        cells=cells,
        source=SOURCE,
        question=spec.question,
        categories=categories,
        state_words=STATE_WORDS,
        totals=totals,
        facts=tuple(facts),
        apart={level: placement.apart for level, placement in placed.items()},
        caveats=spec.caveats,
    )


def _straddlers(code: str, facts: list[PlacedFact], atlas: Atlas) -> list[str]:
    """Names of the facts' territories that only a part of stands in this one: they are counted in each."""
    return sorted(
        {
            fact.territory
            for fact in facts
            if (place := atlas.places.get(fact.territory_id)) is not None
            and sum(level == "arrondissement" for level, _, _, _ in place.within) > 1
            and any(parent == code and level == "arrondissement" for level, parent, _, _ in place.within)
        }
    )


def _cell(measure: str, code: str, placement: Placement, atlas: Atlas) -> Cell:
    own = placement.own.get(code, ())
    counted = [fact for fact in own if not fact.duplicate_of and fact.state != "not_created"]
    if not counted:
        if any(fact.state == "not_created" for fact in own):
            return Cell("none_stated", note="la fiche écrit que l'outil n'est pas créé")
        if code in placement.wider:
            return Cell("not_applicable", note=f"rapporté pour {', '.join(placement.wider[code])}")
        return Cell("empty")
    doubles = [fact for fact in own if fact.duplicate_of]
    notes = [f"la ligne « {fact.written} », tenue pour un doublon, n'est pas comptée" for fact in doubles[:1]]
    notes += [
        f"dont {name}, à cheval, comptée dans chaque arrondissement" for name in _straddlers(code, counted, atlas)
    ]
    note = " ; ".join(notes)
    if measure == "sum":
        value = sum(fact.value or 0 for fact in counted)
        if doubles:
            total = value + sum(fact.value or 0 for fact in doubles)
            note = f"{total:.0f} avec la ligne « {doubles[0].written} », tenue pour un doublon"
        return Cell("value", value, note)
    if measure == "cited":
        return Cell("value", 0, note)
    if measure == "progress":
        states = {fact.state for fact in counted}
        return Cell("value", {"existing": 0, "planned": 2}[states.pop()] if len(states) == 1 else 1, note)
    return Cell("value", len(counted), note)


def _declared(tables: Tables, facts: list[PlacedFact]) -> tuple[Cell, dict[str, str]]:
    """The total of the adultes-relais as it is declared, beside what the listed territories add up to: never mended."""
    (row,) = records(tables["observations"], indicator_id="conventions_arms", territory_id="dep:59")
    listed = [fact for fact in facts if fact.unit]
    every = sum(fact.value or 0 for fact in listed)
    single = sum(fact.value or 0 for fact in listed if not fact.duplicate_of)
    words = (
        f"{row['value']:.0f} conventions déclarées dans la fiche ; {every:.0f} en additionnant les territoires "
        f"listés ; {single:.0f} sans la ligne « Cambrasis », tenue pour un doublon de Cambrai. Les trois sont "
        "montrées, aucune n'est corrigée."
    )
    return Cell("value", row["value"], words), {"arrondissement": words, "departement": words}


def compute_citation_layer(tables: Tables) -> Layer:
    """How many of the sixteen actions cite each arrondissement; « non cité » is not « non couvert »."""
    links = tables["action_arrondissements"]
    counts = {
        code: links.loc[links["territory_id"] == code, "link"].value_counts().to_dict() for code in ARRONDISSEMENTS
    }
    cells = {
        code: Cell(
            "value",
            found.get("cited", 0),
            f"{found.get('included', 0)} autres l'incluent sans le citer, {found.get('not_cited', 0)} citent d'autres "
            "territoires",
        )
        for code, found in counts.items()
    }
    return Layer(
        layer_id="actions-citant",
        group=GROUP,
        label="Actions qui citent l'arrondissement",
        kind="sequential",
        unit="actions",
        unit_one="action",
        cells={"arrondissement": cells},
        source="fiches-actions du bilan 2017-2023 ; rattachements « cité » et « inclus » de la page « Fiche-action ».",
        question="Combien d'actions citent chaque arrondissement ?",
        formula="nombre des 16 actions dont la fiche nomme l'arrondissement ou un territoire qui y est rattaché. "
        "« Non cité » ne veut pas dire « non couvert ».",
        caveats=("flandres-dunkerque", "avesnois-noms", "cambresis-noms"),
    )
