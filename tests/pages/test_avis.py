"""The opinions on screen: typed in the form, read on three pages; what is wrong is said and nothing is written."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from components.formats import date
from data.deciding.codec import from_payload
from data.deciding.consultations import Consultation
from data.decision import Actor
from data.load import load_consultations, load_store, record_consultations
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


def block_of(screen: Screen, label: str) -> str:
    """All the words drawn in the innermost box that holds the field of this label."""

    def find(node: object) -> object | None:
        for child in getattr(node, "children", {}).values():
            if str(getattr(child, "label", "") or "").startswith(label):
                return node
            if found := find(child):
                return found
        return None

    def words(node: object) -> str:
        own = str(getattr(node, "value", "") or getattr(getattr(node, "proto", None), "body", "") or "")
        return " ".join([own, *(words(child) for child in getattr(node, "children", {}).values())])

    found = find(screen.app.main)
    assert found is not None, label
    return plain(words(found))


def versions(body: str) -> list[tuple[int, str, str]]:
    """Every line of the journal on a body's opinion: version, sense, reservations."""
    lines = load_store().history(f"consultation:{body}")
    found = [(entry.version, from_payload(Consultation, entry.payload)) for entry in lines]
    return [(version, said.sense, said.reserves) for version, said in found]


def test_an_opinion_is_corrected_as_a_new_version_and_a_bad_correction_is_refused_beside_its_field() -> None:
    today = dt.date.today()
    given = Consultation(EPCI, today - 60 * DAY, "", today - 30 * DAY, "favorable", "", "Délibération 12")
    assert record_consultations(ACTOR, [given], {}) == ""
    screen = signed()

    def field(kind: str, label: str):
        return next(one for one in getattr(screen.app, kind) if one.label.startswith(label))

    # The form opens on what is recorded.
    assert field("selectbox", "Sens").value == "favorable"
    assert field("text_input", "Référence du document").value == "Délibération 12"
    field("date_input", "Date de la délib").set_value(today + DAY)
    field("selectbox", "Sens").set_value("reserves")
    press(screen, "Enregistrer l'avis")
    day = "est dans le futur"
    assert day in block_of(screen, "Date de la délib")
    assert day not in block_of(screen, "Sens")
    assert "Écrivez les réserves" in " ".join(plain(node.text) for node in screen.html.all(class_="sd-field-fault"))
    assert versions(EPCI) == [(1, "favorable", "")]
    # What was typed stays; mended, it is a second version, and the first one remains.
    assert field("selectbox", "Sens").value == "reserves"
    field("date_input", "Date de la délib").set_value(today - 20 * DAY)
    field("text_area", "Réserves").set_value("Garder l'antenne de Caudry.")
    press(screen, "Enregistrer l'avis")
    assert versions(EPCI) == [(1, "favorable", ""), (2, "reserves", "Garder l'antenne de Caudry.")]
    assert load_consultations()[EPCI].given_on == today - 20 * DAY
    assert "Garder l'antenne de Caudry." in open_screen("avis").text
    assert not screen.html.all(class_="sd-field-fault")


def test_an_opinion_corrected_meanwhile_by_someone_else_is_told_and_not_covered() -> None:
    today = dt.date.today()
    given = Consultation(EPCI, today - 60 * DAY, "", today - 30 * DAY, "favorable")
    assert record_consultations(ACTOR, [given], {}) == ""
    screen = signed()
    other = Consultation(EPCI, today - 60 * DAY, "", today - 10 * DAY, "defavorable")
    assert record_consultations(Actor("", "Bruno Essai", "secrétariat", "local"), [other], {EPCI: 1}) == ""
    next(one for one in screen.app.text_input if one.label.startswith("Référence du document")).set_value("n° 3")
    press(screen, "Enregistrer l'avis")
    assert any("Bruno Essai" in error.value for error in screen.app.error)
    assert [sense for _, sense, _ in versions(EPCI)] == ["favorable", "defavorable"]


def recorded(screen: Screen) -> list[str]:
    """What the journal holds, as the page shows it under a refusal or before it is taken back."""
    return [plain(line.text) for block in screen.html.all("ul", class_="sd-plain") for line in block.all("li")]


def type_letter(screen: Screen, day: dt.date, letter: str) -> Screen:
    next(one for one in screen.app.date_input if one.label.startswith("Date d'envoi")).set_value(day)
    next(one for one in screen.app.text_input if one.label.startswith("Référence de l'envoi")).set_value(letter)
    return press(screen, "Enregistrer l'envoi")


def test_a_sending_never_replaces_one_recorded_since_the_page_was_opened() -> None:
    today = dt.date.today()
    screen = signed()
    screen.app.multiselect[0].set_value(["ctap", EPCI])
    other = Consultation("ctap", today - 20 * DAY, "Lettre B")
    assert record_consultations(ACTOR, [other], {}) == ""
    type_letter(screen, today - 2 * DAY, "Lettre A")
    assert load_consultations() == {"ctap": other}
    assert any("Rien n'a été remplacé" in error.value for error in screen.app.error)
    assert any("Lettre B" in line for line in recorded(screen))
    # What was typed is still there; pressing again, once read, is to confirm.
    assert screen.app.multiselect[0].value == ["ctap", EPCI]
    press(screen, "Enregistrer l'envoi")
    assert {one.sent_reference for one in load_consultations().values()} == {"Lettre A"}


def test_an_opinion_never_seen_is_never_taken_back() -> None:
    today = dt.date.today()
    sent = Consultation("ctap", today - 20 * DAY, "Lettre B")
    assert record_consultations(ACTOR, [sent], {}) == ""
    screen = signed()
    choose = next(one for one in screen.app.selectbox if one.label.startswith("Organisme (ce qui est"))
    choose.set_value("ctap")
    screen.run()
    assert any("Lettre B" in line and "aucun avis" in line for line in recorded(screen))
    button = next(one for one in screen.app.button if one.label == "Retirer l'envoi et l'avis")
    assert button.disabled
    agree = next(one for one in screen.app.checkbox if one.label.startswith("Je retire"))
    agree.check()
    screen.run()
    given = replace(sent, given_on=today - DAY, sense="defavorable")
    assert record_consultations(ACTOR, [given], {"ctap": 1}) == ""
    press(screen, "Retirer l'envoi et l'avis")
    assert load_consultations() == {"ctap": given}
    assert any("défavorable" in line for line in recorded(screen))
    press(screen, "Retirer l'envoi et l'avis")
    assert load_consultations()["ctap"].withdrawn
    # What was recorded before stays readable, with who wrote it.
    (block,) = [one for one in screen.html.all("details") if "Versions successives" in one.one("summary").text]
    first, second, third = (plain(line.text) for line in block.one("ol").all("li"))
    assert "aucun avis enregistré" in first
    assert "défavorable le" in second
    assert "retirés" in third
    assert all("Camille Essai" in line for line in (first, second, third))
