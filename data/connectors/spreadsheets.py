"""One sheet of an XLSX or an ODS to cells of text. What a cell is beside its value (formula, merged) is kept as a mark.

Runs in the reading process only, bounded in memory and time by its parent; sizes are judged before anything is opened.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Iterator

from data.connectors import limits
from data.connectors.cells import FORMULA, MERGED
from data.connectors.refusal import RefusedError
from data.figures_form import SHEET

Lines = Iterable[tuple[int, list[str]]]
#: Name, titles, rows, and the number of each row.
Sheet = tuple[str, list[str], list[list[str]], list[int]]
_ODS = "application/vnd.oasis.opendocument.spreadsheet"


def spreadsheet_kind(content: bytes, name: str) -> str:
    """« xlsx », « ods », or nothing when it is no spreadsheet.

    Raises:
        RefusedError: a spreadsheet with macros, too many parts, or one that would inflate past the limits.
    """
    if not content.startswith(b"PK\x03\x04"):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            kind = _kind(archive, names)
            if kind:
                _check(members, names, name)
            return kind
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, RuntimeError):
        return ""


def _kind(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
        return "ods" if archive.read("mimetype").decode("ascii", "replace").strip() == _ODS else ""
    return ""


def _check(members: list[zipfile.ZipInfo], names: set[str], name: str) -> None:
    if any(part.endswith("vbaProject.bin") or part.startswith("Basic/") for part in names):
        raise RefusedError(f"« {name} » contient des macros : enregistrez-le sans macro (.xlsx ou .ods).")
    if len(members) > limits.MAX_SHEET_PARTS:
        raise RefusedError(f"« {name} » contient {len(members)} parties ; la limite est de {limits.MAX_SHEET_PARTS}.")
    total = sum(member.file_size for member in members)
    heavy = any(
        member.file_size > limits.RATIO_FLOOR_BYTES
        and member.file_size > limits.MAX_ZIP_RATIO * max(member.compress_size, 1)
        for member in members
    )
    if total > limits.MAX_UNZIPPED_BYTES or heavy:
        raise RefusedError(
            f"Une fois ouvert, le classeur « {name} » pèserait {total // limits.MEGABYTE} Mo ou est anormalement "
            f"compressé ; la limite est de {limits.MAX_UNZIPPED_BYTES // limits.MEGABYTE} Mo. Il n'a pas été ouvert."
        )


def read_sheet(content: bytes, kind: str, name: str) -> Sheet:
    """(sheet, titles, rows, their numbers). Columns stop at the first untitled one: lists may stand beside the table.

    Raises:
        RefusedError: not readable, several sheets and none named « Chiffres », no title, or past the limits.
    """
    try:
        sheet, lines = (_xlsx if kind == "xlsx" else _ods)(content, name)
        return _table(sheet, lines, name)
    except (RefusedError, MemoryError):
        raise
    except Exception as error:  # a broken file fails in ways its library does not list
        raise RefusedError(
            f"Le classeur « {name} » est abîmé : il n'a pas pu être lu. Rien n'a été importé."
        ) from error


def _table(sheet: str, lines: Lines, name: str) -> Sheet:
    filled = ((number, cells) for number, cells in lines if any(cell.strip() for cell in cells))
    head = next(filled, None)
    if head is None:
        raise RefusedError(f"La feuille « {sheet} » de « {name} » est vide : il n'y a rien à importer.")
    titles = [cell.strip() for cell in head[1]]
    width = next((at for at, title in enumerate(titles) if not title), len(titles))
    if not width or width > limits.MAX_COLUMNS:
        raise RefusedError(f"La feuille « {sheet} » de « {name} » n'a pas de titre en colonne A, ou trop de colonnes.")
    rows: list[list[str]] = []
    numbers: list[int] = []
    for number, cells in filled:
        row = [*cells[:width], *[""] * (width - len(cells))]
        if any(cell.strip() for cell in row):
            rows.append(row)
            numbers.append(number)
        if len(rows) > limits.MAX_SHEET_ROWS:
            raise RefusedError(f"La feuille « {sheet} » dépasse {limits.MAX_SHEET_ROWS} lignes : elle est refusée.")
    if not rows:
        raise RefusedError(f"La feuille « {sheet} » de « {name} » n'a que ses titres : il n'y a rien à importer.")
    return sheet, titles[:width], rows, numbers


def _choose(sheets: list[str], name: str) -> str:
    if SHEET in sheets or len(sheets) == 1:
        return SHEET if SHEET in sheets else sheets[0]
    if not sheets:
        raise ValueError("no sheet")
    listed = ", ".join(f"« {sheet} »" for sheet in sheets[:6])
    raise RefusedError(
        f"« {name} » a plusieurs feuilles ({listed}) et aucune ne s'appelle « {SHEET} » : gardez-en une."
    )


def _xlsx(content: bytes, name: str) -> tuple[str, Iterator[tuple[int, list[str]]]]:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content), keep_links=False)
    chosen = _choose([sheet.title for sheet in book.worksheets], name)
    sheet = next(one for one in book.worksheets if one.title == chosen)
    if sheet.max_row > limits.MAX_SHEET_ROWS:
        # One cell touched at the very bottom makes a million rows to walk through.
        raise RefusedError(
            f"La feuille « {chosen} » dépasse {limits.MAX_SHEET_ROWS} lignes (elle va jusqu'à la ligne "
            f"{sheet.max_row}) : supprimez celles qui suivent votre tableau, puis déposez-la de nouveau."
        )
    merged = {cell for area in sheet.merged_cells.ranges for cell in _cells(area, sheet.max_row, sheet.max_column)}

    def lines() -> Iterator[tuple[int, list[str]]]:
        for number, row in enumerate(sheet.iter_rows(), start=1):
            yield (
                number,
                [
                    f"{MERGED}{_xlsx_cell(cell)}" if (cell.row, cell.column) in merged else _xlsx_cell(cell)
                    for cell in row
                ],
            )

    return chosen, lines()


def _cells(area: object, rows: int, columns: int) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = area.bounds  # type: ignore[attr-defined]
    for row in range(top, min(bottom, rows) + 1):
        for column in range(left, min(right, columns) + 1):
            yield row, column


def _xlsx_cell(cell: object) -> str:
    value = cell.value  # type: ignore[attr-defined]
    if cell.data_type == "f":  # type: ignore[attr-defined]
        return f"{FORMULA}{value if isinstance(value, str) else '='}"
    share = "%" in (cell.number_format or "")  # type: ignore[attr-defined]
    return _written(value, share=share)


def _written(value: object, *, share: bool) -> str:
    """A number with a point, a date as ISO, a text as it is; a cell shown as a percentage says so."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "vrai" if value else "faux"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, int | float):
        return f"{round(value * 100, 10):.15g} %" if share else f"{value:.15g}"
    return str(value)


def _ods(content: bytes, name: str) -> tuple[str, Iterator[tuple[int, list[str]]]]:
    from odfdo import Document

    body = Document(io.BytesIO(content)).body
    tables = body.tables
    chosen = _choose([table.name or "" for table in tables], name)
    table = next(one for one in tables if (one.name or "") == chosen)
    table.rstrip(aggressive=True)
    columns, rows = table.size
    if rows > limits.MAX_SHEET_ROWS or columns > limits.MAX_COLUMNS:
        raise RefusedError(f"La feuille « {chosen} » a {rows} lignes et {columns} colonnes : elle est refusée.")

    def lines() -> Iterator[tuple[int, list[str]]]:
        for number, row in enumerate(table.traverse(), start=1):
            yield number, [_ods_cell(cell) for cell in row.traverse()]

    return chosen, lines()


def _ods_cell(cell: object) -> str:
    covered = cell.tag.endswith("covered-table-cell")  # type: ignore[attr-defined]
    spans = {cell.get_attribute(f"table:number-{way}-spanned") for way in ("columns", "rows")}  # type: ignore[attr-defined]
    kind = cell.get_attribute("office:value-type")  # type: ignore[attr-defined]
    if cell.get_attribute("table:formula"):  # type: ignore[attr-defined]
        return f"{FORMULA}{cell.get_attribute('table:formula')}"  # type: ignore[attr-defined]
    if kind in ("float", "percentage", "currency"):
        written = _written(float(cell.get_attribute("office:value")), share=kind == "percentage")  # type: ignore[attr-defined]
    elif kind == "date":
        written = str(cell.get_attribute("office:date-value")).removesuffix("T00:00:00")  # type: ignore[attr-defined]
    else:
        written = str(cell.text_recursive or "")  # type: ignore[attr-defined]
    return f"{MERGED}{written}" if covered or spans - {None, "1"} else written
