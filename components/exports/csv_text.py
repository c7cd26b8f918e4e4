"""CSV that LibreOffice and Excel open in French, and in which no text can become a formula. Pure."""

from __future__ import annotations

import pandas as pd

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _inert(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def csv_bytes(table: pd.DataFrame) -> bytes:
    """`table` as UTF-8 with a byte-order mark, semicolons between cells; a text that a spreadsheet would take for a
    formula gets a quote before it."""
    safe = table.copy()
    for column in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[column]) and not pd.api.types.is_datetime64_any_dtype(safe[column]):
            safe[column] = safe[column].map(_inert)
    safe.columns = [str(_inert(str(column))) for column in safe.columns]
    return safe.to_csv(index=False, sep=";", lineterminator="\r\n").encode("utf-8-sig")
