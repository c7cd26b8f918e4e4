"""The grille d'examen's own types: what it sorts, what it proposes, what would change it. Pure.

One rule, two sets of questions: the actions' (`ACTIONS`), and the orientations' (`data.orientation_grid`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from data.decision import CRITERIA, CRITERION_LABELS
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

#: One opinion for each question of the grid, in their order; weights likewise, which sum to 100.
Opinions = tuple[str, ...]
NONE_YET: Final[Opinions] = ("sans_avis",) * len(CRITERIA)


@dataclass(frozen=True, eq=False)
class Examination:
    """One set of questions for the rule: there are five, and every weighting is shared between them.

    `classes`: the three it sorts into, in order; a condition that is not met stands against the first. `short`: the
    question in two words, for the head of a column. `against`: what a failed condition rules out, in words.
    `weights_id`: the object of the journal that holds its weights. `examined`: what a line is, as the head of a column.
    `evidence`: where the facts beside a question come from. One of a kind: compared by identity.
    """

    criteria: tuple[str, ...]
    labels: Mapping[str, str]
    short: Mapping[str, str]
    classes: tuple[str, str, str]
    result_labels: Mapping[str, str]
    conditions: Mapping[str, str]
    against: str
    weights_id: str
    examined: str
    evidence: tuple[str, ...]


ACTIONS: Final = Examination(
    CRITERIA,
    CRITERION_LABELS,
    {"C1": "Besoin attesté", "C2": "Résultats", "C3": "Bon cadre", "C4": "Pilote engagé", "C5": "Territoires"},
    CLASSES,
    RESULT_LABELS,
    {code: CONDITION_WORDS[code] for code in CONDITIONS},
    "pas de poursuite",
    "weights:grid",
    "Action examinée",
    ("le bilan",),
)


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
    """One thing the tables hold on a question, with its source: `fact` is what an opinion names when it cites it.

    `waiting`: it is of an action that is only prepared to be attached to the orientation, nothing being decided.
    """

    fact: str
    words: str
    source: Source
    caution: bool = False
    waiting: bool = False


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

    @property
    def begun(self) -> bool:
        """Whether any opinion is given on it."""
        return self.opinions != NONE_YET
