"""What the law asks, on screen: every requirement, its text, what is missing; and that it certifies nothing."""

from __future__ import annotations

import pandas as pd

from tests.pages.screen import plain, read_screen, records


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
