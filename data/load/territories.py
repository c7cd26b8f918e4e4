"""Territories, how actions concern them, and what a map draws."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import streamlit as st

from data.analysis.atlas import compute_atlas
from data.analysis.imported_layers import compute_imported_layers
from data.analysis.layers import compute_layers
from data.analysis.placed_facts import FactsByPlace, index_facts
from data.analysis.statuses import compute_links
from data.layer import Atlas, Layer
from data.load.imports import imports_key, load_area_sets, load_imported_points
from data.load.tables import load_tables, tables_stamp
from data.model import ARRONDISSEMENTS, DEPARTEMENT, TerritoryLink

_OUTLINE_FOLDER = Path(__file__).resolve().parents[1] / "reference" / "outlines"


@st.cache_resource(show_spinner=False, max_entries=2)
def _territories(stamp: int) -> dict[str, str]:
    labels = load_tables()["territories"].set_index("territory_id")["label"]
    return {
        DEPARTEMENT: "Département du Nord",
        **{code: f"Arrondissement de {labels[code]}".replace("de A", "d'A") for code in ARRONDISSEMENTS},
    }


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
def _all_layers(stamp: int, folder: Path, imports_stamp: int) -> dict[str, Layer]:
    return _layers(stamp) | compute_imported_layers(load_imported_points(), load_area_sets(), _atlas(stamp))


@st.cache_resource(show_spinner=False, max_entries=2)
def _facts_by_place(stamp: int) -> FactsByPlace:
    return index_facts(load_tables(), _atlas(stamp))


@st.cache_resource(show_spinner=False, max_entries=2)
def _outlines(stamp: int) -> dict[str, tuple[str, str]]:
    return {
        row["file"].removesuffix(".json"): (row["file"], row["sha256"])
        for row in load_tables()["outlines"].to_dict("records")
    }


def load_territories() -> dict[str, str]:
    """The choices of the « Territoire » filter: code → name, the département first."""
    return _territories(tables_stamp())


def load_labels() -> dict[str, str]:
    """The name of every territory: code → name."""
    return _labels(tables_stamp())


def load_links(territory_id: str) -> dict[int, TerritoryLink]:
    """How each action concerns an arrondissement; empty for the département."""
    return _links(tables_stamp(), territory_id)


def load_atlas() -> Atlas:
    """Every territory a map can draw."""
    return _atlas(tables_stamp())


def load_layers() -> dict[str, Layer]:
    """The layers of the map: code → layer, in the order of the list; the imported editions in use come last."""
    return _all_layers(tables_stamp(), *imports_key())


def load_facts_by_place() -> FactsByPlace:
    """What the bilan situates: territory → facts."""
    return _facts_by_place(tables_stamp())


def load_outlines() -> dict[str, tuple[str, str]]:
    """The files of outlines: name (`communes`) → file and sha256."""
    return _outlines(tables_stamp())


def load_shapes() -> dict[str, list[dict[str, Any]]]:
    """The outlines themselves: name (`communes`) → GeoJSON features. Read each time: an image is asked for rarely."""
    return {
        name: json.loads((_OUTLINE_FOLDER / file).read_text(encoding="utf-8"))["features"]
        for name, (file, _) in load_outlines().items()
        if name != "departement"
    }
