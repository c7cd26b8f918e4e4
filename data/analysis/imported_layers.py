"""Layers of the map made of imported editions: points counted where they stand, values and lists by commune. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from data.analysis.point_sets import PointSet
from data.analysis.rows import decimal
from data.imported import AreaSet
from data.layer import MAP_LEVELS, Atlas, Cell, Layer, LayerPoint

IMPORTED: Final = "Données importées"
#: Widest last: a layer opens on its first level.
LEVELS: Final = tuple(reversed(MAP_LEVELS))
#: What keeps the code of an imported layer apart from those of the shipped ones.
PREFIX: Final = "import-"
_PART: Final = "partie située dans le Nord"
_SECRET: Final = {
    "secret": "Secret statistique : valeur connue, non diffusée",
    "empty": "Non renseigné : sans valeur dans le fichier",
}


def compute_imported_layers(
    points: Mapping[str, PointSet], areas: Mapping[str, AreaSet], atlas: Atlas
) -> dict[str, Layer]:
    """Every edition in use: code → layer. A layer of values has one entry an indicator."""
    layers = [_points_layer(name, one, atlas) for name, one in points.items()]
    for name, one in areas.items():
        if one.membership:
            layers.append(_members_layer(name, one, atlas))
        else:
            layers.extend(_values_layers(name, one, atlas))
    return {layer.layer_id: layer for layer in layers}


def _points_layer(name: str, chosen: PointSet, atlas: Atlas) -> Layer:
    rows = chosen.points.to_dict("records")
    total = f"{len(rows)} point{'s' if len(rows) > 1 else ''} dans le Nord. {chosen.note}"
    return Layer(
        f"{PREFIX}{name}",
        IMPORTED,
        chosen.label,
        "sequential",
        "points",
        _counts(Counter(str(row["territory_id"]) for row in rows), atlas),
        chosen.source,
        unit_one="point",
        question="Où sont ces points ?",
        formula="points du fichier, comptés dans leur commune. Zéro : aucun point dans ce fichier, à sa date.",
        totals=dict.fromkeys(LEVELS, total),
        points=tuple(
            LayerPoint(str(row["label"]), str(row["territory_id"]), decimal(row["longitude"]), decimal(row["latitude"]))
            for row in rows
        ),
        stamp=chosen.set_id,
    )


def _members_layer(name: str, chosen: AreaSet, atlas: Atlas) -> Layer:
    members = Counter(str(code) for code in chosen.rows["territory_id"])
    return Layer(
        f"{PREFIX}{name}",
        IMPORTED,
        chosen.label,
        "sequential",
        "communes",
        _counts(members, atlas),
        chosen.source,
        unit_one="commune",
        question="Quelles communes en font partie ?",
        categories=("N'en fait pas partie", "En fait partie"),
        category_levels=("commune",),
        formula="communes de la liste. Une commune absente de la liste n'en fait pas partie à sa date : ce n'est pas "
        "une donnée manquante.",
        totals=dict.fromkeys(LEVELS, f"{len(members)} communes dans le Nord. {chosen.note}"),
        stamp=chosen.set_id,
    )


def _counts(found: Mapping[str, int], atlas: Atlas) -> dict[str, dict[str, Cell]]:
    """How many in each territory of each level, zeros included."""
    return {
        level: {
            code: Cell(
                "value",
                sum(count for commune, count in found.items() if atlas.above[level].get(commune) == code),
                _PART if atlas.places[code].whole_hab is not None else "",
            )
            for code in atlas.of_level[level]
        }
        for level in LEVELS
    }


def _values_layers(name: str, chosen: AreaSet, atlas: Atlas) -> list[Layer]:
    """One layer an indicator, at the communes alone: a median or a rate does not add up."""
    layers = []
    for indicator, rows in chosen.rows.groupby("indicator", sort=False):
        first = rows.iloc[0]
        cells = {code: Cell("empty") for code in atlas.communes}
        cells |= {str(row["territory_id"]): _cell(row) for row in rows.to_dict("records")}
        values = [cell.value for cell in cells.values() if cell.value is not None]
        whole = all(float(value).is_integer() for value in values)
        layers.append(
            Layer(
                f"{PREFIX}{name}-{indicator}",
                IMPORTED,
                f"{first['label']} ({chosen.label})",
                "sequential",
                str(first["unit"]),
                {"commune": cells},
                chosen.source,
                question=f"{first['label']} : quelle valeur dans chaque commune ?",
                decimals=0 if whole else 1,
                state_words=_SECRET,
                formula="valeur publiée de chaque commune. Une médiane ou un taux ne s'additionne pas : cette couche "
                "ne se lit qu'à la commune.",
                totals={"commune": _known(cells, chosen.note)},
                stamp=chosen.set_id,
            )
        )
    return layers


def _cell(row: Mapping[Any, Any]) -> Cell:
    if row["state"] == "value" and not pd.isna(row["value"]):
        return Cell("value", float(row["value"]))
    return Cell("secret" if row["state"] == "secret" else "empty")


def _known(cells: Mapping[str, Cell], note: str) -> str:
    count = Counter(cell.state for cell in cells.values())
    return (
        f"Communes avec une valeur : {count['value']} ; sous secret statistique : {count['secret']} ; "
        f"non renseignées : {count['empty']}. {note}"
    )
