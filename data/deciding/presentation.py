"""Where a presentation stands, for all the screens that show it. Pure.

Every window opened at the same address is the same presentation: the room's, the presenter's, and those that follow.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence

from data.decision import Actor, Entry

#: A projected window is opened anew, where nobody has typed a name: the machine signs for it.
PROJECTOR = Actor("", "Poste de présentation", "projection", "local")


def presentation_id(shown: str, reference: str, territory_id: str) -> str:
    """The object that holds the position: `presentation:1a2b3c4d5e6f`.

    `shown`: the saved presentation or the slides the address names, `reference` the day it names; empty when it names
    none. What the address leaves open may change meanwhile (slides added, the meeting's day): it is the same
    presentation all the same.
    """
    named = "|".join((shown, reference, territory_id))
    return f"presentation:{hashlib.sha256(named.encode()).hexdigest()[:12]}"


def position(entry: Entry | None, codes: Sequence[str], since: dt.datetime) -> str:
    """The slide shown: the last one gone to `since` then, the first one when nobody moved; the one in its place when
    it is no longer there."""
    if entry is None or entry.at < since:
        return codes[0]
    return standing(str(entry.payload.get("current", "")), entry.payload.get("rank"), codes)


def standing(code: str, rank: object, codes: Sequence[str]) -> str:
    """This slide, else the one that has its place now (`rank`, from 0), else the first."""
    if code in codes:
        return code
    return codes[min(rank, len(codes) - 1)] if isinstance(rank, int) and rank >= 0 else codes[0]
