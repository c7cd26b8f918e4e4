"""What the law and its decree ask of a schéma, what is held of it, what is missing. Pure types.

There is no « conforme » here: only a jurist and the two institutions can say it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from data.planning import LegalText

REQUIREMENT_KINDS: Final = {
    "contenu": "Contenu du schéma",
    "gouvernance": "Gouvernance",
    "procedure": "Procédure",
    "suite": "Après l'adoption",
}
#: What the dashboard holds of a requirement; never a judgement on the schéma.
HOLDING_LABELS: Final = {
    "elements": "Des éléments",
    "partiel": "Des éléments partiels",
    "rien": "Rien encore",
}


@dataclass(frozen=True)
class Listing:
    """The lines that a count counts, each with its place, read on demand."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Requirement:
    """One thing asked. `holds`: what is held, in sentences computed; `missing`: what is not, never empty.

    `page`: where it is seen, an address of the dashboard and its words; empty when there is nothing to see. `lists`:
    what its counts are counts of.
    """

    requirement_id: str
    kind: str
    label: str
    text: LegalText
    article: str
    holds: tuple[str, ...]
    missing: tuple[str, ...]
    page: tuple[str, str] = ("", "")
    lists: tuple[Listing, ...] = ()

    @property
    def holding(self) -> str:
        if not self.holds:
            return "rien"
        return "partiel" if self.missing else "elements"
