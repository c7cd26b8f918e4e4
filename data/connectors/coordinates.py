"""Longitude and latitude of a row: read, put in doubt, never moved unless the user has confirmed it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.connectors.corrections import SWAP
from data.connectors.reference import Reference
from data.connectors.rows import Ledger, Row
from data.connectors.values import read_number

_PAIR = re.compile(r"\(?\s*(-?\d+(?:[.,]\d+)?)\s*[,; ]\s*(-?\d+(?:[.,]\d+)?)\s*\)?")
_FRANCE_LATITUDES = (41.0, 52.0)
_FRANCE_LONGITUDES = (-6.0, 10.0)


@dataclass(frozen=True)
class Position:
    """Degrees WGS 84, or neither (not published); `flags` says what was done to it."""

    longitude: float | None
    latitude: float | None
    flags: tuple[str, ...] = ()


def read_position(row: Row, reference: Reference, ledger: Ledger) -> Position | None:
    """Return the position of a row, or None once the row was set aside (unreadable, swapped and not confirmed)."""
    latitude_text, longitude_text, role = _written(row)
    if not latitude_text and not longitude_text:
        return Position(None, None)
    found = f"{latitude_text} ; {longitude_text}" if longitude_text else latitude_text
    latitude, longitude = read_number(latitude_text), read_number(longitude_text)
    if latitude is None or longitude is None:
        message = f"« {found} » n'est pas une latitude et une longitude : ligne écartée."
        ledger.set_aside(row, "coordinates", role, found, message)
        return None
    if latitude == 0 and longitude == 0:
        ledger.warn(row, "no_coordinates", role, found, "Coordonnées à 0 ; 0 : lues comme absentes.")
        return Position(None, None)
    if _between(latitude, _FRANCE_LONGITUDES) and _between(longitude, _FRANCE_LATITUDES):
        return _swapped(row, reference, ledger, longitude=latitude, latitude=longitude, role=role, found=found)
    if abs(latitude) > 90 or abs(longitude) > 180:
        message = (
            f"« {found} » n'est pas en degrés (coordonnées projetées, ou point décimal perdu) : ligne écartée. "
            "Attendu dans le Nord : latitude de 49,9 à 51,1, longitude de 2,0 à 4,3."
        )
        ledger.set_aside(row, "coordinates", role, found, message)
        return None
    return Position(longitude, latitude)


def has_decimal_comma(row: Row) -> bool:
    """Whether a coordinate of the row is written with a decimal comma."""
    latitude, longitude, _ = _written(row)
    return "," in latitude or "," in longitude


def _swapped(
    row: Row, reference: Reference, ledger: Ledger, *, longitude: float, latitude: float, role: str, found: str
) -> Position | None:
    if not reference.in_departement(longitude, latitude):
        # Swapped back, it is elsewhere in France: the département is judged by the caller.
        return Position(longitude, latitude)
    if ledger.propose(SWAP, row):
        ledger.warn(
            row, "corrected", role, found, "Latitude et longitude inversées : remises en ordre, sur confirmation."
        )
        return Position(longitude, latitude, ("coordinates_swapped",))
    message = (
        f"Latitude et longitude semblent inversées (« {found} ») : remises en ordre, elles tombent dans le Nord. Ligne "
        "écartée tant que la correction n'est pas confirmée."
    )
    ledger.set_aside(row, "swapped", role, found, message)
    return None


def _written(row: Row) -> tuple[str, str, str]:
    latitude, longitude = row["latitude"], row["longitude"]
    if latitude or longitude or not row["position"]:
        return latitude, longitude, "latitude" if row.column("latitude") else "position"
    pair = _PAIR.fullmatch(row["position"])
    return (pair[1], pair[2], "position") if pair else (row["position"], "", "position")


def _between(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]
