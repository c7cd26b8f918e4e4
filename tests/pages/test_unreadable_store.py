"""What the pages say when the decisions cannot be read: why, and never « none »."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.home import decisions_file
from tests.pages.screen import open_screen

NONE = "aucune décision prise"


@pytest.fixture
def damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDAASP_HOME", str(tmp_path / "damaged"))
    decisions_file().parent.mkdir(parents=True)
    decisions_file().write_bytes(b"no database at all" * 500)


@pytest.mark.usefixtures("damaged")
def test_the_first_page_and_the_slides_do_not_say_that_nothing_was_decided() -> None:
    for screen in (open_screen(""), open_screen("projection", vue="projection", diapos="synthese")):
        assert "décisions illisibles pour l'instant" in screen.text
        assert NONE not in screen.text


@pytest.mark.usefixtures("damaged")
@pytest.mark.parametrize("page", ["reunion", "releve", "suivi", "devenir", "completude", "documents", "scenarios"])
def test_a_page_that_needs_the_decisions_says_why_it_is_empty(page: str) -> None:
    screen = open_screen(page)
    assert "La base des décisions ne répond pas" in screen.html.one(class_="sd-alert").text
    assert "se lisent sans elles" in screen.text
    assert screen.html.all("footer", "sd-foot")  # the frame is whole around it
    assert not screen.app.get("download_button")
