"""The form for anyone's figures, as XLSX and as ODS: choices in each cell, and beside the table. Pure."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence

import xlsxwriter
from odfdo import Cell, Column, Document, Element, Row, Style, Table
from xlsxwriter.utility import xl_col_to_name

from components.exports.spreadsheet import french_xlsx
from data.figures_form import COLUMNS, EXAMPLES, SHEET, FormColumn, FormLists

#: Rows that offer the choices.
ROWS = 500
LISTS = {"indicators": "Liste : indicateurs", "territories": "Liste : territoires", "units": "Liste : unités"}
#: One column stays empty between the table and its lists: the reading stops there.
FIRST_LIST = len(COLUMNS) + 1
_WIDTHS = {"indicator": 46, "territory": 26, "definition": 34, "producer": 24, "source": 30, "motive": 30, "same": 18}
#: The form is the same whenever it is taken: it carries no date of its own.
MADE = dt.datetime(2024, 1, 1)
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
    return french_xlsx(buffer.getvalue(), MADE)


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
    """The same form as an OpenDocument sheet; what each column expects and may hold also stands beside the table."""
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
    for line in range(max(height, ROWS)):
        typed = EXAMPLES[line] if line < len(EXAMPLES) else ("",) * len(COLUMNS)
        chosen = [_at(lists.of(name), line) for name in LISTS]
        help_cells = helps[line] if line < len(helps) else ("", "", "")
        row = _row([*typed, "", *chosen, "", *help_cells])
        if line < ROWS:
            for column, cell in zip(COLUMNS, row.get_elements("table:table-cell"), strict=False):
                cell.set_attribute("table:content-validation-name", _rule_name(column))
        table.append_row(row)
    for column in COLUMNS:
        width = f"{_WIDTHS.get(column.role, 14) * 0.21:.1f}cm"
        document.insert_style(Style("table-column", name=f"largeur-{column.role}", width=width), automatic=True)
        table.append_column(Column(style=f"largeur-{column.role}"))
    document.body.append(_ods_rules(lists))
    document.body.append(table)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _rule_name(column: FormColumn) -> str:
    return f"saisie-{column.role}"


def _ods_rules(lists: FormLists) -> Element:
    """What each column may hold and expects, as `_validate` says it to a workbook."""
    rules = Element.from_tag("table:content-validations")
    for at, column in enumerate(COLUMNS):
        words = f"Attendu : {column.expected}."
        first = f"{SHEET}.{xl_col_to_name(at)}2"
        rule = _odf("table:content-validation", name=_rule_name(column), base_cell_address=first)
        if column.chosen_in in LISTS:
            letter = xl_col_to_name(FIRST_LIST + list(LISTS).index(column.chosen_in))
            last = len(lists.of(column.chosen_in)) + 1
            _set(rule, condition=f"of:cell-content-is-in-list([${SHEET}.${letter}$2:.${letter}${last}])")
        elif column.chosen_in:
            choices = ";".join(f'"{word}"' for word in lists.of(column.chosen_in))
            _set(rule, condition=f"of:cell-content-is-in-list({choices})")
        if column.chosen_in:
            _set(rule, allow_empty_cell="true", display_list="unsorted")
        rule.append(_said("table:help-message", words, title=column.title[:32], display="true"))
        if column.chosen_in:
            kind = "stop" if column.chosen_in in ("roles", "same") else "information"
            rule.append(
                _said("table:error-message", words, title="Hors de la liste", display="true", message_type=kind)
            )
        rules.append(rule)
    return rules


def _odf(tag: str, **attributes: str) -> Element:
    element = Element.from_tag(tag)
    _set(element, **attributes)
    return element


def _set(element: Element, **attributes: str) -> None:
    for name, value in attributes.items():
        element.set_attribute(f"table:{name.replace('_', '-')}", value)


def _said(tag: str, words: str, **attributes: str) -> Element:
    element, line = _odf(tag, **attributes), Element.from_tag("text:p")
    line.text = words
    element.append(line)
    return element


def _at(values: tuple[str, ...], line: int) -> str:
    return values[line] if line < len(values) else ""


def _row(values: Sequence[str | float], style: str | None = None) -> Row:
    row = Row()
    for value in values:
        row.append_cell(Cell(value if value != "" else None, style=style))
    return row
