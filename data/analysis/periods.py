"""When two dates are the same date: a month published as its first day or its last is one month. Pure."""

from __future__ import annotations

from data.model import Span


def period_of(when: Span, *, monthly: bool = False) -> str:
    """« 2022 », « 2022-12 » or « 2022-12-31 », as precise as the date; empty when undated.

    `monthly`: the publisher dates by month, whatever day it writes (`2022-12-01` and `2022-12-31` are one value).
    """
    if when.start is None or when.precision == "undated":
        return ""
    start = when.start.isoformat()
    if when.precision == "period":
        return f"{start}/{when.end.isoformat() if when.end else ''}"
    if when.precision == "year":
        return start[:4]
    if when.precision == "month" or monthly:
        return start[:7]
    return start
