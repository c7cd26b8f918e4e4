"""Places of digital mediation: the « conseillers numériques » list of 2022, and the shared national format after it.

The first has a postcode and no INSEE code: the commune comes from its name and the position.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from data.connectors.format import Connector, Roles
from data.connectors.hours import Week, read_rules
from data.connectors.names import normalise_label
from data.connectors.points import DAYS_COLUMN, Description, build_points
from data.connectors.reference import Reference
from data.connectors.rows import Ledger, Row
from data.connectors.shapes import EditionDate


def _describe(row: Row, ledger: Ledger) -> Description:
    itinerance = normalise_label(row["itinerance"])
    form = "itinerant" if itinerance.startswith("itinerant") else "fixe" if itinerance == "fixe" else "inconnu"
    programmes = row["programmes"].casefold()
    kind = "Médiation numérique et France services" if "france services" in programmes else "Médiation numérique"
    week, flags = _week(row, ledger)
    return Description(kind=kind, format=form, week=week, flags=flags)


def _week(row: Row, ledger: Ledger) -> tuple[Week | None, tuple[str, ...]]:
    try:
        return read_rules(row["hours"]), ()
    except ValueError as error:
        message = f"Horaires illisibles (« {error} ») : lieu gardé sans horaires."
        ledger.warn(row, "hours", "hours", row["hours"], message)
        return None, ("hours_unread",)


def _build(connector: Connector, roles: Roles, reference: Reference, ledger: Ledger) -> None:
    build_points(connector, roles, reference, ledger, _describe)
    if "code" not in roles:
        ledger.note(
            "columns",
            "Ce fichier n'a pas de code INSEE : la commune est établie par son nom et vérifiée par la position.",
        )
    if "itinerance" not in roles:
        ledger.note("perimeter", "Ce fichier ne dit pas si un lieu est fixe ou itinérant.")


def _dated(roles: Roles, ledger: Ledger) -> EditionDate | None:
    dates = []
    for row in ledger.rows({"updated": roles["updated"]} if "updated" in roles else {}):
        try:
            dates.append(dt.date.fromisoformat(row["updated"][:10]))
        except ValueError:
            continue
    return EditionDate(max(dates), "day", "dernière mise à jour écrite dans le fichier") if dates else None


CONNECTOR: Final = Connector(
    layer="mediation_numerique",
    shape="points",
    title="Lieux de médiation numérique",
    publisher="Conseiller numérique",
    licence="Licence Ouverte 2.0",
    columns={
        **DAYS_COLUMN,
        "id": ("id",),
        "label": ("nom",),
        "pivot": ("pivot",),
        "code": ("code_insee",),
        "town": ("commune",),
        "postcode": ("code_postal",),
        "latitude": ("latitude",),
        "longitude": ("longitude",),
        "hours": ("horaires",),
        "itinerance": ("itinerance",),
        "programmes": ("labels_nationaux", "dispositif_programmes_nationaux"),
        "updated": ("date_maj",),
    },
    required=("id", "label", "pivot", "town", "postcode", "updated"),
    build=_build,
    dated=_dated,
)
