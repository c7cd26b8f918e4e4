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
    `follows`: the action it is merged with, where a decision on that one says where both go; 0 otherwise.
    """

    part: Part
    destination: Destination
    decided: bool
    words: str = ""
    decision_id: str = ""
    follows: int = 0


@dataclass(frozen=True)
class FutureOrientation:
    """An orientation 2025-2030. `decided`: a decision keeps, rewords or creates it; else it is only carried over.

    `parts`: what it takes up by decision; `waiting`: what is its own and is not decided yet.
    """

    object_id: str
    label: str
    decided: bool
    created: bool
    parts: tuple[Part, ...]
    waiting: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Lineage:
    """The whole picture, computed from the decisions in force and the fiches' proposals."""

    flows: tuple[Flow, ...]
    orientations: tuple[FutureOrientation, ...]

    @property
    def decided(self) -> tuple[Flow, ...]:
        return tuple(flow for flow in self.flows if flow.decided)

    @property
    def settled(self) -> frozenset[int]:
        """The actions of which everything is decided."""
        return frozenset(flow.part.action_id for flow in self.flows) - {
            flow.part.action_id for flow in self.flows if not flow.decided
        }

    @property
    def begun(self) -> frozenset[int]:
        """The actions of which some parts are decided, and not the others."""
        return frozenset(flow.part.action_id for flow in self.decided) - self.settled

    @property
    def without_successor(self) -> tuple[Flow, ...]:
        """Decided parts that no orientation and no other frame takes up."""
        return tuple(flow for flow in self.decided if flow.destination.kind in {"fin", "sans_accueil"})

    @property
    def without_origin(self) -> tuple[FutureOrientation, ...]:
        """Orientations created that take up no part of an action of 2017-2023, decided or not."""
        return tuple(one for one in self._bare if one.created)

    @property
    def without_action(self) -> tuple[FutureOrientation, ...]:
        """Orientations of 2017-2023 decided to stand, of which no action is left."""
        return tuple(one for one in self._bare if not one.created)

    @property
    def _bare(self) -> tuple[FutureOrientation, ...]:
        return tuple(one for one in self.orientations if one.decided and not one.parts and not one.waiting)
