"""The orientations 2025-2030: their grid, their conditions de réussite, their dossiers. Read again when one moves."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import streamlit as st

from data.analysis.dossier_waiting import compute_waiting
from data.analysis.grid_lines import compute_grid_lines, freeze_grid, grid_class
from data.analysis.lineage import decisions_in_force
from data.analysis.orientation_board import compute_line
from data.analysis.orientation_dossier import Ground, compute_dossier
from data.analysis.orientation_evidence import compute_orientation_evidence, with_waiting
from data.analysis.orientation_lines import OrientationLine, compute_orientation_lines
from data.analysis.programmes import compute_programmes
from data.deciding.codec import from_payload
from data.deciding.conditions import Written, read_conditions
from data.deciding.opinions import ORIENTATION_OPINION, Weights, opinion_id, read_opinions, weights_in_force
from data.deciding.orientations import Preparation, read_preparations
from data.decision import Entry, Opinion
from data.evidence import EvidenceGrid
from data.grid import GridLine, QuestionEvidence
from data.load.bilan import load_caveats, load_fiche, load_frames, load_statuses
from data.load.gatherings import load_remarks
from data.load.grid import load_grid_lines
from data.load.next_schema import load_workshop
from data.load.pilot_round import load_answers
from data.load.store import load_heads, load_stamp, load_store
from data.load.tables import load_manifest, load_tables, tables_stamp
from data.load.territories import load_territories
from data.load.trends import load_series, series_stamp
from data.orientation_dossier import Dossier
from data.orientation_grid import ORIENTATIONS
from data.programmes import Programme

Stamp = tuple[str, int]


def load_orientation_lines() -> tuple[OrientationLine, ...]:
    """The orientations side by side, in the order being prepared. Raises `UnavailableError`."""
    return _lines(tables_stamp(), load_stamp())


@st.cache_resource(show_spinner=False, max_entries=4)
def _lines(stamp: int, store: Stamp) -> tuple[OrientationLine, ...]:
    decisions, prepared = decisions_in_force(load_heads("decision")), read_preparations(load_heads("orientation"))
    return compute_orientation_lines(load_tables(), load_statuses(), decisions, prepared)


def load_examined_orientations() -> dict[str, str]:
    """What the grid sorts: the orientations that no decision merged or withdrew, created ones included."""
    return {
        line.object_id: line.name
        for line in load_orientation_lines()
        if line.decision is None or line.decision.sense not in {"fusionnee", "retiree"}
    }


def load_orientation_opinions() -> dict[tuple[str, str], tuple[Entry, Opinion]]:
    """(orientation, question) → its latest opinion. Raises `UnavailableError`."""
    return read_opinions(load_heads(ORIENTATION_OPINION))


def load_orientation_weights() -> tuple[tuple[int, ...], int]:
    """The weights in force and their version. Raises `UnavailableError`."""
    return weights_in_force(load_heads("weights"), ORIENTATIONS.weights_id)


def load_orientation_grid(weights: tuple[int, ...] | None = None) -> tuple[GridLine, ...]:
    """Every orientation with its opinions, its result and its sentence; `weights`: others than those in force."""
    named = load_examined_orientations().items()
    points = weights or load_orientation_weights()[0]
    return compute_grid_lines(named, load_orientation_opinions(), points, ORIENTATIONS)


def load_orientation_frozen(object_id: str) -> EvidenceGrid | None:
    """What the grid gave for an orientation, as a meeting shows and freezes it; None while it has no opinion."""
    written = load_orientation_opinions()
    if not any(unit == object_id for unit, _ in written):
        return None
    return freeze_grid(object_id, load_orientation_grid(), written, ORIENTATIONS)


def load_orientation_class(object_id: str) -> str:
    """`priorite`, `maintien` or `veille` when the grid proposes one for the orientation; else empty."""
    return grid_class(object_id, load_orientation_grid(), ORIENTATIONS)


def load_orientation_evidence(object_id: str) -> dict[str, QuestionEvidence]:
    """Question → what is held on it for this orientation. Raises StopIteration on an unknown one."""
    return _evidence(tables_stamp(), series_stamp(), load_stamp(), object_id)


@st.cache_resource(show_spinner=False, max_entries=32)
def _evidence(stamp: int, series: object, store: Stamp, object_id: str) -> dict[str, QuestionEvidence]:
    dossier = load_dossier(object_id)
    fiches = {number: load_fiche(number) for number in dossier.numbers}
    parts = [one.part for one in dossier.actions]
    tables, frames, labels = load_tables(), load_frames(), load_territories()
    held = compute_orientation_evidence(
        tables, parts, fiches, frames, load_caveats(), dossier.remarks, dossier.places, labels
    )
    if (waiting := dossier.waiting) is None:
        return held
    fiches = {number: load_fiche(number) for number in waiting.numbers}
    parts = [part for part, _, _ in waiting.actions]
    remarks = [one for one in waiting.remarks if one not in dossier.remarks]
    return with_waiting(
        held, compute_orientation_evidence(tables, parts, fiches, frames, (), remarks, waiting.places, labels)
    )


def load_orientation_opinion_history(object_id: str, criterion: str) -> tuple[tuple[Entry, Opinion], ...]:
    """Every version of an opinion, the first one first. Raises `UnavailableError`."""
    if not load_heads(ORIENTATION_OPINION):
        return ()
    found = load_store().history(opinion_id(object_id, criterion))
    return tuple((one, from_payload(Opinion, one.payload)) for one in found)


def load_orientation_weights_history() -> tuple[tuple[Entry, Weights], ...]:
    """Every weighting recorded, the first one first. Raises `UnavailableError`."""
    if not load_heads("weights"):
        return ()
    return tuple((one, from_payload(Weights, one.payload)) for one in load_store().history(ORIENTATIONS.weights_id))


def load_conditions() -> Written:
    """(orientation, item) → what was last said of it. Raises `UnavailableError`."""
    return read_conditions(load_heads("condition"))


@st.cache_resource(show_spinner=False, max_entries=2)
def _programmes(stamp: int) -> tuple[Programme, ...]:
    return compute_programmes(load_tables())


def load_programmes() -> tuple[Programme, ...]:
    """The programmes beside the schéma."""
    return _programmes(tables_stamp())


def load_preparation_history(object_id: str) -> tuple[tuple[Entry, Preparation], ...]:
    """Every preparation of an orientation, the first one first. Raises `UnavailableError`."""
    if not load_heads("orientation"):
        return ()
    return tuple((one, from_payload(Preparation, one.payload)) for one in load_store().history(object_id))


def load_dossier(object_id: str) -> Dossier:
    """Everything on one orientation. Raises StopIteration on an unknown one, and `UnavailableError`."""
    return _dossier(tables_stamp(), series_stamp(), load_stamp(), object_id)


@st.cache_resource(show_spinner=False, max_entries=32)
def _dossier(stamp: int, series: object, store: Stamp, object_id: str) -> Dossier:
    lines, heads = load_orientation_lines(), load_heads("decision")
    on = dt.date.fromisoformat(load_manifest().date)
    ground = Ground(
        load_tables(),
        load_statuses(),
        {status.action_id: load_fiche(status.action_id) for status in load_statuses()},
        load_workshop(),
        [compute_line(one, on) for one in load_series()],
        decisions_in_force(heads),
        load_conditions(),
        load_remarks(),
        load_answers(),
        load_orientation_grid(),
        load_grid_lines(),
        load_territories(),
    )
    line = next(one for one in lines if one.object_id == object_id)
    names = {one.object_id: one.name for one in lines}
    decided = f"decision:{object_id}"
    history = load_store().history(decided) if any(one.object_id == decided for one in heads) else ()
    dossier = compute_dossier(line, ground, history, names)
    opinions = {code: said for (unit, code), said in load_orientation_opinions().items() if unit == object_id}
    return replace(dossier, waiting=compute_waiting(line, ground, names), opinions=opinions)
