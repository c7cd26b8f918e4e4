"""What can be carried away, and what has to be chosen first."""

from __future__ import annotations

from tests.pages.screen import open_screen, read_screen


def labels(screen) -> list[str]:
    return [button.label for button in screen.app.get("download_button")]


def test_each_paper_comes_in_the_formats_staff_edit() -> None:
    found = labels(read_screen("documents"))
    words = [label.split(" ")[0] for label in found]
    assert words == [*("ODT", "DOCX", "PDF") * 2, "ODS", "XLSX", "CSV"]


def test_a_note_asks_for_an_arrondissement() -> None:
    assert "Choisissez un arrondissement" in read_screen("documents").text
    chosen = open_screen("documents", territoire="arr:592")
    assert "Choisissez un arrondissement" not in chosen.text
    assert len(labels(chosen)) == len(labels(read_screen("documents"))) + 3


def test_the_fiche_is_the_one_of_the_address() -> None:
    assert open_screen("documents", action="14").app.selectbox(key="choix-action").value == "14"
