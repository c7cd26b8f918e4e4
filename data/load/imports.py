"""The editions a user imported, from the folder of everything written at run time."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from data.analysis.point_sets import PointSet, shipped_sets
from data.connectors import library
from data.home import open_data_folder
from data.imported import AreaSet, TravelSet, read_area_sets, read_point_sets, read_travel, unreadable
from data.load.tables import load_tables, tables_stamp


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
def _travel(folder: Path, imports_stamp: int) -> TravelSet | None:
    return read_travel(folder)


@st.cache_resource(show_spinner=False, max_entries=2)
def _unreadable(folder: Path, imports_stamp: int) -> list[str]:
    return unreadable(folder)


def imports_key() -> tuple[Path, int]:
    """Changes when an edition is published or undone, or when the folder is another one."""
    folder = open_data_folder()
    return folder, library.stamp(folder=folder)


def load_point_sets() -> dict[str, PointSet]:
    """The sets of points a distance can be measured to: code → set. Those shipped, then the imported ones in use."""
    return _point_sets(tables_stamp(), *imports_key())


def load_imported_points() -> dict[str, PointSet]:
    """The imported layers of points in use, without those shipped: layer → set."""
    return _imported_points(*imports_key())


def load_area_sets() -> dict[str, AreaSet]:
    """The imported layers by commune in use: layer → set."""
    return _area_sets(*imports_key())


def load_travel() -> TravelSet | None:
    """The imported road times in use, None when there are none."""
    return _travel(*imports_key())


def load_unreadable() -> list[str]:
    """Why an imported edition in use cannot be read, in French; empty when all is well."""
    return _unreadable(*imports_key())
