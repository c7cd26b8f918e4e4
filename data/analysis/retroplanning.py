"""The calendar of an adoption, counted backwards from its date; and the first date that is possible. Pure.

EPCI give their opinion on the draft; then, on the draft amended by it, the conseil régional and the CTAP, each deemed
given at the end of its delay; then the report, the convocation, the vote, the préfet's arrêté, the convention. A day a
thing is sent is a working day; a delay ends whole before the next thing begins.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from data.analysis.french_days import add_months, day_off, is_working, working_day
from data.analysis.rows import Tables, day, text
from data.model import Step
from data.planning import Counted, Delay, Election, LegalText, Plan, PlanStep

ONE = dt.timedelta(days=1)
#: Bounds of an adoption date: the first schéma's own, and a horizon no draft reaches.
ADOPTION_BOUNDS = (dt.date(2017, 1, 1), dt.date(2040, 12, 31))


def compute_texts(tables: Tables) -> dict[str, LegalText]:
    return {
        row["text_id"]: LegalText(row["text_id"], row["title"], row["short_title"], row["read_in"], row["to_check"])
        for row in tables["legal_texts"].to_dict("records")
    }


def compute_delays(tables: Tables) -> dict[str, Delay]:
    """The delays in the order of the process."""
    texts = compute_texts(tables)
    return {
        row["delay_id"]: Delay(
            row["delay_id"], row["label"], row["duration"], row["unit"], row["low"], row["high"], texts[row["text_id"]]
        )
        for row in tables["legal_delays"].sort_values("rank").to_dict("records")
    }


def compute_elections(tables: Tables) -> tuple[Election, ...]:
    found = [
        Election(
            text(row["label"]),
            day(row["first_round"]) or dt.date.max,
            row["first_round_precision"],
            bool(row["is_local"]),
            row["certainty"] == "stated",
        )
        for row in tables["elections"].to_dict("records")
    ]
    return tuple(sorted(found, key=lambda election: election.first_round))


def default_adoption(steps: Iterable[Step]) -> dt.date:
    """The last working day of the period in which the documents plan the adoption still to come."""
    planned = [step.when.last for step in steps if step.kind == "adoption" and step.state == "prevu" and step.when.last]
    return working_day(min(planned), -1) if planned else dt.date(2024, 12, 31)


def default_copil(steps: Iterable[Step], adoption: dt.date) -> tuple[dt.date, bool]:
    """The COPIL that fixes the orientations, and whether the documents date it: they say « à la fin du mois de juin ».

    For another year than the documents' one, the end of June of the year of the adoption, as an assumption.
    """
    for step in steps:
        if step.step_id.startswith("copil-restreint") and step.when.last and step.when.last.year == adoption.year:
            return working_day(step.when.last, -1), True
    june = dt.date(adoption.year - (adoption.month <= 6), 6, 30)
    return working_day(june, -1), False


def end_of(sent: dt.date, duration: int, unit: str) -> dt.date:
    """The last day of a delay that begins when something is sent."""
    return add_months(sent, duration) if unit == "mois" else sent + dt.timedelta(days=duration)


def last_day(limit: dt.date, duration: int, unit: str) -> dt.date:
    """The last day from which a delay ends on `limit` at the latest, whether one works on it or not."""
    if unit == "jours":
        return limit - dt.timedelta(days=duration)
    sent = add_months(limit, -duration)
    while end_of(sent + ONE, duration, unit) <= limit:
        sent += ONE
    return sent


def latest_sent(limit: dt.date, duration: int, unit: str) -> dt.date:
    """The last working day on which something can be sent so that its delay ends on `limit` at the latest."""
    return working_day(last_day(limit, duration, unit), -1)


def compute_plan(
    adoption: dt.date,
    copil: dt.date,
    reference: dt.date,
    delays: Mapping[str, Delay],
    elections: Sequence[Election] = (),
    calendar: Sequence[Step] = (),
    durations: Mapping[str, int] | None = None,
) -> Plan:
    """The steps of an adoption on this day. `durations` replaces the delays' own, within their bounds."""
    said = durations or {}
    spans = {c: min(max(said.get(c, d.duration), d.low), d.high) for c, d in delays.items()}

    def span(code: str) -> dt.timedelta:
        return dt.timedelta(days=spans[code])

    counted: dict[str, Counted] = {}

    def sent_before(limit: dt.date, code: str) -> dt.date:
        plain = last_day(limit, spans[code], delays[code].unit)
        counted[code] = Counted(limit, plain, day_off(plain))
        return working_day(plain, -1)

    def done_after(start: dt.date, code: str) -> dt.date:
        plain = start + span(code)
        counted[code] = Counted(start, plain, day_off(plain))
        return working_day(plain, 1)

    convocation = sent_before(adoption, "convocation")
    opinions_end = convocation - span("rapport") - ONE
    region, ctap = sent_before(opinions_end, "region"), sent_before(opinions_end, "ctap")
    epci = sent_before(min(region, ctap) - span("reprise") - ONE, "epci")
    arrete = done_after(adoption, "arrete")
    convention = done_after(arrete, "convention")

    def until(code: str, sent: dt.date) -> dt.date:
        return end_of(sent, spans[code], delays[code].unit)

    plain = [
        ("copil", "COPIL qui fixe les orientations", "COPIL", copil, None, None),
        (
            "epci",
            "Projet transmis pour avis aux EPCI",
            "Préfet et Département → EPCI",
            epci,
            until("epci", epci),
            "epci",
        ),
        (
            "region",
            "Projet repris, soumis pour avis au conseil régional",
            "Préfet et Département → Région",
            region,
            until("region", region),
            "region",
        ),
        (
            "ctap",
            "Projet repris, soumis pour avis à la CTAP",
            "Préfet et Département → CTAP",
            ctap,
            until("ctap", ctap),
            "ctap",
        ),
        (
            "convocation",
            "Convocation et rapport aux conseillers départementaux",
            "Conseil départemental",
            convocation,
            None,
            "convocation",
        ),
        ("adoption", "Le Conseil départemental approuve le schéma", "Conseil départemental", adoption, None, None),
        ("arrete", "Le préfet arrête le schéma", "Préfet du Nord", arrete, None, "arrete"),
        (
            "convention",
            "Signature de la convention",
            "Préfet, Département, partenaires",
            convention,
            None,
            "convention",
        ),
    ]
    steps = tuple(
        PlanStep(
            code,
            label,
            body,
            latest,
            end,
            delays[delay] if delay else None,
            step_warnings(code, latest, end, reference, copil, elections, calendar, adoption),
            counted.get(code),
        )
        for code, label, body, latest, end, delay in plain
    )
    earliest = earliest_adoption(copil, spans, delays)
    return Plan(adoption, copil, reference, steps, earliest, plan_faults(adoption, copil, reference), spans)


def earliest_adoption(copil: dt.date, spans: Mapping[str, int], delays: Mapping[str, Delay]) -> dt.date:
    """The first day the Conseil can approve, if the draft is written after the COPIL and nothing waits."""

    def after(end: dt.date, days: int) -> dt.date:
        return working_day(end + dt.timedelta(days=days), 1)

    epci = after(copil, max(spans["ecriture"], 1))
    repris = after(end_of(epci, spans["epci"], delays["epci"].unit) + ONE, spans["reprise"])
    ends = [end_of(repris, spans[code], delays[code].unit) for code in ("region", "ctap")]
    convocation = after(max(ends) + ONE, spans["rapport"])
    return after(convocation, spans["convocation"])


def plan_faults(adoption: dt.date, copil: dt.date, reference: dt.date) -> tuple[str, ...]:
    """What makes the whole calendar impossible, whatever the delays."""
    faults = []
    if adoption <= reference:
        faults.append("La date d'adoption n'est pas après la date de référence : elle est impossible.")
    if not is_working(adoption):
        faults.append("La date d'adoption tombe un samedi, un dimanche ou un jour férié.")
    if copil >= adoption:
        faults.append("Le COPIL qui fixe les orientations n'est pas avant l'adoption.")
    return tuple(faults)


def step_warnings(
    code: str,
    latest: dt.date,
    until: dt.date | None,
    reference: dt.date,
    copil: dt.date,
    elections: Sequence[Election],
    calendar: Sequence[Step],
    adoption: dt.date,
) -> tuple[str, ...]:
    """What is late, out of order or in a reserve period, for one step."""
    warnings = []
    if latest < reference and code != "copil":
        warnings.append("Déjà passé à la date de référence.")
    if code == "epci" and latest <= copil:
        warnings.append("Avant le COPIL qui fixe les orientations : le projet partirait sans elles.")
    if code == "epci" and until and any(month in (7, 8) for month in months_between(latest, until)):
        warnings.append("Le délai court en juillet ou en août : vérifier que les conseils communautaires siègent.")
    if code in {"region", "ctap"}:
        warnings += [
            f"Avant une étape prévue : {step.label.lower()}."
            for step in calendar
            if step.kind == "rencontre" and step.when.last and latest < step.when.last < adoption
        ]
    for election in elections:
        if code == "epci" and until and election.is_local and latest <= election.first_round <= until:
            warnings.append(f"{election.label} pendant le délai : des assemblées sont renouvelées.")
        if election.reserve_from <= latest <= election.ends_on:
            warnings.append(f"Réserve des agents de l'État ({election.label.lower()}), selon l'usage.")
        elif election.is_local and election.promotion_from <= latest <= election.ends_on:
            warnings.append(f"{election.label} : communication des collectivités encadrée (art. L. 52-1).")
    return tuple(warnings)


def months_between(start: dt.date, end: dt.date) -> list[int]:
    """The months a period touches."""
    months, current = [], start.replace(day=1)
    while current <= end:
        months.append(current.month)
        current = add_months(current, 1)
    return months


def near_elections(plan: Plan, elections: Sequence[Election]) -> tuple[Election, ...]:
    """The polls whose longest period meets the calendar."""
    first, last = min(step.latest for step in plan.steps), max(step.latest for step in plan.steps)
    return tuple(e for e in elections if min(e.promotion_from, e.reserve_from) <= last and e.ends_on >= first)
