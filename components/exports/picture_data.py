"""The data of a chart or a map as a book of one sheet, with what the screen says around it. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pandas as pd

from components.exports.document import Origin
from components.exports.spreadsheet import Book, Cell, Sheet

_WIDEST_CM, _NARROWEST_CM = 9.0, 2.5
_MISSING = "Une cellule vide n'est pas un zéro : la valeur manque, et la ligne dit pourquoi."


def data_book(title: str, frame: pd.DataFrame, source: str, origin: Origin, cautions: Sequence[str] = ()) -> Book:
    """`frame`: what is drawn, as values (numbers, dates, texts, nothing), under columns that are read and say units."""
    rows = [tuple(_cell(value) for value in row) for row in frame.itertuples(index=False, name=None)]
    header = tuple(str(column) for column in frame.columns)
    widths = tuple(_width(name, [row[place] for row in rows]) for place, name in enumerate(header))
    notes = (
        f"Source : {source}",
        *(f"Précaution de lecture : {words}" for words in cautions),
        *([_MISSING] if any(_lacks(column) for column in zip(*rows, strict=True)) else []),
    )
    return Book(title, origin, (Sheet("Données", header, tuple(rows), widths),), notes)


def _cell(value: Any) -> Cell:
    """A number for a spreadsheet to add, a date, else the words; what is missing stays empty, never zero."""
    if value is None or pd.isna(value):
        return None
    if isinstance(value, str):
        return value or None
    if isinstance(value, dt.date):
        return value
    as_float = float(value)
    return int(as_float) if as_float.is_integer() else as_float


def _lacks(column: Sequence[Cell]) -> bool:
    """Whether a value is missing among numbers or dates; a sentence that is not there is only nothing to say."""
    return None in column and any(cell is not None and not isinstance(cell, str) for cell in column)


def _width(name: str, values: Sequence[Cell]) -> float:
    longest = max((len(str(value)) for value in (name, *values) if value is not None), default=0)
    return min(_WIDEST_CM, max(_NARROWEST_CM, longest * 0.2))
