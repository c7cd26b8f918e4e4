"""One field, everywhere: words, bodies, places and numbers, found where they stand; odd input is inert."""

import re

import pandas as pd
import pytest

from components.formats import number
from data.analysis.search import GROUPS
from data.load import load_index
from tests.e2e.pages_list import listed_pages
from tests.pages.screen import Node, Screen, open_screen, plain, read_screen

Tables = dict[str, pd.DataFrame]


def search(words: str) -> Screen:
    """The results for these words; an empty search is the page without a `q`."""
    return read_screen("recherche", **({"q": words} if words else {}))


def groups(screen: Screen) -> dict[str, list[Node]]:
    """The results on the page, by heading, folded ones included."""
    found = {}
    for block in screen.body.all("section"):
        title = re.sub(r" \(\d+\)$", "", plain(block.one("h2").text))
        found[title] = [item for part in block.all("ul", "sd-results") for item in part.children if item]
    return found


def titles(screen: Screen) -> set[str]:
    return {plain(item.one("a").text) for items in groups(screen).values() for item in items}


def announced(screen: Screen) -> int:
    """The number of results said to a screen reader."""
    return int(re.sub(r"\D", "", status(screen)))


def status(screen: Screen) -> str:
    (line,) = [p for p in screen.body.all("p") if p.attributes.get("role") == "status"]
    return plain(line.text)


def test_nothing_is_shown_before_a_search() -> None:
    screen = search("")
    assert groups(screen) == {}
    (field,) = screen.app.text_input
    assert plain(field.label) == "Que cherchez-vous ?"
    assert field.value == ""


@pytest.mark.parametrize("words", ["ARS", "Fourmies", "illectronisme", "24", "Cambrai", "commerce"])
def test_counts_are_those_of_the_results(words: str) -> None:
    screen = search(words)
    found = groups(screen)
    assert found
    assert [group for group in GROUPS if group in found] == list(found)
    assert announced(screen) == sum(len(items) for items in found.values())
    for block in screen.body.all("section"):
        said = re.search(r"\((\d+)\)$", plain(block.one("h2").text))
        assert said
        assert int(said[1]) == sum(len([i for i in part.children if i]) for part in block.all("ul", "sd-results"))


@pytest.mark.parametrize("words", ["ARS", "Fourmies", "24"])
def test_each_result_says_where_it_is_and_where_it_stands(words: str) -> None:
    screen = search(words)
    known = {page.url_path for page in listed_pages()}
    for items in groups(screen).values():
        for item in items:
            href = item.one("a").attributes["href"]
            page, _, query = href.partition("?")
            assert page in known - {""}
            assert re.fullmatch(r"(action=(1[0-6]|[1-9]))?", query)
            assert (page == "fiche") == bool(query)


def test_a_number_finds_itself_only(tables: Tables) -> None:
    screen = search("24")
    # The 24 conventions of adultes-relais, whatever the caption around them.
    observations = tables["observations"].merge(tables["indicators"], on="indicator_id")
    labels = {plain(label) for label in observations.loc[observations["value"] == 24, "label"]}
    assert labels
    assert labels <= titles(screen)
    # Entries that only say 2024, 124 or 24,5 are not found.
    shown = {entry for entry in load_index() if "24" in entry.tokens}
    assert announced(screen) == len(shown)
    only_years = [entry for entry in load_index() if "2024" in entry.tokens and "24" not in entry.tokens]
    assert only_years
    for items in groups(screen).values():
        for item in items:
            text = plain(item.text)
            assert not ("2024" in text and not re.search(r"(?<![\d,])24(?!\d)", text)), text


@pytest.mark.parametrize("words", ["2024", "janvier 2024"])
def test_a_year_is_found_as_a_whole(words: str) -> None:
    assert announced(search(words)) > 0
    assert announced(search("202")) == 0


def test_thousands_may_be_spaced_or_not(tables: Tables) -> None:
    assert 339890 in list(tables["observations"]["value"])
    written = ("339 890", "339890", number(339890), "339\u00a0890")
    found = [search(words) for words in written]
    assert announced(found[0]) > 0
    assert len({announced(screen) for screen in found}) == 1
    assert all(titles(screen) == titles(found[0]) for screen in found)


def test_an_acronym_finds_its_body(tables: Tables) -> None:
    bodies = tables["bodies"]
    ars = set(bodies.loc[bodies["label"].str.contains(r"\bARS\b"), "label"].map(plain))
    assert ars
    shown = {plain(item.one("a").text) for item in groups(search("ARS"))["Organismes"]}
    assert shown & ars
    # By the name in full too, though a fiche may write the acronym only.
    assert shown & {plain(i.one("a").text) for i in groups(search("agence régionale de santé"))["Organismes"]}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Département", "DEPARTEMENT"),
        ("Cambrésis", "CAMBRESIS"),
        ("réorientation", "reorientation"),
        ("l'accueil", "l’accueil"),
        ("Escaudœuvres", "escaudoeuvres"),
        ("  mobilité  ", "mobilité"),
    ],
)
def test_accents_capitals_and_apostrophes_are_ignored(one: str, other: str) -> None:
    assert titles(search(one)) == titles(search(other))
    if "œ" not in one:
        assert announced(search(one)) > 0


def test_every_word_asked_for_is_in_each_result() -> None:
    both, one = search("mobilité insertion"), search("mobilité")
    assert 0 < announced(both) < announced(one)


def test_the_beginning_of_a_word_is_enough_its_end_is_not() -> None:
    assert titles(search("illectron")) == titles(search("illectronisme"))
    assert groups(search("lectronisme")) == {}


def test_unknown_word_says_what_to_do() -> None:
    screen = search("xyzzy")
    assert groups(screen) == {}
    assert status(screen) == "0 résultat"
    assert re.search("Rien dans .* ne contient « xyzzy »", screen.text)
    assert "Essayez" in screen.text


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '"><b>gras</b>',
        "[lien](http://ailleurs)",
        "&lt;b&gt;",
    ],
)
def test_markup_is_inert(words: str) -> None:
    screen = search(words)
    assert screen.app.text_input[0].value == words
    assert not [node for node in screen.html.nodes() if node.name in {"script", "img", "b"}]
    assert plain(words) in screen.text


@pytest.mark.parametrize("words", ["   ", "?!…", "'", "«", "\u202f", "%", "\\", "*", "("])
def test_signs_alone_break_nothing(words: str) -> None:
    assert groups(open_screen("recherche", q=words)) == {}


def test_a_very_long_search_is_cut() -> None:
    screen = open_screen("recherche", q="mobilité " * 1200)
    assert len(str(screen.app.text_input[0].value)) <= 100
    assert len(screen.app.query_params["q"]) <= 100
    assert len(screen.text) < 1_000_000
    assert announced(screen) >= 0


def test_what_is_typed_goes_to_the_address_and_back() -> None:
    screen = open_screen("recherche")
    screen.app.text_input[0].set_value("Fourmies")
    screen.run()
    assert screen.app.query_params["q"] == "Fourmies"
    assert announced(screen) > 0
    screen.app.text_input[0].set_value("")
    screen.run()
    assert "q" not in screen.app.query_params
    assert groups(screen) == {}


def test_everything_transcribed_can_be_found(tables: Tables) -> None:
    """No table of facts is left out of the search: each of its quotes has an entry."""
    quotes = {entry.source.quote for entry in load_index() if entry.source}
    for name in (
        "actions",
        "items",
        "observations",
        "targets",
        "located_facts",
        "workshop_items",
        "calendar",
        "frames",
    ):
        missing = set(tables[name]["quote"].dropna()) - quotes
        assert not missing, (name, sorted(missing)[:3])
