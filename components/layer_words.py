"""A layer's values in words: on the map, in its table, in the card. Pure."""

from __future__ import annotations

from typing import Final

import pandas as pd

from components.formats import number, plural, quantity
from components.html import Html, element
from components.table import html_table
from data.layer import MAP_LEVEL_LABELS, Atlas, Cell, Layer

LEVEL_NOUNS: Final = {
    "departement": ("département", "départements"),
    "arrondissement": ("arrondissement", "arrondissements"),
    "epci": ("EPCI", "EPCI"),
    "commune": ("commune", "communes"),
}


def counted(count: int, level: str) -> str:
    """« 6 arrondissements »."""
    return plural(count, *LEVEL_NOUNS[level])


def cell_words(layer: Layer, level: str, cell: Cell, *, unit: bool = True) -> str:
    """A value with its unit, a category, or the words of the state; never a blank."""
    if cell.state != "value" or cell.value is None:
        return layer.state_label(cell.state)
    named = layer.categories_at(level)
    if named:
        return named[int(cell.value)]
    decimals = layer.decimals or (0 if float(cell.value).is_integer() or abs(cell.value) >= 100 else 1)
    one = layer.unit_one and abs(cell.value) < 2
    if not unit:
        return number(cell.value, decimals)
    return quantity(cell.value, layer.unit_one if one else layer.unit, decimals)


def short_words(layer: Layer, level: str, cell: Cell) -> str:
    """What is printed on the map: the value alone, or a word of the state."""
    if cell.state != "value":
        return layer.state_label(cell.state).replace(" :", ",").partition(",")[0].lower()
    if layer.categories_at(level):
        return ""
    words = cell_words(layer, level, cell, unit=False)
    return f"{words}\u202f%" if layer.unit.startswith("%") else words


def ordered(layer: Layer, level: str, atlas: Atlas) -> list[str]:
    """The territories of the level, the largest value first, those without value last, by name where equal."""

    def key(code: str) -> tuple[bool, float, str]:
        cell = layer.cells[level][code]
        return cell.state != "value", -(cell.value or 0) if cell.state == "value" else 0, atlas.places[code].label

    return sorted(layer.cells[level], key=key)


def values_frame(layer: Layer, level: str, atlas: Atlas) -> pd.DataFrame:
    """The map's own data, to be read: territory, value in words, what to say beside it."""
    codes = ordered(layer, level, atlas)
    cells = [layer.cells[level][code] for code in codes]
    columns = {
        LEVEL_NOUNS[level][0].capitalize() if level != "epci" else "EPCI": [atlas.places[code].label for code in codes],
        column_title(layer, level): [cell_words(layer, level, cell, unit=False) for cell in cells],
    }
    if any(cell.note for cell in cells):
        columns["À savoir"] = [cell.note for cell in cells]
    return pd.DataFrame(columns)


def points_table(layer: Layer, atlas: Atlas) -> Html:
    """Every point of the layer, by commune: its name, its commune, whether its position is published."""
    rows = [
        (
            point.label,
            atlas.places[point.territory_id].label,
            "dessiné" if point.longitude is not None else "sans position publiée",
        )
        for point in sorted(layer.points, key=lambda one: (atlas.places[one.territory_id].label, one.label))
    ]
    return element("div", html_table(layer.label, ("Point", "Commune", "Sur la carte"), rows), class_="sd-scroll")


def data_frame(layer: Layer, level: str, atlas: Atlas) -> pd.DataFrame:
    """The same to be reused: codes, values as numbers, and the state that says why one is missing.

    Where the layer has categories, a value is the rank of its own, from 1, in the order of the legend.
    """
    codes = ordered(layer, level, atlas)
    cells = [layer.cells[level][code] for code in codes]
    values = [cell.value if cell.state == "value" else None for cell in cells]
    named = bool(layer.categories_at(level))
    noun = LEVEL_NOUNS[level][0]
    return pd.DataFrame(
        {
            "Code": [atlas.places[code].code for code in codes],
            "Territoire": [atlas.places[code].label for code in codes],
            "Échelle": noun[:1].upper() + noun[1:],
            "Couche": layer.label,
            "Rang de la catégorie" if named else "Valeur": [
                value if value is None or not named else value + 1 for value in values
            ],
            "Unité": "rang" if named else layer.unit or "nombre",
            "En clair": [cell_words(layer, level, cell) for cell in cells],
            "État": [layer.state_label(cell.state) for cell in cells],
            "À savoir": [cell.note for cell in cells],
        }
    )


def column_title(layer: Layer, level: str) -> str:
    """« Population (habitants) »."""
    if not layer.unit or layer.categories_at(level) or layer.label.endswith(layer.unit):
        return layer.label
    return f"{layer.label}, en {layer.unit}" if layer.label.endswith(")") else f"{layer.label} ({layer.unit})"


def alt_words(layer: Layer, level: str, atlas: Atlas, framed: str) -> str:
    """The map in two sentences: what is drawn, its extremes, how many territories have no value."""
    cells = layer.cells[level]
    known = [code for code in ordered(layer, level, atlas) if cells[code].state == "value"]
    scope = f"Carte du Nord, {MAP_LEVEL_LABELS[level].lower()} : {column_title(layer, level)}."
    without = len(cells) - len(known)
    said = ""
    if known and layer.categories_at(level):
        names = layer.categories_at(level)
        parts = [f"{name} : {sum(cells[code].value == rank for code in known)}" for rank, name in enumerate(names)]
        said = f" {' ; '.join(parts)}."
    elif len(known) > 1:
        high, low = (f"{atlas.places[c].label}, {cell_words(layer, level, cells[c])}" for c in (known[0], known[-1]))
        said = f" La plus forte valeur : {high} ; la plus faible : {low}."
    elif known:
        said = f" {atlas.places[known[0]].label} : {cell_words(layer, level, cells[known[0]])}."
    gap = f" Sans valeur : {counted(without, level)} sur {len(cells)}." if without else ""
    return f"{scope}{said}{gap}{f' Cadrée sur {framed}.' if framed else ''}"
