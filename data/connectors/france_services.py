"""ANCT, « Liste des structures France services »: one row a structure, fixed or itinerant, with its hours by day."""

from __future__ import annotations

from typing import Final

from data.connectors.format import Connector, Roles
from data.connectors.hours import Week, read_days
from data.connectors.names import normalise_label
from data.connectors.points import DAYS_COLUMN, Description, build_points
from data.connectors.reference import Reference
from data.connectors.rows import Ledger, Row
from data.connectors.wording import plural

_DAYS: Final = ("h_lundi", "h_mardi", "h_mercredi", "h_jeudi", "h_vendredi", "h_samedi")
_ITINERANT: Final = ("bus", "mobile", "itinerant", "oui")
_FIXED: Final = ("fixe", "multi", "non")
"""Beginnings of what is written: « Bus_équivalent », « Itinérante », « Fixe_antenne(s) », « Multisites »…"""


def _describe(row: Row, ledger: Ledger) -> Description:
    written = normalise_label(row["format"] or row["itinerance"])
    form = "itinerant" if written.startswith(_ITINERANT) else "fixe" if written.startswith(_FIXED) else "inconnu"
    kind = "France services (antenne)" if normalise_label(row["type"]) == "antenne" else "France services"
    week, flags = _week(row, ledger)
    return Description(kind=kind, format=form, week=week, flags=flags)


def _week(row: Row, ledger: Ledger) -> tuple[Week | None, tuple[str, ...]]:
    try:
        return read_days([row[day] for day in _DAYS]), ()
    except ValueError as error:
        role = next((day for day in _DAYS if str(error) in row[day]), None)
        message = f"Horaires illisibles (« {error} ») : structure gardée sans horaires."
        ledger.warn(row, "hours", role, str(error), message)
        return None, ("hours_unread",)


def _build(connector: Connector, roles: Roles, reference: Reference, ledger: Ledger) -> None:
    build_points(connector, roles, reference, ledger, _describe)
    itinerant = sum(record["format"] == "itinerant" for record in ledger.records)
    unknown = sum(record["format"] == "inconnu" for record in ledger.records)
    if itinerant:
        ledger.note(
            "perimeter",
            f"{plural(itinerant, 'structure itinérante', 'structures itinérantes')} : la position est celle du port "
            "d'attache, les horaires ceux de la tournée. Les arrêts et leur fréquence ne sont pas dans ce fichier.",
        )
    if unknown:
        ledger.note("perimeter", f"{plural(unknown, 'structure')} dont le format (fixe ou itinérant) n'est pas publié.")


CONNECTOR: Final = Connector(
    layer="france_services",
    shape="points",
    title="France services",
    publisher="ANCT, « Liste des structures France services »",
    licence="Licence Ouverte 2.0",
    columns={
        **DAYS_COLUMN,
        "id": ("id_fs", "id_structure", "id"),
        "label": ("lib_fs", "nom_fs", "nom_structure"),
        "code": ("insee_com", "code_insee", "code_commune", "insee_commune"),
        "town": ("lib_com", "commune", "nom_commune", "ville"),
        "postcode": ("code_postal", "cp"),
        "departement": ("insee_dep", "code_departement"),
        "latitude": ("latitude", "lat", "latitude_geometrie"),
        "longitude": ("longitude", "lon", "long", "lng", "longitude_geometrie"),
        "format": ("format_fs",),
        "type": ("type_fs",),
        "itinerance": ("itinerance", "itinerant"),
        **{day: (day, day.replace("h_", "horaires_"), day.removeprefix("h_")) for day in _DAYS},
    },
    required=("id", "label", "code"),
    build=_build,
    stable_ids=True,
    dataset="liste-des-structures-france-services",
)
