"""What is asked of « où implanter les prochains points d'accueil ? », and whether it can be. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from data.analysis.columns import floats, strings
from data.analysis.reach import measure_of, select_communes

MAX_POINTS: Final = 12
#: What the computation leaves out: the page says it beside any result.
UNKNOWNS: Final = (
    "Chaque commune compte pour un seul point\u00a0: tous ses habitants y sont supposés réunis.",
    "Un point nouveau est supposé ouvert à cet endroit même, sans regarder locaux, agents, coût ni budget.",
    "Ni la capacité d'accueil, ni les horaires, ni les besoins propres à chaque public ne sont pris en compte.",
    "Un point situé hors du Nord ne compte que s'il figure dans les points choisis.",
    "Le calcul maximise une couverture\u00a0: il ne dit rien de l'équité entre territoires ni de ce qui a été décidé.",
)


class SitingError(Exception):
    """The question cannot be asked. Its text says why, in French."""


@dataclass(frozen=True, eq=False)
class Weights:
    """What an inhabitant counts for: whole numbers, in the communes' order, 0 where a commune is left out.

    `reference_rate` (%) is the poverty rate at which an inhabitant counts for one (None: every inhabitant does).
    `without_rate_count` and `without_rate_hab` are the communes, and their inhabitants, without a published rate;
    `missing` is what was done of them. `without_population_count` communes of unknown population count for nothing.
    """

    values: np.ndarray
    reference_rate: float | None
    missing: str
    without_rate_count: int
    without_rate_hab: int
    without_population_count: int


@dataclass(frozen=True, eq=False)
class SitingQuestion:
    """Where to open `points_count` new points so that most people come within `threshold` of one.

    `communes` as `compute_communes` makes it; `matrix[i, j]`, the distance or the time from commune i to a point set in
    commune j (NaN: unknown, never covered); `nearest`, the existing points, in the same unit. `territory_id` limits the
    inhabitants counted; `candidates` the communes where a point may open (all those of the territory when None).
    `forced_in` are opened whatever they bring, candidates or not, and are part of `points_count`; `forced_out` never.
    """

    communes: pd.DataFrame
    matrix: np.ndarray
    nearest: pd.DataFrame
    threshold: float
    points_count: int
    weights: Weights
    territory_id: str | None = None
    candidates: Collection[str] | None = None
    forced_in: Collection[str] = ()
    forced_out: Collection[str] = ()


@dataclass(frozen=True, eq=False)
class Ground:
    """The question as arrays, in the communes' order.

    `order`: the candidates that may be chosen, the most populated first, then by code; `forced`: those opened in any
    case. Masks of communes: `counted` (in the territory, with a population), `unknown` (counted, but whether they are
    already covered is not known), `open` (counted, and beyond every existing point).
    """

    ids: np.ndarray
    people: np.ndarray
    covers: np.ndarray
    order: np.ndarray
    forced: np.ndarray
    counted: np.ndarray
    unknown: np.ndarray
    open: np.ndarray

    def inhabitants(self, held: np.ndarray) -> int:
        """The inhabitants of the communes of a mask."""
        return int(np.nansum(self.people[held]))

    def preferred(self, places: np.ndarray) -> np.ndarray:
        """Places in order of preference: the most populated first, then by code; an unknown population last."""
        return sort_places(self.ids, self.people, places)


def sort_places(ids: np.ndarray, people: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Positions of communes, the most populated first, then by code; an unknown population last."""
    return places[np.lexsort((ids[places].astype("U"), np.where(np.isnan(people), np.inf, -people)[places]))]


def compute_weights(
    communes: pd.DataFrame, rates: Mapping[str, float] | None = None, missing: str = "exclude"
) -> Weights:
    """One inhabitant, one; or, with `rates` (poverty rate in %, by territory_id), in proportion to the commune's rate.

    The reference rate is the mean of the known ones, weighted by population. A commune without a rate (statistical
    secrecy, above all small ones) is left out (`missing="exclude"`) or counts for its population alone, as at the
    reference rate (`missing="population"`): a choice to state, for neither is a fact. Weights are rounded to whole
    numbers. Raises ValueError for another `missing`, SitingError when no rate is known.
    """
    if missing not in ("exclude", "population"):
        raise ValueError(f"unknown choice: {missing}")
    people = floats(communes, "population_hab")
    absent = int(np.isnan(people).sum())
    inhabitants = np.nan_to_num(people)
    if rates is None:
        return Weights(inhabitants.astype("int64"), None, missing, 0, 0, absent)
    known = np.array([rates.get(code, np.nan) for code in strings(communes, "territory_id")], dtype=float)
    lacking = np.isnan(known)
    reference = float(np.nansum(inhabitants * known) / max(inhabitants[~lacking].sum(), 1))
    if not reference > 0:
        raise SitingError("Aucun taux de pauvreté n'est connu\u00a0: choisissez la population seule.")
    share = np.where(lacking, 1.0 if missing == "population" else 0.0, known / reference)
    return Weights(
        np.rint(inhabitants * share).astype("int64"),
        reference,
        missing,
        int(lacking.sum()),
        int(inhabitants[lacking].sum()),
        absent,
    )


def prepare(question: SitingQuestion) -> Ground:
    """Check the question and lay it out. Raises SitingError, in French, naming what is wrong."""
    communes, threshold = question.communes, question.threshold
    ids, people = strings(communes, "territory_id"), floats(communes, "population_hab")
    labels = dict(zip(ids, strings(communes, "label"), strict=True))
    if not (threshold >= 0 and np.isfinite(threshold)):
        raise SitingError("Le seuil doit être un nombre, zéro ou plus.")
    if not 1 <= question.points_count <= MAX_POINTS:
        raise SitingError(f"Le nombre de nouveaux points va de 1 à {MAX_POINTS}.")
    forced_in, forced_out = set(question.forced_in), set(question.forced_out)
    strange = sorted((forced_in | forced_out | set(question.candidates or ())) - set(ids))
    if strange:
        raise SitingError("Commune inconnue\u00a0: " + ", ".join(strange) + ".")
    both = sorted(labels[code] for code in forced_in & forced_out)
    if both:
        raise SitingError("À la fois imposée et exclue\u00a0: " + ", ".join(both) + ".")
    if len(forced_in) > question.points_count:
        points = "nouveaux points" if question.points_count > 1 else "nouveau point"
        raise SitingError(
            f"{len(forced_in)} communes imposées pour {question.points_count} {points}\u00a0: "
            "augmentez le nombre de points ou libérez une commune."
        )
    inside = np.isin(ids, strings(select_communes(communes, question.territory_id), "territory_id"))
    allowed = inside if question.candidates is None else np.isin(ids, list(question.candidates))
    allowed = allowed & ~np.isin(ids, list(forced_in | forced_out))
    if not allowed.any() and not forced_in:
        raise SitingError("Aucune commune candidate\u00a0: elles sont toutes exclues.")
    order = sort_places(ids, people, np.arange(len(ids)))
    existing = question.nearest.set_index("territory_id").reindex(ids)
    measures = floats(existing, measure_of(question.nearest))
    counted = inside & ~np.isnan(people)
    unknown = counted & np.isnan(measures) & (strings(existing, "state") != "no_point")
    beyond = counted & ~unknown & ~(measures <= threshold)
    covers = question.matrix <= threshold
    if beyond.any() and np.isnan(question.matrix[beyond]).all():
        raise SitingError("Aucune distance ni aucun temps n'est connu d'une commune à une autre.")
    forced = np.isin(ids, list(forced_in))
    return Ground(ids, people, covers, order[allowed[order]], order[forced[order]], counted, unknown, beyond)
