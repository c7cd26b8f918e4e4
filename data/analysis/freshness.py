"""How old the latest value of an indicator is, and when the next one was due. Pure."""

from __future__ import annotations

import datetime as dt

from data.model import DEPARTEMENT
from data.trend import FREQUENCIES, Freshness, Indicator

#: Publishers take time to publish: a value is not late before that many days past the end of its period.
GRACE_DAYS = 92


def compute_freshness(indicator: Indicator, on: dt.date, territory_id: str = DEPARTEMENT) -> Freshness:
    """The freshness on the day `on`. The next value is due one rhythm after the last one, and late `GRACE_DAYS` later.

    An indicator with no value for the territory is read where it has one: the territory its source speaks of.
    Undated values, unknown rhythms and indicators with no value have no due date: said, never guessed.
    """
    here = territory_id if indicator.at(territory_id) else next(iter(indicator.territories), territory_id)
    latest = indicator.latest(here)
    frequency = indicator.frequency
    if latest is None:
        return Freshness("unfed", None, frequency, None)
    last = latest.when.last if latest.is_dated else None
    if last is None:
        return Freshness("undated", latest.when, frequency, None)
    days = FREQUENCIES[frequency]
    if not days:
        return Freshness("once" if frequency == "once" else "unknown", latest.when, frequency, None)
    due = last + dt.timedelta(days=days + GRACE_DAYS)
    late = (on - due).days
    return Freshness("overdue" if late > 0 else "current", latest.when, frequency, due, max(late, 0))
