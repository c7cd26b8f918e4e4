"""The process to the next schéma, seen from a date de référence. Pure."""

from __future__ import annotations

import datetime as dt
from typing import Any

from data.analysis.rows import Documents, Tables, day, decimal, records, text, whole
from data.model import VOTE_FIGURES, Frame, Source, Span, Step, Vote


def _span_of(row: dict[str, Any]) -> Span:
    """The dates of a row; a frame of which only the end is known is as precise as that end."""
    start, end = day(row["start"]), day(row["end"])
    return Span(start, end, row["start_precision"] if start else row["end_precision"], text(row["date_written"]))


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
            _span_of(row),
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
            _span_of(row),
            text(row["state"]),
            tuple(int(action) for action in ties[ties["frame_id"] == row["frame_id"]]["action_id"]),
            documents.source(row),
        )
        for row in tables["frames"].sort_values(["start", "label"], na_position="last").to_dict("records")
    )


def is_over(step: Step, reference: dt.date) -> bool:
    """Whether a step is past on the date de référence: its last day is, or it is that very day and said to be done."""
    last = step.when.last
    return last is not None and (last < reference or (last == reference and step.state == "fait"))


def next_step(steps: tuple[Step, ...], reference: dt.date) -> Step | None:
    """The first meeting or adoption that is not over on the date de référence; None when all are past."""
    ahead = [
        step
        for step in steps
        if step.kind in {"reunion", "rencontre", "adoption"}
        and step.when.last is not None
        and not is_over(step, reference)
    ]
    return min(ahead, key=lambda step: (step.when.start or dt.date.max, step.when.last or dt.date.max), default=None)


def documents_of(steps: tuple[Step, ...], published: dt.date) -> tuple[str, ...]:
    """The titles of the documents published that day which state a step."""
    return tuple(dict.fromkeys(one.source.document for one in steps if one.source.published == published.isoformat()))


def split_steps(steps: tuple[Step, ...], reference: dt.date) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    """Steps over on the date de référence, and those that are not (or bear no date)."""
    past = tuple(step for step in steps if is_over(step, reference))
    ahead = [step for step in steps if step not in past]
    return past, tuple(sorted(ahead, key=lambda step: (step.when.last or dt.date.max, step.when.start or dt.date.max)))


def compute_governance(tables: Tables) -> tuple[tuple[str, float | None, float | None, str, str, Source], ...]:
    """Facts of governance as (label, value, high end of a range, unit, text, source)."""
    documents = Documents(tables)
    return tuple(
        (
            row["label"],
            decimal(row["value"]),
            decimal(row["value_high"]),
            text(row["unit"]),
            text(row["text"]),
            documents.source(row),
        )
        for row in tables["governance_facts"].to_dict("records")
    )


def compute_votes(tables: Tables) -> tuple[Vote, ...]:
    """The votes: figures, groups, and the exact words of each result."""
    documents = Documents(tables)
    return tuple(
        Vote(
            text(row["body"]),
            text(row["object"]),
            row["date"].date(),
            {name: int(row[name]) for name in VOTE_FIGURES},
            tuple(
                (group["group"], group["vote"], whole(group["voters"]))
                for group in records(tables["vote_groups"], vote_id=row["vote_id"])
            ),
            (
                documents.source(row),
                *(documents.source(result) for result in records(tables["vote_results"], vote_id=row["vote_id"])),
                *(documents.source(group) for group in records(tables["vote_groups"], vote_id=row["vote_id"])),
            ),
        )
        for row in tables["votes"].to_dict("records")
    )


def frames_alive(frames: tuple[Frame, ...], start: dt.date, end: dt.date) -> tuple[Frame, ...]:
    """The dated frames whose period meets this one; a frame of which one end alone is known is open at the other."""

    def meets(when: Span) -> bool:
        last = when.last if when.end else None
        return (when.start or dt.date.min) <= end and (last or dt.date.max) >= start

    return tuple(frame for frame in frames if (frame.when.start or frame.when.end) and meets(frame.when))
