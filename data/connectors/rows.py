"""Rows read by role, and the ledger that gives each of them one fate: kept or set aside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from data.connectors.cells import unmarked
from data.connectors.read import RawTable
from data.connectors.shapes import Correction, Problem
from data.connectors.wording import typography


@dataclass(frozen=True)
class Row:
    """One row of the file; `row["code"]` is the trimmed cell of that role, empty when the file has no such column."""

    number: int
    cells: list[str]
    roles: Mapping[str, int]
    columns: tuple[str, ...]

    def __getitem__(self, role: str) -> str:
        at = self.roles.get(role)
        return self.cells[at].strip() if at is not None else ""

    def column(self, role: str) -> str | None:
        """The title of the column that plays a role, as written in the file."""
        at = self.roles.get(role)
        return None if at is None else self.columns[at]


@dataclass
class Ledger:
    """Every row of a table, and what became of it. `close` refuses to give an account that does not add up."""

    table: RawTable
    confirmed: frozenset[str] = frozenset()
    set_aside_rows: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    records: list[dict[str, object]] = field(default_factory=list)
    _kept: set[int] = field(default_factory=set)
    _aside: set[int] = field(default_factory=set)
    _proposed: dict[str, list[int]] = field(default_factory=dict)

    def rows(self, roles: Mapping[str, int]) -> Iterator[Row]:
        """The rows with as many cells as there are titles; the others are set aside, saying so."""
        width = len(self.table.columns)
        for number, cells in zip(self.table.numbers, self.table.rows, strict=True):
            row = Row(number, cells, roles, self.table.columns)
            if len(cells) == width:
                yield row
            else:
                found = f"{len(cells)} cellules"
                message = f"{len(cells)} cellules au lieu de {width} : ligne coupée ou séparateur en trop, écartée."
                self.set_aside(row, "width", None, found, message)

    def set_aside(self, row: Row, code: str, role: str | None, found: str, message: str) -> None:
        """Give the row its fate: not imported."""
        self._settle(row.number, self._aside)
        self.set_aside_rows.append(self._problem(row, code, role, found, message, "set_aside"))

    def keep(self, row: Row, *records: dict[str, object]) -> None:
        """Give the row its fate: imported, as one record or several."""
        self._settle(row.number, self._kept)
        self.records.extend({**record, "source_row": row.number} for record in records)

    def warn(self, row: Row, code: str, role: str | None, found: str, message: str) -> None:
        """Report something about a row that stays."""
        self.notes.append(self._problem(row, code, role, found, message, "kept"))

    def tell(self, row: Row, code: str, role: str | None, found: str, message: str) -> None:
        """Give a piece of information about one row."""
        self.notes.append(self._problem(row, code, role, found, message, "info"))

    def note(
        self, code: str, message: str, *, column: str | None = None, found: str = "", row: int | None = None
    ) -> None:
        """Give a piece of information about the whole file or a column."""
        self.notes.append(
            Problem(row, column, found, typography(message), "info", code, self.table.unit, self.table.sheet)
        )

    def propose(self, correction_id: str, row: Row) -> bool:
        """Record that a correction would save this row; True when the user has confirmed it."""
        self._proposed.setdefault(correction_id, []).append(row.number)
        return correction_id in self.confirmed

    def corrections(self, messages: Mapping[str, str]) -> tuple[Correction, ...]:
        """What was proposed, with the sentence of each (« {n} » is replaced by the number of rows)."""
        return tuple(
            Correction(
                correction_id,
                typography(messages[correction_id].replace("{n}", str(len(rows)))),
                tuple(rows),
                correction_id in self.confirmed,
            )
            for correction_id, rows in self._proposed.items()
        )

    @property
    def rows_kept(self) -> int:
        return len(self._kept)

    def close(self) -> None:
        """Check the account, and drop what was said of a row as kept when it was set aside in the end.

        Raises:
            AssertionError: a row has no fate, or two: a defect of a connector, never of a file.
        """
        if len(self._kept) + len(self._aside) != len(self.table.rows) or len(self.set_aside_rows) != len(self._aside):
            raise AssertionError("a row of the file was neither kept nor set aside")
        self.notes = [note for note in self.notes if note.severity != "kept" or note.row not in self._aside]

    def _settle(self, number: int, fate: set[int]) -> None:
        if number in self._kept or number in self._aside:
            raise AssertionError(f"row {number} already has a fate")
        fate.add(number)

    def _problem(self, row: Row, code: str, role: str | None, found: str, message: str, severity: str) -> Problem:
        column = row.column(role) if role else None
        found = unmarked(found)[0]
        return Problem(
            row.number, column, found, typography(message), severity, code, self.table.unit, self.table.sheet
        )
