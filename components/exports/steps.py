"""How far the making of a long file is, told to whoever waits, who may stop it. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """« Fiche 7 sur 16 »: what is being written; `done` of `total` parts are behind."""

    words: str
    done: int
    total: int


class StoppedError(Exception):
    """The reader stopped the file while it was made: nothing of it is kept."""


#: Told before each part. Raises `StoppedError` when the reader has asked to stop: a renderer lets it through.
Tell = Callable[[Step], None]


def silent(step: Step) -> None:
    """For who does not wait."""


def telling(stop: Callable[[], bool], report: Callable[[Step], None]) -> Tell:
    """A `Tell` that reports each step and ends the work once `stop` says so."""

    def tell(step: Step) -> None:
        if stop():
            raise StoppedError
        report(step)

    return tell
