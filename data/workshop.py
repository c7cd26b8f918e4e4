"""The workshop day of 30 June 2023 as the domain sees it. Pure types.

A rating is a ranking inside one section, from 5 to 1: these types offer no way to add or average ratings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from data.model import Source

SECTION_KINDS: Final = ("dimension", "levier", "autres")
SECTION_KIND_LABELS: Final = {"dimension": "Dimension", "levier": "Levier", "autres": "Autres"}


@dataclass(frozen=True)
class RatedItem:
    """One line of the workshop. `place`: its rank among the ratings of its section (1: the highest one given there).

    `tied`: how many lines of the section bear the same rating, itself included.
    """

    item_id: str
    section_id: str
    section: str
    text: str
    rating: int
    place: int
    tied: int
    nature: str
    nature_reason: str
    source: Source


@dataclass(frozen=True)
class WorkshopSection:
    """A section: one of the seven dimensions, one of the three levers, or « autres »."""

    section_id: str
    kind: str
    label: str
    heading: str
    explanation: str
    reformulation: str
    items: tuple[RatedItem, ...]
    source: Source
    reformulation_source: Source | None

    @property
    def first(self) -> tuple[RatedItem, ...]:
        """The lines that bear the highest rating given in this section."""
        return tuple(item for item in self.items if item.place == 1)


@dataclass(frozen=True)
class ItemGroup:
    """Lines that say nearly the same thing. `differs`: they do not bear the same rating."""

    group_id: str
    title: str
    reason: str
    items: tuple[RatedItem, ...]

    @property
    def differs(self) -> bool:
        return len({item.rating for item in self.items}) > 1


@dataclass(frozen=True)
class Passage:
    """What a document writes on the subject of a tension; `action_id` None outside the fiches."""

    action_id: int | None
    text: str
    source: Source


@dataclass(frozen=True)
class Tension:
    """What the workshop rates and what the documents write, side by side; nothing is settled."""

    tension_id: str
    title: str
    question: str
    items: tuple[RatedItem, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Workshop:
    """The whole day: sections in the order of the document, what is shown together, the annex and the notions."""

    sections: tuple[WorkshopSection, ...]
    groups: tuple[ItemGroup, ...]
    tensions: tuple[Tension, ...]
    notes: tuple[tuple[str, str, str, Source], ...]  # (kind, term, text, source)

    @property
    def items(self) -> tuple[RatedItem, ...]:
        return tuple(item for section in self.sections for item in section.items)
