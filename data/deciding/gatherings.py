"""What is said in an arrondissement meeting: contributions by body, typed with or without a connection. Pure.

A phone sends what it kept as JSON; each contribution bears an identifier made on the phone, so that sending it again
writes nothing twice. What is wrong in one does not stop the others.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

from data.deciding.codec import from_payload
from data.deciding.faults import LINE, Fault, InvalidError, clean, code_faults, date_faults, text_faults, whole_faults
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
#: What none of the others is: a kind for who speaks, never one that is missed.
OTHER: Final = "autre"
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
#: What one contribution may bear on, and how often a phone may take it back before it is recorded.
LINKS_LIMIT: Final = 40
REVISION_LIMIT: Final = 999


@dataclass(frozen=True)
class Remark:
    """One contribution. `objects`: actions and orientations it bears on; `territories`: EPCI and communes, or none.

    `volunteer`: the body offers to take part in the territorial governance. `withdrawn`: taken back; the record stays.
    `meeting_id`: the meeting it was said in, as it was prepared; empty when none was. `revision`: how often it was
    taken back on the phone and kept again; it keeps its identifier, so that nothing is ever recorded twice.
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
    meeting_id: str = ""
    revision: int = 0

    @property
    def object_id(self) -> str:
        return f"remark:{self.territory_id}:{self.remark_id}"

    @property
    def entry_id(self) -> str:
        """The identifier of its line in the journal, the same however often this wording is sent."""
        if not self.revision:
            return self.remark_id
        return str(uuid.uuid5(uuid.UUID(self.remark_id), str(self.revision)))

    @property
    def token(self) -> str:
        """How the phone and the server name this wording to each other."""
        return f"{self.remark_id}.{self.revision}"


@dataclass(frozen=True)
class Received:
    """What came from a phone: what can be written, and what cannot, with the reason, by token."""

    remarks: tuple[Remark, ...]
    refused: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Receipt:
    """What became of a sending: tokens recorded, tokens refused with the reason, and what stopped it all."""

    recorded: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    trouble: str = ""


def check_remark(
    remark: Remark, objects: Collection[str], territories: Collection[str], meetings: Mapping[str, str]
) -> tuple[Fault, ...]:
    """All that stands against recording it, in French. meetings: meeting → the arrondissement it is held in."""
    faults = [
        *code_faults("territory_id", remark.territory_id, ARRONDISSEMENTS, "Choisissez un arrondissement."),
        *code_faults("round", remark.round, ROUNDS, "Cette rencontre est inconnue."),
        *code_faults("kind", remark.kind, REMARK_KINDS, "Dites s'il s'agit d'un besoin, d'une difficulté, d'un avis…"),
        *code_faults("family", remark.family, FAMILIES, "Choisissez le type d'organisme."),
        *text_faults("body", remark.body, limit=LINE, required="Nommez l'organisme qui s'exprime."),
        *text_faults("text", remark.text, required="Écrivez ce qui est dit."),
        *text_faults("table", remark.table, limit=60),
        *date_faults("said_on", remark.said_on),
        *whole_faults("revision", remark.revision, most=REVISION_LIMIT, message_fr="Cette contribution est illisible."),
    ]
    if set(remark.objects) - set(objects):
        faults.append(Fault("objects", "Une action ou une orientation est inconnue."))
    if set(remark.territories) - set(territories):
        faults.append(Fault("territories", "Un territoire est inconnu."))
    if max(len(remark.objects), len(remark.territories)) > LINKS_LIMIT:
        faults.append(Fault("objects", f"Trop de rattachements : {LINKS_LIMIT} au plus."))
    if remark.meeting_id and meetings.get(remark.meeting_id) != remark.territory_id:
        faults.append(Fault("meeting_id", "Cette rencontre n'est pas celle de cet arrondissement : rechargez la page."))
    return tuple(faults)


def check_change(
    before: Remark, after: Remark, objects: Collection[str], territories: Collection[str]
) -> tuple[Fault, ...]:
    """The same for one corrected: what it already bore on, and the meeting it was said in, may stay."""
    held = {before.meeting_id: before.territory_id}
    return check_remark(after, {*objects, *before.objects}, {*territories, *before.territories}, held)


def read_queue(
    sent: str,
    objects: Collection[str],
    territories: Collection[str],
    meetings: Mapping[str, str] = MappingProxyType({}),
) -> Received:
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
            refused.append((f"{name}.{row.get('revision', 0)}", error.message_fr))
            continue
        if faults := check_remark(remark, objects, territories, meetings):
            refused.append((remark.token, " ".join(fault.message_fr for fault in faults)))
        else:
            remarks[name] = remark
    return Received(tuple(remarks.values()), tuple(refused))


def _cleaned(row: Mapping[str, Any]) -> Remark:
    texts = {name: clean(row[name]) for name in ("table", "body", "text") if isinstance(row.get(name), str)}
    said = {**row, **texts, "said_on": row.get("said_on") or None, "withdrawn": False}
    read = from_payload(Remark, said)
    return replace(read, objects=tuple(dict.fromkeys(read.objects)), territories=tuple(dict.fromkeys(read.territories)))


def _is_uuid(written: object) -> bool:
    try:
        return isinstance(written, str) and str(uuid.UUID(written)) == written
    except ValueError:
        return False


def remarks_in_force(heads: Iterable[Entry]) -> tuple[Remark, ...]:
    """The contributions that stand, in the order they were first recorded."""
    found = (from_payload(Remark, entry.payload) for entry in heads)
    return tuple(remark for remark in found if not remark.withdrawn)
