"""French numbers, dates and units, as text. Pure: never left to the browser's locale.

Thousands take a narrow no-break space (339 890), decimals a comma (11,5 %), the first of a month « 1er ».
"""

from __future__ import annotations

import datetime as dt
import math
import re

from data.months import MONTHS

NARROW = "\u202f"
NO_BREAK = "\u00a0"
UNDATED = "date non précisée"
#: Words of one to twelve, for sentences that begin with a count.
WORDS = ("zéro", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze")


def number(value: float | int | None, decimals: int | None = None) -> str:
    """339890 → « 339 890 »; 11.5 → « 11,5 ». A missing value is a dash, never a zero."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "–"
    places = decimals if decimals is not None else (0 if float(value).is_integer() else 1)
    whole, _, rest = f"{abs(value):,.{places}f}".partition(".")
    sign = "−" if value < 0 and float(f"{value:.{places}f}") != 0 else ""
    return sign + whole.replace(",", NARROW) + ("," + rest if rest else "")


def quantity(value: float | int | None, unit: str, decimals: int | None = None) -> str:
    """A number and its unit, held together; « % » takes a narrow space."""
    if not unit:
        return number(value, decimals)
    if unit == "rang" and value is not None:
        return f"{number(value)}{'er' if value == 1 else 'e'}{NO_BREAK}rang"
    if value is not None and abs(value) < 2 and re.fullmatch(r"[a-zéèêç]+[^su]s", unit):
        unit = unit[:-1]  # « 1 commerce »: units are written in the plural
    gap = NARROW if unit.startswith("%") else NO_BREAK
    return f"{number(value, decimals)}{gap}{unit}"


def spread(value: float, high: float | None, unit: str, qualifier: str = "") -> str:
    """« plus de 370 000 habitants », « 14 à 21 % »."""
    if high is None or (isinstance(high, float) and math.isnan(high)):
        return qualifier + quantity(value, unit)
    return f"{qualifier}{number(value)} à {quantity(high, unit)}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """« 1 action », « 16 actions », « 0 action »: French keeps the singular below two."""
    return f"{number(count)}{NO_BREAK}{one if abs(count) < 2 else (many or one + 's')}"


def date(value: dt.date | None, precision: str = "day") -> str:
    """A date as precise as it is known: « 1er septembre 2023 », « juin 2024 », « 2022 », « date non précisée »."""
    if value is None or value != value or precision == "undated":  # NaT differs from itself
        return UNDATED
    if precision == "year":
        return f"{value.year}"
    if precision == "month":
        return f"{MONTHS[value.month - 1]} {value.year}"
    day = "1er" if value.day == 1 else f"{value.day}"
    return f"{day}{NO_BREAK}{MONTHS[value.month - 1]} {value.year}"


def span(start: dt.date | None, end: dt.date | None, precision: str = "day") -> str:
    """A period: « mars à avril 2024 », « 2022 – 2024 », or one date when there is no end."""
    known = "day" if precision == "period" else precision
    if start is None or start != start:
        return UNDATED if end is None or end != end else f"jusqu'à {date(end, known)}"
    if end is None or end != end or end == start:
        return date(start, known)
    if start.day == 1 and (end + dt.timedelta(days=1)).day == 1:
        if start.month == 1 and end.month == 12:
            return f"{start.year}" if start.year == end.year else f"{start.year} à {end.year}"
        if start.year == end.year:
            if start.month == end.month:
                return date(start, "month")
            return f"{MONTHS[start.month - 1]} à {MONTHS[end.month - 1]} {end.year}"
    return (
        f"{date(start, known)} au {date(end, known)}"
        if known == "day"
        else f"{date(start, known)} à {date(end, known)}"
    )


def listing(words: list[str]) -> str:
    """« a, b et c »."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " et " + words[-1]


def capital(words: str) -> str:
    """As a sentence begins: only the first letter changes."""
    return words[:1].upper() + words[1:]


def in_sentence(name: str) -> str:
    """A name inside a sentence: « Orientation O5 » → « orientation O5 »; a code keeps its capital."""
    return name[:1].lower() + name[1:]


def truncated(words: str, length: int) -> str:
    """The first `length` characters, cut at a word."""
    if len(words) <= length:
        return words
    return words[:length].rsplit(" ", 1)[0] + "…"
