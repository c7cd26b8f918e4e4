"""Which opinions are asked, and where each stands by a calendar and on a day: received, deemed given, late. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from data.analysis.retroplanning import end_of
from data.analysis.rows import Tables, records
from data.consultation import Asked
from data.deciding.consultations import CONSEIL, Consultation
from data.model import DEPARTEMENT
from data.planning import Plan

#: What follows the EPCI, which the tables list: body → its name, the step of the calendar.
OTHERS: Mapping[str, tuple[str, str]] = {
    "region": ("Conseil régional des Hauts-de-France", "region"),
    "ctap": ("Conférence territoriale de l'action publique (CTAP)", "ctap"),
    CONSEIL: ("Conseil départemental du Nord (approbation)", "adoption"),
}
SHORT: Mapping[str, str] = {"region": "Conseil régional", "ctap": "CTAP", CONSEIL: "Conseil départemental"}


def asked_bodies(tables: Tables) -> dict[str, tuple[str, str]]:
    """Who is asked, in order: body → name, step of the calendar. The EPCI with communes in the Nord come first."""
    labels = dict(zip(tables["territories"]["territory_id"], tables["territories"]["label"], strict=True))
    children = {row["child_id"] for row in records(tables["territory_links"], parent_id=DEPARTEMENT)}
    epci = sorted((code for code in children if code.startswith("epci:")), key=lambda code: labels[code].casefold())
    return {**{code: (labels[code], "epci") for code in epci}, **OTHERS}


def compute_asked(
    bodies: Mapping[str, tuple[str, str]], said: Mapping[str, Consultation], plan: Plan, today: dt.date
) -> tuple[Asked, ...]:
    """Every body in order. The delays are those of the plan; nothing is deemed given before the day after its end."""
    found = [_asked(body, label, step, said.get(body), plan, today) for body, (label, step) in bodies.items()]
    return tuple(replace(one, warnings=_warnings(one, found)) for one in found)


def _asked(body: str, label: str, step: str, said: Consultation | None, plan: Plan, today: dt.date) -> Asked:
    said = None if said is None or said.withdrawn else said
    # What the Conseil is sent is the convocation and its report; it has no delay to answer.
    planned = plan.step("convocation" if step == "adoption" else step)
    sent = said.sent_on if said else None
    delay = planned.delay if step != "adoption" else None
    ends = end_of(sent, plan.durations[delay.delay_id], delay.unit) if sent and delay else None
    if said and said.sense:
        state = "rendu"
    elif sent is None:
        state = "a_demander"
    else:
        state = "repute" if ends and today > ends else "en_attente"
    return Asked(
        body,
        label,
        SHORT.get(body, label),
        step,
        planned.latest,
        said,
        state,
        ends,
        sent is None and planned.latest < today,
    )


def _warnings(one: Asked, everyone: Sequence[Asked]) -> tuple[str, ...]:
    """What is out of order in what really happened."""
    found = []
    before = {"region": ("epci",), "ctap": ("epci",), "adoption": ("epci", "region", "ctap")}.get(one.step, ())
    # The text asks the Region and the CTAP on the draft amended by the EPCI; the Conseil approves what all have seen.
    day = one.said.given_on if one.said and one.step == "adoption" else one.sent_on
    if day:
        open_ = [other for other in everyone if other.step in before and not _closed_by(other, day)]
        if open_:
            what = "Approuvé" if one.step == "adoption" else "Envoyé"
            count = f"{len(open_)} avis" if len(open_) > 1 else f"l'avis : {open_[0].label}"
            found.append(f"{what} avant la fin de {count}.")
    if one.sent_on and one.sent_on > one.latest:
        found.append("Envoyé après la date du calendrier.")
    if one.said and one.said.given_on and one.ends_on and one.said.given_on > one.ends_on:
        found.append("Rendu après le terme du délai : il était réputé donné.")
    return tuple(found)


def _closed_by(one: Asked, day: dt.date) -> bool:
    """Whether the opinion was given, or its delay ended, before that day."""
    given = one.said.given_on if one.said and one.said.sense else None
    ends = [end for end in (given, one.ends_on) if end]
    return bool(ends) and min(ends) <= day
