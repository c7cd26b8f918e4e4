"""The dossier of one orientation, put together from the tables and from the journal. Pure: nothing is settled here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from data.analysis.dossier_actions import compute_aims, compute_attached, compute_gone
from data.analysis.dossier_aspects import compute_aspects, compute_conditions
from data.analysis.heard import compute_homes
from data.analysis.orientation_lines import OrientationLine
from data.analysis.programmes import compute_programmes, orientation_tags
from data.analysis.rows import Documents, Tables, records
from data.analysis.statuses import compute_links
from data.deciding.codec import from_payload
from data.deciding.conditions import Written, attached_to, taken_off
from data.deciding.decisions import is_undone
from data.deciding.gatherings import Remark
from data.deciding.pilot_round import Received
from data.decision import Decision, Entry
from data.grid import GridLine
from data.model import ARRONDISSEMENTS, SEVERITIES, ActionStatus, Caveat, Fiche, Source
from data.orientation_board import Line
from data.orientation_dossier import Attached, Dossier, Place, Version
from data.workshop import Workshop


@dataclass(frozen=True)
class Ground:
    """All that a dossier is drawn from. `fiches`: action → fiche; `lines`: every indicator as it stands."""

    tables: Tables
    statuses: tuple[ActionStatus, ...]
    fiches: Mapping[int, Fiche]
    workshop: Workshop
    lines: Sequence[Line]
    decisions: Mapping[str, Decision]
    conditions: Written
    remarks: Sequence[Remark]
    answers: Sequence[Received]
    grid: Sequence[GridLine]
    action_grid: Sequence[GridLine]
    labels: Mapping[str, str]


def compute_versions(history: Iterable[Entry], printed: str = "") -> tuple[Version, ...]:
    """Every decision the orientation was the object of, the first one first; nothing is left out.

    printed: its words of 2017-2023. A correction, in the same meeting, rewords what stood before what it corrects.
    """
    found: list[Version] = []
    for entry in history:
        decision, last = from_payload(Decision, entry.payload), found[-1] if found else None
        before = printed
        if last and last.decision.decision_id == decision.decision_id:
            before = last.before
        elif last:
            before = last.before if last.undone else last.decision.label or printed
        found.append(Version(entry, decision, is_undone(entry), decision.label_before or before))
    return tuple(found)


def compute_dossier(
    line: OrientationLine, ground: Ground, history: Iterable[Entry], names: Mapping[str, str]
) -> Dossier:
    """The dossier of one orientation. names: orientation → how it is called."""
    code, decisions = line.object_id, ground.decisions
    programmes = compute_programmes(ground.tables)
    attached = compute_attached(code, line.carried or (), ground.statuses, decisions, programmes)
    gone = compute_gone(code, ground.tables, ground.statuses, decisions)
    numbers = tuple(dict.fromkeys(one.part.action_id for one in attached))
    taken = [one for one in (line.decision, *(one.decision for one in attached)) if one is not None]
    conditions = compute_conditions(ground.workshop, attached_to(code, ground.conditions), taken)
    lines = own_lines(code, numbers, ground.lines)
    fiches = [ground.fiches[number] for number in numbers]
    homes = compute_homes(ground.tables, ground.statuses, decisions)
    merged = line.decision.merged_into if line.decision else ""
    return Dossier(
        code,
        line.name,
        line.label,
        _printed_source(ground.tables, code),
        line.decision is None or line.decision.sense not in {"fusionnee", "retiree"},
        line.decision,
        compute_versions(history, line.label),
        line.prepared,
        names.get(merged, merged),
        attached,
        gone,
        lines,
        compute_aims(code, attached, decisions),
        compute_places(ground.tables, numbers, taken, ground.labels),
        tuple(dict.fromkeys(territory for one in taken for territory in one.scope)),
        tuple((one.status.action_id, *priority) for one in fiches for priority in one.priority_territories),
        compute_aspects(ground.tables, ground.workshop, numbers, conditions),
        tuple((one.status.action_id, body) for one in fiches for body in one.bodies if body.role == "pilot"),
        _caveats(fiches, lines),
        _sources(fiches, lines),
        tuple(remark for remark in ground.remarks if code in homes.of(remark)),
        tuple(one for one in ground.answers if one.answer.action_id in numbers),
        conditions,
        compute_conditions(ground.workshop, taken_off(code, ground.conditions), ()),
        orientation_tags(programmes, decisions, code, numbers),
        next((one for one in ground.grid if one.unit == code), None),
        _examined(ground.action_grid, attached),
        {**names, **{one.part.object_id: one.part.label for one in attached}},
        received=tuple(
            (names.get(other, other), decision)
            for other, decision in decisions.items()
            if decision.sense == "fusionnee" and decision.merged_into == code
        ),
    )


def own_lines(object_id: str, numbers: Sequence[int], lines: Iterable[Line]) -> tuple[Line, ...]:
    """Its indicators: those of the actions it carries, and those of its subject that no action holds; bilan first."""
    code = object_id.removeprefix("orientation:")

    def own(line: Line) -> bool:
        action = line.indicator.action_id
        return action in numbers if action is not None else code in line.indicator.orientations

    order = ("bilan", "context", "import", "catalogue")
    return tuple(sorted(filter(own, lines), key=lambda line: order.index(line.indicator.origin)))


def compute_places(
    tables: Tables, numbers: Sequence[int], taken: Iterable[Decision], labels: Mapping[str, str]
) -> tuple[Place, ...]:
    """The six arrondissements, each with the actions carried that cite it, include it or do neither."""
    scope = {territory for one in taken for territory in one.scope}
    places = []
    for territory in ARRONDISSEMENTS:
        links = compute_links(tables, territory)
        by_link = {
            kind: tuple(number for number in numbers if links[number].link == kind)
            for kind in ("cited", "included", "not_cited")
        }
        priority = tuple(number for number in numbers if links[number].priority)
        places.append(Place(territory, labels[territory], **by_link, priority=priority, decided=territory in scope))
    return tuple(places)


def _printed_source(tables: Tables, object_id: str) -> Source | None:
    rows = records(tables["orientations"], orientation_id=object_id.removeprefix("orientation:"))
    return next((Documents(tables).source(row) for row in rows), None)


def _caveats(fiches: Iterable[Fiche], lines: Iterable[Line]) -> tuple[Caveat, ...]:
    """The precautions that can change a decision or a figure, gravest first, each once."""
    held = [*(one for fiche in fiches for one in fiche.caveats), *(c for line in lines for c in line.indicator.caveats)]
    found = {one.caveat_id: one for one in held if one.severity in {"A", "B"}}
    return tuple(sorted(found.values(), key=lambda one: SEVERITIES.index(one.severity)))


def _sources(fiches: Iterable[Fiche], lines: Iterable[Line]) -> tuple[tuple[str, int], ...]:
    """(document, facts of it that the dossier rests on), the most drawn from first."""
    counts: Counter[str] = Counter()
    for fiche in fiches:
        counts.update(item.source.document for section in fiche.sections for item in section.items)
        counts.update(body.source.document for body in fiche.bodies)
        counts.update(source.document for _, _, source in fiche.priority_territories)
    for line in lines:
        counts.update(point.source.document for point in line.indicator.points)
    return tuple(counts.most_common())


def _examined(lines: Iterable[GridLine], attached: Iterable[Attached]) -> tuple[GridLine, ...]:
    """The lines of the actions' grid that bear on what it carries, in whole or in part."""
    units = {one.part.object_id for one in attached}

    def bears(examined: str) -> bool:
        return any(f"{unit}.".startswith(f"{examined}.") or examined.startswith(f"{unit}.") for unit in units)

    return tuple(line for line in lines if bears(line.unit))
