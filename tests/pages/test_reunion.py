"""The meeting's page: what is decided, by whom, what is refused and why."""

from __future__ import annotations

import datetime as dt

import pytest

from data.deciding.codec import to_payload
from data.deciding.decisions import is_undone
from data.decision import AgendaItem
from data.load.documents import load_conditions
from data.store import UnavailableError, Write, new_entry_id, open_store
from data.store.repository import Store
from tests.pages.meeting_room import (
    AGENDA,
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
from tests.pages.screen import plain


@pytest.fixture(autouse=True)
def _meeting() -> None:
    keep_meeting(votes=True)


def test_four_fields_make_a_decision_and_the_room_moves_on() -> None:
    screen = enter(point="action-5")
    choose(screen, "Sens", "poursuite")
    sentence = next(field for field in screen.app.text_area if field.label == "Libellé").value
    assert sentence == (
        "Le COPIL restreint propose la poursuite de l'action 5, « Mettre en place des adultes-relais formés et "
        "qualifiés dans les territoires où il existe un enjeu fort de prévention et d'accompagnement santé »."
    )
    next(field for field in screen.app.date_input if field.label == "Échéance").set_value(dt.date(2025, 3, 31))
    press(screen, "Enregistrer et passer")
    taken = decided("action:5")
    assert (taken.sense, taken.number, taken.due) == ("poursuite", 1, dt.date(2025, 3, 31))
    assert taken.wording == sentence
    assert taken.evidence["written"] == "« X » dans la colonne « Poursuite »"
    assert "Action 14" in screen.html.one("h1").text
    # Come back to it: it is told as decided, by whom.
    press(screen, "← Point précédent")
    panel = screen.html.one(class_="sd-decision--decided").text
    assert "Décision n° 1" in panel
    assert "Alice" in panel


def test_the_sentence_the_room_wrote_is_never_replaced() -> None:
    screen = enter(point="action-5")
    choose(screen, "Sens", "poursuite")
    write(screen, "Libellé", "Notre phrase")
    choose(screen, "Sens", "reportee")
    assert next(field for field in screen.app.text_area if field.label == "Libellé").value == "Notre phrase"


def test_a_departure_without_motive_is_refused_and_the_form_is_kept() -> None:
    screen = enter(point="action-5")
    choose(screen, "Sens", "reorientation")
    write(screen, "Libellé", "Réorienter vers le contrat local de santé")
    press(screen, "Enregistrer et passer")
    said = " ".join(faults(screen))
    assert "Un motif est nécessaire : le sens s'écarte de la proposition de la fiche." in said
    assert "ajuster, fusionner, ou transférer" in said
    assert history("action:5") == ()
    assert "Action 5" in screen.html.one("h1").text
    wording = next(field for field in screen.app.text_area if field.label == "Libellé")
    assert wording.value == "Réorienter vers le contrat local de santé"


def test_bad_input_is_told_beside_its_field() -> None:
    screen = enter(point="action-5")
    choose(screen, "Sens", "poursuite")
    next(field for field in screen.app.date_input if field.label == "Échéance").set_value(dt.date(2024, 6, 27))
    screen.run()
    choose(screen, "Adoption", "vote")
    for label, votes in (("Présents", 10), ("Pour", 8), ("Contre", 2), ("Abstentions", 1)):
        next(field for field in screen.app.number_input if field.label == label).set_value(votes)
    press(screen, "Enregistrer")
    said = " ".join(faults(screen))
    assert "Cette date (27/06/2024) précède celle de la réunion (28/06/2024)." in said
    assert "11 voix pour 10 présents : les voix dépassent les présents." in said
    assert history("action:5") == ()


def test_a_pasted_book_is_refused_with_the_limit_and_the_last_text_stays() -> None:
    screen = enter(point="action-5")
    choose(screen, "Sens", "poursuite")
    write(screen, "Libellé", "é" * 100_000)
    assert "100 000 caractères, 2 000 au plus" in " ".join(faults(screen)).replace("\u202f", " ")
    press(screen, "Enregistrer")
    assert history("action:5") == ()


def test_markup_is_shown_as_the_text_it_is() -> None:
    screen = enter(point="action-5")
    choose(screen, "Sens", "poursuite")
    write(screen, "Libellé", '<img src=x onerror="alert(1)"> =SOMME(A1)')
    press(screen, "Enregistrer")
    panel = screen.html.one(class_="sd-decision--decided")
    assert panel.all("img") == []
    assert '<img src=x onerror="alert(1)"> =SOMME(A1)' in panel.text


def test_a_lot_is_adopted_in_one_gesture_but_for_what_was_taken_out() -> None:
    screen = enter(point="lot-poursuite")
    press(screen, "Retirer l'action 15")
    press(screen, "Adopter le lot (2 décisions) et passer")
    assert [decided(name).number for name in ("action:3", "action:16")] == [1, 2]
    assert decided("action:3").sense == "poursuite"
    assert "action 3" in decided("action:3").wording
    assert history("action:15") == ()
    # What was taken out is the next point.
    assert "Action 15" in screen.html.one("h1").text


def test_two_people_decide_at_once_the_second_is_told_and_chooses() -> None:
    first, second = enter("Alice", "action-5"), enter("Bruno", "action-5")
    choose(first, "Sens", "poursuite")
    choose(second, "Sens", "reportee")
    press(first, "Enregistrer")
    # Bruno's screen has not been drawn again: his press comes with what he saw.
    press(second, "Enregistrer")
    assert "Alice (secrétariat commun) a enregistré la version 1" in alerts(second)
    # The screen is drawn again every second and a half: what it says must outlive that.
    assert "Alice (secrétariat commun) a enregistré la version 1" in alerts(second.run())
    assert [entry.payload["sense"] for entry in history("action:5")] == ["poursuite"]
    press(second, "Enregistrer la mienne comme correction")
    versions = history("action:5")
    assert [entry.author for entry in versions] == ["Alice", "Bruno"]
    assert versions[1].payload["supersedes"] == versions[0].entry_id


def test_the_second_may_keep_the_first_s_decision() -> None:
    first, second = enter("Alice", "action-5"), enter("Bruno", "action-5")
    choose(first, "Sens", "poursuite")
    choose(second, "Sens", "reportee")
    press(first, "Enregistrer")
    press(second, "Enregistrer")
    press(second, "Garder la décision enregistrée")
    assert len(history("action:5")) == 1
    assert alerts(second) == ""


def test_undoing_is_recorded_and_the_object_is_open_again() -> None:
    screen = enter(point="action-5")
    choose(screen, "Sens", "poursuite")
    press(screen, "Enregistrer")
    press(screen, "Annuler la décision")
    assert len(history("action:5")) == 1, "nothing is taken back before it is confirmed"
    press(screen, "Garder la décision")
    assert "Oui, annuler la décision" not in [button.label for button in screen.app.button]
    press(screen, "Annuler la décision")
    press(screen, "Oui, annuler la décision")
    assert [is_undone(entry) for entry in history("action:5")] == [False, True]
    assert any(group.label == "Sens" for group in screen.app.segmented_control)


def test_emptying_an_orientation_asks_for_an_express_yes() -> None:
    screen = enter(point="action-14")
    choose(screen, "Sens", "arret")
    press(screen, "Enregistrer")
    assert "l'orientation O7" in " ".join(faults(screen))
    assert history("action:14") == ()
    screen.app.checkbox[0].check()
    press(screen, "Enregistrer")
    assert decided("action:14").emptying_confirmed


def test_a_lot_that_empties_an_orientation_asks_for_the_same_express_yes() -> None:
    lot = AgendaItem("lot-arret", "Lot : selon les fiches", ("action:5", "action:14"), 4)
    store = open_store()
    head = store.head(f"meeting:{MEETING_ID}")
    assert head
    payload = {**head.payload, "agenda": [to_payload(lot)]}
    store.append(SECRETARIAT, Write("preparer", head.object_id, "meeting", payload, head.version, new_entry_id()))
    live = store.head(f"live:{MEETING_ID}")
    assert live
    moved = {**live.payload, "point_id": lot.item_id}
    store.append(SECRETARIAT, Write("conduire", live.object_id, "live", moved, live.version, new_entry_id()))
    store.close()
    screen = enter()
    press(screen, "Adopter le lot (2 décisions)")
    assert "Plus aucune action ne porterait l'orientation O7." in " ".join(faults(screen))
    assert history("action:5") == history("action:14") == ()
    screen.app.checkbox[0].check()
    press(screen, "Adopter le lot (2 décisions)")
    assert decided("action:14").emptying_confirmed


def test_conditions_of_success_are_counted_and_listed_before_and_after_and_never_taken_all_at_once() -> None:
    words = load_conditions()
    picked = list(words)[:2]
    screen = enter(point="action-5")
    choose(screen, "Sens", "poursuite")
    field = next(box for box in screen.app.multiselect if box.label.startswith("Conditions de réussite"))
    assert not field.proto.select_all, "one press must not attach sixty-six lines"
    field.set_value(picked)
    screen.run()
    before = screen.html.one(class_="sd-conditions").text
    assert "2 conditions de réussite seront enregistrées avec la décision" in before
    assert all(plain(words[code]) in before for code in picked)
    press(screen, "Enregistrer")
    assert decided("action:5").conditions == tuple(picked)
    card = screen.html.one(class_="sd-decision--decided").text
    assert "2 conditions de réussite" in card
    assert all(plain(words[code]) in card for code in picked)
    assert "avec 2 conditions de réussite" in screen.html.one(class_="sd-last").text
    # What will be signed says them as well.
    signed = open_page("releve", reunion=MEETING_ID).text
    assert all(plain(words[code]) in signed for code in picked)


def test_a_lost_session_finds_the_point_and_the_sentence_again() -> None:
    before = enter(point="action-5")
    choose(before, "Sens", "poursuite")
    write(before, "Libellé", "La phrase en cours de négociation")
    after = enter("Alice")
    assert "Action 5" in after.html.one("h1").text
    assert next(field for field in after.app.text_area if field.label == "Libellé").value == (
        "La phrase en cours de négociation"
    )


def test_those_who_follow_read_the_sentence_as_it_is_written() -> None:
    secretariat = enter(point="action-5")
    choose(secretariat, "Sens", "poursuite")
    write(secretariat, "Libellé", "La phrase que la salle lit")
    follower = enter("")
    assert "La phrase que la salle lit" in follower.html.one(class_="sd-decision--discussed").text
    assert "rien n'est décidé" in follower.text
    assert not [button for button in follower.app.button if button.label.startswith("Enregistrer")]


def test_browsing_freely_does_not_move_the_room_and_one_comes_back() -> None:
    enter(point="action-5")
    follower = enter("")
    press(follower, "Point suivant →")
    assert "Action 14" in follower.html.one("h1").text
    assert "Action 5" in enter("").html.one("h1").text
    press(follower, "Suivre la réunion")
    assert "Action 5" in follower.html.one("h1").text


def test_a_projected_slide_is_the_item_and_nothing_else() -> None:
    enter(point="action-5")
    slide = open_page("reunion", reunion=MEETING_ID, vue="projection")
    slide.html.one(class_="sd-projection")
    assert "24 conventions déclarées" in slide.text
    for class_ in ("sd-masthead", "sd-foot"):
        assert slide.html.all(class_=class_) == []
    assert slide.app.title == []
    assert not slide.app.selectbox


def test_an_unknown_meeting_shows_the_list() -> None:
    for asked in ("22222222-2222-4222-8222-222222222222", "../../etc", "<script>"):
        screen = open_page("reunion", reunion=asked)
        assert "COPIL restreint" in screen.html.one("table").text


def test_a_decision_is_read_again_with_its_evidence_and_its_versions() -> None:
    screen = enter(point="action-5")
    choose(screen, "Sens", "poursuite")
    press(screen, "Enregistrer")
    page = open_page("decision", "Alice", decision=decided("action:5").decision_id)
    assert "24 conventions déclarées, 27 en additionnant les territoires" in page.text
    assert "Version 1" in page.text
    next(field for field in page.app.text_input if field.label == "Jalon").set_value(
        "Avenant au contrat local de santé"
    )
    press(page, "Compléter la décision")
    assert [entry.payload["milestone"] for entry in history("action:5")] == ["", "Avenant au contrat local de santé"]
    assert "Version 2" in page.text
    unknown = open_page("decision", decision="22222222-2222-4222-8222-222222222222")
    assert "inconnue" in alerts(unknown)


def test_what_has_left_the_agenda_meanwhile_is_not_decided() -> None:
    late = enter("Alice", "action-5")
    choose(late, "Sens", "poursuite")
    store = open_store()
    head = store.head(f"meeting:{MEETING_ID}")
    assert head is not None
    agenda = [to_payload(item) for item in AGENDA if item.item_id != "action-5"]
    payload = {**head.payload, "agenda": agenda}
    store.append(SECRETARIAT, Write("preparer", head.object_id, "meeting", payload, head.version, new_entry_id()))
    store.close()
    press(late, "Enregistrer")
    assert history("action:5") == ()
    assert "Plus à l'ordre du jour de cette réunion : Action 5" in alerts(late)


def test_undoing_what_someone_has_just_corrected_is_told_and_the_correction_stays() -> None:
    first = enter("Alice", "action-5")
    choose(first, "Sens", "poursuite")
    press(first, "Enregistrer")
    press(first, "Annuler la décision")
    second = enter("Benoît")
    press(second, "Corriger")
    write(second, "Libellé", "Le COPIL propose autre chose.")
    press(second, "Enregistrer la correction")
    press(first, "Oui, annuler la décision")
    assert [is_undone(entry) for entry in history("action:5")] == [False, False]
    assert "Benoît" in alerts(first)


def test_a_busy_base_is_told_until_the_next_gesture_and_the_form_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = enter("Alice", "action-5")
    choose(screen, "Sens", "poursuite")
    write(screen, "Libellé", "La phrase négociée.")

    def busy(*_: object) -> None:
        raise UnavailableError("La base des décisions ne répond pas.")

    with monkeypatch.context() as patched:
        patched.setattr(Store, "append_many", busy)
        press(screen, "Enregistrer")
        assert "ne répond pas" in alerts(screen.run())
        assert next(box for box in screen.app.text_area if box.label == "Libellé").value == "La phrase négociée."
    press(screen, "Enregistrer")
    assert alerts(screen) == ""
    assert decided("action:5").wording == "La phrase négociée."


def test_a_pilot_that_the_fiche_does_not_name_alone_is_chosen_among_those_it_names() -> None:
    screen = enter(point="action-5")
    pilot = next(box for box in screen.app.selectbox if box.label == "Pilote")
    assert pilot.value is None
    assert "La fiche nomme 2 pilotes, en tête de la liste" in screen.text
    assert list(pilot.options[:2]) == ["Agence Régionale de Santé (ARS) Hauts-de-France", "État"]
    pilot.set_value("État")
    assert "La fiche nomme 2 pilotes" not in screen.run().text
    # One pilot alone is filled in; an orientation has none.
    screen = enter(point="action-14")
    assert next(box for box in screen.app.selectbox if box.label == "Pilote").value == "Groupe de travail ruralité"
    assert "La fiche nomme" not in screen.text
    assert "ne nomme pas de pilote pour une orientation" in enter(point="orientation-O7").text


def test_what_is_sent_back_says_what_is_asked() -> None:
    screen = enter(point="action-5")
    assert not [area for area in screen.app.text_area if area.label.startswith("Motif")]
    choose(screen, "Sens", "renvoi_cotech")
    write(screen, "Motif (ce que le COTECH doit instruire", "Compter les conventions.")
    press(screen, "Enregistrer")
    assert decided("action:5").motive == "Compter les conventions."
