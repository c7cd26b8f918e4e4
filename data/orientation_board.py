"""The nine orientations and what is measured of each: a line an indicator, what calls for attention. Pure types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from data.model import ActionStatus
from data.trend import Freshness, Indicator, Point

LINE_STATE_LABELS: Final = {
    "trend": "Évolution lisible",
    "apart": "Valeurs non comparables",
    "single": "Une seule valeur datée",
    "undated": "Valeur sans date",
    "contested": "Valeur contestée",
    "aimed": "Visé, sans valeur",
    "unfed": "Non alimenté",
}
#: What calls for attention, in the order it is said.
ALERTS: Final = ("fell", "contested", "overdue", "missing", "unfed")
ALERT_LABELS: Final = {
    "fell": "Contre le sens attendu",
    "contested": "Contesté",
    "overdue": "En retard",
    "missing": "Sans valeur",
    "unfed": "Non alimenté",
}
#: What each alert means, for who reads it the first time.
ALERT_MEANS: Final = {
    "fell": "le dernier pas entre deux valeurs comparables va à l'inverse du sens attendu ; une valeur du mois, du "
    "trimestre ou du semestre n'est comparée qu'à celle du même mois un an plus tôt. Ce n'est pas un jugement sur "
    "l'action.",
    "contested": "un service conteste la valeur publiée, ou le document se contredit ; les chiffres sont montrés côte "
    "à côte.",
    "overdue": "d'après le rythme de publication, une valeur plus récente devrait exister à la date de référence "
    "(trois mois sont laissés au producteur).",
    "missing": "le bilan ou le contexte nomme l'indicateur, ou lui fixe une cible, sans donner de valeur. Ce n'est pas "
    "zéro.",
    "unfed": "indicateur national qu'un SDAASP est censé suivre, déclaré d'avance ; il attend un import. Ce n'est pas "
    "zéro.",
}
DIRECTION_LABELS: Final = {"up": "à la hausse", "down": "à la baisse", "neutral": "sans sens attendu"}


@dataclass(frozen=True)
class Line:
    """One indicator as it stands. `run`: the last dated values of one definition, two at least, or nothing.

    `against`: the two values, comparable, whose step goes the other way than wished; None when none does.
    `territory_id` is the one its values are read for: the département where it has any, else the first that has.
    """

    indicator: Indicator
    territory_id: str
    point: Point | None
    run: tuple[Point, ...]
    state: str
    freshness: Freshness
    alerts: tuple[str, ...]
    against: tuple[Point, Point] | None = None

    @property
    def change(self) -> float | None:
        """Last value less first, of the run; None without one."""
        return self.run[-1].value - self.run[0].value if self.run else None


@dataclass(frozen=True)
class OrientationLines:
    """One orientation, its actions, its indicators: those of the bilan first."""

    orientation_id: str
    label: str
    actions: tuple[ActionStatus, ...]
    lines: tuple[Line, ...]

    def of(self, *origins: str) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.indicator.origin in origins)

    def alerted(self, alert: str) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if alert in line.alerts)

    @property
    def dated(self) -> tuple[Line, ...]:
        """The lines with at least one dated value that nobody contests, drawn on their own axis or not."""
        return tuple(line for line in self.lines if line.state in {"trend", "apart", "single"})

    @property
    def readable(self) -> tuple[Line, ...]:
        """The lines whose change can be read: two dated values of one definition."""
        return tuple(line for line in self.lines if line.run)
