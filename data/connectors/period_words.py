"""The date of a value as the preview tells it: in French, as precise as the file gives it. Pure."""

from __future__ import annotations

import datetime as dt

from data.months import MONTHS


def period_words(period: str) -> str:
    """« 2019-10 » → « octobre 2019 »; « 2022-12-31 » → « 31 décembre 2022 »; a span by its two ends.

    What is no such date is given back as it is; nothing is « date non précisée ».
    """
    if not period:
        return "date non précisée"
    first, _, last = period.partition("/")
    if last:
        return f"du {period_words(first)} au {period_words(last)}"
    try:
        if len(period) == 7:
            day = dt.date.fromisoformat(f"{period}-01")
            return f"{MONTHS[day.month - 1]} {day.year}"
        day = dt.date.fromisoformat(period)
    except ValueError:
        return period
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"
