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

from components.theme import HATCH, TEXT, TEXT_MUTED, WHITE, rgb, tint

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


@dataclass(frozen=True)
class Fill:
    """How one class is drawn: a colour (`#rrggbb`) and a name of `PATTERNS`, empty for a plain fill."""

    colour: str
    pattern: str = ""


@dataclass(frozen=True)
class Label:
    """Words printed on the map at a point, in degrees."""

    text: str
    longitude: float
    latitude: float


@dataclass(frozen=True)
class Dot:
    """A point drawn over the areas, in degrees; `fill` is the rank of its class among the point fills."""

    longitude: float
    latitude: float
    label: str
    fill: int = 0


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
    inside: str = "",
    borders: str = "",
    chosen: int | None = None,
    chosen_border: tuple[str, int] | None = None,
    marker: tuple[float, float] | None = None,
    labels: Sequence[Label] = (),
    dots: Sequence[Dot] = (),
    dot_fills: Sequence[Fill] = (),
) -> MapSpec:
    """The map of the communes.

    `outlines`: file (`communes`, `arrondissements`, `epci`) → address. `classes`: one digit a commune, in the order of
    the communes' codes, the rank of its class in `fills` (ten at most). `inside`: one digit a commune, 1 in the framed
    territory; empty when all are. `borders`: a file of `outlines` whose lines are added to those of the
    arrondissements. `chosen`: rank of the commune outlined; `chosen_border`: file and rank of a wider territory
    outlined; `marker`: longitude and latitude of a ring that shows it from afar.
    Raises ValueError when `classes` or `inside` is not made of ranks.
    """
    if not fills or len(fills) > 10 or not set(classes) <= set("0123456789"[: len(fills)]):
        raise ValueError("classes are not ranks of fills, ten at most")
    if inside and (len(inside) != len(classes) or not set(inside) <= {"0", "1"}):
        raise ValueError("inside is not one 0 or 1 a commune")
    layers = [_communes(outlines[COMMUNES], classes, fills, inside, chosen)]
    if borders:
        layers.append(_lines(outlines[borders], borders, 1.0, chosen_border))
    layers.append(_lines(outlines["arrondissements"], "arrondissements", 1.5, chosen_border))
    if dots:
        layers.append(_dots(dots, dot_fills))
    if marker is not None:
        layers.append(_marker(marker))
    if labels:
        layers.append(_labels(labels))
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
    low, high = _mercator(south), _mercator(north)
    width, height = (east - west) * (1 + 2 * margin), (high - low) * (1 + 2 * margin)
    width, height = max(width, height * aspect), max(height, width / aspect)
    middle, centre = (west + east) / 2, (low + high) / 2
    return (
        round(middle - width / 2, 4),
        round(_latitude(centre - height / 2), 4),
        round(middle + width / 2, 4),
        round(_latitude(centre + height / 2), 4),
    )


def _mercator(latitude: float) -> float:
    """Ordinate on the Mercator map, in degrees of longitude at the equator."""
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))


def _latitude(ordinate: float) -> float:
    return math.degrees(2 * math.atan(math.exp(math.radians(ordinate))) - math.pi / 2)


def _middle(south: float, north: float) -> float:
    return round(_latitude((_mercator(south) + _mercator(north)) / 2), 4)


def _pick(choices: Sequence[Any], ranks: str) -> str:
    """A deck.gl expression: the choice at the rank written for the feature. Groups are what its parser indexes."""
    return f"({json.dumps(choices, separators=(',', ':'))})[({json.dumps(ranks)})[properties.i]]"


def _communes(url: str, classes: str, fills: Sequence[Fill], inside: str, chosen: int | None) -> dict[str, Any]:
    plain = [rgb(fill.colour) for fill in fills]
    colour = _pick(plain, classes)
    if inside:
        dimmed = [rgb(tint(fill.colour, DIMMED)) for fill in fills]
        # One expression, so that a class is written once: the colours of outside, then those of inside.
        both = json.dumps([dimmed, plain], separators=(",", ":"))
        colour = f"(({both})[({json.dumps(inside)})[properties.i]])[({json.dumps(classes)})[properties.i]]"
    line_colour: Any = [*rgb(TEXT_MUTED), 90]
    line_width: Any = 0.5
    if chosen is not None:
        light = _is_dark(fills[int(classes[chosen])].colour)
        own = rgb(WHITE if light else TEXT)
        line_colour = f"@@=properties.i==={chosen}?{json.dumps(own)}:{json.dumps(line_colour)}"
        line_width = f"@@=properties.i==={chosen}?3:0.5"
    patterns = [fill.pattern or "plain" for fill in fills]
    # Written only where a class met has a pattern: most maps of the communes have none, and are a third shorter.
    pattern = _pick(patterns, classes) if any(fills[int(rank)].pattern for rank in set(classes)) else "('plain')"
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
            "polygons-fill": {"getFillColor": f"@@={colour}", "updateTriggers": {"getFillColor": _short(stamp)}},
            "polygons-stroke": {"updateTriggers": {"getColor": [chosen, _short(classes)], "getWidth": chosen}},
        },
    }


def _short(text: str) -> int:
    """A number that changes with `text`, the same on every server (Python's own hash is not)."""
    value = 0
    for character in text:
        value = (value * 31 + ord(character)) % 1_000_000_007
    return value


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


def _feature(longitude: float, latitude: float, **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
        "properties": properties,
    }


def _dots(dots: Sequence[Dot], fills: Sequence[Fill]) -> dict[str, Any]:
    features = [
        _feature(round(dot.longitude, 4), round(dot.latitude, 4), i=rank, label=dot.label)
        for rank, dot in enumerate(dots)
    ]
    ranks = "".join(str(dot.fill) for dot in dots)
    return {
        "@@type": "GeoJsonLayer",
        "id": "points",
        "data": {"type": "FeatureCollection", "features": features},
        "pickable": False,
        "_subLayerProps": {
            "points-circle": {
                "getFillColor": f"@@={_pick([rgb(fill.colour) for fill in fills], ranks)}",
                "getLineColor": rgb(WHITE),
                "getRadius": 5,
                "radiusUnits": "pixels",
                "getLineWidth": 1,
                "lineWidthUnits": "pixels",
                "stroked": True,
                "updateTriggers": {"getFillColor": _short(ranks)},
            }
        },
    }


def _marker(place: tuple[float, float]) -> dict[str, Any]:
    """A ring, black on white, that shows the chosen territory whatever the colours under it."""
    return {
        "@@type": "GeoJsonLayer",
        "id": "repere",
        "data": {"type": "FeatureCollection", "features": [_feature(*place), _feature(*place, top=True)]},
        "pickable": False,
        "_subLayerProps": {
            "points-circle": {
                "filled": False,
                "stroked": True,
                "getRadius": 9,
                "radiusUnits": "pixels",
                "lineWidthUnits": "pixels",
                "getLineWidth": "@@=properties.top?2:5",
                "getLineColor": f"@@=properties.top?{json.dumps(rgb(TEXT))}:{json.dumps(rgb(WHITE))}",
            }
        },
    }


#: Two names closer than this (degrees of longitude, of latitude) are pushed apart, in pixels.
_NEAR: Final = (0.4, 0.12)
_PUSH_PX: Final = 14


def _offsets(labels: Sequence[Label]) -> list[list[int]]:
    """How far each label is moved so that neighbours do not hide one another, even on a phone."""
    found = [[0, 0] for _ in labels]
    for rank, one in enumerate(labels):
        for other in labels:
            near = abs(one.longitude - other.longitude) < _NEAR[0] and abs(one.latitude - other.latitude) < _NEAR[1]
            if one is not other and near:
                found[rank][0] = _PUSH_PX if one.longitude > other.longitude else -_PUSH_PX
    return found


def _labels(labels: Sequence[Label]) -> dict[str, Any]:
    rows = [
        {"p": [label.longitude, label.latitude], "t": label.text, "o": offset}
        for label, offset in zip(labels, _offsets(labels), strict=True)
    ]
    return {
        "@@type": "TextLayer",
        "id": "noms",
        "data": rows,
        "pickable": False,
        "getPosition": "@@=p",
        "getText": "@@=t",
        "getPixelOffset": "@@=o",
        # In metres, so that names shrink with the map on a phone, within what can be read.
        "getSize": 3600,
        "sizeUnits": "meters",
        "sizeMinPixels": 10,
        "sizeMaxPixels": 16,
        "fontFamily": "Public Sans, Arial, sans-serif",
        "fontWeight": 600,
        "characterSet": "auto",
        "lineHeight": 1.15,
        "background": True,
        "getBackgroundColor": [*rgb(WHITE), 225],
        "getBorderColor": rgb(HATCH),
        "getBorderWidth": 1,
        "backgroundPadding": [4, 2, 4, 2],
        "updateTriggers": {"getText": _short("".join(label.text for label in labels))},
    }
