"""What any dated value must pass before it is kept: a date, a number, a unit that agrees, and only once."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from data.connectors.rows import Ledger, Row
from data.connectors.values import read_number

DATE_FORMS = "AAAA, MM/AAAA ou JJ/MM/AAAA"


@dataclass(frozen=True)
class When:
    """A date as precise as it was written: `precision` day, month or year."""

    start: dt.date
    precision: str

    @property
    def last(self) -> dt.date:
        """The last day it can mean."""
        if self.precision == "year":
            return dt.date(self.start.year, 12, 31)
        if self.precision == "month":
            following = dt.date(self.start.year + self.start.month // 12, self.start.month % 12 + 1, 1)
            return following - dt.timedelta(days=1)
        return self.start

    def period(self, *, monthly: bool = False) -> str:
        """What makes two dates the same one (see `data.analysis.periods`)."""
        written = self.start.isoformat()
        if self.precision == "year":
            return written[:4]
        return written[:7] if monthly or self.precision == "month" else written


def read_when(written: str) -> When | None:
    """« 2022 », « 12/2022 », « 31/12/2022 », « 2022-12 », « 2022-12-31 »; None when it is not a date."""
    cell = written.strip()
    if matched := re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:[T ]00:00(?::00)?)?", cell):
        parts = matched.groups()
    elif matched := re.fullmatch(r"(?:(\d{1,2})/)?(\d{1,2})/(\d{4})", cell):
        parts = (matched[3], matched[2], matched[1])
    else:
        return None
    year, month, day = parts
    try:
        start = dt.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return When(start, "day" if day else "month" if month else "year")


def is_share(unit: str) -> bool:
    """Whether a unit is a percentage, which cannot pass 100."""
    return unit.lstrip().startswith("%")


@dataclass
class Seen:
    """The values met so far, so that the second of two for one date is told which line was the first."""

    lines: dict[tuple[str, str, str, str], int] = field(default_factory=dict)
    units: dict[str, tuple[str, int]] = field(default_factory=dict)


def check_unit(ledger: Ledger, row: Row, seen: Seen, indicator: str, unit: str, declared: str) -> bool:
    """False when the unit is not the declared one, or not that of the lines above: the row is set aside."""
    first, line = seen.units.setdefault(indicator, (unit, row.number))
    expected = declared or first
    if unit == expected:
        return True
    origin = "celle du catalogue" if declared else f"celle de la {ledger.table.unit} {line}"
    message = f"Unité « {unit} » : « {expected} » est attendue, {origin}. Une autre unité est un autre indicateur."
    ledger.set_aside(row, "unit", "unit", unit, message)
    return False


def check_once(ledger: Ledger, row: Row, seen: Seen, key: tuple[str, str, str, str], role: str = "date") -> bool:
    """False when the same indicator, territory, date and role were already met: the row is set aside."""
    line = seen.lines.setdefault(key, row.number)
    if line == row.number:
        return True
    message = f"Même indicateur, même territoire, même date que la {ledger.table.unit} {line} : la première est gardée."
    ledger.set_aside(row, "duplicate", role, row[role], message)
    return False


def read_cell(ledger: Ledger, row: Row, role: str, unit: str) -> float | None:
    """The number of a cell; None when it is not one, or a share over 100: the row is set aside."""
    written = row[role]
    value = read_number(written)
    if value is None:
        message = f"« {written} » n'est pas un nombre : un nombre est attendu (12 ou 12,5), sans unité ni texte."
        ledger.set_aside(row, "value", role, written, message)
        return None
    if is_share(unit) and value > 100:
        message = f"{written} dépasse 100 alors que l'unité est « {unit} » : entre 0 et 100 est attendu."
        ledger.set_aside(row, "share", role, written, message)
        return None
    return value


def read_date(ledger: Ledger, row: Row, role: str, *, today: dt.date, future: bool = False) -> When | None:
    """The date of a cell; None when it is not one, or yet to come (`future` allows it): the row is set aside."""
    written = row[role]
    when = read_when(written)
    if when is None:
        ledger.set_aside(row, "date", role, written, f"« {written} » n'est pas une date : {DATE_FORMS} est attendu.")
        return None
    if not future and when.start > today:
        message = f"« {written} » est à venir : une valeur se constate. Une valeur visée a le rôle « cible »."
        ledger.set_aside(row, "future", role, written, message)
        return None
    return when


def record(
    indicator: str, when: When, value: float, role: str, *, monthly: bool = False, **more: str
) -> dict[str, object]:
    """One row of `OBSERVATION_COLUMNS`. `more` gives label, unit, territory_id, place, and what else is known."""
    empty = dict.fromkeys(("definition", "perimeter", "by", "motive", "funder", "source", "written", "flags"), "")
    precision = "month" if monthly and when.precision == "day" and when.start.day == 1 else when.precision
    return {
        "layer": "",
        "indicator": indicator,
        "date_start": when.start.isoformat(),
        "date_end": "",
        "date_precision": precision,
        "period": when.period(monthly=monthly),
        "value": value,
        "role": role,
        **empty,
        **more,
    }
