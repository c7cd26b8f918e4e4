"""The catalogue as an import of figures needs it: indicators, their codes in published files, territories."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from data.connectors.names import normalise_label

_DATA = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Declared:
    """An indicator of the catalogue. `territories` are those it already has values for."""

    indicator_id: str
    label: str
    definition: str
    unit: str
    origin: str
    standard: bool


@dataclass(frozen=True)
class Catalogue:
    """`codes`: (family, code) → (indicator, unit as the file writes it, empty when it writes none).

    `territories`: code → (label, level); `places`: every way to write one (code, official code, name) → code.
    """

    indicators: dict[str, Declared]
    codes: dict[tuple[str, str], tuple[str, str]]
    territories: dict[str, tuple[str, str]]
    places: dict[str, str]

    def find(self, written: str) -> Declared | None:
        """An indicator by its code or its label, as a person types either."""
        if written in self.indicators:
            return self.indicators[written]
        wanted = normalise_label(written)
        return next((one for one in self.indicators.values() if normalise_label(one.label) == wanted), None)


@lru_cache(maxsize=2)
def load_catalogue(folder: Path = _DATA) -> Catalogue:
    """The catalogue of `folder` (which holds `tables/`), as it is built; read again when the tables change."""
    tables = folder / "tables"
    indicators = pd.read_parquet(tables / "indicators.parquet")
    codes = pd.read_parquet(tables / "indicator_codes.parquet")
    territories = pd.read_parquet(tables / "territories.parquet", columns=["territory_id", "level", "code", "label"])
    known = {
        str(row["territory_id"]): (str(row["label"]), str(row["level"]), row["code"])
        for row in territories.to_dict("records")
    }
    return Catalogue(
        indicators={
            str(row["indicator_id"]): Declared(
                str(row["indicator_id"]),
                str(row["label"]),
                str(row["definition"]),
                str(row["unit"]),
                str(row["origin"]),
                bool(row["standard"]),
            )
            for row in indicators.to_dict("records")
        },
        codes={
            (str(row["source"]), str(row["code"])): (
                str(row["indicator_id"]),
                "" if pd.isna(row["unit_written"]) else str(row["unit_written"]),
            )
            for row in codes.to_dict("records")
        },
        territories={code: (label, level) for code, (label, level, _official) in known.items()},
        places=_places(known),
    )


def _places(known: dict[str, tuple[str, str, object]]) -> dict[str, str]:
    """Ways to write a territory: its code, its official code, its name. What two territories share names neither."""
    found: dict[str, set[str]] = {}
    for territory_id, (label, level, official) in known.items():
        if level == "zone":
            continue
        written = {territory_id, normalise_label(label)}
        if level == "arrondissement":
            # « Lille » is the commune; the arrondissement says so.
            written = {territory_id, normalise_label(f"arrondissement {label}"), normalise_label(f"arr {label}")}
        if isinstance(official, str) and official:
            written.add(official)
        for way in written:
            found.setdefault(way, set()).add(territory_id)
    return {way: next(iter(ids)) for way, ids in found.items() if len(ids) == 1}
