"""Which orientations a decision would leave with nothing to carry: it then asks for express confirmation. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data.analysis.lineage import compute_carried
from data.analysis.rows import Tables
from data.analysis.statuses import compute_statuses
from data.decision import Decision


def emptied_orientations(
    tables: Tables, decisions: Mapping[str, Decision], candidate: Decision | Iterable[Decision]
) -> tuple[tuple[str, str], ...]:
    """(object, label) of each orientation that stands, carries something, and would carry nothing any more.

    decisions: object → the decision in force on it. `candidate`: the one to be taken, or a lot of them, counted
    together. An arrêt, a transfer, a merger or an attachment elsewhere may all empty one; a part of an action that is
    not decided yet still counts, and an orientation that is itself merged or withdrawn is not said to be emptied.
    """
    taken = (candidate,) if isinstance(candidate, Decision) else tuple(candidate)
    statuses = compute_statuses(tables)
    before = compute_carried(tables, statuses, decisions)
    after = compute_carried(tables, statuses, {**decisions, **{one.object_id: one for one in taken}})
    return tuple(
        (code, label) for code, (label, parts) in after.items() if not parts and code in before and before[code][1]
    )
