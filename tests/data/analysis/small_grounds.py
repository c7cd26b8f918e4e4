"""A few communes, small enough for every choice to be tried."""

# A column compared with a value is a column; the checker takes it for a truth value.
# pyright: reportGeneralTypeIssues=false

import numpy as np
import pandas as pd

from data.analysis.siting_question import SitingQuestion, compute_weights


def small_ground(seed, count=10, existing=2):
    """A few communes on a plane, their distances, and the distance to the nearest of some existing points."""
    draw = np.random.default_rng(seed)
    places = draw.uniform(0, 10, (count, 2))
    points = draw.uniform(0, 10, (existing, 2))
    communes = pd.DataFrame(
        {
            "territory_id": [f"com:{rank:05d}" for rank in range(count)],
            "label": [f"Commune {rank}" for rank in range(count)],
            # Few distinct populations: equal choices are many, and the rule between them is put to the test.
            "population_hab": pd.array(draw.choice([0, 100, 100, 250, 900], count), dtype="Int64"),
            "epci_id": "epci:1",
            "arrondissement_id": [f"arr:{1 + rank % 3}" for rank in range(count)],
            "departement_id": "dep:59",
        }
    )
    matrix = np.linalg.norm(places[:, None] - places[None], axis=2)
    gaps = np.linalg.norm(places[:, None] - points[None], axis=2)
    nearest = pd.DataFrame(
        {
            "territory_id": communes["territory_id"],
            "point_id": "p",
            "distance_km": gaps.min(axis=1) if existing else np.nan,
            "state": "measured" if existing else "no_point",
        }
    )
    return communes, matrix, nearest


def question_of(ground, threshold=2.5, points_count=3, **others):
    communes, matrix, nearest = ground
    weights = others.pop("weights", None) or compute_weights(communes)
    return SitingQuestion(communes, matrix, nearest, threshold, points_count, weights, **others)


def line_of(populations, gap=1.0):
    """Communes on a line, `gap` apart, without any existing point."""
    communes, _, nearest = small_ground(0, len(populations), 0)
    communes["population_hab"] = pd.array(populations, dtype="Int64")
    at = np.arange(len(populations)) * gap
    return communes, np.abs(at[:, None] - at[None]), nearest


def newly_covered(question, chosen):
    """Weight newly covered by a choice, commune by commune."""
    ids = question.communes["territory_id"].tolist()
    gaps, total = question.nearest["distance_km"].tolist(), 0
    for row in range(len(ids)):
        if not gaps[row] <= question.threshold and any(
            question.matrix[row, ids.index(code)] <= question.threshold for code in chosen
        ):
            total += int(question.weights.values[row])
    return total
