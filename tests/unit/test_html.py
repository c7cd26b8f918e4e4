"""Nothing from outside becomes markup or a formula."""

import pandas as pd

from components.exports.csv_text import csv_bytes
from components.html import Html, element, joined
from components.source import source_words
from components.table import html_table
from data.model import Source

ATTACK = '<img src=x onerror="alert(1)">'


def test_children_and_attributes_are_escaped() -> None:
    shown = element("p", ATTACK, title=ATTACK)
    assert "<img" not in shown
    assert "&lt;img" in shown
    assert 'title="&lt;img src=x onerror=&quot;alert(1)&quot;&gt;"' in shown


def test_what_was_built_here_is_kept() -> None:
    assert element("p", element("strong", "a"), None) == "<p><strong>a</strong></p>"
    assert joined([Html("<b>x</b>"), "<i>"], ", ") == "<b>x</b>, &lt;i&gt;"


def test_french_spaces_never_break_and_words_stay() -> None:
    shown = element("p", "« Néant » : 339 890 demandes, 80 % ; est-ce tout ?")
    assert shown == "<p>«\u00a0Néant\u00a0»\u00a0: 339\u202f890 demandes, 80\u202f%\u202f; est-ce tout\u202f?</p>"
    assert element("p", "de 12:30 à 13:00, en 2017 2018") == "<p>de 12:30 à 13:00, en 2017 2018</p>"


def test_attributes_left_out_and_bare() -> None:
    assert element("details", "a", open=True, class_=None, hidden=False) == "<details open>a</details>"


def test_a_quote_cannot_inject() -> None:
    assert "<img" not in source_words(Source("Bilan", "fiche 1", ATTACK, "2023-12-01"))


def test_a_table_has_caption_and_scopes() -> None:
    shown = html_table("Légende", ("A", "B"), [("x", ATTACK)])
    assert "<caption>Légende</caption>" in shown
    assert shown.count('scope="col"') == 2
    assert 'scope="row"' in shown
    assert "<img" not in shown


def test_csv_texts_are_never_formulas_and_numbers_stay_numbers() -> None:
    table = pd.DataFrame({"texte": ["=1+1", "@x", "bonjour; à tous"], "nombre": [-1, 2, 3]})
    text = csv_bytes(table).decode("utf-8-sig")
    assert text.splitlines() == ["texte;nombre", "'=1+1;-1", "'@x;2", '"bonjour; à tous";3']
