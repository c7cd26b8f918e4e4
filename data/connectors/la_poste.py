"""La Poste, contact points: post offices, municipal agencies, shop relays. The file states no opening hours."""

from __future__ import annotations

from typing import Final

from data.connectors.format import Connector, Roles
from data.connectors.points import DAYS_COLUMN, Description, build_points
from data.connectors.reference import Reference
from data.connectors.rows import Ledger, Row


def _describe(row: Row, _ledger: Ledger) -> Description:
    return Description(kind=row["kind"] or "Point de contact")


def _build(connector: Connector, roles: Roles, reference: Reference, ledger: Ledger) -> None:
    build_points(connector, roles, reference, ledger, _describe)
    ledger.note("perimeter", "Ce fichier ne porte pas d'horaires d'ouverture.")
    approximate = sum(row["precision"].casefold().startswith("géocodé au centre") for row in ledger.rows(roles))
    if approximate:
        message = f"Points placés par le producteur au centre de la commune, faute d'adresse précise : {approximate}."
        ledger.note("perimeter", message)


CONNECTOR: Final = Connector(
    layer="la_poste",
    shape="points",
    title="Points de contact de La Poste",
    publisher="La Poste",
    licence="À vérifier avant toute rediffusion",
    columns={
        **DAYS_COLUMN,
        "id": ("identifiant_du_site", "identifiant_a"),
        "label": ("libelle_du_site",),
        "kind": ("caracteristique_du_site",),
        "code": ("code_insee",),
        "town": ("localite",),
        "postcode": ("code_postal",),
        "latitude": ("latitude",),
        "longitude": ("longitude",),
        "position": ("latlong", "geopoint", "wgs84"),
        "precision": ("precision_du_geocodage",),
    },
    required=("id", "label", "kind", "code"),
    build=_build,
    stable_ids=True,
)
