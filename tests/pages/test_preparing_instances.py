"""A meeting that adopts nothing: the COTECH prepares, an arrondissement gathers; neither is offered a decision."""

from __future__ import annotations

import pytest

from tests.pages.meeting_room import enter, keep_meeting


@pytest.mark.parametrize(("instance", "page"), [("cotech", "grille"), ("arrondissement", "rencontres")])
def test_no_decision_is_offered_where_none_is_taken(instance: str, page: str) -> None:
    keep_meeting(instance=instance)
    screen = enter(point="action-5")
    assert "Rien ne se décide dans cette réunion" in screen.text
    assert not [button.label for button in screen.app.button if button.label.startswith("Enregistrer")]
    assert not [box for box in screen.app.selectbox if box.label == "Sens"]
    assert any(link.attributes.get("href", "").startswith(page) for link in screen.html.all("a"))


def test_the_copil_is_offered_it() -> None:
    keep_meeting()
    screen = enter(point="action-5")
    assert "Rien ne se décide dans cette réunion" not in screen.text
    assert [button.label for button in screen.app.button if button.label.startswith("Enregistrer")]
