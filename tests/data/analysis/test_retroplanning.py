"""The calendar of an adoption against brute force, and the December adoption the committee plans."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from components.plan_words import counted_words, plan_cautions
from components.retroplanning import plan_sentences
from data.analysis.french_days import add_months, easter, holidays, is_working
from data.analysis.process import compute_steps
from data.analysis.retroplanning import (
    compute_delays,
    compute_elections,
    compute_plan,
    default_adoption,
    default_copil,
    end_of,
    latest_sent,
)
from data.planning import Delay, Plan

DAY = dt.timedelta(days=1)
REFERENCE = dt.date(2024, 1, 26)


@pytest.fixture(scope="module")
def delays(tables: dict[str, pd.DataFrame]) -> dict[str, Delay]:
    return compute_delays(tables)


def plan(tables: dict[str, pd.DataFrame], adoption: dt.date, **durations: int) -> Plan:
    steps = compute_steps(tables)
    copil, _ = default_copil(steps, adoption)
    return compute_plan(
        adoption, copil, REFERENCE, compute_delays(tables), compute_elections(tables), steps, durations or None
    )


@pytest.mark.parametrize(
    ("year", "sunday"),
    [(2024, (3, 31)), (2025, (4, 20)), (2026, (4, 5)), (2027, (3, 28)), (2038, (4, 25)), (2035, (3, 25))],
)
def test_easter_and_the_holidays_it_moves(year: int, sunday: tuple[int, int]) -> None:
    assert easter(year) == dt.date(year, *sunday)
    assert len(holidays(year)) in {10, 11}  # Ascension may fall on 1 or 8 May
    assert dt.date(2024, 5, 9) in holidays(2024)


def test_months_go_from_day_to_same_day() -> None:
    assert add_months(dt.date(2024, 11, 30), 3) == dt.date(2025, 2, 28)
    assert add_months(dt.date(2024, 1, 15), -3) == dt.date(2023, 10, 15)


@pytest.mark.parametrize(
    "limit", [dt.date(2024, 2, 29), dt.date(2024, 11, 30), dt.date(2025, 5, 31), dt.date(2026, 8, 15)]
)
@pytest.mark.parametrize(("duration", "unit"), [(3, "mois"), (0, "mois"), (12, "jours"), (6, "mois")])
def test_the_latest_day_to_send_is_the_last_one_that_fits(limit: dt.date, duration: int, unit: str) -> None:
    fitting = [
        day
        for day in (limit - DAY * gap for gap in range(400))
        if is_working(day) and end_of(day, duration, unit) <= limit
    ]
    assert latest_sent(limit, duration, unit) == max(fitting)


@pytest.mark.parametrize("year", range(2024, 2032))
def test_a_december_adoption_sends_the_draft_before_the_june_copil(tables: dict[str, pd.DataFrame], year: int) -> None:
    """Successive opinions of three months each: whatever the day of December, the EPCI must have the draft before."""
    for number in range(1, 32):
        computed = plan(tables, dt.date(year, 12, number))
        assert computed.copil.month == 6
        assert computed.copil.year == year
        assert computed.step("epci").latest < computed.copil
        assert computed.draft_before_copil
        assert any("Avant le COPIL" in words for words in computed.step("epci").warnings)
        assert computed.earliest > computed.adoption


def test_the_adoption_planned_by_the_documents(tables: dict[str, pd.DataFrame]) -> None:
    """31 December 2024, counted by hand: convocation 19 December, Région and CTAP 4 September, EPCI 20 May."""
    steps = compute_steps(tables)
    assert default_adoption(steps) == dt.date(2024, 12, 31)
    assert default_copil(steps, dt.date(2024, 12, 31)) == (dt.date(2024, 6, 28), True)
    computed = plan(tables, dt.date(2024, 12, 31))
    assert computed.step("convocation").latest == dt.date(2024, 12, 19)
    # The report takes 14 days: opinions end on 4 December, so they were asked on 4 September.
    assert computed.step("region").latest == computed.step("ctap").latest == dt.date(2024, 9, 4)
    # Fourteen days to amend: EPCI's delay ends on 20 August, so the draft left on 20 May, Whit Monday: on 17 May.
    assert computed.step("epci").latest == dt.date(2024, 5, 17)
    assert computed.step("arrete").latest == dt.date(2025, 1, 15)


def test_the_earliest_adoption_is_possible_and_the_day_before_is_not(tables: dict[str, pd.DataFrame]) -> None:
    steps, delays = compute_steps(tables), compute_delays(tables)
    copil, _ = default_copil(steps, dt.date(2024, 12, 31))
    earliest = plan(tables, dt.date(2024, 12, 31)).earliest
    written = copil + DAY * delays["ecriture"].duration
    assert compute_plan(earliest, copil, REFERENCE, delays).step("epci").latest >= written
    assert compute_plan(earliest - DAY, copil, REFERENCE, delays).step("epci").latest < written


def test_no_parameter_goes_below_the_law(tables: dict[str, pd.DataFrame]) -> None:
    adoption = dt.date(2024, 12, 31)
    assert plan(tables, adoption, convocation=2).step("convocation").latest == dt.date(2024, 12, 19)
    shorter = plan(tables, adoption, epci=1)
    assert shorter.step("epci").latest > plan(tables, adoption).step("epci").latest


def test_late_and_impossible_dates_are_said(tables: dict[str, pd.DataFrame]) -> None:
    late = plan(tables, dt.date(2024, 6, 14))
    assert "Déjà passé à la date de référence." in late.step("epci").warnings
    assert any("impossible" in fault for fault in plan(tables, dt.date(2024, 1, 25)).faults)
    assert any("samedi" in fault for fault in plan(tables, dt.date(2024, 12, 28)).faults)


def test_reserve_periods_stand_beside_the_steps(tables: dict[str, pd.DataFrame]) -> None:
    municipal = next(e for e in compute_elections(tables) if e.first_round == dt.date(2026, 3, 15))
    assert municipal.promotion_from == dt.date(2025, 9, 1)
    assert municipal.reserve_from == dt.date(2026, 2, 22)
    computed = plan(tables, dt.date(2026, 2, 27))
    assert any("Réserve" in words for words in computed.step("adoption").warnings)
    assert any("L. 52-1" in words for words in computed.step("convocation").warnings)


def test_every_delay_names_its_text_and_what_is_left_to_check(delays: dict[str, Delay]) -> None:
    for delay in delays.values():
        assert delay.text.to_check
        assert delay.low <= delay.duration <= delay.high
    assert delays["convocation"].low == 12


def test_each_day_says_how_it_was_counted(tables: dict[str, pd.DataFrame]) -> None:
    """The same days, found again from the words of the page alone."""
    computed = plan(tables, dt.date(2024, 12, 31))
    epci = " ".join(counted_words(computed.step("epci"), computed).split())
    for part in (
        "Avis clos le 20 août 2024 au plus tard",
        "14 jours pour reprendre le projet avant l'envoi du 4 septembre 2024",
        "3 mois plus tôt : le 20 mai 2024, jour férié (lundi de Pentecôte)",
        "jour ouvré précédent : le 17 mai 2024",
    ):
        assert part in epci
    region = " ".join(counted_words(computed.step("region"), computed).split())
    assert "Avis clos le 4 décembre 2024" in region
    assert "la convocation du 19 décembre 2024" in region
    assert "ouvré" not in region
    assert counted_words(computed.step("copil"), computed) == ""
    for step in computed.steps:
        if step.counted:
            assert (step.latest == step.counted.plain) == is_working(step.counted.plain)
            assert is_working(step.latest)


def test_a_committee_just_before_the_sending_is_said_too_late(tables: dict[str, pd.DataFrame]) -> None:
    """21 days to write the draft: a COPIL on 30 June leaves no time for a sending on 16 July."""
    delays = compute_delays(tables)
    tight = compute_plan(dt.date(2028, 2, 29), dt.date(2027, 6, 30), REFERENCE, delays)
    assert not tight.draft_before_copil
    assert tight.too_early
    said = " ".join(" ".join(plan_sentences(tight, True)).split())
    assert "Impossible avec ces délais" in said
    assert "a lieu avant cet envoi" not in said
    assert "16 juillet 2027" in said
    possible = compute_plan(tight.earliest, tight.copil, REFERENCE, delays)
    assert not possible.too_early
    assert plan_cautions(possible) == []
