"""« Relevé de décisions »: from the store to the signed document, step by step, and equal to the store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pdfua import validate

from components.document_view import document_view
from components.exports.inert import inert
from components.exports.releve import Words, asked_words, build_releve
from components.exports.to_docx import docx_bytes
from components.exports.to_odt import odt_bytes
from components.exports.to_pdf import pdf_bytes
from data.deciding.follow_up import before_meeting, compute_tracked
from data.deciding.releve import compute_content, releve_id
from data.deciding.wording import default_wording
from data.decision import AgendaItem
from data.store import open_store
from data.store.repository import Store
from tests.meetings import CAF, DECISIONS, FIRST_MEETING, SECOND, SECOND_MEETING, decision, fill, record_decision
from tests.pages.screen import open_screen, parse, plain
from tests.unit.exports.sample import ORIGIN
from tests.unit.exports.test_documents import read_docx, read_odt, read_pdf, squeezed


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store()
    fill(opened)
    yield opened
    opened.close()


def releve(store: Store):
    entries = [entry for entry in store.entries() if entry.kind == "decision"]
    content = compute_content(SECOND_MEETING, store.head(releve_id(SECOND)), entries)
    tracked = compute_tracked(store.heads("decision"), store.heads("follow_up"), (FIRST_MEETING, SECOND_MEETING))
    words = Words({"action:5": "Titre de l'action cinq"}, {"arr:595": "Lille"})
    return build_releve(content, words, before_meeting(tracked, SECOND_MEETING), ORIGIN)


@pytest.mark.parametrize(("write", "read"), [(pdf_bytes, read_pdf), (docx_bytes, read_docx), (odt_bytes, read_odt)])
def test_each_format_says_what_the_store_holds(store: Store, write, read) -> None:
    said = squeezed(read(write(releve(store))))
    for taken in DECISIONS:
        assert squeezed(inert(taken.wording)) in said
        assert squeezed(inert(taken.motive)) in said
        assert all(squeezed(inert(one.text)) in said for one in taken.reservations)
    for words in (
        "Décision n° 1, COPIL restreint du 5 février 2027", "Décision n° 2, COPIL restreint du 5 février 2027",
        "Points renvoyés au COTECH", "1er mars 2027", "15 janvier 2027 (échue)", "Non communiqué",
        "n° 1, COPIL restreint du 10 décembre 2026", "Délibération, Conseil départemental", "12 mars 2027 à 10 h",
        "Pour le préfet du Nord", "Pour le président du Conseil départemental du Nord", "14 h 30", "Projet",
        "Titre de l'action cinq", "Territoires", CAF,
    ):  # fmt: skip
        assert squeezed(inert(words)) in said, words
    # One block a decision, no more; what is sent back is not a decision.
    assert said.count(squeezed("Décision n° 1, COPIL restreint du 5 février 2027")) == 1
    assert squeezed("Décision n° 3, COPIL") not in said


@pytest.mark.parametrize(("write", "read"), [(pdf_bytes, read_pdf), (docx_bytes, read_docx), (odt_bytes, read_odt)])
def test_the_conditions_of_a_decision_are_under_it_and_counted(store: Store, write, read) -> None:
    record_decision(store, replace(decision("action:5", SECOND, 1), conditions=("un", "deux")))
    back = decision("action:9", SECOND, 3, sense="renvoi_cotech", conditions=("trois",))
    record_decision(store, back)
    entries = [entry for entry in store.entries() if entry.kind == "decision"]
    words = Words({}, {}, {"un": "Former les agents", "deux": "Aller vers", "trois": "Un point par an"})
    said = squeezed(read(write(build_releve(compute_content(SECOND_MEETING, None, entries), words, (), ORIGIN))))
    first, rest = said.split(squeezed("Décision n° 2"))
    assert squeezed("2 conditions de réussite") in first
    assert squeezed("Former les agents") in first
    assert squeezed("Aller vers") in first
    assert squeezed("1 condition de réussite avec la décision n° 3") in rest
    assert squeezed("Un point par an") in rest


def test_what_is_signed_says_with_what_where_and_what_is_taken_up(store: Store) -> None:
    """A merger names what receives it, a creation what it takes up, and a point opened in the room is on the agenda."""
    titles = {
        "orientation:O8": "Sport",
        "orientation:O9": "Culture",
        "action:2": "Action sociale",
        "action:16": "Réseaux",
    }
    record_decision(
        store, decision("orientation:O8", SECOND, 6, sense="fusionnee", merged_into="orientation:O9", modality="")
    )
    record_decision(
        store,
        decision(
            "orientation:N1",
            SECOND,
            7,
            sense="creee",
            label="Une porte d'entrée",
            actions=("action:2", "action:16"),
            emptying_confirmed=True,
        ),
    )
    entries = [entry for entry in store.entries() if entry.kind == "decision"]
    content = compute_content(SECOND_MEETING, None, entries)
    said = squeezed(read_docx(docx_bytes(build_releve(content, Words(titles, {}), (), ORIGIN))))
    assert squeezed("Fusionnée avec Orientation O9 – Culture") in said
    assert squeezed("Actions rattachées Action 2 – Action sociale ; Action 16 – Réseaux") in said
    assert squeezed("n'a plus d'action ; confirmé expressément en séance") in said
    added = said.split(squeezed("Ajouté en séance :"))[1]
    assert added.index(squeezed("Orientation O8 – Sport")) < added.index(squeezed("Orientation N1"))


def test_what_nobody_said_is_not_a_decision_and_what_was_not_examined_is_told(store: Store) -> None:
    said = squeezed(read_odt(odt_bytes(releve(store))))
    # No act was named on action 8: that none is needed would be a statement of the committee.
    assert squeezed("Acte à prendre Non précisé") in said
    assert squeezed("Aucun acte") not in said
    assert squeezed("Points de l'ordre du jour sans décision") not in said
    agenda = (*SECOND_MEETING.agenda, AgendaItem("l", "Lot", ("action:8", "action:10"), 4))
    entries = [entry for entry in store.entries() if entry.kind == "decision"]
    content = compute_content(replace(SECOND_MEETING, agenda=agenda), None, entries)
    assert content.unexamined == ("action:10",)
    document = build_releve(content, Words({"action:10": "Titre dix"}, {}), (), ORIGIN)
    assert squeezed("Points de l'ordre du jour sans décision Action 10 – Titre dix") in squeezed(
        read_odt(odt_bytes(document))
    )


def test_the_pdf_passes_the_checker_and_the_preview_escapes(store: Store, tmp_path) -> None:
    path = tmp_path / "releve.pdf"
    path.write_bytes(pdf_bytes(releve(store)))
    assert [found.message for found in validate(path).findings] == []
    shown = parse(document_view(releve(store)))
    assert not shown.all("b")
    assert "<b>préalable</b>" in shown.text


def test_what_is_asked_of_a_point_sent_back_is_more_than_that_it_is_sent_back() -> None:
    words = Words({}, {})
    plain_one = decision("action:9", SECOND, 3, sense="renvoi_cotech")
    plain_one = replace(plain_one, wording=default_wording(plain_one, SECOND_MEETING, ""))
    assert asked_words(plain_one, SECOND_MEETING, words) == (
        "reprendre l'examen ; la réunion n'a pas posé de question particulière."
    )
    asked = replace(plain_one, motive="Compter les conventions.", evidence={"grid": None})
    assert asked_words(asked, SECOND_MEETING, words) == "Compter les conventions."
    graded = replace(asked, evidence={"grid": {"result": "À compléter", "sentence": "Il reste à savoir si…"}})
    assert asked_words(graded, SECOND_MEETING, words).endswith("Grille d'examen : Il reste à savoir si…")
    own = replace(plain_one, wording="Le COTECH chiffre le coût.")
    assert asked_words(own, SECOND_MEETING, words) == "selon les termes de la décision."


def test_an_empty_store_says_what_will_come() -> None:
    assert "Aucune réunion n'est enregistrée" in open_screen("releve").text


def test_the_page_shows_the_latest_meeting_and_offers_three_formats(store: Store) -> None:
    screen = open_screen("releve", reunion=SECOND)
    assert "2 décisions, 1 réserve, 1 point renvoyé ou reporté" in screen.text
    assert plain(DECISIONS[2].wording) in screen.text
    current = [node.text for node in screen.html.all("li") if node.attributes.get("aria-current")]
    assert current == ["Projet"]
    labels = [button.proto.label for button in screen.app.get("download_button")]
    assert [label.split()[0] for label in labels] == ["ODT", "DOCX", "PDF"]


def test_the_secretariat_takes_it_from_draft_to_sent(store: Store) -> None:
    screen = open_screen("releve", reunion=SECOND)
    app = screen.app
    sign(app)

    def press(label: str) -> None:
        next(button for button in app.button if button.label == label).click()
        screen.run()

    def date(label: str, day: dt.date) -> None:
        next(box for box in app.date_input if box.label == label).set_value(day)

    screen.run()
    date("Date de l'envoi aux membres", dt.date(2027, 2, 1))
    press("Soumettre aux membres")
    assert "précède la réunion" in screen.text
    date("Date de l'envoi aux membres", dt.date(2027, 2, 8))
    press("Soumettre aux membres")
    assert current(store) == "soumis"
    for function in ("Préfet du Nord", "Président du Conseil départemental"):
        date("Date de la validation", dt.date(2027, 2, 9))
        app.text_input[0].set_value(function)
        press("Enregistrer cette validation")
    assert current(store) == "valide"
    assert "validé pour le préfet du Nord le 9 février 2027 (Préfet du Nord)" in screen.text
    date("Date de diffusion", dt.date(2027, 2, 10))
    press("Diffuser")
    assert current(store) == "diffuse"
    assert "Diffusé le 10 février 2027" in screen.text


def current(store: Store) -> object:
    head = store.head(releve_id(SECOND))
    return head.payload["state"] if head else "projet"


def sign(app) -> None:
    """Name and capacity, typed once a session."""
    app.session_state["brouillon-signature"] = ("Camille Essai", "secrétariat commun")
