"""The dossier of an orientation and its grid on screen: conditions, opinions, never taken for a decision."""

from __future__ import annotations

from data.deciding.codec import to_payload
from data.deciding.conditions import condition_id
from data.deciding.gatherings import Remark
from data.deciding.opinions import opinion_id
from data.deciding.orientations import Preparation
from data.decision import Opinion
from data.orientation_grid import ORIENTATIONS
from data.store import open_store
from tests.pages.meeting_room import choose, enter, faults, history, keep_meeting, press
from tests.pages.screen import Screen, open_screen, plain, records
from tests.pages.test_grille import identify
from tests.pages.test_orientations_2025 import decide, prepare, store_line, widget

O2 = "orientation:O2"


def give(object_id: str, **opinions: str) -> None:
    for code, opinion in opinions.items():
        wish = to_payload(Opinion(object_id, code, opinion, "", ""))
        store_line("donner_avis", opinion_id(object_id, code), wish)


def journal(kind: str) -> dict[str, list[dict[str, object]]]:
    store = open_store()
    found = {one.object_id: [line.payload for line in store.history(one.object_id)] for one in store.heads(kind)}
    store.close()
    return found


def table(screen: Screen, caption: str) -> list[list[str]]:
    found = next(one for one in screen.html.all("table") if plain(one.one("caption").text).startswith(caption))
    rows = found.one("tbody").all("tr")
    return [[plain(cell.text) for cell in row.children if not isinstance(cell, str)] for row in rows]


def sorting(screen: Screen) -> dict[str, list[str]]:
    """Class → the orientations shown under it."""
    groups = screen.html.one(class_="sd-sorting").all("section")
    return {
        plain(group.one("h3").all("span")[0].text): [plain(link.text) for link in group.all("a")] for group in groups
    }


def test_every_orientation_opens_on_its_dossier(tables) -> None:
    screen = open_screen("orientations_2025")
    opened = {link.codes["dossier"] for link in screen.links() if "dossier" in link.codes}
    assert opened == set(tables["orientations"]["orientation_id"])
    for row in records(tables["orientations"]):
        found = open_screen("orientations_2025", dossier=row["orientation_id"])
        assert plain(found.html.all("h2")[0].text) == plain(row["label"])
        assert "aucune décision à ce jour" in found.text
        assert not found.app.error
        actions = table(found, "Les actions que porte")
        own = [one for one in records(tables["actions"]) if one["orientation_id"] == row["orientation_id"]]
        assert {cells[0].split(" · ")[0].split(",")[0] for cells in actions} == {str(one["action_id"]) for one in own}
        assert all("déduit" in cells[1] and cells[3] == "non décidé" for cells in actions)
        for head in ("Indicateurs", "Territoires touchés", "Dimensions et leviers", "Pilotes", "Avis recueillis"):
            assert head in [plain(one.text) for one in found.html.all("h2")]
        # The contents lead to every section, each once; only what is decided is open at first.
        folds = found.html.all(class_="sd-fold")
        links = [link.attributes["href"] for link in found.html.one(class_="sd-contents").all("a")]
        assert links == [f"#{fold.attributes['id']}" for fold in folds]
        assert [plain(fold.one("h2").text) for fold in folds if "open" in fold.attributes] == ["Intitulé et décisions"]


def test_decided_prepared_and_proposed_stand_on_three_lines_that_never_mix() -> None:
    decide(O2, "reformulee", label="Le numérique <i>pour tous</i>", programme="fne", actions=("action:12",))
    give(O2, P1="favorable", P2="favorable", P3="favorable", P4="reserve", P5="reserve")
    screen = open_screen("orientations_2025", dossier="O2")
    standing = [plain(line.text) for line in screen.html.one(class_="sd-standing").all("dd")]
    assert standing[0] == "Reformulée"
    assert standing[1] == "rien de préparé"
    assert standing[2].startswith("Priorité Trois avis favorables")
    # Typed markup is read as text.
    assert plain(screen.html.all("h2")[0].text) == "Le numérique <i>pour tous</i>"
    assert [cells[1] for cells in table(screen, "Toutes les décisions")] == ["Reformulée"]
    attached = {cells[0].split(" · ")[0]: cells[1] for cells in table(screen, "Les actions que porte")}
    assert attached["12"].startswith("Par décision")
    assert "déduit" in attached["4"]


def test_a_condition_is_attached_then_taken_off_and_both_remain_in_the_journal(tables) -> None:
    item = records(tables["workshop_items"])[5]
    screen = open_screen("orientations_2025", dossier="O2")
    assert "Aucune condition de réussite n'est rattachée" in screen.text
    identify(screen)
    widget(screen.app.selectbox, "Ligne à rattacher").set_value(item["item_id"])
    widget(screen.app.text_input, "Pourquoi (facultatif)").set_value("demandé <b>en rencontre</b>")
    widget(screen.app.button, "Rattacher").click()
    screen.run()
    (cells,) = table(screen, "Conditions de réussite")
    assert plain(item["text"]) in cells[0]
    assert "Dominique Test (COTECH)" in cells[3]
    assert "demandé <b>en rencontre</b>" in cells[3]
    widget(screen.app.selectbox, "Condition à retirer (elle reste au journal)").set_value(item["item_id"])
    widget(screen.app.button, "Retirer de l'orientation").click()
    screen.run()
    assert "Aucune condition de réussite n'est rattachée" in screen.text
    assert "Retirées depuis (1)" in screen.text
    assert [one["attached"] for one in journal("condition")[condition_id(O2, item["item_id"])]] == [True, False]


def test_the_note_of_the_preparation_and_the_comments_of_the_grid_are_in_the_dossier() -> None:
    prepare(Preparation(O2, "reformulee", "Le numérique", note="Zébulon : à <b>relire</b> avec FNE"))
    wish = to_payload(Opinion(O2, "P4", "defavorable", "", "Aucun pilote <i>nommé</i>"))
    store_line("donner_avis", opinion_id(O2, "P4"), wish)
    screen = open_screen("orientations_2025", dossier="O2")
    standing = screen.html.one("dl", "sd-standing")
    said = dict(zip(*([plain(one.text) for one in standing.all(name)] for name in ("dt", "dd")), strict=True))
    assert said["Note de préparation, qui n'est pas une décision"] == "Zébulon : à <b>relire</b> avec FNE"
    (row,) = table(screen, "Ce que le COTECH a écrit avec ses avis")
    assert row[0] == plain(ORIENTATIONS.labels["P4"])
    assert "Défavorable" in row[1]
    assert row[2:4] == ["Appréciation du COTECH", "Aucun pilote <i>nommé</i>"]
    assert "Ce que le COTECH a écrit" not in open_screen("orientations_2025", dossier="O3").text


def test_a_created_orientation_names_the_actions_it_takes_up_and_is_not_said_without_origin() -> None:
    decide("orientation:N1", "creee", label="Aller vers", actions=("action:2", "action:16"))
    for screen in (open_screen("orientations_2025", dossier="N1"), open_screen("orientations_2025")):
        assert "Créée pour 2025-2030, avec les actions 2 et 16 du schéma 2017-2023" in screen.text
        assert "aucune origine" not in screen.text


def test_sending_no_line_is_told_and_writes_nothing() -> None:
    screen = open_screen("orientations_2025", dossier="O2")
    identify(screen)
    widget(screen.app.button, "Rattacher").click()
    screen.run()
    assert any("30 juin 2023" in error.value for error in screen.app.error)
    assert journal("condition") == {}


def test_the_grid_sorts_orientations_into_its_own_classes_and_says_what_is_missing(tables) -> None:
    nothing = sorting(open_screen("orientations_2025"))
    assert {name: len(found) for name, found in nothing.items()} == {
        "Priorité": 0,
        "Maintien": 0,
        "Veille": 0,
        "À compléter": len(tables["orientations"]),
    }
    give("orientation:O1", **dict.fromkeys(ORIENTATIONS.criteria, "favorable"))
    give("orientation:O4", P1="favorable", P2="favorable", P3="defavorable", P4="favorable", P5="favorable")
    give("orientation:O9", P1="defavorable", P2="defavorable", P3="reserve", P4="defavorable", P5="reserve")
    give("orientation:O5", P1="favorable", P2="favorable", P3="reserve", P4="reserve")
    decide("orientation:O8", "retiree")
    screen = open_screen("orientations_2025")
    labels = {row["orientation_id"]: plain(row["label"]) for row in records(tables["orientations"])}
    found = sorting(screen)
    assert found["Priorité"] == [labels["O1"]]
    assert found["Maintien"] == [labels["O4"]]
    assert found["Veille"] == [labels["O9"]]
    assert labels["O5"] in found["À compléter"]
    assert labels["O8"] not in [name for names in found.values() for name in names]
    assert plain(ORIENTATIONS.labels["P5"]) in screen.text  # the question to answer is named
    assert "sans rien décider" in " ".join(one.value for one in screen.app.header)


def test_an_opinion_on_an_orientation_is_typed_beside_its_evidence_and_kept_apart_from_the_actions() -> None:
    screen = open_screen("grille", objet="orientations", orientation="O2")
    assert "à valider par le COTECH" in screen.text
    assert "Ce que disent le bilan et les rencontres" in screen.text
    identify(screen)
    widget(screen.app.radio, ORIENTATIONS.labels["P3"]).set_value("defavorable")
    widget(screen.app.button, "Enregistrer les cinq avis").click()
    screen.run()
    ((name, (said,)),) = journal("orientation_opinion").items()
    assert name == opinion_id(O2, "P3")
    assert (said["unit"], said["criterion"], said["opinion"]) == (O2, "P3", "defavorable")
    assert journal("opinion") == {}
    assert "1 avis enregistré" in plain(screen.app.success[0].value)
    rows = {cells[0]: cells[1:] for cells in table(open_screen("grille", objet="orientations"), "Avis du COTECH")}
    label = next(name for name in rows if "numériques" in name)
    assert rows[label][2] == "Défavorable"
    assert "poursuite" not in rows[label][6].lower()


def test_what_is_prepared_to_be_attached_is_named_in_the_dossier_and_gives_the_grid_its_facts_undecided() -> None:
    prepare(Preparation("orientation:N1", "creee", "Une porte d'entrée", 10, ("action:2", "action:1.p3")))
    screen = open_screen("orientations_2025", dossier="N1")
    head = plain(screen.html.one(class_="sd-standing").text)
    assert "à rattacher : action 2 ; action 1, perspective 3" in head
    assert "Aucune action ne lui est rattachée à ce jour" in screen.text
    assert "À rattacher, non décidé : 2 actions (2, 1)" in plain(screen.text)
    (section,) = [node for node in screen.html.all("details") if node.attributes.get("id") == "section-a-rattacher"]
    assert "Accompagner la coopération intercommunale" in section.text
    assert "Rien n'en est décidé" in section.text
    screen = open_screen("grille", objet="orientations", orientation="N1")
    assert "Actions à rattacher, non décidé" in screen.text
    assert "Rien dans le bilan" not in screen.text, "what is to be attached is of the bilan"
    identify(screen)
    basis = next(box for box in screen.app.selectbox if box.label == "Fondé sur")
    cited = next(words for words in basis.options if words.startswith("À rattacher, non décidé"))
    basis.set_value(cited)
    widget(screen.app.radio, ORIENTATIONS.labels["P1"]).set_value("favorable")
    widget(screen.app.button, "Enregistrer les cinq avis").click()
    screen.run()
    ((_, (said,)),) = journal("orientation_opinion").items()
    assert said["fact"] == cited


def test_the_programmes_stand_beside_with_the_sentence_that_ties_them(tables) -> None:
    screen = open_screen("orientations_2025")
    fne, access = table(screen, "Les programmes à côté")
    assert "Action 4" in fne[2]
    assert "Un accès aux usages numériques favorisé" in fne[2]
    assert "Aucune action, aucune orientation n'est nommée" in access[2]
    tagged = [plain(one.text) for one in screen.html.all(class_="sd-tag--programme")]
    assert tagged == ["France Numérique Ensemble"]
    assert "France numérique ensemble (FNE)" in open_screen("orientations_2025", dossier="O2").text
    assert "Programme à côté du schéma" not in open_screen("orientations_2025", dossier="O3").text


def test_an_unknown_dossier_is_said_and_the_list_shown() -> None:
    screen = open_screen("orientations_2025", dossier="O99")
    assert any("O99" in words for words in screen.warnings)
    assert "Aucune des 9 orientations n'est décidée" in screen.text


def test_weights_of_the_orientations_are_their_own_and_what_they_change_is_shown_first() -> None:
    give("orientation:O5", P1="favorable", P2="favorable", P3="favorable", P4="reserve", P5="reserve")
    screen = open_screen("grille", objet="orientations")
    screen.app.session_state["secretariat"] = True
    screen.run()
    identify(screen)
    assert "Ce qui changerait la proposition" in screen.text
    for box, each in zip(screen.app.number_input, (10, 10, 20, 30, 30), strict=True):
        box.set_value(each)
    screen.run()
    (moved,) = table(screen, "Résultats qui changeraient")
    assert moved[1:] == ["Priorité", "Maintien"]
    widget(screen.app.text_input, "Raison du changement").set_value("Le pilotage prime")
    screen.run()
    widget(screen.app.button, "Enregistrer ces pondérations").click()
    screen.run()
    assert set(journal("weights")) == {ORIENTATIONS.weights_id}
    assert sorting(open_screen("orientations_2025"))["Priorité"] == []
    assert "Les pondérations ont été modifiées" not in open_screen("grille").text


def test_the_smallest_change_of_opinion_is_told_under_the_orientation_examined() -> None:
    give(O2, P1="favorable", P2="favorable", P3="favorable", P4="reserve", P5="reserve")
    screen = open_screen("grille", objet="orientations", orientation="O2")
    folded = next(one for one in screen.html.all("details") if "Ce qui changerait" in one.one("summary").text)
    changes = [plain(one.text) for one in folded.all("li")]
    assert "Bon cadre : réservé → maintien" in changes
    assert all("→" in one and "poursuite" not in one for one in changes)


def test_a_meeting_shows_and_freezes_what_the_grid_gave_for_the_orientation() -> None:
    keep_meeting()
    give("orientation:O7", **dict.fromkeys(ORIENTATIONS.criteria, "defavorable"))
    screen = press(enter(), "Montrer la grille")
    assert [cells[1] for cells in table(screen, "Grille d'examen du COTECH")] == ["Défavorable"] * 5
    assert "Résultat : Veille" in screen.text
    assert "elle ne décide pas" in screen.text


def test_withdrawing_an_orientation_the_grid_keeps_asks_for_a_motive() -> None:
    keep_meeting()
    give("orientation:O7", **dict.fromkeys(ORIENTATIONS.criteria, "favorable"))
    screen = press(choose(enter(), "Sens", "retiree"), "Enregistrer")
    assert "Un motif est nécessaire : le sens s'écarte du résultat de la grille." in " ".join(
        map(plain, faults(screen))
    )
    assert history("orientation:O7") == ()


def test_the_fiche_of_an_action_bears_the_tag_of_its_programme_and_the_sentence() -> None:
    fiche = open_screen("fiche", action="4")
    assert [plain(one.text) for one in fiche.html.all(class_="sd-tag--programme")] == ["France Numérique Ensemble"]
    assert open_screen("fiche", action="5").html.all(class_="sd-tag--programme") == []
    decide("action:5", "poursuite", programme="acces_services")
    tagged = open_screen("fiche", action="5").html.all(class_="sd-tag--programme")
    assert [plain(one.text) for one in tagged] == ["Accès aux services publics"]


def test_an_arrondissement_is_told_how_the_orientation_concerns_it(tables) -> None:
    screen = open_screen("orientations_2025", dossier="O3", territoire="arr:595")
    own = {one["action_id"] for one in records(tables["actions"]) if one["orientation_id"] == "O3"}
    cited = sorted(
        one["action_id"]
        for one in records(tables["action_arrondissements"])
        if (one["territory_id"], one["link"]) == ("arr:595", "cited") and one["action_id"] in own
    )
    scope = plain(screen.html.one(class_="sd-scope").text)
    assert f"cité par {len(cited)} action{'s' if len(cited) > 1 else ''} ({', '.join(map(str, cited))})" in scope
    assert "Le dossier reste celui du département" in scope


def test_a_created_orientation_can_be_spoken_of_in_the_second_round_and_shows_it() -> None:
    assert "Orientation N1" not in open_screen("rencontres").html.text
    decide("orientation:N1", "creee", label="Vieillir chez soi")
    assert "Orientation N1 (nouvelle) – Vieillir chez soi" in plain(open_screen("rencontres").html.text)
    said = Remark(
        "0b7e6f9c-0000-4000-8000-0000000000aa", "arr:595", "2", None, "1", "avis", "CC du Test", "epci",
        "Oui, avec les CCAS", ("orientation:N1",),
    )  # fmt: skip
    store_line("recueillir", said.object_id, to_payload(said))
    screen = open_screen("orientations_2025", dossier="N1")
    (cells,) = table(screen, "Contributions sur l'orientation")
    assert cells[1] == "Oui, avec les CCAS"
    assert "Vieillir chez soi" in cells[3]


def test_an_action_put_off_is_not_counted_as_decided() -> None:
    decide("action:5", "reportee")
    assert "aucune décidée à ce jour" in open_screen("orientations_2025", dossier="O3").text
    decide("action:6", "poursuite")
    assert "1 décidée" in open_screen("orientations_2025", dossier="O3").text
