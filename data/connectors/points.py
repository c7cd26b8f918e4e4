"""Rows that are places: each is put in its commune, described by its connector, and kept once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from data.connectors.checks import Place, place_row
from data.connectors.coordinates import has_decimal_comma
from data.connectors.format import Connector, Roles
from data.connectors.hours import Week
from data.connectors.names import normalise_label
from data.connectors.reference import Reference
from data.connectors.rows import Ledger, Row
from data.connectors.values import read_value

FORMATS = ("fixe", "itinerant", "inconnu")
#: An optional column that whoever keeps the list may add: no published file says how often an itinerant stop comes.
DAYS_COLUMN: Final = {"days": ("jours_par_mois", "nb_jours_par_mois", "nombre_de_jours_par_mois", "jours_mois")}
_MAX_DAYS: Final = 31


@dataclass(frozen=True)
class Description:
    """What the connector knows of a point: its kind, whether it stays in place, its week."""

    kind: str
    format: str = "fixe"
    week: Week | None = None
    flags: tuple[str, ...] = ()


Describe = Callable[[Row, Ledger], Description]


def build_points(connector: Connector, roles: Roles, reference: Reference, ledger: Ledger, describe: Describe) -> None:
    """Give every row its fate; the records have the columns of `POINT_COLUMNS`."""
    seen = _Seen()
    commas = 0
    for row in ledger.rows(roles):
        place = place_row(row, reference, ledger)
        if place is None:
            continue
        if not row["id"] and connector.stable_ids:
            ledger.warn(row, "no_id", "id", "", "Sans identifiant : gardée, reconnue par son nom et sa commune.")
        if seen.refuses(row, place, ledger):
            continue
        commas += has_decimal_comma(row)
        description = describe(row, ledger)
        overlap = ("hours_overlap",) if description.week is not None and description.week.overlap else ()
        week = description.week
        ledger.keep(
            row,
            {
                "layer": connector.layer,
                "point_id": row["id"] or f"{connector.layer}-{normalise_label(row['label']).replace(' ', '-')}",
                "label": " ".join(row["label"].split()),
                "territory_id": place.territory_id,
                "longitude": place.position.longitude,
                "latitude": place.position.latitude,
                "kind": description.kind,
                "format": description.format,
                "weekly_hours_h": week.weekly_hours_h if week else None,
                "opens_saturday": week.opens_saturday if week else None,
                "closes_latest": week.closes_latest if week else None,
                "days_per_month": _read_days_per_month(row, ledger),
                "flags": " ".join((*place.flags, *description.flags, *overlap)),
            },
        )
    if commas:
        message = f"Positions écrites avec une virgule décimale, lue comme un point : {commas}."
        ledger.note("decimal_comma", message)


def _read_days_per_month(row: Row, ledger: Ledger) -> float | None:
    """« 1 », « 0,5 » (one month in two); None when the cell is empty, or unreadable, which is then said."""
    read = read_value(row["days"])
    if read is not None and read[1] != "value":
        return None
    if read is not None and 0 <= read[0] <= _MAX_DAYS:
        return read[0]
    message = f"Nombre de jours par mois illisible, ou hors de 0 à {_MAX_DAYS} : point gardé, sans ce nombre."
    ledger.warn(row, "value", "days", row["days"], message)
    return None


class _Seen:
    """The points already kept, by identifier and by name, commune and position."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._places: dict[tuple[object, ...], int] = {}

    def refuses(self, row: Row, place: Place, ledger: Ledger) -> bool:
        """Whether the row repeats a kept one; it is then set aside."""
        same_id = self._ids.get(row["id"]) if row["id"] else None
        at = place.position
        spot = None if at.longitude is None or at.latitude is None else (round(at.longitude, 5), round(at.latitude, 5))
        key = (normalise_label(row["label"]), place.territory_id, spot)
        same_place = self._places.get(key)
        if same_id is not None:
            message = (
                f"Même identifiant que la {ledger.table.unit} {same_id} : la première est gardée, celle-ci écartée."
            )
            ledger.set_aside(row, "duplicate", "id", row["id"], message)
            return True
        if same_place is not None:
            first = f"la {ledger.table.unit} {same_place}"
            message = f"Même nom, même commune et même position que {first}, sous un autre identifiant : écartée."
            ledger.set_aside(row, "duplicate", "label", row["label"], message)
            return True
        if row["id"]:
            self._ids[row["id"]] = row.number
        self._places[key] = row.number
        return False
