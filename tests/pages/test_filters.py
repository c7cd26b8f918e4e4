"""The shared filters, run after run: what is chosen reaches a browser that has not drawn the run that chose it."""

from __future__ import annotations

from tests.pages.screen import open_screen


def test_each_run_says_what_is_chosen_so_that_a_link_followed_at_once_shows_it() -> None:
    """The browser may draw a list for the first time on the second run: alone, that run must say the choice."""
    screen = open_screen("tendances", territoire="arr:591", orientation="O3", reference="2024-06-28")
    for _ in range(2):
        screen.run()
        chosen = {box.label: (box.proto.set_value, str(box.value)) for box in screen.app.selectbox}
        assert chosen["Territoire"] == (True, "arr:591")
        assert chosen["Orientation"] == (True, "O3")
        (day,) = screen.app.date_input
        assert (day.proto.set_value, str(day.value)) == (True, "2024-06-28")


def test_a_list_on_its_first_entry_is_not_sent_again_for_it() -> None:
    screen = open_screen("tendances")
    screen.run()
    assert [box.proto.set_value for box in screen.app.selectbox if box.label == "Territoire"] == [False]


def test_several_choices_are_said_at_each_run_too() -> None:
    screen = open_screen("projection", diapos="couverture,action-5")
    screen.run()
    (slides,) = screen.app.multiselect
    assert slides.proto.set_value
    assert list(slides.value) == ["couverture", "action-5"]
