"""What the gestures on the orientations write: preparation and conditions; decisions are taken in meetings."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import streamlit as st

from components.drafts import keep_draft, read_draft
from components.grid_form import forget, look_again, say, seen
from components.url_codes import write_code
from data.analysis.orientation_lines import OrientationLine, attached_elsewhere, becoming
from data.deciding.codec import from_payload, to_payload
from data.deciding.conditions import Condition, check_condition, condition_id
from data.deciding.orientations import Preparation, check_preparation, is_new, next_new
from data.decision import Actor, Entry, Live
from data.load import load_conditions, load_examined_orientations, load_heads
from data.store.errors import signed
from pages.decider.grid_acts import write

_OPEN = "orientation-ouverte"
#: Where what was done is said: beside the form that did it.
PREPARING, CONDITIONS = "preparation", "conditions"
#: Several people may take the same number; it is tried again on what they have just written.
TRIES = 4


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
    """Keep what was just sent, or say why it was not; the form keeps what was typed.

    An orientation that someone else has created under the same number meanwhile is another one: this takes the next.
    """
    name = f"preparation-{object_id}"
    expected = seen(name, entry.version if entry else 0)
    if typed is None:
        return
    rival = entry if entry and expected == 0 and is_new(object_id) and not typed.dropped else None
    if rival:
        typed = replace(typed, object_id=next_created())
    orientations = {line.object_id: line.name for line in lines}
    elsewhere = attached_elsewhere(lines, typed.object_id)
    if faults := check_preparation(typed, orientations, actions, elsewhere, becoming(lines)):
        st.error(" ".join(dict.fromkeys(fault.message_fr for fault in faults)))
        return
    if rival:
        _record_beside(writer, typed, rival)
        return
    problem, head = write(writer, "preparer", object_id, to_payload(typed), expected)
    if problem and head is not None and expected == 0 and is_new(object_id) and not typed.dropped:
        _record_beside(writer, replace(typed, object_id=next_created()), head)
        return
    if head is None or problem:
        st.error(problem)
        if head is not None:
            look_again(name, head.version)
        return
    forget(name)
    say("Création abandonnée." if typed.dropped else "Préparation enregistrée : ce n'est pas une décision.", PREPARING)
    st.rerun()


def next_created() -> str:
    """The object of the next orientation to create: no preparation, decision or open meeting has ever named it."""
    used = [entry.object_id.partition(":")[2] for entry in load_heads("decision")]
    used += [entry.object_id for entry in load_heads("orientation")]
    rooms = [from_payload(Live, entry.payload) for entry in load_heads("live")]
    return next_new((*used, *(name for room in rooms for item in room.added for name in item.objects)))


def _record_beside(writer: Actor, typed: Preparation, rival: Entry) -> None:
    """Two people created an orientation at the same moment: both stay, the second under the next number."""
    for _ in range(TRIES):
        problem, head = write(writer, "preparer", typed.object_id, to_payload(typed), 0)
        if not problem:
            break
        if head is None:
            st.error(problem)
            return
        rival, typed = head, replace(typed, object_id=next_created())
    else:
        st.error("Plusieurs orientations se créent au même moment : rien n'est perdu, enregistrez de nouveau.")
        return
    forget(f"preparation-{rival.object_id}")
    forget(f"preparation-{typed.object_id}")
    theirs, own = (code.partition(":")[2] for code in (rival.object_id, typed.object_id))
    label = str(rival.payload.get("label") or theirs)
    say(
        f"{signed(rival)} a créé au même moment « {label} » ({theirs}) : rien n'en est remplacé. La vôtre est "
        f"enregistrée à part, sous {own} ; ce n'est pas une décision.",
        PREPARING,
    )
    write_code("preparer", typed.object_id)
    st.rerun()


def record_condition(writer: Actor, sent: Condition | None, items: Collection[str], form: str) -> None:
    """Attach or take off the line just sent, or say why not: a version of its own, nothing is deleted.

    form: the name of the form it was typed in, emptied once it is recorded.
    """
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
    forget(form)
    done = "Condition de réussite rattachée." if sent.attached else "Condition retirée : elle reste au journal."
    say(done, CONDITIONS)
    st.rerun()
