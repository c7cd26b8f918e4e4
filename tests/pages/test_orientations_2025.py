"""The orientations on screen: what stands, what is decided and what is prepared never mix."""

from __future__ import annotations

from dataclasses import replace

from data.deciding.codec import to_payload
from data.deciding.orientations import Preparation
from data.decision import Actor, Decision
from data.store import Write, new_entry_id, open_store
from tests.pages.screen import Screen, open_screen, plain, records
from tests.pages.test_grille import identify

SOMEONE = Actor("", "Camille Essai", "secrétariat", "local")


def store_line(verb: str, object_id: str, payload: dict[str, object], expected: int = 0) -> None:
    store = open_store()
    kind = object_id.partition(":")[0]
    store.append(SOMEONE, Write(verb, object_id, kind, payload, expected, new_entry_id()))
    store.close()


def decide(object_id: str, sense: str, **others: object) -> None:
    decision = replace(Decision("d1", object_id, "m1", 1, sense, "Le COPIL propose cela.", "", None), **others)  # type: ignore[arg-type]
    store_line("decider", f"decision:{object_id}", to_payload(decision))


def prepare(draft: Preparation) -> None:
    store_line("preparer", draft.object_id, to_payload(draft))


def rows(screen: Screen) -> list[list[str]]:
    """The cells of the table, but for the links to the forms that stand in them."""
    body = screen.html.all("table")[0].one("tbody")
    for link in [node for node in body.all("a") if "preparer=" in node.attributes["href"]]:
        link.children = []
    return [[plain(cell.text) for cell in row.all() if cell.name in {"th", "td"}] for row in body.all("tr")]


def kept() -> dict[str, tuple[int, dict[str, object]]]:
    store = open_store()
    found = {one.object_id: (one.version, one.payload) for one in store.heads("orientation")}
    store.close()
    return found


def widget(kind, label: str):
    return next(one for one in kind if one.label == label)


def save(screen: Screen) -> None:
    widget(screen.app.button, "Enregistrer la préparation").click()
    screen.run()


def test_before_anything_the_nine_stand_undecided_with_all_their_actions(tables) -> None:
    screen = open_screen("orientations_2025")
    assert "Aucune des 9 orientations n'est décidée" in screen.text
    found = rows(screen)
    assert [row[1:] for row in found] == [["non décidé", "rien de préparé"]] * 9
    for row, orientation in zip(found, records(tables["orientations"]), strict=True):
        assert row[0].startswith(plain(orientation["label"]))
        for action in records(tables["actions"]):
            mine = action["orientation_id"] == orientation["orientation_id"]
            assert (f"{action['action_id']} · {plain(action['title'])}" in row[0]) == mine


def test_a_decision_fills_its_column_and_preparation_the_other() -> None:
    decide("orientation:O4", "reformulee", label="Se déplacer partout")
    prepare(Preparation("orientation:O7", "fusionnee", order=2, merged_into="orientation:O8"))
    screen = open_screen("orientations_2025")
    assert "1 orientation décidée sur 9" in screen.text
    decided = [row for row in rows(screen) if row[1] != "non décidé"]
    assert len(decided) == 1
    assert "Reformulée" in decided[0][1]
    assert "Se déplacer partout" in decided[0][1]
    assert decided[0][2] == "rien de préparé"
    (prepared,) = [row for row in rows(screen) if row[2] != "rien de préparé"]
    assert "Fusionnée" in prepared[2]
    assert prepared[1] == "non décidé"


def test_what_is_decided_just_as_prepared_is_no_longer_put_forward() -> None:
    prepare(Preparation("orientation:O8", "fusionnee", order=2, merged_into="orientation:O9"))
    decide("orientation:O8", "fusionnee", merged_into="orientation:O9")
    (row,) = [row for row in rows(open_screen("orientations_2025")) if "Fusionnée" in row[1]]
    assert row[2] == "Décidée telle que préparée"
    merged = open_screen("orientations_2025", dossier="O8").text
    assert "décidée telle que préparée" in merged
    assert "à proposer" not in merged.partition("Note de préparation")[0].partition("Préparations")[0]
    # The one that receives it says so, and by which decision.
    assert "(décision n° 1), fusionnée avec elle" in open_screen("orientations_2025", dossier="O9").text
    # Prepared otherwise since, it is put forward again.
    store_line("preparer", "orientation:O8", to_payload(Preparation("orientation:O8", "maintenue", order=2)), 1)
    (row,) = [row for row in rows(open_screen("orientations_2025")) if "Fusionnée" in row[1]]
    assert "Maintenue" in row[2]


def test_the_prepared_order_is_the_order_of_the_page() -> None:
    before = [row[0] for row in rows(open_screen("orientations_2025"))]
    prepare(Preparation("orientation:O9", "maintenue", order=1))
    after = [row[0] for row in rows(open_screen("orientations_2025"))]
    assert after == [before[8], *before[:8]]


def test_a_preparation_typed_is_kept_and_one_that_empties_an_orientation_is_told() -> None:
    screen = open_screen("orientations_2025", preparer="orientation:O7")
    identify(screen)
    widget(screen.app.selectbox, "Sens à proposer").set_value("maintenue")
    widget(screen.app.multiselect, "Actions à rattacher").set_value(["action:15"])
    save(screen)
    assert [one.value for one in screen.app.success] == ["Préparation enregistrée : ce n'est pas une décision."]
    version, payload = kept()["orientation:O7"]
    assert (version, payload["sense"], payload["actions"]) == (1, "maintenue", ["action:15"])
    (said,) = [info.value for info in screen.app.info]
    assert "plus aucune action ne porterait" in said
    # It is a preparation: nothing is decided.
    assert "Aucune des 9 orientations n'est décidée" in screen.text


def test_a_wording_that_is_due_is_asked_for_and_nothing_typed_is_lost() -> None:
    screen = open_screen("orientations_2025", preparer="orientation:N1")
    identify(screen)
    widget(screen.app.text_area, "Note de préparation").set_value("à revoir avec l'ARS")
    save(screen)
    assert any("intitulé" in error.value for error in screen.app.error)
    assert kept() == {}
    assert widget(screen.app.text_area, "Note de préparation").value == "à revoir avec l'ARS"
    widget(screen.app.text_input, "Projet d'intitulé").set_value("Vieillir chez soi <b>bien</b>")
    save(screen)
    assert kept()["orientation:N1"][1]["label"] == "Vieillir chez soi <b>bien</b>"
    assert rows(screen)[-1][0].startswith("À créer, non décidé")
    # Typed markup is read as text.
    assert "Vieillir chez soi <b>bien</b>" in rows(screen)[-1][2]


def test_two_people_who_create_at_the_same_moment_make_two_orientations() -> None:
    first, second = (open_screen("orientations_2025", preparer="orientation:N1") for _ in range(2))
    for screen, words in ((first, "Nouvelle d'Anne"), (second, "Nouvelle de Bob")):
        identify(screen)
        widget(screen.app.text_input, "Projet d'intitulé").set_value(words)
    save(first)
    save(second)
    labels = {code: payload["label"] for code, (_, payload) in kept().items()}
    assert labels == {"orientation:N1": "Nouvelle d'Anne", "orientation:N2": "Nouvelle de Bob"}
    (said,) = [one.value for one in second.app.success]
    assert "« Nouvelle d'Anne » (N1)" in said
    assert "sous N2" in said
    # The second goes on with its own: what is saved next is a correction of N2.
    widget(second.app.text_input, "Projet d'intitulé").set_value("Nouvelle de Bob, relue")
    save(second)
    assert kept()["orientation:N2"][0] == 2
    assert kept()["orientation:N1"][0] == 1


def test_a_merger_that_ends_nowhere_is_refused_and_what_receives_goes_with_a_merger_alone() -> None:
    decide("orientation:O9", "retiree")
    prepare(Preparation("orientation:O2", "fusionnee", order=2, merged_into="orientation:O1"))
    screen = open_screen("orientations_2025", preparer="orientation:O1")
    identify(screen)
    receiver = widget(screen.app.selectbox, "Orientation qui l'accueillerait (fusion)")
    assert not any("culture" in words for words in receiver.options), "one that is withdrawn receives nothing"
    widget(screen.app.selectbox, "Sens à proposer").set_value("fusionnee")
    receiver.set_value("orientation:O2")
    save(screen)
    assert any("aucune des deux ne resterait" in error.value for error in screen.app.error)
    assert "orientation:O1" not in kept()
    widget(screen.app.selectbox, "Sens à proposer").set_value("maintenue")
    save(screen)
    assert kept()["orientation:O1"][1]["merged_into"] == ""
    # Decided otherwise since, what was prepared is told to end nowhere.
    decide("orientation:O1", "retiree")
    assert any("retirée par décision" in words for words in open_screen("orientations_2025").warnings)


def test_each_row_leads_to_its_preparation_form() -> None:
    links = [node.attributes["href"] for node in open_screen("orientations_2025").html.all("a")]
    assert any("preparer=orientation%3AO6" in href or "preparer=orientation:O6" in href for href in links)


def test_someone_who_prepared_meanwhile_is_named_and_not_overwritten() -> None:
    screen = open_screen("orientations_2025", preparer="orientation:O4")
    identify(screen)
    prepare(Preparation("orientation:O4", "retiree", order=4))
    widget(screen.app.selectbox, "Sens à proposer").set_value("maintenue")
    save(screen)
    assert any("Camille Essai" in error.value for error in screen.app.error)
    assert kept()["orientation:O4"] == (1, to_payload(Preparation("orientation:O4", "retiree", order=4)))


def test_what_someone_else_takes_away_while_it_is_open_is_said() -> None:
    """Neither page goes back to its list without a word: what was being typed there is not recorded."""
    screen = open_screen("grille", objet="orientations", orientation="O6")
    assert not screen.warnings
    decide("orientation:O6", "fusionnee", merged_into="orientation:O7")
    screen.run()
    assert any("n'est plus à examiner" in words and "n'a pas été enregistré" in words for words in screen.warnings)
    screen.run()
    assert not screen.warnings
    draft = Preparation("orientation:N1", "creee", "Aller vers", 10)
    prepare(draft)
    opened = open_screen("orientations_2025", dossier="N1")
    assert not opened.warnings
    store_line("preparer", draft.object_id, to_payload(replace(draft, dropped=True)), 1)
    opened.run()
    assert any("Ce dossier n'existe plus" in words for words in opened.warnings)
