"""« Emporter »: the menu of a chart or a map, which gives its image and its data as files.

Closed, it costs a button; its content is sent when it is opened, and a file is made when it is asked for. What writes
files is only loaded then.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from components.downloads import Export, show_downloads
from components.exports.document import Origin
from components.exports.inert import file_name

if TYPE_CHECKING:
    from components.exports.picture.sheet import Drawing, Picture
    from components.exports.spreadsheet import Book

#: The data as CSV leave in a ZIP: a notice beside them says what the other formats say inside.
FORMATS = ("png", "svg", "ods", "xlsx", "zip")
CSV_WORDS = "CSV (avec sa notice, dans un ZIP)"


@dataclass(frozen=True)
class Carried:
    """What a file says that the screen says elsewhere: data version, filters in words, cautions in sentences."""

    version: str
    filters: str = ""
    cautions: Sequence[str] = ()


@dataclass(frozen=True)
class TakenAway:
    """All that leaves with a chart or a map. `draw` and `data` are called when a file is asked for.

    `data` gives what is drawn, as values: `components.exports.picture_data` says which.
    """

    title: str
    alt: str
    source: str
    carried: Carried
    draw: Callable[[], Drawing]
    data: Callable[[], pd.DataFrame]

    def origin(self, now: dt.datetime) -> Origin:
        return Origin(now, self.carried.version, self.carried.filters)

    def picture(self, now: dt.datetime) -> Picture:
        from components.exports.picture.sheet import Picture

        return Picture(self.title, self.alt, self.source, self.origin(now), self.draw(), tuple(self.carried.cautions))

    def book(self, now: dt.datetime) -> Book:
        from components.exports.picture_data import data_book

        cautions = tuple(self.carried.cautions)
        return data_book(self.title, self.data(), self.source, self.origin(now), cautions)

    def write(self, suffix: str, now: dt.datetime) -> bytes:
        """The file of this format."""
        if suffix in {"png", "svg"}:
            from components.exports.picture.sheet import png_bytes, svg_bytes

            return (png_bytes if suffix == "png" else svg_bytes)(self.picture(now))
        from components.exports.formats_of import book_files, packaged_csv

        if suffix == "zip":
            return packaged_csv(self.title, now.date(), lambda: self.book(now))
        ((_, build),) = book_files(self.title, now.date(), lambda: self.book(now), (suffix,))
        return build()

    def exports(self, now: dt.datetime) -> list[Export]:
        """The image, then the data, in each format."""
        return [
            Export(
                file_name(self.title, now.date(), suffix),
                lambda suffix=suffix: self.write(suffix, now),
                CSV_WORDS if suffix == "zip" else "",
            )
            for suffix in FORMATS
        ]


def show_take_away(taken: TakenAway, *, key: str, what: str) -> None:
    """The menu under a chart or a map. `what`: « ce graphique », « cette carte », told by the button."""
    menu = st.popover(f"Emporter {what}", key=f"{key}-emporter", on_change="rerun")
    if menu.open:
        with menu:
            show_downloads(taken.exports(dt.datetime.now()), key=f"{key}-fichier", title="")
