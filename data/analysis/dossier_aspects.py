"""Dimensions, levers and « conditions de réussite » of one orientation: the workshop of 30 June 2023. Pure.

A rating is a rank inside its section: it is never counted here, and near wordings are shown together, not settled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from data.analysis.rows import Tables, records
from data.analysis.workshop import conditions_of, near_items
from data.deciding.conditions import Condition
from data.decision import Decision, Entry
from data.orientation_dossier import Aspect, ConditionOn
from data.workshop import Workshop

#: A lever of the workshop → the column of the fiches that bears its name.
LEVER_COLUMN = {"levier-1": "maillage", "levier-2": "information", "levier-3": "initiatives"}


def compute_conditions(
    workshop: Workshop, written: Iterable[tuple[Entry, Condition]], decisions: Iterable[Decision]
) -> tuple[ConditionOn, ...]:
    """What is attached to the orientation, then what the decisions in force keep; each with its near wordings."""
    known, near = {item.item_id: item for item in workshop.items}, near_items(workshop)
    found = [
        ConditionOn(known[condition.item_id], near.get(condition.item_id, ()), entry, condition)
        for entry, condition in written
        if condition.item_id in known
    ]
    for decision in {one.decision_id: one for one in decisions}.values():
        found += [
            ConditionOn(item, near.get(item.item_id, ()), decision=decision)
            for item in conditions_of(workshop, decision.conditions)
        ]
    return tuple(found)


def compute_aspects(
    tables: Tables, workshop: Workshop, actions: Collection[int], conditions: Iterable[ConditionOn]
) -> tuple[Aspect, ...]:
    """The seven dimensions then the three levers, those that nothing touches included."""
    cells = Counter(
        (row["column"], int(row["action_id"])) for row in records(tables["item_cells"]) if row["action_id"] in actions
    )
    beside = {
        item.item_id
        for tension in workshop.tensions
        if any(passage.action_id in actions for passage in tension.passages if passage.action_id is not None)
        for item in tension.items
    }
    conditions = tuple(conditions)
    return tuple(
        Aspect(
            section,
            tuple(
                (action, count)
                for (column, action), count in sorted(cells.items())
                if column == LEVER_COLUMN.get(section.section_id)
            ),
            tuple(one for one in conditions if one.item.section_id == section.section_id),
            tuple(item for item in section.items if item.item_id in beside),
        )
        for section in workshop.sections
        if section.kind != "autres"
    )
