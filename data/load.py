"""Read the tables the dashboard runs on. The only module of `data/` that knows Streamlit: it caches by data version.

The running dashboard never validates a contract: it compares each file with the manifest's sha256, so a missing or
altered table is seen at start and told in one page (`TablesError`), not in a stack trace.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import streamlit as st

from data.analysis.atlas import compute_atlas
from data.analysis.caveats import compute_caveats
from data.analysis.fiche import compute_fiche
from data.analysis.layers import compute_layers
from data.analysis.placed_facts import FactsByPlace, index_facts
from data.analysis.point_sets import PointSet, shipped_sets
from data.analysis.process import compute_frames, compute_steps
from data.analysis.search import Entry, build_index
from data.analysis.statuses import compute_links, compute_statuses
from data.connectors import library
from data.home import open_data_folder
from data.imported import AreaSet, read_area_sets, read_point_sets, unreadable
from data.layer import Atlas, Layer
from data.model import ARRONDISSEMENTS, DEPARTEMENT, ActionStatus, Caveat, Fiche, Frame, Step, TerritoryLink

FOLDER = Path(__file__).resolve().parent / "tables"


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
            try:
                tables[name] = pd.read_parquet(path)
            except (pa.ArrowInvalid, OSError):
                problems.append(f"La table « {name} » n'est pas lisible.")
    if problems:
        raise TablesError(problems)
    return tables


def load_manifest() -> Manifest:
    """The manifest of the current tables. Raises `TablesError`."""
    return _read_manifest(FOLDER, _stamp(FOLDER))


def load_tables() -> dict[str, pd.DataFrame]:
    """Every table by name, shared between sessions: never modify one in place. Raises `TablesError`."""
    return _read_tables(FOLDER, _stamp(FOLDER))


def table_bytes(name: str, version: str) -> bytes:
    """The Parquet file of a table of the version shown. Raises `TablesError` when the tables were rebuilt since."""
    manifest = load_manifest()
    content = (FOLDER / f"{name}.parquet").read_bytes()
    if manifest.version != version or hashlib.sha256(content).hexdigest() != manifest.tables[name]["sha256"]:
        raise TablesError(["Les tables ont été refaites depuis l'ouverture de la page : rechargez-la."])
    return content


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
def _point_sets(stamp: int, folder: Path, imports_stamp: int) -> dict[str, PointSet]:
    return shipped_sets(load_tables()) | _imported_points(folder, imports_stamp)


@st.cache_resource(show_spinner=False, max_entries=2)
def _imported_points(folder: Path, imports_stamp: int) -> dict[str, PointSet]:
    return read_point_sets(folder)


@st.cache_resource(show_spinner=False, max_entries=2)
def _area_sets(folder: Path, imports_stamp: int) -> dict[str, AreaSet]:
    return read_area_sets(folder)


@st.cache_resource(show_spinner=False, max_entries=2)
def _unreadable(folder: Path, imports_stamp: int) -> list[str]:
    return unreadable(folder)


@st.cache_resource(show_spinner=False, max_entries=2)
def _labels(stamp: int) -> dict[str, str]:
    territories = load_tables()["territories"]
    return dict(zip(territories["territory_id"], territories["label"], strict=True))


@st.cache_resource(show_spinner=False, max_entries=16)
def _links(stamp: int, territory_id: str) -> dict[int, TerritoryLink]:
    return compute_links(load_tables(), territory_id)


@st.cache_resource(show_spinner=False, max_entries=2)
def _atlas(stamp: int) -> Atlas:
    return compute_atlas(load_tables())


@st.cache_resource(show_spinner=False, max_entries=2)
def _layers(stamp: int) -> dict[str, Layer]:
    return compute_layers(load_tables(), _atlas(stamp))


@st.cache_resource(show_spinner=False, max_entries=2)
def _facts_by_place(stamp: int) -> FactsByPlace:
    return index_facts(load_tables(), _atlas(stamp))


@st.cache_resource(show_spinner=False, max_entries=2)
def _outlines(stamp: int) -> dict[str, tuple[str, str]]:
    return {
        row["file"].removesuffix(".json"): (row["file"], row["sha256"])
        for row in load_tables()["outlines"].to_dict("records")
    }


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
    """The sets of points a distance can be measured to: code → set. Those shipped, then the imported ones in use."""
    return _point_sets(_stamp(FOLDER), *_imports_key())


def load_imported_points() -> dict[str, PointSet]:
    """The imported layers of points in use, without those shipped: layer → set."""
    return _imported_points(*_imports_key())


def load_area_sets() -> dict[str, AreaSet]:
    """The imported layers by commune in use: layer → set."""
    return _area_sets(*_imports_key())


def load_unreadable() -> list[str]:
    """Why an imported edition in use cannot be read, in French; empty when all is well."""
    return _unreadable(*_imports_key())


def _imports_key() -> tuple[Path, int]:
    """Changes when an edition is published or undone, or when the folder is another one."""
    folder = open_data_folder()
    return folder, library.stamp(folder=folder)


def load_labels() -> dict[str, str]:
    """The name of every territory: code → name."""
    return _labels(_stamp(FOLDER))


def load_atlas() -> Atlas:
    """Every territory a map can draw."""
    return _atlas(_stamp(FOLDER))


def load_layers() -> dict[str, Layer]:
    """The layers of the map: code → layer, in the order of the list."""
    return _layers(_stamp(FOLDER))


def load_facts_by_place() -> FactsByPlace:
    """What the bilan situates: territory → facts."""
    return _facts_by_place(_stamp(FOLDER))


def load_outlines() -> dict[str, tuple[str, str]]:
    """The files of outlines: name (`communes`) → file and sha256."""
    return _outlines(_stamp(FOLDER))
