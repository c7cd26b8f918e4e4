"""What the arrondissement meetings said: read from the journal, and recorded as a phone sends it."""

from __future__ import annotations

from dataclasses import replace

from data.deciding.codec import to_payload
from data.deciding.faults import InvalidError
from data.deciding.gatherings import Receipt, Remark, read_queue, remarks_in_force
from data.decision import Actor
from data.load.store import load_heads, load_store
from data.store import StoreError, UnavailableError, Write, new_entry_id


def load_remarks() -> tuple[Remark, ...]:
    """Every contribution that stands, in the order recorded. Raises `UnavailableError`."""
    return remarks_in_force(load_heads("remark"))


def record_remarks(actor: Actor, sent: str, objects: frozenset[str], territories: frozenset[str]) -> Receipt:
    """Record what a phone sent, each contribution once however often it is sent; one refused stops no other."""
    try:
        received = read_queue(sent, objects, territories)
    except InvalidError as error:
        return Receipt(trouble=error.message_fr)
    recorded: list[str] = []
    refused = list(received.refused)
    for remark in received.remarks:
        try:
            # The phone's identifier is the write's own: sent again, it is found and nothing is written.
            load_store().append(
                actor, Write("recueillir", remark.object_id, "remark", to_payload(remark), 0, remark.remark_id)
            )
            recorded.append(remark.remark_id)
        except UnavailableError as error:
            return Receipt(tuple(recorded), tuple(refused), error.message_fr)
        except StoreError as error:
            refused.append((remark.remark_id, error.message_fr))
    return Receipt(tuple(recorded), tuple(refused))


def withdraw_remark(actor: Actor, remark: Remark) -> str:
    """Take a contribution back, as a new version of it; what stops it, in French, else nothing."""
    store = load_store()
    try:
        head = store.head(remark.object_id)
        if head is None:
            return "Cette contribution n'est plus là : rechargez la page."
        payload = to_payload(replace(remark, withdrawn=True))
        store.append(actor, Write("recueillir", remark.object_id, "remark", payload, head.version, new_entry_id()))
    except StoreError as error:
        return error.message_fr
    return ""
