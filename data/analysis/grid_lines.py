"""The grid, unit by unit: what is examined, its opinions, its result, and the same as a meeting freezes it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data.analysis.grid import compute_result, result_sentence
from data.analysis.lineage import compute_parts
from data.analysis.rows import Tables
from data.deciding.opinions import APPRECIATION, opinions_of
from data.decision import OPINION_LABELS, Entry, Opinion
from data.evidence import EvidenceGrid
from data.grid import ACTIONS, EQUAL, Examination, GridLine
from data.lineage import Part
from data.model import ActionStatus

Written = Mapping[tuple[str, str], tuple[Entry, Opinion]]


def compute_units(tables: Tables, statuses: tuple[ActionStatus, ...]) -> tuple[Part, ...]:
    """What is examined: each action, or its parts where its fiche proposes « poursuite et réorientation » by part."""
    return tuple(compute_parts(tables, statuses, {}))


def compute_lines(units: Iterable[Part], written: Written, weights: tuple[int, ...] = EQUAL) -> tuple[GridLine, ...]:
    """One line a unit, in the order of the actions: never by result, the grid sorts and does not rank."""
    lines = []
    for unit in units:
        opinions = opinions_of(unit.object_id, written)
        result = compute_result(opinions, weights)
        sentence = result_sentence(opinions, result, weights)
        lines.append(GridLine(unit.object_id, unit.action_id, unit.label, unit.proposal, opinions, result, sentence))
    return tuple(lines)


def compute_grid_lines(
    named: Iterable[tuple[str, str]], written: Written, weights: tuple[int, ...], grid: Examination
) -> tuple[GridLine, ...]:
    """The same for what is no action: one line for each (unit, label), in the order given."""
    lines = []
    for unit, label in named:
        opinions = opinions_of(unit, written, grid)
        result = compute_result(opinions, weights, grid)
        lines.append(GridLine(unit, 0, label, "", opinions, result, result_sentence(opinions, result, weights, grid)))
    return tuple(lines)


def changed_lines(before: Iterable[GridLine], after: Iterable[GridLine]) -> tuple[tuple[GridLine, GridLine], ...]:
    """The units whose result moves when the weights do."""
    return tuple((one, other) for one, other in zip(before, after, strict=True) if one.result.code != other.result.code)


def grid_class(object_id: str, lines: Iterable[GridLine], grid: Examination = ACTIONS) -> str:
    """The one class the grid proposes for an object; empty when it proposes none, or several for its parts."""
    codes = {line.result.code for line in _of(object_id, lines)}
    return codes.pop() if len(codes) == 1 and codes <= set(grid.classes) else ""


def freeze_grid(
    object_id: str, lines: Iterable[GridLine], written: Written, grid: Examination = ACTIONS
) -> EvidenceGrid | None:
    """The grid of an object as the meeting shows and freezes it; None while no opinion is given on it."""
    found = _of(object_id, lines)
    if not any(line.begun for line in found):
        return None
    parts = len(found) > 1
    rows, results, sentences = [], [], []
    for line in found:
        head = f"{line.label.partition(' · ')[0]} : " if parts else ""
        for code, opinion in zip(grid.criteria, line.opinions, strict=True):
            said = written.get((line.unit, code))
            fact = (said[1].fact or APPRECIATION) if said and opinion != "sans_avis" else ""
            rows.append((f"{head}{grid.labels[code]}", OPINION_LABELS[opinion], fact))
        results.append(f"{head}{grid.result_labels[line.result.code]}")
        sentences.append(f"{head}{line.sentence}")
    return EvidenceGrid(tuple(rows), " ; ".join(results), " ".join(sentences))


def _of(object_id: str, lines: Iterable[GridLine]) -> list[GridLine]:
    """The line of that unit, or those of the parts of that action."""
    return [line for line in lines if line.unit == object_id or line.unit.startswith(f"{object_id}.")]
