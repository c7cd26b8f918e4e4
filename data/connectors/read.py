"""A published file to a table of cells, read in a process apart: a hostile file cannot take the dashboard down."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from data.connectors import limits
from data.connectors.refusal import RefusedError

_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class RawTable:
    """The cells as written. `numbers[i]` is the row as a spreadsheet shows it (titles are row 1), or the object's rank.

    `unit` is « ligne » or « objet »; `notes` are (line, found, sentence) about how the file was read.
    """

    name: str
    columns: tuple[str, ...]
    rows: list[list[str]] = field(repr=False)
    numbers: list[int] = field(repr=False)
    unit: str
    encoding: str
    separator: str
    notes: tuple[tuple[int | None, str, str], ...]
    sha256: str
    content: bytes = field(repr=False)
    sheet: str = ""


def read_table(source: Path | bytes, name: str, *, seconds: float = limits.READ_SECONDS) -> RawTable:
    """Return the table of a CSV, a GeoJSON, a zip that holds one, or a sheet of an XLSX or an ODS.

    Raises:
        RefusedError: too heavy (judged before reading), not a table, or not read within the memory and time limits.
    """
    content = _content(source, name)
    command = [sys.executable, "-m", "data.connectors.parse", name]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    try:
        done = subprocess.run(  # noqa: S603 — a fixed command; the file goes through standard input
            command,
            input=content,
            capture_output=True,
            cwd=_ROOT,
            env={**environment, "PYTHONDONTWRITEBYTECODE": "1"},
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise RefusedError(
            f"La lecture de « {name} » a été arrêtée après {seconds:g} secondes : rien n'a été importé."
        ) from error
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        raise RefusedError(f"La lecture de « {name} » s'est arrêtée d'elle-même : rien n'a été importé.") from error
    if "refusal" in answer:
        raise RefusedError(answer["refusal"])
    return RawTable(
        name=answer["name"],
        columns=tuple(answer["columns"]),
        rows=answer["rows"],
        numbers=answer["numbers"],
        unit=answer["unit"],
        encoding=answer["encoding"],
        separator=answer["separator"],
        notes=tuple((line, found, sentence) for line, found, sentence in answer["notes"]),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        sheet=answer.get("sheet", ""),
    )


def _content(source: Path | bytes, name: str) -> bytes:
    if isinstance(source, bytes):
        _check_weight(len(source), name)
        return source
    try:
        _check_weight(source.stat().st_size, name)
        with source.open("rb") as stream:
            content = stream.read(limits.MAX_FILE_BYTES + 1)
    except OSError as error:
        raise RefusedError(f"Le fichier « {name} » n'a pas pu être ouvert.") from error
    _check_weight(len(content), name)
    return content


def _check_weight(size: int, name: str) -> None:
    if size > limits.MAX_FILE_BYTES:
        raise RefusedError(
            f"« {name} » pèse {size / limits.MEGABYTE:.0f} Mo ; la limite est de "
            f"{limits.MAX_FILE_BYTES // limits.MEGABYTE} Mo. Il n'a pas été lu : gardez-en les seules lignes du Nord."
        )
