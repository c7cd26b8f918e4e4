"""Why a write did not happen, in words the person who wrote can act on. Nothing was changed when one is raised."""

from __future__ import annotations

import datetime as dt

from data.decision import Entry
from data.months import MONTHS


class StoreError(ValueError):
    """A write that did not happen. `message_fr`: why, and what to do."""

    def __init__(self, message_fr: str) -> None:
        self.message_fr = message_fr
        super().__init__(message_fr)


class RefusedError(StoreError):
    """The right to do it is missing, or what was asked cannot be written."""


class ConflictError(StoreError):
    """Someone else wrote first. `head`: what is there now."""

    def __init__(self, head: Entry) -> None:
        self.head = head
        super().__init__(
            f"{signed(head)} a enregistré la version {head.version} {moment(head.at)}, après l'ouverture de votre "
            "page. Rien n'a été remplacé : relisez ce qui est enregistré, puis confirmez ou renoncez."
        )


class UnavailableError(StoreError):
    """The store cannot be reached or is busy for too long."""


def signed(entry: Entry) -> str:
    """Who wrote, as recorded: name and capacity."""
    return f"{entry.author} ({entry.capacity})" if entry.capacity else entry.author


def moment(at: dt.datetime) -> str:
    """« le 1er décembre 2026 à 14 h 05 », at the server's own time."""
    here = at.astimezone()
    day = "1er" if here.day == 1 else f"{here.day}"
    return f"le {day} {MONTHS[here.month - 1]} {here.year} à {here.hour} h {here.minute:02d}"
