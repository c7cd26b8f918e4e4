"""The corrections a machine may propose and only a user may confirm. `{n}` is the number of rows concerned."""

from __future__ import annotations

from typing import Final

SWAP: Final = "swap_coordinates"
"""Latitude and longitude stand in each other's column."""

COMMUNE: Final = "commune_from_name"
"""Name and position agree against the code: a postcode in its place, most often."""

MESSAGES: Final = {
    SWAP: (
        "Latitude et longitude semblent inversées (lignes : {n}) : remises en ordre, elles tombent dans le Nord. "
        "Confirmer pour importer ces lignes avec leurs coordonnées remises en ordre."
    ),
    COMMUNE: (
        "Le code de commune n'est pas celui que disent le nom et, quand il y en a une, la position (lignes : {n}). "
        "Confirmer pour rattacher ces lignes à la commune nommée."
    ),
}
