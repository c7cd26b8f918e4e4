"""A real HTML table: caption, `scope`, readable by a screen reader and on paper (Streamlit's dataframe is a canvas)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from components.html import Html, element


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
) -> Html:
    """`rows` of cells (text or `Html`) under `columns`. The first cell of a row is its header unless told otherwise.

    `numeric` lists the columns, from 0, to align on the right. `dense` tightens the rows. On a phone each row becomes
    a block whose cells name their column, unless `stack` is false.
    """

    def cell(place: int, content: str) -> Html:
        style = "sd-num" if place in numeric else None
        if place == 0 and row_header:
            return element("th", content, scope="row", class_=style)
        return element("td", content, class_=style, data_label=columns[place] if stack else None)

    return element(
        "div",
        element(
            "table",
            element("caption", caption, class_="sd-hidden" if caption_hidden else None),
            element(
                "thead",
                element(
                    "tr",
                    *(
                        element("th", column, scope="col", class_="sd-num" if place in numeric else None)
                        for place, column in enumerate(columns)
                    ),
                ),
            ),
            element(
                "tbody",
                *(element("tr", *(cell(place, content) for place, content in enumerate(row))) for row in rows),
            ),
            class_="sd-table sd-table--dense" if dense else "sd-table",
        ),
        class_="sd-table-wrap sd-table--stack" if stack else "sd-table-wrap",
        role="region",
        aria_label=caption,
        tabindex="0",
    )
