"""The form for anyone's figures, as XLSX (choices in each cell) and as ODS (the same choices beside). Pure."""

from __future__ import annotations

import io
from collections.abc import Sequence

import xlsxwriter
from odfdo import Cell, Column, Document, Row, Style, Table
from xlsxwriter.utility import xl_col_to_name

from data.figures_form import COLUMNS, EXAMPLES, SHEET, FormLists

#: Rows that offer the choices.
ROWS = 500
LISTS = {"indicators": "Liste : indicateurs", "territories": "Liste : territoires", "units": "Liste : unités"}
#: One column stays empty between the table and its lists: the reading stops there.
FIRST_LIST = len(COLUMNS) + 1
_WIDTHS = {"indicator": 46, "territory": 26, "definition": 34, "producer": 24, "source": 30, "motive": 30, "same": 18}
_HEAD, _EXAMPLE = "#000091", "#6a6a6a"


def xlsx_template(lists: FormLists) -> bytes:
    """The form as a workbook of one sheet. Nothing typed becomes a formula or a link."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": "Chiffres à importer dans le tableau de bord du SDAASP du Nord"})
        book.set_custom_property("langue", "fr-FR")
        sheet = book.add_worksheet(SHEET)
        head = book.add_format(
            {"bold": True, "bg_color": _HEAD, "font_color": "#ffffff", "text_wrap": True, "valign": "top"}
        )
        example = book.add_format({"italic": True, "font_color": _EXAMPLE})
        listed = book.add_format({"font_color": _EXAMPLE})
        text = book.add_format({"num_format": "@"})
        for at, column in enumerate(COLUMNS):
            # A date stays the text that was typed: 2025 is a year, not the 17th of July 1905.
            sheet.set_column(at, at, _WIDTHS.get(column.role, 14), text if column.role == "date" else None)
            sheet.write_string(0, at, column.title, head)
            _validate(sheet, at, column.chosen_in, column.title, column.expected, lists)
        for line, values in enumerate(EXAMPLES, start=1):
            sheet.write_row(line, 0, values, example)
        for at, (name, title) in enumerate(LISTS.items(), start=FIRST_LIST):
            sheet.set_column(at, at, 40)
            sheet.write_string(0, at, title, head)
            sheet.write_column(1, at, lists.of(name), listed)
        sheet.freeze_panes(1, 2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.repeat_rows(0)
    return buffer.getvalue()


def _validate(sheet: object, at: int, chosen_in: str, title: str, expected: str, lists: FormLists) -> None:
    """The choices of a column, and what it expects, shown when a cell is entered; what is not in a list warns only."""
    told = {"input_title": title[:32], "input_message": f"Attendu : {expected}."[:255]}
    if not chosen_in:
        sheet.data_validation(1, at, ROWS, at, {"validate": "any", **told})  # type: ignore[attr-defined]
        return
    if chosen_in in LISTS:
        place = FIRST_LIST + list(LISTS).index(chosen_in)
        letter = xl_col_to_name(place)
        source: object = f"=${letter}$2:${letter}${len(lists.of(chosen_in)) + 1}"
    else:
        source = list(lists.of(chosen_in))
    strict = "stop" if chosen_in in ("roles", "same") else "information"
    options = {
        "validate": "list",
        "source": source,
        "error_type": strict,
        "error_title": "Hors de la liste",
        "error_message": f"Attendu : {expected}."[:255],
        **told,
    }
    sheet.data_validation(1, at, ROWS, at, options)  # type: ignore[attr-defined]


def ods_template(lists: FormLists) -> bytes:
    """The same form as an OpenDocument sheet: what each column expects and may hold stands beside the table."""
    document = Document("spreadsheet")
    document.body.clear()
    document.set_language("fr-FR")
    bold = Style("table-cell", name="titre", area="text", bold=True)
    document.insert_style(bold, automatic=True)
    table = Table(SHEET)
    expected = ("Colonne", "Attendu", "Choix")
    table.append_row(_row([*(column.title for column in COLUMNS), "", *LISTS.values(), "", *expected], style="titre"))
    helps = [
        (
            column.title,
            column.expected,
            " / ".join(lists.of(column.chosen_in)) if column.chosen_in in ("roles", "same") else "",
        )
        for column in COLUMNS
    ]
    height = max(len(EXAMPLES), len(helps), *(len(lists.of(name)) for name in LISTS))
    for line in range(height):
        typed = EXAMPLES[line] if line < len(EXAMPLES) else ("",) * len(COLUMNS)
        chosen = [_at(lists.of(name), line) for name in LISTS]
        help_cells = helps[line] if line < len(helps) else ("", "", "")
        table.append_row(_row([*typed, "", *chosen, "", *help_cells]))
    for _ in COLUMNS:
        table.append_column(Column())
    document.body.append(table)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _at(values: tuple[str, ...], line: int) -> str:
    return values[line] if line < len(values) else ""


def _row(values: Sequence[str | float], style: str | None = None) -> Row:
    row = Row()
    for value in values:
        row.append_cell(Cell(value if value != "" else None, style=style))
    return row
