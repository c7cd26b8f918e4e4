"""A document, or a book of tables, in each of its formats, under names that say what and when. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from components.exports.document import Document
from components.exports.inert import file_name
from components.exports.spreadsheet import Book, csv_package_bytes, csv_sheet_bytes, ods_bytes, xlsx_bytes
from components.exports.steps import Tell
from components.exports.to_docx import docx_bytes
from components.exports.to_odt import odt_bytes
from components.exports.to_pdf import pdf_bytes

_DOCUMENTS = {"odt": odt_bytes, "docx": docx_bytes, "pdf": pdf_bytes}
_BOOKS: dict[str, Callable[[Book], bytes]] = {
    "ods": ods_bytes,
    "xlsx": xlsx_bytes,
    "csv": lambda book: csv_sheet_bytes(book.sheets[0]),
}
_LONG_BOOKS: dict[str, Callable[..., bytes]] = {"ods": ods_bytes, "xlsx": xlsx_bytes}
Files = list[tuple[str, Callable[[], bytes]]]
LongFiles = list[tuple[str, Callable[[Tell], bytes]]]


def document_files(
    what: str, when: dt.date, build: Callable[[], Document], suffixes: tuple[str, ...] = ("odt", "docx", "pdf")
) -> Files:
    """(file name, what makes its bytes): the document is built only when one is asked for."""
    return [(file_name(what, when, suffix), _deferred(_DOCUMENTS[suffix], build)) for suffix in suffixes]


def book_files(
    what: str, when: dt.date, build: Callable[[], Book], suffixes: tuple[str, ...] = ("ods", "xlsx", "csv")
) -> Files:
    """The same for tables; CSV holds the first one."""
    return [(file_name(what, when, suffix), _deferred(_BOOKS[suffix], build)) for suffix in suffixes]


def packaged_csv(what: str, when: dt.date, build: Callable[[], Book]) -> bytes:
    """The tables as CSV with their notice, in one ZIP."""
    return csv_package_bytes(build(), file_name(what, when, "csv").removesuffix(".csv"))


def long_document_files(
    what: str,
    when: dt.date,
    build: Callable[[Tell], Document],
    suffixes: tuple[str, ...] = ("odt", "docx", "pdf"),
) -> LongFiles:
    """The same for a long one: both its building and its writing tell each step, and may be stopped."""
    return [(file_name(what, when, suffix), _told(_DOCUMENTS[suffix], build)) for suffix in suffixes]


def long_book_files(
    what: str, when: dt.date, build: Callable[[], Book], suffixes: tuple[str, ...] = ("ods", "xlsx")
) -> LongFiles:
    """The same for a long book of tables."""
    return [(file_name(what, when, suffix), _told(_LONG_BOOKS[suffix], lambda _tell: build())) for suffix in suffixes]


def _told(write: Callable[..., bytes], build: Callable[[Tell], object]) -> Callable[[Tell], bytes]:
    return lambda tell: write(build(tell), tell)


def _deferred(write: Callable[..., bytes], build: Callable[[], object]) -> Callable[[], bytes]:
    return lambda: write(build())
