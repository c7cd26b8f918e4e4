"""From the codes a reader chose to the question of siting, and from its answer to the tables of the screen. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from data.analysis.columns import strings
from data.analysis.opening import restrict
from data.analysis.point_sets import PointSet
from data.analysis.proximity import compute_communes, compute_distances, compute_matrix, split_placed
from data.analysis.reach_view import OPENINGS, VINTAGE
from data.analysis.rows import Tables
from data.analysis.siting import compute_siting
from data.analysis.siting_answer import Progress, SitingAnswer
from data.analysis.siting_question import SitingError, SitingQuestion, compute_weights, prepare
from data.imported import AreaSet
from data.model import DEPARTEMENT

#: The imported layer, and its indicator, that tell the poverty rate of a commune.
POVERTY_LAYER: Final = "revenus_pauvrete"
POVERTY_INDICATOR: Final = "taux_de_pauvrete"
#: The points to start from, the first that exists: town halls stand in every commune and would leave nothing to ask.
FRANCE_SERVICES: Final = "france_services"
PREFERRED_SETS: Final = (FRANCE_SERVICES, "plateformes")
THRESHOLDS_KM: Final = (1, 2, 3, 5, 7, 10, 15, 20, 30)


class UnprovenError(Exception):
    """The search was cut short: `answer` is the best found, for who asked and nobody else."""

    def __init__(self, answer: SitingAnswer) -> None:
        self.answer = answer
        super().__init__("unproven")


@dataclass(frozen=True)
class Asked:
    """The question as codes, hashable: equal codes, equal answer.

    `set_id` and `rates_id` change with what was imported (`rates_id` is empty without weighting). `weighting`:
    `population` or `pauvrete`. `everywhere`: any commune of the Nord may be chosen, else those of the territory alone.
    """

    set_id: str
    rates_id: str
    opening: str
    threshold_km: int
    points_count: int
    weighting: str
    territory_id: str
    everywhere: bool
    forced_in: tuple[str, ...]
    forced_out: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Base:
    """What every question shares: the communes, and the distance in km from each (row) to each (column)."""

    communes: pd.DataFrame
    matrix: np.ndarray


@dataclass(frozen=True)
class Check:
    """A question looked at before it is answered: why it cannot be asked (French, else empty); how many points count,
    are too little open, are of unknown opening, are without a position; the poverty rate (%) at which an inhabitant
    counts for one (None without weighting), and the communes, and their inhabitants, without a published one."""

    refusal: str
    kept_count: int
    excluded_count: int
    unknown_count: int
    unplaced_count: int
    reference_rate: float | None = None
    without_rate_count: int = 0
    without_rate_hab: int = 0


def compute_base(tables: Tables) -> Base:
    """The communes at their centre, and their distances in a straight line."""
    communes = compute_communes(tables, VINTAGE)
    return Base(communes, compute_matrix(communes))


def default_set(sets: Mapping[str, PointSet]) -> str:
    """The code of the set of points to start from."""
    return next(code for code in (*PREFERRED_SETS, *sets) if code in sets)


def poverty_rates(layer: AreaSet | None) -> dict[str, float]:
    """Poverty rate in % by commune, of the imported layer; a secret or missing rate is not there."""
    if layer is None:
        return {}
    rows = layer.rows
    known = rows.loc[(rows["indicator"] == POVERTY_INDICATOR) & (rows["state"] == "value")]
    return dict(zip(strings(known, "territory_id"), known["value"].astype(float), strict=True))


def commune_names(base: Base) -> dict[str, str]:
    """Every commune, « Fourmies (59249) », by name as a French index sorts it."""
    pairs = zip(strings(base.communes, "territory_id"), strings(base.communes, "label"), strict=True)
    return {
        code: f"{label} ({code.removeprefix('com:')})"
        for code, label in sorted(pairs, key=lambda pair: (_index_key(pair[1]), pair[0]))
    }


def _index_key(label: str) -> str:
    return unicodedata.normalize("NFD", label).encode("ascii", "ignore").decode().casefold()


def build_question(base: Base, chosen: PointSet, asked: Asked, rates: Mapping[str, float] | None) -> SitingQuestion:
    """The question that these codes ask. `rates` is used for the weighting `pauvrete` only.

    A commune without a published rate counts for its population alone. Raises SitingError.
    """
    kept = restrict(chosen.points, **OPENINGS[asked.opening][1]).kept  # type: ignore[arg-type]
    weighted = (rates or {}) if asked.weighting == "pauvrete" else None
    return SitingQuestion(
        communes=base.communes,
        matrix=base.matrix,
        nearest=compute_distances(base.communes, kept),
        threshold=float(asked.threshold_km),
        points_count=asked.points_count,
        weights=compute_weights(base.communes, weighted, missing="population"),
        territory_id=None if asked.territory_id == DEPARTEMENT else asked.territory_id,
        candidates=set(strings(base.communes, "territory_id")) if asked.everywhere else None,
        forced_in=asked.forced_in,
        forced_out=asked.forced_out,
    )


def check_question(base: Base, chosen: PointSet, asked: Asked, rates: Mapping[str, float] | None) -> Check:
    """Whether these codes can be asked together; nothing is searched."""
    restriction = restrict(chosen.points, **OPENINGS[asked.opening][1])  # type: ignore[arg-type]
    placed, unplaced = split_placed(restriction.kept)
    counts = (len(placed), len(restriction.excluded), restriction.unknown_count, len(unplaced))
    try:
        question = build_question(base, chosen, asked, rates)
        prepare(question)
    except SitingError as error:
        return Check(str(error), *counts)
    weights = question.weights
    return Check("", *counts, weights.reference_rate, weights.without_rate_count, weights.without_rate_hab)


def search(
    question: SitingQuestion, stop: Callable[[], bool], progress: Callable[[Progress], None], time_limit_s: float
) -> SitingAnswer:
    """The answer, proven for each number of points; raises UnprovenError with what was found when it was cut short."""
    answer = compute_siting(question, stop, progress, time_limit_s)
    if answer.stopped:
        raise UnprovenError(answer)
    return answer


def answer_row(answer: SitingAnswer) -> dict[str, int | float | bool]:
    """The figures of the sentences: those of the number of points asked for, and of where it starts from."""
    best = answer.best
    return {
        "points_count": best.points_count,
        "opened_count": len(best.chosen),
        "gain_hab": best.gain_hab,
        "gain_weight": best.gain_weight,
        "bound_weight": best.bound_weight,
        "optimal": best.optimal,
        "gap": best.gap,
        "unproven_count": sum(not solution.optimal for solution in answer.solutions),
        "threshold_km": int(answer.threshold),
        "population_hab": answer.population_hab,
        "covered_hab": answer.covered_hab,
        "open_hab": answer.open_hab,
        "unknown_hab": answer.unknown_hab,
        "unreachable_hab": answer.unreachable_hab,
        "elapsed_s": answer.elapsed_s,
    }


def compute_gains(answer: SitingAnswer) -> pd.DataFrame:
    """One row a number of points: points_count, gain_hab, added_hab (more than with one point fewer; null for the first
    when places are forced), gain_weight, bound_weight, optimal, gap, opened_count (places that bring something)."""
    solutions = answer.solutions
    gains = [solution.gain_hab for solution in solutions]
    first = float(gains[0]) if solutions[0].points_count == 1 else np.nan
    return pd.DataFrame(
        {
            "points_count": [solution.points_count for solution in solutions],
            "gain_hab": gains,
            "added_hab": [first, *np.diff(gains).astype(float)],
            "gain_weight": [solution.gain_weight for solution in solutions],
            "bound_weight": [solution.bound_weight for solution in solutions],
            "optimal": [solution.optimal for solution in solutions],
            "gap": [solution.gap for solution in solutions],
            "opened_count": [len(solution.chosen) for solution in solutions],
        }
    )
