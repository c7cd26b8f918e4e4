"""The orientations side by side: what stands (2017-2023), what is decided, what is being prepared. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.analysis.emptied import emptied_orientations
from data.analysis.lineage import compute_carried
from data.analysis.rows import Tables
from data.deciding.mergers import ends_nowhere
from data.deciding.orientations import Preparation, as_decision
from data.decision import Decision, Entry
from data.lineage import Part
from data.model import ActionStatus

Prepared = Mapping[str, tuple[Entry, Preparation]]


@dataclass(frozen=True)
class OrientationLine:
    """One orientation. `label`: as printed in 2017-2023, empty when it is created since. `actions`: those of then.

    `carried`: what it carries with the decisions in force; None when it stands no more.
    """

    object_id: str
    label: str
    actions: tuple[ActionStatus, ...]
    decision: Decision | None
    carried: tuple[Part, ...] | None
    prepared: Preparation | None
    entry: Entry | None

    @property
    def name(self) -> str:
        """How it is called: as decided, as printed, else as drafted."""
        decided = self.decision.label if self.decision else ""
        return decided or self.label or (self.prepared.label if self.prepared else "") or self.object_id


def compute_orientation_lines(
    tables: Tables, statuses: tuple[ActionStatus, ...], decisions: Mapping[str, Decision], prepared: Prepared
) -> tuple[OrientationLine, ...]:
    """Every orientation, those with a rank at that rank, the others around them in the document's order."""
    carried = compute_carried(tables, statuses, decisions)
    rows = sorted(tables["orientations"].to_dict("records"), key=lambda row: row["rank"])
    printed = {f"orientation:{row['orientation_id']}": row["label"] for row in rows}
    created = [code for code in (*decisions, *prepared) if code.startswith("orientation:") and code not in printed]
    lines = []
    for code in dict.fromkeys((*printed, *created)):
        entry, draft = prepared.get(code, (None, None))
        decision = decisions.get(code)
        if decision is None and draft is not None and draft.dropped:
            continue
        actions = tuple(one for one in statuses if f"orientation:{one.orientation_id}" == code)
        parts = carried[code][1] if code in carried else None
        lines.append(OrientationLine(code, printed.get(code, ""), actions, decision, parts, draft, entry))
    placed = [line for line in lines if line.prepared and line.prepared.order]
    order = [line for line in lines if line not in placed]
    for line in sorted(placed, key=lambda one: one.prepared.order if one.prepared else 0):
        order.insert(line.prepared.order - 1 if line.prepared else 0, line)
    return tuple(order)


def emptied_by_preparation(
    tables: Tables, decisions: Mapping[str, Decision], prepared: Iterable[Preparation]
) -> tuple[tuple[str, str], ...]:
    """The orientations that would carry nothing if all that is prepared were decided."""
    drafts = [as_decision(one) for one in prepared if one.sense and not one.dropped]
    return emptied_orientations(tables, decisions, drafts) if drafts else ()


def becoming(lines: Iterable[OrientationLine]) -> dict[str, Decision]:
    """Orientation → the decision in force on it, else what is prepared, which bears no meeting."""
    found = {}
    for line in lines:
        if line.decision:
            found[line.object_id] = line.decision
        elif line.prepared and line.prepared.sense and not line.prepared.dropped:
            found[line.object_id] = as_decision(line.prepared)
    return found


def nowhere_in_preparation(lines: Iterable[OrientationLine]) -> tuple[str, ...]:
    """Why mergers as prepared would end nowhere, in words: prepared before the other, or decided otherwise since."""
    known = tuple(lines)
    names, ends = {line.object_id: line.name for line in known}, becoming(known)
    told = (
        ends_nowhere(as_decision(line.prepared), ends, lambda code: f"« {names.get(code, code)} »")
        for line in known
        if line.prepared and line.prepared.sense == "fusionnee" and not line.decision
    )
    return tuple(dict.fromkeys(words for words in told if words))


def attached_elsewhere(lines: Iterable[OrientationLine], object_id: str) -> dict[str, str]:
    """Action → the other orientation it is attached to, in preparation."""
    return {
        action: line.name
        for line in lines
        if line.prepared and line.object_id != object_id
        for action in line.prepared.actions
    }
