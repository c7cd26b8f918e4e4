"""Files made for the occasion, and the real published ones where they stand beside the project."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from data.connectors.reference import Reference, load_reference

OPEN_DATA = Path(__file__).resolve().parents[4] / "shared" / "opendata"

FS_COLUMNS = (
    *("id_fs", "insee_dep", "lib_fs", "insee_com", "code_postal", "lib_com", "latitude", "longitude"),
    *("h_lundi", "h_mardi", "h_mercredi", "h_jeudi", "h_vendredi", "h_samedi", "format_fs"),
)

Row = dict[str, str]
MakeCsv = Callable[..., bytes]


@pytest.fixture
def published() -> Callable[[str], Path]:
    """The path of a real published file; the test is skipped, saying so, where it is not there."""

    def find(name: str) -> Path:
        path = OPEN_DATA / name
        if not path.is_file():
            pytest.skip(f"le fichier publié n’est pas à côté du projet : {name}")
        return path

    return find


@pytest.fixture(scope="session")
def reference() -> Reference:
    return load_reference()


@pytest.fixture
def structure() -> Callable[..., Row]:
    """A France services row that is right, to be spoilt one cell at a time."""

    def make(**changes: str) -> Row:
        row = dict.fromkeys(FS_COLUMNS, "")
        row.update(
            id_fs="1",
            insee_dep="59",
            lib_fs="France services Anor",
            insee_com="59012",
            code_postal="59186",
            lib_com="Anor",
            latitude="49.99114",
            longitude="4.09841",
            h_lundi="09:00 - 12:00",
            format_fs="Fixe",
        )
        row.update(changes)
        return row

    return make


@pytest.fixture
def make_csv() -> MakeCsv:
    """Rows of the same keys to the bytes of a CSV; no quoting, so that a test sees what it writes."""

    def make(rows: Sequence[Row], separator: str = ",", encoding: str = "utf-8") -> bytes:
        lines = [separator.join(rows[0])] + [separator.join(row.values()) for row in rows]
        return ("\r\n".join(lines) + "\r\n").encode(encoding)

    return make
