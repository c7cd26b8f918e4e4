"""ANCT: the communes of « Petites villes de demain » (CSV) and of « Action cœur de ville » (GeoJSON)."""

from __future__ import annotations

from typing import Final

from data.connectors.areas import build_membership
from data.connectors.format import Connector, Roles
from data.connectors.reference import Reference
from data.connectors.rows import Ledger

_COMMON: Final = {
    "code": ("insee_com",),
    "town": ("lib_com",),
    "departement": ("insee_dep",),
}


def _build(connector: Connector, roles: Roles, reference: Reference, ledger: Ledger) -> None:
    build_membership(connector, roles, reference, ledger, lambda _row: f"Commune « {connector.title} »")


PETITES_VILLES: Final = Connector(
    layer="petites_villes_de_demain",
    shape="areas",
    title="Petites villes de demain",
    publisher="ANCT",
    licence="Licence Ouverte 2.0",
    columns={"id": ("id_pvd",), **_COMMON},
    required=("id", "code", "town"),
    build=_build,
)

COEUR_DE_VILLE: Final = Connector(
    layer="action_coeur_de_ville",
    shape="areas",
    title="Action cœur de ville",
    publisher="ANCT",
    licence="Licence Ouverte 2.0",
    columns={
        "id": ("id_acv",),
        **_COMMON,
        "latitude": ("latitude_geometrie", "latitude"),
        "longitude": ("longitude_geometrie", "longitude"),
    },
    required=("id", "code", "town"),
    build=_build,
)
