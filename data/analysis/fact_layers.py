"""Layers of the map made of the facts the bilan locates. Pure.

The bilan locates almost nothing, and not every service everywhere: a territory of which it says nothing is « non
renseigné », never « sans service ».
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from data.analysis.fact_catalogue import LAYERS, FactLayer
from data.analysis.placed_facts import Placement, compute_placed_facts, parents_without_outline, place_facts
from data.analysis.rows import Tables, records
from data.layer import Atlas, Cell, Layer, PlacedFact
from data.model import ARRONDISSEMENTS

GROUP: Final = "Bilan"
SOURCE: Final = "bilan 2017-2023 soumis au COPIL, faits situés ; chaque fait s'ouvre sur sa phrase dans la fiche."
STATE_WORDS: Final = {
    "none_stated": "Non créé, écrit dans la fiche",
    "empty": "Non renseigné : le bilan ne rapporte rien",
    "not_applicable": "Autre échelle : rapporté pour un territoire plus large",
}
#: What has been done, and what is only planned.
PROGRESS: Final = ("Prévu ou en cours", "Réalisé, autre prévu", "Réalisé")


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
        return Cell("value", {"existing": 2, "planned": 0}[states.pop()] if len(states) == 1 else 1, note)
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
        caveats=("flandres-dunkerque", "cambresis-noms"),
    )
