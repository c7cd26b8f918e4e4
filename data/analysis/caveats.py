"""Précautions de lecture, and which of them touch what. Pure."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd

from data.analysis.rows import Documents, Tables
from data.model import SEVERITIES, Caveat


def compute_caveats(tables: Tables) -> tuple[Caveat, ...]:
    """Every caveat, gravest first, in the order of the source file's codes."""
    documents = Documents(tables)
    sources = defaultdict(list)
    for row in tables["caveat_quotes"].to_dict("records"):
        sources[row["caveat_id"]].append(documents.source(row))
    subjects = defaultdict(list)
    for row in tables["caveat_subjects"].to_dict("records"):
        subjects[row["caveat_id"]].append((row["kind"], row["subject"]))
    found = [
        Caveat(
            row["caveat_id"],
            row["severity"],
            row["category"],
            row["title"],
            row["statement"],
            row["effect"],
            row["display"],
            tuple(sources[row["caveat_id"]]),
            tuple(subjects[row["caveat_id"]]),
        )
        for row in tables["caveats"].to_dict("records")
    ]
    return tuple(sorted(found, key=lambda caveat: SEVERITIES.index(caveat.severity)))


def caveats_of_action(caveats: tuple[Caveat, ...], action_id: int, indicators: frozenset[str]) -> tuple[Caveat, ...]:
    """The caveats that touch an action: itself, one of its sections, one of its indicators or of their observations."""
    section = f"{action_id}/"
    return tuple(
        caveat
        for caveat in caveats
        if any(
            (kind == "action" and subject == str(action_id))
            or (kind == "section" and subject.startswith(section))
            or (kind == "indicator" and subject in indicators)
            for kind, subject in caveat.subjects
        )
    )


def whole_absences(caveats: tuple[Caveat, ...]) -> tuple[Caveat, ...]:
    """What the bilan does not say and a committee would need: absences that touch the whole, gravest first.

    Those of the workshop day are left to its own page.
    """
    return tuple(
        caveat
        for caveat in caveats
        if caveat.category == "absence"
        and caveat.touches("whole", "*")
        and caveat.severity != "C"
        and not caveat.caveat_id.startswith("atelier-")
    )


def filter_caveats(
    caveats: tuple[Caveat, ...], severity: str, action: str, category: str, indicators: pd.DataFrame
) -> tuple[Caveat, ...]:
    """The caveats of a severity, touching an action, of a category; « toutes » leaves a criterion open."""
    found = caveats
    if action != "toutes":
        tied = frozenset(indicators.loc[indicators["action_id"] == int(action), "indicator_id"])
        found = caveats_of_action(found, int(action), tied)
    return tuple(
        caveat
        for caveat in found
        if severity in {"toutes", caveat.severity} and category in {"toutes", caveat.category}
    )


def contradictions(caveats: tuple[Caveat, ...]) -> tuple[Caveat, ...]:
    """What contradicts itself and can change a decision: the gravest caveats that bear on actions."""
    return tuple(
        caveat
        for caveat in caveats
        if caveat.severity == "A"
        and not caveat.touches("whole", "*")
        and caveat.category in {"statut", "total"}
        and caveat.caveat_id != "orientations-une-seule-action"
    )


def doubtful_actions(caveats: tuple[Caveat, ...]) -> frozenset[int]:
    """The actions whose proposed status says something other than their text."""
    return frozenset(
        int(subject)
        for caveat in contradictions(caveats)
        if caveat.category == "statut"
        for kind, subject in caveat.subjects
        if kind == "action"
    )


def workshop_caveats(caveats: tuple[Caveat, ...]) -> tuple[Caveat, ...]:
    """What must be known before reading a rating of the workshop day."""
    return tuple(caveat for caveat in caveats if caveat.caveat_id.startswith("atelier-"))
