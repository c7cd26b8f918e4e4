"""Working days in France, and delays in months. Pure."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Mapping
from functools import cache


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of the month so many months later (or earlier), else that month's last day."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (anonymous algorithm)."""
    cycle, century = year % 19, year // 100
    leap = century - century // 4 - (8 * century + 13) // 25
    epact = (19 * cycle + leap + 15) % 30
    epact -= epact // 28 * (1 - epact // 28 * (29 // (epact + 1)) * ((21 - cycle) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    shift = epact - weekday
    month = 3 + (shift + 40) // 44
    return dt.date(year, month, shift + 28 - 31 * (month // 4))


_FIXED = {
    (1, 1): "1er janvier",
    (5, 1): "1er mai",
    (5, 8): "8 mai",
    (7, 14): "14 juillet",
    (8, 15): "15 août",
    (11, 1): "Toussaint",
    (11, 11): "11 novembre",
    (12, 25): "Noël",
}
_MOVING = {1: "lundi de Pâques", 39: "Ascension", 50: "lundi de Pentecôte"}
_WEEKEND = {5: "samedi", 6: "dimanche"}


@cache
def holidays(year: int) -> Mapping[dt.date, str]:
    """The eleven public holidays of mainland France outside Alsace and Moselle: day → name."""
    sunday = easter(year)
    moving = {sunday + dt.timedelta(days=gap): name for gap, name in _MOVING.items()}
    return {**moving, **{dt.date(year, *day): name for day, name in _FIXED.items()}}


def day_off(day: dt.date) -> str:
    """Why nobody works on that day, in French; empty on a Monday to Friday that is no public holiday."""
    return holidays(day.year).get(day) or _WEEKEND.get(day.weekday(), "")


def is_working(day: dt.date) -> bool:
    """A Monday to Friday that is no public holiday."""
    return not day_off(day)


def working_day(day: dt.date, step: int) -> dt.date:
    """This day, or the nearest working one before (`step` -1) or after (`step` 1) it."""
    while not is_working(day):
        day += dt.timedelta(days=step)
    return day
