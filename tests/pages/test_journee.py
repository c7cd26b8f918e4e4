"""The workshop day: every line can be read in its section, near wordings and documents stand side by side."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.pages.screen import open_screen, plain, read_screen
from tests.pages.test_grille import identify
from tests.pages.test_orientations_2025 import widget

Tables = dict[str, pd.DataFrame]


def test_the_sections_are_listed_with_what_comes_first(tables: Tables) -> None:
    screen = read_screen("journee")
    table = next(t for t in screen.html.all("table") if "premier rang de chaque rubrique" in t.one("caption").text)
    rows = table.one("tbody").all("tr")
    assert len(rows) == len(tables["workshop_sections"])
    assert sum(int(plain(row.all("td")[-1].text).split()[0]) for row in rows) == 66


@pytest.mark.parametrize("section", ["dimension-1", "dimension-4", "levier-3", "autres"])
def test_a_section_shows_its_lines_in_order_with_their_near_wordings(tables: Tables, section: str) -> None:
    screen = open_screen("journee", rubrique=section)
    table = next(t for t in screen.html.all("table") if "du premier rang au dernier" in t.one("caption").text)
    shown = [plain(row.text) for row in table.one("tbody").all("tr")]
    wanted = tables["workshop_items"].query("section_id == @section")
    assert len(shown) == len(wanted)
    for words, rating in zip(wanted["text"], wanted["rating"], strict=True):
        assert any(plain(words) in row and f"note {rating}" in row for row in shown), words


def test_no_mean_and_no_total_are_written() -> None:
    text = read_screen("journee").text.lower()
    assert "ni moyenne, ni somme" in text
    assert "note moyenne" not in text
    assert "total des notes" not in text


def test_tensions_show_both_sides_and_leave_the_question(tables: Tables) -> None:
    screen = read_screen("journee")
    cards = screen.html.all("section", "sd-tension")
    assert len(cards) == len(tables["workshop_tensions"])
    texts = [plain(card.text) for card in cards]
    for row in tables["workshop_tension_quotes"].to_dict("records"):
        assert any(plain(row["quote"]) in text and "Question au comité" in text for text in texts), row["quote"]


def test_the_page_says_where_a_line_is_attached() -> None:
    links = {link.words: link.page for link in read_screen("journee").links()}
    assert links["dans son dossier"] == "orientations_2025"
    assert links["en réunion"] == "reunion"


def test_a_line_is_attached_from_its_section_and_leads_to_the_dossier_that_holds_it(tables: Tables) -> None:
    items = tables["workshop_items"]
    own = list(items[items["section_id"] == "dimension-1"]["item_id"])
    screen = open_screen("journee", rubrique="dimension-1")
    assert "Aucune ligne de cette rubrique n'est encore rattachée" in screen.text
    identify(screen)
    lines = widget(screen.app.selectbox, "Ligne à rattacher")
    assert len(lines.options) == len(own)
    lines.set_value(own[0])
    widget(screen.app.button, "Rattacher").click()
    screen.run()
    assert any("orientation est inconnue" in error.value for error in screen.app.error), "an orientation is needed"
    widget(screen.app.selectbox, "Orientation qui la reçoit").set_value("orientation:O3")
    widget(screen.app.button, "Rattacher").click()
    screen.run()
    assert [one.value for one in screen.app.success] == ["Condition de réussite rattachée."]
    (link,) = [node for node in screen.html.all("a") if node.attributes["href"] == "orientations_2025?dossier=O3"]
    assert "santé" in link.text
    assert "1 rattachée" in plain(open_screen("orientations_2025", dossier="O3").text)
