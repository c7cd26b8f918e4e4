"""What can be carried away, and what has to be chosen first."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest

from components.background import Run
from components.exports.steps import Step, Tell
from components.long_export import OLDER, LongExport, progress_words
from components.long_export import _work as work_of
from data.deciding.codec import to_payload
from data.decision import Decision
from data.load import load_store
from data.store import Write, new_entry_id
from tests.pages.meeting_room import MEETING_ID, SECRETARIAT, keep_meeting, open_page, press
from tests.pages.screen import Screen, open_screen, parse, read_screen


def labels(screen) -> list[str]:
    return [button.label for button in screen.app.get("download_button")]


def test_each_paper_comes_in_the_formats_staff_edit() -> None:
    found = labels(read_screen("documents"))
    words = [label.split(" ")[0] for label in found]
    assert words == ["ODT", "DOCX", "PDF", "CSV"]
    begun = [button.label.split(" (")[0] for button in read_screen("documents").app.button]
    assert begun == [f"Préparer {form}" for form in ("ODT", "DOCX", "PDF", "ODS", "XLSX")]


def test_a_note_asks_for_an_arrondissement() -> None:
    assert "Choisissez un arrondissement" in read_screen("documents").text
    chosen = open_screen("documents", territoire="arr:592")
    assert "Choisissez un arrondissement" not in chosen.text
    assert len(labels(chosen)) == len(labels(read_screen("documents"))) + 3


def test_the_fiche_is_the_one_of_the_address() -> None:
    assert open_screen("documents", action="14").app.selectbox(key="choix-action").value == "14"


def made(screen: Screen, begin: str, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The file of the button that begins so, once it is ready."""
    monkeypatch.setattr("components.long_export.PATIENCE_S", 60.0)
    press(screen, begin)
    found_buttons: Any = screen.app.get("download_button")
    ready = [button for button in found_buttons if button.label.startswith("Télécharger sdaasp")]
    assert len(ready) == 1
    assert "Arrêter" not in [button.label for button in screen.app.button]
    found: Any = screen.app.session_state["documents"]
    return next(iter(found.values())).result


def titles(content: bytes) -> list[str]:
    return [part.text for part in docx.Document(io.BytesIO(content)).paragraphs if part.style.name == "Heading 1"]  # type: ignore[union-attr]


def test_the_dossier_of_a_meeting_is_two_presses_away_and_holds_its_agenda(monkeypatch: pytest.MonkeyPatch) -> None:
    keep_meeting()
    links = [link for link in open_page("preparer").links() if link.page == "documents"]
    assert links[0].codes["reunion"] == MEETING_ID
    screen = open_page("documents", **links[0].codes)
    assert "5 fiches-actions (3, 5, 14, 15 et 16)" in screen.text
    found = titles(made(screen, "Préparer DOCX", monkeypatch))
    assert found[:2] == ["Ordre du jour", "Suites données aux décisions antérieures"]
    fiches = [title.split(" – ")[0] for title in found if title.startswith("Action ")]
    assert fiches == ["Action 3", "Action 5", "Action 14", "Action 15", "Action 16"]


def test_without_a_meeting_the_dossier_holds_the_sixteen_fiches(monkeypatch: pytest.MonkeyPatch) -> None:
    found = titles(made(open_page("documents"), "Préparer DOCX", monkeypatch))
    assert sum(title.startswith("Action ") for title in found) == 16


def ready(screen: Screen) -> list[str]:
    return [label for label in labels(screen) if label.startswith("Télécharger sdaasp")]


def test_a_file_made_stays_whatever_else_is_written_and_says_when_its_matter_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A slide moved elsewhere changes nothing of it; a decision is said, and the file is still there."""
    keep_meeting()
    screen = open_page("documents", reunion=MEETING_ID)
    made(screen, "Préparer DOCX", monkeypatch)

    def written(verb: str, object_id: str, kind: str, payload: dict[str, Any]) -> str:
        load_store().append(SECRETARIAT, Write(verb, object_id, kind, payload, 0, new_entry_id()))
        screen.run()
        assert len(ready(screen)) == 1
        return screen.text

    assert OLDER not in written("conduire", "presentation:abc", "presentation", {"current": "etapes"})
    decision = Decision("d-5", "action:5", MEETING_ID, 1, "poursuite", "Poursuivre.", "", None)
    assert OLDER in written("decider", "decision:action:5", "decision", to_payload(decision))
    made(screen, "Préparer DOCX", monkeypatch)
    assert OLDER not in screen.text


def test_an_arrondissement_chosen_above_does_not_pass_for_the_scope_of_what_holds_the_whole_nord() -> None:
    assert "département entier, même quand" not in read_screen("documents").text
    text = open_screen("documents", territoire="arr:591").text
    assert text.count("sur le département entier, même quand « Arrondissement d'Avesnes-sur-Helpe » est choisi") == 2


def test_an_unknown_meeting_is_said() -> None:
    keep_meeting()
    screen = open_page("documents", reunion="99999999-9999-4999-8999-999999999999")
    assert any("est inconnu" in words for words in screen.warnings)


def test_a_file_stopped_while_it_is_made_is_not_produced() -> None:
    def build(tell: Tell) -> bytes:
        while True:
            tell(Step("Fiche 7 sur 16", 6, 16))

    run = Run("essai", work_of(LongExport("essai.pdf", build)), "essais")
    assert not run.wait(0.05)
    assert run.progress == Step("Fiche 7 sur 16", 6, 16)
    run.stop()
    assert run.wait(10)
    assert run.result is None


def test_the_progress_is_said_in_words() -> None:
    def said(*asked: Any) -> str:
        return parse(progress_words("essai.pdf", *asked)).text

    assert "Fiche 7 sur 16" in said(Step("Fiche 7 sur 16", 6, 16), False, False)
    assert "attend son tour" in said(None, True, False)
    assert "rien ne sera produit" in said(Step("Fiche 7 sur 16", 6, 16), False, True)
    bar = parse(progress_words("essai.pdf", Step("x", 6, 16), False, False)).one("progress")
    assert (bar.attributes["value"], bar.attributes["max"]) == ("6", "16")


def test_a_question_under_way_does_not_hold_a_document_back() -> None:
    def until_stopped(stop: Callable[[], bool], report: Callable[[Any], None]) -> None:
        while not stop():
            pass

    question = Run("question", until_stopped)
    document = Run("document", lambda stop, report: b"fait", "essais")
    assert document.wait(10)
    question.stop()
    assert question.wait(10)
