"""The territorial reference as an import needs it: codes, names, associated communes, outlines. Read once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import pandas as pd

from data.connectors.geometry import Outline, read_outline
from data.connectors.names import normalise_commune

_DATA = Path(__file__).resolve().parents[1]

CODE_DEPARTEMENT: Final = "59"
NEAR_KM: Final = 1.0
"""A position this close to a commune is taken as its own: outlines are generalised, and borders run along streets."""

_MARGIN_DEG: Final = 0.02
"""More than `NEAR_KM`, in degrees of latitude as of longitude."""

FLANDRE_LYS_ELSEWHERE: Final = {
    "62338": "Fleurbaix",
    "62491": "Laventie",
    "62502": "Lestrem",
    "62736": "Sailly-sur-la-Lys",
}
"""The communes of the CC Flandre Lys that are in the Pas-de-Calais: a file of the EPCI has them, the Nord has not."""


@dataclass(frozen=True)
class Associated:
    """A commune that is part of another today: « associée » (Lomme) or « deleguee » (Amfroipret)."""

    code: str
    label: str
    kind: str
    parent: str


@dataclass(frozen=True)
class Reference:
    """`labels`: code → name of the 647 communes; `names`: normalised name → code, associated communes included."""

    labels: dict[str, str]
    names: dict[str, str]
    associated: dict[str, Associated]
    associated_names: dict[str, Associated]
    outlines: dict[str, Outline]
    box: tuple[float, float, float, float]

    def locate(self, longitude: float, latitude: float) -> str | None:
        """The code of the commune the point falls in, or None."""
        if not self._in_box(longitude, latitude):
            return None
        return next((code for code, outline in self.outlines.items() if outline.contains(longitude, latitude)), None)

    def is_near(self, code: str, longitude: float, latitude: float) -> bool:
        """Whether the point is in the commune, or within `NEAR_KM` of it."""
        return self.distance_km(code, longitude, latitude) <= NEAR_KM

    def distance_km(self, code: str, longitude: float, latitude: float) -> float:
        return self.outlines[code].distance_km(longitude, latitude)

    def in_departement(self, longitude: float, latitude: float) -> bool:
        """Whether the point is in the Nord, or within `NEAR_KM` of it."""
        if not self._in_box(longitude, latitude):
            return False
        return any(
            outline.west - _MARGIN_DEG <= longitude <= outline.east + _MARGIN_DEG
            and outline.south - _MARGIN_DEG <= latitude <= outline.north + _MARGIN_DEG
            and outline.distance_km(longitude, latitude) <= NEAR_KM
            for outline in self.outlines.values()
        )

    def _in_box(self, longitude: float, latitude: float) -> bool:
        """A first sieve: a national file has tens of thousands of points that are nowhere near."""
        west, south, east, north = self.box
        return (
            west - _MARGIN_DEG <= longitude <= east + _MARGIN_DEG
            and south - _MARGIN_DEG <= latitude <= north + _MARGIN_DEG
        )


@lru_cache(maxsize=2)
def load_reference(folder: Path = _DATA) -> Reference:
    """Return the reference of `folder` (which holds `tables/` and `reference/outlines/`)."""
    territories = pd.read_parquet(folder / "tables" / "territories.parquet", columns=["level", "code", "label"])
    communes = territories[territories["level"] == "commune"]
    labels = dict(zip(communes["code"].astype(str), communes["label"].astype(str), strict=True))
    table = pd.read_parquet(folder / "tables" / "associated_communes.parquet")
    associated = [
        Associated(str(row["code"]), str(row["label"]), str(row["kind"]), str(row["parent_id"]).removeprefix("com:"))
        for row in table.to_dict("records")
    ]
    associated_names = {normalise_commune(commune.label): commune for commune in associated}
    # Hellemmes is officially « Hellemmes-Lille »; everyone, its own town hall included, writes « Hellemmes ».
    for name, commune in list(associated_names.items()):
        suffix = " " + normalise_commune(labels[commune.parent])
        if name.endswith(suffix):
            associated_names[name.removesuffix(suffix)] = commune
    names = {name: commune.parent for name, commune in associated_names.items()}
    names.update({normalise_commune(label): code for code, label in labels.items()})
    collection = json.loads((folder / "reference" / "outlines" / "communes.json").read_text(encoding="utf-8"))
    outlines = {item["properties"]["code"]: read_outline(item["geometry"]) for item in collection["features"]}
    return Reference(
        labels=labels,
        names=names,
        associated={commune.code: commune for commune in associated},
        associated_names={name: commune for name, commune in associated_names.items() if name not in _names(labels)},
        outlines=outlines,
        box=(
            min(outline.west for outline in outlines.values()),
            min(outline.south for outline in outlines.values()),
            max(outline.east for outline in outlines.values()),
            max(outline.north for outline in outlines.values()),
        ),
    )


def _names(labels: dict[str, str]) -> set[str]:
    return {normalise_commune(label) for label in labels.values()}
