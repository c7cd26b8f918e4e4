"""The process to the next schéma, seen from a date de référence. Pure."""

from __future__ import annotations

import datetime as dt
from typing import Any

from data.analysis.rows import Documents, Tables, day, decimal, text
from data.model import Frame, Source, Span, Step


def compute_steps(tables: Tables) -> tuple[Step, ...]:
    """Every step of the calendar, by date, undated last."""
    documents = Documents(tables)
    rows = tables["calendar"].sort_values(["start", "end"], na_position="last", kind="stable").to_dict("records")
    return tuple(
        Step(
            row["step_id"],
            row["label"],
            text(row["body"]),
            text(row["decides"]),
            Span(day(row["start"]), day(row["end"]), row["start_precision"], ""),
            row["state"],
            row["kind"],
            documents.source(row),
        )
        for row in rows
    )


def compute_frames(tables: Tables) -> tuple[Frame, ...]:
    """The neighbouring frames with their own clocks, and the actions the document ties to them."""
    documents = Documents(tables)
    ties = tables["frame_actions"]
    return tuple(
        Frame(
            row["label"],
            text(row["acronym"]),
            text(row["carrier"]),
            Span(day(row["start"]), day(row["end"]), row["start_precision"], ""),
            text(row["state"]),
            tuple(int(action) for action in ties[ties["frame_id"] == row["frame_id"]]["action_id"]),
            documents.source(row),
        )
        for row in tables["frames"].sort_values(["start", "label"], na_position="last").to_dict("records")
    )


def next_step(steps: tuple[Step, ...], reference: dt.date) -> Step | None:
    """The first planned step of the process that is not over on the date de référence; None when all are past."""
    ahead = [
        step
        for step in steps
        if step.kind in {"reunion", "rencontre", "adoption"}
        and step.when.last is not None
        and step.when.last >= reference
    ]
    return min(ahead, key=lambda step: (step.when.start or dt.date.max, step.when.last or dt.date.max), default=None)


def split_steps(steps: tuple[Step, ...], reference: dt.date) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    """Steps over on the date de référence, and those that are not (or bear no date)."""
    past = tuple(step for step in steps if step.when.last is not None and step.when.last < reference)
    return past, tuple(step for step in steps if step not in past)


def compute_governance(tables: Tables) -> tuple[tuple[str, float | None, str, str, Source], ...]:
    """Facts of governance as (label, value, unit, text, source)."""
    documents = Documents(tables)
    return tuple(
        (row["label"], decimal(row["value"]), text(row["unit"]), text(row["text"]), documents.source(row))
        for row in tables["governance_facts"].to_dict("records")
    )


def compute_votes(tables: Tables) -> tuple[tuple[dict[str, Any], dt.date, Source], ...]:
    """The votes, each with its date and its source."""
    documents = Documents(tables)
    return tuple((row, row["date"].date(), documents.source(row)) for row in tables["votes"].to_dict("records"))
