"""« Conditions de réussite »: items of the workshop that someone attaches to an orientation, or takes off it. Pure.

They say how, never which: no rating of theirs is counted, and nothing here settles between two of them. Each (item,
orientation) is an object of the journal: taking it off is a new version, and both remain.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from data.deciding.codec import from_payload
from data.deciding.faults import Fault, code_faults, text_faults
from data.decision import Entry

NOTE_LIMIT = 500


@dataclass(frozen=True)
class Condition:
    """An item of the workshop on an orientation. `attached`: false once it is taken off; `note`: why, if said."""

    orientation: str
    item_id: str
    attached: bool = True
    note: str = ""


Written = dict[tuple[str, str], tuple[Entry, Condition]]


def condition_id(orientation: str, item_id: str) -> str:
    """The object of the journal: `orientation:O4`, `dimension-1-2` → `condition:orientation:O4:dimension-1-2`."""
    return f"condition:{orientation}:{item_id}"


def check_condition(
    condition: Condition, orientations: Collection[str], items: Collection[str], now: Condition | None
) -> tuple[Fault, ...]:
    """All that stands against recording it; empty when it may be. now: what is recorded of the same item there."""
    faults = [
        *code_faults("orientation", condition.orientation, orientations, "Cette orientation est inconnue."),
        *code_faults("item_id", condition.item_id, items, "Choisissez une ligne de la journée du 30 juin 2023."),
        *text_faults("note", condition.note, limit=NOTE_LIMIT),
    ]
    if condition.attached and now is not None and now.attached:
        faults.append(Fault("item_id", "Cette condition de réussite est déjà rattachée à l'orientation."))
    if not condition.attached and (now is None or not now.attached):
        faults.append(Fault("item_id", "Cette condition de réussite n'est plus rattachée : rechargez la page."))
    return tuple(faults)


def read_conditions(heads: Iterable[Entry]) -> Written:
    """(orientation, item) → the latest word on it and its line of the journal, those taken off included."""
    found = {}
    for entry in heads:
        condition = from_payload(Condition, entry.payload)
        found[condition.orientation, condition.item_id] = (entry, condition)
    return found


def attached_to(orientation: str, written: Written) -> tuple[tuple[Entry, Condition], ...]:
    """What stands on an orientation, in the order it was first attached."""
    return tuple(one for (code, _), one in written.items() if code == orientation and one[1].attached)


def taken_off(orientation: str, written: Written) -> tuple[tuple[Entry, Condition], ...]:
    """What was attached to it and is no more."""
    return tuple(one for (code, _), one in written.items() if code == orientation and not one[1].attached)
