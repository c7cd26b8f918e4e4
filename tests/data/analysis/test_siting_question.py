"""What may be asked of the siting, what an inhabitant weighs, and what stays unknown."""

# A column compared with a value is a column; the checker takes it for a truth value.
# pyright: reportGeneralTypeIssues=false

import numpy as np
import pandas as pd
import pytest

from data.analysis.siting import compute_siting
from data.analysis.siting_question import SitingError, compute_weights
from tests.data.analysis.small_grounds import line_of, question_of, small_ground


@pytest.mark.parametrize(
    ("others", "words"),
    [
        ({"threshold": -1.0}, "Le seuil doit être un nombre, zéro ou plus."),
        ({"threshold": float("nan")}, "Le seuil doit être un nombre, zéro ou plus."),
        ({"points_count": 0}, "Le nombre de nouveaux points va de 1 à 12."),
        ({"points_count": 13}, "Le nombre de nouveaux points va de 1 à 12."),
        ({"forced_in": ["com:99999"]}, "Commune inconnue\u00a0: com:99999."),
        (
            {"forced_in": ["com:00001"], "forced_out": ["com:00001"]},
            "À la fois imposée et exclue\u00a0: Commune 1.",
        ),
        (
            {"forced_in": ["com:00001", "com:00002"], "points_count": 1},
            "2 communes imposées pour 1 nouveau point\u00a0: augmentez le nombre de points ou libérez une commune.",
        ),
        ({"candidates": []}, "Aucune commune candidate\u00a0: elles sont toutes exclues."),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_in_french(others, words):
    with pytest.raises(SitingError) as refusal:
        compute_siting(question_of(small_ground(2), **others))
    assert str(refusal.value) == words


def test_unknown_measures_are_never_covered_and_are_counted():
    communes, matrix, nearest = line_of([10, 20, 40])
    nearest = nearest.assign(distance_km=[9.0, np.nan, 9.0], state=["measured", "no_time", "measured"])
    matrix[2, 0] = np.nan
    answer = compute_siting(question_of((communes, matrix, nearest), threshold=5, points_count=1))
    assert (answer.unknown_hab, answer.open_hab, answer.unmeasured_count) == (20, 50, 1)
    assert answer.best.chosen == ("com:00002",)
    assert answer.best.gain_hab == 50
    with pytest.raises(SitingError, match="d'une commune à une autre"):
        compute_siting(question_of((communes, np.full((3, 3), np.nan), nearest), threshold=5, points_count=1))


def test_a_territory_limits_inhabitants_and_candidates():
    ground = small_ground(4, 12, 0)
    answer = compute_siting(question_of(ground, territory_id="arr:2", points_count=2))
    inside = ground[0].query("arrondissement_id == 'arr:2'")
    assert answer.population_hab == inside["population_hab"].sum()
    assert set(answer.best.chosen) <= set(inside["territory_id"])
    assert answer.by_arrondissement["arrondissement_id"].tolist() == ["arr:2"]


def test_weights_follow_poverty_and_say_what_is_unknown():
    communes = line_of([100, 100, 200, 50])[0]
    rates = {"com:00000": 10.0, "com:00001": 30.0, "com:00002": 20.0}
    left_out = compute_weights(communes, rates)
    assert left_out.reference_rate == 20
    assert left_out.values.tolist() == [50, 150, 200, 0]
    assert (left_out.without_rate_count, left_out.without_rate_hab, left_out.missing) == (1, 50, "exclude")
    assert compute_weights(communes, rates, "population").values.tolist() == [50, 150, 200, 50]
    assert compute_weights(communes).values.tolist() == [100, 100, 200, 50]
    with pytest.raises(SitingError, match="Aucun taux"):
        compute_weights(communes, {})
    with pytest.raises(ValueError, match="choice"):
        compute_weights(communes, rates, "zero")
    weighted = compute_siting(
        question_of(
            line_of([100, 100, 200, 50], 9), 1, 1, weights=compute_weights(communes, {"com:00001": 40, "com:00002": 5})
        )
    )
    assert weighted.best.chosen == ("com:00001",)
    assert weighted.best.gain_hab == 100
    assert weighted.best.gain_weight > 200


def test_unknown_population_weighs_nothing_and_is_told():
    communes, matrix, nearest = line_of([10, 20, 40])
    communes["population_hab"] = pd.array([10, None, 40], dtype="Int64")
    question = question_of((communes, matrix, nearest), threshold=0, points_count=3)
    assert question.weights.without_population_count == 1
    assert compute_siting(question).best.chosen == ("com:00002", "com:00000")
