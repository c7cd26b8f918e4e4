"""Indicator histories: the bilan, what is shipped beside it, and the imports in use."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from data.analysis.series import compute_series, find_indicator
from data.analysis.subjects import compute_limits, compute_subjects
from data.connectors import library
from data.figures_form import PART, FormLists
from data.home import open_data_folder
from data.imported_series import read_imported_series
from data.load.bilan import load_caveats
from data.load.tables import load_tables, tables_stamp
from data.trend import Indicator, Limits, Subject


@st.cache_resource(show_spinner=False, max_entries=2)
def _series(stamp: int, folder: Path, imports_stamp: int) -> tuple[Indicator, ...]:
    return compute_series(load_tables(), load_caveats(), read_imported_series(folder))


@st.cache_resource(show_spinner=False, max_entries=2)
def _shipped(stamp: int) -> tuple[Indicator, ...]:
    return compute_series(load_tables(), load_caveats())


@st.cache_resource(show_spinner=False, max_entries=2)
def _subjects(stamp: int) -> tuple[Subject, ...]:
    return compute_subjects(load_tables(), _shipped(stamp))


@st.cache_resource(show_spinner=False, max_entries=2)
def _limits(stamp: int) -> Limits:
    return compute_limits(load_tables(), _shipped(stamp))


def series_stamp() -> int:
    """Changes when an import is kept, withdrawn or put back: part of the key of what is drawn from the series."""
    return library.stamp(folder=open_data_folder())


def load_series() -> tuple[Indicator, ...]:
    """Every indicator with its values, shipped and imported, by orientation."""
    folder = open_data_folder()
    return _series(tables_stamp(), folder, library.stamp(folder=folder))


def load_indicator(indicator_id: str) -> Indicator | None:
    """One indicator; None when nobody declares it."""
    return find_indicator(load_series(), indicator_id)


def load_form_lists() -> FormLists:
    """What may be chosen in the form for anyone's figures: every indicator, territories but communes, units."""
    series, territories = load_series(), load_tables()["territories"]
    listed = territories.loc[territories["level"].isin(["departement", "arrondissement", "epci"])]
    return FormLists(
        indicators=tuple(
            f"{one.indicator_id}{PART}{one.label}" for one in series if one.origin in ("bilan", "context", "catalogue")
        ),
        territories=tuple(
            f"{code}{PART}{label}" for code, label in zip(listed["territory_id"], listed["label"], strict=True)
        ),
        units=tuple(sorted({one.unit for one in series})),
    )


def load_subjects() -> tuple[Subject, ...]:
    """The figures that look alike, by subject."""
    return _subjects(tables_stamp())


def load_limits() -> Limits:
    """What the bilan can and cannot show. Shipped data only: an import does not change what the bilan wrote."""
    return _limits(tables_stamp())
