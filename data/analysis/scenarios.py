"""Two scenarios side by side: what each keeps, moves and stops, and what follows from it. Pure, computed from both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.analysis.lineage import compute_carried, compute_lineage, compute_parts
from data.analysis.rows import Tables
from data.deciding.orientations import is_new
from data.deciding.scenarios import draft_decision
from data.decision import Decision
from data.lineage import Lineage, Part
from data.model import ARRONDISSEMENTS, ActionStatus

#: What the fiches propose, as choices of the form: a mixed or absent proposal chooses nothing.
PROPOSED = {"poursuite": "poursuite", "reorientation": "ajuster", "arret": "arret"}


@dataclass(frozen=True)
class Outcome:
    """What one scenario gives. Numbers are of actions; `arrondissements`: those kept that concern each of them.

    An action taken by parts may be kept and moved: `partial` holds those that do not go whole to one place. `emptied`:
    labels of the orientations that would stand without any action; `untargeted`: indicators of kept actions without a
    target for the département; `pilots`: body → actions kept. `orientations`: (orientation, what becomes of it).
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
    partial: frozenset[int] = frozenset()
    orientations: tuple[tuple[str, str], ...] = ()


def compute_outcome(tables: Tables, statuses: tuple[ActionStatus, ...], decisions: dict[str, Decision]) -> Outcome:
    """What a set of decisions, taken together, gives."""
    lineage = compute_lineage(tables, statuses, decisions)
    carried = compute_carried(tables, statuses, decisions)
    by_kind: dict[str, set[int]] = {}
    ends: dict[int, set[str]] = {}
    for flow in lineage.flows:
        kind = "orientation" if flow.destination.kind == "sans_accueil" else flow.destination.kind
        by_kind.setdefault(kind, set()).add(flow.part.action_id)
        ends.setdefault(flow.part.action_id, set()).add(kind)
    kept = frozenset(by_kind.get("orientation", set()))
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
        tuple(label for label, parts in carried.values() if not parts) if settled else (),
        _pilots(tables, kept),
        _untargeted(tables, kept),
        frozenset(action for action, found in ends.items() if len(found) > 1),
        _fates(tables, {code: parts for code, (_, parts) in carried.items()}, decisions),
    )


def _fates(
    tables: Tables, carried: Mapping[str, tuple[Part, ...]], decisions: Mapping[str, Decision]
) -> tuple[tuple[str, str], ...]:
    """The nine orientations then those created: (its name, what becomes of it and what it carries, decided or not)."""
    rows = tables["orientations"].sort_values("rank").to_dict("records")
    old = {f"orientation:{row['orientation_id']}": (f"{row['rank']}", row["label"]) for row in rows}
    names = {code: label for code, (_, label) in old.items()}
    names |= {code: d.label for code, d in decisions.items() if code.startswith("orientation:") and d.label}
    found = []
    for code, (rank, label) in old.items():
        said = decisions.get(code)
        fate = {
            "": "sans choix",
            "maintenue": "maintenue",
            "reformulee": f"reformulée : « {said.label if said else ''} »",
            "fusionnee": f"fusionnée avec « {names.get(said.merged_into, said.merged_into) if said else ''} »",
            "retiree": "retirée",
        }.get(said.sense if said else "", "sans choix")
        gone = " ; plus aucune action" if carried.get(code) == () else ""
        found.append((f"{rank} · {label}", fate + gone + _carries(carried.get(code, ()))))
    created = [
        (f"Nouvelle · {said.label}", "créée" + _carries(carried.get(code, ())))
        for code, said in decisions.items()
        if code.startswith("orientation:") and code not in old and said.sense == "creee"
    ]
    return (*found, *created)


def _carries(parts: tuple[Part, ...]) -> str:
    actions = sorted({part.action_id for part in parts})
    if not actions:
        return ""
    return f" ; porte {'les actions' if len(actions) > 1 else 'l’action'} {', '.join(map(str, actions))}"


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


def action_parts(tables: Tables, statuses: tuple[ActionStatus, ...]) -> tuple[Part, ...]:
    """The parts of the actions whose fiche proposes several things: each may go its own way."""
    return tuple(part for part in compute_parts(tables, statuses, {}) if "." in part.object_id)


def grounds_of(tables: Tables, statuses: tuple[ActionStatus, ...]) -> tuple[tuple[str, str, str], ...]:
    """(object, proposal, title) of every orientation, action and part: what a scenario is written on."""
    rows = tables["orientations"].sort_values("rank").to_dict("records")
    orientations = [
        (f"orientation:{row['orientation_id']}", "", f"Orientation {row['rank']} · {row['label']}") for row in rows
    ]
    actions = [(f"action:{s.action_id}", s.reading, f"{s.action_id} · {s.title}") for s in statuses]
    parts = [(part.object_id, part.proposal, part.label) for part in action_parts(tables, statuses)]
    return (*orientations, *actions, *parts)


def proposed_decisions(tables: Tables, statuses: tuple[ActionStatus, ...]) -> dict[str, Decision]:
    """What the fiches propose, part by part where they say so, as a starting point: still nobody's decision."""
    found = {}
    for part in compute_parts(tables, statuses, {}):
        if decision := draft_decision(part.object_id, PROPOSED.get(part.proposal, "")):
            found[part.object_id] = decision
    return found


def differences(first: Outcome, second: Outcome) -> tuple[tuple[int, str, str], ...]:
    """(action, destination in the first, in the second) of the actions that do not go to the same place.

    An orientation reworded is the same place; one that a scenario creates is known by its words, not by its number.
    """

    def ends(outcome: Outcome) -> dict[int, dict[str, str]]:
        found: dict[int, dict[str, str]] = {}
        for flow in outcome.lineage.flows:
            end = flow.destination
            place = end.label.casefold() if is_new(end.code) else end.code
            found.setdefault(flow.part.action_id, {})[place] = end.label
        return found

    def words(places: dict[str, str]) -> str:
        return " ; ".join(sorted(places.values()))

    left, right = ends(first), ends(second)
    apart = [action for action in sorted(left) if set(left[action]) != set(right[action])]
    return tuple((action, words(left[action]), words(right[action])) for action in apart)
