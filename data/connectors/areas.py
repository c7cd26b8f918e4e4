"""Rows that are communes: one value or several each, or a membership. Secret, missing and zero are three states."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from data.connectors.checks import Place, place_row
from data.connectors.departement import clean_code
from data.connectors.format import Connector, Roles
from data.connectors.reference import Reference
from data.connectors.rows import Ledger, Row
from data.connectors.values import read_value
from data.connectors.wording import of_place, plural

Placed = tuple[Row, Place]


@dataclass(frozen=True)
class Indicator:
    """One column of values: where it stands, what it is called, its unit."""

    position: int
    indicator: str
    label: str
    unit: str


def build_values(
    connector: Connector, roles: Roles, reference: Reference, ledger: Ledger, indicators: list[Indicator]
) -> None:
    """Give every row its fate; one record an indicator. Values from before a merger of communes are set aside."""
    groups = _place(roles, reference, ledger)
    secrets = dict.fromkeys((indicator.indicator for indicator in indicators), 0)
    for territory_id, rows in groups.items():
        for row, place in _without_merged(territory_id, rows, reference, ledger):
            records = []
            for indicator in indicators:
                written = row.cells[indicator.position].strip()
                value, state = read_value(written) or (None, "missing")
                if value is None:
                    column = ledger.table.columns[indicator.position]
                    message = f"« {written} » (colonne « {column} ») n'est pas un nombre : valeur lue comme manquante."
                    ledger.warn(row, "value", None, written, message)
                secrets[indicator.indicator] += state == "secret"
                records.append({**_common(connector, row, place), **_named(indicator), "value": value, "state": state})
            ledger.keep(row, *records)
    for indicator in indicators:
        if count := secrets[indicator.indicator]:
            column = ledger.table.columns[indicator.position]
            communes = plural(count, "commune")
            message = f"{indicator.label} : {communes} sous secret statistique (« s »), ni zéro ni valeur manquante."
            ledger.note("secret", message, column=column, found="s")
    present = {record["territory_id"] for record in ledger.records}
    absent = sorted(label for code, label in reference.labels.items() if f"com:{code}" not in present)
    if absent and ledger.records:
        names = ", ".join(absent[:8]) + ("…" if len(absent) > 8 else "")
        ledger.note(
            "absent", f"{plural(len(absent), 'commune')} du Nord sans ligne gardée, donc sans donnée : {names}."
        )


def build_membership(
    connector: Connector, roles: Roles, reference: Reference, ledger: Ledger, label: Callable[[Row], str]
) -> None:
    """Give every row its fate; one record a commune of the programme, its value 1."""
    for rows in _place(roles, reference, ledger).values():
        (first, place), *others = rows
        record = {**_common(connector, first, place), "indicator": connector.layer, "label": label(first), "unit": ""}
        ledger.keep(first, {**record, "value": 1.0, "state": "value"})
        for row, _ in others:
            message = f"Même commune que la {ledger.table.unit} {first.number} : écartée."
            ledger.set_aside(row, "duplicate", "code", row["code"], message)
    ledger.note(
        "perimeter",
        "Une commune absente de la liste n'en fait pas partie à cette date : ce n'est pas une donnée manquante.",
    )


def _place(roles: Roles, reference: Reference, ledger: Ledger) -> dict[str, list[Placed]]:
    groups: dict[str, list[Placed]] = {}
    for row in ledger.rows(roles):
        place = place_row(row, reference, ledger)
        if place is not None:
            groups.setdefault(place.territory_id, []).append((row, place))
    return groups


def _without_merged(territory_id: str, rows: list[Placed], reference: Reference, ledger: Ledger) -> list[Placed]:
    """The rows whose value is that of the present commune: one at most.

    A value of a part is not a value of the whole, and where the present commune took over the code of one of its parts
    (L'Orée de Mormal has that of Amfroipret), a file that still lists another part uses the code in its former sense.
    """
    host = reference.labels[territory_id.removeprefix("com:")]
    parts = [row for row, place in rows if "associated" in place.flags]
    reused = bool(parts) and territory_id.removeprefix("com:") in reference.associated
    kept: list[Placed] = []
    for row, place in rows:
        code = clean_code(row["code"])
        if "associated" in place.flags or reused:
            former = reference.associated[code].label if code in reference.associated else code
            message = (
                f"Valeur d'avant la fusion : celle de l'ancienne commune {former} ({code}), pas {of_place(host)}. "
                "Une médiane ou un taux ne s'additionne pas : ligne écartée."
            )
            ledger.set_aside(row, "merged_values", "code", row["code"], message)
        elif kept:
            first = f"la {ledger.table.unit} {kept[0][0].number}"
            message = f"Même commune que {first} : la première est gardée, celle-ci écartée."
            ledger.set_aside(row, "duplicate", "code", row["code"], message)
        else:
            kept.append((row, place))
    return kept


def _common(connector: Connector, row: Row, place: Place) -> dict[str, object]:
    return {
        "layer": connector.layer,
        "territory_id": place.territory_id,
        "written": row["town"] or row["code"],
        "flags": " ".join(place.flags),
    }


def _named(indicator: Indicator) -> dict[str, object]:
    return {"indicator": indicator.indicator, "label": indicator.label, "unit": indicator.unit}
