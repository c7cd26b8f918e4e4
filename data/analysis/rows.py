"""From table rows to the domain's types: the one place where a null becomes an empty text. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from data.model import Source

Tables = Mapping[str, pd.DataFrame]


def text(value: Any) -> str:
    """A cell as text; a null is an empty text."""
    return "" if value is None or pd.isna(value) else str(value)


def whole(value: Any) -> int | None:
    return None if value is None or pd.isna(value) else int(value)


def decimal(value: Any) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def day(value: Any) -> dt.date | None:
    if value is None or pd.isna(value):
        return None
    return dt.date.fromisoformat(f"{pd.Timestamp(value):%Y-%m-%d}")


def records(data: pd.DataFrame, **equals: object) -> Iterator[dict[str, Any]]:
    """The rows of `data` whose columns equal the given values, as dictionaries, in table order."""
    for column, wanted in equals.items():
        data = data.loc[data[column] == wanted]
    return iter(data.to_dict("records"))


class Documents:
    """Short titles and dates of the documents, to write sources with."""

    def __init__(self, tables: Tables) -> None:
        self._known = {
            row["document_id"]: (row["short_title"], f"{row['published_on']:%Y-%m-%d}")
            for row in tables["documents"].to_dict("records")
        }

    def source(self, row: Mapping[str, Any], quote: str = "quote") -> Source:
        """The `Source` of a row that carries document_id, place and a quote column."""
        title, published = self._known[row["document_id"]]
        return Source(title, text(row["place"]), text(row.get(quote)), published)
