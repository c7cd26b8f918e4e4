"""An arrondissement meeting as it is prepared: who leads it, who is asked, what is on its agenda. Pure.

It is led by two functions of equal standing, named in the order of the document: the sub-prefect, the Département's
vice-president. Nothing is decided there: its points bear on no object.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from data.deciding.meetings import new_meeting
from data.decision import AgendaItem, Meeting

INSTANCE: Final = "arrondissement"
VICE_PRESIDENT: Final = "Vice-président du Département"
AGENDA: Final = (
    AgendaItem("ouverture", "Ouverture par le sous-préfet et le vice-président du Département", (), 10),
    AgendaItem("bilan", "Le bilan 2017-2023 vu de l'arrondissement", (), 15),
    AgendaItem("besoins", "Par table : besoins et difficultés", (), 40),
    AgendaItem("avis", "Par table : avis et propositions sur les actions et les orientations", (), 30),
    AgendaItem("gouvernance", "Organismes volontaires pour la gouvernance territoriale", (), 10),
    AgendaItem("restitution", "Restitution, suite du calendrier", (), 15),
)
#: The first round gathers needs (March-April), the second tests orientations (September-October).
SECOND_ROUND_FROM: Final = 7


def leaders(place: str) -> tuple[str, str]:
    """The two who lead it, préfet's side first. place: « Arrondissement de Cambrai »."""
    return f"Sous-préfet de l'{place[:1].lower()}{place[1:]}", VICE_PRESIDENT


def new_gathering(meeting_id: str, territory_id: str, place: str, bodies: Sequence[str]) -> Meeting:
    """The meeting of an arrondissement about to be prepared. bodies: those asked besides the two who lead it."""
    invited = tuple(dict.fromkeys([*leaders(place), *bodies]))
    plain = new_meeting(meeting_id, AGENDA, None)
    title = f"Rencontre, {place[:1].lower()}{place[1:]}"
    return replace(plain, instance=INSTANCE, territory_id=territory_id, title=title, invited=invited)


def gatherings_in(meetings: Iterable[Meeting], territory_id: str) -> tuple[Meeting, ...]:
    """The meetings prepared for an arrondissement, in the order given."""
    return tuple(one for one in meetings if one.instance == INSTANCE and one.territory_id == territory_id)


def usual_round(day: dt.date | None) -> str:
    """« 1 » or « 2 », by the month it is held in."""
    return "2" if day and day.month >= SECOND_ROUND_FROM else "1"
