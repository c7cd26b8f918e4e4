"""Scenarios on screen: what is not decided on one side is neither gained nor lost, and nothing is called a decision."""

from __future__ import annotations

from tests.pages.screen import plain, read_screen


def test_what_one_side_leaves_open_is_neither_gained_nor_lost() -> None:
    """Before any meeting, the decisions in force settle nothing: no arrondissement loses an action to them."""
    screen = read_screen("scenarios")
    caption = "Actions gardées qui citent ou incluent chaque arrondissement"
    table = next(t for t in screen.html.all("table") if plain(t.one("caption").text) == caption)
    changes = [plain(row.all("td")[-1].text) for row in table.one("tbody").all("tr")]
    assert len(changes) == 6
    assert all(words.startswith("sans choix d'un côté") for words in changes)
    assert "il ne décide rien" in screen.text
    # « Non décidé » beside a proposal would make the other proposals read as decided.
    assert "on décidé" not in plain(screen.text)
