"""What is wrong in what was typed, field by field, and the checks that every form shares. Pure.

A check returns what is wrong as a list, empty when nothing is: a form says everything at once.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

#: Longest text of one line, and of a paragraph, in characters.
LINE: Final = 300
PARAGRAPH: Final = 4_000
EARLIEST: Final = dt.date(2017, 1, 1)
LATEST: Final = dt.date(2050, 12, 31)


@dataclass(frozen=True)
class Fault:
    """What is wrong in one field, in French: said beside it."""

    field: str
    message_fr: str


class InvalidError(ValueError):
    """What was typed cannot be recorded; nothing was. `faults`: every reason, at least one."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(fault.message_fr for fault in self.faults))

    @property
    def message_fr(self) -> str:
        return " ".join(fault.message_fr for fault in self.faults)

    def of(self, field: str) -> str:
        """What is wrong in that field; empty when nothing is."""
        return " ".join(fault.message_fr for fault in self.faults if fault.field == field)


def folded(words: str) -> str:
    """Words as the eye takes them for the same: without case, accents or double spaces."""
    bare = unicodedata.normalize("NFKD", words.casefold())
    return " ".join("".join(sign for sign in bare if not unicodedata.combining(sign)).split())


def check(faults: Iterable[Fault]) -> None:
    """Raise `InvalidError` when there is any fault."""
    if found := tuple(faults):
        raise InvalidError(found)


def text_faults(field: str, words: str, *, limit: int = PARAGRAPH, required: str = "") -> list[Fault]:
    """Length, readable characters, and, when `required` says what is due, something to read."""
    if len(words) > limit:
        return [Fault(field, f"Texte trop long : {_count(len(words))} caractères, {_count(limit)} au plus.")]
    if any(_unreadable(sign) for sign in words):
        return [Fault(field, "Un caractère de ce texte est illisible : saisissez-le de nouveau.")]
    if required and not any(unicodedata.category(sign)[0] in "LNPS" for sign in words):
        return [Fault(field, required)]
    return []


def code_faults(field: str, code: str, known: Collection[str], message_fr: str) -> list[Fault]:
    """A code that no list offers: it was not chosen on the page."""
    return [] if code in known else [Fault(field, message_fr)]


def date_faults(
    field: str, day: dt.date | None, *, earliest: dt.date = EARLIEST, latest: dt.date = LATEST, required: str = ""
) -> list[Fault]:
    """A date between two bounds; a missing one is a fault only when `required` says what is due."""
    if day is None:
        return [Fault(field, required)] if required else []
    if not earliest <= day <= latest:
        return [Fault(field, f"Date attendue entre le {earliest:%d/%m/%Y} et le {latest:%d/%m/%Y}.")]
    return []


def whole_faults(field: str, value: int, *, least: int = 0, most: int, message_fr: str) -> list[Fault]:
    """A whole number between two bounds."""
    return [] if least <= value <= most else [Fault(field, message_fr)]


def clean(words: str | None) -> str:
    """What was typed, without the spaces around it and with one kind of line break."""
    return unicodedata.normalize("NFC", (words or "").replace("\r\n", "\n").replace("\r", "\n")).strip()


def _unreadable(sign: str) -> bool:
    # Controls, halves of characters, private use, and the marks that reverse the order in which a text is read.
    category = unicodedata.category(sign)
    return (
        (category == "Cc" and sign not in "\n\t")
        or category in {"Cs", "Co", "Cn"}
        or sign in "\u202a\u202b\u202d\u202e"
    )


def _count(value: int) -> str:
    return f"{value:,}".replace(",", "\u202f")
