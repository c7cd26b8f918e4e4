"""Every layer the map can draw: facts of the bilan, town halls, population, France services of the ANCT. Pure.

A layer that comes from elsewhere (an imported file) joins by being a `Layer`: nothing here, nor on the page, knows what
it is about.
"""

from __future__ import annotations

from typing import Final

from data.analysis.fact_layers import compute_citation_layer, compute_fact_layers
from data.analysis.reference_layers import compute_population_layers, compute_town_hall_layers
from data.analysis.rows import Tables, records
from data.layer import Atlas, Cell, Layer

FRANCE_SERVICES: Final = "France services (ANCT)"
PER: Final = 10_000


def compute_layers(tables: Tables, atlas: Atlas) -> dict[str, Layer]:
    """The shipped layers: code → layer, in the order of the list; the first is the one the page opens on."""
    layers = (
        *compute_population_layers(tables, atlas),
        *compute_france_services_layers(tables, atlas),
        compute_citation_layer(tables),
        *compute_fact_layers(tables, atlas),
        *compute_town_hall_layers(tables, atlas),
    )
    return {layer.layer_id: layer for layer in layers}


def compute_france_services_layers(tables: Tables, atlas: Atlas) -> tuple[Layer, Layer]:
    """France services by arrondissement as the ANCT publishes them: a context, apart from the bilan's own count."""
    count = _values(tables, "france_services_anct")
    itinerant = _values(tables, "france_services_anct_itinerantes")
    levels = ("arrondissement", "departement")
    last = max(tables["populations"]["vintage"])
    year = next(records(tables["populations"], vintage=last))["census_year"]
    source = (
        "ANCT, liste des structures France services, état au 1er août 2024, Licence Ouverte 2.0, saisie à la main. "
        "Contexte, tenu à part des 51 France Services que le bilan compte au 1er septembre 2023."
    )
    parts = [count[code] for code in sorted(count) if code.startswith("arr:")]
    total = f"{count['dep:59']:.0f} dans le Nord ({' + '.join(f'{part:.0f}' for part in parts)})"
    total += f", dont {sum(itinerant.values()):.0f} itinérantes."

    def note(code: str) -> str:
        moving = itinerant.get(code, sum(itinerant.values()))
        return f"dont {moving:.0f} itinérante{'s' if moving > 1 else ''}"

    numbers = {
        level: {code: Cell("value", count[code], note(code)) for code in atlas.of_level[level]} for level in levels
    }
    rates = {
        level: {
            code: Cell(
                "value",
                PER * count[code] / atlas.places[code].populations[last],
                f"{count[code]:.0f} structures, {note(code)}",
            )
            for code in atlas.of_level[level]
        }
        for level in levels
    }
    return (
        Layer(
            "france-services",
            FRANCE_SERVICES,
            "France services par arrondissement",
            "sequential",
            "structures",
            numbers,
            source,
            unit_one="structure",
            question="Combien de France services dans chaque arrondissement, au 1er août 2024 ?",
            totals=dict.fromkeys(levels, total),
        ),
        Layer(
            "france-services-taux",
            FRANCE_SERVICES,
            "France services pour 10 000 habitants",
            "sequential",
            "pour 10 000 habitants",
            rates,
            f"{source} Population municipale {year} (INSEE).",
            question="Combien de France services pour 10 000 habitants ?",
            decimals=2,
            formula=f"structures au 1er août 2024 × 10 000 ÷ population municipale {year}. Une densité n'est pas une "
            "distance : elle ne dit pas qui en est proche.",
            totals=dict.fromkeys(levels, total),
        ),
    )


def _values(tables: Tables, indicator_id: str) -> dict[str, float]:
    return {
        row["territory_id"]: float(row["value"]) for row in records(tables["observations"], indicator_id=indicator_id)
    }
