"""What a preparation would attach to an orientation, with its facts, apart from what it carries: not decided. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data.analysis.lineage import compute_carried, compute_parts
from data.analysis.orientation_dossier import Ground, compute_places, own_lines
from data.analysis.orientation_lines import OrientationLine
from data.deciding.decisions import ENDED
from data.lineage import Part
from data.orientation_dossier import Waiting


def compute_waiting(line: OrientationLine, ground: Ground, names: Mapping[str, str]) -> Waiting | None:
    """The actions prepared for it that it does not carry; None when there are none. names: orientation → its name."""
    draft = line.prepared
    if draft is None or draft.dropped or draft.sense in ENDED:
        return None
    carried = {part.object_id for part in line.carried or ()}
    parts = tuple(part for part in _named(draft.actions, ground) if part.object_id not in carried)
    if not parts:
        return None
    holders = {
        part.object_id: code
        for code, (_, own) in compute_carried(ground.tables, ground.statuses, ground.decisions).items()
        for part in own
    }
    status = {one.action_id: one for one in ground.statuses}
    numbers = tuple(dict.fromkeys(part.action_id for part in parts))
    own = {line.indicator.indicator_id for line in own_lines(line.object_id, (), ground.lines)}
    objects = {f"action:{number}" for number in numbers}
    return Waiting(
        tuple(
            (part, status[part.action_id], names.get(holders.get(part.object_id, ""), "aucune orientation"))
            for part in parts
        ),
        tuple(
            one
            for one in own_lines("", numbers, ground.lines)
            if one.indicator.action_id in numbers and one.indicator.indicator_id not in own
        ),
        compute_places(ground.tables, numbers, (), ground.labels),
        tuple((number, body) for number in numbers for body in ground.fiches[number].bodies if body.role == "pilot"),
        tuple(one for one in ground.remarks if objects & {code.split(".")[0] for code in one.objects}),
    )


def _named(codes: Iterable[str], ground: Ground) -> list[Part]:
    """The parts those codes name: a whole action is all its parts, a part decided as a whole is still itself."""
    today = compute_parts(ground.tables, ground.statuses, ground.decisions)
    split = compute_parts(ground.tables, ground.statuses, {})
    found: dict[str, Part] = {}
    for code in codes:
        held = [part for part in today if f"{part.object_id}.".startswith(f"{code}.")]
        for part in held or [part for part in split if part.object_id == code]:
            found[part.object_id] = part
    return list(found.values())
