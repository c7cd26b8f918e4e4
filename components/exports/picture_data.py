"""The data of a chart or a map as a book of one sheet, with what the screen says around it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from components.exports.document import Origin
from components.exports.spreadsheet import Book, Cell, Sheet

#: A number as this dashboard writes it: no-break thousands, a decimal comma; nothing else in the cell.
_NUMBER = re.compile(r"[-−]?\d{1,3}(?:[\u202f\u00a0]\d{3})*(?:,\d+)?|[-−]?\d+(?:,\d+)?")
_WIDEST_CM, _NARROWEST_CM = 9.0, 2.5


def data_book(
    title: str, frame: pd.DataFrame, source: str, origin: Origin, cautions: Sequence[str] = (), *, in_words: bool = True
) -> Book:
    """`frame` as it is read on screen (`in_words`: its numbers are written in French) or as raw values."""
    rows = [tuple(_cell(value, in_words) for value in row) for row in frame.itertuples(index=False, name=None)]
    header = tuple(str(column) for column in frame.columns)
    widths = tuple(_width(name, [row[place] for row in rows]) for place, name in enumerate(header))
    notes = (f"Source : {source}", *(f"Précaution de lecture : {words}" for words in cautions))
    return Book(title, origin, (Sheet("Données", header, tuple(rows), widths),), notes)


def _cell(value: object, in_words: bool) -> Cell:
    """A number for a spreadsheet to add, else the words; what is missing stays empty, never zero."""
    if value is None or (isinstance(value, float) and pd.isna(value)):
        return None
    if isinstance(value, str):
        return number_of(value) if in_words and _NUMBER.fullmatch(value) else value
    as_float = float(value)  # pyright: ignore[reportArgumentType]
    return int(as_float) if as_float.is_integer() else as_float


def number_of(words: str) -> int | float:
    """« 28\u202f752 » → 28752, « 11,5 » → 11.5."""
    plain = re.sub(r"[\u202f\u00a0]", "", words).replace(",", ".").replace("−", "-")
    return float(plain) if "." in plain else int(plain)


def _width(name: str, values: Sequence[Cell]) -> float:
    longest = max((len(str(value)) for value in (name, *values) if value is not None), default=0)
    return min(_WIDEST_CM, max(_NARROWEST_CM, longest * 0.2))
