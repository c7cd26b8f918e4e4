"""What is laid over the areas of a map: points, printed words, the ring of the chosen place. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from components.theme import HATCH, TEXT, WHITE, rgb


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


def pick(choices: Sequence[Any], ranks: str, by: str = "i") -> str:
    """A deck.gl expression: the choice at the rank written for the feature. Groups are what its parser indexes."""
    return f"({json.dumps(choices, separators=(',', ':'))})[({json.dumps(ranks)})[properties.{by}]]"


def short(text: str) -> int:
    """A number that changes with `text`, the same on every server (Python's own hash is not)."""
    value = 0
    for character in text:
        value = (value * 31 + ord(character)) % 1_000_000_007
    return value


def _feature(longitude: float, latitude: float, **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
        "properties": properties,
    }


def dots_layer(dots: Sequence[tuple[float, float]], colour: str) -> dict[str, Any]:
    """Points over the areas (longitude, latitude, in degrees), all of one colour.

    One feature for all of them, to a thousandth of a degree (about 100 m, less than a dot covers): hundreds of points
    cost a few kilobytes.
    """
    places = sorted({(round(longitude, 3), round(latitude, 3)) for longitude, latitude in dots})
    return {
        "@@type": "GeoJsonLayer",
        "id": "points",
        "data": {"type": "Feature", "geometry": {"type": "MultiPoint", "coordinates": places}, "properties": {}},
        "pickable": False,
        "_subLayerProps": {
            "points-circle": {
                "getFillColor": rgb(colour),
                "getLineColor": rgb(WHITE),
                "getRadius": 4,
                "radiusUnits": "pixels",
                "getLineWidth": 1,
                "lineWidthUnits": "pixels",
                "stroked": True,
            }
        },
    }


def marker_layer(place: tuple[float, float]) -> dict[str, Any]:
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


def offsets(labels: Sequence[Label]) -> list[list[int]]:
    """How far each label is moved so that neighbours do not hide one another, even on a phone."""
    found = [[0, 0] for _ in labels]
    for rank, one in enumerate(labels):
        for other in labels:
            near = abs(one.longitude - other.longitude) < _NEAR[0] and abs(one.latitude - other.latitude) < _NEAR[1]
            if one is not other and near:
                found[rank][0] = _PUSH_PX if one.longitude > other.longitude else -_PUSH_PX
    return found


def labels_layer(labels: Sequence[Label]) -> dict[str, Any]:
    rows = [
        {"p": [label.longitude, label.latitude], "t": label.text, "o": offset}
        for label, offset in zip(labels, offsets(labels), strict=True)
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
        "sizeMaxPixels": 20,
        "fontFamily": "Public Sans, Arial, sans-serif",
        "fontWeight": 600,
        "characterSet": "auto",
        "lineHeight": 1.15,
        "background": True,
        "getBackgroundColor": [*rgb(WHITE), 225],
        "getBorderColor": rgb(HATCH),
        "getBorderWidth": 1,
        "backgroundPadding": [4, 2, 4, 2],
        "updateTriggers": {"getText": short("".join(label.text for label in labels))},
    }
