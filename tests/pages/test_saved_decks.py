"""Presentations kept under a name: saved, shared by a short address, changed by two people, withdrawn."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from data.deciding.codec import to_payload
from data.deciding.meetings import new_meeting
from data.load import load_decks, load_store, save_deck
from data.store import Write, new_entry_id, open_store
from pages.presenter.deck_material import meeting_now
from tests.pages.meeting_room import MEETING_ID, SECRETARIAT, open_page, press
from tests.pages.screen import Screen, plain

CHOSEN = "etapes,action-14"


def kept(name: str = "COPIL de juin") -> tuple[Screen, str]:
    """A presentation of two slides kept by Alice, and its identifier."""
    screen = open_page("projection", "Alice", diapos=CHOSEN)
    named(screen, name)
    return screen, next(iter(load_decks()))


def named(screen: Screen, name: str) -> Screen:
    """A name typed in the form and sent with it."""
    next(field for field in screen.app.text_input if field.label == "Nom de la présentation").set_value(name)
    return press(screen, "Enregistrer cette présentation")


def outlined(screen: Screen) -> list[str]:
    return [item.text[:9] for item in screen.body.one("ol").all("li")]


def alerts(screen: Screen) -> str:
    return " ".join(error.value for error in screen.app.error)


def test_it_is_shared_by_a_short_address_that_opens_the_same_slides() -> None:
    screen, code = kept()
    assert "La présentation est enregistrée." in screen.text
    assert dict(screen.app.query_params) == {"presentation": code}
    opened = open_page("projection", presentation=code)
    assert outlined(opened) == ["Prochaine", "Action 14"]
    ways = [link.codes for link in opened.links() if "vue" in link.codes]
    assert ways == [{"vue": view, "presentation": code} for view in ("projection", "presentateur", "suivre")]
    shown = open_page("projection", presentation=code, vue="suivre")
    assert shown.body.one("article").one("h1").text == "Prochaines étapes"
    assert "1 / 2" in shown.text


def test_a_change_is_a_new_version_and_the_second_person_is_told() -> None:
    _, code = kept()
    bob = open_page("projection", "Bob", presentation=code)
    alice = open_page("projection", "Alice", presentation=code)
    alice.app.multiselect[0].set_value(["action-3"])
    press(alice.run(), "Enregistrer les changements")
    assert load_decks()[code].deck.codes == ("action-3",)
    bob.app.multiselect[0].set_value(["couverture"])
    bob.run()
    assert any("a été changée entre-temps par Alice" in words for words in bob.warnings)
    press(bob, "Enregistrer les changements")
    assert "Alice" in alerts(bob)
    assert "Rien n'a été remplacé" in alerts(bob)
    assert load_decks()[code].deck.codes == ("action-3",)
    press(bob, "Reprendre la version enregistrée")
    assert outlined(bob) == ["Action 3 "]
    store = open_store()
    assert [entry.payload["codes"] for entry in store.history(f"deck:{code}")] == [CHOSEN.split(","), ["action-3"]]
    store.close()


def test_what_is_changed_in_it_is_on_every_screen_of_its_address_where_it_stood() -> None:
    """Slides added while it is shown, another date: one address stays one presentation."""
    _, code = kept()
    room = open_page("projection", presentation=code, vue="projection")
    press(room, "Suivante")
    assert "2 / 2" in room.text
    deck = load_decks()[code]
    changed = replace(deck.deck, codes=("couverture", *deck.deck.codes), reference=dt.date(2024, 6, 1))
    assert not save_deck(SECRETARIAT, changed, deck.version, new_entry_id())
    for screen in (room.run(), open_page("projection", presentation=code, vue="suivre")):
        assert screen.body.one("article").one("h1").text.startswith("Action 14")
        assert "3 / 3" in screen.text
    press(room, "Précédente")
    assert "2 / 3" in open_page("projection", presentation=code, vue="presentateur").text
    assert "Vues du 1er juin 2024" in plain(room.text)


def test_what_is_withdrawn_leaves_the_list_and_stays_in_the_journal() -> None:
    screen, code = kept()
    press(screen, "Retirer de la liste")
    # Asked first: nothing is written until it is confirmed.
    assert "Retirer « COPIL de juin » de la liste ?" in plain(screen.text)
    press(screen, "Non, la garder")
    assert set(load_decks()) == {code}
    press(press(screen, "Retirer de la liste"), "Oui, retirer de la liste")
    assert "retirée de la liste" in screen.text
    assert load_decks() == {}
    store = open_store()
    assert [entry.payload["withdrawn"] for entry in store.history(f"deck:{code}")] == [False, True]
    store.close()
    assert any("a été retirée" in words for words in open_page("projection", presentation=code).warnings)


def test_what_is_withdrawn_comes_back_to_the_list() -> None:
    screen, code = kept()
    press(press(screen, "Retirer de la liste"), "Oui, retirer de la liste")
    assert load_decks() == {}
    bob = open_page("projection", "Bob")
    assert [box.label for box in bob.app.expander if "retirées" in box.label] == [
        "Présentations retirées de la liste (1)"
    ]
    assert "COPIL de juin – retirée par Alice" in plain(bob.text)
    press(bob, "Remettre dans la liste")
    assert load_decks()[code].deck.codes == tuple(CHOSEN.split(","))
    assert outlined(open_page("projection", presentation=code)) == ["Prochaine", "Action 14"]
    store = open_store()
    assert [entry.payload["withdrawn"] for entry in store.history(f"deck:{code}")] == [False, True, False]
    store.close()


def test_a_name_taken_meanwhile_is_not_taken_twice() -> None:
    screen, code = kept()
    press(press(screen, "Retirer de la liste"), "Oui, retirer de la liste")
    named(open_page("projection", "Bob", diapos="action-1"), "COPIL de juin")
    alice = press(open_page("projection", "Alice"), "Remettre dans la liste")
    assert "porte déjà ce nom" in alerts(alice)
    assert code not in load_decks()


def test_a_bad_or_unknown_identifier_shows_every_slide_and_says_so() -> None:
    for written in ("'; drop table", "11111111-1111-4111-8111-111111111111"):
        for codes in ({}, {"vue": "suivre"}):
            screen = open_page("projection", presentation=written, **codes)
            assert any("inconnue ou a été retirée" in words for words in screen.warnings)
            assert "1 / 25" in screen.text if codes else len(screen.body.one("ol").all("li")) == 25


def test_a_name_already_taken_or_empty_is_refused() -> None:
    kept()
    screen = open_page("projection", "Bob", diapos="action-1")
    named(screen, "copil DE juin")
    assert "porte déjà ce nom" in alerts(screen)
    named(screen, "  ")
    assert "Donnez un nom" in alerts(screen)
    assert len(load_decks()) == 1


def test_the_page_says_when_no_meeting_fixes_the_date() -> None:
    assert "Aucune réunion n'est préparée : c'est la date du dernier document" in open_page("projection").text


def test_a_name_nobody_can_see_is_refused() -> None:
    screen = open_page("projection", "Bob", diapos="action-1")
    named(screen, "\u200b\u2060")
    assert "Donnez un nom" in alerts(screen)
    assert load_decks() == {}


def test_the_slides_are_of_the_meeting_that_decides_and_not_of_the_one_that_gathers() -> None:
    """The same day, a rencontre still in preparation does not take the place of the COPIL, closed or not."""
    today = dt.date.today()

    def keep(code: str, expected: int, **changes: object) -> None:
        meeting = replace(new_meeting(code, (), None), day=today, **changes)
        name = f"meeting:{code}"
        load_store().append(
            SECRETARIAT, Write("preparer", name, "meeting", to_payload(meeting), expected, new_entry_id())
        )

    gathering = "33333333-3333-4333-8333-333333333333"
    keep(gathering, 0, instance="arrondissement", territory_id="arr:592")
    found = meeting_now()
    assert found is not None
    assert found.meeting_id == gathering
    for expected, state in enumerate(("en_preparation", "ouverte", "close")):
        keep(MEETING_ID, expected, instance="copil_restreint", state=state)
        found = meeting_now()
        assert found is not None
        assert (found.meeting_id, found.state) == (MEETING_ID, state)
