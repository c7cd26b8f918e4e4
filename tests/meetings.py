"""Meetings and decisions written to a store, as a test needs them: two meetings, the first with a past due date."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from data.deciding.codec import to_payload
from data.decision import Actor, AgendaItem, Decision, Meeting, Reservation
from data.store import Write, new_entry_id
from data.store.repository import Store

ACTOR = Actor("", "Camille Essai", "secrétariat commun", "local")
FIRST, SECOND = "0b7e6f9c-0000-4000-8000-000000000001", "0b7e6f9c-0000-4000-8000-000000000002"
DEPARTEMENT, CAF = "Département du Nord", "Caisse d'allocations familiales"


def meeting(meeting_id: str, day: dt.date, **changes: object) -> Meeting:
    plain = Meeting(
        meeting_id, "copil_restreint", day, "14:30", "Préfecture du Nord, salle Érignac", "", "dep:59",
        ("Préfet du Nord", DEPARTEMENT), ("Préfet du Nord", DEPARTEMENT), (CAF,), ("Région",),
        (AgendaItem("a5", "Action 5", ("action:5",), 10),), ("Bilan 2017-2023",), ("Membres du COPIL",), day,
        "12 mars 2027 à 10 h", False, "close",
    )  # fmt: skip
    return replace(plain, **changes)  # pyright: ignore[reportArgumentType]


def decision(object_id: str, meeting_id: str, number: int, **changes: object) -> Decision:
    plain = Decision(
        f"d-{object_id.replace(':', '-')}-{meeting_id[-1]}", object_id, meeting_id, number, "poursuite",
        f"Le COPIL restreint propose la poursuite de {object_id}, mesure {number}.", DEPARTEMENT, dt.date(2027, 6, 30),
        data_version="2026-11-27.1",
    )  # fmt: skip
    return replace(plain, **changes)  # pyright: ignore[reportArgumentType]


FIRST_MEETING = meeting(FIRST, dt.date(2026, 12, 10))
SECOND_MEETING = meeting(SECOND, dt.date(2027, 2, 5))
DECISIONS = (
    decision("action:2", FIRST, 1, due=dt.date(2027, 1, 15)),
    decision("action:5", SECOND, 1, motive="=1+1 #strong[besoin attesté]", co_pilots=(CAF,), scope=("arr:595",),
             act="deliberation", act_authority="Conseil départemental"),
    decision("action:8", SECOND, 2, sense="arret", wording="Le COPIL restreint propose l'arrêt de l'action 8.",
             reservations=(Reservation(CAF, "=HYPERLINK(\"x\") demande un bilan <b>préalable</b>"),), pilot=CAF),
    decision("action:9", SECOND, 3, sense="renvoi_cotech", pilot="COTECH", due=dt.date(2027, 3, 1),
             wording="Le COPIL restreint renvoie l'examen de l'action 9 au COTECH."),
)  # fmt: skip


def record(store: Store, verb: str, object_id: str, payload: dict[str, object]) -> None:
    head = store.head(object_id)
    kind = object_id.split(":")[0]
    store.append(ACTOR, Write(verb, object_id, kind, payload, head.version if head else 0, new_entry_id()))


def record_decision(store: Store, taken: Decision) -> None:
    record(store, "decider", f"decision:{taken.object_id}", to_payload(taken))


def fill(store: Store) -> None:
    """Both meetings and their decisions."""
    for one in (FIRST_MEETING, SECOND_MEETING):
        record(store, "preparer", f"meeting:{one.meeting_id}", to_payload(one))
    for taken in DECISIONS:
        record_decision(store, taken)
