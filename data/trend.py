"""What is known of an indicator: its declaration, its values by date, what is aimed at, how fresh it is. Pure types.

Drawn by the pages of « Piloter »; filled by `data/analysis/series.py`. Nothing here reads a file.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from data.model import Caveat, Source, Span, Target

#: Where an indicator comes from: the bilan itself, a series shipped beside it, the declared catalogue, an import.
ORIGINS: Final = ("bilan", "context", "catalogue", "import")
ORIGIN_LABELS: Final = {
    "bilan": "Bilan 2017-2023",
    "context": "Contexte, publié hors du bilan",
    "catalogue": "Catalogue national",
    "import": "Importé",
}
#: What a built table may say of it: an import is never in a table.
ORIGINS_OF_TABLES: Final = ("bilan", "context", "catalogue")
#: The families of published files whose codes are known.
CODE_SOURCES: Final = ("barometre", "ditp")
#: How often a publisher renews a figure, and after how many days the next one is due.
FREQUENCIES: Final = {"monthly": 31, "quarterly": 92, "half_yearly": 183, "yearly": 366, "once": 0, "unknown": 0}
FREQUENCY_LABELS: Final = {
    "monthly": "tous les mois",
    "quarterly": "tous les trimestres",
    "half_yearly": "tous les six mois",
    "yearly": "tous les ans",
    "once": "publié une fois",
    "unknown": "non précisé",
}
FRESHNESS_STATES: Final = ("current", "overdue", "undated", "once", "unknown", "unfed")
FRESHNESS_LABELS: Final = {
    "current": "À jour",
    "overdue": "En retard",
    "undated": "Date non précisée",
    "once": "Publié une fois",
    "unknown": "Rythme non précisé",
    "unfed": "Non alimenté",
}


@dataclass(frozen=True)
class Revision:
    """What another edition published for the same date: « publié 81, révisé 84 » shows `value` of each, in order."""

    value: float
    edition_id: str
    edition: str
    published: str


@dataclass(frozen=True)
class Counter:
    """A value contested by a service: shown beside the published one, with its motive, until it is settled."""

    territory_id: str
    value: float
    when: Span
    motive: str
    by: str
    source: Source


@dataclass(frozen=True)
class Point:
    """One value of an indicator, for one territory and one date (or undated), of the edition in use.

    `series` names what it is measured by: two points are joined only when it is the same (see `Indicator.runs`).
    `period` is what makes two values the same one.
    `revisions` are what earlier editions published for the same date and differ, oldest first. `counters` contest it.
    """

    observation_id: str
    territory_id: str
    territory: str
    value: float
    value_high: float | None
    qualifier: str
    when: Span
    perimeter: str
    break_before: bool
    contested: bool
    series: str
    edition_id: str
    edition: str
    origin: str
    source: Source
    mentions: tuple[Source, ...] = ()
    revisions: tuple[Revision, ...] = ()
    counters: tuple[Counter, ...] = ()
    period: str = ""

    @property
    def is_dated(self) -> bool:
        return self.when.start is not None and self.when.precision != "undated"


@dataclass(frozen=True)
class ImportedValue:
    """One value of a kept import, before it is merged. `indicator` is an id of the catalogue, or « family:code ».

    `role` is value, initial, target, contested or settled. `definition` is empty when it is the declared one. `period`
    is what makes two values the same one: « 2022 », « 2022-12 » or « 2022-12-31 ». `described` is what the publisher
    says it counts, for an indicator the catalogue does not know.
    """

    indicator: str
    label: str
    definition: str
    unit: str
    territory_id: str
    value: float
    when: Span
    period: str
    role: str
    perimeter: str
    by: str
    motive: str
    place: str
    described: str = ""


@dataclass(frozen=True)
class ImportedEdition:
    """One kept import in use. `family` is barometre, synthese, ditp or chiffres; `published` an ISO date or empty."""

    edition_id: str
    title: str
    family: str
    publisher: str
    published: str
    values: tuple[ImportedValue, ...]


@dataclass(frozen=True)
class Freshness:
    """How old the latest value is: `next_due` is None where no rhythm is published. `state` is a FRESHNESS_STATES."""

    state: str
    last: Span | None
    frequency: str
    next_due: dt.date | None
    overdue_days: int = 0


@dataclass(frozen=True)
class Indicator:
    """Everything known of one indicator. `points` may be empty: « non alimenté », which is never zero.

    `kind` is result, means or context; `origin` one of ORIGINS. `compares` are the indicators of the bilan on the same
    subject (or, for one of the bilan, those of the context): shown beside, never joined. `comparison` says, in one
    sentence, what each says of the same subject; empty when nothing is to be compared. `note` is what must not be
    concluded.
    """

    indicator_id: str
    label: str
    definition: str
    unit: str
    direction: str
    kind: str
    origin: str
    orientations: tuple[str, ...]
    action_id: int | None
    attributable: bool
    publisher: str
    level: str
    frequency: str
    note: str
    standard: bool = False
    restarts_yearly: bool = False
    subjects: tuple[str, ...] = ()
    compares: tuple[str, ...] = ()
    comparison: str = ""
    points: tuple[Point, ...] = ()
    targets: tuple[Target, ...] = ()
    #: Contested values of a date that has no published value; the others stand on their point.
    counters: tuple[Counter, ...] = ()
    caveats: tuple[Caveat, ...] = ()

    @property
    def is_fed(self) -> bool:
        return bool(self.points)

    @property
    def territories(self) -> tuple[str, ...]:
        """The territories that have a value, the département first."""
        return tuple(dict.fromkeys(point.territory_id for point in self.points))

    def at(self, territory_id: str) -> tuple[Point, ...]:
        """The values of a territory: dated ones by date, then undated ones."""
        return tuple(point for point in self.points if point.territory_id == territory_id)

    def runs(self, territory_id: str) -> tuple[tuple[Point, ...], ...]:
        """The dated values that may be joined: one definition, one perimeter, cut at each break. One point is a run.

        A contested value never enters a run, nor does a range, nor an undated value: no line can pass through them.
        """
        runs: dict[str, list[list[Point]]] = {}
        for point in sorted(
            (point for point in self.at(territory_id) if point.is_dated and not point.contested),
            key=lambda point: (point.when.last or dt.date.min, point.observation_id),
        ):
            found = runs.setdefault(point.series, [[]])
            if found[-1] and (point.break_before or point.value_high is not None):
                found.append([])
            found[-1].append(point)
            if point.value_high is not None:
                found.append([])
        return tuple(tuple(run) for series in runs.values() for run in series if run)

    def latest(self, territory_id: str) -> Point | None:
        """The latest dated value that is not contested; else the first undated one; None when there is none."""
        here = [point for point in self.at(territory_id) if not point.contested]
        dated = [point for point in here if point.is_dated]
        if dated:
            return max(dated, key=lambda point: point.when.last or dt.date.min)
        return here[0] if here else None


@dataclass(frozen=True)
class Figure:
    """One figure of a subject: who says it, where, when, counting what, paid by whom (« non précisé » is written)."""

    indicator_id: str
    label: str
    value: float | None
    value_high: float | None
    qualifier: str
    unit: str
    is_target: bool
    producer: str
    territory: str
    when: Span
    definition: str
    funder: str
    source: Source


@dataclass(frozen=True)
class Subject:
    """Figures that look alike and differ, with the one sentence (`sentence`) to read aloud when asked why."""

    subject_id: str
    label: str
    question: str
    sentence: str
    figures: tuple[Figure, ...]
    actions: tuple[int, ...] = ()


@dataclass(frozen=True)
class Claim:
    """What the bilan states without a measure behind it: its exact words, and what would have to be measured."""

    claim_id: str
    action_id: int | None
    statement: str
    needs: str
    source: Source
    indicator_id: str = ""


@dataclass(frozen=True)
class Limits:
    """What the bilan can and cannot show. `single` are its result and means measures with one value (dated or not),
    `undated` those of them that have no date; `no_start` the targets whose starting value is nowhere;
    `orientations_without` (O1…) and `actions_without` (1…16) those for which the bilan gives no result at all."""

    claims: tuple[Claim, ...]
    single: tuple[Indicator, ...]
    undated: tuple[Indicator, ...]
    no_start: tuple[tuple[Indicator, Target], ...]
    orientations_without: tuple[str, ...]
    actions_without: tuple[int, ...]
