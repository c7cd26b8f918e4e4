"""Where a presentation stands, for all the screens that show it. Pure.

Every window opened on the same slides, date and territory is the same presentation: the room's, the presenter's, and
those that follow.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence

from data.decision import Actor, Entry

#: A projected window is opened anew, where nobody has typed a name: the machine signs for it.
PROJECTOR = Actor("", "Poste de présentation", "projection", "local")


def presentation_id(codes: Sequence[str], reference: dt.date, territory_id: str) -> str:
    """The object that holds the position of these slides: `presentation:1a2b3c4d5e6f`."""
    named = "|".join((*codes, reference.isoformat(), territory_id))
    return f"presentation:{hashlib.sha256(named.encode()).hexdigest()[:12]}"


def position(entry: Entry | None, codes: Sequence[str]) -> str:
    """The slide shown: the last one gone to, the first one when nothing was or it is no longer there."""
    shown = str(entry.payload.get("current", "")) if entry else ""
    return shown if shown in codes else codes[0]
