"""One kept edition on the disk: its record, and its four files written whole or not at all."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import secrets
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path, PurePath

import pandas as pd

from data.connectors.refusal import RefusedError
from data.connectors.shapes import Preview

FORMAT_VERSION = 1


@dataclass(frozen=True)
class Edition:
    """One import, as `record.json` tells it. Counts are rows of the file; `published_on` is ISO, empty when unknown."""

    layer: str
    edition_id: str
    shape: str
    title: str
    publisher: str
    licence: str
    origin: str
    file_name: str
    file_sha256: str
    kept_sha256: str
    published_on: str
    published_precision: str
    imported_at: str
    imported_by: str
    rows_read: int
    rows_kept: int
    rows_set_aside: int
    corrections: tuple[str, ...]
    version: int = FORMAT_VERSION


def write_edition(place: Path, edition: Edition, preview: Preview, table: bytes) -> None:
    """Write under a hidden name, then give it its own in one move: a folder that has its name is whole.

    Raises:
        FileExistsError: the name is taken.
        OSError: the disk refused; nothing is left behind.
    """
    hidden = place / f".{edition.edition_id}.{secrets.token_hex(4)}"
    hidden.mkdir(parents=True)
    try:
        suffix = PurePath(preview.file_name).suffix.lower()[:8]
        _write(hidden / f"original{suffix if suffix[1:].isalnum() else ''}", preview.content)
        _write(hidden / "kept.parquet", table)
        _write(hidden / "set_aside.csv", _problems_csv(preview))
        _write(hidden / "record.json", json.dumps(asdict(edition), ensure_ascii=False, indent=2).encode("utf-8"))
        hidden.rename(place / edition.edition_id)
    except BaseException as error:
        shutil.rmtree(hidden, ignore_errors=True)
        if isinstance(error, OSError) and error.errno == errno.ENOTEMPTY:
            raise FileExistsError(edition.edition_id) from error
        raise


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def parquet_bytes(frame: pd.DataFrame) -> bytes:
    """Return the rows as Parquet."""
    buffer = io.BytesIO()
    frame.reset_index(drop=True).to_parquet(buffer, index=False)
    return buffer.getvalue()


def _problems_csv(preview: Preview) -> bytes:
    """A spreadsheet opens it: semicolons, byte-order mark, and no cell that would be taken for a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(["suite", "ligne", "colonne", "trouvé", "message"])
    for problem in (*preview.set_aside, *preview.notes):
        cells = [problem.severity, str(problem.row or ""), problem.column or "", problem.found, problem.message_fr]
        writer.writerow([f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell for cell in cells])
    return text.getvalue().encode("utf-8-sig")


def read_record(path: Path) -> Edition:
    """Return the record of an edition's folder.

    Raises:
        RefusedError: the folder is gone or its record is not one.
    """
    try:
        content = json.loads((path / "record.json").read_text(encoding="utf-8"))
        return Edition(**{**content, "corrections": tuple(content["corrections"])})
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise RefusedError(f"Le dossier de l'édition « {path.name} » est illisible.") from error
