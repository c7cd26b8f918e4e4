"""Numbers as publishers write them: decimal commas, spaces, and the marks of a value that is not given."""

from __future__ import annotations

import math
import re
from typing import Final

SECRET: Final = frozenset({"s", "secret"})
MISSING: Final = frozenset({"", "na", "nan", "nd", "n.d.", "ns", "n.s.", "nc", "n.c.", "null", "none", "-", "…", "..."})
_NUMBER = re.compile(r"[-+−]?\d+([.,]\d+)?([eE][-+]?\d+)?", re.ASCII)


def read_number(written: str) -> float | None:
    """« 1 234,5 » → 1234.5; None when it is not a number. A space (plain, no-break or narrow) parts thousands."""
    plain = re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))", "", written.strip())
    if not _NUMBER.fullmatch(plain):
        return None
    value = float(plain.replace(",", ".").replace("−", "-"))
    return value if math.isfinite(value) else None


def read_value(written: str) -> tuple[float, str] | None:
    """Return (value, state): state is value, secret or missing, the value NaN for the last two; None if unreadable."""
    mark = written.strip().casefold()
    if mark in SECRET:
        return math.nan, "secret"
    if mark in MISSING:
        return math.nan, "missing"
    number = read_number(written)
    return None if number is None else (number, "value")
