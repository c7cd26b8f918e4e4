"""What a decision was taken on, frozen with it: only words, numbers and codes, so that it reads the same years later.

The same object draws the live screen and the replay: what was seen is what is kept. Pure; the types alone are here.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class EvidenceSource:
    """Where a statement stood, as it was shown: document, place, exact words."""

    document: str
    place: str
    quote: str = ""
    published: str = ""


@dataclass(frozen=True)
class EvidenceValue:
    """One figure as it was shown, with its unit, its date as precise as it was known, and its reserves.

    `series`: indicator, territory and perimeter; two comparable values of one series may be read as a trend.
    `comparable`: dated, not contested, and not said to differ from the one before. `written`: the date's own words.
    """

    series: str
    label: str
    value: float
    value_high: float | None
    qualifier: str
    unit: str
    start: dt.date | None
    end: dt.date | None
    precision: str
    written: str
    territory: str
    reserves: str
    comparable: bool
    source: EvidenceSource


@dataclass(frozen=True)
class EvidenceCaveat:
    """A « précaution de lecture » of severity A or B, as it was worded that day."""

    caveat_id: str
    severity: str
    title: str
    statement: str
    effect: str


@dataclass(frozen=True)
class EvidenceAnswer:
    """What a body answered to its fiche (tour des pilotes), as it stood that day."""

    body: str
    answered_on: str
    proposal: str
    words: str
    received_by: str


@dataclass(frozen=True)
class EvidenceAction:
    """An action as it stands in a list: of an orientation, or of a lot."""

    object_id: str
    title: str
    reading: str
    authors: str
    contested: str = ""
    pilots: str = ""


@dataclass(frozen=True)
class EvidenceGrid:
    """What the COTECH's grid gave: (question, opinion, what it rests on), the class, the sentence under it."""

    opinions: tuple[tuple[str, str, str], ...]
    result: str
    sentence: str


@dataclass(frozen=True)
class Evidence:
    """All that was on screen about one object. `filters`: (name, code) of the shared filters.

    `reading`, `written`, `authors`: the fiche's proposal (2023), its exact words and who wrote it; empty for an
    orientation, which proposes nothing. `arrondissements`: (code, link, the words that cause it): the map of the item.
    """

    object_id: str
    title: str
    frozen_at: str
    data_version: str
    reference_date: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    map_layer: str = ""
    orientation: str = ""
    reading: str = ""
    header: str = ""
    written: str = ""
    authors: str = ""
    reason: str = ""
    proposal_source: EvidenceSource | None = None
    pilots: str = ""
    actions: tuple[EvidenceAction, ...] = ()
    answers: tuple[EvidenceAnswer, ...] = ()
    values: tuple[EvidenceValue, ...] = ()
    caveats: tuple[EvidenceCaveat, ...] = ()
    arrondissements: tuple[tuple[str, str, str], ...] = ()
    grid: EvidenceGrid | None = None
    earlier: str = ""
