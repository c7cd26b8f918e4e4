"""A meeting: the agenda proposed for it, and what it must hold before it is kept. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Sequence

from data.deciding.faults import Fault, text_faults
from data.decision import INSTANCES, MEETING_STATES, AgendaItem, Entry, Meeting
from data.model import DEPARTEMENT, READING_LABELS, ActionStatus, Caveat

#: Minutes proposed for each kind of item: with the nine orientations and sixteen actions they add up to an hour.
ORIENTATION_MINUTES = 2
LOT_MINUTES = 4
UNCONTESTED_MINUTES = 2
CONTESTED_MINUTES = 3
#: A proposal that can be followed as it stands; the other readings ask the room to choose.
CLEAR_READINGS = ("poursuite", "reorientation", "arret")
#: This precaution bears on orientations, and by itself does not open an action.
ABOUT_ORIENTATIONS = "orientations-une-seule-action"
#: The point a meeting opens on once an earlier one has decided something: no object, nothing to decide.
FOLLOW_UP_ITEM, FOLLOW_UP_MINUTES = "suites", 3
LIMITS = {"title": 200, "place": 200, "next_meeting": 300}
LINE_LIMIT = 300
ATTENDANCE = ("present", "represented", "excused")
ITEMS_LIMIT = 60
MINUTES_LIMIT = 240
_TIME = re.compile(r"([01]?\d|2[0-3])[:hH]([0-5]\d)")


def contested(statuses: Sequence[ActionStatus], caveats: Sequence[Caveat]) -> dict[int, str]:
    """The actions that must be opened in the room, and why: no clear proposal, or a precaution that can change it."""
    found = {}
    for status in statuses:
        grave = next(
            (
                caveat.title
                for caveat in caveats
                if caveat.severity == "A"
                and caveat.caveat_id != ABOUT_ORIENTATIONS
                and caveat.touches("action", str(status.action_id))
            ),
            "",
        )
        if grave:
            found[status.action_id] = grave
        elif status.reading not in CLEAR_READINGS:
            found[status.action_id] = f"statut « {READING_LABELS[status.reading].lower()} » : à trancher"
    return found


def propose_agenda(
    orientations: Sequence[tuple[str, str]], statuses: Sequence[ActionStatus], caveats: Sequence[Caveat]
) -> tuple[AgendaItem, ...]:
    """Orientations first, then the uncontested actions in lots by proposal, then the contested ones, one by one.

    orientations: (O1…, label), in their order.
    """
    open_ones = contested(statuses, caveats)
    items = [orientation_item(code, label, statuses, open_ones) for code, label in orientations]
    for reading in CLEAR_READINGS:
        same = [status for status in statuses if status.reading == reading and status.action_id not in open_ones]
        if len(same) > 1:
            numbers = ", ".join(str(status.action_id) for status in same[:-1]) + f" et {same[-1].action_id}"
            title = f"Lot : {READING_LABELS[reading].lower()} proposée sans précaution grave (actions {numbers})"
            objects = tuple(f"action:{status.action_id}" for status in same)
            items.append(AgendaItem(f"lot-{reading}", title, objects, LOT_MINUTES))
        else:
            items += [action_item(status, UNCONTESTED_MINUTES) for status in same]
    items += [
        action_item(status, CONTESTED_MINUTES, open_ones[status.action_id])
        for status in statuses
        if status.action_id in open_ones
    ]
    return tuple(items)


def orientation_item(code: str, label: str, statuses: Sequence[ActionStatus], open_ones: Collection[int]) -> AgendaItem:
    """An orientation, and what hangs on it: the actions beneath it, those to settle among them.

    open_ones: the actions `contested`.
    """
    beneath = [status.action_id for status in statuses if status.orientation_id == code]
    unsettled = [str(action) for action in beneath if action in open_ones]
    if len(beneath) == 1:
        note = "une seule action la porte : l'arrêter ou la transférer la viderait"
        note += f" ; l'action {unsettled[0]} est à trancher" if unsettled else ""
    elif unsettled:
        named = " et ".join(filter(None, (", ".join(unsettled[:-1]), unsettled[-1])))
        note = f"{len(beneath)} actions, dont à trancher : {named}"
    else:
        note = f"{len(beneath)} actions, aucune à trancher" if beneath else "aucune action ne la porte"
    return AgendaItem(
        f"orientation-{code}", f"Orientation : {label}", (f"orientation:{code}",), ORIENTATION_MINUTES, note
    )


def with_follow_up(agenda: tuple[AgendaItem, ...]) -> tuple[AgendaItem, ...]:
    """The agenda, opening on what became of the earlier decisions."""
    if any(item.item_id == FOLLOW_UP_ITEM for item in agenda):
        return agenda
    return (AgendaItem(FOLLOW_UP_ITEM, "Suites données aux décisions antérieures", (), FOLLOW_UP_MINUTES), *agenda)


def action_item(status: ActionStatus, minutes: int, note: str = "") -> AgendaItem:
    return AgendaItem(
        f"action-{status.action_id}",
        f"Action {status.action_id} : {status.title}",
        (f"action:{status.action_id}",),
        minutes,
        note,
    )


def new_meeting(meeting_id: str, agenda: tuple[AgendaItem, ...], reference: dt.date | None) -> Meeting:
    """A meeting about to be prepared: votes are not counted unless someone asks for it."""
    return Meeting(
        meeting_id=meeting_id,
        instance="copil_restreint",
        day=None,
        time="",
        place="",
        title="",
        territory_id=DEPARTEMENT,
        invited=(),
        present=(),
        represented=(),
        excused=(),
        agenda=agenda,
        documents=(),
        distribution=(),
        reference_date=reference,
        next_meeting="",
        votes_counted=False,
        state=MEETING_STATES[0],
    )


def seen_from(meeting: Meeting) -> dt.date | None:
    """The day a meeting is looked at from: its date de référence, else its own day; None while neither is known."""
    return meeting.reference_date or meeting.day


def total_minutes(meeting: Meeting) -> int:
    return sum(item.minutes for item in meeting.agenda)


def written_time(words: str) -> str:
    """« 14h30 » → « 14:30 »; empty when it is no time of day."""
    found = _TIME.fullmatch(words.strip())
    return f"{int(found[1]):02d}:{found[2]}" if found else ""


def check_meeting(meeting: Meeting, objects: Collection[str], territories: Collection[str]) -> tuple[Fault, ...]:
    """All that stands against keeping the meeting as it is typed, field by field, in French."""
    faults: list[Fault] = []
    if meeting.instance not in INSTANCES:
        faults.append(Fault("instance", "Choisissez l'instance dans la liste."))
    if meeting.day is None:
        faults.append(Fault("day", "Choisissez la date de la réunion."))
    if meeting.time and not written_time(meeting.time):
        faults.append(Fault("time", "L'heure s'écrit « 14:30 »."))
    if meeting.territory_id not in territories:
        faults.append(Fault("territory_id", "Ce territoire est inconnu : choisissez dans la liste."))
    elif meeting.instance == "arrondissement" and meeting.territory_id == DEPARTEMENT:
        faults.append(Fault("territory_id", "Dites de quel arrondissement."))
    if meeting.day and meeting.reference_date and meeting.reference_date > meeting.day:
        faults.append(Fault("reference_date", "La date de référence vient après la réunion."))
    for name, limit in LIMITS.items():
        faults += text_faults(name, getattr(meeting, name), limit=limit)
    for name in ("invited", *ATTENDANCE, "documents", "distribution"):
        faults += [fault for line in getattr(meeting, name) for fault in text_faults(name, line, limit=LINE_LIMIT)][:1]
    return (*faults, *check_attendance(meeting), *check_agenda(meeting.agenda, objects))


def check_attendance(meeting: Meeting) -> tuple[Fault, ...]:
    """A body is present, represented or excused: one of the three."""
    faults = []
    for name, others, words in (
        ("represented", meeting.present, "déjà dit présent"),
        ("excused", (*meeting.present, *meeting.represented), "déjà dit présent ou représenté"),
    ):
        twice = [body for body in getattr(meeting, name) if body in others]
        if twice:
            faults.append(Fault(name, f"« {twice[0][:80]} » est {words} : gardez-le une seule fois."))
    return tuple(faults)


def attendance_faults(meeting: Meeting) -> tuple[Fault, ...]:
    """All that stands against the attendance typed in the room, and the words on the next meeting."""
    faults = list(check_attendance(meeting))
    for name in ATTENDANCE:
        faults += [fault for line in getattr(meeting, name) for fault in text_faults(name, line, limit=LINE_LIMIT)][:1]
    return (*faults, *text_faults("next_meeting", meeting.next_meeting, limit=LIMITS["next_meeting"]))


def check_agenda(agenda: Sequence[AgendaItem], objects: Collection[str]) -> tuple[Fault, ...]:
    """Every object known, none twice, each item with a title and a duration."""
    faults: list[Fault] = []
    if not agenda:
        faults.append(Fault("agenda", "Inscrivez au moins un point à l'ordre du jour."))
    if len(agenda) > ITEMS_LIMIT:
        faults.append(Fault("agenda", f"{len(agenda)} points : {ITEMS_LIMIT} au plus."))
    seen: set[str] = set()
    for place, item in enumerate(agenda, 1):
        where = f"Point {place} : "
        if not item.title.strip():
            faults.append(Fault("agenda", f"{where}donnez-lui un titre."))
        faults += [Fault("agenda", where + found.message_fr) for found in text_faults("agenda", item.title, limit=300)]
        if not 1 <= item.minutes <= MINUTES_LIMIT:
            faults.append(Fault("agenda", f"{where}durée de 1 à {MINUTES_LIMIT} minutes."))
        for name in item.objects:
            if name not in objects:
                faults.append(Fault("agenda", f"{where}« {name[:40]} » est inconnu."))
            elif name in seen:
                faults.append(Fault("agenda", f"{where}« {name} » est déjà à l'ordre du jour."))
            seen.add(name)
        kinds = {name.split(":")[0] for name in item.objects}
        if len(kinds) > 1:
            faults.append(Fault("agenda", f"{where}un lot réunit des actions, ou des orientations, pas les deux."))
    return tuple(faults)


def move_item(agenda: tuple[AgendaItem, ...], place: int, by: int) -> tuple[AgendaItem, ...]:
    """The item at `place` (from 0) moved up (-1) or down (1)."""
    target = place + by
    if not (0 <= place < len(agenda) and 0 <= target < len(agenda)):
        return agenda
    items = list(agenda)
    items.insert(target, items.pop(place))
    return tuple(items)


def group_items(agenda: tuple[AgendaItem, ...], places: Collection[int]) -> tuple[AgendaItem, ...]:
    """The items at `places` become one lot, where the first of them stood."""
    places = [place for place in places if 0 <= place < len(agenda) and agenda[place].objects]
    chosen = [agenda[place] for place in sorted(places)]
    if len(chosen) < 2:
        return agenda
    objects = tuple(name for item in chosen for name in item.objects)
    numbers = [name.partition(":")[2] for name in objects]
    what = "actions" if all(name.startswith("action:") for name in objects) else "orientations"
    lot = AgendaItem(
        "lot-" + "-".join(numbers)[:60],
        f"Lot : {what} {', '.join(numbers[:-1])} et {numbers[-1]}",
        objects,
        max(LOT_MINUTES, sum(item.minutes for item in chosen) // 2),
        "; ".join(dict.fromkeys(item.note for item in chosen if item.note)),
    )
    first = min(places)
    return tuple(
        lot if place == first else item for place, item in enumerate(agenda) if place == first or place not in places
    )


def split_item(agenda: tuple[AgendaItem, ...], place: int, singles: Sequence[AgendaItem]) -> tuple[AgendaItem, ...]:
    """A lot becomes its items again."""
    return (*agenda[:place], *singles, *agenda[place + 1 :])


def state_changes(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The lines of a meeting's history that opened it, closed it or opened it again, in order."""
    found: list[Entry] = []
    state: object = MEETING_STATES[0]
    for entry in entries:
        if entry.payload.get("state") != state:
            state = entry.payload.get("state")
            found.append(entry)
    return tuple(found)
