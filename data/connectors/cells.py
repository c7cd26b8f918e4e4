"""Marks that the reading of a spreadsheet leaves on a cell: they cannot be typed, and cannot be taken for a value."""

from __future__ import annotations

from typing import Final

FORMULA: Final = "\ue000"
MERGED: Final = "\ue001"


def unmarked(written: str) -> tuple[str, str]:
    """(the cell as typed, its mark: `FORMULA`, `MERGED` or nothing)."""
    mark = written[:1] if written[:1] in (FORMULA, MERGED) else ""
    return written.removeprefix(mark).removeprefix(FORMULA), mark
