"""A table says its columns once: what is said of them reaches every cell, and nothing in them can leave the sheet."""

from __future__ import annotations

import re
from html import unescape

import pytest

from components.table import COLUMNS_MAX, css_string, html_table


def styled(html: str) -> dict[str, str]:
    """Column number → its name, as a browser reads the style of the table."""
    style = re.search(r'<table[^>]* style="([^"]*)"', html)
    return {} if style is None else dict(re.findall(r'--c(\d+):"((?:[^"\\]|\\.)*)"', unescape(style[1])))


def test_each_cell_that_is_not_a_header_has_its_column_named_on_a_phone() -> None:
    html = html_table("Bilan", ("Territoire", "Habitants", "Part"), [("Nord", "1", "2"), ("Lille", "3", "4")])
    assert styled(html) == {"2": "Habitants", "3": "Part"}
    assert "sd-table--stack" in html
    assert "<td>1</td>" in html


def test_without_a_row_header_the_first_column_is_named_too() -> None:
    assert styled(html_table("Bilan", ("A", "B"), [("1", "2")], row_header=False)) == {"1": "A", "2": "B"}


def test_numbers_are_told_by_column() -> None:
    html = html_table("Bilan", ("Territoire", "Habitants", "Part"), [("Nord", "1", "2")], numeric=(1, 2))
    assert 'class="sd-table sd-n2 sd-n3"' in html


def test_a_table_too_wide_to_be_named_is_not_stacked() -> None:
    columns = [f"Colonne {place}" for place in range(COLUMNS_MAX + 1)]
    html = html_table("Fichier", columns, [["x"] * len(columns)])
    assert "sd-table--stack" not in html
    assert styled(html) == {}


@pytest.mark.parametrize("name", ['";background:url(//x)', "\\", "a\nb", '"', "\\22 ;position:fixed"])
def test_a_column_named_by_a_file_stays_in_its_string(name: str) -> None:
    written = css_string(name)
    assert re.fullmatch(r'"(?:[^"\\\n]|\\[0-9a-f]{1,6} )*"', written)
    # Read as a style sheet reads it, it is the name that was given.
    assert re.sub(r"\\([0-9a-f]{1,6}) ", lambda found: chr(int(found[1], 16)), written[1:-1]) == name


def test_the_sheet_knows_as_many_columns() -> None:
    from components.shell.static_route import own_assets

    sheet = own_assets()["style.css"].body.decode()
    for place in range(1, COLUMNS_MAX + 1):
        assert f"td:nth-child({place}) {{ --c: var(--c{place}); }}" in sheet
        assert f".sd-n{place} tr > :nth-child({place})" in sheet
