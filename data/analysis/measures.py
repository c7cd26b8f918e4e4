"""Observations and targets, with their unit, their territory and the places they are repeated at. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import pandas as pd

from data.analysis.rows import Documents, Tables, day, decimal, text
from data.model import Observation, Span, Target


def compute_observations(tables: Tables, indicators: Collection[str] | None = None) -> tuple[Observation, ...]:
    """The observations of some indicators (all when None), by indicator, then by date, undated last."""
    documents = Documents(tables)
    declared = {row["indicator_id"]: row for row in tables["indicators"].to_dict("records")}
    labels = dict(zip(tables["territories"]["territory_id"], tables["territories"]["label"], strict=True))
    mentions = defaultdict(list)
    for row in tables["mentions"].to_dict("records"):
        mentions[row["observation_id"]].append(documents.source(row))
    found = tables["observations"]
    if indicators is not None:
        found = found.loc[found["indicator_id"].isin(list(indicators))]
    found = found.sort_values(["indicator_id", "date_start"], na_position="last", kind="stable")
    return tuple(
        Observation(
            indicator_id=row["indicator_id"],
            label=declared[row["indicator_id"]]["label"],
            definition=declared[row["indicator_id"]]["definition"],
            unit=declared[row["indicator_id"]]["unit"],
            kind=declared[row["indicator_id"]]["kind"],
            territory=labels[row["territory_id"]],
            value=row["value"],
            value_high=decimal(row["value_high"]),
            qualifier=row["qualifier"],
            when=Span(
                day(row["date_start"]), day(row["date_end"]), row["date_start_precision"], text(row["date_written"])
            ),
            perimeter=text(row["perimeter"]),
            contested=row["role"] == "contested",
            break_before=bool(row["break_before"]),
            source=documents.source(row),
            mentions=tuple(mentions[row["observation_id"]]),
        )
        for row in found.to_dict("records")
    )


def compute_targets(tables: Tables, indicators: Collection[str] | None = None) -> tuple[Target, ...]:
    """The targets of some indicators (all when None)."""
    documents = Documents(tables)
    declared = {row["indicator_id"]: row for row in tables["indicators"].to_dict("records")}
    labels = dict(zip(tables["territories"]["territory_id"], tables["territories"]["label"], strict=True))
    return tuple(
        Target(
            indicator_id=row["indicator_id"],
            label=declared[row["indicator_id"]]["label"],
            unit=declared[row["indicator_id"]]["unit"],
            value=decimal(row["value"]),
            due=Span(day(row["due"]), None, row["due_precision"], ""),
            territory=labels[row["territory_id"]],
            wording=row["wording"],
            source=documents.source(row),
            target_id=row["target_id"],
            territory_id=row["territory_id"],
            start_value=decimal(row["start_value"]),
            start=None if pd.isna(row["start"]) else Span(day(row["start"]), None, row["start_precision"]),
        )
        for row in tables["targets"].to_dict("records")
        if indicators is None or row["indicator_id"] in indicators
    )
