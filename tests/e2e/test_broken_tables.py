"""A table missing or altered at start: one clear page in French, not a stack trace, and its advice works."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PROJECT, Server, serve
from tests.e2e.pages_list import listed_pages

#: What the running dashboard needs; the hand-written sources are not part of it.
NEEDED = ("app.py", "pages", "components", "data")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "sources", "build", "outlines", "tables-*", ".tables-*")


@dataclass(frozen=True)
class Copy:
    """A running copy of the dashboard whose tables may be damaged."""

    server: Server
    tables: Path

    @contextmanager
    def damaged(self, name: str, content: bytes | None) -> Iterator[None]:
        """A file of the tables replaced by `content` (removed when None), put back afterwards."""
        path = self.tables / name
        before = path.read_bytes()
        path.unlink() if content is None else path.write_bytes(content)
        try:
            yield
        finally:
            path.write_bytes(before)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    folder = tmp_path_factory.mktemp("copy")
    for name in NEEDED:
        origin = PROJECT / name
        if origin.is_dir():
            shutil.copytree(origin, folder / name, ignore=LEFT_OUT)
        else:
            shutil.copy(origin, folder / name)
    # Nothing is cached from damaged tables, so that one server shows every case as its start would.
    with serve(str(folder / "app.py"), tmp_path_factory.mktemp("copy-data")) as server:
        yield Copy(server, folder / "data" / "tables")


def altered(content: bytes) -> bytes:
    """The same file with one bit changed in its middle."""
    place = len(content) // 2
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def assert_one_clear_page(page: Page, said: str) -> None:
    """One heading, what is wrong, what to do; nothing technical, nothing in English, none of the pages around it."""
    expect(page.get_by_role("heading", level=1)).to_have_text(["Les données ne peuvent pas être affichées"])
    expect(page.get_by_role("listitem").filter(has_text=said)).to_be_visible()
    expect(page.get_by_text("make data")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    text = page.locator("body").inner_text()
    assert not re.search(r"Traceback|Error|Exception|File \"|\.py\b|line \d+|site-packages|parquet\.|KeyError", text)
    assert not re.search(r"\b(the|not found|missing|failed|please|see|logs?)\b", text, re.IGNORECASE)
    assert str(PROJECT) not in text
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    expect(page.locator(".sd-foot, .sd-board, .sd-chip, .sd-fiche-title")).to_have_count(0)


def open_page(copy: Copy, page: Page, ready: Callable[[Page], None], path: str = "") -> None:
    page.goto(f"{copy.server.url}/{path}")
    ready(page)


CASES = {
    "altered": ("votes.parquet", altered, "La table « votes » a été modifiée"),
    "missing": ("actions.parquet", lambda content: None, "La table « actions » manque."),
    "emptied": ("calendar.parquet", lambda content: b"", "La table « calendar » a été modifiée"),
    "no manifest": ("manifest.json", lambda content: None, "Le fichier « manifest.json » manque"),
    "broken manifest": ("manifest.json", lambda content: content[: len(content) // 2], "est illisible"),
    "foreign manifest": ("manifest.json", lambda content: b"[]", "est illisible"),
}


@pytest.mark.parametrize(("name", "damage", "said"), CASES.values(), ids=CASES)
def test_damaged_tables_give_one_clear_page(
    copy: Copy,
    page: Page,
    ready: Callable[[Page], None],
    name: str,
    damage: Callable[[bytes], bytes | None],
    said: str,
) -> None:
    with copy.damaged(name, damage((copy.tables / name).read_bytes())):
        open_page(copy, page, ready)
        assert_one_clear_page(page, said)


def test_every_page_shows_it(copy: Copy, page: Page, ready: Callable[[Page], None]) -> None:
    with copy.damaged("votes.parquet", None):
        for listed in listed_pages()[1:3]:
            open_page(copy, page, ready, listed.url_path)
            assert_one_clear_page(page, "La table « votes » manque.")


def test_several_faults_are_all_told(copy: Copy, page: Page, ready: Callable[[Page], None]) -> None:
    with copy.damaged("votes.parquet", None), copy.damaged("items.parquet", b"PAR1"):
        open_page(copy, page, ready)
        assert_one_clear_page(page, "La table « votes » manque.")
        assert_one_clear_page(page, "La table « items » a été modifiée")


def test_mended_tables_show_the_dashboard_again(copy: Copy, page: Page, ready: Callable[[Page], None]) -> None:
    with copy.damaged("votes.parquet", None):
        open_page(copy, page, ready)
        assert_one_clear_page(page, "La table « votes » manque.")
    page.reload()
    ready(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Synthèse")
    expect(page.locator(".sd-chip")).to_have_count(16)
