"""The grille d'examen's own types: what it sorts, what it proposes, what would change it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from data.decision import CRITERIA
from data.model import Source

#: The three ordered classes, and the state of an examination that cannot tell yet.
CLASSES: Final = ("poursuite", "reorientation", "arret")
OPEN: Final = "a_completer"
RESULT_LABELS: Final = {
    "poursuite": "Poursuite",
    "reorientation": "Réorientation",
    "arret": "Arrêt",
    OPEN: "À compléter",
}
#: An unfavourable opinion on one of these is a « condition non remplie »: no poursuite.
CONDITIONS: Final = ("C3", "C4")
CONDITION_WORDS: Final = {"C3": "un autre cadre porte l'action", "C4": "aucun pilote n'est engagé"}
LEAST, MOST, WHOLE = 10, 40, 100
EQUAL: Final = (20, 20, 20, 20, 20)
#: Shown words of robustness, from the strongest.
ROBUSTNESS_LABELS: Final = {
    "toutes": "dans toutes les pondérations admises",
    "plupart": "dans la plupart des pondérations admises",
    "partage": "partagé selon les pondérations admises",
}

#: One opinion for each of `CRITERIA`, in their order; weights likewise, which sum to 100.
Opinions = tuple[str, ...]
WeightsOf = tuple[int, ...] | tuple[Fraction, ...]
NONE_YET: Final[Opinions] = ("sans_avis",) * len(CRITERIA)


@dataclass(frozen=True)
class Result:
    """What the rule gives. `possible`: the classes that the missing opinions leave open, in their order.

    `unmet`: the conditions that stand against a poursuite. `settles`: questions each of which settles the result alone,
    whatever its answer. `needed`: when none does, the fewest questions that settle it together.
    """

    possible: tuple[str, ...]
    unmet: tuple[str, ...] = ()
    settles: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        return self.possible[0] if len(self.possible) == 1 else OPEN


@dataclass(frozen=True)
class Change:
    """Opinions that, changed together, give another result: (question, new opinion)…"""

    moves: tuple[tuple[str, str], ...]
    result: str


@dataclass(frozen=True)
class Flip:
    """The weight of one question at which the result becomes `result`, the others rescaled.

    `above`: whether it is reached by counting the question for more. `at`: whether the weight itself already flips.
    """

    criterion: str
    weight: Fraction
    above: bool
    at: bool
    result: str


@dataclass(frozen=True)
class Evidence:
    """One thing the tables hold on a question, with its source: `fact` is what an opinion names when it cites it."""

    fact: str
    words: str
    source: Source
    caution: bool = False


@dataclass(frozen=True)
class QuestionEvidence:
    """What the tables hold on one question. `silence`: the sections that say nothing, and how; empty when all speak."""

    criterion: str
    facts: tuple[Evidence, ...]
    silence: str = ""


@dataclass(frozen=True)
class GridLine:
    """One unit of the grid: an action, or the part of one that its fiche singles out."""

    unit: str
    action_id: int
    label: str
    proposal: str
    opinions: Opinions
    result: Result
    sentence: str
