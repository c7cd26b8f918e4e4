"""The opinions on screen: typed in the form, read on three pages; what is wrong is said and nothing is written."""

from __future__ import annotations

import datetime as dt

from components.formats import date
from data.deciding.consultations import Consultation
from data.decision import Actor
from data.load import load_consultations, record_consultations
from tests.pages.screen import Screen, open_screen, plain

ACTOR = Actor("", "Camille Essai", "secrétariat", "local")
EPCI = "epci:200068500"
DAY = dt.timedelta(days=1)


def signed() -> Screen:
    screen = open_screen("avis")
    screen.app.text_input[0].set_value("Camille Essai")
    screen.app.text_input[1].set_value("secrétariat")
    next(button for button in screen.app.button if button.label == "Continuer").click()
    return screen.run()


def press(screen: Screen, label: str) -> Screen:
    next(button for button in screen.app.button if button.label == label).click()
    return screen.run()


def test_a_sending_then_an_opinion_are_typed_and_read() -> None:
    today = dt.date.today()
    screen = signed()
    assert "Aucun envoi n'est enregistré" in screen.text
    screen.app.multiselect[0].set_value([EPCI, "ctap"])
    next(one for one in screen.app.date_input if one.label.startswith("Date d'envoi")).set_value(today - 30 * DAY)
    press(screen, "Enregistrer l'envoi")
    assert set(load_consultations()) == {EPCI, "ctap"}
    assert "1 EPCI sur 17 saisis" in screen.text

    # An opinion dated before the sending is refused beside the field, and nothing is written.
    next(one for one in screen.app.date_input if one.label.startswith("Date de la")).set_value(today - 40 * DAY)
    sense = next(one for one in screen.app.selectbox if one.label == "Sens")
    sense.set_value("reserves")
    press(screen, "Enregistrer l'avis")
    faults = [plain(node.text) for node in screen.html.all(class_="sd-field-fault")]
    assert any("avant l'envoi du projet" in words for words in faults)
    assert any("Écrivez les réserves" in words for words in faults)
    assert load_consultations()[EPCI].sense == ""

    next(one for one in screen.app.date_input if one.label.startswith("Date de la")).set_value(today - DAY)
    next(one for one in screen.app.text_area if one.label == "Réserves").set_value("Sous réserve <b>des crédits</b>.")
    press(screen, "Enregistrer l'avis")
    assert load_consultations()[EPCI].given_on == today - DAY
    assert "Favorable avec réserves" in screen.text
    assert "Sous réserve <b>des crédits</b>." in screen.html.text


def test_what_is_deemed_given_says_that_it_is_computed_and_to_be_checked() -> None:
    sent = dt.date.today() - 200 * DAY
    assert record_consultations(ACTOR, [Consultation(EPCI, sent)], {}) == ""
    for page in ("avis", "completude", "retroplanning"):
        text = open_screen(page).text
        assert "éputé donné" in text, page
        assert "à vérifier" in text, page
    assert plain(date(sent)) in open_screen("avis").text
    real = open_screen("retroplanning")
    table = next(t for t in real.html.all("table") if "Étapes" in t.one("caption").text)
    assert plain(f"1 sur 17 envoyé, le {date(sent)}") in plain(table.text)
    assert "1 saisi sur 17" in open_screen("completude").text
