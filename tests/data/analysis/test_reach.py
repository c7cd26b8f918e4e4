"""Populations within, beyond and unknown: they add up, at each level, and say what they cover."""

# A column compared with a value is a column; the checker takes it for a truth value.
# pyright: reportGeneralTypeIssues=false

import numpy as np
import pandas as pd
import pytest

from data.analysis.proximity import compute_communes, compute_distances
from data.analysis.reach import compute_beyond, compute_coverage, compute_curve, compute_unknown

LEVELS = ("commune", "epci", "arrondissement", "departement")


@pytest.fixture(scope="module")
def communes(tables):
    return compute_communes(tables, "rp2023")


@pytest.fixture(scope="module")
def points(communes):
    return communes.iloc[::13][["territory_id", "longitude", "latitude"]].assign(
        point_id=lambda rows: "p" + rows["territory_id"].str[4:]
    )


@pytest.fixture(scope="module")
def nearest(communes, points):
    return compute_distances(communes, points)


@pytest.fixture(scope="module")
def pierced(nearest):
    """Some communes have no measure."""
    return nearest.assign(
        distance_km=nearest["distance_km"].mask(nearest.index % 10 == 3),
        state=nearest["state"].mask(nearest.index % 10 == 3, "no_time"),
    )


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("threshold", [0, 3, 7.5, 1000])
def test_parts_add_up_to_the_whole(communes, pierced, level, threshold):
    rows = compute_coverage(pierced, communes, threshold, level)
    assert (rows["within_hab"] + rows["beyond_hab"] + rows["unknown_hab"] == rows["population_hab"]).all()
    assert rows["population_hab"].sum() == 2_615_635
    assert rows["communes_count"].sum() == 647
    assert rows["unknown_count"].sum() == 65
    shares = rows[["within_share", "beyond_share", "unknown_share"]].sum(axis=1)
    assert shares.to_numpy() == pytest.approx(np.ones(len(rows)))
    assert set(rows["method"]) == {"à vol d'oiseau"}


@pytest.mark.parametrize("level", LEVELS)
def test_populations_are_the_published_ones(tables, communes, nearest, level):
    """Summing communes gives each territory's own published population of the same census."""
    published = tables["populations"].query("vintage == 'rp2023'").set_index("territory_id")["population_hab"]
    rows = compute_coverage(nearest, communes, 5, level)
    assert rows["population_hab"].tolist() == published[rows["territory_id"]].tolist()
    assert len(rows) == {"commune": 647, "epci": 17, "arrondissement": 6, "departement": 1}[level]


def test_coverage_equals_a_plain_count(communes, nearest):
    measured = dict(zip(nearest["territory_id"], nearest["distance_km"], strict=True))
    rows = compute_coverage(nearest, communes, 5, "arrondissement").set_index("territory_id")
    expected: dict[str, int] = {}
    for commune in communes.itertuples():
        if measured[commune.territory_id] <= 5:
            expected[commune.arrondissement_id] = expected.get(commune.arrondissement_id, 0) + commune.population_hab
    assert rows["within_hab"].to_dict() == expected


def test_the_bound_is_inside(communes, nearest):
    edge = nearest["distance_km"].max()
    assert compute_coverage(nearest, communes, edge, "departement")["beyond_hab"].item() == 0
    assert len(compute_beyond(nearest, communes, edge)) == 0
    under = np.nextafter(edge, 0)
    assert compute_coverage(nearest, communes, under, "departement")["beyond_hab"].item() > 0
    assert len(compute_beyond(nearest, communes, under)) == 1


def test_territories_that_do_not_fit_say_so(communes, nearest):
    rows = compute_coverage(nearest, communes, 5, "epci").set_index("territory_id")
    assert rows.loc["epci:245900758", "communes_count"] == 4
    assert rows.loc["epci:245900758", "population_hab"] == 23_325
    assert "communes du Nord seulement" in rows.loc["epci:245900758", "perimeter"]
    assert rows.loc["epci:200041960", "perimeter"] == "à cheval sur les arrondissements de Douai et de Lille"
    inside = compute_coverage(nearest, communes, 5, "epci", "arr:593").set_index("territory_id")
    assert inside.loc["epci:200041960", "perimeter"].endswith("\u202f; 9 communes sur 38, dans le territoire choisi")
    assert set(inside.drop("epci:200041960")["perimeter"]) == {"territoire entier"}
    outside = compute_coverage(nearest, communes, 5, "epci", "arr:595").set_index("territory_id")
    straddling = inside.loc["epci:200041960", "population_hab"] + outside.loc["epci:200041960", "population_hab"]
    assert straddling == rows.loc["epci:200041960", "population_hab"]


@pytest.mark.parametrize("territory_id", [None, "dep:59", "arr:594", "epci:245900758", "com:59350"])
def test_the_curve_rises_to_one_and_agrees_with_coverage(communes, pierced, territory_id):
    curve = compute_curve(pierced, communes, territory_id)
    assert curve.steps["distance_km"].is_monotonic_increasing
    assert curve.steps["distance_km"].is_unique
    assert curve.steps["share"].is_monotonic_increasing
    assert curve.steps["share"].iloc[-1] == 1
    row = compute_coverage(pierced, communes, 4, "departement", territory_id).iloc[0]
    assert curve.population_hab + curve.unknown_hab == row["population_hab"]
    assert curve.unknown_count == row["unknown_count"]
    reached = curve.steps.loc[curve.steps["distance_km"] <= 4, "population_hab"]
    assert (reached.iloc[-1] if len(reached) else 0) == row["within_hab"]


def test_beyond_is_ranked_and_names_the_nearest_point(communes, pierced):
    beyond = compute_beyond(pierced, communes, 4, "arr:591")
    assert beyond["rank"].tolist() == list(range(1, len(beyond) + 1))
    assert beyond["population_hab"].is_monotonic_decreasing
    assert (beyond["distance_km"] > 4).all()
    assert beyond["point_id"].notna().all()
    assert set(beyond["arrondissement_id"]) == {"arr:591"}
    row = compute_coverage(pierced, communes, 4, "arrondissement", "arr:591").iloc[0]
    assert beyond["population_hab"].sum() == row["beyond_hab"]
    unknown = compute_unknown(pierced, communes, "arr:591")
    assert unknown["population_hab"].sum() == row["unknown_hab"]
    assert set(unknown["state"]) == {"no_time"}


def test_no_point_is_unknown_not_beyond(communes, points):
    nearest = compute_distances(communes, points.iloc[:0])
    row = compute_coverage(nearest, communes, 5, "departement").iloc[0]
    assert (row["within_hab"], row["beyond_hab"], row["unknown_hab"]) == (0, 0, 2_615_635)
    curve = compute_curve(nearest, communes)
    assert (len(curve.steps), curve.population_hab, curve.unknown_count) == (0, 0, 647)
    assert len(compute_beyond(nearest, communes, 5)) == 0
    assert set(compute_unknown(nearest, communes)["state"]) == {"no_point"}


def test_a_missing_population_is_counted_apart(communes, nearest):
    partial = communes.assign(population_hab=communes["population_hab"].mask(communes["territory_id"] == "com:59350"))
    row = compute_coverage(nearest, partial, 5, "departement").iloc[0]
    assert (row["communes_count"], row["without_population_count"]) == (647, 1)
    alone = compute_coverage(nearest, partial, 5, "departement", "com:59350").iloc[0]
    assert pd.isna(alone["within_share"])
    assert compute_curve(nearest, partial).without_population_count == 1
    last = compute_beyond(nearest, partial, 0).iloc[-1]
    assert last["territory_id"] == "com:59350"


def test_wrong_questions_are_refused(communes, nearest):
    for threshold in (-1, float("nan")):
        with pytest.raises(ValueError, match="threshold"):
            compute_coverage(nearest, communes, threshold, "epci")
    with pytest.raises(ValueError, match="level"):
        compute_coverage(nearest, communes, 5, "canton")
    with pytest.raises(KeyError):
        compute_coverage(nearest, communes, 5, "epci", "arr:000")
    with pytest.raises(ValueError, match="one of"):
        compute_curve(nearest.assign(duration_min=1), communes)
