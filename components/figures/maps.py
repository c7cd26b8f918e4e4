"""Maps: the communes of the Nord coloured by class, from outlines the browser already holds. Pure.

The outlines are files served by the dashboard and named by their address, so a map is a short text: one character a
commune (its class), a table of colours, a frame. Nothing is asked of a tile server: there is no base map.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from components.figures.map_labels import framed
from components.figures.map_marks import Fill, Label, dots_layer, labels_layer, marker_layer, pick, short
from components.theme import POINT, TEXT, TEXT_MUTED, WHITE, rgb, tint

#: Width / height of every map. Its box is given the same shape by the stylesheet, and the frame is drawn in it; on a
#: phone it is 1.2, and the margin leaves room for what is then cut at the sides.
ASPECT: Final = 1.35
#: What stays around the framed territory, as a share of its width.
MARGIN: Final = 0.07
#: How much of a colour is left outside the framed territory.
DIMMED: Final = 0.3
#: The layer that is clicked; its features are communes, whatever the level.
COMMUNES: Final = "communes"

#: Patterns by name, in pixels: a state of data is never told by a colour alone.
PATTERNS: Final = {
    "hatch": {"type": "hatch", "strokeWidth": 1.2, "gap": 4, "angle": 45},
    "dots": {"type": "dots", "radius": 1, "gap": 4},
    "cross": {"type": "cross-hatch", "strokeWidth": 0.8, "gap": 6, "angles": [0, 90]},
}


Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""


@dataclass(frozen=True)
class MapSpec:
    """A map as Streamlit takes it: what `st.pydeck_chart` asks of a deck, and a compact JSON made once."""

    json: str
    _tooltip: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> str:
        return self.json


def map_areas(
    outlines: Mapping[str, str],
    classes: str,
    fills: Sequence[Fill],
    frame: Box,
    *,
    by: str = "i",
    inside: int | None = None,
    borders: str = "",
    chosen: int | None = None,
    chosen_border: tuple[str, int] | None = None,
    marker: tuple[float, float] | None = None,
    labels: Sequence[Label] = (),
    dots: Sequence[tuple[float, float]] = (),
) -> MapSpec:
    """The map of the communes.

    `outlines`: file (`communes`, `arrondissements`, `epci`) → address. `classes`: one digit a territory, in the order
    of codes, the rank of its class in `fills` (ten at most); `by` says of which level: the communes (`i`), their
    arrondissement (`a`), their EPCI (`e`). `inside`: rank of the arrondissement framed, the rest being dimmed.
    `borders`: a file of `outlines` whose lines are added to those of the arrondissements. `chosen`: rank of the commune
    outlined; `chosen_border`: file and rank of a wider territory outlined; `marker`: longitude and latitude of a ring
    that shows it from afar. `dots`: points drawn over (longitude, latitude).
    Raises ValueError when `classes` is not made of ranks.
    """
    if not fills or len(fills) > 10 or not set(classes) <= set("0123456789"[: len(fills)]):
        raise ValueError("classes are not ranks of fills, ten at most")
    layers = [_communes(outlines[COMMUNES], classes, fills, by, inside, chosen)]
    if borders:
        layers.append(_lines(outlines[borders], borders, 1.0, chosen_border))
    layers.append(_lines(outlines["arrondissements"], "arrondissements", 1.5, chosen_border))
    if dots:
        layers.append(dots_layer(dots, POINT))
    if printed := framed(labels, fit(frame)):
        layers.append(labels_layer(printed))
    if marker is not None:
        layers.append(marker_layer(marker))
    west, south, east, north = fit(frame)
    spec = {
        "initialViewState": {"longitude": round((west + east) / 2, 4), "latitude": _middle(south, north), "zoom": 5},
        "views": [
            {
                "@@type": "MapView",
                "id": "carte",
                "controller": {
                    # The wheel is left to the page: a map that takes it holds the reader back.
                    "scrollZoom": False,
                    "dragRotate": False,
                    "touchRotate": False,
                    "doubleClickZoom": True,
                    "keyboard": True,
                    # The view cannot be wider than this box, whatever the screen: this is what frames the territory.
                    "maxBounds": [[west, south], [east, north]],
                },
            }
        ],
        "mapStyle": "__MAP_STYLE__",
        "layers": layers,
    }
    tooltip = {"text": "{label}"}
    return MapSpec(json.dumps(spec, ensure_ascii=False, separators=(",", ":")), tooltip)


def fit(box: Box, aspect: float = ASPECT, margin: float = MARGIN) -> Box:
    """The smallest box of this shape (on the Mercator map) around `box` and a margin, in degrees, to 4 decimals."""
    west, south, east, north = box
    low, high = mercator(south), mercator(north)
    width, height = (east - west) * (1 + 2 * margin), (high - low) * (1 + 2 * margin)
    width, height = max(width, height * aspect), max(height, width / aspect)
    middle, centre = (west + east) / 2, (low + high) / 2
    return (
        round(middle - width / 2, 4),
        round(_latitude(centre - height / 2), 4),
        round(middle + width / 2, 4),
        round(_latitude(centre + height / 2), 4),
    )


def mercator(latitude: float) -> float:
    """Ordinate on the Mercator map, in degrees of longitude at the equator."""
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))


def _latitude(ordinate: float) -> float:
    return math.degrees(2 * math.atan(math.exp(math.radians(ordinate))) - math.pi / 2)


def _middle(south: float, north: float) -> float:
    return round(_latitude((mercator(south) + mercator(north)) / 2), 4)


def _communes(
    url: str, classes: str, fills: Sequence[Fill], by: str, inside: int | None, chosen: int | None
) -> dict[str, Any]:
    plain = [rgb(fill.colour) for fill in fills]
    colour = pick(plain, classes, by)
    if inside is not None:
        dimmed = [rgb(tint(fill.colour, DIMMED)) for fill in fills]
        # One expression, so that the classes are written once: the colours of outside, then those of inside.
        both = json.dumps([dimmed, plain], separators=(",", ":"))
        colour = f"(({both})[properties.a==={inside}?1:0])[({json.dumps(classes)})[properties.{by}]]"
    line_colour: Any = [*rgb(TEXT_MUTED), 90]
    line_width: Any = 0.5
    if chosen is not None:
        light = _is_dark(fills[int(classes[chosen])].colour)
        own = rgb(WHITE if light else TEXT)
        line_colour = f"@@=properties.i==={chosen}?{json.dumps(own)}:{json.dumps(line_colour)}"
        line_width = f"@@=properties.i==={chosen}?3:0.5"
    patterns = [fill.pattern or "plain" for fill in fills]
    # Written only where a class met has a pattern: most maps of the communes have none, and are a third shorter.
    pattern = pick(patterns, classes, by) if any(fills[int(rank)].pattern for rank in set(classes)) else "('plain')"
    stamp = f"{classes}{inside}{[fill.colour for fill in fills]}"
    return {
        "@@type": "GeoJsonLayer",
        "id": COMMUNES,
        "data": url,
        "pickable": True,
        "autoHighlight": True,
        "highlightColor": [255, 255, 255, 110],
        "stroked": True,
        "filled": True,
        "lineWidthUnits": "pixels",
        "extensions": [{"@@type": "FillStyleExtension", "proceduralPattern": True}],
        "fillPatternMapping": PATTERNS,
        "fillPatternSizeUnits": "pixels",
        "getFillPattern": f"@@={pattern}",
        "getFillPatternBackgroundColor": [255, 255, 255, 255],
        "getLineColor": line_colour,
        "getLineWidth": line_width,
        # Given to the sub-layer, out of Streamlit's reach: it fades every fill it finds as soon as one is clicked, and
        # the map would no longer be the one its legend describes.
        "_subLayerProps": {
            "polygons-fill": {"getFillColor": f"@@={colour}", "updateTriggers": {"getFillColor": short(stamp)}},
            "polygons-stroke": {"updateTriggers": {"getColor": [chosen, short(classes)], "getWidth": chosen}},
        },
    }


def _is_dark(colour: str) -> bool:
    red, green, blue = rgb(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue < 110


def _lines(url: str, name: str, width_px: float, chosen: tuple[str, int] | None) -> dict[str, Any]:
    rank = chosen[1] if chosen is not None and chosen[0] == name else None
    return {
        "@@type": "GeoJsonLayer",
        "id": name,
        "data": url,
        "pickable": False,
        "filled": False,
        "stroked": True,
        "lineWidthUnits": "pixels",
        "getLineColor": rgb(TEXT_MUTED),
        "getLineWidth": width_px if rank is None else f"@@=properties.i==={rank}?4:{width_px}",
        "_subLayerProps": {"polygons-stroke": {"updateTriggers": {"getWidth": rank}}},
    }
