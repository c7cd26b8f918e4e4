"""The agenda file is read back by another reader than the one that wrote it, day by day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from dateutil.relativedelta import relativedelta
from icalendar import Calendar

from components.exports.calendar_file import calendar_bytes
from data.analysis.process import compute_steps
from data.analysis.retroplanning import compute_delays, compute_plan
from data.load import load_tables
from data.planning import Plan, PlanStep

STAMP = dt.datetime(2026, 11, 27, 8, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def plan() -> Plan:
    tables = load_tables()
    delays = compute_delays(tables)
    adoption, copil = dt.date(2024, 12, 31), dt.date(2024, 6, 28)
    return compute_plan(adoption, copil, dt.date(2024, 1, 26), delays, (), compute_steps(tables))


def events(content: bytes) -> list[dict[str, str]]:
    """The events, by the rules of RFC 5545: CRLF lines of 75 bytes at most, continued by a space, text escaped."""
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    lines = re.sub(r"\r\n[ \t]", "", content.decode("utf-8")).split("\r\n")
    found: list[dict[str, str]] = []
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found:
            found[-1].setdefault(name.split(";")[0], re.sub(r"\\([,;\\])", r"\1", value).replace("\\n", "\n"))
    return found


def test_each_step_and_each_end_of_delay_is_an_event(plan: Plan) -> None:
    found = events(calendar_bytes(plan, "abc", STAMP))
    days = {event["SUMMARY"]: event["DTSTART"] for event in found}
    for step in plan.steps:
        title = next(name for name in days if name.startswith(step.label))
        assert days[title] == f"{step.latest:%Y%m%d}"
        assert not step.until or days[f"Fin du délai : {step.label}"] == f"{step.until:%Y%m%d}"
    assert len(found) == len(plan.steps) + sum(step.until is not None for step in plan.steps)
    assert len({event["UID"] for event in found}) == len(found)


def test_what_is_not_checked_is_said_in_the_agenda(plan: Plan) -> None:
    found = events(calendar_bytes(plan, "abc", STAMP))
    epci = next(event for event in found if event["UID"].startswith("epci-"))
    assert "au plus tard" in epci["SUMMARY"]
    assert "Décret n° 2016-402" in epci["DESCRIPTION"]
    assert "à vérifier" in epci["DESCRIPTION"]
    assert "Avant le COPIL" in epci["DESCRIPTION"]


#: The days off that the two calendars below meet, as an almanac prints them.
DAYS_OFF = {
    dt.date(year, month, day)
    for year, off in {
        2024: [(1, 1), (4, 1), (5, 1), (5, 8), (5, 9), (5, 20), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)],
        2025: [(1, 1), (4, 21), (5, 1), (5, 8), (5, 29), (6, 9), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)],
        2026: [(1, 1), (4, 6), (5, 1)],
    }.items()
    for month, day in off
}
DAY = dt.timedelta(days=1)


def working(day: dt.date) -> bool:
    return day.isoweekday() <= 5 and day not in DAYS_OFF


def last(fits: Callable[[dt.date], bool], before: dt.date) -> dt.date:
    """The last working day, going back from `before` one by one, on which a delay still ends in time."""
    while not (working(before) and fits(before)):
        before -= DAY
    return before


def first(since: dt.date) -> dt.date:
    while not working(since):
        since += DAY
    return since


def by_hand(adoption: dt.date, copil: dt.date) -> dict[str, dt.date]:
    """The calendar counted day by day, from the delays the page tells: what the file must say of each step."""
    months = relativedelta(months=3)
    convocation = last(lambda day: day + 12 * DAY <= adoption, adoption)
    asked = last(lambda day: day + months <= convocation - 15 * DAY, convocation)
    epci = last(lambda day: day + months <= asked - 15 * DAY, asked)
    arrete = first(adoption + 15 * DAY)
    return {
        "copil": copil,
        "epci": epci,
        "fin-epci": epci + months,
        "region": asked,
        "fin-region": asked + months,
        "ctap": asked,
        "fin-ctap": asked + months,
        "convocation": convocation,
        "adoption": adoption,
        "arrete": arrete,
        "convention": first(arrete + 90 * DAY),
    }


@pytest.mark.parametrize(
    ("adoption", "copil"),
    [
        (dt.date(2024, 12, 31), dt.date(2024, 6, 28)),
        (dt.date(2025, 12, 15), dt.date(2025, 6, 30)),
        (dt.date(2025, 5, 30), dt.date(2024, 6, 28)),  # delays that end at the end of shorter months
    ],
)
def test_every_date_read_back_is_the_one_counted_by_hand(adoption: dt.date, copil: dt.date) -> None:
    plan = compute_plan(adoption, copil, dt.date(2024, 1, 26), compute_delays(load_tables()))
    read = Calendar.from_ical(calendar_bytes(plan, "abc", STAMP))
    found = {str(one["UID"]).removesuffix(f"-{adoption}@sdaasp-nord"): one for one in read.walk("VEVENT")}
    assert {code: one.decoded("DTSTART") for code, one in found.items()} == by_hand(adoption, copil)
    # A whole day, that leaves whoever opens it free.
    for one in found.values():
        assert one.decoded("DTEND") - one.decoded("DTSTART") == DAY
        assert one["DTSTART"].params["VALUE"] == "DATE"
        assert str(one["TRANSP"]) == "TRANSPARENT"


def test_two_exports_of_one_adoption_replace_each_other_and_another_adoption_stands_beside(plan: Plan) -> None:
    def named(content: bytes) -> dict[str, str]:
        return {event["UID"]: event["DTSTART"] for event in events(content)}

    again = calendar_bytes(plan, "une autre édition", STAMP + dt.timedelta(days=40))
    assert named(again) == named(calendar_bytes(plan, "abc", STAMP))
    assert "une autre édition" in events(again)[0]["DESCRIPTION"]
    # A delay is changed: the same events move, none is doubled.
    longer = {**plan.durations, "epci": plan.durations["epci"] + 1}
    moved = compute_plan(plan.adoption, plan.copil, plan.reference, compute_delays(load_tables()), durations=longer)
    assert set(named(calendar_bytes(moved, "abc", STAMP))) == set(named(again))
    assert named(calendar_bytes(moved, "abc", STAMP)) != named(again)
    other = compute_plan(dt.date(2025, 12, 15), plan.copil, plan.reference, compute_delays(load_tables()))
    assert not set(named(calendar_bytes(other, "abc", STAMP))) & set(named(again))


def test_what_agendas_read_apart_is_escaped_folded_and_ended_as_the_standard_says(plan: Plan) -> None:
    label = "Étape très longue, avec une virgule ; un point-virgule, une barre \\ et des accents : " + "éàùç " * 20
    hostile = "Ligne une\nEND:VEVENT\nX-ESSAI:oui ; « guillemets »"
    step = PlanStep("essai", label.strip(), hostile, dt.date(2024, 9, 2), None, None, ("Réserve ; usage, texte",))
    content = calendar_bytes(replace(plan, steps=(step,)), "abc", STAMP)
    assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
    assert content.endswith(b"END:VCALENDAR\r\n")
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")  # never cut inside a letter
    (event,) = events(content)
    said = " (au plus tard, calendrier impossible)"
    assert event["SUMMARY"].removesuffix(said).replace("\\\\", "\\") == label.strip()
    (read,) = Calendar.from_ical(content).walk("VEVENT")
    assert str(read["SUMMARY"]) == label.strip() + said
    assert str(read["DESCRIPTION"]).startswith(f"{hostile}\nRéserve ; usage, texte\n")
    assert "X-ESSAI" not in read
    raw = re.sub(rb"\r\n[ \t]", b"", content).decode()
    assert "longue\\, avec une virgule \\; un point-virgule" in raw


def test_the_agenda_speaks_french(plan: Plan) -> None:
    content = calendar_bytes(plan, "abc", STAMP).decode()
    assert "//FR\r\n" in content
    assert "X-WR-CALNAME:SDAASP du Nord : adoption du 31 décembre 2024".replace(" ", "") in re.sub(r"\s", "", content)
    told = " ".join(f"{event['SUMMARY']} {event['DESCRIPTION']}" for event in events(content.encode()))
    assert not re.search(r"\b(the|before|delay|month|months|days|late|None|True|False)\b", told)
    assert not re.search(r"\d{4}-\d\d-\d\d", told)


def test_an_event_says_its_delay_how_it_is_counted_and_what_is_recorded(plan: Plan) -> None:
    found = events(calendar_bytes(plan, "abc", STAMP, {"epci": ("2 sur 17 envoyés",)}))
    epci = re.sub(r"\s+", " ", next(event for event in found if event["UID"].startswith("epci-"))["DESCRIPTION"])
    assert "Délai de 3 mois : Avis des EPCI sur le projet." in epci
    assert "lundi de Pentecôte" in epci
    assert "Réel, enregistré : 2 sur 17 envoyés." in epci
    assert "pour une adoption le 31 décembre 2024" in epci


def test_an_impossible_calendar_never_leaves_as_a_possible_one(plan: Plan) -> None:
    delays = compute_delays(load_tables())
    tight = compute_plan(dt.date(2028, 2, 29), dt.date(2027, 6, 30), plan.reference, delays)
    content = calendar_bytes(tight, "abc", STAMP)
    assert "calendrier impossible" in str(Calendar.from_ical(content)["X-WR-CALNAME"])
    for event in events(content):
        assert "Calendrier impossible" in event["DESCRIPTION"]
    possible = calendar_bytes(compute_plan(tight.earliest, tight.copil, plan.reference, delays), "abc", STAMP)
    assert b"impossible" not in possible
