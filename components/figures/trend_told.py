"""What a trend shows, for who does not see it: its table and its alternative text, from the marks it draws. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd

from components.figures.trend_marks import Mark, Panel
from components.formats import listing, number, quantity
from data.trend import ORIGIN_LABELS

#: A value, the high end of a range, the unit, all of it as it is read.
Value = tuple[float, float | None, str, str]
NATURES = {"value": "Publiée", "contested": "Publiée, contestée", "counter": "Contre-valeur d'un service"}


def table_trend(panels: Sequence[Panel]) -> pd.DataFrame:
    """Every mark of the figure, in the order of time, then what has no date, then what is aimed at."""
    rows = []
    for part in panels:
        broken = {id(broken.after.point) for broken in part.breaks}
        for mark in part.marks:
            cut = mark.nature == "value" and id(mark.point) in broken
            rows.append(
                (
                    mark.indicator.label,
                    ORIGIN_LABELS[mark.indicator.origin],
                    mark.when,
                    mark.written,
                    NATURES[mark.nature] + (", non comparable à la précédente" if cut else ""),
                    _reserve(mark),
                    mark.territory,
                    mark.source.document,
                )
            )
        rows += [
            (
                aim.target.label,
                ORIGIN_LABELS[part.origin],
                aim.when,
                aim.written,
                "Visée, pas atteinte ni mesurée",
                aim.target.wording,
                aim.target.territory,
                aim.target.source.document,
            )
            for aim in part.aims
        ]
    columns = ["Indicateur", "Origine", "Date", "Valeur", "Nature", "Réserve", "Territoire", "Source"]
    return pd.DataFrame(rows, columns=columns)


def data_trend(panels: Sequence[Panel]) -> pd.DataFrame:
    """The same with numbers and dates, and a row for what an earlier edition published, which is drawn too."""
    rows: list[_Row] = []
    for part in panels:
        broken = {id(broken.after.point) for broken in part.breaks}
        for mark in part.marks:
            rows += [
                _Row(
                    mark.indicator.label, ORIGIN_LABELS[mark.indicator.origin], mark.territory, mark.when, mark.day,
                    (revision.value, None, mark.indicator.unit, quantity(revision.value, mark.indicator.unit)),
                    "Publiée, révisée depuis", revision.edition, mark.source.document,
                )
                for revision in mark.revisions
            ]  # fmt: skip
            cut = mark.nature == "value" and id(mark.point) in broken
            nature = NATURES[mark.nature] + (", non comparable à la précédente" if cut else "")
            rows.append(
                _Row(
                    mark.indicator.label, ORIGIN_LABELS[mark.indicator.origin], mark.territory, mark.when, mark.day,
                    (mark.value, mark.high, mark.indicator.unit, mark.written),
                    nature, _reserve(mark), mark.source.document,
                )
            )  # fmt: skip
        rows += [
            _Row(
                aim.target.label, ORIGIN_LABELS[part.origin], aim.target.territory, aim.when, aim.day,
                (aim.value, None, aim.target.unit, aim.written),
                "Visée, pas atteinte ni mesurée", aim.target.wording, aim.target.source.document,
            )
            for aim in part.aims
        ]  # fmt: skip
    return pd.DataFrame(
        {
            "Indicateur": [row.label for row in rows],
            "Origine": [row.origin for row in rows],
            "Territoire": [row.territory for row in rows],
            "Date": [row.when for row in rows],
            "Jour où la valeur est dessinée": [row.day for row in rows],
            **value_columns([row.value for row in rows]),
            "Nature": [row.nature for row in rows],
            "Réserve": [row.reserve for row in rows],
            "Source": [row.source for row in rows],
        },
        dtype=object,
    )


class _Row(NamedTuple):
    label: str
    origin: str
    territory: str
    when: str
    day: dt.date | None
    value: Value
    nature: str
    reserve: str
    source: str


def value_columns(values: Sequence[Value]) -> dict[str, list[Any]]:
    """Each value in a column of numbers, its unit beside it, then as it is read (« plus de », « environ »).

    A column for the high end only where one of them is a range.
    """
    ranges = any(high is not None for _, high, _, _ in values)
    return {
        "Valeur": [value for value, *_ in values],
        **({"Valeur haute, d'une fourchette seulement": [high for _, high, _, _ in values]} if ranges else {}),
        "Unité": [unit or "nombre" for *_, unit, _ in values],
        "En clair": [written for *_, written in values],
    }


def _reserve(mark: Mark) -> str:
    if mark.motive:
        return mark.motive
    steps = [f"publié {number(revision.value)} ({revision.edition})" for revision in mark.revisions]
    revised = [f"{listing(steps)}, révisé {number(mark.value)}"] if steps else []
    return " ; ".join([*revised, *([mark.perimeter] if mark.perimeter else [])])


def alt_trend(panels: Sequence[Panel]) -> str:
    """What the figure shows, panel by panel, for who does not see it."""
    return " ".join(_alt_panel(part) for part in panels)


def _alt_panel(part: Panel) -> str:
    said = [f"{part.title} ({ORIGIN_LABELS[part.origin].lower()}, {part.territory})"]
    for run in part.lines:
        ends = f"de {run[0].written} ({run[0].when}) à {run[-1].written} ({run[-1].when})"
        said.append(f"ligne de {len(run)} valeurs, {ends}")
    alone = [run[0] for run in part.runs if len(run) == 1] + list(part.apart)
    said += [f"point sans ligne, {mark.written} ({mark.when})" for mark in alone]
    said += [f"niveau hors de l'axe du temps, {mark.written} (date non précisée)" for mark in part.levels]
    said += [f"rupture entre {cut.before.when} et {cut.after.when}" for cut in part.breaks]
    said += [f"visé, {quantity(aim.value, aim.target.unit)} ({aim.when})" for aim in part.aims]
    return " ; ".join(said) + "."
