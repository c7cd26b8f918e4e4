"""Every table of the contract, and the reader's dictionary made from it."""

from __future__ import annotations

from collections.abc import Mapping

from data.contract import caveats, fiches, law, measures, process, sources, subjects, territories, workshop
from data.contract.shape import DTYPES, Table, text, whole

_DICTIONARY = Table(
    "table_columns",
    "Dictionnaire",
    "Une colonne d'une table, et ce qu'elle veut dire.",
    ("table", "column"),
    (
        text("table", "Table."),
        text("table_title", "Nom de la table."),
        text("table_description", "Ce qu'est une ligne."),
        text("column", "Colonne."),
        whole("rank", "Ordre.", low=1),
        text("kind", "Type.", of=tuple(DTYPES)),
        text("description", "Ce qu'elle contient."),
        text("values", "Valeurs possibles.", null=True),
    ),
)

TABLES: tuple[Table, ...] = (
    *sources.TABLES,
    *fiches.TABLES,
    *measures.TABLES,
    *subjects.TABLES,
    *workshop.TABLES,
    *law.TABLES,
    *caveats.TABLES,
    *process.TABLES,
    *territories.TABLES,
    _DICTIONARY,
)

BY_NAME: Mapping[str, Table] = {table.name: table for table in TABLES}


def dictionary_rows() -> list[dict[str, object]]:
    """The rows of `table_columns`: what each column of each table means."""
    return [
        {
            "table": table.name,
            "table_title": table.title,
            "table_description": table.description,
            "column": column.name,
            "rank": rank,
            "kind": column.kind,
            "description": column.description,
            "values": ", ".join(column.values) or None,
        }
        for table in TABLES
        for rank, column in enumerate(table.columns, start=1)
    ]
