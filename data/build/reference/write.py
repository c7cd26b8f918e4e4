"""Writes the reference so that the same packages give the same bytes: fixed options, no date of the day."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq


def write_parquet(frame: pd.DataFrame, path: Path) -> None:
    """Write a table; the metadata pandas adds, which changes with its version, is left out."""
    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    fields = [pa.field(f.name, pa.string() if pa.types.is_large_string(f.type) else f.type) for f in table.schema]
    pq.write_table(
        table.cast(pa.schema(fields)),
        path,
        compression="zstd",
        compression_level=9,
        version="2.6",
        write_statistics=True,
        store_schema=False,
    )


def write_text(text: str, path: Path) -> None:
    """Write UTF-8 with Unix line ends on every system."""
    path.write_bytes(text.encode("utf-8"))


def write_json(value: Any, path: Path) -> None:
    """Write JSON that a reviewer can read line by line."""
    write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", path)


def sha256(path: Path) -> str:
    """Return the sha256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
