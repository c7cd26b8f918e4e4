"""« Proximité »: it opens on a question that has an answer, equal to an independent computation."""

from __future__ import annotations

import math
import re

import pandas as pd

from tests.pages.screen import Screen, open_screen, records


def beyond(screen: Screen) -> int:
    found = re.search(
        r"; ([\d ]+) sont au-delà", screen.html.one(class_="sd-key-sentences").text.replace("\u202f", " ")
    )
    assert found
    return int(found[1].replace(" ", ""))


def haversine_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    (x, y), (u, v) = (tuple(map(math.radians, place)) for place in (a, b))
    half = math.sin((v - y) / 2) ** 2 + math.cos(y) * math.cos(v) * math.sin((u - x) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(half))


def without_saturday(tables: dict[str, pd.DataFrame], km: float) -> int:
    """Inhabitants of the communes whose centre is that far from any town hall that opens on Saturday."""
    halls = [
        (row["longitude"], row["latitude"]) for row in records(tables["town_halls"]) if row["opens_saturday"] is True
    ]
    people = {
        row["territory_id"]: row["population_hab"]
        for row in records(tables["populations"])
        if row["vintage"] == "rp2023"
    }
    return sum(
        people[row["territory_id"]]
        for row in records(tables["territories"])
        if row["level"] == "commune"
        and min(haversine_km((row["longitude"], row["latitude"]), hall) for hall in halls) > km
    )


def test_it_opens_on_a_question_that_has_an_answer_and_says_why(tables: dict[str, pd.DataFrame]) -> None:
    screen = open_screen("proximite")
    assert beyond(screen) == without_saturday(tables, 5) > 0
    assert "Chaque commune a sa mairie" in screen.text
    assert "ouvertes le samedi" in screen.text or "ouverts le samedi" in screen.text
    # Asked for without condition, it says that nobody is beyond, and what to ask instead.
    every = open_screen("proximite", ouverture="tous")
    assert beyond(every) == 0
    assert "Choisissez une ouverture" in every.text


def test_another_set_of_points_keeps_every_point_by_default() -> None:
    screen = open_screen("proximite")
    next(box for box in screen.app.selectbox if box.label == "Points").set_value("plateformes")
    screen.run()
    assert next(box for box in screen.app.selectbox if box.label == "Ouverture").value == "tous"
    assert "Chaque commune a sa mairie" not in screen.text
