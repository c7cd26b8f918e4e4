"""What the decision form holds between two runs: its choices, its fields read back and seeded.

What is typed is kept at once as a draft of the store; only a button records it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from components.drafts import field, fill_field, has_field, keep_draft, read_draft
from data.deciding.faults import clean
from data.decision import Ballot, Decision, Reservation

VOTES = (("present", "Présents"), ("for_", "Pour"), ("against", "Contre"), ("abstention", "Abstentions"))


@dataclass(frozen=True)
class FormChoices:
    """What the form offers for one object: code → words; bodies and frames as they are read.

    `asks_how`: a réorientation is among what it decides. `motive_due`: why a motive is needed. `emptied`: orientations
    it would leave without action. `pilot_note`: why no pilot is filled in, said while none is. A lot is neither
    `worded` nor `piloted` as a whole: each object keeps its own.
    """

    senses: Mapping[str, str]
    bodies: Sequence[str] = ()
    frames: Sequence[str] = ()
    mergers: Mapping[str, str] | None = None
    actions: Mapping[str, str] | None = None
    conditions: Mapping[str, str] | None = None
    votes: bool = False
    worded: bool = True
    piloted: bool = True
    asks_how: bool = False
    motive_due: str = ""
    emptied: Sequence[str] = ()
    pilot_note: str = ""


def form_key(name: str, part: str) -> str:
    return f"decision-{name}-{part}"


def read_form(name: str, base: Decision) -> Decision:
    """`base` with all that the form `name` holds: what is not drawn keeps what it had."""

    def typed(part: str, before: str) -> str:
        key = form_key(name, part)
        return clean(field(key)) if has_field(key) else before

    def day(part: str, before: dt.date | None) -> dt.date | None:
        key = form_key(name, part)
        found = field(key) if has_field(key) else before
        return found if isinstance(found, dt.date) else None

    def several(part: str, before: tuple[str, ...]) -> tuple[str, ...]:
        key = form_key(name, part)
        return tuple(field(key) or ()) if has_field(key) else before

    read = replace(
        base,
        sense=typed("sense", base.sense),
        wording=typed("wording", base.wording),
        pilot=typed("pilot", base.pilot),
        due=day("due", base.due),
        modality=typed("modality", base.modality),
        receiving_frame=typed("receiving_frame", base.receiving_frame),
        merged_into=typed("merged_into", base.merged_into),
        label=typed("label", base.label),
        actions=several("actions", base.actions),
        motive=typed("motive", base.motive),
        adoption=typed("adoption", base.adoption) or "accord",
        conditions=several("conditions", base.conditions),
        emptying_confirmed=bool(field(form_key(name, "emptying_confirmed"), base.emptying_confirmed)),
        correction_reason=typed("correction_reason", base.correction_reason),
    )
    return replace(read, ballot=_ballot(name, read), reservations=_reservations(name, base.reservations))


def _ballot(name: str, read: Decision) -> Ballot | None:
    if read.adoption != "vote":
        return None
    if not has_field(form_key(name, "present")):
        return read.ballot
    return Ballot(*(int(field(form_key(name, part)) or 0) for part, _ in VOTES))


def _reservations(name: str, before: tuple[Reservation, ...]) -> tuple[Reservation, ...]:
    """Those kept, then the one being typed; an empty text withdraws it."""
    if not has_field(form_key(name, "reservation-0-text")):
        return before
    found = []
    for place in range(len(before) + 1):
        key = form_key(name, f"reservation-{place}")
        body, text = clean(field(f"{key}-body")), clean(field(f"{key}-text"))
        if body or text:
            found.append(Reservation(body, text))
    return tuple(found)


def seed_form(name: str, seed: Decision, stamp: str, suggested: str) -> None:
    """Fill the form with `seed` when it is drawn anew, or when someone else changed it (`stamp` is theirs).

    suggested: the sentence that goes with the sense of the seed.
    """
    if has_field(form_key(name, "wording")) and read_draft(f"{name}-semis") == stamp:
        return
    keep_draft(f"{name}-semis", stamp)
    keep_draft(f"{name}-phrase", frozenset({suggested}))
    for part in ("wording", "motive", "label", "correction_reason"):
        fill_field(form_key(name, part), getattr(seed, part))
    fill_field(form_key(name, "sense"), seed.sense or None)
    fill_field(form_key(name, "modality"), seed.modality or None)
    fill_field(form_key(name, "due"), seed.due)
    for part in ("pilot", "receiving_frame", "merged_into"):
        fill_field(form_key(name, part), getattr(seed, part) or None)
    for part in ("conditions", "actions"):
        fill_field(form_key(name, part), list(getattr(seed, part)))
    fill_field(form_key(name, "adoption"), seed.adoption)
    fill_field(form_key(name, "emptying_confirmed"), seed.emptying_confirmed)


def follow_suggestion(name: str, words: str) -> None:
    """Write the sentence that goes with what is chosen, unless the room has begun to write its own.

    Asked at each run: a browser that has not yet received a sentence sends back the one before it, or none, and any
    sentence once suggested is no one's own.
    """
    memory, key = f"{name}-phrase", form_key(name, "wording")
    made: frozenset[str] = read_draft(memory) or frozenset()
    if not words:
        return
    if clean(field(key)) in made | {""} and field(key) != words:
        fill_field(key, words)
    keep_draft(memory, made | {words})


def seed_field(key: str, value: object) -> None:
    if not has_field(key):
        fill_field(key, value)
