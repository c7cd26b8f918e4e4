"""What a table and a column are, and the few columns that come back everywhere."""

from __future__ import annotations

from dataclasses import dataclass

from data.model import PRECISIONS

DTYPES = {"text": "str", "int": "Int64", "float": "float64", "bool": "boolean", "date": "datetime64[ms]"}


class ContractError(ValueError):
    """A table does not have the shape declared here. The message, in French, names the table and the column."""


@dataclass(frozen=True)
class Column:
    """One column: its type (a key of `DTYPES`), what it means in French, and what it may hold."""

    name: str
    kind: str
    description: str
    nullable: bool = False
    values: tuple[str, ...] = ()
    refers_to: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Table:
    """One table: its key (unique), its columns in order, and the French sentence that says what a row is."""

    name: str
    title: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]


def text(name: str, description: str, *, null: bool = False, of: tuple[str, ...] = (), to: str = "") -> Column:
    return Column(name, "text", description, null, of, to)


def whole(
    name: str,
    description: str,
    *,
    null: bool = False,
    to: str = "",
    low: float | None = None,
    high: float | None = None,
) -> Column:
    return Column(name, "int", description, null, (), to, low, high)


def number(
    name: str, description: str, *, null: bool = False, low: float | None = None, high: float | None = None
) -> Column:
    return Column(name, "float", description, null, (), "", low, high)


def flag(name: str, description: str, *, null: bool = False) -> Column:
    return Column(name, "bool", description, null)


def dated(name: str, description: str, *, null: bool = True, precision: str = "") -> tuple[Column, Column]:
    """A date column and the column that says how precise it is: the two never travel apart."""
    return (
        Column(name, "date", description, null),
        text(
            precision or f"{name}_precision",
            f"Précision de « {name} » : jour, mois, année, période, non datée.",
            of=PRECISIONS,
        ),
    )


def provenance(*, quote: bool = True) -> tuple[Column, ...]:
    """Where a fact stands: document, place in it, and the exact words it rests on (40 at most)."""
    return (
        text("document_id", "Document d'où vient le fait.", to="documents.document_id"),
        text("place", "Endroit du document, par exemple « fiche 5 · situation à mi-2023 »."),
        text("quote", "Mots exacts du document, 40 au plus.", null=not quote),
    )


ACTION = whole("action_id", "Numéro de l'action, de 1 à 16.", to="actions.action_id", low=1, high=16)
TERRITORY = text("territory_id", "Code du territoire.", to="territories.territory_id")
