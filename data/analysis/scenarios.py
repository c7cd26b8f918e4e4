"""Two scenarios side by side: what each keeps, moves and stops, and what follows from it. Pure, computed from both."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from data.analysis.lineage import compute_lineage
from data.analysis.rows import Tables
from data.deciding.scenarios import Scenario, draft_decision
from data.decision import Decision
from data.lineage import Lineage
from data.model import ARRONDISSEMENTS, ActionStatus

#: What the fiches propose, as choices of the form: a mixed or absent proposal chooses nothing.
PROPOSED = {"poursuite": "poursuite", "reorientation": "ajuster", "arret": "arret"}


@dataclass(frozen=True)
class Outcome:
    """What one scenario gives. Numbers are of actions; `arrondissements`: those kept that concern each of them.

    `emptied`: labels of the orientations that would stand without any action; `untargeted`: indicators of kept actions
    without a target for the département; `pilots`: body → actions kept.
    """

    lineage: Lineage
    kept: frozenset[int]
    moved: frozenset[int]
    stopped: frozenset[int]
    waiting: frozenset[int]
    arrondissements: dict[str, frozenset[int]]
    emptied: tuple[str, ...]
    pilots: dict[str, frozenset[int]]
    untargeted: tuple[str, ...]


def compute_outcome(tables: Tables, statuses: tuple[ActionStatus, ...], decisions: dict[str, Decision]) -> Outcome:
    """What a set of decisions, taken together, gives."""
    lineage = compute_lineage(tables, statuses, decisions)
    by_kind: dict[str, set[int]] = {}
    for flow in lineage.flows:
        by_kind.setdefault(flow.destination.kind, set()).add(flow.part.action_id)
    kept = frozenset(by_kind.get("orientation", set()) | by_kind.get("sans_accueil", set()))
    links = tables["action_arrondissements"]
    concerned = links.loc[links["link"] != "not_cited"]
    settled = any(code.startswith("action:") for code in decisions)
    return Outcome(
        lineage,
        kept,
        frozenset(by_kind.get("cadre", set())),
        frozenset(by_kind.get("fin", set())),
        frozenset(by_kind.get("attente", set())),
        {
            code: frozenset(int(a) for a in concerned.loc[concerned["territory_id"] == code, "action_id"]) & kept
            for code in ARRONDISSEMENTS
        },
        tuple(_emptied(lineage, statuses)) if settled else (),
        _pilots(tables, kept),
        _untargeted(tables, kept),
    )


def _emptied(lineage: Lineage, statuses: tuple[ActionStatus, ...]) -> list[str]:
    """Orientations all of whose actions are settled elsewhere, and that nothing joins."""
    waiting = {flow.part.action_id for flow in lineage.flows if not flow.decided}
    open_homes = {f"orientation:{status.orientation_id}" for status in statuses if status.action_id in waiting}
    return [o.label for o in lineage.orientations if not o.parts and o.object_id not in open_homes]


def _pilots(tables: Tables, kept: frozenset[int]) -> dict[str, frozenset[int]]:
    labels = dict(zip(tables["bodies"]["body_id"], tables["bodies"]["label"], strict=True))
    found: dict[str, set[int]] = {}
    for row in tables["action_bodies"].to_dict("records"):
        past = row["until"] == row["until"] and bool(row["until"])  # a missing value differs from itself
        if row["role"] == "pilot" and not past and int(row["action_id"]) in kept:
            found.setdefault(labels[row["body_id"]], set()).add(int(row["action_id"]))
    return {body: frozenset(found[body]) for body in sorted(found, key=lambda body: (-len(found[body]), body))}


def _untargeted(tables: Tables, kept: frozenset[int]) -> tuple[str, ...]:
    targets = tables["targets"]
    own = targets.loc[targets["value"].notna() & targets["territory_id"].str.startswith("dep:"), "indicator_id"]
    rows = tables["indicators"].to_dict("records")
    return tuple(
        row["label"]
        for row in rows
        if row["kind"] == "result"
        and row["action_id"] == row["action_id"]
        and row["action_id"] in kept
        and row["indicator_id"] not in set(own)
    )


def grounds_of(statuses: tuple[ActionStatus, ...]) -> tuple[tuple[str, str, str], ...]:
    """(object, proposal, title) of every action: what a scenario is written on."""
    return tuple((f"action:{s.action_id}", s.reading, f"{s.action_id} · {s.title}") for s in statuses)


def proposed_decisions(statuses: tuple[ActionStatus, ...]) -> dict[str, Decision]:
    """What the fiches propose, as a starting point: still nobody's decision."""
    found = {}
    for status in statuses:
        name = f"action:{status.action_id}"
        if decision := draft_decision(name, PROPOSED.get(status.reading, "")):
            found[name] = decision
    return found


def differences(first: Outcome, second: Outcome) -> tuple[tuple[int, str, str], ...]:
    """(action, destination in the first, in the second) of the actions that do not go to the same place."""

    def ends(outcome: Outcome) -> dict[int, str]:
        found: dict[int, Counter[str]] = {}
        for flow in outcome.lineage.flows:
            found.setdefault(flow.part.action_id, Counter())[flow.destination.label] += 1
        return {action: " ; ".join(sorted(labels)) for action, labels in found.items()}

    left, right = ends(first), ends(second)
    return tuple((action, left[action], right[action]) for action in sorted(left) if left[action] != right[action])


def scenario_outcome(tables: Tables, statuses: tuple[ActionStatus, ...], scenario: Scenario) -> Outcome:
    return compute_outcome(tables, statuses, scenario.by_object)
