"""The way in: a file to all that would be imported, with every doubt listed. Nothing is written."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pandas as pd

from data.connectors.corrections import COMMUNE, MESSAGES
from data.connectors.departement import departement_of
from data.connectors.format import Connector, match_roles
from data.connectors.names import normalise_column
from data.connectors.read import RawTable, read_table
from data.connectors.reference import CODE_DEPARTEMENT, Reference, load_reference
from data.connectors.refusal import RefusedError
from data.connectors.registry import CONNECTORS, recognise
from data.connectors.rows import Ledger
from data.connectors.shapes import (
    AREA_COLUMNS,
    LABEL_COLUMNS,
    OBSERVATION_COLUMNS,
    POINT_COLUMNS,
    SERIES_COLUMNS,
    TRAVEL_COLUMNS,
    EditionDate,
    Preview,
)

_COLUMNS = {
    "points": POINT_COLUMNS,
    "areas": AREA_COLUMNS,
    "series": SERIES_COLUMNS,
    "observations": OBSERVATION_COLUMNS,
    "labels": LABEL_COLUMNS,
    "travel": TRAVEL_COLUMNS,
}
_TYPES = {
    "longitude": "float64",
    "latitude": "float64",
    "weekly_hours_h": "float64",
    "days_per_month": "float64",
    "value": "float64",
    "duration_min": "float64",
    "opens_saturday": "boolean",
    "source_row": "int64",
    "year": "int64",
}


def preview_file(
    source: Path | bytes,
    name: str | None = None,
    *,
    confirmed: frozenset[str] = frozenset(),
    reference: Reference | None = None,
) -> Preview:
    """Read, recognise, check and map a published file.

    `confirmed` holds the `correction_id` of the corrections that the user accepts, after a first preview proposed them.

    Raises:
        RefusedError: not a readable table, not a known format, or not one row in the Nord.
    """
    given = name or (source.name if isinstance(source, Path) else "fichier")
    shown = "".join(character for character in given if character.isprintable())[-120:] or "fichier"
    table = read_table(source, shown)
    connector = recognise(table.columns)
    if connector is None:
        raise RefusedError(_unknown(table))
    roles = match_roles(connector, table.columns)
    assert roles is not None  # recognise just matched it
    ledger = Ledger(table, confirmed)
    _note_reading(table, connector, roles, ledger)
    connector.build(connector, roles, reference or load_reference(), ledger)
    ledger.close()
    _note_postcodes(ledger)
    if not ledger.rows_kept:
        _refuse_empty(ledger, connector)
    return Preview(
        layer=connector.layer,
        shape=connector.shape,
        title=connector.title,
        publisher=connector.publisher,
        licence=connector.licence,
        edition=_edition(shown, table, connector, roles, ledger),
        file_name=shown,
        sha256=table.sha256,
        encoding=table.encoding,
        separator=table.separator,
        columns=table.columns,
        rows_read=len(table.rows),
        rows_kept=ledger.rows_kept,
        kept=_frame(connector, ledger),
        set_aside=tuple(ledger.set_aside_rows),
        notes=tuple(ledger.notes),
        corrections=ledger.corrections(MESSAGES),
        content=table.content,
        whole=connector.whole,
    )


def _frame(connector: Connector, ledger: Ledger) -> pd.DataFrame:
    columns = _COLUMNS[connector.shape]
    frame = pd.DataFrame.from_records(ledger.records, columns=list(columns))
    types = {column: kind for column, kind in _TYPES.items() if column in columns}
    texts = {column: "str" for column in columns if column not in types}
    return frame.astype({**types, **texts})


def _note_reading(table: RawTable, connector: Connector, roles: dict[str, int], ledger: Ledger) -> None:
    for line, found, sentence in table.notes:
        ledger.note("encoding", sentence, found=found, row=line)
    repeated = [title for title, count in Counter(table.columns).items() if title and count > 1]
    if repeated:
        ledger.note("columns", f"Titres répétés ({', '.join(repeated[:5])}) : la première colonne de chaque est lue.")
    renamed = [
        f"« {table.columns[at]} »"
        for role, at in roles.items()
        if connector.columns[role][0] != normalise_column(table.columns[at])
    ]
    if renamed:
        ledger.note("columns", f"Titres d'une autre édition, reconnus : {', '.join(renamed)}.")


def _note_postcodes(ledger: Ledger) -> None:
    """Half the rows or more with the wrong code is a wrong column, not slips of the pen."""
    suspects = {problem.row for problem in ledger.set_aside_rows if problem.code == "postcode"}
    for correction in ledger.corrections(MESSAGES):
        if correction.correction_id == COMMUNE:
            suspects.update(correction.rows)
    total = len(ledger.table.rows)
    if suspects and len(suspects) * 2 >= total:
        counts = f"{len(suspects)} lignes sur {total}"
        ledger.note("postcode", f"La colonne des codes de commune semble contenir des codes postaux : {counts}.")


def _refuse_empty(ledger: Ledger, connector: Connector) -> None:
    """Say why not one row was kept, unless a correction to confirm would save some."""
    if ledger.corrections(MESSAGES) or connector.whole:
        return
    elsewhere = [problem for problem in ledger.set_aside_rows if problem.code == "elsewhere"]
    if len(elsewhere) == len(ledger.set_aside_rows):
        departments = Counter(departement_of(problem.found) or "non précisé" for problem in elsewhere)
        listed = ", ".join(code for code, _ in departments.most_common(5))
        raise RefusedError(
            f"Ce fichier est bien de la forme « {connector.title} », mais aucune de ses lignes ({len(elsewhere)}) "
            f"n'est dans le Nord ({CODE_DEPARTEMENT}). Départements trouvés : {listed}. Rien n'a été importé."
        )
    first = ledger.set_aside_rows[0]
    raise RefusedError(
        f"Ce fichier est bien de la forme « {connector.title} », mais aucune de ses lignes ({len(ledger.table.rows)}) "
        f"n'a pu être gardée. La première ({first.where}) : {first.message_fr} Rien n'a été importé."
    )


def _unknown(table: RawTable) -> str:
    titles = ", ".join(f"« {title} »" for title in table.columns[:8]) + ("…" if len(table.columns) > 8 else "")
    known = " ; ".join(connector.title for connector in CONNECTORS)
    return (
        f"« {table.name} » est un autre genre de fichier : ses colonnes ({titles}) ne sont celles d'aucun des formats "
        f"connus ({known}). Rien n'a été importé."
    )


def _edition(
    name: str, table: RawTable, connector: Connector, roles: dict[str, int], ledger: Ledger
) -> EditionDate | None:
    # What the file itself says is surer than its name.
    if connector.dated and (dated := connector.dated(roles, ledger)):
        return dated
    return _date_in_name(name) or _date_in_name(table.name)


def _date_in_name(name: str) -> EditionDate | None:
    basis = "lue dans le nom du fichier"
    for pattern in (r"(20\d{2})[-_]?(\d{2})[-_]?(\d{2})", r"(20\d{2})[-_](\d{2})", r"(20\d{2})"):
        matched = re.search(rf"(?<!\d){pattern}(?!\d)", name)
        if not matched:
            continue
        parts = [int(part) for part in matched.groups()]
        try:
            date = dt.date(*[*parts, 1, 1][:3])
        except ValueError:
            continue
        return EditionDate(date, ("year", "month", "day")[len(parts) - 1], basis)
    return None
