"""The relevé de décisions: what a meeting decided, and the states it goes through before it is sent out. Pure.

A draft follows the journal. Once submitted it holds the very lines it was submitted with: what the co-chairs approve is
what was read. A decision corrected since is told, and the relevé goes back to its draft to take it in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from data.deciding.codec import from_payload, to_payload
from data.deciding.faults import LINE, PARAGRAPH, Fault, check, date_faults, text_faults
from data.decision import Decision, Entry, Meeting

#: The two co-chairs, equal, in the order of the document; how each is named where it signs.
CHAIRS: Final = {"etat": "le préfet du Nord", "departement": "le président du Conseil départemental du Nord"}
#: What settles nothing yet: told apart from the decisions.
RETURNED: Final = ("renvoi_cotech", "reportee")


@dataclass(frozen=True)
class Approval:
    """A co-chair's approval, as recorded. `capacity`: the function of who signs for it (« Pour le préfet et par
    délégation, le secrétaire général »), never only a name."""

    chair: str
    capacity: str
    on: dt.date


@dataclass(frozen=True)
class Releve:
    """The state of a meeting's relevé. `lines`: the entries it was submitted with (empty: it follows the journal)."""

    meeting_id: str
    state: str = "projet"
    lines: tuple[str, ...] = ()
    submitted_on: dt.date | None = None
    approvals: tuple[Approval, ...] = ()
    sent_on: dt.date | None = None
    note: str = ""

    def approved_by(self, chair: str) -> Approval | None:
        return next((one for one in self.approvals if one.chair == chair), None)


@dataclass(frozen=True)
class Recorded:
    """A decision and the line of the journal that holds it."""

    entry: Entry
    decision: Decision


@dataclass(frozen=True)
class Content:
    """What the relevé of a meeting says. `returned`: points sent back to the COTECH or put off.

    `changed`: whether the journal has moved since the relevé was submitted.
    """

    meeting: Meeting
    releve: Releve
    decisions: tuple[Recorded, ...]
    returned: tuple[Recorded, ...]
    changed: bool = False

    @property
    def everything(self) -> tuple[Recorded, ...]:
        return tuple(sorted((*self.decisions, *self.returned), key=_rank))

    @property
    def reservations(self) -> tuple[tuple[int, str, str], ...]:
        """(number of the decision, body, text), in order."""
        return tuple(
            (one.decision.number, said.body, said.text) for one in self.everything for said in one.decision.reservations
        )

    @property
    def unexamined(self) -> tuple[str, ...]:
        """Objects of the agenda on which nothing stands, in its order: they stay open, and the relevé says so."""
        held = {one.decision.object_id for one in self.everything}
        return tuple(dict.fromkeys(name for item in self.meeting.agenda for name in item.objects if name not in held))

    @property
    def added(self) -> tuple[str, ...]:
        """Objects decided that the agenda did not hold: their points were opened in the room."""
        listed = {name for item in self.meeting.agenda for name in item.objects}
        held = (one.decision.object_id for one in self.everything)
        return tuple(name for name in dict.fromkeys(held) if name.split(".")[0] not in listed and name not in listed)

    @property
    def seal(self) -> str:
        """The hash of the last line of the journal it holds; empty when it holds none."""
        return max((one.entry for one in self.everything), key=lambda entry: entry.seq).hash if self.everything else ""


def releve_id(meeting_id: str) -> str:
    return f"releve:{meeting_id}"


def taken_in(meeting_id: str, entries: Iterable[Entry]) -> tuple[Recorded, ...]:
    """What the meeting decided and stands: its latest line on each object, unless it took it back.

    entries: every line of kind `decision`, of every meeting.
    """
    latest: dict[str, Recorded] = {}
    for entry in sorted(entries, key=lambda one: one.seq):
        decision = from_payload(Decision, entry.payload)
        if decision.meeting_id == meeting_id:
            latest[decision.object_id] = Recorded(entry, decision)
    standing = (one for one in latest.values() if not one.entry.payload.get("undone"))
    return tuple(sorted(standing, key=_rank))


def compute_content(meeting: Meeting, head: Entry | None, entries: Iterable[Entry]) -> Content:
    """The relevé from the journal: of the lines it was submitted with, else of those that stand today."""
    lines = tuple(entries)
    releve = from_payload(Releve, head.payload) if head else Releve(meeting.meeting_id)
    now = taken_in(meeting.meeting_id, lines)
    if not releve.lines:
        return _content(meeting, releve, now, changed=False)
    kept = {entry.entry_id: entry for entry in lines}
    held = tuple(
        Recorded(kept[name], from_payload(Decision, kept[name].payload)) for name in releve.lines if name in kept
    )
    return _content(meeting, releve, held, changed={one.entry.entry_id for one in now} != set(releve.lines))


def _content(meeting: Meeting, releve: Releve, found: tuple[Recorded, ...], *, changed: bool) -> Content:
    return Content(
        meeting,
        releve,
        tuple(one for one in found if one.decision.sense not in RETURNED),
        tuple(one for one in found if one.decision.sense in RETURNED),
        changed,
    )


def _rank(one: Recorded) -> tuple[int, int]:
    return one.decision.number or 10_000, one.entry.seq


def submit(content: Content, on: dt.date) -> Releve:
    """The draft goes to the members, with the lines it holds now. Raises `InvalidError`."""
    faults = [] if content.releve.state == "projet" else [_state("Seul un projet peut être soumis aux membres.")]
    if not content.everything:
        faults.append(_state("Aucune décision n'est enregistrée pour cette réunion : il n'y a rien à soumettre."))
    if content.meeting.state != "close":
        faults.append(_state("La réunion n'est pas close : fermez-la avant de soumettre le relevé."))
    check([*faults, *_dated(on, content.meeting.day, "la réunion")])
    lines = tuple(one.entry.entry_id for one in content.everything)
    return replace(content.releve, state="soumis", lines=lines, submitted_on=on, approvals=(), sent_on=None)


def approve(content: Content, chair: str, capacity: str, on: dt.date) -> Releve:
    """A co-chair approves; with the second approval the relevé is validated. Raises `InvalidError`."""
    releve = content.releve
    faults = [*text_faults("capacity", capacity, limit=LINE, required="Saisissez la fonction de qui valide.")]
    if releve.state != "soumis":
        faults.append(_state("Le relevé n'est pas soumis aux membres : il ne peut pas être validé."))
    if content.changed:
        faults.append(_state("Une décision a changé depuis la soumission : reprenez le relevé en projet."))
    if chair not in CHAIRS:
        faults.append(Fault("chair", "Choisissez qui valide : l'un des deux coprésidents."))
    elif releve.approved_by(chair):
        faults.append(Fault("chair", f"La validation pour {CHAIRS[chair]} est déjà enregistrée."))
    check([*faults, *_dated(on, releve.submitted_on, "la soumission")])
    approvals = tuple(
        sorted((*releve.approvals, Approval(chair, capacity, on)), key=lambda one: list(CHAIRS).index(one.chair))
    )
    state = "valide" if len(approvals) == len(CHAIRS) else "soumis"
    return replace(releve, approvals=approvals, state=state)


def send_out(content: Content, on: dt.date) -> Releve:
    """The validated relevé is sent to its distribution list. Raises `InvalidError`."""
    releve = content.releve
    faults = [] if releve.state == "valide" else [_state("Les deux coprésidents n'ont pas encore validé le relevé.")]
    check([*faults, *_dated(on, max((one.on for one in releve.approvals), default=None), "la validation")])
    return replace(releve, state="diffuse", sent_on=on)


def back_to_draft(content: Content, note: str) -> Releve:
    """The relevé follows the journal again; approvals are to be given anew. Raises `InvalidError`."""
    faults = text_faults("note", note, limit=PARAGRAPH, required="Dites pourquoi le relevé est repris.")
    if content.releve.state == "projet":
        faults.append(_state("Le relevé est déjà un projet."))
    check(faults)
    return Releve(content.releve.meeting_id, note=note)


def payload_of(releve: Releve) -> dict[str, object]:
    return to_payload(releve)


def _state(words: str) -> Fault:
    return Fault("state", words)


def _dated(on: dt.date, after: dt.date | None, what: str) -> list[Fault]:
    faults = date_faults("on", on)
    if not faults and after is not None and on < after:
        faults.append(Fault("on", f"Cette date précède {what} ({after:%d/%m/%Y})."))
    return faults
