"""SNCF: passenger stations (points), and travellers a year by station (a series that joins them by UIC code)."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from data.connectors.departement import read_departement, set_elsewhere_aside
from data.connectors.format import Connector, Roles
from data.connectors.names import normalise_column
from data.connectors.points import Description, build_points
from data.connectors.reference import CODE_DEPARTEMENT, Reference
from data.connectors.rows import Ledger, Row
from data.connectors.shapes import EditionDate
from data.connectors.values import read_value

_YEAR: Final = re.compile(r"total_voyageurs_(\d{4})")
_LICENCE: Final = "À vérifier avant toute rediffusion"


def _describe(_row: Row, _ledger: Ledger) -> Description:
    return Description(kind="Gare de voyageurs")


def _build_stations(connector: Connector, roles: Roles, reference: Reference, ledger: Ledger) -> None:
    build_points(connector, roles, reference, ledger, _describe)
    ledger.note("perimeter", "Ce fichier ne dit ni les horaires des guichets ni le nombre de trains.")


def _build_travellers(connector: Connector, roles: Roles, reference: Reference, ledger: Ledger) -> None:
    years = _years(ledger)
    seen: dict[str, int] = {}
    for row in ledger.rows(roles):
        if (department := read_departement(row)) != CODE_DEPARTEMENT:
            set_elsewhere_aside(row, "", department or "inconnu", reference, ledger)
            continue
        if row["id"] in seen:
            message = f"Même code UIC que la ligne {seen[row['id']]} : la première est gardée, celle-ci écartée."
            ledger.set_aside(row, "duplicate", "id", row["id"], message)
            continue
        seen[row["id"]] = row.number
        common = {
            "layer": connector.layer,
            "indicator": "voyageurs",
            "label": "Voyageurs par an",
            "point_id": row["id"],
            "written": row["label"],
            "unit": "voyageurs",
            "flags": "",
        }
        ledger.keep(row, *({**common, **_value(row, position, year, ledger)} for year, position in years))
    message = "Ce fichier situe une gare par son code postal : sa commune vient du fichier des gares, par le code UIC."
    ledger.note("perimeter", message)


def _value(row: Row, position: int, year: int, ledger: Ledger) -> dict[str, object]:
    written = row.cells[position].strip()
    read = read_value(written)
    if read is None:
        ledger.warn(row, "value", None, written, f"« {written} » ({year}) n'est pas un nombre : lue comme manquante.")
    value, state = read or (None, "missing")
    return {"year": year, "value": value, "state": state}


def _years(ledger: Ledger) -> list[tuple[int, int]]:
    found = [(_YEAR.fullmatch(normalise_column(title)), at) for at, title in enumerate(ledger.table.columns)]
    return sorted((int(matched[1]), at) for matched, at in found if matched)


def _last_year(_roles: Roles, ledger: Ledger) -> EditionDate | None:
    years = _years(ledger)
    return EditionDate(dt.date(years[-1][0], 1, 1), "year", "dernière année du fichier") if years else None


STATIONS: Final = Connector(
    layer="gares",
    shape="points",
    title="Gares de voyageurs",
    publisher="SNCF",
    licence=_LICENCE,
    columns={
        "id": ("code_s_uic", "code_uic"),
        "label": ("nom", "intitule_gare", "libelle"),
        "code": ("code_commune", "code_insee"),
        "trigram": ("trigramme", "code_gare", "segment_s_drg"),
        "position": ("position_geographique", "wgs_84", "c_geo"),
        "latitude": ("latitude_wgs84", "y_wgs84"),
        "longitude": ("longitude_wgs84", "x_wgs84"),
    },
    required=("id", "label", "code", "trigram"),
    build=_build_stations,
    stable_ids=True,
)

TRAVELLERS: Final = Connector(
    layer="frequentation_gares",
    shape="series",
    title="Fréquentation des gares",
    publisher="SNCF",
    licence=_LICENCE,
    columns={
        "id": ("code_uic", "code_uic_complet"),
        "label": ("nom_de_la_gare",),
        "postcode": ("code_postal",),
    },
    required=("id", "label", "postcode"),
    patterns=("total_voyageurs_",),
    build=_build_travellers,
    stable_ids=True,
    dated=_last_year,
)
