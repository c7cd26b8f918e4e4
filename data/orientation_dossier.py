"""The dossier of one orientation 2025-2030: all that is known of it, each thing said to be what it is. Pure types."""

from __future__ import annotations

from dataclasses import dataclass, field

from data.deciding.conditions import Condition
from data.deciding.gatherings import Remark
from data.deciding.orientations import Preparation
from data.deciding.pilot_round import Received
from data.decision import Decision, Entry, Opinion
from data.grid import GridLine
from data.lineage import Destination, Part
from data.model import ActionStatus, BodyRole, Caveat, Source
from data.orientation_board import Line
from data.programmes import Tag
from data.workshop import RatedItem, WorkshopSection


@dataclass(frozen=True)
class Version:
    """One line of the journal on it. `before`: its words until then. `undone`: the decision is taken back."""

    entry: Entry
    decision: Decision
    undone: bool
    before: str = ""


@dataclass(frozen=True)
class Attached:
    """An action, or a part of one, that the orientation carries, and why.

    `deduced`: by the bilan's deduced link, `reason` saying so; else by the decision whose sentence is `reason`.
    `decision`: the one in force on the action itself, if any. `tags`: the programmes it concerns.
    """

    part: Part
    status: ActionStatus
    deduced: bool
    reason: str
    decision: Decision | None
    tags: tuple[Tag, ...] = ()


@dataclass(frozen=True)
class Gone:
    """What was its own in 2017-2023 and is elsewhere by decision."""

    part: Part
    destination: Destination
    words: str


@dataclass(frozen=True)
class Aim:
    """An indicator that a decision fixed: `about` names what was decided. Words as they were typed."""

    about: str
    decision: Decision


@dataclass(frozen=True)
class Place:
    """How an arrondissement is touched: numbers of the actions carried that cite it, include it, or do neither."""

    territory_id: str
    label: str
    cited: tuple[int, ...]
    included: tuple[int, ...]
    not_cited: tuple[int, ...]
    priority: tuple[int, ...]
    decided: bool


@dataclass(frozen=True)
class ConditionOn:
    """A « condition de réussite »: attached here (`entry`, `condition`), or kept by a decision (`decision`)."""

    item: RatedItem
    near: tuple[RatedItem, ...] = ()
    entry: Entry | None = None
    condition: Condition | None = None
    decision: Decision | None = None


@dataclass(frozen=True)
class Aspect:
    """A dimension or a lever of the workshop, and what touches it here.

    `filled`: for a lever, action → how many cells of its fiche stand in that column. `conditions`: attached items of
    that section. `beside`: items the workshop page sets beside a passage of a fiche of the orientation.
    """

    section: WorkshopSection
    filled: tuple[tuple[int, int], ...]
    conditions: tuple[ConditionOn, ...]
    beside: tuple[RatedItem, ...]

    @property
    def touched(self) -> bool:
        return bool(self.filled or self.conditions or self.beside)


@dataclass(frozen=True)
class Waiting:
    """What a preparation would attach to the orientation, nothing being decided, with the facts of those actions.

    `actions`: (part of an action, its fiche's status, where it stands today). The rest is as in a `Dossier`.
    """

    actions: tuple[tuple[Part, ActionStatus, str], ...]
    lines: tuple[Line, ...]
    places: tuple[Place, ...]
    pilots: tuple[tuple[int, BodyRole], ...]
    remarks: tuple[Remark, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(part.action_id for part, _, _ in self.actions))


@dataclass(frozen=True)
class Dossier:
    """Everything on one orientation. `printed`: its words of 2017-2023, empty when it is created since.

    `stands`: false once a decision merged or withdrew it. `grid`: what the grid proposes, never a decision.
    `priorities`: (action, words, scope, source). `pilots`: (action, body). `lines`: indicators, the bilan's first.
    `waiting`: what is only prepared to be attached, counted in none of the rest; None when nothing is. `opinions`:
    question → the COTECH's latest opinion on it, kept once the grid no longer examines it.
    """

    object_id: str
    name: str
    printed: str
    printed_source: Source | None
    stands: bool
    decision: Decision | None
    history: tuple[Version, ...]
    prepared: Preparation | None
    merged_name: str
    actions: tuple[Attached, ...]
    gone: tuple[Gone, ...]
    lines: tuple[Line, ...]
    aims: tuple[Aim, ...]
    places: tuple[Place, ...]
    scope: tuple[str, ...]
    priorities: tuple[tuple[int, str, str, Source], ...]
    aspects: tuple[Aspect, ...]
    pilots: tuple[tuple[int, BodyRole], ...]
    caveats: tuple[Caveat, ...]
    sources: tuple[tuple[str, int], ...]
    remarks: tuple[Remark, ...]
    answers: tuple[Received, ...]
    conditions: tuple[ConditionOn, ...]
    taken_off: tuple[ConditionOn, ...]
    tags: tuple[Tag, ...]
    grid: GridLine | None
    action_grid: tuple[GridLine, ...]
    names: dict[str, str] = field(default_factory=dict)
    waiting: Waiting | None = None
    opinions: dict[str, tuple[Entry, Opinion]] = field(default_factory=dict)
    received: tuple[tuple[str, Decision], ...] = ()

    @property
    def numbers(self) -> tuple[int, ...]:
        """The actions it carries, wholly or in part."""
        return tuple(dict.fromkeys(one.part.action_id for one in self.actions))

    @property
    def note(self) -> str:
        """What was noted while preparing it, which decides nothing; empty when nothing is, or it is given up."""
        return self.prepared.note if self.prepared and not self.prepared.dropped else ""

    @property
    def fed(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.indicator.is_fed)
