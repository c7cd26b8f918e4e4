"""The calendar of an adoption on screen: the answer first, the impossible said, the choices in the address."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.pages.screen import Screen, open_screen, plain, read_screen


def opening(screen: Screen) -> str:
    return plain(screen.html.one(class_="sd-key-sentences").text)


def test_the_planned_december_adoption_is_said_impossible_in_this_order() -> None:
    said = opening(read_screen("retroplanning"))
    assert "au plus tard le 17 mai 2024" in said
    assert "Impossible dans cet ordre" in said
    assert "28 juin 2024" in said


def test_the_adoption_date_lives_in_the_address() -> None:
    screen = open_screen("retroplanning", adoption="2027-12-13")
    assert "13 décembre 2027" in opening(screen)
    assert "par hypothèse" in opening(screen)
    assert screen.app.query_params["adoption"] == "2027-12-13"


def test_a_date_after_the_first_possible_one_is_not_called_impossible() -> None:
    assert "Impossible" not in opening(open_screen("retroplanning", adoption="2025-06-30", copil="2024-06-28"))


@pytest.mark.parametrize("code", ["2024-13-01", "hier", "1999-01-01"])
def test_a_bad_date_is_refused_and_said(code: str) -> None:
    screen = open_screen("retroplanning", adoption=code)
    assert any(code in words for words in screen.warnings)
    assert "31 décembre 2024" in opening(screen)


def test_a_delay_below_the_law_is_refused_and_said() -> None:
    screen = open_screen("retroplanning", d_convocation="3")
    assert any("de 12 à 60" in words for words in screen.warnings)


def test_a_shorter_delay_moves_the_date() -> None:
    assert "au plus tard le 17 mai 2024" not in opening(open_screen("retroplanning", d_epci="1"))


def test_every_delay_shows_its_text_and_the_warning() -> None:
    screen = read_screen("retroplanning")
    assert "Textes consolidés à vérifier" in screen.text
    assert "Décret n° 2016-402" in screen.text
    assert "L. 3121-19" in screen.text
    assert "Élections européennes" in screen.text


def test_who_is_asked_can_count_the_dates_again_on_the_page() -> None:
    screen = read_screen("retroplanning")
    (block,) = [one for one in screen.html.all("details") if "Comment ces dates" in plain(one.one("summary").text)]
    said = plain(block.text)
    assert "lundi de Pentecôte" in said
    assert "Un délai en mois va de date à date" in said
    # Two days are read on this page: both are said.
    assert "à la date de référence, le 26 janvier 2024" in screen.text
    today = open_screen("retroplanning", reference=dt.date.today().isoformat())
    assert "« Déjà passé » se lit" not in today.text
