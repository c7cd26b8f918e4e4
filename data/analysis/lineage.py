"""What each action of 2017-2023 becomes, computed from the decisions in force; proposals stay proposals. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from data.analysis.rows import Tables, records, whole
from data.deciding.codec import from_payload
from data.deciding.decisions import in_force
from data.decision import Decision, Entry
from data.lineage import Destination, Flow, FutureOrientation, Lineage, Part
from data.model import READING_LABELS, ActionStatus

WAITING = Destination("attente", "attente", "Non décidé")
ENDED = Destination("fin", "fin", "Arrêt")
HOMELESS = Destination("sans_accueil", "sans_accueil", "Gardée, sans orientation d'accueil")


def decisions_in_force(heads: Iterable[Entry]) -> dict[str, Decision]:
    """Object → the decision that stands on it; one taken back stands no more."""
    return {
        entry.object_id.removeprefix("decision:"): from_payload(Decision, entry.payload)
        for entry in heads
        if in_force(entry)
    }


def compute_parts(tables: Tables, statuses: tuple[ActionStatus, ...], decisions: Mapping[str, Decision]) -> list[Part]:
    """The actions, split where the fiche proposes several things (13 by sub-action, 1 by perspective line).

    A decision on the whole action holds it together; one on a part brings its fiche's other parts beside it.
    """
    parts: list[Part] = []
    for status in statuses:
        name = f"action:{status.action_id}"
        pieces = _pieces(tables, status) if status.reading == "mixte" else []
        known = {piece[0] for piece in pieces}
        other = [code for code in decisions if code.startswith(f"{name}.") and code not in known]
        pieces += [(code, f"{status.action_id} · {code.partition('.')[2]}", status.reading) for code in sorted(other)]
        split = len(pieces) > 1 and (name not in decisions or any(code in decisions for code, _, _ in pieces))
        if not split:
            parts.append(
                Part(name, status.action_id, f"{status.action_id} · {status.title}", status.reading, Fraction(1))
            )
            continue
        share = Fraction(1, len(pieces))
        parts += [Part(code, status.action_id, label, proposal, share) for code, label, proposal in pieces]
    return parts


def _pieces(tables: Tables, status: ActionStatus) -> list[tuple[str, str, str]]:
    """(object, label, proposal) of each line of the perspectives that bears its own status, if they differ."""
    lines = [
        row
        for row in records(tables["items"], action_id=status.action_id, section="perspectives")
        if row["status_reading"] == row["status_reading"]
        and row["status_reading"]
        and whole(row["parent_rank"]) is None
    ]
    if len({row["status_reading"] for row in lines}) < 2:
        return []
    found = []
    for row in lines:
        rank = whole(row["sub_action_rank"])
        code = f"action:{status.action_id}.{rank}" if rank else f"action:{status.action_id}.p{row['rank']}"
        where = f"sous-action {rank}" if rank else f"perspective {row['rank']}"
        found.append((code, f"{status.action_id}, {where} · {row['text']}", row["status_reading"]))
    return found


def compute_lineage(tables: Tables, statuses: tuple[ActionStatus, ...], decisions: Mapping[str, Decision]) -> Lineage:
    """Flows and future orientations. `decisions`: object → the decision in force on it."""
    old = {f"orientation:{row['orientation_id']}": row["label"] for row in tables["orientations"].to_dict("records")}
    of_action = {status.action_id: f"orientation:{status.orientation_id}" for status in statuses}
    homes = _Homes(old, of_action, decisions)
    flows = []
    for part in compute_parts(tables, statuses, decisions):
        decision = decisions.get(part.object_id) or decisions.get(f"action:{part.action_id}")
        if decision is None or decision.sense in {"reportee", "renvoi_cotech"}:
            flows.append(Flow(part, WAITING, False, decision.wording if decision else ""))
            continue
        led = homes.led(part, decision)
        flows.append(Flow(part, homes.of(part, decision), True, decision.wording, decision.decision_id, led))
    landed: dict[str, list[Part]] = {}
    waiting: dict[str, list[Part]] = {}
    for flow in flows:
        if flow.destination.kind == "orientation":
            landed.setdefault(flow.destination.code, []).append(flow.part)
        elif not flow.decided:
            waiting.setdefault(homes.carrier(flow.part, None), []).append(flow.part)
    return Lineage(
        tuple(flows),
        tuple(
            FutureOrientation(
                code, label, code in decisions, code not in old, *(tuple(of.get(code, [])) for of in (landed, waiting))
            )
            for code, label in homes.labels.items()
        ),
    )


class _Homes:
    """Which orientation takes what is kept, according to what was decided of the orientations."""

    def __init__(self, old: Mapping[str, str], of_action: Mapping[int, str], decisions: Mapping[str, Decision]) -> None:
        self._of_action, self._decisions = of_action, decisions
        self.labels: dict[str, str] = {}
        for code, label in old.items():
            decision = decisions.get(code)
            if decision is None or decision.sense not in {"fusionnee", "retiree"}:
                self.labels[code] = decision.label if decision and decision.label else label
        for code, decision in decisions.items():
            if code.startswith("orientation:") and code not in old and decision.sense not in {"fusionnee", "retiree"}:
                self.labels[code] = decision.label or decision.wording

    def of(self, part: Part, decision: Decision) -> Destination:
        return self._end(part.object_id, part.action_id, decision, frozenset())

    def led(self, part: Part, decision: Decision) -> int:
        """The action that leads this one, merged with it, where it is decided in its turn; 0 when none does."""
        receiver = self._receiver(part.action_id, decision)
        return receiver if receiver and self._settled(receiver) else 0

    def _settled(self, action_id: int) -> Decision | None:
        decision = self._decisions.get(f"action:{action_id}")
        return decision if decision and decision.sense not in {"reportee", "renvoi_cotech"} else None

    def _receiver(self, action_id: int, decision: Decision) -> int:
        """The other action it is merged with; 0 when there is none."""
        if decision.sense != "reorientation" or decision.modality != "fusionner":
            return 0
        merged = decision.merged_into.removeprefix("action:").split(".")[0]
        return int(merged) if merged.isdigit() and int(merged) in self._of_action and int(merged) != action_id else 0

    def _end(self, object_id: str, action_id: int, decision: Decision, seen: frozenset[int]) -> Destination:
        """Where it goes; what is merged goes with what receives it, whatever is decided of that one."""
        if decision.sense == "arret":
            return ENDED
        if decision.sense == "reorientation" and decision.modality == "transferer":
            frame = " ".join(decision.receiving_frame.split())
            return Destination(f"cadre:{frame.casefold()}", "cadre", frame or "Autre cadre, non nommé")
        if receiver := self._receiver(action_id, decision):
            object_id, action_id, seen = f"action:{receiver}", receiver, seen | {action_id}
            own = self._settled(receiver)
            if own and receiver not in seen:
                return self._end(object_id, receiver, own, seen)
        code = self._home(object_id, action_id)
        return Destination(code, "orientation", self.labels[code]) if code else HOMELESS

    def carrier(self, part: Part, decision: Decision | None) -> str:
        """The orientation a part belongs to, decided or not; empty when it has left the schéma or has none."""
        if decision is None or decision.sense in {"reportee", "renvoi_cotech"}:
            return self._home(part.object_id, part.action_id)
        destination = self.of(part, decision)
        return destination.code if destination.kind == "orientation" else ""

    def _home(self, object_id: str, action_id: int) -> str:
        """The orientation an action is attached to by decision, else its own, followed through mergers."""
        for code, decision in self._decisions.items():
            attached = {object_id, f"action:{action_id}"} & set(decision.actions)
            if code in self.labels and attached:
                return code
        code, seen = self._of_action[action_id], set()
        while code not in self.labels and code not in seen:
            seen.add(code)
            decision = self._decisions.get(code)
            if decision is None or decision.sense != "fusionnee":
                return ""
            code = decision.merged_into
        return code if code in self.labels else ""


def compute_carried(
    tables: Tables, statuses: tuple[ActionStatus, ...], decisions: Mapping[str, Decision]
) -> dict[str, tuple[str, tuple[Part, ...]]]:
    """Each orientation that stands → its label, and what it still carries: what is undecided stays where it was."""
    old = {f"orientation:{row['orientation_id']}": row["label"] for row in tables["orientations"].to_dict("records")}
    homes = _Homes(old, {one.action_id: f"orientation:{one.orientation_id}" for one in statuses}, decisions)
    carried: dict[str, list[Part]] = {code: [] for code in homes.labels}
    for part in compute_parts(tables, statuses, decisions):
        decision = decisions.get(part.object_id) or decisions.get(f"action:{part.action_id}")
        if code := homes.carrier(part, decision):
            carried[code].append(part)
    return {code: (label, tuple(carried[code])) for code, label in homes.labels.items()}


def compute_proposals(tables: Tables, statuses: tuple[ActionStatus, ...]) -> tuple[Flow, ...]:
    """What the fiches propose, part by part: shown before any decision, and never called one."""
    return tuple(
        Flow(
            part,
            Destination(
                f"proposition:{part.proposal}", "proposition", f"Proposition : {READING_LABELS[part.proposal].lower()}"
            )
            if part.proposal != "non_renseigne"
            else Destination("proposition:non_renseigne", "proposition", "Aucune proposition"),
            False,
        )
        for part in compute_parts(tables, statuses, {})
    )
