"""Where each opinion stands: asked, received, deemed given, late. Pure types."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from data.deciding.consultations import Consultation

STATE_LABELS: Final = {
    "a_demander": "À demander",
    "en_attente": "En attente",
    "rendu": "Rendu",
    "repute": "Réputé donné",
}


@dataclass(frozen=True)
class Asked:
    """One body, `short` as a sentence names it. `step`: that of the calendar it belongs to.

    `latest`: the last day to send, by that calendar. `ends_on`: the day the delay ends, from the day the draft was
    really sent; None when nothing is deemed. `late`: not sent, and the last day has gone. `warnings`: what is out of
    order, in French.
    """

    body_id: str
    label: str
    short: str
    step: str
    latest: dt.date
    said: Consultation | None
    state: str
    ends_on: dt.date | None
    late: bool
    warnings: tuple[str, ...] = ()

    @property
    def sent_on(self) -> dt.date | None:
        return self.said.sent_on if self.said else None

    @property
    def closed(self) -> bool:
        """Nothing more is waited for: it was given, or is deemed given."""
        return self.state in {"rendu", "repute"}
