"""Validate every table, then write them all at once: a failure leaves the folder exactly as it was."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data.contract import TABLES, check, check_links, dictionary_rows, frame


def validated(rows: Mapping[str, list[dict[str, object]]]) -> dict[str, pd.DataFrame]:
    """Every table of the contract from its rows, checked, sorted by key. Raises `ContractError`."""
    filled = {**rows, "table_columns": dictionary_rows()}
    tables = {}
    for table in TABLES:
        data = frame(table, filled.get(table.name, []))
        tables[table.name] = check(table, data.sort_values(list(table.key), kind="stable", ignore_index=True))
    check_links(tables)
    return tables


def write_tables(tables: Mapping[str, pd.DataFrame], origins: Mapping[str, list[str]], folder: Path) -> None:
    """Write `tables` and `manifest.json` into `folder`, replacing what is there only when all is written.

    The manifest carries, for each table, its rows, sha256 and origins, and the latest date of the documents of the
    schéma: never the day of the build, so that a rebuild is identical byte for byte, nor that of open data, which dates
    nothing in the process.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    _recover(folder)
    staging = Path(tempfile.mkdtemp(prefix=".tables-", dir=folder.parent))
    try:
        entries = {}
        for name, data in sorted(tables.items()):
            path = staging / f"{name}.parquet"
            pq.write_table(pa.Table.from_pandas(data, preserve_index=False), path, compression="zstd", version="2.6")
            entries[name] = {
                "rows": len(data),
                "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
                "origins": origins.get(name, []),
            }
        version = hashlib.sha256("".join(entry["sha256"] for entry in entries.values()).encode()).hexdigest()[:12]
        own = tables["documents"].loc[tables["documents"]["kind"] != "opendata"]
        manifest = {
            "version": version,
            "date": f"{own['published_on'].max():%Y-%m-%d}",
            "tables": entries,
        }
        content = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        (staging / "manifest.json").write_text(content, encoding="utf-8")
        staging.chmod(0o755)  # a temporary folder is its owner's alone; the server may run under another account
        _swap(staging, folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _recover(folder: Path) -> None:
    """Mend what a build killed half-way left: the tables set aside come back, unfinished ones are removed."""
    previous = folder.with_name(f".{folder.name}-previous")
    if previous.exists() and not folder.exists():
        previous.replace(folder)
    for left in folder.parent.glob(".tables-??????*"):
        if left != previous:
            shutil.rmtree(left, ignore_errors=True)


def _swap(staging: Path, folder: Path) -> None:
    """Put `staging` in the place of `folder`: two renames, so that no reader sees half a set of tables."""
    if not folder.exists():
        staging.replace(folder)
        return
    previous = folder.with_name(f".{folder.name}-previous")
    shutil.rmtree(previous, ignore_errors=True)
    folder.replace(previous)
    try:
        staging.replace(folder)
    except OSError:
        previous.replace(folder)
        raise
    shutil.rmtree(previous, ignore_errors=True)
