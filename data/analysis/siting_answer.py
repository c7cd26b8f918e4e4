"""What is answered to « où implanter les prochains points d'accueil ? » Pure.

A computed hypothesis: no row of it is a decision.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.analysis.columns import strings
from data.analysis.siting_cover import assign_gains
from data.analysis.siting_question import Ground, SitingQuestion


@dataclass(frozen=True)
class Progress:
    """Where the search is: `points_count` under study, `solved_count` of `total_count` numbers of points done, and the
    best weight and the bound of the one under study."""

    points_count: int
    solved_count: int
    total_count: int
    value: int
    bound: int
    elapsed_s: float


@dataclass(frozen=True)
class Solution:
    """The best choice found for one number of points, forced places included.

    `chosen` may be shorter than `points_count`: the rest would bring nothing. `gain_hab`: inhabitants newly covered,
    whatever they weigh.
    `gain_weight` is what is maximised (the same without weights) and `bound_weight` what no choice can exceed;
    `optimal`: the two are equal, which is a proof. `gap`: the part of the bound not reached (0 when optimal).
    """

    points_count: int
    chosen: tuple[str, ...]
    gain_hab: int
    gain_weight: int
    bound_weight: int
    optimal: bool
    gap: float
    elapsed_s: float


@dataclass(frozen=True, eq=False)
class SitingAnswer:
    """The answer, and what it rests on. Populations in inhabitants of the territory asked for, one vintage.

    `solutions`: by number of points, ascending, from 1 (or from the number of forced places). `chosen`: the last one,
    by contribution, forced places first: rank, territory_id, label, arrondissement_id, forced, gain_hab (each commune
    assigned once, to the first place that covers it), gain_weight, total_hab (running sum). `by_arrondissement`: the
    best single place in each, given the existing points only: arrondissement_id, territory_id and label (null when no
    candidate brings anything), gain_hab, gain_weight, inside_hab (of which inside the arrondissement).
    population_hab = covered_hab (by existing points) + open_hab + unknown_hab (no measure to an existing point, left
    out); unreachable_hab is the part of open_hab that no candidate covers. `unmeasured_count`: open communes with an
    unknown measure to some candidate. `stopped`: the search ended, by the reader or by time, before every proof.
    """

    method: str
    threshold: float
    solutions: tuple[Solution, ...]
    chosen: pd.DataFrame
    by_arrondissement: pd.DataFrame
    candidates_count: int
    population_hab: int
    covered_hab: int
    open_hab: int
    unknown_hab: int
    unreachable_hab: int
    unmeasured_count: int
    stopped: bool
    elapsed_s: float

    @property
    def best(self) -> Solution:
        """The solution for the number of points asked for."""
        return self.solutions[-1]


def compute_contributions(question: SitingQuestion, ground: Ground, chosen: list[int]) -> pd.DataFrame:
    """What each chosen place brings, each commune assigned once (`SitingAnswer.chosen`)."""
    weights = np.where(ground.open, question.weights.values, 0)
    assigned = assign_gains(ground.covers[:, chosen], weights, list(range(len(chosen))), first=len(ground.forced))
    places = [chosen[place] for place, _ in assigned]
    masks = [newly & ground.open for _, newly in assigned]
    rows = pd.DataFrame(
        {
            "rank": np.arange(1, len(places) + 1),
            "territory_id": pd.array(ground.ids[places], dtype="str"),
            "label": pd.array(strings(question.communes, "label")[places], dtype="str"),
            "arrondissement_id": pd.array(strings(question.communes, "arrondissement_id")[places], dtype="str"),
            "forced": np.isin(places, ground.forced),
            "gain_hab": np.array([ground.inhabitants(newly) for newly in masks], dtype="int64"),
            "gain_weight": np.array([weights[newly].sum() for newly in masks], dtype="int64"),
        }
    )
    return rows.assign(total_hab=rows["gain_hab"].cumsum())


def compute_singles(question: SitingQuestion, ground: Ground) -> pd.DataFrame:
    """The best place in each arrondissement, alone, given the existing points (`SitingAnswer.by_arrondissement`)."""
    weights = np.where(ground.open, question.weights.values, 0).astype(float)
    arrondissements = strings(question.communes, "arrondissement_id")
    labels = strings(question.communes, "label")
    # Forced places are compared too: the question here is each arrondissement's own, whatever was imposed.
    places = ground.preferred(np.concatenate((ground.order, ground.forced)))
    gains = weights @ ground.covers[:, places]
    rows = []
    for arrondissement in sorted(set(arrondissements[ground.counted])):
        inside = arrondissements[places] == arrondissement
        if not inside.any() or gains[inside].max() <= 0:
            rows.append((arrondissement, None, None, 0, 0, 0))
            continue
        best = places[inside][gains[inside].argmax()]
        newly = ground.open & ground.covers[:, best]
        within = ground.inhabitants(newly & (arrondissements == arrondissement))
        gain = int(weights[newly].sum())
        rows.append((arrondissement, ground.ids[best], labels[best], ground.inhabitants(newly), gain, within))
    names = ["arrondissement_id", "territory_id", "label", "gain_hab", "gain_weight", "inside_hab"]
    return pd.DataFrame(rows, columns=names).astype(dict.fromkeys(names[:3], "str"))
