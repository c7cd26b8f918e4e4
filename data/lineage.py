"""What each action of 2017-2023 becomes: parts, flows, orientations with or without an origin. Pure types."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

DESTINATION_LABELS: Final = {
    "orientation": "Orientation 2025-2030",
    "cadre": "Autre cadre",
    "sans_accueil": "Gardée, sans orientation d'accueil",
    "fin": "Fin",
    "attente": "Non décidé",
    "proposition": "Proposition de la fiche (2023)",
}


@dataclass(frozen=True)
class Part:
    """An action, or one of its parts where its fiche proposes several things. `share`: of its action, 1 when whole."""

    object_id: str
    action_id: int
    label: str
    proposal: str
    share: Fraction


@dataclass(frozen=True)
class Destination:
    """Where a part goes. `code` is unique among destinations; `label` is what is read."""

    code: str
    kind: str
    label: str


@dataclass(frozen=True)
class Flow:
    """One part and where it goes. `decided`: a decision in force says so; else it is the fiche's proposal, or nothing.

    `words`: the decision's own sentence; empty for a proposal. `decision_id`: the decision it is computed from.
    """

    part: Part
    destination: Destination
    decided: bool
    words: str = ""
    decision_id: str = ""


@dataclass(frozen=True)
class FutureOrientation:
    """An orientation 2025-2030. `decided`: a decision keeps, rewords or creates it; else it is only carried over."""

    object_id: str
    label: str
    decided: bool
    created: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Lineage:
    """The whole picture, computed from the decisions in force and the fiches' proposals."""

    flows: tuple[Flow, ...]
    orientations: tuple[FutureOrientation, ...]

    @property
    def decided(self) -> tuple[Flow, ...]:
        return tuple(flow for flow in self.flows if flow.decided)

    @property
    def without_successor(self) -> tuple[Flow, ...]:
        """Decided parts that no orientation and no other frame takes up."""
        return tuple(flow for flow in self.decided if flow.destination.kind in {"fin", "sans_accueil"})

    @property
    def without_origin(self) -> tuple[FutureOrientation, ...]:
        """Decided orientations that carry no part of an action of 2017-2023."""
        return tuple(orientation for orientation in self.orientations if orientation.decided and not orientation.parts)
