"""The grille d'examen on screen: nothing is shipped, an opinion is written once, nobody overwrites anybody unseen."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from data.deciding.codec import to_payload
from data.deciding.opinions import Weights, opinion_id
from data.decision import CRITERIA, CRITERION_LABELS, Actor, Opinion
from data.store import Write, new_entry_id, open_store
from tests.pages.screen import Screen, open_screen, plain, records

SOMEONE = Actor("", "Camille Essai", "secrétariat", "local")


def give(unit: str, criterion: str, opinion: str, expected: int = 0, fact: str = "") -> None:
    store = open_store()
    wish = to_payload(Opinion(unit, criterion, opinion, fact, ""))
    store.append(
        SOMEONE,
        Write("donner_avis", opinion_id(unit, criterion), "opinion", wish, expected, new_entry_id()),
    )
    store.close()


def identify(screen: Screen) -> None:
    for box in screen.app.text_input:
        if box.label.startswith("Votre"):
            box.set_value("Dominique Test" if box.label == "Votre nom" else "COTECH")
    next(button for button in screen.app.button if button.label == "Continuer").click()
    screen.run()


def answer(screen: Screen, criterion: str, opinion: str) -> None:
    tick(screen, criterion, opinion)
    save(screen)


def tick(screen: Screen, criterion: str, opinion: str) -> None:
    next(one for one in screen.app.radio if one.label == CRITERION_LABELS[criterion]).set_value(opinion)


def save(screen: Screen) -> None:
    next(one for one in screen.app.button if one.label == "Enregistrer les cinq avis").click()
    screen.run()


def rows(screen: Screen) -> dict[str, list[str]]:
    table = screen.html.one(class_="sd-grille").one("tbody")
    found = [[plain(cell.text) for cell in row.all() if cell.name in {"th", "td"}] for row in table.all("tr")]
    return {row[0]: row[1:] for row in found}


def row_of(screen: Screen, start: str) -> list[str]:
    return next(cells for name, cells in rows(screen).items() if name.startswith(start))


def recorded() -> dict[str, tuple[int, str]]:
    store = open_store()
    found = {one.object_id: (one.version, str(one.payload["opinion"])) for one in store.heads("opinion")}
    store.close()
    return found


def test_no_opinion_is_shipped_and_no_class_is_proposed() -> None:
    screen = open_screen("grille")
    assert "Aucun avis n'est encore donné" in screen.text
    assert len(rows(screen)) == 21
    for cells in rows(screen).values():
        assert cells[:5] == ["Sans avis"] * 5
        assert cells[5] == "À compléter"
    assert "Cinq questions. À chacune" in screen.text
    assert "elle ne décide jamais" in screen.text


def test_opinions_give_the_class_or_name_the_question_to_answer() -> None:
    for code in ("C1", "C2"):
        give("action:5", code, "favorable")
    for code in ("C4", "C5"):
        give("action:5", code, "reserve")
    cells = row_of(open_screen("grille"), "5 ·")
    assert cells[:5] == ["Favorable", "Favorable", "Sans avis", "Réservé", "Réservé"]
    assert cells[5] == "À compléter"
    assert plain(CRITERION_LABELS["C3"]) in cells[6]
    give("action:5", "C3", "favorable")
    cells = row_of(open_screen("grille"), "5 ·")
    assert cells[5] == "Poursuite"
    assert "Trois avis favorables" in cells[6]
    # Its neighbours are untouched, and the order stays that of the fiches: sorted, never ranked.
    assert row_of(open_screen("grille"), "6 ·")[5] == "À compléter"


def test_an_opinion_typed_on_the_page_is_recorded_with_who_gave_it() -> None:
    screen = open_screen("grille", examen="action:5")
    assert "Ce que dit le bilan" in screen.text
    identify(screen)
    answer(screen, "C2", "reserve")
    assert recorded() == {"opinion:action:5:C2": (1, "reserve")}
    assert "Dominique Test (COTECH)" in screen.text
    assert any("1 avis enregistré" in plain(one.value) for one in screen.app.success)
    answer(screen, "C2", "favorable")
    assert recorded() == {"opinion:action:5:C2": (2, "favorable")}
    assert "Historique : 2 versions" in screen.text


def test_someone_who_wrote_meanwhile_is_named_and_not_overwritten() -> None:
    screen = open_screen("grille", examen="action:5")
    identify(screen)
    give("action:5", "C1", "defavorable")
    answer(screen, "C1", "favorable")
    (said,) = [error.value for error in screen.app.error]
    assert "Camille Essai" in said
    assert recorded() == {"opinion:action:5:C1": (1, "defavorable")}
    # Read, then confirmed: a second version, both kept; what was typed was not lost.
    assert next(one for one in screen.app.radio if one.label == CRITERION_LABELS["C1"]).value == "favorable"
    answer(screen, "C1", "favorable")
    assert recorded() == {"opinion:action:5:C1": (2, "favorable")}


def test_one_button_records_the_opinions_that_were_changed_and_no_other() -> None:
    give("action:5", "C5", "reserve")
    screen = open_screen("grille", examen="action:5")
    identify(screen)
    tick(screen, "C1", "favorable")
    tick(screen, "C4", "defavorable")
    save(screen)
    wanted = {"opinion:action:5:C5": (1, "reserve"), "opinion:action:5:C1": (1, "favorable")}
    wanted |= {"opinion:action:5:C4": (1, "defavorable")}
    assert recorded() == wanted
    (said,) = [plain(one.value) for one in screen.app.success]
    assert "2 avis enregistrés" in said
    assert "Les 3 autres n'ont pas changé" in said
    # Sent again as it stands: nothing new to say, no version made.
    save(screen)
    assert recorded() == wanted
    assert any("rien n'est enregistré" in one.value for one in screen.app.info)


def test_an_opinion_recorded_meanwhile_holds_back_the_five_and_one_left_untouched_is_never_replaced() -> None:
    screen = open_screen("grille", examen="action:5")
    identify(screen)
    give("action:5", "C1", "defavorable")
    give("action:5", "C5", "reserve")
    tick(screen, "C1", "favorable")
    tick(screen, "C2", "favorable")
    save(screen)
    (said,) = [error.value for error in screen.app.error]
    assert plain(CRITERION_LABELS["C1"]) in plain(said)
    assert "opinion:action:5:C2" not in recorded()
    save(screen)
    assert recorded() == {
        "opinion:action:5:C1": (2, "favorable"),
        "opinion:action:5:C5": (1, "reserve"),
        "opinion:action:5:C2": (1, "favorable"),
    }


def test_a_silent_bilan_says_so() -> None:
    screen = open_screen("grille", examen="action:7")
    assert screen.text.count("Rien dans le bilan sur cette question.") >= 2
    assert "éléments non communiqués" in screen.text


def test_an_unknown_action_in_the_address_is_said_and_the_whole_grid_shown() -> None:
    screen = open_screen("grille", examen="action:99")
    assert any("action:99" in words for words in screen.warnings)
    assert len(rows(screen)) == 21


@pytest.mark.parametrize(
    ("points", "reason", "words"),
    [((30, 20, 20, 20, 20), "essai", "somme"), ((30, 20, 20, 20, 10), "", "raison")],
)
def test_weights_out_of_rule_are_refused_in_words(points: tuple[int, ...], reason: str, words: str) -> None:
    screen = staff(open_screen("grille"))
    weigh(screen, points, reason)
    assert any(words in error.value for error in screen.app.error)
    store = open_store()
    assert store.heads("weights") == ()
    store.close()


def test_a_weight_that_moves_lists_what_it_changes_then_is_recorded_with_its_reason() -> None:
    for code, opinion in zip(CRITERIA, ("favorable", "favorable", "favorable", "reserve", "reserve"), strict=True):
        give("action:5", code, opinion)
    screen = staff(open_screen("grille"))
    assert "Ce qui changerait la proposition" in screen.text
    assert "dans la plupart" in screen.text or "partagé" in screen.text
    for box, each in zip(screen.app.number_input, (10, 10, 20, 30, 30), strict=True):
        box.set_value(each)
    screen.run()
    assert "Résultats qui changeraient" in screen.text
    # Tried, not recorded: the grid still says what it said.
    assert row_of(screen, "5 ·")[5] == "Poursuite"
    weigh(screen, (10, 10, 20, 30, 30), "Le pilotage prime cette année")
    assert row_of(screen, "5 ·")[5] == "Réorientation"
    assert "Le pilotage prime cette année" in screen.text
    store = open_store()
    (head,) = store.heads("weights")
    store.close()
    assert head.payload == to_payload(Weights((10, 10, 20, 30, 30), "Le pilotage prime cette année"))


def staff(screen: Screen) -> Screen:
    """The secretariat's part, opened, under a name."""
    screen.app.session_state["secretariat"] = True
    screen.run()
    identify(screen)
    return screen


def weigh(screen: Screen, points: tuple[int, ...], reason: str) -> None:
    for box, each in zip(screen.app.number_input, points, strict=True):
        box.set_value(each)
    next(box for box in screen.app.text_input if box.label == "Raison du changement").set_value(reason)
    screen.run()
    next(one for one in screen.app.button if one.label == "Enregistrer ces pondérations").click()
    screen.run()


def test_every_proposal_says_who_wrote_it(tables: dict[str, pd.DataFrame]) -> None:
    labels = dict(zip(tables["bodies"]["body_id"], tables["bodies"]["label"], strict=True))
    wrote = tables["action_bodies"].query("role == 'author'")
    screen = open_screen("grille")
    for row in records(wrote):
        unit = re.compile(rf"examen=action(?::|%3A){row['action_id']}(?!\d)")
        rows = screen.html.one("table").one("tbody").all("tr")
        lines = [plain(one.text) for one in rows if unit.search(one.one("a").attributes["href"])]
        assert lines
        assert all("roposition" in line and plain(labels[row["body_id"]]) in line for line in lines)
