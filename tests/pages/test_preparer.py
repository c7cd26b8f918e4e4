"""Preparing a meeting: the agenda proposed, changed, recorded; what is refused."""

from __future__ import annotations

import datetime as dt

from data.deciding.codec import from_payload
from data.decision import Meeting
from data.store import open_store
from tests.pages.meeting_room import faults, open_page, press
from tests.pages.screen import Screen, plain


def kept() -> list[Meeting]:
    store = open_store()
    found = [from_payload(Meeting, entry.payload) for entry in store.heads("meeting")]
    store.close()
    return found


def day(screen: Screen, on: dt.date) -> None:
    next(field for field in screen.app.date_input if field.label == "Date").set_value(on)


def agenda(screen: Screen) -> list[str]:
    table = next(table for table in screen.html.all("table") if "Ordre du jour" in table.one("caption").text)
    return [row.one("th").text for row in table.one("tbody").all("tr")]


def test_a_meeting_without_a_date_is_refused_and_what_was_typed_stays() -> None:
    screen = open_page("preparer", "Alice")
    next(field for field in screen.app.text_input if field.label == "Lieu").set_value("Préfecture")
    press(screen, "Enregistrer la réunion")
    assert faults(screen) == ["Choisissez la date de la réunion."]
    assert kept() == []
    assert "Rien n'est enregistré" in plain(screen.text)
    assert next(field for field in screen.app.text_input if field.label == "Lieu").value == "Préfecture"
    day(screen, dt.date(2024, 6, 28))
    press(screen, "Enregistrer la réunion")
    (meeting,) = kept()
    assert (meeting.place, meeting.day) == ("Préfecture", dt.date(2024, 6, 28))
    assert sum(item.minutes for item in meeting.agenda) == 60
    assert "La réunion est enregistrée." in screen.text


def test_nobody_records_without_a_name() -> None:
    screen = open_page("preparer")
    assert not [button for button in screen.app.button if button.label == "Enregistrer la réunion"]
    assert any(field.label == "Votre nom" for field in screen.app.text_input)


def test_the_agenda_is_changed_by_a_few_gestures() -> None:
    screen = open_page("preparer", "Alice")
    lines = agenda(screen)
    places = [place for place, line in enumerate(lines) if "Action 8 :" in line or "Action 9 :" in line]
    screen.app.multiselect(key="preparation-points").set_value(places)
    screen.run()
    press(screen, "Réunir en un lot")
    assert len(agenda(screen)) == len(lines) - 1
    assert any("Lot : actions 8 et 9" in line for line in agenda(screen))
    screen.app.multiselect(key="preparation-points").set_value([0])
    screen.run()
    press(screen, "Descendre")
    assert agenda(screen)[1].endswith(lines[0].partition(". ")[2])
    screen.app.multiselect(key="preparation-points").set_value([0])
    screen.run()
    press(screen, "Retirer")
    assert len(agenda(screen)) == len(lines) - 2
    screen.app.selectbox(key="preparation-ajout").set_value("orientation:O2")
    screen.run()
    assert len(agenda(screen)) == len(lines) - 1


def test_a_meeting_recorded_is_opened_again_and_corrected() -> None:
    screen = open_page("preparer", "Alice")
    day(screen, dt.date(2024, 6, 28))
    press(screen, "Enregistrer la réunion")
    (meeting,) = kept()
    again = open_page("preparer", "Alice", reunion=meeting.meeting_id)
    next(field for field in again.app.text_input if field.label == "Lieu").set_value("Hôtel du Département")
    press(again, "Enregistrer la réunion")
    assert [meeting.place for meeting in kept()] == ["Hôtel du Département"]
    # A third person who had read the first version is told, and nothing is overwritten.
    next(field for field in screen.app.text_input if field.label == "Lieu").set_value("Ailleurs")
    press(screen, "Enregistrer la réunion")
    assert [meeting.place for meeting in kept()] == ["Hôtel du Département"]
    assert "a enregistré la version 2" in screen.text


def test_a_meeting_without_a_reference_date_says_which_day_is_used_and_why() -> None:
    screen = open_page("preparer", "Alice")
    assert "Sans date de référence : les retards sont lus au" in screen.text
    day(screen, dt.date(2024, 6, 28))
    press(screen, "Enregistrer la réunion")
    assert "lus au 28 juin 2024, jour de la réunion" in screen.text
    assert "le dossier et le diaporama portent « Vu du 28 juin 2024 »" in screen.text
    (meeting,) = kept()
    room = open_page("reunion", "Alice", reunion=meeting.meeting_id)
    assert "Sans date de référence : les retards sont lus au 28 juin 2024" in room.text
    assert f"preparer?reunion={meeting.meeting_id}" in {node.attributes.get("href") for node in room.html.all("a")}
    # Nothing of it on the room's own screen, nor once the date is chosen.
    assert "Sans date" not in open_page("reunion", reunion=meeting.meeting_id, vue="projection").text
    next(field for field in screen.app.date_input if field.label.startswith("Date de référence")).set_value(
        dt.date(2024, 6, 1)
    )
    press(screen, "Enregistrer la réunion")
    assert "Sans date de référence" not in screen.text
    assert "Sans date de référence" not in open_page("reunion", "Alice", reunion=meeting.meeting_id).text


def chosen(screen: Screen, places: list[int]) -> Screen:
    screen.app.multiselect(key="preparation-points").set_value(places)
    return screen.run()


def test_a_few_points_are_kept_in_one_gesture_recorded_and_come_back() -> None:
    screen = open_page("preparer", "Alice")
    lines = agenda(screen)
    assert len(lines) > 10
    assert not [button for button in screen.app.button if button.label == "Revenir à l'ordre du jour précédent"]
    press(chosen(screen, [9, 0, 4]), "Ne garder que ces points")
    titles = [line.partition(". ")[2] for line in lines]
    assert [line.partition(". ")[2] for line in agenda(screen)] == [titles[0], titles[4], titles[9]]
    day(screen, dt.date(2024, 6, 28))
    press(screen, "Enregistrer la réunion")
    (meeting,) = kept()
    assert [item.title for item in meeting.agenda] == [titles[0], titles[4], titles[9]]
    press(screen, "Revenir à l'ordre du jour précédent")
    assert agenda(screen) == lines
    press(screen, "Enregistrer la réunion")
    store = open_store()
    versions = store.history(f"meeting:{meeting.meeting_id}")
    store.close()
    assert [len(from_payload(Meeting, entry.payload).agenda) for entry in versions] == [3, len(lines)]


def test_keeping_points_that_are_no_longer_there_changes_nothing() -> None:
    screen = open_page("preparer", "Alice")
    press(chosen(screen, [0, 1]), "Ne garder que ces points")
    left = agenda(screen)
    buttons = {button.label: button for button in chosen(screen, [0, 1]).app.button}
    # All that is left: there is nothing to take away.
    assert buttons["Ne garder que ces points"].disabled
    assert agenda(screen) == left
