"""« Suivi des décisions »: late first, filtered, said on the page or by a table that comes back; and the extracts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from components.exports.extract import build_extract
from components.exports.follow_up_book import build_follow_up_book
from components.exports.inert import inert
from components.exports.releve import Words
from components.exports.spreadsheet import xlsx_bytes
from components.exports.to_docx import docx_bytes
from components.exports.to_odt import odt_bytes
from components.exports.to_pdf import pdf_bytes
from data.deciding.follow_up import compute_tracked, follow_up_id
from data.deciding.follow_up_table import HEADER
from data.load.documents import load_titles
from data.store import open_store
from data.store.repository import Store
from tests.meetings import CAF, DECISIONS, DEPARTEMENT, FIRST_MEETING, SECOND_MEETING, fill
from tests.pages.screen import Screen, open_screen, plain
from tests.unit.exports.sample import ORIGIN
from tests.unit.exports.test_documents import read_docx, read_odt, read_pdf, squeezed


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store()
    fill(opened)
    yield opened
    opened.close()


def tracked(store: Store):
    return compute_tracked(store.heads("decision"), store.heads("follow_up"), (FIRST_MEETING, SECOND_MEETING))


def wordings(screen: Screen) -> list[str]:
    table = screen.html.all(class_="sd-table")[0]
    return [row.all("p")[0].text for row in table.one("tbody").all("tr")]


def sign(screen: Screen) -> None:
    screen.app.session_state["brouillon-signature"] = ("Camille Essai", "secrétariat commun")


def test_without_a_decision_it_says_what_will_come() -> None:
    assert "Aucune décision n'est enregistrée" in open_screen("suivi").text


def test_late_ones_come_first_and_are_counted(store: Store) -> None:
    screen = open_screen("suivi")
    assert "4 décisions suivies, dont 1 à échéance dépassée au 5 février 2027 : 4 « non communiqué »." in screen.text
    assert wordings(screen)[0] == plain(DECISIONS[0].wording)
    assert [node.text for node in screen.html.all(class_="sd-late")] == ["Échue"]
    # The same day seen before the due date: nothing is late.
    assert not open_screen("suivi", reference="2027-01-10").html.all(class_="sd-late")


def test_by_body_and_by_arrondissement(store: Store) -> None:
    assert len(wordings(open_screen("suivi", organisme=CAF))) == 2
    assert plain(DECISIONS[1].wording) in wordings(open_screen("suivi", territoire="arr:595"))
    assert plain(DECISIONS[1].wording) not in wordings(open_screen("suivi", territoire="arr:591"))


def test_what_became_of_a_decision_is_recorded_then_shown_with_its_history(store: Store) -> None:
    screen = open_screen("suivi", organisme=DEPARTEMENT)
    sign(screen)
    screen.run()
    app = screen.app
    next(box for box in app.selectbox if box.label == "État").set_value("realise")
    next(button for button in app.button if button.label == "Enregistrer cette suite").click()
    screen.run()
    assert "Dites de quel jour date cet état" in screen.text
    assert "Dites ce qui le prouve" in screen.text
    next(box for box in app.date_input if box.label.startswith("Date de l'état")).set_value(dt.date(2026, 11, 20))
    next(box for box in app.text_input if box.label.startswith("Preuve")).set_value("=Délibération <b>12</b>")
    next(button for button in app.button if button.label == "Enregistrer cette suite").click()
    screen.run()
    # The first meeting was held in December 2026: an earlier state cannot follow from it.
    assert "précède la décision" in screen.text
    assert store.heads("follow_up") == ()


def test_the_history_of_a_decision_is_shown(store: Store) -> None:
    from tests.meetings import record

    name = follow_up_id(DECISIONS[0])
    said = {"decision_id": DECISIONS[0].decision_id, "proof": "<b>x</b>", "comment": "", "reported_by": DEPARTEMENT}
    record(store, "suivre", name, {**said, "state": "a_engager", "state_on": "2026-12-20"})
    record(store, "suivre", name, {**said, "state": "en_cours", "state_on": "2027-01-10"})
    screen = open_screen("suivi")
    assert "1 « en cours »" in screen.text
    history = next(table for table in screen.html.all("table") if "Historique" in table.text)
    assert [row.all("td")[0].text for row in history.one("tbody").all("tr")] == ["En cours", "À engager"]
    assert not screen.html.all("b")


def test_a_table_that_comes_back_is_shown_then_recorded_whole(store: Store) -> None:
    book = openpyxl.load_workbook(BytesIO(xlsx_bytes(build_follow_up_book(tracked(store), load_titles(), ORIGIN))))
    page: Any = book["Suivi"]
    place = {name: HEADER.index(name) + 1 for name in HEADER}
    for row in (2, 3):
        page.cell(row, place["Commentaire"]).value = f"-commentaire {row}"
    out = BytesIO()
    book.save(out)
    screen = open_screen("suivi")
    sign(screen)
    screen.run()
    uploader: Any = screen.app.get("file_uploader")[0]
    uploader.upload("suivi.xlsx", out.getvalue(), "application/octet-stream")
    screen.run()
    assert "2 suites nouvelles, 2 lignes sans changement." in screen.text
    assert store.heads("follow_up") == ()
    next(button for button in screen.app.button if button.label == "Enregistrer les 2 suites du tableau").click()
    screen.run()
    assert "Les suites du tableau sont enregistrées" in screen.text
    assert [head.payload["comment"] for head in store.heads("follow_up")] == ["-commentaire 2", "-commentaire 3"]


def test_a_table_with_one_fault_is_not_half_imported(store: Store) -> None:
    book = openpyxl.load_workbook(BytesIO(xlsx_bytes(build_follow_up_book(tracked(store), load_titles(), ORIGIN))))
    page: Any = book["Suivi"]
    page.cell(2, HEADER.index("Commentaire") + 1).value = "bien"
    page.cell(3, HEADER.index("État") + 1).value = "=1+1"
    out = BytesIO()
    book.save(out)
    screen = open_screen("suivi")
    sign(screen)
    screen.run()
    uploader: Any = screen.app.get("file_uploader")[0]
    uploader.upload("suivi.xlsx", out.getvalue(), "application/octet-stream")
    screen.run()
    assert "1 point à corriger : rien n'est importé." in screen.text
    assert not [
        button for button in screen.app.button if button.label.startswith("Enregistrer c") and "2" in button.label
    ]
    assert store.heads("follow_up") == ()


@pytest.mark.parametrize(("write", "read"), [(pdf_bytes, read_pdf), (docx_bytes, read_docx), (odt_bytes, read_odt)])
def test_the_extract_says_what_is_awaited_from_the_body_and_nothing_else(store: Store, write, read) -> None:
    made = build_extract(CAF, tracked(store), dt.date(2027, 2, 5), Words({}, {}), ORIGIN)
    said = squeezed(read(write(made)))
    for one in (DECISIONS[1], DECISIONS[2]):
        assert squeezed(inert(one.wording)) in said
    for one in (DECISIONS[0], DECISIONS[3]):
        assert squeezed(inert(one.wording)) not in said
    assert squeezed(inert("2 décisions")) in said
    assert squeezed("Pour le préfet du Nord") in said
    assert squeezed("Pour le président du Conseil départemental du Nord") in said
