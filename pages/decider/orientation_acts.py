"""What the gestures on the orientations write: preparation and conditions; decisions are taken in meetings."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import streamlit as st

from components.drafts import keep_draft, read_draft
from components.grid_form import forget, look_again, say, seen
from data.analysis.orientation_lines import OrientationLine, attached_elsewhere
from data.deciding.codec import to_payload
from data.deciding.conditions import Condition, check_condition, condition_id
from data.deciding.orientations import Preparation, check_preparation
from data.decision import Actor, Entry
from data.load import load_conditions, load_examined_orientations
from pages.decider.grid_acts import write

_OPEN = "orientation-ouverte"


def begin_preparation(object_id: str) -> None:
    """Another orientation is opened: its form starts from what is recorded now."""
    if read_draft(_OPEN) != object_id:
        keep_draft(_OPEN, object_id)
        forget(f"preparation-{object_id}")


def record_preparation(
    writer: Actor,
    typed: Preparation | None,
    object_id: str,
    entry: Entry | None,
    lines: Sequence[OrientationLine],
    actions: Sequence[str],
) -> None:
    """Keep what was just sent, or say why it was not; the form keeps what was typed."""
    name = f"preparation-{object_id}"
    expected = seen(name, entry.version if entry else 0)
    if typed is None:
        return
    orientations = {line.object_id for line in lines}
    if faults := check_preparation(typed, orientations, actions, attached_elsewhere(lines, object_id)):
        st.error(" ".join(dict.fromkeys(fault.message_fr for fault in faults)))
        return
    problem, head = write(writer, "preparer", object_id, to_payload(typed), expected)
    if head is None or problem:
        st.error(problem)
        if head is not None:
            look_again(name, head.version)
        return
    forget(name)
    say("Création abandonnée." if typed.dropped else "Préparation enregistrée : ce n'est pas une décision.")
    st.rerun()


def record_condition(writer: Actor, sent: Condition | None, items: Collection[str]) -> None:
    """Attach or take off the line just sent, or say why not: a version of its own, nothing is deleted."""
    if sent is None:
        return
    entry, now = load_conditions().get((sent.orientation, sent.item_id), (None, None))
    if faults := check_condition(sent, load_examined_orientations(), items, now):
        st.error(" ".join(dict.fromkeys(fault.message_fr for fault in faults)))
        return
    target = condition_id(sent.orientation, sent.item_id)
    problem, _ = write(writer, "preparer", target, to_payload(sent), entry.version if entry else 0)
    if problem:
        st.error(problem)
        return
    forget(f"condition-{sent.orientation}")
    say("Condition de réussite rattachée." if sent.attached else "Condition retirée : elle reste au journal.")
    st.rerun()
