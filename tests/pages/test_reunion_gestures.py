"""What is done in the room besides deciding: attendance, the end, one decision of a lot taken up again."""

from __future__ import annotations

import re

import pytest

from data.deciding.codec import from_payload
from data.deciding.decisions import is_undone
from data.decision import Meeting
from data.store import open_store
from tests.pages.meeting_room import (
    MEETING_ID,
    alerts,
    choose,
    decided,
    enter,
    faults,
    history,
    keep_meeting,
    open_page,
    press,
    write,
)
from tests.pages.screen import Screen


@pytest.fixture(autouse=True)
def _meeting() -> None:
    keep_meeting()


def kept() -> tuple[Meeting, ...]:
    """Every version of the meeting."""
    store = open_store()
    try:
        return tuple(from_payload(Meeting, entry.payload) for entry in store.history(f"meeting:{MEETING_ID}"))
    finally:
        store.close()


def fill(screen: Screen, label: str, names: list[str]) -> None:
    next(field for field in screen.app.multiselect if field.label == label).set_value(names)


def close(screen: Screen) -> Screen:
    return press(press(screen, "Clore la réunion"), "Oui, clore la réunion")


def test_attendance_is_told_in_the_room_and_reaches_the_releve() -> None:
    screen = press(enter(), "Présences")
    fill(screen, "Présents", ["Préfet du Nord"])
    fill(screen, "Excusés", ["Préfet du Nord"])
    press(screen, "Enregistrer les présences")
    assert "déjà dit présent" in " ".join(faults(screen))
    assert kept()[-1].present == ()
    fill(screen, "Excusés", ["Département du Nord"])
    press(screen, "Enregistrer les présences")
    assert (kept()[-1].present, kept()[-1].excused) == (("Préfet du Nord",), ("Département du Nord",))
    facts = open_page("releve", reunion=MEETING_ID).html.one(class_="sd-paper__facts").text
    assert re.search(r"Présents\s*Préfet du Nord", facts)
    assert re.search(r"Excusés\s*Département du Nord", facts)


def test_two_people_tell_the_attendance_the_second_is_told_who_did() -> None:
    first, second = press(enter("Alice"), "Présences"), press(enter("Bruno"), "Présences")
    fill(first, "Présents", ["Préfet du Nord"])
    press(first, "Enregistrer les présences")
    fill(second, "Représentés", ["Préfet du Nord"])
    press(second, "Enregistrer les présences")
    assert "Alice" in alerts(second)
    assert kept()[-1].present == ("Préfet du Nord",)
    assert "Présents : Préfet du Nord" in second.text


def test_closing_asks_first_then_ends_the_meeting_on_every_screen() -> None:
    screen = enter(point="action-5")
    choose(screen, "Sens", "poursuite")
    press(screen, "Enregistrer")
    press(screen, "Clore la réunion")
    assert "1 décision enregistrée" in screen.text
    assert "3 points restent sans décision" in screen.text
    press(screen, "Continuer la réunion")
    assert kept()[-1].state == "ouverte"
    late = enter("Bruno")
    press(screen, "Clore la réunion")
    write(screen, "Prochaine réunion", "8 mars 2027, préfecture")
    press(screen, "Oui, clore la réunion")
    assert (kept()[-1].state, kept()[-1].next_meeting) == ("close", "8 mars 2027, préfecture")
    assert f"releve?reunion={MEETING_ID}" in {node.attributes.get("href") for node in screen.html.all("a")}
    # A screen that was not drawn again can record nothing more.
    press(late, "Annuler la décision")
    assert "La réunion est close" in alerts(late)
    assert len(history("action:5")) == 1
    for vue in ({}, {"vue": "projection"}):
        assert "la réunion est close" in open_page("reunion", reunion=MEETING_ID, **vue).text


def test_opening_again_is_recorded() -> None:
    screen = close(enter())
    press(screen, "Rouvrir la réunion")
    assert [meeting.state for meeting in kept()] == ["ouverte", "close", "ouverte"]
    close(screen)
    assert "Rouverte par Alice" in screen.text


def test_one_decision_of_a_lot_is_corrected_alone_and_names_the_old() -> None:
    screen = enter(point="lot-poursuite")
    press(screen, "Adopter le lot (3 décisions)")
    next(box for box in screen.app.selectbox if box.label.startswith("Décision du lot")).set_value("action:15")
    screen.run()
    press(screen, "Corriger cette décision")
    write(screen, "Raison de la correction", "Le pilote a changé")
    write(screen, "Libellé", "La poursuite, avec un autre pilote")
    press(screen, "Enregistrer la correction")
    versions = history("action:15")
    assert versions[1].payload["supersedes"] == versions[0].entry_id
    corrected = decided("action:15")
    assert (corrected.wording, corrected.number) == ("La poursuite, avec un autre pilote", 2)
    assert corrected.correction_reason == "Le pilote a changé"
    assert [len(history(name)) for name in ("action:3", "action:16")] == [1, 1]
    # Nothing is left to correct: the lot is told as decided again.
    assert "3 décisions enregistrées" in screen.text


def test_one_decision_of_a_lot_is_taken_back_and_examined_after_it() -> None:
    screen = enter(point="lot-poursuite")
    press(screen, "Adopter le lot (3 décisions)")
    press(screen, "Annuler cette décision")
    assert [is_undone(entry) for entry in history("action:3")] == [False, True]
    assert len(history("action:16")) == 1
    assert "2 décisions enregistrées" in screen.text
    press(screen, "Point suivant →")
    assert "Action 3" in screen.html.one("h1").text
    choose(screen, "Sens", "reportee")
    press(screen, "Enregistrer et passer")
    assert decided("action:3").sense == "reportee"
