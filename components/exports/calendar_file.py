"""A calendar that any agenda opens (RFC 5545): one whole day a step. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from icalendar import Calendar, Event

from components.formats import date
from data.planning import Plan, PlanStep

PRODUCER = "-//Préfet du Nord et Département du Nord//Rétroplanning du SDAASP//FR"


def describe(step: PlanStep) -> str:
    """What an agenda shows when the step is opened: who, until when, on which text, with which caution."""
    lines = [step.body]
    if step.until:
        lines.append(f"Avis attendu ou réputé donné au plus tard le {date(step.until)}.")
    if step.delay:
        unit = step.delay.unit
        lines.append(f"Délai : {step.delay.label.lower()} ({unit}). {step.delay.text.title}.")
        lines.append(f"À vérifier : {step.delay.text.to_check}")
    return "\n".join([*lines, *step.warnings])


def _event(uid: str, day: dt.date, title: str, words: str, stamp: dt.datetime) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("dtstart", day)
    event.add("dtend", day + dt.timedelta(days=1))
    event.add("summary", title)
    event.add("description", words)
    event.add("transp", "TRANSPARENT")
    return event


def calendar_bytes(plan: Plan, version: str, stamp: dt.datetime) -> bytes:
    """The file. `stamp`: when it is made, in UTC; `version`: of the data the delays come from.

    A step keeps its identifier from one export to the next of the same adoption: an agenda replaces, never doubles.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", f"SDAASP du Nord : adoption du {date(plan.adoption)}")
    note = f"\nRétroplanning calculé (données {version}) : textes consolidés à vérifier."
    for event in _events(plan.steps, plan.adoption, note, stamp):
        calendar.add_component(event)
    return calendar.to_ical()


def _events(steps: Sequence[PlanStep], adoption: dt.date, note: str, stamp: dt.datetime) -> list[Event]:
    events = []
    for step in steps:
        before = step.latest < adoption and step.code not in {"copil"}
        title = f"{step.label} (au plus tard)" if before else step.label
        uid = f"{step.code}-{adoption.isoformat()}@sdaasp-nord"
        events.append(_event(uid, step.latest, title, describe(step) + note, stamp))
        if step.until:
            events.append(
                _event(f"fin-{uid}", step.until, f"Fin du délai : {step.label}", describe(step) + note, stamp)
            )
    return events
