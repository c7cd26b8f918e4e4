"""The agenda file is read back by another reader than the one that wrote it, day by day."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from components.exports.calendar_file import calendar_bytes
from data.analysis.process import compute_steps
from data.analysis.retroplanning import compute_delays, compute_plan
from data.load import load_tables
from data.planning import Plan

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
