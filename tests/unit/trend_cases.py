"""Indicators made for the tests of what a trend draws and says: each field that matters is given by the test."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from data.model import DEPARTEMENT, Source, Span, Target
from data.trend import Counter, Indicator, Point, Revision

SOURCE = Source("Bilan 2017-2023", "fiche 1", "mots exacts", "2023-12-01")


def day(written: str) -> Span:
    return Span(dt.date.fromisoformat(written), None, "day")


def year(number: int) -> Span:
    return Span(dt.date(number, 1, 1), dt.date(number, 12, 31), "year")


UNDATED = Span(None, None, "undated")


def point(value: float, when: Span, **given: Any) -> Point:
    made = Point(
        observation_id=f"{value}-{when.start}-{given.get('series', 'une')}-{given.get('territory_id', '')}",
        territory_id=DEPARTEMENT,
        territory="Nord",
        value=value,
        value_high=None,
        qualifier="exact",
        when=when,
        perimeter="",
        break_before=False,
        contested=False,
        series="une",
        edition_id="e",
        edition="édition",
        origin="bilan",
        source=SOURCE,
    )
    return replace(made, **given)


def target(value: float | None, due: Span, territory_id: str = DEPARTEMENT) -> Target:
    return Target("i", "Cible", "structures", value, due, "Nord", "mots de la cible", SOURCE, territory_id=territory_id)


def revision(value: float) -> Revision:
    return Revision(value, "e0", "édition de 2022", "2022-07-01")


def counter(value: float, when: Span) -> Counter:
    return Counter(DEPARTEMENT, value, when, "liste plus récente", "service A", SOURCE)


def indicator(*points: Point, **given: Any) -> Indicator:
    made = Indicator(
        indicator_id="i",
        label="Maisons de santé (MSP)",
        definition="Définition.",
        unit="structures",
        direction="up",
        kind="result",
        origin="bilan",
        orientations=("O3",),
        action_id=6,
        attributable=False,
        publisher="Producteur",
        level="departement",
        frequency="yearly",
        note="",
        points=tuple(points),
    )
    return replace(made, **given)
