"""The grille d'examen as the COTECH has filled it in: read again only when the journal or the tables have changed."""

from __future__ import annotations

import streamlit as st

from data.analysis.grid_evidence import compute_evidence
from data.analysis.grid_lines import compute_lines, compute_units, freeze_grid, grid_class
from data.deciding.codec import from_payload
from data.deciding.opinions import WEIGHTS_ID, Weights, opinion_id, read_opinions, weights_in_force
from data.decision import Entry, Opinion
from data.evidence import EvidenceGrid
from data.grid import GridLine, QuestionEvidence
from data.lineage import Part
from data.load.bilan import load_fiche, load_frames, load_statuses
from data.load.store import load_heads, load_store
from data.load.tables import load_tables, tables_stamp

Written = dict[tuple[str, str], tuple[Entry, Opinion]]


@st.cache_resource(show_spinner=False, max_entries=2)
def _units(stamp: int) -> tuple[Part, ...]:
    return compute_units(load_tables(), load_statuses())


@st.cache_resource(show_spinner=False, max_entries=64)
def _evidence(stamp: int, unit: str) -> dict[str, QuestionEvidence]:
    part = next(one for one in load_units() if one.object_id == unit)
    return compute_evidence(load_tables(), load_fiche(part.action_id), load_frames(), unit)


def load_units() -> tuple[Part, ...]:
    """What the grid examines: the sixteen actions, three of them by part where the fiche says so."""
    return _units(tables_stamp())


def load_grid_evidence(unit: str) -> dict[str, QuestionEvidence]:
    """Question → what the bilan holds on it for this unit. Raises StopIteration on an unknown unit."""
    return _evidence(tables_stamp(), unit)


def load_opinions() -> Written:
    """(unit, question) → its latest opinion. Raises `UnavailableError`."""
    return read_opinions(load_heads("opinion"))


def load_weights() -> tuple[tuple[int, ...], int]:
    """The weights in force and their version. Raises `UnavailableError`."""
    return weights_in_force(load_heads("weights"))


def load_grid_lines(weights: tuple[int, ...] | None = None) -> tuple[GridLine, ...]:
    """Every unit with its opinions, its result and its sentence; `weights`: others than those in force."""
    return compute_lines(load_units(), load_opinions(), weights or load_weights()[0])


def load_grid(unit: str) -> EvidenceGrid | None:
    """What the grid gave for a unit, or for an action examined by parts; None while no opinion is given on it.

    Raises `UnavailableError`.
    """
    return freeze_grid(unit, load_grid_lines(), load_opinions())


def load_grid_class(unit: str) -> str:
    """`poursuite`, `reorientation` or `arret` when the grid proposes one class; else empty."""
    return grid_class(unit, load_grid_lines())


def load_opinion_history(unit: str, criterion: str) -> tuple[tuple[Entry, Opinion], ...]:
    """Every version of an opinion, the first one first. Raises `UnavailableError`."""
    if not load_heads("opinion"):
        return ()
    return tuple((one, from_payload(Opinion, one.payload)) for one in load_store().history(opinion_id(unit, criterion)))


def load_weights_history() -> tuple[tuple[Entry, Weights], ...]:
    """Every weighting recorded, the first one first. Raises `UnavailableError`."""
    if not load_heads("weights"):
        return ()
    return tuple((one, from_payload(Weights, one.payload)) for one in load_store().history(WEIGHTS_ID))
