"""Several screens on one presentation: what moves them, what must not part them, who may move them."""

from __future__ import annotations

import datetime as dt

import pytest

from data.load import load_decks
from data.store import UnavailableError
from data.store.repository import Store
from tests.pages.meeting_room import open_page, press
from tests.pages.screen import Screen, open_screen
from tests.pages.test_access import AGENT, deployed, give
from tests.pages.test_saved_decks import kept

__all__ = ["deployed"]
SLIDES = "couverture,action-5,action-14"


def shown(screen: Screen) -> str:
    """The slide on this screen."""
    return screen.body.one("article").one("h1").text[:9]


def view(name: str, **codes: str) -> Screen:
    return open_screen("projection", vue=name, **codes)


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A store that can be read and no longer written."""

    def refuse(*_: object) -> None:
        raise UnavailableError("La base des décisions ne répond pas.")

    view("projection", diapos=SLIDES)
    monkeypatch.setattr(Store, "append", refuse)
    return monkeypatch


def test_a_full_disk_does_not_stop_the_room(full: pytest.MonkeyPatch) -> None:
    presenter, room = view("presentateur", diapos=SLIDES), view("projection", diapos=SLIDES)
    assert shown(press(presenter, "Suivante")) == "Action 5 "
    assert shown(room.run()) == shown(view("suivre", diapos=SLIDES)) == "Action 5 "
    # It is told for as long as it lasts, whole to the presenter, briefly to the room.
    assert "La base des décisions ne répond pas" in presenter.run().text
    assert "le disque est peut-être plein" in presenter.text
    assert "Place non enregistrée" in room.text
    assert shown(press(room, "Suivante")) == "Action 14"
    full.undo()
    assert shown(press(presenter.run(), "Précédente")) == "Action 5 "
    assert "ne répond pas" not in presenter.text
    assert shown(room.run()) == "Action 5 "
    assert "non enregistrée" not in room.text


def test_a_presentation_changed_meanwhile_stays_the_same_for_all_its_screens() -> None:
    _, code = kept()
    room = view("projection", presentation=code)
    press(room, "Suivante")
    alice = open_page("projection", "Alice", presentation=code)
    alice.app.multiselect[0].set_value(["couverture", "etapes", "action-14", "synthese"])
    press(alice.run(), "Enregistrer les changements")
    assert load_decks()[code].deck.codes[0] == "couverture"
    late = view("suivre", presentation=code)
    assert shown(late) == shown(room.run()) == "Action 14"
    assert "3 / 4" in late.text
    assert "3 / 4" in room.text
    press(room, "Suivante")
    assert "4 / 4" in late.run().text


def test_where_it_was_left_is_told_and_one_goes_back_to_the_first() -> None:
    address = {"diapos": SLIDES, "reference": "2024-01-22"}
    assert "elle s'ouvre là" not in open_screen("projection", **address).text
    press(view("projection", **address), "Dernière")
    screen = open_screen("projection", **address)
    assert "diapositive 3 sur 3" in screen.text
    press(screen, "Revenir à la première diapositive")
    assert "elle s'ouvre là" not in screen.text
    assert shown(view("projection", **address)) == "Schéma dé"


def test_yesterday_s_place_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    press(view("projection", diapos=SLIDES), "Dernière")
    tomorrow = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    monkeypatch.setattr("pages.presenter.projection_live.begun_today", lambda: tomorrow)
    assert shown(view("suivre", diapos=SLIDES)) == "Schéma dé"


def test_a_reader_follows_and_is_offered_nothing_else(deployed, monkeypatch) -> None:
    give("lecteur")
    deployed(AGENT)
    ways = [link.codes["vue"] for link in open_screen("projection").links() if "vue" in link.codes]
    assert ways == ["suivre"]
    for name in ("projection", "presentateur"):
        screen = view(name, diapos=SLIDES)
        assert [button.label for button in screen.app.button if "re" in button.label] == []
        assert "À dire" not in screen.text
        assert shown(screen) == "Schéma dé"


def test_what_the_address_says_wrong_is_told() -> None:
    assert any("« vue » est inconnue" in words for words in open_screen("projection", vue="zzz").warnings)
    screen = view("suivre", diapos=SLIDES, reference="2024-13-45")
    assert any("n'est pas une date possible" in words for words in screen.warnings)


def test_a_list_too_long_is_never_cut_within_a_code() -> None:
    screen = view("suivre", diapos=",".join(["action-5"] * 3_000))
    assert screen.warnings == []
    assert "1 / 1" in screen.text
