"""What the arrondissement meetings said: read from the journal, and recorded as a phone sends it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from types import MappingProxyType

from data.deciding.codec import from_payload, to_payload
from data.deciding.faults import InvalidError
from data.deciding.gatherings import Receipt, Remark, check_change, read_queue, remarks_in_force
from data.decision import Actor, Entry
from data.load.store import load_changed, load_heads, load_store
from data.store import StoreError, UnavailableError, Write, new_entry_id


def load_remarks() -> tuple[Remark, ...]:
    """Every contribution that stands, in the order recorded. Raises `UnavailableError`."""
    return remarks_in_force(load_heads("remark"))


def load_changed_remarks() -> tuple[tuple[tuple[Entry, Remark], ...], ...]:
    """The versions of each contribution corrected or taken back, the first one first. Raises `UnavailableError`."""
    return tuple(
        tuple((entry, from_payload(Remark, entry.payload)) for entry in lines) for lines in load_changed("remark")
    )


def record_remarks(
    actor: Actor,
    sent: str,
    objects: frozenset[str],
    territories: frozenset[str],
    meetings: Mapping[str, str] = MappingProxyType({}),
) -> Receipt:
    """Record what a phone sent, each contribution once however often it is sent; one refused stops no other."""
    try:
        received = read_queue(sent, objects, territories, meetings)
    except InvalidError as error:
        return Receipt(trouble=error.message_fr)
    recorded: list[str] = []
    refused = list(received.refused)
    for remark in received.remarks:
        try:
            refusal = _record(actor, remark)
        except UnavailableError as error:
            return Receipt(tuple(recorded), tuple(refused), error.message_fr)
        except StoreError as error:
            refusal = error.message_fr
        if refusal:
            refused.append((remark.token, refusal))
        else:
            recorded.append(remark.token)
    return Receipt(tuple(recorded), tuple(refused))


def _record(actor: Actor, remark: Remark) -> str:
    """Write it once; why it cannot be, in French, else nothing.

    A phone that did not hear the answer sends again, perhaps under a name typed another way since: what is already
    there is told as recorded, whoever sends it, and never written a second time.
    """
    store = load_store()
    head = store.head(remark.object_id)
    if head:
        kept = from_payload(Remark, head.payload)
        if kept.revision > remark.revision or replace(kept, withdrawn=False) == remark:
            return ""
        if kept.revision == remark.revision:
            return "Une autre contribution porte déjà cet identifiant : reprenez-la."
    expected = head.version if head else 0
    store.append(actor, Write("recueillir", remark.object_id, "remark", to_payload(remark), expected, remark.entry_id))
    return ""


def change_remark(
    actor: Actor, remark: Remark, changed: Remark | None, objects: Collection[str], territories: Collection[str]
) -> str:
    """Correct a contribution as it was read, or take it back when `changed` is None: a new version of it.

    What stops it, in French, else nothing. It keeps its identifier, its meeting and its day. objects, territories:
    what it may bear on.
    """
    if changed is None:
        after = replace(remark, withdrawn=True)
    else:
        kept = {name: getattr(remark, name) for name in ("remark_id", "territory_id", "round", "said_on", "meeting_id")}
        after = replace(changed, **kept, withdrawn=False, revision=remark.revision + 1)
        if faults := check_change(remark, after, objects, territories):
            return " ".join(fault.message_fr for fault in faults)
    store = load_store()
    try:
        head = store.head(remark.object_id)
        if head is None or from_payload(Remark, head.payload) != remark:
            return "Cette contribution a changé depuis : rechargez la page."
        payload = to_payload(after)
        store.append(actor, Write("recueillir", remark.object_id, "remark", payload, head.version, new_entry_id()))
    except StoreError as error:
        return error.message_fr
    return ""
