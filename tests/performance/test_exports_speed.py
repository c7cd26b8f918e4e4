"""What a whole dossier costs (sixteen fiches, maps, charts, annexes), and what others wait while it is made.

Printed by `make bench`, never asserted: seconds are told beside one work of the same run, the reading of all the
tables, so that two machines may be compared. The first making of each file is what a reader waits for: the compiler of
the PDF remembers it, and goes ten times faster afterwards.
"""

from __future__ import annotations

import datetime as dt
import resource
import statistics
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest

from components.exports.bilan_book import build_bilan_book
from components.exports.document import Document
from components.exports.dossier import build_dossier
from components.exports.spreadsheet import Book, ods_bytes, xlsx_bytes
from components.exports.to_docx import docx_bytes
from components.exports.to_odt import odt_bytes
from components.exports.to_pdf import pdf_bytes
from components.exports.to_pptx import pptx_bytes
from tests.unit.exports.sample import ORIGIN
from tests.unit.exports.test_dossier import whole_dossier
from tests.unit.test_deck import material, rings, slides

pytestmark = pytest.mark.performance
TABLES = Path(__file__).parents[2] / "data" / "tables"
TIMES = 3
#: How often another session asks for its turn while a document is made.
TURN_S = 0.01


def seconds(work: Callable[[], object], times: int = 1) -> float:
    """Median of so many runs."""
    spent = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        spent.append(time.perf_counter() - started)
    return statistics.median(spent)


def read_tables() -> None:
    for path in TABLES.glob("*.parquet"):
        pd.read_parquet(path)


def peak_mb() -> float:
    """The highest memory this process ever held: kilobytes on Linux."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def longest_wait_s(work: Callable[[], object]) -> float:
    """The longest another thread waited for its turn while `work` ran: what a page drawn meanwhile would lose."""
    finished, waits = threading.Event(), [0.0]

    def ask() -> None:
        while not finished.is_set():
            started = time.perf_counter()
            time.sleep(TURN_S)
            waits.append(time.perf_counter() - started - TURN_S)

    other = threading.Thread(target=ask)
    other.start()
    work()
    finished.set()
    other.join()
    return max(waits)


@pytest.fixture(scope="module")
def document() -> Document:
    return build_dossier(whole_dossier(), ORIGIN)


@pytest.fixture(scope="module")
def book() -> Book:
    one = material()
    names = {code: code for code in one.links}
    return build_bilan_book(one.statuses, one.fiches, one.links, names, one.caveats, {}, ORIGIN)


def test_a_whole_dossier(document: Document, book: Book) -> None:
    reference, deck = seconds(read_tables, TIMES), slides()
    print(f"\nA whole dossier; the reading of all the tables takes {reference * 1000:.0f} ms")
    works: dict[str, Callable[[], bytes]] = {
        "PDF": lambda: pdf_bytes(document),
        "DOCX": lambda: docx_bytes(document),
        "ODT": lambda: odt_bytes(document),
        "PPTX, all the slides": lambda: pptx_bytes(deck, rings(), "SDAASP du Nord", "mesure", dt.datetime.now()),
        "XLSX, all the tables": lambda: xlsx_bytes(book),
        "ODS, all the tables": lambda: ods_bytes(book),
    }
    for name, work in works.items():
        before, spent, size = peak_mb(), seconds(work), len(work())
        print(
            f"  {name:<24} {spent:>6.2f} s {spent / reference:>7.1f} × the reading {size / 1000:>7.0f} kB"
            f"   peak {peak_mb():>4.0f} MB (+{peak_mb() - before:.0f})   longest wait {longest_wait_s(work):.2f} s"
        )


def test_two_dossiers_at_once(document: Document) -> None:
    """Two people ask for theirs at the same time."""
    before = peak_mb()
    alone = seconds(lambda: docx_bytes(document))
    with ThreadPoolExecutor(2) as both:
        started = time.perf_counter()
        list(both.map(docx_bytes, [document, document]))
        together = time.perf_counter() - started
    print(
        f"\nTwo DOCX at once: {together / alone:.1f} × one alone, peak {peak_mb():.0f} MB (+{peak_mb() - before:.0f})"
    )
