"""Tables as XLSX, ODS or CSV: every text stays a text, whatever it begins with. Pure.

A cell is a text, a number, a date or empty. The same book gives the same bytes.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import xlsxwriter
from odfdo import Document as OdfFile

from components.exports.document import Origin
from components.exports.inert import inert, plain_name, repacked, universal
from components.exports.odf_package import Xml, save_odf, tag, xml_content
from components.exports.steps import Step, Tell, silent
from components.exports.to_pdf import OWNER

Cell = str | int | float | dt.date | None
#: What a spreadsheet would read as a formula when it opens a CSV.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: What one cell of a workbook may hold.
LONGEST_CELL = 32_000


@dataclass(frozen=True)
class Sheet:
    """One table. `widths_cm`: one a column (empty: 4 each). `filled_in`: columns, from 0, that a reader fills in.

    When `filled_in` is set, the other columns are protected (without a password: a guard against slips).
    `choices`: the only words allowed in a column, offered as a list.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths_cm: tuple[float, ...] = ()
    filled_in: tuple[int, ...] = ()
    choices: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Book:
    """Sheets, and before them one that says where they come from (`Lisez-moi`): a workbook opens on it."""

    title: str
    origin: Origin
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()

    @property
    def about(self) -> tuple[str, ...]:
        """What the book says of itself, a line each."""
        return (self.title, *self.notes, *self.origin.lines())

    def whole(self) -> tuple[Sheet, ...]:
        first = Sheet("Lisez-moi", ("À propos de ce fichier",), tuple((line,) for line in self.about), (20.0,))
        return (first, *self.sheets)


def _cell(value: Cell) -> Cell:
    return inert(value)[:LONGEST_CELL] if isinstance(value, str) else value


def _named(name: str) -> str:
    """A name every spreadsheet takes: 31 characters, none of those it refuses."""
    return re.sub(r"[\[\]:*?/\\']", " ", inert(name)).strip()[:31] or "Feuille"


def _width(sheet: Sheet, place: int) -> float:
    return sheet.widths_cm[place] if place < len(sheet.widths_cm) else 4.0


def _lines(sheet: Sheet, cells: tuple[Cell, ...]) -> int:
    """How many lines the row takes, about: LibreOffice does not make room for them by itself."""
    counts = [
        sum(1 + int(len(line) / (_width(sheet, place) * 5.2)) for line in value.split("\n"))
        for place, value in enumerate(cells)
        if isinstance(value, str)
    ]
    return min(30, max(counts, default=1))


def xlsx_bytes(book: Book, tell: Tell = silent) -> bytes:
    out = BytesIO()
    never = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    made: Any = xlsxwriter.Workbook(out, never)
    made.set_properties({"title": inert(book.title), "author": OWNER, "created": universal(book.origin.made_at)})
    common = {"text_wrap": True, "valign": "top", "font_name": "Arial", "font_size": 10, "border": 1}
    day = {"num_format": "dd/mm/yyyy"}
    head = made.add_format({**common, "bold": True, "bg_color": "#E3E3FD"})
    kinds = {
        (dated, open_): made.add_format(
            {**common, **(day if dated else {}), **({"locked": False, "bg_color": "#FFFFF0"} if open_ else {})}
        )
        for dated in (False, True)
        for open_ in (False, True)
    }
    for place, sheet in enumerate(book.whole()):
        tell(Step(f"Feuille « {sheet.name} »", place, len(book.sheets) + 1))
        page = made.add_worksheet(_named(sheet.name))
        page.set_paper(9)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        page.freeze_panes(1, 0)
        for column, words in enumerate(sheet.header):
            page.set_column(column, column, _width(sheet, column) * 4.9)
            page.write_string(0, column, inert(words), head)
        for row, cells in enumerate(sheet.rows, start=1):
            page.set_row(row, 13.5 * _lines(sheet, cells))
            for column, value in enumerate(map(_cell, cells)):
                style = kinds[isinstance(value, dt.date), column in sheet.filled_in]
                _write(page, row, column, value, style)
        for column, words in sheet.choices.items():
            rule = {"validate": "list", "source": list(words), "error_title": "Valeur inattendue",
                    "error_message": "Choisissez dans la liste."}  # fmt: skip
            page.data_validation(1, column, max(1, len(sheet.rows)), column, rule)
        if sheet.filled_in:
            page.protect("", {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True})
    made.close()
    return french_xlsx(out.getvalue(), book.origin.made_at)


def _write(page: Any, row: int, column: int, value: Cell, style: Any) -> None:
    if value is None or value == "":
        page.write_blank(row, column, None, style)
    elif isinstance(value, str):
        page.write_string(row, column, value, style)
    elif isinstance(value, dt.date):
        page.write_datetime(row, column, value, style)
    else:
        page.write_number(row, column, value, style)


def french_xlsx(package: bytes, when: dt.datetime) -> bytes:
    """xlsxwriter sets no language: it is written with the properties."""
    with zipfile.ZipFile(BytesIO(package)) as whole:
        core = whole.read("docProps/core.xml").decode()
    core = core.replace("</cp:coreProperties>", "<dc:language>fr-FR</dc:language></cp:coreProperties>")
    return repacked(package, when, {"docProps/core.xml": core.encode()})


def ods_bytes(book: Book, tell: Tell = silent) -> bytes:
    styles: list[Xml] = [
        Xml(
            '<number:date-style style:name="Day"><number:day number:style="long"/><number:text>/</number:text>'
            '<number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/>'
            "</number:date-style>"
        ),
        _ods_cell_style("Head", "#e3e3fd", bold=True),
        _ods_cell_style("Closed", None),
        _ods_cell_style("ClosedDay", None, day=True),
        _ods_cell_style("Open", "#fffff0", open_=True),
        _ods_cell_style("OpenDay", "#fffff0", open_=True, day=True),
    ]
    widths = sorted({_width(sheet, place) for sheet in book.whole() for place in range(len(sheet.header))})
    for width in widths:
        styles.append(
            tag(
                "style:style",
                tag("style:table-column-properties", style__column_width=f"{width:.2f}cm"),
                style__name=_column_style(width),
                style__family="table-column",
            )
        )
    sheets = []
    for place, sheet in enumerate(book.whole()):
        tell(Step(f"Feuille « {sheet.name} »", place, len(book.sheets) + 1))
        sheets.append(_ods_sheet(sheet))
    rules = [
        tag(
            "table:content-validation",
            tag("table:error-message", tag("text:p", "Choisissez dans la liste."),
                table__message_type="stop", table__title="Valeur inattendue", table__display="true"),
            table__name=_rule(sheet, column),
            table__condition="of:cell-content-is-in-list(" + ";".join(f'"{word}"' for word in words) + ")",
            table__allow_empty_cell="true",
            table__display_list="unsorted",
        )
        for sheet in book.whole()
        for column, words in sheet.choices.items()
    ]  # fmt: skip
    before = [tag("table:content-validations", *rules)] if rules else []
    made: Any = OdfFile("spreadsheet")
    made.set_part("content.xml", xml_content("".join(styles), tag("office:spreadsheet", *before, *sheets)))
    made.set_part("styles.xml", _ods_styles())
    return save_odf(made, book.title, "", OWNER, book.origin.made_at)


@cache
def _ods_styles() -> bytes:
    """Our own template: French, landscape, every column on the width of a page."""
    return (Path(__file__).parent / "templates" / "ods_styles.xml").read_bytes()


def _column_style(width: float) -> str:
    return f"Width{round(width * 100)}"


def _rule(sheet: Sheet, column: int) -> str:
    return f"Choix-{_named(sheet.name)}-{column}".replace(" ", "-")


def _ods_cell_style(
    name: str, colour: str | None, *, bold: bool = False, open_: bool = False, day: bool = False
) -> Xml:
    return tag(
        "style:style",
        tag(
            "style:table-cell-properties",
            fo__border="0.5pt solid #6a6a6a",
            fo__padding="0.08cm",
            fo__wrap_option="wrap",
            fo__background_color=colour,
            style__vertical_align="top",
            style__cell_protect="none" if open_ else "protected",
        ),
        tag(
            "style:text-properties",
            fo__font_size="10pt",
            fo__font_weight="bold" if bold else None,
            fo__language="fr",
            fo__country="FR",
        ),
        style__name=name,
        style__family="table-cell",
        style__parent_style_name="Default",
        style__data_style_name="Day" if day else None,
    )


def _ods_sheet(sheet: Sheet) -> Xml:
    head = tag(
        "table:table-row",
        *(tag("table:table-cell", tag("text:p", words), office__value_type="string", table__style_name="Head")
          for words in sheet.header),
    )  # fmt: skip
    return tag(
        "table:table",
        *(
            tag(
                "table:table-column",
                table__style_name=_column_style(_width(sheet, place)),
                table__default_cell_style_name="Open" if place in sheet.filled_in else "Closed",
            )
            for place in range(len(sheet.header))
        ),
        tag("table:table-header-rows", head),
        *(
            tag("table:table-row", *(_ods_cell(sheet, column, _cell(value)) for column, value in enumerate(cells)))
            for cells in sheet.rows
        ),
        table__name=_named(sheet.name),
        table__protected="true" if sheet.filled_in else None,
    )


def _ods_cell(sheet: Sheet, column: int, value: Cell) -> Xml:
    style = "Open" if column in sheet.filled_in else "Closed"
    rule = _rule(sheet, column) if column in sheet.choices else None
    if value is None or value == "":
        return tag("table:table-cell", table__style_name=style, table__content_validation_name=rule)
    if isinstance(value, str):
        lines = (tag("text:p", line) for line in value.split("\n"))
        return tag(
            "table:table-cell",
            *lines,
            office__value_type="string",
            table__style_name=style,
            table__content_validation_name=rule,
        )
    if isinstance(value, dt.date):
        return tag(
            "table:table-cell",
            tag("text:p", f"{value:%d/%m/%Y}"),
            office__value_type="date",
            office__date_value=value.isoformat(),
            table__style_name=f"{style}Day",
        )
    written = str(value).replace(".", ",")
    return tag(
        "table:table-cell",
        tag("text:p", written),
        office__value_type="float",
        office__value=str(value),
        table__style_name=style,
    )


def csv_sheet_bytes(sheet: Sheet) -> bytes:
    """One sheet as CSV (UTF-8 with its mark, semicolons): a text that begins like a formula gets a quote before it."""
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([_csv(words) for words in sheet.header])
    for cells in sheet.rows:
        writer.writerow([_csv(value) for value in cells])
    return out.getvalue().encode("utf-8-sig")


NOTICE_NAME = "LISEZ-MOI.txt"
_CSV_WORDS = (
    "Fichier CSV : une ligne d'en-tête, cellules séparées par des points-virgules, décimales à la virgule, UTF-8."
)


def csv_package_bytes(book: Book, name: str) -> bytes:
    """Each sheet as CSV, clean for a machine, and beside them in one ZIP the notice the other formats carry.

    `name`: that of the files, without their suffix; the sheet's own follows where there are several.
    """
    notice = "\r\n\r\n".join(inert(line) for line in (*book.about, _CSV_WORDS)) + "\r\n"
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for sheet in book.sheets:
            own = f"_{plain_name(sheet.name)}" if len(book.sheets) > 1 else ""
            package.writestr(f"{name}{own}.csv", csv_sheet_bytes(sheet))
        package.writestr(NOTICE_NAME, notice.encode("utf-8-sig"))
    return repacked(out.getvalue(), book.origin.made_at)


def _csv(value: Cell) -> str:
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float):
        return str(value).replace(".", ",")
    words = "" if value is None else inert(str(value)) if isinstance(value, str) else str(value)
    return f"'{words}" if isinstance(value, str) and words.lstrip(" ").startswith(_FORMULA) else words
