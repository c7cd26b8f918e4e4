"""The opinions asked on the draft: when it was sent to each body, what the body answered and when. Pure.

An opinion « réputé donné » is never recorded: it is computed from the day the draft was sent and from a delay.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from data.deciding.codec import from_payload
from data.deciding.faults import EARLIEST, LINE, Fault, date_faults, text_faults
from data.decision import Entry

SENSE_LABELS: Final = {
    "favorable": "Favorable",
    "reserves": "Favorable avec réserves",
    "defavorable": "Défavorable",
}
#: The Conseil départemental does not give an opinion: it approves, or not.
APPROVAL_LABELS: Final = {"approuve": "Approuvé", "non_approuve": "Non approuvé"}
#: The body that approves; the others give an opinion.
CONSEIL: Final = "conseil"


@dataclass(frozen=True)
class Consultation:
    """What is known of one body's opinion. `body_id`: `epci:…`, `region`, `ctap` or `conseil`.

    `sent_reference`: the letter; `reference`: the deliberation. `withdrawn`: recorded by mistake; its lines remain.
    """

    body_id: str
    sent_on: dt.date | None = None
    sent_reference: str = ""
    given_on: dt.date | None = None
    sense: str = ""
    reserves: str = ""
    reference: str = ""
    withdrawn: bool = False

    @property
    def object_id(self) -> str:
        return f"consultation:{self.body_id}"


def senses_for(body_id: str) -> dict[str, str]:
    return dict(APPROVAL_LABELS if body_id == CONSEIL else SENSE_LABELS)


def check_sent(said: Consultation, bodies: Collection[str], today: dt.date) -> tuple[Fault, ...]:
    """What stands against recording that the draft was sent, in French."""
    faults = [] if said.body_id in bodies else [_unknown()]
    due = "Donnez la date d'envoi du projet."
    faults += _past("sent_on", said.sent_on, today, "La date d'envoi", required=due)
    if said.sent_on and said.given_on and said.given_on < said.sent_on:
        day = f"{said.given_on:%d/%m/%Y}"
        faults.append(Fault("sent_on", f"L'avis enregistré est daté du {day}, avant cet envoi : corrigez-le d'abord."))
    return (*faults, *text_faults("sent_reference", said.sent_reference, limit=LINE))


def check_given(said: Consultation, bodies: Collection[str], today: dt.date) -> tuple[Fault, ...]:
    """What stands against recording the opinion, in French."""
    faults = [] if said.body_id in bodies else [_unknown()]
    faults += _past("given_on", said.given_on, today, "La date de l'avis", required="Donnez la date de l'avis.")
    if said.sent_on is None:
        faults.append(Fault("given_on", "Enregistrez d'abord la date d'envoi du projet à cet organisme."))
    elif said.given_on and said.given_on < said.sent_on:
        faults.append(Fault("given_on", f"L'avis serait rendu avant l'envoi du projet, le {said.sent_on:%d/%m/%Y}."))
    if said.sense not in senses_for(said.body_id):
        faults.append(Fault("sense", "Dites le sens de l'avis."))
    due = "Écrivez les réserves." if said.sense == "reserves" else ""
    faults += text_faults("reserves", said.reserves, required=due)
    return (*faults, *text_faults("reference", said.reference, limit=LINE))


def _unknown() -> Fault:
    return Fault("body_id", "Cet organisme n'est pas de ceux dont l'avis est demandé : choisissez-le dans la liste.")


def _past(field: str, day: dt.date | None, today: dt.date, what: str, *, required: str) -> list[Fault]:
    if day and day > today:
        return [Fault(field, f"{what} est dans le futur : ce qui n'a pas encore eu lieu ne s'enregistre pas.")]
    return date_faults(field, day, earliest=EARLIEST, required=required)


def read_consultations(heads: Iterable[Entry]) -> dict[str, tuple[Entry, Consultation]]:
    """Body → the latest line and what it says, those recorded by mistake included."""
    found = ((entry, from_payload(Consultation, entry.payload)) for entry in heads)
    return {said.body_id: (entry, said) for entry, said in found}
