"""The published formats known, and which one a file is, from its titles. To add one: its module, then a line here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from data.connectors import (
    filosofi,
    france_services,
    gares,
    la_poste,
    mediation_numerique,
    petites_villes,
    temps_trajet,
)
from data.connectors.format import Connector, match_roles

CONNECTORS: Final[tuple[Connector, ...]] = (
    france_services.CONNECTOR,
    la_poste.CONNECTOR,
    mediation_numerique.CONNECTOR,
    gares.STATIONS,
    gares.TRAVELLERS,
    petites_villes.PETITES_VILLES,
    petites_villes.COEUR_DE_VILLE,
    filosofi.CONNECTOR,
    temps_trajet.CONNECTOR,
)


def recognise(columns: Sequence[str]) -> Connector | None:
    """Return the format whose required columns are all there, the one that explains most titles if several do."""
    matches = [
        (len(roles), -rank, connector)
        for rank, connector in enumerate(CONNECTORS)
        if (roles := match_roles(connector, tuple(columns))) is not None
    ]
    return max(matches, key=lambda match: match[:2])[2] if matches else None


def find_connector(layer: str) -> Connector:
    """Return the connector of a layer.

    Raises:
        KeyError: no such layer.
    """
    for connector in CONNECTORS:
        if connector.layer == layer:
            return connector
    raise KeyError(layer)
