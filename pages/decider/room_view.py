"""What « En réunion » puts on screen about one point: its evidence, its names, its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from components.figures.small_map import compute_paths, map_links
from components.follow_up import opening_block
from components.formats import date, truncated
from components.gatherings import gathering_point
from components.html import Html
from components.memo import remember
from data.analysis.evidence import (
    Moment,
    freeze_action,
    freeze_listed,
    freeze_lot,
    freeze_orientation,
    pilots_of,
)
from data.deciding.codec import from_payload
from data.deciding.decisions import sense_words
from data.deciding.follow_up import before_meeting
from data.deciding.live import Point
from data.deciding.meetings import FOLLOW_UP_ITEM
from data.deciding.orientations import created_labels
from data.deciding.room import Room
from data.deciding.wording import kind_of
from data.decision import PilotAnswer
from data.evidence import Evidence, EvidenceAction, EvidenceAnswer
from data.load import (
    load_arrondissement_rings,
    load_caveats,
    load_fiche,
    load_grid,
    load_heads,
    load_links,
    load_manifest,
    load_orientation_frozen,
    load_statuses,
    load_tables,
)
from data.load.documents import load_tracked
from data.model import ARRONDISSEMENTS, ActionStatus

CO_CHAIRS = ("Préfet du Nord", "Département du Nord")


def titles(room: Room) -> dict[str, str]:
    """The name of every object that may be decided on: object → title."""
    added = room.live.added if room.live else ()
    # The part of an action has its name from the point that was made for it.
    named = {
        item.objects[0]: item.title.removeprefix(f"{object_name(item.objects[0])} : ")
        for item in (*room.meeting.agenda, *added)
        if len(item.objects) == 1
    }
    return named | shipped_titles() | created_labels(room.heads.values())


def shipped_titles() -> dict[str, str]:
    """The orientations and actions of the 2017-2023 schéma: object → title."""
    return remember((load_manifest().version, "objets"), _shipped_titles)


def _shipped_titles() -> dict[str, str]:
    actions = {f"action:{status.action_id}": status.title for status in load_statuses()}
    table = load_tables()["orientations"].sort_values("rank")
    codes, labels = table["orientation_id"], table["label"]
    return {f"orientation:{code}": label for code, label in zip(codes, labels, strict=True)} | actions


def actions_of() -> dict[str, tuple[str, ...]]:
    """Orientation → its actions, as objects."""
    found: dict[str, list[str]] = {}
    for status in load_statuses():
        found.setdefault(f"orientation:{status.orientation_id}", []).append(f"action:{status.action_id}")
    return {name: tuple(actions) for name, actions in found.items()}


def object_name(object_id: str) -> str:
    """« Action 8 », « Orientation O4 »."""
    return f"{'Action' if kind_of(object_id) == 'action' else 'Orientation'} {object_id.partition(':')[2]}"


def point_title(room: Room, point: Point, length: int = 0) -> str:
    """The words of a point in a list; an object taken out of a lot bears its own."""
    words = point.title
    if not words:
        words = f"{object_name(point.objects[0])} : {titles(room)[point.objects[0]]} (sortie du lot)"
    return truncated(words, length) if length else words


def status_of(object_id: str) -> ActionStatus | None:
    number = object_id.partition(":")[2].split(".")[0]
    if kind_of(object_id) != "action" or not number.isdigit():
        return None
    return next((status for status in load_statuses() if status.action_id == int(number)), None)


def evidence_of(room: Room, point: Point) -> Evidence:
    """What is on screen about this point; frozen with the decision that is taken on it."""
    if not point.is_lot and len(point.objects) == 1:
        return object_evidence(room, point.objects[0])
    return remember(
        (load_manifest().version, "lot", point),
        lambda: freeze_lot(point.point_id, point_title(room, point), listed(room, point.objects), moment(room)),
    )


def opening_html(room: Room, point: Point, projected: bool) -> Html:
    """A point without object. The one a meeting opens on is drawn again only when something was decided since; of the
    others, those of an arrondissement meeting, there is nothing to show but their title.
    """
    if point.point_id != FOLLOW_UP_ITEM:
        return gathering_point(point_title(room, point), place_words(room, point), projected)
    lines = (*load_heads("decision"), *load_heads("follow_up"))
    stamp = max(lines, key=lambda entry: entry.seq).hash if lines else ""
    reference = room.meeting.reference_date or room.meeting.day or dt.date.today()

    def draw() -> Html:
        tracked = before_meeting(load_tracked(), room.meeting)
        return opening_block(tracked, reference, place_words(room, point), projected=projected)

    return remember(("suites", stamp, room.meeting, reference, place_words(room, point), projected), draw)


def object_evidence(room: Room, object_id: str) -> Evidence:
    earlier, seen = earlier_words(room, object_id), moment(room)
    if status := status_of(object_id):
        links = {code: load_links(code)[status.action_id] for code in ARRONDISSEMENTS}
        fiche, answers = load_fiche(status.action_id), answers_of(status.action_id)
        grid = load_grid(object_id)
        return remember(
            (seen, "evidence", object_id, earlier, answers, grid),
            lambda: freeze_action(fiche, seen, links=links, answers=answers, grid=grid, earlier=earlier),
        )
    title = titles(room).get(object_id, object_id)
    beneath = listed(room, actions_of().get(object_id, ()))
    grid = load_orientation_frozen(object_id)
    return remember(
        (seen, "evidence", object_id, title, earlier, grid),
        lambda: freeze_orientation(object_id, title, beneath, load_caveats(), seen, earlier, grid),
    )


def answers_of(action_id: int) -> tuple[EvidenceAnswer, ...]:
    """What its bodies answered to the tour des pilotes, the latest of each."""
    found = [from_payload(PilotAnswer, entry.payload) for entry in load_heads("pilot_answer")]
    return tuple(
        EvidenceAnswer(
            body=answer.body,
            answered_on=date(answer.answered_on),
            proposal=answer.proposal,
            words=answer_words(answer),
            received_by=answer.received_by,
        )
        for answer in found
        if answer.action_id == action_id
    )


def answer_words(answer: PilotAnswer) -> str:
    """All that an answer says besides its reading of the proposal: its words, its figures, what it explains."""
    figures = (
        "\u00a0: ".join(filter(None, (what, value))) + (f" ({when})" if when else "")
        for what, value, when in answer.figures
    )
    explained = (words for _, words in answer.explanations)
    return " ; ".join(part for part in (answer.proposal_text, *figures, *explained, answer.comment) if part)


def listed(room: Room, objects: Sequence[str]) -> tuple[EvidenceAction, ...]:
    """Actions, or orientations, as a list shows them."""
    statuses = [status for name in objects if (status := status_of(name))]
    pilots = {status.action_id: pilots_of(load_fiche(status.action_id)) for status in statuses}
    others = [name for name in objects if kind_of(name) == "orientation"]
    return (
        *(EvidenceAction(name, titles(room).get(name, name), "", "") for name in others),
        *freeze_listed(statuses, load_caveats(), pilots),
    )


def earlier_words(room: Room, object_id: str) -> str:
    """What an earlier meeting decided on it; empty when nothing stands."""
    found = room.earlier(object_id)
    return f"Déjà décidé (décision n° {found.number}) : {sense_words(found)}. {found.wording}" if found else ""


def moment(room: Room) -> Moment:
    reference = room.meeting.reference_date
    return Moment(
        load_manifest().version,
        reference.isoformat() if reference else "",
        (("territoire", room.meeting.territory_id),),
    )


def map_image(evidence: Evidence) -> str:
    """The small map of the evidence, as an address; empty when it has none."""
    if not evidence.arrondissements:
        return ""
    links = {code: link for code, link, _ in evidence.arrondissements}

    def draw() -> str:
        return map_links(*compute_paths(load_arrondissement_rings()), links)

    return remember(("petite-carte", evidence.arrondissements), draw)


def place_words(room: Room, point: Point) -> str:
    """« Point 12 sur 25 · COPIL restreint du 28 juin 2024 »."""
    points = room.points
    rank = next((place for place, one in enumerate(points, 1) if one.point_id == point.point_id), 1)
    day = f" · réunion du {date(room.meeting.day)}" if room.meeting.day else ""
    return f"Point {rank} sur {len(points)}{day}"
