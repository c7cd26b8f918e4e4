"""Every quote stands in the documents, word for word, and stays a quote (40 words at most)."""

import pandas as pd
import pytest

from tests.data.source_text import normalised, source_text

QUOTES = ("quote", "context_quote", "reformulation_quote")


def test_every_quote_is_found_in_the_source(tables: dict[str, pd.DataFrame]) -> None:
    text = source_text()
    missing, checked = [], 0
    for name, table in tables.items():
        for column in set(QUOTES) & set(table.columns):
            for quote in table[column].dropna().unique():
                checked += 1
                if normalised(quote) not in text:
                    missing.append(f"{name}.{column} : {quote}")
    assert not missing
    assert checked > 900


def test_titles_and_status_headers_are_verbatim(tables: dict[str, pd.DataFrame]) -> None:
    text = source_text()
    actions = tables["actions"]
    cells = [cell for header in actions["status_header"].dropna() for cell in header.split(" | ")]
    for words in [*actions["title"], *actions["subtitle"].dropna(), *cells, *tables["orientations"]["label"]]:
        assert normalised(words) in text, words


@pytest.mark.parametrize("column", QUOTES)
def test_quotes_have_forty_words_at_most(tables: dict[str, pd.DataFrame], column: str) -> None:
    for name, table in tables.items():
        if column in table:
            longest = table[column].dropna().str.split().str.len().max()
            assert not longest > 40, name


def test_a_quote_stands_in_the_part_it_names(tables: dict[str, pd.DataFrame]) -> None:
    """A quote said to come from « fiche 5 » stands between the heading of fiche 5 and that of fiche 6."""
    text = source_text()
    titles = [
        normalised(f"Action {number} - {title}")
        for number, title in zip(tables["actions"]["action_id"], tables["actions"]["title"], strict=True)
    ]
    # Each title is printed twice: in the list of actions, then over its fiche.
    starts = [text.index(title, text.index(title) + 1) for title in titles]
    ends = [*starts[1:], text.index("Journée d'échanges organisée le 30 juin 2023")]
    elsewhere = []
    for name, table in tables.items():
        if not {"place", "quote"} <= set(table.columns):
            continue
        for place, quote in table[["place", "quote"]].dropna().drop_duplicates().values.tolist():
            if place.startswith("fiche "):
                number = int(place.split(" ")[1])
                if normalised(quote) not in text[starts[number - 1] : ends[number - 1]]:
                    elsewhere.append(f"{name} : {place} : {quote}")
    assert not elsewhere
