"""Anyone's figures, typed in the form the dashboard gives out: taken whole, or not at all."""

from __future__ import annotations

import datetime as dt
from typing import Final

from data.connectors.catalogue import Declared, load_catalogue
from data.connectors.cells import FORMULA, unmarked
from data.connectors.format import Connector, Roles
from data.connectors.names import normalise_column, normalise_label
from data.connectors.observations import Seen, check_once, check_unit, read_cell, read_date, record
from data.connectors.reference import Reference
from data.connectors.rows import Ledger, Row
from data.figures_form import COLUMNS, EXAMPLE, NO, PART, ROLES, YES

LAYER: Final = "chiffres"
#: Beyond it, not a figure of the département: a slip of the keyboard.
LARGEST: Final = 1e12
#: Characters of a cell: names, sources and definitions, not documents.
CELL_LIMIT: Final = 2_000
FIRST_YEAR: Final = 1900


def build(connector: Connector, roles: Roles, _reference: Reference, ledger: Ledger) -> None:
    """One value a row; every fault is told at its cell."""
    seen, today = Seen(), dt.date.today()
    for row in ledger.rows(roles):
        if row["line"].casefold() == EXAMPLE:
            ledger.set_aside(row, "example", "line", row["line"], "Ligne d'exemple : jamais importée.")
        elif _clean(row, roles, ledger) and (found := _read(row, ledger, seen, today)):
            ledger.keep(row, found | {"layer": connector.layer})


def _clean(row: Row, roles: Roles, ledger: Ledger) -> bool:
    """False when a cell is a formula, is merged, or is empty and must not be: the row is set aside."""
    for column in COLUMNS:
        if column.role not in roles:
            continue
        written, mark = unmarked(row.cells[roles[column.role]])
        if mark:
            code = "formula" if mark == FORMULA else "merged"
            what = f"formule ({written[:60]})" if mark == FORMULA else "cellule fusionnée avec d'autres"
            message = f"{what} : {column.expected} est attendu, tapé dans sa propre cellule."
            ledger.set_aside(row, code, column.role, written[:60], message[0].upper() + message[1:])
            return False
        if len(written) > CELL_LIMIT or any(sign in written for sign in "\u202a\u202b\u202d\u202e"):
            message = (
                f"Texte de plus de {CELL_LIMIT} caractères, ou caractère illisible : {column.expected} est attendu."
            )
            ledger.set_aside(row, "cell", column.role, written[:60], message)
            return False
        if column.required and not written.strip():
            ledger.set_aside(row, "required", column.role, "", f"Cellule vide : {column.expected}.")
            return False
    return True


def _read(row: Row, ledger: Ledger, seen: Seen, today: dt.date) -> dict[str, object] | None:
    """The record of a row; None when it was set aside."""
    role, same = ROLES.get(row["role"].casefold(), ""), row["same"].casefold()
    if not role:
        return _choice(row, ledger, "role", ROLES)
    if same not in (YES, NO):
        return _choice(row, ledger, "same", (YES, NO))
    declared = load_catalogue().find(row["indicator"].split(PART)[0].strip()) or load_catalogue().find(row["indicator"])
    territory = _territory(row["territory"])
    if not (_defined(row, ledger, declared, same, role) and _placed(row, ledger, territory)):
        return None
    key = declared.indicator_id if declared else f"{LAYER}:{normalise_column(row['indicator'])[:80]}"
    if not check_unit(ledger, row, seen, key, row["unit"], declared.unit if declared and same == YES else ""):
        return None
    when = read_date(ledger, row, "date", today=today, future=role == "target")
    if when is not None and when.start.year < FIRST_YEAR:
        message = f"« {row['date']} » : une date à partir de {FIRST_YEAR} est attendue."
        ledger.set_aside(row, "date", "date", row["date"], message)
        return None
    value = None if when is None else _number(row, ledger)
    if when is None or value is None:
        return None
    definition = "" if same == YES else row["definition"]
    if not check_once(ledger, row, seen, (f"{key}|{definition}", territory, when.period(), role)):
        return None
    return record(
        key,
        when,
        value,
        role,
        label=declared.label if declared else row["indicator"],
        definition=definition,
        unit=row["unit"],
        territory_id=territory,
        written=row["territory"],
        by=row["producer"],
        source=row["source"],
        funder=row["funder"],
        motive=row["motive"],
        perimeter=f"{row['producer']} vise cette valeur" if role == "target" else "",
        place=f"{row['source']} · {row['producer']} · ligne {row.number}",
    )


def _number(row: Row, ledger: Ledger) -> float | None:
    """The value, « 74 % » being 74 when the unit is a share; a decimal comma is read, and said."""
    written = row["value"]
    if written.endswith("%"):
        if not row["unit"].startswith("%"):
            unit = row["unit"]
            message = f"« {written} » est un pourcentage et l'unité est « {unit} » : un nombre de {unit} est attendu."
            ledger.set_aside(row, "unit", "value", written, message)
            return None
        row = Row(row.number, [*row.cells], row.roles, row.columns)
        row.cells[row.roles["value"]] = written.removesuffix("%").strip()
    value = read_cell(ledger, row, "value", row["unit"])
    if value is not None and not 0 <= value <= LARGEST:
        what = "négatif" if value < 0 else "trop grand"
        ledger.set_aside(
            row, "value", "value", written, f"« {written} » est {what} : un nombre de 0 ou plus est attendu."
        )
        return None
    if value is not None and "," in written:
        ledger.warn(
            row, "decimal_comma", "value", written, f"« {written} » est lu {value:g} : la virgule est décimale."
        )
    return value


def _defined(row: Row, ledger: Ledger, declared: Declared | None, same: str, role: str) -> bool:
    if same == YES and declared is None:
        message = (
            f"« {row['indicator']} » n'est pas au catalogue : choisissez-le dans la liste, ou répondez « non » "
            "à « Même définition » et écrivez sa définition."
        )
        ledger.set_aside(row, "indicator", "indicator", row["indicator"], message)
        return False
    if same == NO and not row["definition"]:
        ledger.set_aside(
            row, "required", "definition", "", "Cellule vide : ce qui est compté, puisque la définition diffère."
        )
        return False
    if role in ("contested", "settled") and not row["motive"]:
        ledger.set_aside(
            row, "required", "motive", "", f"Cellule vide : le motif d'une valeur {row['role']} est attendu."
        )
        return False
    return True


def _placed(row: Row, ledger: Ledger, territory: str) -> bool:
    if territory:
        return True
    message = f"« {row['territory']} » n'est pas connu : un territoire de la liste ou un code de commune est attendu."
    ledger.set_aside(row, "territory", "territory", row["territory"], message)
    return False


def _territory(written: str) -> str:
    """The territory chosen in the list, or typed as a code or a name; empty when it is none."""
    places = load_catalogue().places
    code = written.split(PART)[0].strip()
    return places.get(code) or places.get(normalise_label(written)) or ""


def _choice(row: Row, ledger: Ledger, role: str, allowed: object) -> None:
    words = ", ".join(allowed)  # type: ignore[call-overload]
    ledger.set_aside(row, "choice", role, row[role], f"« {row[role]} » n'est pas prévu : {words} est attendu.")


CONNECTOR = Connector(
    layer=LAYER,
    shape="observations",
    title="Chiffres saisis dans le modèle du tableau de bord",
    publisher="les services nommés dans la colonne « Producteur »",
    licence="celle de chaque source",
    columns={column.role: (normalise_column(column.title),) for column in COLUMNS},
    required=tuple(column.role for column in COLUMNS if column.required),
    build=build,
    whole=True,
)
