"""What is said in an arrondissement meeting: contributions by body, typed with or without a connection. Pure.

A phone sends what it kept as JSON; each contribution bears an identifier made on the phone, so that sending it again
writes nothing twice. What is wrong in one does not stop the others.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from data.deciding.codec import from_payload
from data.deciding.faults import LINE, Fault, InvalidError, clean, code_faults, date_faults, text_faults
from data.decision import Entry
from data.model import ARRONDISSEMENTS

REMARK_KINDS: Final = ("besoin", "difficulte", "avis", "proposition")
REMARK_LABELS: Final = {
    "besoin": "Besoin",
    "difficulte": "Difficulté",
    "avis": "Avis",
    "proposition": "Proposition",
}
FAMILIES: Final = ("epci", "commune", "ccas", "etat", "departement", "operateur", "association", "autre")
FAMILY_LABELS: Final = {
    "epci": "EPCI",
    "commune": "Commune",
    "ccas": "CCAS, CIAS",
    "etat": "État et ses agences",
    "departement": "Département",
    "operateur": "Opérateur de services",
    "association": "Association",
    "autre": "Autre",
}
ROUNDS: Final = ("1", "2")
ROUND_LABELS: Final = {
    "1": "Première rencontre : besoins et difficultés",
    "2": "Seconde rencontre : orientations à valider",
}
#: Characters of what a phone sends at once: a whole meeting, many times over.
QUEUE_LIMIT: Final = 400_000
BATCH: Final = 100


@dataclass(frozen=True)
class Remark:
    """One contribution. `objects`: actions and orientations it bears on; `territories`: EPCI, or none for the whole.

    `volunteer`: the body offers to take part in the territorial governance. `withdrawn`: taken back; the record stays.
    """

    remark_id: str
    territory_id: str
    round: str
    said_on: dt.date | None
    table: str
    kind: str
    body: str
    family: str
    text: str
    objects: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    volunteer: bool = False
    withdrawn: bool = False

    @property
    def object_id(self) -> str:
        return f"remark:{self.territory_id}:{self.remark_id}"


@dataclass(frozen=True)
class Received:
    """What came from a phone: what can be written, and what cannot, with the reason, by identifier."""

    remarks: tuple[Remark, ...]
    refused: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Receipt:
    """What became of a sending: identifiers recorded, identifiers refused with the reason, and what stopped it all."""

    recorded: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    trouble: str = ""


def check_remark(remark: Remark, objects: Collection[str], territories: Collection[str]) -> tuple[Fault, ...]:
    """All that stands against recording it, in French."""
    faults = [
        *code_faults("territory_id", remark.territory_id, ARRONDISSEMENTS, "Choisissez un arrondissement."),
        *code_faults("round", remark.round, ROUNDS, "Cette rencontre est inconnue."),
        *code_faults("kind", remark.kind, REMARK_KINDS, "Dites s'il s'agit d'un besoin, d'une difficulté, d'un avis…"),
        *code_faults("family", remark.family, FAMILIES, "Choisissez le type d'organisme."),
        *text_faults("body", remark.body, limit=LINE, required="Nommez l'organisme qui s'exprime."),
        *text_faults("text", remark.text, required="Écrivez ce qui est dit."),
        *text_faults("table", remark.table, limit=60),
        *date_faults("said_on", remark.said_on),
    ]
    if set(remark.objects) - set(objects):
        faults.append(Fault("objects", "Une action ou une orientation est inconnue."))
    if set(remark.territories) - set(territories):
        faults.append(Fault("territories", "Un territoire est inconnu."))
    return tuple(faults)


def read_queue(sent: str, objects: Collection[str], territories: Collection[str]) -> Received:
    """What a phone sent. Raises `InvalidError` when it is not a list of contributions at all."""
    if len(sent) > QUEUE_LIMIT:
        raise InvalidError(
            [Fault("envoi", "Trop de contributions à la fois : gardez-les et contactez le secrétariat.")]
        )
    try:
        rows = json.loads(sent)["contributions"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise InvalidError([Fault("envoi", "L'envoi est illisible : rien n'a été enregistré.")]) from None
    if not isinstance(rows, list):
        raise InvalidError([Fault("envoi", "L'envoi est illisible : rien n'a été enregistré.")])
    remarks: dict[str, Remark] = {}
    refused: list[tuple[str, str]] = []
    for row in rows[:BATCH]:
        name = row.get("remark_id", "") if isinstance(row, Mapping) else ""
        if not isinstance(row, Mapping) or not _is_uuid(name):
            continue  # Without an identifier nothing can be told of it: it stays on the phone.
        try:
            remark = _cleaned(row)
        except InvalidError as error:
            refused.append((name, error.message_fr))
            continue
        if faults := check_remark(remark, objects, territories):
            refused.append((name, " ".join(fault.message_fr for fault in faults)))
        else:
            remarks[name] = remark
    return Received(tuple(remarks.values()), tuple(refused))


def _cleaned(row: Mapping[str, Any]) -> Remark:
    texts = {name: clean(row[name]) for name in ("table", "body", "text") if isinstance(row.get(name), str)}
    said = {**row, **texts, "said_on": row.get("said_on") or None, "withdrawn": False}
    return from_payload(Remark, said)


def _is_uuid(written: object) -> bool:
    try:
        return isinstance(written, str) and str(uuid.UUID(written)) == written
    except ValueError:
        return False


def remarks_in_force(heads: Iterable[Entry]) -> tuple[Remark, ...]:
    """The contributions that stand, in the order they were first recorded."""
    found = (from_payload(Remark, entry.payload) for entry in heads)
    return tuple(remark for remark in found if not remark.withdrawn)
