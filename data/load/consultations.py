"""The opinions asked: read from the journal, recorded; a correction is a new version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.deciding.codec import from_payload, to_payload
from data.deciding.consultations import Consultation, read_consultations
from data.decision import Actor, Entry
from data.load.store import load_changed, load_heads, load_store
from data.store import StoreError, Write, new_entry_id


def load_consultations() -> dict[str, Consultation]:
    """Body → what is known of its opinion. Raises `UnavailableError`."""
    return {body: said for body, (_, said) in read_consultations(load_heads("consultation")).items()}


def load_consultation_versions() -> dict[str, int]:
    """Body → the version that is on screen. Raises `UnavailableError`."""
    return {body: entry.version for body, (entry, _) in read_consultations(load_heads("consultation")).items()}


def load_changed_consultations() -> tuple[tuple[tuple[Entry, Consultation], ...], ...]:
    """The versions of each body's record written more than once, the first one first. Raises `UnavailableError`."""
    return tuple(
        tuple((entry, from_payload(Consultation, entry.payload)) for entry in lines)
        for lines in load_changed("consultation")
    )


def record_consultations(actor: Actor, said: Sequence[Consultation], seen: Mapping[str, int]) -> str:
    """Record them all or none; what stops it, in French, else nothing. seen: body → the version that was on screen."""
    writes = [
        Write("preparer", one.object_id, "consultation", to_payload(one), seen.get(one.body_id, 0), new_entry_id())
        for one in said
    ]
    try:
        load_store().append_many(actor, writes)
    except StoreError as error:
        return error.message_fr
    return ""
