"""What the law asks, on screen: every requirement, its text, what is missing; and that it certifies nothing."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from data.deciding.consultations import Consultation
from data.decision import Actor
from data.load import record_consultations
from tests.pages.screen import open_screen, plain, read_screen, records


def test_every_requirement_is_shown_with_its_text(tables: dict[str, pd.DataFrame]) -> None:
    screen = read_screen("completude")
    rows = [plain(row.text) for table in screen.html.all("table") for row in table.one("tbody").all("tr")]
    texts = {row["text_id"]: row["short_title"] for row in records(tables["legal_texts"])}
    for row in records(tables["legal_requirements"]):
        wanted = (plain(row["label"]), plain(texts[row["text_id"]]), plain(row["article"]))
        assert any(all(part in shown for part in wanted) for shown in rows), row["label"]


def test_the_page_certifies_nothing() -> None:
    text = read_screen("completude").text
    assert "Ce n'est pas un avis de conformité" in text
    assert "version consolidée" in text
    assert "est conforme" not in text


def test_the_counts_open_on_their_lines(tables: dict[str, pd.DataFrame]) -> None:
    screen = read_screen("completude")
    lists = {plain(one.one("summary").text): one for one in screen.html.all("details") if one.all("summary")}
    facts = next(one for title, one in lists.items() if title.startswith("Les faits existants situés"))
    existing = tables["located_facts"].query("state == 'existing' and territory_id.notna()")
    assert len(facts.all("li")) == len(existing)
    assert "arrondissement de Dunkerque, 4 conventions (fiche 5" in plain(facts.text)


def test_lateness_bears_its_day() -> None:
    sent = Consultation("epci:200068500", dt.date(2024, 6, 14))
    assert record_consultations(Actor("", "Camille Essai", "secrétariat", "local"), [sent], {}) == ""
    screen = open_screen("completude", adoption="2024-12-31")
    assert f"16 envois en retard au {dt.date.today():%d/%m/%Y} sur le calendrier" in screen.text
