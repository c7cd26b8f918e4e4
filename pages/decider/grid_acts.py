"""What the gestures on the grille d'examen and on the orientations write, with the rights asked again by the store."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from components.drafts import keep_draft, read_draft
from components.grid_form import forget, look_again, say, seen
from data.deciding.codec import to_payload
from data.deciding.opinions import Weights, check_weights
from data.decision import Actor, Entry
from data.grid import ACTIONS, Examination
from data.load import load_grants, load_store
from data.store import ConflictError, StoreError, Write, may, new_entry_id
from data.store.errors import moment, signed

#: Where what was done is said: beside the form that did it.
WEIGHED = "poids"


def allowed(actor: Actor, verb: str, object_id: str) -> bool:
    """Whether the person in front of the screen may do this."""
    return may(actor, verb, object_id, load_grants(actor))


def write(
    actor: Actor, verb: str, object_id: str, payload: dict[str, object], expected: int
) -> tuple[str, Entry | None]:
    """("", the line written), or (why it was not, what someone else wrote first if that is why).

    One identifier is kept from try to try of the same wish: sent twice, it is written once.
    """
    wish = (verb, object_id, str(sorted(payload.items())), expected)
    kept = read_draft("grille-envoi")
    entry_id = kept[1] if kept and kept[0] == wish else new_entry_id()
    keep_draft("grille-envoi", (wish, entry_id))
    kind = object_id.partition(":")[0]
    try:
        return "", load_store().append(actor, Write(verb, object_id, kind, payload, expected, entry_id))
    except ConflictError as conflict:
        return conflict.message_fr, conflict.head
    except StoreError as error:
        return error.message_fr, None


def record_weights(
    writer: Actor, sent: Weights | None, now: tuple[int, ...], version: int, grid: Examination = ACTIONS
) -> None:
    """Record the weights just sent with their reason, or say why they were not."""
    expected = seen("poids", version)
    if sent is None:
        return
    if faults := check_weights(sent, now, grid):
        st.error(" ".join(dict.fromkeys(fault.message_fr for fault in faults)))
        return
    problem, head = write(writer, "ponderer", grid.weights_id, to_payload(sent), expected)
    if head is None or problem:
        st.error(problem)
        if head is not None:
            look_again("poids", head.version)
        return
    forget("poids")
    say("Pondérations enregistrées, avec leur raison.", WEIGHED)
    st.rerun()


def recorded_words(entry: Entry) -> str:
    """« Camille Essai (secrétariat), le 27 novembre 2026 à 14 h 05, version 2 »."""
    return f"{signed(entry)}, {moment(entry.at)}, version {entry.version}"


def weights_lines(history: Iterable[tuple[Entry, Weights]]) -> list[tuple[str, str, str]]:
    """Each change of weights: who and when, the points, the reason."""
    return [
        (recorded_words(entry), " · ".join(str(each) for each in weights.points), weights.reason)
        for entry, weights in history
    ]
