"""The tables as they are on disk, checked against the manifest's sha256."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import time
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import streamlit as st

FOLDER = Path(__file__).resolve().parents[1] / "tables"

#: The tables no page can do without.
EXPECTED = (
    "documents",
    "orientations",
    "actions",
    "bodies",
    "action_bodies",
    "sections",
    "items",
    "item_cells",
    "indicators",
    "observations",
    "located_facts",
    "caveats",
    "caveat_quotes",
    "caveat_subjects",
    "calendar",
    "frames",
    "territories",
    "territory_links",
    "populations",
    "town_halls",
    "table_columns",
)


class TablesError(Exception):
    """The tables cannot be trusted. `problems` says which and why, in French."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


@dataclass(frozen=True)
class Manifest:
    """The data version, the latest date of the schéma's own documents (ISO), each table's rows, sha256 and origins."""

    version: str
    date: str
    tables: dict[str, dict[str, object]]


#: A run asks for the stamp some twenty times: within this long, what was seen on the disk stands.
SEEN_S = 0.1
_seen: tuple[Path, float, int] = (Path(), 0.0, 0)


def tables_stamp() -> int:
    """Changes when the tables are rebuilt: one `stat` a run or so, so that every block can ask for it."""
    global _seen
    folder, now = FOLDER, time.monotonic()
    if _seen[0] is folder and now - _seen[1] < SEEN_S:
        return _seen[2]
    try:
        stamp = (folder / "manifest.json").stat().st_mtime_ns
    except OSError:
        stamp = 0
    _seen = (folder, now, stamp)
    return stamp


@st.cache_resource(show_spinner=False, max_entries=2)
def _read_manifest(folder: str, stamp: int) -> Manifest:
    # The folder by its name: a path is long to make a key of, and every block of a page asks for the manifest.
    try:
        content = json.loads((Path(folder) / "manifest.json").read_text(encoding="utf-8"))
        tables = {name: {"origins": [], **entry} for name, entry in content["tables"].items()}
        missing = [name for name in EXPECTED if name not in tables]
        if missing:
            raise TablesError([f"Le manifeste ne décrit pas la table « {name} »." for name in missing])
        if not all(isinstance(entry["sha256"], str) and isinstance(entry["rows"], int) for entry in tables.values()):
            raise ValueError
        return Manifest(str(content["version"]), dt.date.fromisoformat(content["date"]).isoformat(), tables)
    except OSError as error:
        raise TablesError(["Le fichier « manifest.json » manque dans le dossier data/tables."]) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise TablesError(["Le fichier « manifest.json » est illisible."]) from error


@st.cache_resource(show_spinner=False, max_entries=2)
def _read_tables(folder: str, stamp: int) -> dict[str, pd.DataFrame]:
    manifest = _read_manifest(folder, stamp)
    tables, problems = {}, []
    for name, entry in manifest.tables.items():
        path = Path(folder) / f"{name}.parquet"
        if not path.is_file():
            problems.append(f"La table « {name} » manque.")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != entry["sha256"]:
            problems.append(f"La table « {name} » a été modifiée : elle n'est plus celle que le manifeste décrit.")
        else:
            try:
                tables[name] = pd.read_parquet(path)
            except (pa.ArrowInvalid, OSError):
                problems.append(f"La table « {name} » n'est pas lisible.")
    if problems:
        raise TablesError(problems)
    return tables


def load_manifest() -> Manifest:
    """The manifest of the current tables. Raises `TablesError`."""
    return _read_manifest(str(FOLDER), tables_stamp())


def load_tables() -> dict[str, pd.DataFrame]:
    """Every table by name, shared between sessions: never modify one in place. Raises `TablesError`."""
    return _read_tables(str(FOLDER), tables_stamp())


def table_bytes(name: str, version: str) -> bytes:
    """The Parquet file of a table of the version shown. Raises `TablesError` when the tables were rebuilt since."""
    manifest = load_manifest()
    content = (FOLDER / f"{name}.parquet").read_bytes()
    if manifest.version != version or hashlib.sha256(content).hexdigest() != manifest.tables[name]["sha256"]:
        raise TablesError(["Les tables ont été refaites depuis l'ouverture de la page : rechargez-la."])
    return content
