"""Read the tables the dashboard runs on. The only module of `data/` that knows Streamlit: it caches by data version.

The running dashboard never validates a contract: it compares each file with the manifest's sha256, so a missing or
altered table is seen at start and told in one page (`TablesError`), not in a stack trace.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import streamlit as st

from data.analysis.caveats import compute_caveats
from data.analysis.fiche import compute_fiche
from data.analysis.point_sets import PointSet, shipped_sets
from data.analysis.process import compute_frames, compute_steps
from data.analysis.search import Entry, build_index
from data.analysis.statuses import compute_links, compute_statuses
from data.model import ARRONDISSEMENTS, DEPARTEMENT, ActionStatus, Caveat, Fiche, Frame, Step, TerritoryLink

FOLDER = Path(__file__).resolve().parent / "tables"


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


def _stamp(folder: Path) -> int:
    """Changes when the tables are rebuilt: one `stat`, so that each run can ask for it."""
    try:
        return (folder / "manifest.json").stat().st_mtime_ns
    except OSError:
        return 0


@st.cache_resource(show_spinner=False, max_entries=2)
def _read_manifest(folder: Path, stamp: int) -> Manifest:
    try:
        content = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        return Manifest(content["version"], content["date"], content["tables"])
    except OSError as error:
        raise TablesError(["Le fichier « manifest.json » manque dans le dossier data/tables."]) from error
    except (ValueError, KeyError) as error:
        raise TablesError(["Le fichier « manifest.json » est illisible."]) from error


@st.cache_resource(show_spinner=False, max_entries=2)
def _read_tables(folder: Path, stamp: int) -> dict[str, pd.DataFrame]:
    manifest = _read_manifest(folder, stamp)
    tables, problems = {}, []
    for name, entry in manifest.tables.items():
        path = folder / f"{name}.parquet"
        if not path.is_file():
            problems.append(f"La table « {name} » manque.")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != entry["sha256"]:
            problems.append(f"La table « {name} » a été modifiée : elle n'est plus celle que le manifeste décrit.")
        else:
            tables[name] = pd.read_parquet(path)
    if problems:
        raise TablesError(problems)
    return tables


def load_manifest() -> Manifest:
    """The manifest of the current tables. Raises `TablesError`."""
    return _read_manifest(FOLDER, _stamp(FOLDER))


def load_tables() -> dict[str, pd.DataFrame]:
    """Every table by name, shared between sessions: never modify one in place. Raises `TablesError`."""
    return _read_tables(FOLDER, _stamp(FOLDER))


def table_bytes(name: str) -> bytes:
    """The Parquet file of a table, as it is on disk. `name` must be in the manifest."""
    if name not in load_manifest().tables:
        raise KeyError(name)
    return (FOLDER / f"{name}.parquet").read_bytes()


@st.cache_resource(show_spinner=False, max_entries=2)
def _statuses(stamp: int) -> tuple[ActionStatus, ...]:
    return compute_statuses(load_tables())


@st.cache_resource(show_spinner=False, max_entries=2)
def _caveats(stamp: int) -> tuple[Caveat, ...]:
    return compute_caveats(load_tables())


@st.cache_resource(show_spinner=False, max_entries=32)
def _fiche(stamp: int, action_id: int) -> Fiche:
    return compute_fiche(load_tables(), action_id, _statuses(stamp), _caveats(stamp))


@st.cache_resource(show_spinner=False, max_entries=2)
def _index(stamp: int) -> tuple[Entry, ...]:
    return build_index(load_tables(), _statuses(stamp), _caveats(stamp))


@st.cache_resource(show_spinner=False, max_entries=2)
def _steps(stamp: int) -> tuple[Step, ...]:
    return compute_steps(load_tables())


@st.cache_resource(show_spinner=False, max_entries=2)
def _frames(stamp: int) -> tuple[Frame, ...]:
    return compute_frames(load_tables())


@st.cache_resource(show_spinner=False, max_entries=2)
def _table_names(stamp: int) -> dict[str, str]:
    columns = load_tables()["table_columns"].drop_duplicates("table")
    return dict(zip(columns["table"], columns["table_title"], strict=True))


@st.cache_resource(show_spinner=False, max_entries=2)
def _territories(stamp: int) -> dict[str, str]:
    labels = load_tables()["territories"].set_index("territory_id")["label"]
    return {
        DEPARTEMENT: "Département du Nord",
        **{code: f"Arrondissement de {labels[code]}".replace("de A", "d'A") for code in ARRONDISSEMENTS},
    }


@st.cache_resource(show_spinner=False, max_entries=2)
def _point_sets(stamp: int) -> dict[str, PointSet]:
    return shipped_sets(load_tables())


@st.cache_resource(show_spinner=False, max_entries=2)
def _labels(stamp: int) -> dict[str, str]:
    territories = load_tables()["territories"]
    return dict(zip(territories["territory_id"], territories["label"], strict=True))


@st.cache_resource(show_spinner=False, max_entries=16)
def _links(stamp: int, territory_id: str) -> dict[int, TerritoryLink]:
    return compute_links(load_tables(), territory_id)


def load_statuses() -> tuple[ActionStatus, ...]:
    """The sixteen proposals, in order."""
    return _statuses(_stamp(FOLDER))


def load_caveats() -> tuple[Caveat, ...]:
    """Every caveat, gravest first."""
    return _caveats(_stamp(FOLDER))


def load_fiche(action_id: int) -> Fiche:
    """Everything the fiche of an action says; `action_id` from 1 to 16."""
    return _fiche(_stamp(FOLDER), action_id)


def load_index() -> tuple[Entry, ...]:
    """The entries of the search."""
    return _index(_stamp(FOLDER))


def load_steps() -> tuple[Step, ...]:
    """The steps of the process, by date."""
    return _steps(_stamp(FOLDER))


def load_links(territory_id: str) -> dict[int, TerritoryLink]:
    """How each action concerns an arrondissement; empty for the département."""
    return _links(_stamp(FOLDER), territory_id)


def load_territories() -> dict[str, str]:
    """The choices of the « Territoire » filter: code → name, the département first."""
    return _territories(_stamp(FOLDER))


def load_frames() -> tuple[Frame, ...]:
    """The neighbouring frames, by first year."""
    return _frames(_stamp(FOLDER))


def load_table_names() -> dict[str, str]:
    """Every table of the dictionary: name → French title."""
    return _table_names(_stamp(FOLDER))


def load_point_sets() -> dict[str, PointSet]:
    """The sets of points a distance can be measured to: code → set."""
    return _point_sets(_stamp(FOLDER))


def load_labels() -> dict[str, str]:
    """The name of every territory: code → name."""
    return _labels(_stamp(FOLDER))
