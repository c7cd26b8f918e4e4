"""Under which orientation stands what was said: one rule, for the synthesis of the meetings and the dossiers. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.analysis.lineage import compute_carried
from data.analysis.rows import Tables
from data.deciding.gatherings import Remark
from data.decision import Decision
from data.model import ActionStatus


@dataclass(frozen=True)
class Homes:
    """What a contribution on an object concerns. `actions`: action → the orientations that carry it today, its own of
    2017-2023 once none does; `receives`: orientation merged → those that received it, one after the other."""

    actions: Mapping[str, tuple[str, ...]]
    receives: Mapping[str, tuple[str, ...]]

    def of(self, remark: Remark) -> tuple[str, ...]:
        """The orientations a contribution stands under, each once; none when it is attached to nothing."""
        found: dict[str, None] = {}
        for code in remark.objects:
            named = self.actions.get(code.split(".")[0], (code,)) if code.startswith("action:") else (code,)
            for one in named:
                found |= dict.fromkeys((one, *self.receives.get(one, ())))
        return tuple(found)


def compute_homes(tables: Tables, statuses: Sequence[ActionStatus], decisions: Mapping[str, Decision]) -> Homes:
    """From the decisions in force."""
    carriers: dict[int, dict[str, None]] = {}
    for code, (_, parts) in compute_carried(tables, tuple(statuses), decisions).items():
        for part in parts:
            carriers.setdefault(part.action_id, {})[code] = None
    return Homes(
        {
            f"action:{one.action_id}": tuple(carriers.get(one.action_id, {f"orientation:{one.orientation_id}": None}))
            for one in statuses
        },
        {code: _receivers(code, decisions) for code, said in decisions.items() if said.sense == "fusionnee"},
    )


def _receivers(code: str, decisions: Mapping[str, Decision]) -> tuple[str, ...]:
    found: list[str] = []
    while code in decisions and decisions[code].sense == "fusionnee" and decisions[code].merged_into not in found:
        code = decisions[code].merged_into
        found.append(code)
    return tuple(found)
