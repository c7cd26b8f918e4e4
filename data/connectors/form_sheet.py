"""A form sent as a spreadsheet and received filled in (ODS or XLSX), cell by cell. Standard library and XML only.

Run in a process of its own (`python -m data.connectors.form_sheet NAME SHEET`), bounded in memory by itself. A formula
or a merged cell is not read as a value: it is marked, so that the reader is told where it stands.
"""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from data.connectors import limits
from data.connectors.parse import _limit_memory
from data.connectors.refusal import RefusedError

MAX_ROWS, MAX_COLUMNS, READ_SECONDS = 2_000, 60, 20.0
FORMULA, MERGED = "formule", "fusion"
_ODF = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_OFFICE, _TABLE, _TEXT = _ODF % "office", _ODF % "table", _ODF % "text"


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: a date as ISO, a number as typed. `mark`: `FORMULA`, `MERGED` or nothing."""

    text: str
    mark: str = ""


def read_form(content: bytes, name: str, sheet: str) -> tuple[tuple[Cell, ...], ...]:
    """The rows of the sheet of that name, in a process apart. Row 1 of the spreadsheet is the first.

    Raises:
        RefusedError: too heavy, not a spreadsheet, without that sheet, or not read within the limits.
    """
    if len(content) > limits.MAX_FILE_BYTES:
        raise RefusedError(
            f"« {name} » pèse plus de {limits.MAX_FILE_BYTES // limits.MEGABYTE} Mo : il n'a pas été lu."
        )
    from data.connectors.read import _ROOT

    command = [sys.executable, "-m", "data.connectors.form_sheet", name, sheet]
    try:
        done = subprocess.run(  # noqa: S603 — a fixed command; the file goes through standard input
            command, input=content, capture_output=True, cwd=_ROOT, timeout=READ_SECONDS, check=False
        )
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise RefusedError(f"La lecture de « {name} » a été arrêtée : elle durait trop longtemps.") from error
    except ValueError as error:
        raise RefusedError(f"La lecture de « {name} » s'est arrêtée d'elle-même : rien n'a été importé.") from error
    if "refusal" in answer:
        raise RefusedError(answer["refusal"])
    return tuple(tuple(Cell(text, mark) for text, mark in row) for row in answer["rows"])


def parse_form(content: bytes, name: str, sheet: str) -> list[list[tuple[str, str]]]:
    """The same in this process: (text, mark) of each cell."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _check(package, name)
            names = set(package.namelist())
            if "content.xml" in names:
                rows = _ods(package, name, sheet)
            elif "xl/workbook.xml" in names:
                rows = _xlsx(package, name, sheet)
            else:
                raise RefusedError(f"« {name} » n'est pas un tableau de suivi : déposez le fichier ODS ou XLSX envoyé.")
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError) as error:
        raise RefusedError(f"« {name} » n'est pas un classeur ODS ou XLSX, ou il est abîmé.") from error
    except (ElementTree.ParseError, DefusedXmlException, ValueError) as error:
        raise RefusedError(f"« {name} » est abîmé : son contenu ne se lit pas.") from error
    while rows and not any(text or mark for text, mark in rows[-1]):
        rows.pop()
    return rows


def _check(package: zipfile.ZipFile, name: str) -> None:
    members = package.infolist()
    total = sum(member.file_size for member in members)
    swollen = any(
        member.file_size > limits.RATIO_FLOOR_BYTES
        and member.file_size > limits.MAX_ZIP_RATIO * max(member.compress_size, 1)
        for member in members
    )
    if len(members) > 200 or total > limits.MAX_UNZIPPED_BYTES or swollen:
        raise RefusedError(f"« {name} » pèserait trop lourd une fois ouvert : il n'a pas été ouvert.")
    if any("vbaProject" in member.filename or member.filename.startswith("Basic/") for member in members):
        raise RefusedError(f"« {name} » contient des macros : enregistrez-le sans elles, puis déposez-le.")


def _bounded(rows: list[list[tuple[str, str]]], name: str) -> None:
    if len(rows) > MAX_ROWS:
        raise RefusedError(f"« {name} » a plus de {MAX_ROWS} lignes : il est refusé.")


def _no_sheet(name: str, sheet: str, found: list[str]) -> RefusedError:
    listed = ", ".join(f"« {one[:40]} »" for one in found[:5]) or "aucune"
    return RefusedError(f"« {name} » n'a pas de feuille « {sheet} ». Feuilles trouvées : {listed}.")


def _ods(package: zipfile.ZipFile, name: str, sheet: str) -> list[list[tuple[str, str]]]:
    tables = list(ElementTree.fromstring(package.read("content.xml")).iter(f"{_TABLE}table"))
    table = next((one for one in tables if one.get(f"{_TABLE}name") == sheet), None)
    if table is None:
        raise _no_sheet(name, sheet, [one.get(f"{_TABLE}name", "") for one in tables])
    rows: list[list[tuple[str, str]]] = []
    for line in table.iter(f"{_TABLE}table-row"):
        cells = _ods_cells(line)
        again = int(line.get(f"{_TABLE}number-rows-repeated", "1"))
        if not any(text or mark for text, mark in cells):
            again = min(again, MAX_ROWS)  # the empty end of a sheet counts a million rows
            if len(rows) + again > MAX_ROWS:
                continue
        elif again > MAX_ROWS:
            raise RefusedError(f"« {name} » a plus de {MAX_ROWS} lignes : il est refusé.")
        rows += [cells] * again
        _bounded(rows, name)
    return rows


def _ods_cells(line: Any) -> list[tuple[str, str]]:
    cells: list[tuple[str, str]] = []
    for cell in line:
        covered = cell.tag == f"{_TABLE}covered-table-cell"
        if not covered and cell.tag != f"{_TABLE}table-cell":
            continue
        spans = {cell.get(f"{_TABLE}number-{way}-spanned", "1") for way in ("columns", "rows")}
        mark = MERGED if covered or spans != {"1"} else FORMULA if cell.get(f"{_TABLE}formula") is not None else ""
        kind = cell.get(f"{_OFFICE}value-type", "")
        if kind == "date":
            text = cell.get(f"{_OFFICE}date-value", "").removesuffix("T00:00:00")
        elif kind in {"float", "percentage", "currency"}:
            text = f"{float(cell.get(f'{_OFFICE}value', '0')):.15g}"
        else:
            text = "\n".join(_ods_words(part) for part in cell.findall(f"{_TEXT}p"))
        cells += [(text[: limits.MAX_CELL_CHARACTERS], mark)] * min(
            int(cell.get(f"{_TABLE}number-columns-repeated", "1")), MAX_COLUMNS
        )
    return cells[:MAX_COLUMNS]


def _ods_words(part: Any) -> str:
    words = part.text or ""
    for child in part:
        if child.tag == f"{_TEXT}s":
            words += " " * min(int(child.get(f"{_TEXT}c", "1")), 1_000)
        elif child.tag == f"{_TEXT}line-break":
            words += "\n"
        else:
            words += _ods_words(child)
        words += child.tail or ""
    return words


def _xlsx(package: zipfile.ZipFile, name: str, sheet: str) -> list[list[tuple[str, str]]]:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(_whole(package)))
    if sheet not in book.sheetnames:
        raise _no_sheet(name, sheet, list(book.sheetnames))
    page: Any = book[sheet]
    merged = {(row, column) for area in page.merged_cells.ranges for row, column in _inside(area)}
    rows: list[list[tuple[str, str]]] = []
    for line in page.iter_rows(max_row=min(page.max_row, MAX_ROWS + 1), max_col=min(page.max_column, MAX_COLUMNS)):
        rows.append([_xlsx_cell(cell, (cell.row, cell.column) in merged) for cell in line])
    while rows and not any(text or mark for text, mark in rows[-1]):
        rows.pop()
    _bounded(rows, name)
    return rows


def _whole(package: zipfile.ZipFile) -> bytes:
    stream: Any = package.fp
    stream.seek(0)
    return stream.read()


def _inside(area: Any) -> list[tuple[int, int]]:
    rows = range(area.min_row, min(area.max_row, MAX_ROWS) + 1)
    return [(row, column) for row in rows for column in range(area.min_col, min(area.max_col, MAX_COLUMNS) + 1)]


def _xlsx_cell(cell: Any, merged: bool) -> tuple[str, str]:
    value = cell.value
    mark = MERGED if merged else FORMULA if cell.data_type == "f" else ""
    if value is None:
        text = ""
    elif isinstance(value, datetime):
        text = value.date().isoformat()
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        text = f"{value:.15g}"
    else:
        text = str(value)
    return re.sub(r"_x000D_\n?|\r\n?", "\n", text)[: limits.MAX_CELL_CHARACTERS], mark


def main() -> None:
    """Parse standard input; the arguments are the file's name and the sheet's."""
    _limit_memory()
    name, sheet = sys.argv[1], sys.argv[2]
    answer: dict[str, object]
    try:
        answer = {"rows": parse_form(sys.stdin.buffer.read(), name, sheet)}
    except RefusedError as refused:
        answer = {"refusal": refused.message_fr}
    except MemoryError:
        refused = RefusedError(f"« {name} » demande trop de mémoire pour être lu : il est refusé.")
        answer = {"refusal": refused.message_fr}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", errors="replace"))


if __name__ == "__main__":
    main()
