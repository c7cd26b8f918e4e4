"""What the form of the room begins with, offers and decides: the seed, the choices, one gesture's decisions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from components.decision_fields import FormChoices
from components.formats import listing, truncated
from components.memo import remember
from data.analysis.emptied import emptied_orientations
from data.analysis.evidence import (
    pilot_note,
    pilots_of,
    tied_bodies,
)
from data.deciding.decisions import ENDED, Ground, departure_words, departures, of_its_sense, senses_of
from data.deciding.live import Point
from data.deciding.orientations import Preparation, as_decision, is_new, read_preparations
from data.deciding.room import Room
from data.deciding.wording import default_wording, kind_of
from data.decision import SENSE_LABELS, Decision
from data.load import (
    load_fiche,
    load_frames,
    load_grid_class,
    load_heads,
    load_manifest,
    load_orientation_class,
    load_tables,
    load_territories,
)
from pages.decider.room_view import CO_CHAIRS, object_name, shipped_titles, status_of, titles

#: In a lot, each action keeps what its own fiche proposes.
LOT_SENSE = "selon_fiche"


def seed_of(room: Room, point: Point) -> Decision:
    """The decision the form begins with: what was being worded, else what is decided, else the fiche's own facts.

    Its identifier is made when it is recorded.
    """
    name = form_object(point)
    draft, taken = room.draft(name), None if point.is_lot else room.decided(name)
    # A wording older than the decision says less than it: the decision may have been completed since.
    if kept := taken if draft is None or (taken and room.drafts[name].seq < room.heads[name].seq) else draft:
        return kept if point.is_lot else _on_today(room, kept)
    if is_new(name):
        return created_seed(room, name)
    status = None if point.is_lot else status_of(name)
    pilots = pilots_of(load_fiche(status.action_id)) if status else ()
    label_before = "" if point.is_lot else words_before(room, name)
    return Decision(
        decision_id="",
        object_id=name,
        meeting_id=room.meeting.meeting_id,
        number=0,
        sense=LOT_SENSE if point.is_lot and all(_clear(one) for one in point.objects) else "",
        wording="",
        pilot=pilots[0] if len(pilots) == 1 else "",
        due=None,
        proposal_reading=status.reading if status else "",
        proposal_written=status.written if status else "",
        grid_class=_grid_class(name),
        label_before=label_before,
        lot=point.lot if point.is_lot else "",
        data_version=load_manifest().version,
    )


def _on_today(room: Room, kept: Decision) -> Decision:
    """A wording on what the fiche, the grid and the schéma say now: one that a scenario prepared knew none of it."""
    name, status = kept.object_id, status_of(kept.object_id)
    kept = replace(kept, grid_class=_grid_class(name), label_before=words_before(room, name))
    if status and not kept.proposal_reading:
        kept = replace(kept, proposal_reading=status.reading, proposal_written=status.written)
    return kept if kept.data_version else replace(kept, data_version=load_manifest().version)


def words_before(room: Room, object_id: str) -> str:
    """The words of an orientation before what is decided now; empty for an action, and for one to be created."""
    if kind_of(object_id) != "orientation":
        return ""
    here, earlier = room.decided(object_id), room.earlier(object_id)
    if here:  # a correction rewords what stood before the decision it corrects
        return here.label_before or ("" if is_new(object_id) else shipped_titles().get(object_id, ""))
    return (earlier.label if earlier else "") or shipped_titles().get(object_id, "")


def created_seed(room: Room, object_id: str) -> Decision:
    """An orientation to be created, with the wording and the actions prepared for it, if any."""
    _, prepared = read_preparations(load_heads("orientation")).get(object_id, (None, Preparation(object_id)))
    seed = replace(as_decision(prepared), sense="creee", meeting_id=room.meeting.meeting_id, merged_into="")
    grid, before = _grid_class(object_id), words_before(room, object_id)
    return replace(seed, grid_class=grid, label_before=before, data_version=load_manifest().version)


def _grid_class(object_id: str) -> str:
    return load_grid_class(object_id) if status_of(object_id) else load_orientation_class(object_id)


def _reading(object_id: str) -> str:
    status = status_of(object_id)
    return status.reading if status else ""


def _clear(object_id: str) -> bool:
    status = status_of(object_id)
    return status is None or status.reading in ("poursuite", "reorientation", "arret")


def form_object(point: Point) -> str:
    """What a point's draft is kept under: its object, or the lot itself."""
    return f"lot:{point.point_id}" if point.is_lot else point.objects[0]


def decisions_of(room: Room, point: Point, typed: Decision, new_id: Callable[[], str]) -> list[Decision]:
    """What one gesture decides: the object, or each object of the lot, with its own sentence and pilot."""
    if not point.is_lot:
        return [of_its_sense(typed)]
    found = []
    for name in point.objects:
        status = status_of(name)
        sense = (status.reading if status else "maintenue") if typed.sense == LOT_SENSE else typed.sense
        pilots = pilots_of(load_fiche(status.action_id)) if status else ()
        one = replace(
            typed,
            decision_id=new_id(),
            object_id=name,
            sense=sense,
            modality=typed.modality if sense == "reorientation" else "",
            pilot=listing(list(pilots)),
            proposal_reading=status.reading if status else "",
            proposal_written=status.written if status else "",
            grid_class=_grid_class(name),
            label_before=words_before(room, name),
            lot=point.point_id,
        )
        found.append(of_its_sense(replace(one, wording=suggested(room, one))))
    return found


def suggested(room: Room, decision: Decision) -> str:
    """The sentence that goes with the sense of `decision`."""
    known = titles(room)
    title, merged = known.get(decision.object_id, ""), known.get(decision.merged_into, "")
    return default_wording(decision, room.meeting, title, merged)


def ground(room: Room, together: Sequence[Decision] = ()) -> Ground:
    """What a decision is checked on. together: those of the same gesture, which stand beside it."""
    standing = in_force_now(room) | {one.object_id: one for one in together}
    return Ground(frozenset(titles(room)), frozenset(load_territories()), frozenset(conditions()), standing)


def in_force_now(room: Room) -> dict[str, Decision]:
    """Object → the decision that stands on it, of this meeting or of an earlier one."""
    return {name: one for name, one in room.decisions.items() if room.decided(name) or room.earlier(name)}


def conditions() -> dict[str, str]:
    """The ideas of the workshop day: code → words."""
    return remember((load_manifest().version, "conditions"), _conditions)


def _conditions() -> dict[str, str]:
    table = load_tables()["workshop_items"]
    return dict(zip(table["item_id"], table["text"], strict=True))


def emptied_by(room: Room, decisions: Sequence[Decision]) -> tuple[str, ...]:
    """The orientations these decisions would leave with nothing to carry, named. Asked at each tick: kept."""
    now = in_force_now(room)
    leaving = [one for one in map(of_its_sense, decisions) if one.sense and (one.object_id in now or _moves(one))]
    if not leaving:
        return ()
    key = tuple(
        (one.object_id, one.sense, one.modality, one.merged_into, one.actions) for one in (*now.values(), *leaving)
    )
    found = remember(
        (load_manifest().version, "vidées", key), lambda: emptied_orientations(load_tables(), now, leaving)
    )
    return tuple(f"l'orientation {name.partition(':')[2]}" for name, _ in found)


def _moves(decision: Decision) -> bool:
    """Whether it takes an action from where it is, on an object that nothing was decided on."""
    away = decision.sense == "arret" or decision.modality in ("transferer", "fusionner")
    return away or bool(decision.actions) or decision.sense in ENDED


def choices_of(room: Room, point: Point, typed: Decision) -> FormChoices:
    """What the form offers for this point, given what is typed so far."""
    names = titles(room)
    kind = kind_of(point.objects[0])
    senses = {code: SENSE_LABELS[code] for code in senses_of(point.objects[0])}
    if is_new(point.objects[0]) and not (room.decided(point.objects[0]) or room.earlier(point.objects[0])):
        senses = {"creee": SENSE_LABELS["creee"]}  # nothing to reword, merge or withdraw yet
    if point.is_lot:
        follow = "Selon chaque fiche" if kind == "action" else "Toutes maintenues"
        alone = ("fusionnee", "reformulee")
        senses = {LOT_SENSE: follow} | {code: words for code, words in senses.items() if code not in alone}
    reading = "" if point.is_lot else typed.proposal_reading
    departed = departures(replace(typed, proposal_reading=reading))
    status = None if point.is_lot else status_of(point.objects[0])
    fiche = load_fiche(status.action_id) if status else None
    near = tied_bodies(fiche) if fiche else ()
    ended = {name for name, one in in_force_now(room).items() if one.sense in (*ENDED, "arret")}
    return FormChoices(
        senses=senses,
        bodies=tuple(dict.fromkeys([*near, *CO_CHAIRS, *room.meeting.invited])),
        frames=tuple(dict.fromkeys(frame.acronym or frame.label for frame in load_frames())),
        mergers={
            code: f"{object_name(code)} – {truncated(title, 60)}"
            for code, title in names.items()
            if kind_of(code) == kind and code not in point.objects and (code not in ended or code == typed.merged_into)
        },
        actions={
            code: f"{object_name(code)} – {truncated(title, 60)}"
            for code, title in names.items()
            if kind_of(code) == "action"
        },
        conditions=conditions(),
        votes=room.meeting.votes_counted,
        worded=not point.is_lot,
        piloted=not point.is_lot,
        asks_how=typed.sense == "reorientation"
        or (typed.sense == LOT_SENSE and any(_reading(name) == "reorientation" for name in point.objects)),
        motive_due=f"nécessaire : {departure_words(departed)}" if departed else "",
        emptied=emptied_by(room, decisions_of(room, point, typed, lambda: "")),
        pilot_note=pilot_note(fiche),
    )
