"""The State's barometer of 2023, département level: its dated values, and its summary (initial, current, target)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Final

from data.connectors.catalogue import load_catalogue
from data.connectors.format import Connector, Roles
from data.connectors.names import normalise_column
from data.connectors.observations import Seen, check_once, check_unit, read_cell, read_date, record
from data.connectors.reference import CODE_DEPARTEMENT, Reference
from data.connectors.rows import Ledger, Row

FAMILY: Final = "barometre"
NORD: Final = "dep:59"
_PUBLISHER: Final = "Baromètre des résultats de l'action publique"
_COLUMNS: Final = {
    "measure": ("mesure",),
    "label": ("indicateur",),
    "code": ("id_indicateur",),
    "departement": ("code_departement",),
    "unit": ("unite",),
}
_TARGET_WORDS: Final = "Cible de l'État pour le Nord, celle du baromètre et non du schéma"


def _labels_by_code(ledger: Ledger, roles: Roles) -> dict[str, int]:
    """How many labels each code has: the barometer published one code under two."""
    met = {
        (cells[roles["code"]], cells[roles["label"]]) for cells in ledger.table.rows if len(cells) > max(roles.values())
    }
    return Counter(code for code, _label in met)


def _place(row: Row, ledger: Ledger) -> bool:
    if row["departement"] in (CODE_DEPARTEMENT, CODE_DEPARTEMENT.zfill(3)):
        return True
    ledger.set_aside(row, "elsewhere", "departement", row["departement"], "Hors du Nord : écartée.")
    return False


def _identity(row: Row, many: dict[str, int]) -> tuple[str, str]:
    """(key of the indicator, unit declared for it). A code that names two labels is two indicators."""
    code = row["code"]
    indicator_id, unit = load_catalogue().codes.get((FAMILY, code), ("", ""))
    if many.get(code, 1) > 1:
        return f"{FAMILY}:{code}~{normalise_column(row['label'])[:60]}", ""
    return f"{FAMILY}:{code}", unit if indicator_id else ""


def _known(row: Row) -> dict[str, str]:
    return {
        "label": row["label"],
        "unit": row["unit"],
        "territory_id": NORD,
        "place": f"département du Nord · {row['code']}",
        "written": "Nord",
    }


def build_detail(connector: Connector, roles: Roles, _reference: Reference, ledger: Ledger) -> None:
    """One value a line."""
    seen, many, today = Seen(), _labels_by_code(ledger, roles), dt.date.today()
    for row in ledger.rows(roles):
        key, declared = _identity(row, many)
        if not (_place(row, ledger) and check_unit(ledger, row, seen, key, row["unit"], declared)):
            continue
        when = read_date(ledger, row, "date", today=today)
        if when is None:
            continue
        value = read_cell(ledger, row, "value", row["unit"])
        if value is None or not check_once(ledger, row, seen, (key, NORD, when.period(monthly=True), "value")):
            continue
        ledger.keep(row, record(key, when, value, "value", monthly=True, **_known(row)) | {"layer": connector.layer})


def build_summary(connector: Connector, roles: Roles, _reference: Reference, ledger: Ledger) -> None:
    """An initial value, a current one and a target a line; their progress is left: it is computed, not measured."""
    seen, many, today = Seen(), _labels_by_code(ledger, roles), dt.date.today()
    left = 0
    for row in ledger.rows(roles):
        key, declared = _identity(row, many)
        if not (_place(row, ledger) and check_unit(ledger, row, seen, key, row["unit"], declared)):
            continue
        records = _three(connector, row, ledger, seen, key, today)
        if records:
            ledger.keep(row, *records)
            left += 1
    if left:
        message = (
            "Progressions et pourcentages de cible laissés : ils se calculent, et ne sont pas un résultat du schéma."
        )
        ledger.note("progress", message, column="pourcentage_cible")


def _three(
    connector: Connector, row: Row, ledger: Ledger, seen: Seen, key: str, today: dt.date
) -> list[dict[str, object]]:
    """The records of a line; empty when it was set aside."""
    records: list[dict[str, object]] = []
    for role, value_role, date_role in (
        ("initial", "initial", "initial_on"),
        ("value", "current", "current_on"),
        ("target", "target", "target_on"),
    ):
        if role == "target" and not row[value_role]:
            continue
        when = read_date(ledger, row, date_role, today=today, future=role == "target")
        if when is None:
            return []
        value = read_cell(ledger, row, value_role, row["unit"])
        if value is None or not check_once(ledger, row, seen, (key, NORD, when.period(monthly=True), role), date_role):
            return []
        more = {"perimeter": _TARGET_WORDS} if role == "target" else {}
        records.append(
            record(key, when, value, role, monthly=True, **(_known(row) | more)) | {"layer": connector.layer}
        )
    return records


DETAIL = Connector(
    layer="barometre",
    shape="observations",
    title="Baromètre des résultats de l'action publique (valeurs datées)",
    publisher=_PUBLISHER,
    licence="Licence Ouverte 2.0",
    columns={**_COLUMNS, "date": ("date",), "value": ("valeur",)},
    required=("code", "label", "departement", "unit", "date", "value"),
    build=build_detail,
)
SUMMARY = Connector(
    layer="synthese",
    shape="observations",
    title="Baromètre des résultats de l'action publique (synthèse)",
    publisher=_PUBLISHER,
    licence="Licence Ouverte 2.0",
    columns={
        **_COLUMNS,
        "current": ("valeur_actuelle",),
        "current_on": ("date_valeur_actuelle",),
        "initial": ("valeur_initiale",),
        "initial_on": ("date_valeur_initiale",),
        "target": ("cible",),
        "target_on": ("date_cible",),
    },
    required=("code", "label", "departement", "unit", "current", "current_on", "initial", "initial_on"),
    build=build_summary,
)
