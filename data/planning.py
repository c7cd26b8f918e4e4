"""The way back from the adoption date: steps, delays and their texts. Pure types."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class LegalText:
    """A text or a usage: what was read of it, and what is left to check in the consolidated text."""

    text_id: str
    title: str
    short_title: str
    read_in: str
    to_check: str

    @property
    def is_assumption(self) -> bool:
        return self.text_id == "pratique"


@dataclass(frozen=True)
class Delay:
    """A delay of the calendar, in months (from day to same day) or in days, and what it rests on."""

    delay_id: str
    label: str
    duration: int
    unit: str
    low: int
    high: int
    text: LegalText


@dataclass(frozen=True)
class Election:
    """A poll: `first_round` is a day, or the first of the month where only the month is expected."""

    label: str
    first_round: dt.date
    precision: str
    is_local: bool
    certain: bool

    @property
    def promotion_from(self) -> dt.date:
        """First day on which local authorities may no longer promote what they do (code électoral, L. 52-1)."""
        month = self.first_round.month - 6
        return dt.date(self.first_round.year - (month <= 0), month + 12 * (month <= 0), 1)

    @property
    def reserve_from(self) -> dt.date:
        """First day of the State agents' reserve: three weeks before the first round, by usage."""
        return self.first_round - dt.timedelta(weeks=3)

    @property
    def ends_on(self) -> dt.date:
        """The second round's usual day, a week or two later: the last one that can be."""
        return self.first_round + dt.timedelta(days=44 if self.precision == "month" else 14)


@dataclass(frozen=True)
class Counted:
    """How the day of a step was counted, for who counts it again.

    `limit`: the day by which its delay has ended (after the adoption: the day it begins). `plain`: the day that the
    delay alone gives. `off`: why nobody works on that day, the step being then on the nearest working one; else empty.
    """

    limit: dt.date
    plain: dt.date
    off: str = ""


@dataclass(frozen=True)
class PlanStep:
    """One step. `latest`: the last day on which it can happen (before the adoption) or its expected day (after it).

    `until`: for what is sent, the day its delay ends. `warnings`: what is late or impossible, in French. `counted`:
    None for a day that was chosen.
    """

    code: str
    label: str
    body: str
    latest: dt.date
    until: dt.date | None
    delay: Delay | None
    warnings: tuple[str, ...] = ()
    counted: Counted | None = None


@dataclass(frozen=True)
class Plan:
    """The whole calendar. `earliest`: the first day the adoption can happen if the draft waits for the COPIL."""

    adoption: dt.date
    copil: dt.date
    reference: dt.date
    steps: tuple[PlanStep, ...]
    earliest: dt.date
    faults: tuple[str, ...]
    durations: Mapping[str, int] = field(default_factory=dict)

    def step(self, code: str) -> PlanStep:
        return next(step for step in self.steps if step.code == code)

    @property
    def too_early(self) -> bool:
        """The adoption cannot be so early: the draft is still to be written after the committee, then each opinion."""
        return self.earliest > self.adoption

    @property
    def draft_before_copil(self) -> bool:
        """The draft would have to leave before the committee that fixes what it says."""
        return self.step("epci").latest <= self.copil
