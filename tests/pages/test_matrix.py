"""Every page of the navigation, for the département and each arrondissement, inside the frame."""

import pytest

from components.shell.french import WORDS
from data.model import ARRONDISSEMENTS, DEPARTEMENT
from tests.e2e.pages_list import ListedPage, listed_pages
from tests.pages.screen import Screen, open_screen, plain

PAGES = listed_pages()
TERRITORIES = (DEPARTEMENT, *ARRONDISSEMENTS)
#: Parameters that a link may carry; anything else would be dropped by the page it opens.
CODES = {
    "indicateur",
    "orientation",
    "sujet",
    "examen",
    "vue",
    "reunion",
    "instance",
    "decision",
    "diapos",
    "presentation",
    "action",
    "q",
    "reference",
    "gravite",
    "concerne",
    "nature",
    "table",
    "territoire",
    "rubrique",
    "adoption",
    "dossier",
    "objet",
    "preparer",
}

every_page = pytest.mark.parametrize("listed", PAGES, ids=[page.name for page in PAGES])


def chosen(screen: Screen, label: str) -> str:
    """The code chosen in the list of this label."""
    return next(str(box.value) for box in screen.app.selectbox if box.label == label)


def test_the_navigation_is_read() -> None:
    assert len(PAGES) >= 6
    assert PAGES[0].url_path == ""


def test_titles_and_addresses_are_distinct() -> None:
    assert len({page.title for page in PAGES}) == len(PAGES)
    assert len({page.url_path for page in PAGES}) == len(PAGES)
    assert not {page.title for page in PAGES} & set(WORDS)


@pytest.mark.parametrize("territory", TERRITORIES)
@every_page
def test_page_runs_in_the_frame(listed: ListedPage, territory: str) -> None:
    screen = open_screen(listed.url_path, **({} if territory == DEPARTEMENT else {"territoire": territory}))
    # The frame is around it: whose dashboard, the filter, the foot.
    screen.html.one(class_="sd-masthead")
    screen.html.one(class_="sd-foot")
    assert chosen(screen, "Territoire") == territory
    assert screen.app.query_params.get("territoire") == (None if territory == DEPARTEMENT else territory)
    # The page is there: its title, then something to read, without a word of alarm.
    assert [title.value for title in screen.app.title] == [listed.title]
    assert len(plain(screen.body.text)) > 60
    assert screen.warnings == []
    assert not screen.app.error


@every_page
def test_tables_of_the_page_are_real(listed: ListedPage) -> None:
    for table in open_screen(listed.url_path).html.all("table"):
        assert plain(table.one("caption").text)
        headers = table.all("th")
        assert headers
        assert {header.attributes.get("scope") for header in headers} <= {"col", "row"}
        columns = len(table.one("thead").all("th"))
        for row in table.one("tbody").all("tr"):
            assert len([cell for cell in row.children if not isinstance(cell, str)]) == columns


@every_page
def test_links_of_the_page_lead_somewhere(listed: ListedPage) -> None:
    links = open_screen(listed.url_path).links()
    assert links
    for link in links:
        assert link.page in {page.url_path for page in PAGES}, link
        assert set(link.codes) <= CODES, link
        assert link.words, link


@every_page
def test_unknown_territory_shows_the_departement_and_says_so(listed: ListedPage) -> None:
    screen = open_screen(listed.url_path, territoire="arr:999")
    assert chosen(screen, "Territoire") == DEPARTEMENT
    (said,) = screen.warnings
    assert "arr:999" in said
    assert "Département du Nord" in said
    # Said once: the message does not follow the reader.
    assert screen.run().warnings == []
    assert "territoire" not in screen.app.query_params


def test_no_page_without_the_legal_notice() -> None:
    """The home page carries the accessibility mention; every page links to the declaration."""
    for listed in PAGES:
        screen = open_screen(listed.url_path)
        foot = screen.html.one(class_="sd-foot")
        assert [link.attributes["href"] for link in foot.all("a")] == ["accessibilite"]
        assert ("non conforme" in foot.text) == (listed.url_path == "")
