"""Roles are given and withdrawn by the secretariat, recorded, and count at once."""

from __future__ import annotations

import pytest

from data.decision import Grant
from data.store import open_store
from tests.pages.screen import Screen, open_screen, plain


def grants() -> set[Grant]:
    store = open_store()
    found = set(store.grants())
    store.close()
    return found


def press(screen: Screen, label: str) -> Screen:
    next(button for button in screen.app.button if button.label == label).click()
    return screen.run()


def choose(screen: Screen, label: str, value: object) -> Screen:
    next(box for box in screen.app.selectbox if box.label == label).set_value(value)
    return screen.run()


def fill(screen: Screen, label: str, words: str) -> None:
    next(box for box in screen.app.text_input if box.label.startswith(label)).set_value(words)


@pytest.fixture
def screen() -> Screen:
    opened = open_screen("roles")
    fill(opened, "Votre nom", "Camille Essai")
    fill(opened, "Votre qualité", "secrétariat commun")
    return press(opened, "Continuer")


def test_a_role_is_given_then_withdrawn_and_both_are_kept(screen: Screen) -> None:
    fill(screen, "Adresse", " Pilote@caf.example ")
    choose(screen, "Rôle", "pilote")
    choose(screen, "Portée", "action:3")
    press(screen, "Donner ce rôle")
    assert grants() == {Grant("pilote@caf.example", "pilote", "action:3")}
    assert "pilote@caf.example" in screen.text
    press(screen, "Retirer ce rôle")
    assert grants() == set()
    journal = next(t for t in screen.html.all("table") if "Journal" in plain(t.one("caption").text))
    lines = [plain(row.text) for row in journal.one("tbody").all("tr")]
    assert [("Retiré" in line, "Donné" in line) for line in lines] == [(True, False), (False, True)]
    assert all("Camille Essai, secrétariat commun" in line for line in lines)
    # Given again, it counts again.
    fill(screen, "Adresse", "pilote@caf.example")
    choose(screen, "Rôle", "pilote")
    choose(screen, "Portée", "action:3")
    press(screen, "Donner ce rôle")
    assert grants() == {Grant("pilote@caf.example", "pilote", "action:3")}


@pytest.mark.parametrize("subject", ["", "deux mots", "a:b:c", "x" * 300])
def test_a_person_that_cannot_be_named_is_refused(screen: Screen, subject: str) -> None:
    fill(screen, "Adresse", subject)
    press(screen, "Donner ce rôle")
    assert "en un mot" in plain(screen.html.one("p", "sd-fault").text)
    assert grants() == set()
