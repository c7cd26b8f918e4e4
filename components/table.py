"""A real HTML table: caption, `scope`, readable by a screen reader and on paper (Streamlit's dataframe is a canvas)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from components.html import Html, element

#: The sheet names and aligns that many columns (`--c1`, `sd-n1`…); a wider table is never stacked.
COLUMNS_MAX: Final = 16


def html_table(
    caption: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    row_header: bool = True,
    numeric: Sequence[int] = (),
    caption_hidden: bool = False,
    dense: bool = False,
    stack: bool = True,
    pairs: bool = False,
) -> Html:
    """`rows` of cells (text or `Html`) under `columns`. The first cell of a row is its header unless told otherwise.

    `numeric` lists the columns, from 0, to align on the right. `dense` tightens the rows. On a phone each row becomes
    a block whose cells name their column, unless `stack` is false or there are more than `COLUMNS_MAX`. What is said of
    a column is written once, on the table: on each cell, it would be half of a long table. `pairs` (a heading and
    what is known of it) stay side by side there, the column unnamed.
    """
    stack = stack and len(columns) <= COLUMNS_MAX
    named = range(int(row_header), len(columns)) if stack else ()
    classes = ["sd-table", *(["sd-table--dense"] if dense else []), *(f"sd-n{place + 1}" for place in numeric)]

    def cell(place: int, content: str) -> Html:
        if place == 0 and row_header:
            return element("th", content, scope="row")
        return element("td", content)

    return element(
        "div",
        element(
            "table",
            element("caption", caption, class_="sd-hidden" if caption_hidden else None),
            element("thead", element("tr", *(element("th", column, scope="col") for column in columns))),
            element(
                "tbody",
                *(element("tr", *(cell(place, content) for place, content in enumerate(row))) for row in rows),
            ),
            class_=" ".join(classes),
            style=";".join(f"--c{place + 1}:{css_string(columns[place])}" for place in named) or None,
        ),
        class_="sd-table-wrap" + (" sd-table--stack" if stack else "") + (" sd-table--pairs" if pairs else ""),
        role="region",
        aria_label=caption,
        tabindex="0",
    )


def css_string(words: str) -> str:
    """Words as a string of a style sheet, which nothing in them can close."""
    return '"' + re.sub(r'["\\\x00-\x1f\x7f]', lambda found: f"\\{ord(found[0]):x} ", words) + '"'


def cell_list(words: Sequence[str]) -> Html | str:
    """Several lines in one cell; a dash when there is none."""
    return element("ul", *(element("li", line) for line in words), class_="sd-plain") if words else "–"
