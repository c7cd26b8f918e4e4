"""Distances, against a computation that shares nothing with them: one commune, one point, one formula at a time."""

# A column compared with a value is a column; the checker takes it for a truth value.
# pyright: reportGeneralTypeIssues=false, reportAttributeAccessIssue=false, reportArgumentType=false

import math

import numpy as np
import pandas as pd
import pytest

from data.analysis.opening import restrict
from data.analysis.proximity import MAX_OUTSIDE_KM, compute_communes, compute_distances, compute_matrix, split_placed


@pytest.fixture(scope="module")
def communes(tables):
    return compute_communes(tables, "rp2023")


@pytest.fixture(scope="module")
def points():
    """52 points anywhere over the Nord, some of them beyond its border."""
    draw = np.random.default_rng(59)
    return pd.DataFrame(
        {
            "point_id": [f"p{rank:02d}" for rank in range(52)],
            "longitude": draw.uniform(2.0, 4.3, 52),
            "latitude": draw.uniform(49.9, 51.1, 52),
        }
    )


def haversine_km(longitude, latitude, other_longitude, other_latitude):
    first, second = math.radians(latitude), math.radians(other_latitude)
    a = (
        math.sin((second - first) / 2) ** 2
        + math.cos(first) * math.cos(second) * math.sin(math.radians(other_longitude - longitude) / 2) ** 2
    )
    return 2 * 6371.0088 * math.asin(math.sqrt(a))


@pytest.mark.parametrize("origin", ["centre", "mairie"])
def test_every_commune_agrees_with_a_plain_computation(tables, points, origin):
    communes = compute_communes(tables, "rp2023", origin)
    nearest = compute_distances(communes, points).set_index("territory_id")
    assert len(nearest) == 647
    for commune in communes.itertuples():
        expected = min(
            (haversine_km(commune.longitude, commune.latitude, point.longitude, point.latitude), point.point_id)
            for point in points.itertuples()
        )
        assert nearest.loc[commune.territory_id, "distance_km"] == pytest.approx(expected[0], abs=1e-9)
        assert nearest.loc[commune.territory_id, "point_id"] == expected[1]


def test_known_distance(communes):
    """Lille to Dunkerque, town to town, is some 65 km as the crow flies."""
    towns = compute_communes_at([(3.0573, 50.6292), (2.3768, 51.0344)])
    assert compute_matrix(towns)[0, 1] == pytest.approx(65.6, abs=0.5)


def compute_communes_at(places):
    return pd.DataFrame(places, columns=["longitude", "latitude"])


def test_matrix_is_symmetric_and_zero_on_its_diagonal(communes):
    matrix = compute_matrix(communes)
    assert matrix.shape == (647, 647)
    assert (np.diag(matrix) == 0).all()
    assert np.array_equal(matrix, matrix.T)


def test_nearest_is_the_same_in_any_order_of_points(communes, points):
    twins = pd.concat([points, points.assign(point_id="z" + points["point_id"])])
    shuffled = twins.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(compute_distances(communes, shuffled), compute_distances(communes, points))


def test_without_a_point_nothing_is_measured(communes, points):
    for none in (points.iloc[:0], points.assign(latitude=np.nan)):
        nearest = compute_distances(communes, none)
        assert nearest["distance_km"].isna().all()
        assert nearest["point_id"].isna().all()
        assert set(nearest["state"]) == {"no_point"}


def test_a_commune_without_a_position_is_unknown(communes, points):
    lost = communes.assign(longitude=communes["longitude"].mask(communes["territory_id"] == "com:59350"))
    nearest = compute_distances(lost, points).set_index("territory_id")
    assert nearest.loc["com:59350", "state"] == "no_position"
    assert nearest.loc["com:59350", ["point_id", "distance_km"]].isna().all()
    assert nearest["distance_km"].isna().sum() == 1


def test_points_without_a_position_are_told_apart_and_repeated_ids_refused(communes, points):
    partial = points.assign(latitude=points["latitude"].mask(points["point_id"] < "p10"))
    placed, unplaced = split_placed(partial)
    assert (len(placed), len(unplaced)) == (42, 10)
    pd.testing.assert_frame_equal(compute_distances(communes, partial), compute_distances(communes, placed))
    with pytest.raises(ValueError, match="repeated"):
        compute_distances(communes, pd.concat([points, points]))


def test_communes_stand_at_their_centre_or_town_hall(tables):
    centre, hall = compute_communes(tables, "rp2023"), compute_communes(tables, "rp2023", "mairie")
    assert set(centre["origin"]) == {"centre"}
    far = set(tables["town_halls"].loc[tables["town_halls"]["outside_km"] > MAX_OUTSIDE_KM, "territory_id"])
    assert set(hall.loc[hall["origin"] == "centre", "territory_id"]) == far
    moved = hall.set_index("territory_id").loc[sorted(far), ["longitude", "latitude"]]
    pd.testing.assert_frame_equal(moved, centre.set_index("territory_id").loc[sorted(far), ["longitude", "latitude"]])
    with pytest.raises(ValueError, match="origin"):
        compute_communes(tables, "rp2023", "gare")
    with pytest.raises(ValueError, match="vintage"):
        compute_communes(tables, "rp1801")


def test_communes_know_what_does_not_fit(communes):
    assert int(communes["population_hab"].sum()) == 2_615_635
    said = communes.drop_duplicates("epci_id").set_index("epci_id")["epci_perimeter"]
    assert said["epci:245900758"] == "communes du Nord seulement (l'EPCI déborde du département)"
    assert said["epci:200041960"] == "à cheval sur les arrondissements de Douai et de Lille"
    assert (said == "territoire entier").sum() == 15


OPENINGS = pd.DataFrame(
    [
        ("a", 35.0, True, "19:00", None),
        ("b", 12.0, False, "17:00", None),
        ("c", None, None, None, None),
        ("d", None, False, None, 1.0),
        ("e", 20.0, True, "18:00", None),
        ("f", None, None, "abc", 0.5),
    ],
    columns=["point_id", "weekly_hours_h", "opens_saturday", "closes_latest", "days_per_month"],
)


@pytest.mark.parametrize(
    ("conditions", "kept", "unknown", "excluded"),
    [
        ({}, "abcdef", "", ""),
        ({"opens_saturday": True}, "ae", "cf", "bd"),
        ({"min_weekly_hours": 20}, "ae", "cdf", "b"),
        ({"closes_after": "18:00"}, "a", "cdf", "be"),
        ({"min_days_per_month": 1}, "abde", "c", "f"),
        ({"min_days_per_month": 8}, "", "abce", "df"),
        ({"opens_saturday": True, "min_weekly_hours": 20}, "ae", "cf", "bd"),
        ({"opens_saturday": True, "keep_unknown": True}, "acef", "cf", "bd"),
    ],
)
def test_unknown_hours_are_neither_kept_nor_lost(conditions, kept, unknown, excluded):
    found = restrict(OPENINGS, **conditions)
    assert ["".join(frame["point_id"]) for frame in (found.kept, found.unknown, found.excluded)] == [
        kept,
        unknown,
        excluded,
    ]
    assert found.unknown_count == len(unknown)
    assert (found.unknown["reason"] != "").all()
    assert (found.excluded["reason"] != "").all()


def test_the_hours_of_a_round_do_not_say_how_often_it_stops():
    fixed = pd.DataFrame({"point_id": ["a"], "weekly_hours_h": [30.0], "days_per_month": [None], "format": ["fixe"]})
    kept = [len(restrict(fixed.assign(format=form), min_days_per_month=1).kept) for form in ("fixe", "itinerant")]
    assert kept == [1, 0]
    assert len(restrict(fixed.assign(format="itinerant", days_per_month=2.0), min_days_per_month=1).kept) == 1


def test_a_missing_column_is_unknown_and_reasons_are_in_french():
    bare = OPENINGS[["point_id"]]
    found = restrict(bare, opens_saturday=True, min_weekly_hours=2.5)
    assert (len(found.kept), found.unknown_count, len(found.excluded)) == (0, 6, 0)
    assert set(found.unknown["reason"]) == {"ouverture le samedi inconnue, heures par semaine inconnues"}
    excluded = restrict(OPENINGS, min_weekly_hours=12.5, closes_after="18:00").excluded.set_index("point_id")["reason"]
    assert excluded["b"] == "moins de 12,5\u00a0h par semaine, fermé après 18:00"
    with pytest.raises(ValueError, match="not a time"):
        restrict(OPENINGS, closes_after="soir")
