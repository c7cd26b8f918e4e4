"""Figures that look alike, and what the bilan states, measures once, or aims at without a start. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from data.analysis.rows import Documents, Tables, records, text, whole
from data.model import Target
from data.trend import Claim, Figure, Indicator, Limits, Point, Subject

UNSAID = "non précisé"


def compute_subjects(tables: Tables, series: Sequence[Indicator]) -> tuple[Subject, ...]:
    """Every subject with its figures, in the order of the source. Shipped values only: an import adds none."""
    points = {point.observation_id: (one, point) for one in series for point in one.points}
    targets = {target.target_id: (one, target) for one in series for target in one.targets}
    subjects = []
    for row in tables["subjects"].sort_values("rank").to_dict("records"):
        figures, actions = [], {}
        for figure in records(tables["subject_figures"].sort_values("rank"), subject_id=row["subject_id"]):
            told = (text(figure["producer"]), text(figure["definition"]), text(figure["funder"]) or UNSAID)
            if text(figure["observation_id"]) in points:
                indicator, point = points[figure["observation_id"]]
                figures.append(_of_point(indicator, point, *told))
            else:
                indicator, target = targets[figure["target_id"]]
                figures.append(_of_target(indicator, target, *told))
            actions[indicator.action_id] = None
        subjects.append(
            Subject(
                row["subject_id"],
                row["label"],
                row["question"],
                row["sentence"],
                tuple(figures),
                tuple(number for number in actions if number is not None),
            )
        )
    return tuple(subjects)


def _of_point(indicator: Indicator, point: Point, producer: str, definition: str, funder: str) -> Figure:
    return Figure(
        indicator.indicator_id,
        indicator.label,
        point.value,
        point.value_high,
        point.qualifier,
        indicator.unit,
        False,
        producer,
        point.territory,
        point.when,
        definition,
        funder,
        point.source,
    )


def _of_target(indicator: Indicator, target: Target, producer: str, definition: str, funder: str) -> Figure:
    return Figure(
        indicator.indicator_id,
        indicator.label,
        target.value,
        None,
        "exact",
        indicator.unit,
        True,
        producer,
        target.territory,
        target.due,
        definition,
        funder,
        target.source,
    )


def compute_limits(tables: Tables, series: Sequence[Indicator]) -> Limits:
    """What the bilan can and cannot show, from the very rows the trends are drawn from."""
    documents = Documents(tables)
    own = [one for one in series if one.origin == "bilan"]
    measured = [one for one in own if one.kind != "context" and one.points]
    single = tuple(one for one in measured if _values(one) == 1)
    without = [one for one in own if one.kind == "result" and one.points]
    return Limits(
        claims=tuple(
            Claim(
                row["claim_id"],
                whole(row["action_id"]),
                row["statement"],
                row["needs"],
                documents.source(row),
                text(row["indicator_id"]),
            )
            for row in records(tables["claims"].sort_values(["action_id", "claim_id"]))
        ),
        single=single,
        undated=tuple(one for one in single if not any(point.is_dated for point in one.points)),
        no_start=tuple((one, target) for one in own for target in one.targets if not _starts(one, target)),
        orientations_without=tuple(
            code
            for code in tables["orientations"]["orientation_id"]
            if not any(code in one.orientations for one in without)
        ),
        actions_without=tuple(
            number
            for number in map(int, tables["actions"]["action_id"])
            if not any(one.action_id == number for one in without)
        ),
    )


def _values(indicator: Indicator) -> int:
    """How many values its best known territory has: one value in each of six territories is one value."""
    shipped = [point for point in indicator.points if point.origin == "bilan" and not point.contested]
    return max((sum(point.territory_id == code for point in shipped) for code in indicator.territories), default=0)


def _starts(indicator: Indicator, target: Target) -> bool:
    """A target starts somewhere when its start is written, or when a dated value of its territory comes before it."""
    if target.start_value is not None:
        return True
    due = target.due.last
    return any(
        point.is_dated and not point.contested and (due is None or (point.when.last or due) < due)
        for point in indicator.at(target.territory_id)
    )
