"""What became of the decisions: who, by when, where it stands, what proves it. Pure.

What is late is judged from the date de référence, never from today. « Non communiqué » is a state of its own: nobody
has said anything yet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from data.deciding.codec import from_payload
from data.deciding.faults import LINE, PARAGRAPH, Fault, code_faults, date_faults, text_faults
from data.deciding.meetings import seen_from
from data.decision import FOLLOW_UP_STATES, Decision, Entry, FollowUp, Meeting
from data.model import DEPARTEMENT

#: States after which nothing is awaited.
OVER = ("realise", "abandonne")


@dataclass(frozen=True)
class Tracked:
    """A decision that stands, and what was last said of it. `version`: of what was said (0: nothing was)."""

    decision: Decision
    entry: Entry
    meeting: Meeting | None
    said: FollowUp | None
    version: int

    @property
    def state(self) -> str:
        return self.said.state if self.said else "non_communique"

    @property
    def over(self) -> bool:
        return self.state in OVER

    @property
    def bodies(self) -> tuple[str, ...]:
        """The pilot, then the co-pilots."""
        return tuple(dict.fromkeys(name for name in (self.decision.pilot, *self.decision.co_pilots) if name))

    def late(self, reference: dt.date) -> bool:
        """Awaited for a day before the date de référence, and not over."""
        return not self.over and self.decision.due is not None and self.decision.due < reference

    def concerns(self, territory_id: str) -> bool:
        """Whether a reader of that territory sees it: a decision without scope concerns the whole département."""
        scope = self.decision.scope
        return territory_id == DEPARTEMENT or not scope or DEPARTEMENT in scope or territory_id in scope


def follow_up_id(decision: Decision) -> str:
    """`follow_up:action:5:…`: it names the object decided on, by which the right of its pilot is judged."""
    return f"follow_up:{decision.object_id}:{decision.decision_id}"


def compute_tracked(
    decisions: Iterable[Entry], follow_ups: Iterable[Entry], meetings: Iterable[Meeting]
) -> tuple[Tracked, ...]:
    """Every decision that stands, from the latest lines of the journal, in the order they were recorded."""
    said = {entry.object_id: entry for entry in follow_ups}
    held = {meeting.meeting_id: meeting for meeting in meetings}
    found = []
    for entry in decisions:
        if entry.payload.get("undone"):
            continue
        decision = from_payload(Decision, entry.payload)
        last = said.get(follow_up_id(decision))
        found.append(
            Tracked(
                decision,
                entry,
                held.get(decision.meeting_id),
                from_payload(FollowUp, last.payload) if last else None,
                last.version if last else 0,
            )
        )
    return tuple(found)


def in_order(tracked: Iterable[Tracked], reference: dt.date) -> tuple[Tracked, ...]:
    """Late first, the longest first; then by due date; then those without one; what is over comes last."""

    def rank(one: Tracked) -> tuple[int, dt.date, str]:
        group = 3 if one.over else 0 if one.late(reference) else 1 if one.decision.due else 2
        return group, one.decision.due or dt.date.max, one.decision.object_id

    return tuple(sorted(tracked, key=rank))


def of_body(tracked: Iterable[Tracked], body: str) -> tuple[Tracked, ...]:
    """Those a body pilots, alone or with others; all of them when `body` is empty."""
    return tuple(one for one in tracked if not body or body in one.bodies)


def bodies_of(tracked: Iterable[Tracked]) -> tuple[str, ...]:
    """Every body that something is awaited from, by name."""
    return tuple(sorted({name for one in tracked for name in one.bodies}, key=str.casefold))


def before_meeting(tracked: Iterable[Tracked], meeting: Meeting) -> tuple[Tracked, ...]:
    """What the meeting opens on: decisions of the earlier ones, late first, from its date de référence."""
    reference = seen_from(meeting) or dt.date.max
    earlier = (
        one
        for one in tracked
        if one.decision.meeting_id != meeting.meeting_id
        and not (one.meeting and one.meeting.day and meeting.day and one.meeting.day > meeting.day)
    )
    return in_order(earlier, reference)


def count_states(tracked: Iterable[Tracked]) -> Mapping[str, int]:
    """How many in each state, in the order of the states; zeros are kept."""
    counts: dict[str, int] = {}
    for state in FOLLOW_UP_STATES:
        counts[state] = 0
    for one in tracked:
        counts[one.state] += 1
    return counts


def check_follow_up(said: FollowUp, decision: Decision, taken_on: dt.date | None, today: dt.date) -> tuple[Fault, ...]:
    """All that stands against recording it, field by field; empty when it may be."""
    faults = code_faults("state", said.state, FOLLOW_UP_STATES, "Choisissez un état de la liste.")
    dated = date_faults("state_on", said.state_on)
    if said.state != "non_communique" and said.state_on is None:
        dated.append(Fault("state_on", "Dites de quel jour date cet état."))
    if said.state_on and not dated:
        if said.state_on > today:
            dated.append(Fault("state_on", "Cette date est à venir."))
        elif taken_on and said.state_on < taken_on:
            dated.append(Fault("state_on", f"Cette date précède la décision ({taken_on:%d/%m/%Y})."))
    faults += dated
    required = "Dites ce qui le prouve (acte, convention, page publiée…)." if said.state == "realise" else ""
    faults += text_faults("proof", said.proof, limit=LINE, required=required)
    abandoned = "Dites pourquoi la décision est abandonnée." if said.state == "abandonne" else ""
    faults += text_faults("comment", said.comment, limit=PARAGRAPH, required=abandoned)
    named = "Nommez l'organisme qui le dit." if said.state != "non_communique" else ""
    faults += text_faults("reported_by", said.reported_by, limit=LINE, required=named)
    if said.decision_id != decision.decision_id:
        faults.append(Fault("decision_id", "Cette décision est inconnue."))
    return tuple(faults)


def late_count(tracked: Collection[Tracked], reference: dt.date) -> int:
    return sum(one.late(reference) for one in tracked)
