"""The actions of one orientation's dossier: what it carries and why, what left it, what decisions fixed. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from data.analysis.lineage import HOMELESS, compute_carried, compute_lineage
from data.analysis.programmes import action_tags
from data.analysis.rows import Tables
from data.decision import Decision
from data.lineage import Destination, Part
from data.model import ActionStatus
from data.orientation_dossier import Aim, Attached, Gone
from data.programmes import Programme

Decisions = Mapping[str, Decision]


def decision_on(part: Part, decisions: Decisions) -> Decision | None:
    """The decision in force on a part, or on the whole of its action."""
    return decisions.get(part.object_id) or decisions.get(f"action:{part.action_id}")


def attaching_decision(part: Part, decisions: Decisions) -> tuple[str, Decision] | None:
    """The orientation whose decision names this part, or its action, among those it takes."""
    names = {part.object_id, f"action:{part.action_id}"}
    return next(((code, one) for code, one in decisions.items() if names & set(one.actions)), None)


def compute_attached(
    object_id: str,
    parts: Iterable[Part],
    statuses: Iterable[ActionStatus],
    decisions: Decisions,
    programmes: Sequence[Programme] = (),
) -> tuple[Attached, ...]:
    """What the orientation carries, each by the decision that put it there, else by the bilan's deduced link."""
    known = {status.action_id: status for status in statuses}
    found = []
    for part in parts:
        status, taken = known[part.action_id], decision_on(part, decisions)
        named = attaching_decision(part, decisions)
        home = f"orientation:{status.orientation_id}"
        if named is not None and named[0] == object_id:
            deduced, reason = False, named[1].wording
        elif home == object_id:
            deduced, reason = True, status.orientation_reason
        elif taken is not None and taken.modality == "fusionner":
            deduced, reason = False, taken.wording
        else:  # its own orientation was merged with this one
            deduced, reason = False, decisions[home].wording if home in decisions else ""
        tags = action_tags(programmes, decisions, part.action_id)
        found.append(Attached(part, status, deduced, reason, taken, tags))
    return tuple(found)


def compute_gone(
    object_id: str, tables: Tables, statuses: tuple[ActionStatus, ...], decisions: Decisions
) -> tuple[Gone, ...]:
    """The parts of its own actions that a decision put elsewhere, and where."""
    own = {one.action_id for one in statuses if f"orientation:{one.orientation_id}" == object_id}
    carried = compute_carried(tables, statuses, decisions)
    holder = {part.object_id: code for code, (_, parts) in carried.items() for part in parts}
    gone = []
    for flow in compute_lineage(tables, statuses, decisions).flows:
        part = flow.part
        if part.action_id not in own or holder.get(part.object_id) == object_id:
            continue
        destination, words = flow.destination, flow.words
        if not flow.decided:  # undecided itself: its orientation was merged or withdrawn, or another took it
            code, named = holder.get(part.object_id, ""), attaching_decision(part, decisions)
            destination = Destination(code, "orientation", carried[code][0]) if code else HOMELESS
            moved = named[1] if named else decisions.get(object_id)
            words = moved.wording if moved else ""
        gone.append(Gone(part, destination, words))
    return tuple(gone)


def compute_aims(object_id: str, attached: Iterable[Attached], decisions: Decisions) -> tuple[Aim, ...]:
    """The indicators that the decisions in force fixed, for the orientation then for each action."""
    found: dict[str, Aim] = {}
    own = decisions.get(object_id)
    for about, decision in (("L'orientation", own), *((one.part.label, one.decision) for one in attached)):
        if decision and (decision.indicator or decision.start_value or decision.target_value):
            found.setdefault(decision.decision_id, Aim(about, decision))
    return tuple(found.values())
