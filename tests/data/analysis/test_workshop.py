"""The workshop day: a ranking inside each section, never across; what is shown together is chosen and quoted."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from data.analysis.workshop import compute_workshop, condition_choices, conditions_of, near_items
from data.workshop import RatedItem, Workshop, WorkshopSection


@pytest.fixture(scope="module")
def workshop(tables: dict[str, pd.DataFrame]) -> Workshop:
    return compute_workshop(tables)


def test_every_rated_line_stands_once_in_its_section(workshop: Workshop, tables: dict[str, pd.DataFrame]) -> None:
    assert sorted(item.item_id for item in workshop.items) == sorted(tables["workshop_items"]["item_id"])
    assert len(workshop.items) == 66
    kinds = [section.kind for section in workshop.sections]
    assert kinds == ["dimension"] * 7 + ["levier"] * 3 + ["autres"]


def test_a_place_is_counted_inside_its_section(workshop: Workshop) -> None:
    """The same rating of 4 comes first in lever 3, where no 5 was given, and second in lever 1."""
    places = {item.item_id: (item.rating, item.place) for item in workshop.items}
    assert places["levier-3-1"] == (4, 1)
    assert places["levier-1-2"] == (4, 2)
    for section in workshop.sections:
        ratings = [item.rating for item in section.items]
        assert ratings == sorted(ratings, reverse=True)
        assert {item.place for item in section.items} == set(range(1, len(set(ratings)) + 1))
        for item in section.items:
            assert item.tied == ratings.count(item.rating)


def test_nothing_in_the_types_adds_or_averages_ratings() -> None:
    for kind in (RatedItem, WorkshopSection, Workshop):
        names = {field.name for field in dataclasses.fields(kind)} | set(vars(kind))
        assert not {
            name for name in names if any(word in name for word in ("total", "sum", "mean", "average", "score"))
        }


def test_near_wordings_are_mutual_and_keep_their_ratings(workshop: Workshop) -> None:
    near = near_items(workshop)
    for item, others in near.items():
        assert item not in {other.item_id for other in others}
        assert all(item in {back.item_id for back in near[other.item_id]} for other in others)
    rated = {item.item_id: item.rating for item in workshop.items}
    assert (rated["dimension-2-10"], rated["levier-2-6"]) == (2, 1)
    falc = next(group for group in workshop.groups if group.group_id == "falc")
    assert falc.differs
    assert not next(group for group in workshop.groups if group.group_id == "guichet-unique").differs


def test_a_tension_sets_the_workshop_beside_a_document(workshop: Workshop) -> None:
    for tension in workshop.tensions:
        assert tension.items, tension.tension_id
        assert tension.passages, tension.tension_id
        for passage in tension.passages:
            assert passage.source.quote
            stated = passage.source.place.split(" ")[1] if passage.source.place.startswith("fiche ") else None
            assert stated == (str(passage.action_id) if passage.action_id else None), tension.tension_id


def test_conditions_begin_with_what_concerns_the_action(workshop: Workshop) -> None:
    choices = condition_choices(workshop, action_id=8)
    assert len(choices) == 66
    assert set(list(choices)[:2]) == {"dimension-3-2", "dimension-3-3"}
    assert "2e rang" in choices["dimension-3-2"]
    kept = conditions_of(workshop, ("levier-3-1", "disparue-9", "dimension-3-2"))
    assert [item.item_id for item in kept] == ["levier-3-1", "dimension-3-2"]
