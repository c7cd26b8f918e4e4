"""Reads the npm package of the French administrative divisions: one edition a version, from 2021 to 2026."""

from __future__ import annotations

import json
import tarfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

DEPARTEMENT = "59"
REGION = "32"
EDITIONS: dict[str, int] = {"1.1.1": 2021, "2.3.1": 2022, "3.1.1": 2023, "4.1.0": 2024, "5.3.0": 2025, "6.0.0": 2026}
PRESENT = "6.0.0"
"""The edition whose attachments and perimeters the dashboard uses."""

ABSORBED: dict[str, str] = {"59070": "59006"}
"""Communes of an older edition that are gone → the present commune that holds them.

L'Orée de Mormal (1 January 2025) is Bermeries (59070) and Amfroipret, whose code 59006 it reuses.
"""

KINDS: dict[str, str] = {"commune-associee": "associee", "commune-deleguee": "deleguee"}


@dataclass(frozen=True)
class Edition:
    """One edition, France whole: `communes` are present-day ones only, keyed by INSEE code."""

    version: str
    communes: dict[str, dict[str, Any]]
    parts: list[dict[str, Any]]
    epci: list[dict[str, Any]]
    arrondissements: list[dict[str, Any]]
    region_label: str
    departement_label: str

    @property
    def nord(self) -> dict[str, dict[str, Any]]:
        """The communes of the Nord, by code."""
        return {code: row for code, row in self.communes.items() if row.get("departement") == DEPARTEMENT}

    @property
    def nord_epci(self) -> list[dict[str, Any]]:
        """The EPCI with at least one member commune in the Nord, by SIREN."""
        nord = self.nord
        found = [epci for epci in self.epci if any(member["code"] in nord for member in epci["membres"])]
        return sorted(found, key=lambda epci: epci["code"])


def read_edition(archive: Path, version: str) -> Edition:
    """Read one edition from its npm archive.

    Delegated and associated communes reuse codes (59006, 59260, 59588): they are told apart by their type and kept
    out of `communes`, in `parts`.
    """
    with tarfile.open(archive) as tar:

        def read(name: str) -> list[dict[str, Any]]:
            member = tar.extractfile(f"package/data/{name}.json")
            if member is None:
                raise ValueError(f"{archive.name} has no data/{name}.json")
            return json.load(member)

        rows = read("communes")
        return Edition(
            version=version,
            communes={row["code"]: row for row in rows if row["type"] == "commune-actuelle"},
            parts=[row for row in rows if row["type"] in KINDS and row.get("departement") == DEPARTEMENT],
            epci=read("epci"),
            arrondissements=[row for row in read("arrondissements") if row["departement"] == DEPARTEMENT],
            region_label=next(row["nom"] for row in read("regions") if row["code"] == REGION),
            departement_label=next(row["nom"] for row in read("departements") if row["code"] == DEPARTEMENT),
        )


def build_territories(edition: Edition) -> pd.DataFrame:
    """Return the territories without their geometry: territory_id, level, code, label."""
    rows = [
        ("pays:FR", "pays", "FR", "France"),
        (f"reg:{REGION}", "region", REGION, edition.region_label),
        (f"dep:{DEPARTEMENT}", "departement", DEPARTEMENT, edition.departement_label),
    ]
    rows += [(f"arr:{row['code']}", "arrondissement", row["code"], row["nom"]) for row in edition.arrondissements]
    rows += [(f"epci:{row['code']}", "epci", row["code"], row["nom"]) for row in edition.nord_epci]
    rows += [(f"com:{code}", "commune", code, row["nom"]) for code, row in edition.nord.items()]
    return pd.DataFrame(rows, columns=["territory_id", "level", "code", "label"])


def build_associated_communes(edition: Edition) -> pd.DataFrame:
    """Return the communes inside another (Lomme, Hellemmes…): code, label, kind, parent_id; key: code and kind."""
    rows = [(row["code"], row["nom"], KINDS[row["type"]], f"com:{row['chefLieu']}") for row in edition.parts]
    return pd.DataFrame(rows, columns=["code", "label", "kind", "parent_id"]).sort_values(["code", "kind"])


def build_links(edition: Edition) -> pd.DataFrame:
    """Return child_id, parent_id, share: the part of the child's inhabitants who live in the parent.

    Only an EPCI can straddle. Its share is taken on its whole population, members outside the Nord included, at the
    populations of this edition's communes: Flandre Lys counts for less than 1 in its arrondissement as in the Nord.
    """
    nord = edition.nord
    rows: list[tuple[str, str, float]] = [
        (f"dep:{DEPARTEMENT}", f"reg:{REGION}", 1.0),
        (f"reg:{REGION}", "pays:FR", 1.0),
    ]
    rows += [(f"arr:{row['code']}", f"dep:{DEPARTEMENT}", 1.0) for row in edition.arrondissements]
    for code, row in nord.items():
        rows += [(f"com:{code}", f"arr:{row['arrondissement']}", 1.0), (f"com:{code}", f"dep:{DEPARTEMENT}", 1.0)]
    for epci in edition.nord_epci:
        inhabitants: Counter[str] = Counter()
        for member in epci["membres"]:
            code = member["code"]
            inhabitants["whole"] += edition.communes[code]["population"]
            if code in nord:
                inhabitants[f"dep:{DEPARTEMENT}"] += nord[code]["population"]
                inhabitants[f"arr:{nord[code]['arrondissement']}"] += nord[code]["population"]
                rows.append((f"com:{code}", f"epci:{epci['code']}", 1.0))
        whole = inhabitants.pop("whole")
        rows += [(f"epci:{epci['code']}", parent, round(part / whole, 6)) for parent, part in inhabitants.items()]
    links = pd.DataFrame(rows, columns=["child_id", "parent_id", "share"])
    return links.sort_values(["child_id", "parent_id"]).reset_index(drop=True)
