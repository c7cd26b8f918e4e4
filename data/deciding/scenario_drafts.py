"""A scenario taken to a meeting: its agenda, the wordings it starts from. Nothing is decided by it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from data.deciding.faults import folded
from data.deciding.live import add_point, compute_points, take_out
from data.deciding.meetings import CONTESTED_MINUTES, ORIENTATION_MINUTES, split_item
from data.deciding.mergers import ends_nowhere, merges
from data.deciding.orientations import Preparation, is_new, next_new
from data.deciding.room import Room
from data.deciding.scenarios import Scenario, bare
from data.deciding.wording import default_wording, object_words
from data.decision import AgendaItem, Decision, Live, Meeting

NOTE = "Reprise du scénario « {} »"


@dataclass(frozen=True)
class Taken:
    """What is to be written: the agenda, a wording an object, a preparation an orientation to create.

    `live`: where an open meeting stands with its points added, None before it opens. Left alone, as objects: `decided`
    by the meeting already; `worded` there by someone, alone or in its lot; `gone` from the data; `settled` so by an
    earlier meeting; `lost`, merged into what no longer stands. `again`: decided otherwise by an earlier meeting, and
    worded all the same. `unattached`: actions that another orientation holds, left with it.
    """

    agenda: tuple[AgendaItem, ...]
    drafts: tuple[Decision, ...]
    created: tuple[Preparation, ...]
    decided: tuple[str, ...]
    live: Live | None = None
    worded: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    unattached: tuple[str, ...] = ()


@dataclass(frozen=True)
class Taking:
    """What became of it: why nothing was written, in French, else what was."""

    refusal: str = ""
    taken: Taken | None = None


def take_scenario(scenario: Scenario, room: Room, titles: Mapping[str, str], prepared: Iterable[Preparation]) -> Taken:
    """titles: object → its plain title; one that is not there is no longer in the data, and is left out.

    Before the meeting opens, a wording that is there came from a scenario, and is replaced; in an open meeting someone
    may be writing it, and it stays.
    """
    created, numbers, settled, unattached = _create(scenario, room, tuple(prepared))
    drafts: list[Decision] = []
    decided: list[str] = []
    worded: list[str] = []
    gone: list[str] = []
    lost: list[str] = []
    again: list[str] = []
    agenda, live = room.meeting.agenda, room.live
    standing = {name: one for name in room.heads if (one := room.in_force(name))}
    for decision in scenario.decisions:
        name, earlier = decision.object_id, room.earlier(decision.object_id)
        if is_new(name):
            continue
        if name not in titles:
            gone.append(name)
        elif room.decided(name):
            decided.append(name)
        elif earlier and bare(earlier) == bare(decision):
            settled.append(name)
        elif merges(decision) and ends_nowhere(
            replace(decision, merged_into=numbers.get(decision.merged_into, decision.merged_into)), standing, str
        ):
            lost.append(name)
        elif live and _worded(room, name):
            worded.append(name)
        else:
            if earlier:
                again.append(name)
            if live:
                live = on_table(room.meeting, live, name, titles)
            else:
                agenda = on_agenda(agenda, name, titles)
            into = numbers.get(decision.merged_into, decision.merged_into)
            draft = replace(decision, meeting_id=room.meeting.meeting_id, merged_into=into)
            drafts.append(
                replace(draft, wording=default_wording(draft, room.meeting, titles[name], titles.get(into, "")))
            )
    return Taken(
        agenda,
        tuple(drafts),
        created,
        *(tuple(decided), live, tuple(worded), tuple(gone)),
        *(tuple(settled), tuple(lost), tuple(again), unattached),
    )


def _worded(room: Room, object_id: str) -> bool:
    """Whether someone has begun to write what is decided on it, by itself or with its lot."""
    lots = [f"lot:{point.point_id}" for point in room.points if point.is_lot and object_id in point.objects]
    return any(name in room.drafts for name in (object_id, *lots))


def on_table(meeting: Meeting, live: Live, object_id: str, titles: Mapping[str, str]) -> Live:
    """The open meeting with a point of its own for this object: taken out of its lot, or added at the end. Its agenda,
    that all were sent, stays as it is."""
    for point in compute_points(meeting, live):
        if object_id in point.objects:
            return take_out(live, object_id) if point.is_lot else live
    return add_point(live, single_item(object_id, titles))


def _create(
    scenario: Scenario, room: Room, prepared: tuple[Preparation, ...]
) -> tuple[tuple[Preparation, ...], dict[str, str], list[str], tuple[str, ...]]:
    """The preparations of the orientations to create, and the number each gets: a scenario's N1 is nobody else's.

    One already created, or prepared, in the same words is the same one: those already created come third. An action
    that another orientation holds is not attached twice: such actions come last.
    """
    waiting = [one for one in prepared if one.sense == "creee" and not one.dropped]
    in_force = [one for one in map(room.in_force, room.heads) if one]
    created_already = {folded(one.label): one.object_id for one in in_force if one.sense == "creee"}
    standing = {folded(one.label): one.object_id for one in waiting} | created_already
    held = {action for one in (*(p for p in prepared if not p.dropped), *in_force) for action in one.actions}
    settled: list[str] = []
    unattached: list[str] = []
    known = [*(one.object_id for one in prepared), *room.heads]
    created: list[Preparation] = []
    numbers = {}
    for decision in scenario.decisions:
        if not is_new(decision.object_id):
            continue
        code = standing.get(folded(decision.label))
        if code in created_already.values():
            settled.append(decision.object_id)
        elif code is not None:
            kept = next(one.actions for one in waiting if one.object_id == code)
            unattached += [action for action in decision.actions if action not in kept]
        if code is None:
            free = tuple(action for action in decision.actions if action not in held)
            unattached += [action for action in decision.actions if action in held]
            code = next_new((*known, *numbers.values()))
            note = NOTE.format(scenario.name)
            # The last of the list: the nine orientations come first, then what is prepared.
            order = min(40, 9 + len(prepared) + len(created) + 1)
            created.append(Preparation(code, "creee", decision.label, order, free, note=note))
        numbers[decision.object_id] = code
    return tuple(created), numbers, settled, tuple(dict.fromkeys(unattached))


def on_agenda(agenda: tuple[AgendaItem, ...], object_id: str, titles: Mapping[str, str]) -> tuple[AgendaItem, ...]:
    """The agenda with a point of its own for this object: taken out of its lot, or added at the end."""
    for place, item in enumerate(agenda):
        if item.objects == (object_id,):
            return agenda
        if object_id in item.objects:
            rest = tuple(name for name in item.objects if name != object_id)
            if len(rest) == 1:
                others = [single_item(rest[0], titles)]
            else:
                others = [replace(item, objects=rest, title=_without(item.title, rest))]
            return split_item(agenda, place, [*others, single_item(object_id, titles)])
    return (*agenda, single_item(object_id, titles))


def _without(title: str, rest: tuple[str, ...]) -> str:
    """« Lot : … (actions 2, 5 et 8) » names those it still holds."""
    numbers = [name.partition(":")[2] for name in rest]
    listed = f"{', '.join(numbers[:-1])} et {numbers[-1]}"
    before, found, _ = title.partition(" (actions ")
    return f"{before} (actions {listed})" if found else title


def single_item(object_id: str, titles: Mapping[str, str]) -> AgendaItem:
    """A point on one object, its title cut to what an agenda holds."""
    kind, _, code = object_id.partition(":")
    words = object_words(object_id)
    name = "Orientation" if kind == "orientation" else f"{words[:1].upper()}{words[1:]}"
    minutes = ORIENTATION_MINUTES if kind == "orientation" else CONTESTED_MINUTES
    return AgendaItem(f"{kind}-{code}", f"{name} : {titles.get(object_id, '')}"[:300], (object_id,), minutes)
