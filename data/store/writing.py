"""One wish to write, and the bounds it must keep. Pure."""

from __future__ import annotations

import json
import re
import uuid
from dataclasses import dataclass
from typing import Final

from data.decision import VERBS, Actor
from data.store.errors import RefusedError

#: A decision with its frozen evidence takes 10 to 60 kB; a relevé with everything in it, about 300.
PAYLOAD_LIMIT: Final = 1_000_000
#: A lot and all that comes with it.
BATCH_LIMIT: Final = 200
_OBJECT = re.compile(r"[a-z][a-z0-9_]{0,39}:[^\s\x00-\x1f\x7f]{1,200}")
_NAME_LIMIT = 200


@dataclass(frozen=True)
class Write:
    """One wish to write. `verb`: what is being done, one of `data.decision.VERBS`.

    `expected`: the version the writer saw, 0 for a new object. `entry_id`: a UUID made by the client before its first
    try, so that a retry never doubles.
    """

    verb: str
    object_id: str
    kind: str
    payload: dict[str, object]
    expected: int
    entry_id: str


def new_entry_id() -> str:
    """The identifier of a write, made once and kept for its retries."""
    return str(uuid.uuid4())


def canonical(value: object) -> str:
    """JSON with one spelling only: sorted keys, no space, no NaN. Raises `ValueError` or `TypeError`."""
    written = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    written.encode()  # half of a character cannot be stored
    return written


def checked_payload(write: Write) -> str:
    """The payload as it will be stored. Raises `RefusedError` when any part of the wish is out of bounds."""
    if write.verb not in VERBS:
        raise RefusedError("Cette opération est inconnue.")
    if not _OBJECT.fullmatch(write.object_id) or write.object_id.split(":")[0] != write.kind:
        raise RefusedError("L'objet à enregistrer est inconnu.")
    if write.expected < 0 or not _is_uuid(write.entry_id):
        raise RefusedError("L'enregistrement demandé est mal formé : rechargez la page.")
    try:
        written = canonical(write.payload)
    except (ValueError, TypeError, RecursionError):
        raise RefusedError(
            "Le contenu ne peut pas être enregistré : un caractère ou un nombre est illisible."
        ) from None
    if not isinstance(write.payload, dict) or len(written) > PAYLOAD_LIMIT:
        raise RefusedError("Le contenu est trop long pour être enregistré : raccourcissez les textes.")
    return written


def check_actor(actor: Actor) -> None:
    """Raises `RefusedError` when the person cannot sign a line of the journal."""
    for words in (actor.subject, actor.name, actor.capacity, actor.mode):
        if len(words) > _NAME_LIMIT or any(ord(sign) < 32 or 0xD800 <= ord(sign) < 0xE000 for sign in words):
            raise RefusedError("Le nom ou la qualité est trop long, ou contient un caractère illisible.")
    if not actor.name.strip():
        raise RefusedError("Saisissez votre nom et votre qualité avant d'enregistrer.")


def _is_uuid(written: str) -> bool:
    try:
        return str(uuid.UUID(written)) == written
    except (ValueError, AttributeError, TypeError):
        return False
