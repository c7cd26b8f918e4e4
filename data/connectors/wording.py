"""French sentences: no-break spaces, singular and plural. Pure, standard library only."""

from __future__ import annotations

import re

NO_BREAK = "\u00a0"


def typography(text: str) -> str:
    """Return the sentence with the no-break spaces that French punctuation asks for."""
    return re.sub(r"(?<=\S) (?=[:;?!»%€])|(?<=«) ", NO_BREAK, text)


def plural(count: int, one: str, many: str | None = None) -> str:
    """« 1 commune », « 16 communes », « 0 commune »: French keeps the singular below two."""
    return f"{count} {one if abs(count) < 2 else (many or one + 's')}"
