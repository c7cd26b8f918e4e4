"""The preparation of a presentation, and what a bad address gives."""

from __future__ import annotations

from tests.pages.meeting_room import open_page
from tests.pages.screen import open_screen, read_screen


def test_every_slide_is_listed_in_the_usual_order() -> None:
    titles = [item.text for item in read_screen("projection").body.one("ol").all("li")]
    assert len(titles) == 25
    assert titles[0].startswith("Schéma départemental")
    assert titles[4].startswith("Action 1 ")


def test_the_order_chosen_is_kept_in_the_links() -> None:
    screen = open_screen("projection", diapos="etapes,action-14")
    assert [item.text[:9] for item in screen.body.one("ol").all("li")] == ["Prochaine", "Action 14"]
    views = {link.codes["vue"]: link.codes["diapos"] for link in screen.links() if "vue" in link.codes}
    assert views == dict.fromkeys(("projection", "presentateur", "suivre"), "etapes,action-14")


def test_an_unknown_slide_is_left_out_and_said() -> None:
    screen = open_screen("projection", diapos="action-14,action-17")
    assert any("action-17" in warning for warning in screen.warnings)
    assert len(screen.body.one("ol").all("li")) == 1


def test_a_projected_slide_stands_alone() -> None:
    screen = open_screen("projection", vue="projection", diapos="action-14")
    slide = screen.body.one("article")
    assert "Arrêt" in slide.text
    assert "proposition de la fiche (2023), rédigée par" in slide.text
    assert "1 / 1" in slide.text


def test_whoever_follows_has_no_key() -> None:
    assert [button.label for button in open_screen("projection", vue="suivre").app.button] == []
    assert "Suivante" in [button.label for button in open_screen("projection", vue="projection").app.button]


def test_an_unknown_view_is_the_preparation() -> None:
    assert open_screen("projection", vue="ailleurs").body.all("ol")


def test_notes_are_for_the_presenter_alone() -> None:
    assert "À dire" in open_screen("projection", vue="presentateur").text
    assert "À dire" not in open_screen("projection", vue="projection").text


def test_one_chooses_presents_reads_the_order_then_keeps() -> None:
    screen = open_page("projection", "Alice")
    headers = [header.value for header in screen.app.header]
    assert headers == ["Projeter", "Dans l'ordre", "Garder ce choix"]
    shown = [block.body for block in screen.app.html]
    listed = next(place for place, body in enumerate(shown) if "sd-outline" in body)
    ways = next(place for place, body in enumerate(shown) if "sd-ways" in body)
    # Twenty-five titles would push the way in below the screen of a laptop.
    assert ways < listed
