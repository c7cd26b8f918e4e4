"""The coverage map: a layer at a level, framed on a territory, with what is printed and outlined on it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from components.figures.areas import Areas, map_on_screen
from components.figures.classes import Classes
from components.figures.map_marks import Label
from components.figures.maps import MapSpec
from components.layer_words import cell_words, column_title, counted, short_words
from components.map_legend import method_words, points_words
from data.layer import Atlas, Layer
from data.model import DEPARTEMENT

if TYPE_CHECKING:
    from components.exports.picture.sheet import Drawing

#: Level → file of its outlines, for those that a border of their own is drawn for.
BORDERS = {"arrondissement": "arrondissements", "epci": "epci"}


def coverage_areas(
    layer: Layer, level: str, atlas: Atlas, classes: Classes, territory_id: str, chosen: str = ""
) -> Areas:
    """The communes coloured by the class of their territory of this level.

    `territory_id`: the département or the arrondissement framed, the rest is dimmed. `chosen`: the territory whose card
    is open, outlined; empty when none is. Values are printed where territories are few; on the map of the communes, the
    names of the arrondissements alone, to find one's way.
    """
    # The département is coloured through its arrondissements.
    drawn = sorted(atlas.of_level[level if level != "departement" else "arrondissement"])
    ranks = "".join(str(classes.ranks[DEPARTEMENT if level == "departement" else code]) for code in drawn)
    place = atlas.places.get(chosen)
    border = BORDERS.get(level, "")
    return Areas(
        ranks,
        classes.fills,
        atlas.places[territory_id].bounds,
        by={"commune": "i", "epci": "e"}.get(level, "a"),
        inside=None if territory_id == DEPARTEMENT else atlas.ranks[territory_id],
        borders="epci" if level == "epci" else "",
        chosen=atlas.ranks[chosen] if place and level == "commune" else None,
        chosen_border=(border, atlas.ranks[chosen]) if place and border else None,
        marker=(place.longitude, place.latitude) if place and level == "commune" else None,
        labels=_printed(layer, level, atlas),
        dots=[
            (point.longitude, point.latitude)
            for point in layer.points
            if point.longitude is not None and point.latitude is not None
        ],
    )


def map_coverage(
    outlines: Mapping[str, str],
    layer: Layer,
    level: str,
    atlas: Atlas,
    classes: Classes,
    territory_id: str,
    chosen: str = "",
) -> MapSpec:
    """The same on screen. `outlines`: name → address."""
    return map_on_screen(outlines, coverage_areas(layer, level, atlas, classes, territory_id, chosen))


def drawn_coverage(
    shapes: Mapping[str, Sequence[Mapping[str, Any]]],
    layer: Layer,
    level: str,
    atlas: Atlas,
    classes: Classes,
    territory_id: str,
    chosen: str = "",
) -> Drawing:
    """The same as a still drawing, with its legend. `shapes`: name → features of the file of outlines."""
    from components.exports.picture.areas import LegendLine, drawn_map  # loaded when an image is asked for

    areas = coverage_areas(layer, level, atlas, classes, territory_id, chosen)
    said = {
        commune: f"{atlas.places[code].label} : {cell_words(layer, level, layer.cells[level][code])}"
        for commune, code in atlas.above[level].items()
    }
    lines = [LegendLine(one.fill, f"{one.label} · {counted(one.count, level)}") for one in classes.classes]
    if layer.points:
        lines.append(LegendLine(None, points_words(layer)))
    notes = [
        method_words(level, classes),
        layer.totals.get(level, ""),
        f"Calculé : {layer.formula}" * bool(layer.formula),
    ]
    return drawn_map(shapes, areas, said, column_title(layer, level), lines, [words for words in notes if words])


def _printed(layer: Layer, level: str, atlas: Atlas) -> list[Label]:
    labels = []
    for code in atlas.of_level["arrondissement" if level == "commune" else level]:
        place = atlas.places[code]
        value = "" if level == "commune" else short_words(layer, level, layer.cells[level][code])
        # Seventeen names would hide the map: an EPCI is named by its card and by the table.
        lines = [value] if level == "epci" else [place.label, value]
        words = "\n".join(line for line in lines if line)
        if words:
            labels.append(Label(words, place.longitude, place.latitude))
    return labels
