"""A calendar that any agenda opens (RFC 5545): one whole day a step. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from icalendar import Calendar, Event

from components.formats import date
from components.plan_words import counted_words, delay_span, plan_cautions
from data.planning import Plan, PlanStep

PRODUCER = "-//Préfet du Nord et Département du Nord//Rétroplanning du SDAASP//FR"


def describe(step: PlanStep, plan: Plan, actual: Sequence[str] = ()) -> str:
    """What an agenda shows when the step is opened: who, until when, on which text, how it is counted, what is amiss.

    actual: what is recorded of the step.
    """
    lines = [step.body]
    if step.until:
        lines.append(f"Avis attendu ou réputé donné au plus tard le {date(step.until)}.")
    if step.delay:
        lines.append(f"Délai de {delay_span(step, plan)} : {step.delay.label}. {step.delay.text.title}.")
        lines.append(f"À vérifier : {step.delay.text.to_check}")
    if counted := counted_words(step, plan):
        lines.append(f"Compté ainsi : {counted}")
    lines += [f"Réel, enregistré : {words}." for words in actual]
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


def calendar_bytes(
    plan: Plan, version: str, stamp: dt.datetime, actual: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> bytes:
    """The file. `stamp`: when it is made, in UTC; `version`: of the data the delays come from.

    A step keeps its identifier from one export to the next of the same adoption: an agenda replaces, never doubles.
    Another adoption stands beside, so each event says which it is for, and when it is impossible. actual: step → what
    is recorded of it.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    cautions = plan_cautions(plan)
    impossible = " (calendrier impossible)" if cautions else ""
    calendar.add("x-wr-calname", f"SDAASP du Nord : adoption du {date(plan.adoption)}{impossible}")
    note = "".join(f"\nCalendrier impossible : {words}" for words in cautions)
    note += f"\nRétroplanning calculé pour une adoption le {date(plan.adoption)} (données {version}) : "
    for event in _events(plan, f"{note}textes consolidés à vérifier.", stamp, actual):
        calendar.add_component(event)
    return calendar.to_ical()


def _events(plan: Plan, note: str, stamp: dt.datetime, actual: Mapping[str, Sequence[str]]) -> list[Event]:
    events = []
    for step in plan.steps:
        before = step.latest < plan.adoption and step.code not in {"copil"}
        said = ["au plus tard"] if before else []
        said += ["calendrier impossible"] if plan_cautions(plan) else []
        title = f"{step.label} ({', '.join(said)})" if said else step.label
        uid = f"{step.code}-{plan.adoption.isoformat()}@sdaasp-nord"
        words = describe(step, plan, actual.get(step.code, ())) + note
        events.append(_event(uid, step.latest, title, words, stamp))
        if step.until:
            events.append(_event(f"fin-{uid}", step.until, f"Fin du délai : {step.label}", words, stamp))
    return events
