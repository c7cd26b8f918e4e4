"""Coverage of an arrondissement beside the rest of the Nord, against a computation made apart."""

from __future__ import annotations

import math
from dataclasses import replace

import pandas as pd
import pytest

from data.analysis.atlas import compute_atlas
from data.analysis.layers import compute_layers
from data.analysis.point_sets import shipped_sets
from data.analysis.territory_reach import compared_groups, compute_rates, compute_set_reaches

Tables = dict[str, pd.DataFrame]


def haversine_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    (x1, y1), (x2, y2) = ((math.radians(x), math.radians(y)) for x, y in (a, b))
    h = math.sin((y2 - y1) / 2) ** 2 + math.cos(y1) * math.cos(y2) * math.sin((x2 - x1) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(h))


def test_within_and_beyond_are_those_of_an_independent_haversine(tables: Tables) -> None:
    sets = {"plateformes": shipped_sets(tables)["plateformes"]}
    own, rest, other = compared_groups(tables, "arr:591", "arr:593")
    assert len(own | rest) == 647
    assert not own & rest
    (found,) = compute_set_reaches(tables, sets, 15, (own, rest, other))
    points = [(p["longitude"], p["latitude"]) for p in sets["plateformes"].points.to_dict("records")]
    places = {
        row["territory_id"]: (row["longitude"], row["latitude"])
        for row in tables["territories"].to_dict("records")
        if row["level"] == "commune"
    }
    people = {
        row["territory_id"]: row["population_hab"]
        for row in tables["populations"].to_dict("records")
        if row["vintage"] == "rp2023"
    }
    for group, reached in zip((own, rest, other), found.reached, strict=True):
        within = sum(people[code] for code in group if min(haversine_km(places[code], p) for p in points) <= 15)
        assert reached.within_hab == within
        assert reached.within_hab + reached.beyond_hab == sum(people[code] for code in group)
        assert reached.share == pytest.approx(within / sum(people[code] for code in group))


def test_a_set_without_a_placed_point_has_no_share(tables: Tables) -> None:
    halls = shipped_sets(tables)["mairies"]
    nowhere = type(halls)("x", "X", halls.points.assign(longitude=None, latitude=None), "", "")
    (found,) = compute_set_reaches(tables, {"x": nowhere}, 5, compared_groups(tables, "arr:591"))
    assert [one.share for one in found.reached] == [None, None]


def test_france_services_rates_count_the_rest_of_the_nord_apart(tables: Tables) -> None:
    layer = compute_layers(tables, compute_atlas(tables))["france-services"]
    rates = compute_rates(layer, "arr:591", 220_000, 2_400_000, "epci:245900758", 10)
    assert rates == (pytest.approx(10_000 * 7 / 220_000), pytest.approx(10_000 * 45 / 2_400_000), None)


def test_a_count_that_is_not_known_gives_no_rate_and_is_not_taken_from_the_total(tables: Tables) -> None:
    layer = compute_layers(tables, compute_atlas(tables))["france-services"]
    cells = {level: dict(found) for level, found in layer.cells.items()}
    cells["arrondissement"]["arr:591"] = replace(cells["arrondissement"]["arr:591"], value=None)
    rates = compute_rates(replace(layer, cells=cells), "arr:591", 220_000, 2_400_000, "arr:592", 160_000)
    assert rates == (None, None, pytest.approx(10_000 * 6 / 160_000))
