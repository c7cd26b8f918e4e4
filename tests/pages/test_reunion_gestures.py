"""What is done in the room besides deciding: attendance, the end, one decision of a lot taken up again."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

import pytest

from data.deciding.codec import from_payload, to_payload
from data.deciding.decisions import is_undone
from data.decision import Decision, Meeting, PilotAnswer
from data.store import Write, new_entry_id, open_store
from tests.pages.meeting_room import (
    MEETING_ID,
    SECRETARIAT,
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

LATER = "33333333-3333-4333-8333-333333333333"


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
    late = press(enter("Bruno"), "Annuler la décision")
    press(screen, "Clore la réunion")
    write(screen, "Prochaine réunion", "8 mars 2027, préfecture")
    press(screen, "Oui, clore la réunion")
    assert (kept()[-1].state, kept()[-1].next_meeting) == ("close", "8 mars 2027, préfecture")
    assert f"releve?reunion={MEETING_ID}" in {node.attributes.get("href") for node in screen.html.all("a")}
    # A screen that was not drawn again can record nothing more.
    press(late, "Oui, annuler la décision")
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
    press(screen, "Oui, annuler la décision")
    assert [is_undone(entry) for entry in history("action:3")] == [False, True]
    assert len(history("action:16")) == 1
    assert "2 décisions enregistrées" in screen.text
    press(screen, "Point suivant →")
    assert "Action 3" in screen.html.one("h1").text
    choose(screen, "Sens", "reportee")
    press(screen, "Enregistrer et passer")
    assert decided("action:3").sense == "reportee"


def test_an_orientation_is_created_in_the_room_worded_with_its_actions() -> None:
    screen = press(press(enter(), "Créer une orientation"), "Ajouter le point et l'ouvrir")
    assert "Orientation N1" in screen.html.one("h1").text
    press(screen, "Enregistrer et passer")
    assert "Écrivez l'intitulé de l'orientation." in faults(screen)
    write(screen, "Nouvel intitulé", "Aller vers les habitants éloignés")
    fill(screen, "Actions rattachées", ["action:5"])
    screen.run()
    press(screen, "Enregistrer")
    taken = decided("orientation:N1")
    assert (taken.sense, taken.label, taken.actions) == ("creee", "Aller vers les habitants éloignés", ("action:5",))
    assert taken.wording == ("Le COPIL restreint propose de créer l'orientation « Aller vers les habitants éloignés ».")
    assert "Aller vers les habitants éloignés" in screen.html.one("h1").text
    # The next one has its own number; added by mistake, it goes away and nothing was decided.
    press(press(screen, "Créer une orientation"), "Ajouter le point et l'ouvrir")
    assert "Orientation N2" in screen.html.one("h1").text
    press(screen, "Retirer ce point ajouté")
    assert "Orientation N1" in screen.html.one("h1").text
    assert history("orientation:N2") == ()
    assert "Orientation N1 – Aller vers" in open_page("releve", reunion=MEETING_ID).text


def test_creating_an_orientation_out_of_the_only_action_of_another_asks_for_an_express_yes() -> None:
    screen = press(press(enter(), "Créer une orientation"), "Ajouter le point et l'ouvrir")
    write(screen, "Nouvel intitulé", "Sport et culture ensemble")
    fill(screen, "Actions rattachées", ["action:15", "action:16"])
    screen.run()
    press(screen, "Enregistrer")
    assert history("orientation:N1") == ()
    assert "Plus aucune action ne porterait l'orientation O8 ni l'orientation O9." in " ".join(faults(screen))
    screen.app.checkbox[0].check()
    press(screen, "Enregistrer")
    assert decided("orientation:N1").emptying_confirmed
    rows = open_page("orientations_2025").html.all("tr")
    assert sum("Plus aucune action ne la porte" in row.text for row in rows) == 2


def test_an_orientation_that_others_have_joined_is_not_withdrawn_without_a_word() -> None:
    joined = dataclasses.replace(
        Decision("d0", "orientation:O8", "m0", 1, "fusionnee", "…", "", None), merged_into="orientation:O7"
    )
    store = open_store()
    store.append(
        SECRETARIAT,
        Write("decider", "decision:orientation:O8", "decision", to_payload(joined), 0, new_entry_id()),
    )
    store.close()
    screen = enter(point="orientation-O7")
    choose(screen, "Sens", "retiree")
    press(screen, "Enregistrer")
    assert "L'orientation O8 est fusionnée avec celle-ci par décision" in " ".join(faults(screen))
    assert history("orientation:O7") == ()
    # Nor is what has left the schéma offered to receive another.
    choose(screen, "Sens", "fusionnee")
    offered = next(box for box in screen.app.selectbox if box.label == "Fusionnée avec").options
    assert any(words.startswith("Orientation O9") for words in offered)
    assert not any(words.startswith("Orientation O8") for words in offered)


def test_the_next_meeting_opens_on_what_the_earlier_ones_decided() -> None:
    screen = enter(point="action-5")
    choose(screen, "Sens", "poursuite")
    next(field for field in screen.app.date_input if field.label == "Échéance").set_value(dt.date(2024, 9, 30))
    press(screen, "Enregistrer")
    address = f"decision?decision={decided('action:5').decision_id}"
    assert screen.html.one(class_="sd-last").one("a").attributes["href"] == address
    for page in ("releve", "suivi"):
        links = {node.attributes.get("href") for node in open_page(page, reunion=MEETING_ID).html.all("a")}
        assert address in links
    later = dataclasses.replace(
        kept()[-1],
        meeting_id=LATER,
        day=dt.date(2024, 12, 6),
        reference_date=dt.date(2024, 12, 1),
        state="en_preparation",
    )
    store = open_store()
    store.append(SECRETARIAT, Write("preparer", f"meeting:{LATER}", "meeting", to_payload(later), 0, new_entry_id()))
    store.close()
    room = press(open_page("reunion", "Alice", reunion=LATER), "Ouvrir la réunion")
    assert room.html.one("h1").text == "Suites données aux décisions antérieures"
    row = room.html.one("table")
    assert row.one(class_="sd-late").text == "Échue"
    assert row.one("a").attributes["href"] == address
    assert not [group for group in room.app.segmented_control if group.label == "Sens"]
    slide = open_page("reunion", reunion=LATER, vue="projection")
    assert "1 décision suivie, dont 1 à échéance dépassée" in slide.text
    assert slide.html.one(class_="sd-late").text == "Échue"
    assert slide.html.one(class_="sd-room").all("a") == []
    press(room, "Point suivant →")
    assert "Orientation O7" in room.html.one("h1").text


@pytest.mark.parametrize("codes", [{}, {"vue": "projection"}])
def test_what_a_body_answered_stands_beside_its_fiche_s_proposal(codes: dict[str, str]) -> None:
    answer = PilotAnswer(
        5, "CAF du Nord", dt.date(2024, 5, 2), "reorientation", "Recentrer sur Roubaix",
        (("Adultes-relais", "26", "mars 2024, Nord"),), (), "", "sur papier",
    )  # fmt: skip
    enter(point="action-5")
    # The screen is drawn before the answer comes: what was kept of it must not be shown after.
    assert "Recentrer" not in open_page("reunion", reunion=MEETING_ID, **codes).text
    store = open_store()
    store.append(
        SECRETARIAT,
        Write("repondre", "pilot_answer:5:caf", "pilot_answer", to_payload(answer), 0, new_entry_id()),
    )
    store.close()
    said = open_page("reunion", reunion=MEETING_ID, **codes).html.all(class_="sd-evidence")[0].text
    assert "CAF du Nord" in said
    assert "Recentrer sur Roubaix ; Adultes-relais : 26 (mars 2024, Nord)" in said.replace("\u00a0", " ")
    assert said.index("colonne « Poursuite »") < said.index("Recentrer sur Roubaix")
