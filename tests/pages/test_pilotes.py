"""Tour des pilotes: a body answers beside its fiche, never over it; nothing typed is lost or goes live."""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path
from typing import Any

import pytest

from data.analysis.pilot_round import compute_asked
from data.deciding.codec import from_payload, to_payload
from data.deciding.pilot_round import compute_standing, read_answers
from data.decision import Actor, PilotAnswer
from data.store import Write, new_entry_id, open_store
from tests.pages.screen import Screen, open_screen, plain

ARS = "pilot_answer:5:ars-hdf"
WORDS = "Oui, le besoin demeure.\n<b>=1+1</b> & **gras**"


def field(screen: Screen, label: str) -> Any:
    found = [box for kind in ("text_input", "text_area") for box in getattr(screen.app, kind) if box.label == label]
    assert len(found) == 1, f"{len(found)} fields « {label} »"
    return found[0]


def choice(screen: Screen, start: str) -> Any:
    return next(box for box in screen.app.selectbox if box.label.startswith(start))


def press(screen: Screen, label: str) -> Screen:
    next(button for button in screen.app.button if button.label == label).click()
    return screen.run()


def open_form(action: int = 5, body: str = "ars-hdf") -> Screen:
    """The page of an action, signed as the presentation machine does, on the form of a body."""
    screen = open_screen("pilotes", action=str(action))
    if any(button.label == "Continuer" for button in screen.app.button):
        field(screen, "Votre nom").set_value("Camille Essai")
        field(screen, "Votre qualité (service, fonction)").set_value("secrétariat commun")
        press(screen, "Continuer")
    choice(screen, "Organisme qui répond").set_value(body)
    return screen.run()


def journal(object_id: str = ARS) -> list[PilotAnswer]:
    store = open_store()
    answers = [from_payload(PilotAnswer, entry.payload) for entry in store.history(object_id)]
    store.close()
    return answers


def record(answer: PilotAnswer, body: str, expected: int = 0) -> None:
    store = open_store()
    actor = Actor("", "Dominique Autre", "ARS", "local")
    wish = Write(
        "repondre",
        f"pilot_answer:{answer.action_id}:{body}",
        "pilot_answer",
        to_payload(answer),
        expected,
        new_entry_id(),
    )
    store.append(actor, wish)
    store.close()


def said(action: int, body: str, **changes: Any) -> PilotAnswer:
    values: dict[str, Any] = {"proposal": "poursuite", "proposal_text": "", "figures": (), "explanations": ()}
    values |= {"comment": "", "received_by": "sur papier"} | changes
    return PilotAnswer(action, body, dt.date(2026, 11, 3), **values)


def test_who_has_not_answered_is_counted(tables: dict[str, Any]) -> None:
    """Against the tables themselves: every author and present pilot, the groups nobody speaks for apart."""
    roles, bodies = tables["action_bodies"], tables["bodies"].set_index("body_id")
    due = roles[roles["role"].isin(["author", "pilot"]) & ~((roles["role"] == "pilot") & roles["until"].notna())]
    pairs = {(row["action_id"], row["body_id"]) for row in due.to_dict("records")}
    served = {(action, bodies.loc[body, "parent_id"]) for action, body in pairs}
    groups = {pair for pair in pairs if bodies.loc[pair[1], "kind"] in {"groupement", "instance"}}
    expected = pairs - served - groups
    screen = open_screen("pilotes")
    silent = {bodies.loc[body, "label"] for _, body in expected}
    assert (
        f"0 réponse reçue sur {len(expected)} attendues : {len(silent)} organismes n'ont pas encore répondu."
        in screen.text
    )
    table = next(t for t in screen.html.all("table") if "n'ont pas répondu" in plain(t.one("caption").text))
    rows = {plain(row.one("th").text): {plain(a.text) for a in row.all("a")} for row in table.one("tbody").all("tr")}
    assert rows == {
        plain(label): {f"action {action}" for action, body in expected if bodies.loc[body, "label"] == label}
        for label in silent
    }


def test_an_answer_moves_the_count_and_only_it(tables: dict[str, Any]) -> None:
    asked = compute_asked(tables)
    before = compute_standing(asked, ())
    record(said(5, "ARS"), "ars-hdf")
    store = open_store()
    after = compute_standing(asked, read_answers(store.heads("pilot_answer")))
    store.close()
    assert (len(after.answered), after.asked) == (1, before.asked)
    assert {one.action_id for one in before.waiting if one.body_id == "ars-hdf"} == {5, 6, 7}
    assert {one.action_id for one in after.waiting if one.body_id == "ars-hdf"} == {6, 7}


def test_the_sheet_asks_what_the_fiche_leaves_open(tables: dict[str, Any]) -> None:
    screen = open_screen("pilotes", action="12")
    block = plain(screen.html.one("section", "sd-questions").text)
    for name in ("Situation à mi-2023", "Besoins prioritaires repérés à mi-2023", "Sous-actions"):
        assert f"Rubrique « {name} »" in block
    caveats = tables["caveats"].set_index("caveat_id")
    mine = tables["caveat_subjects"].query("kind == 'action' and subject == '12'")["caveat_id"]
    graves = [code for code in mine if caveats.loc[code, "severity"] in {"A", "B"}]
    assert graves
    for code in graves:
        assert plain(caveats.loc[code, "title"]) in block
    for code in set(mine) - set(graves):
        assert plain(caveats.loc[code, "title"]) not in block


def test_an_answer_is_recorded_with_its_body_and_date_beside_the_fiche() -> None:
    screen = open_form()
    screen.app.radio[0].set_value("sur papier")
    screen.app.date_input[0].set_value(dt.date(2026, 10, 1))
    choice(screen, "La proposition de la fiche").set_value("poursuite")
    field(screen, "Pourquoi, avec vos mots").set_value(WORDS)
    for label, words in (
        ("Ce qui est compté (1)", "médiateurs"),
        ("Valeur et unité (1)", "12 postes"),
        ("Date et territoire (1)", "2025, Nord"),
    ):
        field(screen, label).set_value(words)
    press(screen, "Enregistrer la réponse")
    (written,) = journal()
    assert (written.answered_on, written.received_by, written.proposal) == (
        dt.date(2026, 10, 1),
        "sur papier",
        "poursuite",
    )
    assert written.proposal_text == WORDS
    assert written.figures == (("médiateurs", "12 postes", "2025, Nord"),)
    assert written.body == "Agence Régionale de Santé (ARS) Hauts-de-France"
    assert "est enregistrée" in screen.text
    for shown in (screen, open_screen("fiche", action="5")):
        card = shown.html.one("article", "sd-answer")
        text = plain(card.text)
        assert "Agence Régionale de Santé (ARS) Hauts-de-France, le 1er octobre 2026 (sur papier)" in text
        assert "Confirme la proposition : Poursuite" in text
        assert "12 postes" in text
        # Inert: shown as it was typed.
        assert "<b>=1+1</b> & **gras**" in text
        assert not card.all("b")
    # The fiche's own words have not moved.
    assert "proposition de la fiche (2023), rédigée par PDEC" in open_screen("fiche", action="5").text


@pytest.mark.parametrize(
    ("label", "words", "message"),
    [
        ("Pourquoi, avec vos mots", "a" * 100_000, "Texte trop long"),
        ("Autre remarque", "a\x07b", "illisible"),
        ("Valeur et unité (1)", "12", "complétez"),
        ("Autre remarque", "   ", "La réponse est vide"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(label: str, words: str, message: str) -> None:
    screen = open_form()
    if "vide" not in message:
        field(screen, "Date et territoire (3)").set_value("à garder")
    field(screen, label).set_value(words)
    press(screen, "Enregistrer la réponse")
    faults = [plain(node.text) for node in screen.html.all("p", "sd-fault")]
    assert any(message in fault for fault in faults)
    assert field(screen, label).value == words
    if "vide" not in message:
        assert field(screen, "Date et territoire (3)").value == "à garder"
    assert journal() == []


def test_a_date_that_cannot_be_is_refused() -> None:
    screen = open_form()
    screen.app.date_input[0].set_value(dt.date.today() + dt.timedelta(days=2))
    choice(screen, "La proposition de la fiche").set_value("arret")
    press(screen, "Enregistrer la réponse")
    assert any("Date attendue" in plain(node.text) for node in screen.html.all("p", "sd-fault"))
    assert journal() == []


def test_a_second_answer_keeps_the_first() -> None:
    record(said(5, "ARS", proposal_text="première"), "ars-hdf")
    screen = open_form()
    assert field(screen, "Pourquoi, avec vos mots").value == "première"
    field(screen, "Pourquoi, avec vos mots").set_value("seconde")
    press(screen, "Enregistrer la réponse")
    assert [one.proposal_text for one in journal()] == ["première", "seconde"]
    assert "version 2" in screen.html.one("article", "sd-answer").text


@pytest.mark.parametrize(
    ("button", "kept"),
    [("Enregistrer ma réponse à la suite", ["eux", "moi"]), ("Garder celle qui est enregistrée", ["eux"])],
)
def test_who_comes_second_is_told_and_chooses(button: str, kept: list[str]) -> None:
    screen = open_form()
    record(said(5, "ARS", proposal_text="eux"), "ars-hdf")
    field(screen, "Pourquoi, avec vos mots").set_value("moi")
    press(screen, "Enregistrer la réponse")
    alert = plain(screen.html.one("p", "sd-alert").text)
    for words in ("Dominique Autre", "ARS", "version 1"):
        assert words in alert
    assert [one.proposal_text for one in journal()] == ["eux"]
    press(screen, button)
    assert [one.proposal_text for one in journal()] == kept


def test_reading_the_page_writes_nothing() -> None:
    open_screen("pilotes")
    open_screen("fiche", action="5")
    assert not Path(os.environ["SDAASP_HOME"]).exists()


def test_the_fiche_says_that_nobody_answered() -> None:
    block = plain(open_screen("fiche", action="4").html.one("div", "sd-answers").text)
    assert "aucune réponse au tour des pilotes" in block
    assert "1 organisme n'a pas répondu" in block


def test_the_form_is_one_link_away_and_the_cautions_are_folded_under_their_count(tables: dict[str, Any]) -> None:
    screen = open_screen("pilotes", action="5")
    (link,) = [node for node in screen.html.all("a") if node.attributes["href"].startswith("#")]
    assert plain(link.text) == "Aller à la saisie d'une réponse"
    (header,) = [header for header in screen.app.header if header.value == "Saisir une réponse"]
    assert header.anchor == link.attributes["href"].removeprefix("#")
    block = screen.html.one("section", "sd-questions")
    folds = block.all("details")
    counts = [int(re.findall(r"\d+", plain(fold.one("summary").text))[0]) for fold in folds]
    assert counts == [len(fold.one("ol").all("li")) for fold in folds]
    assert f"({counts[0]})" in plain(block.one("h3").text)
    assert not any("open" in fold.attributes for fold in folds)
    # What A and B mean is said in words.
    assert "A · peut changer une décision ; B · change un chiffre ou une carte" in plain(block.text)
