"""What a page run by AppTest shows, read back: its text, its HTML as a small tree, its internal links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from streamlit.testing.v1 import AppTest

from tests.e2e.pages_list import FRAME, listed_pages

_VOID = {"br", "hr", "img", "col", "input"}
_BLOCKS = {"p", "li", "td", "th", "tr", "caption", "h1", "h2", "h3", "summary", "div", "section", "ul", "ol", "br"}


def plain(words: str) -> str:
    """One kind of space between words: French typography changes spaces, never words."""
    return re.sub(r"\s+", " ", words).strip()


def records(table: Any) -> list[dict[str, Any]]:
    """The rows of a DataFrame, each as a dictionary."""
    return table.to_dict("records")


@dataclass
class Node:
    """An HTML element: its name, its attributes, its children (nodes and text)."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        parts = []
        for child in self.children:
            if isinstance(child, str):
                parts.append(child)
            else:
                gap = " " if child.name in _BLOCKS else ""
                parts.append(f"{gap}{child.text}{gap}")
        return plain("".join(parts)) if self.name in _BLOCKS else "".join(parts)

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    def nodes(self) -> Iterator[Node]:
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child.nodes()

    def all(self, name: str = "", class_: str = "") -> list[Node]:
        """Every descendant with this element name and this class (either may be left open), in reading order."""
        return [node for node in self.nodes() if name in {"", node.name} and (not class_ or class_ in node.classes)]

    def one(self, name: str = "", class_: str = "") -> Node:
        """The only such descendant; fails when there is none or several."""
        found = self.all(name, class_)
        assert len(found) == 1, f"{len(found)} <{name or '*'} class={class_}> instead of one"
        return found[0]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("div")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(node)
        if tag not in _VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].name == tag, f"</{tag}> closes <{self._open[-1].name}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def parse(html: str) -> Node:
    """The tree of a piece of HTML; fails on a tag that is not closed."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader._open) == 1, f"<{reader._open[-1].name}> is not closed"
    return reader.root


@dataclass(frozen=True)
class Link:
    """A link written by the dashboard: address of the page, codes it carries, words."""

    page: str
    codes: dict[str, str]
    words: str


class Screen:
    """A page of the dashboard opened inside its frame, and reopened after each change."""

    def __init__(self, app: AppTest) -> None:
        self.app = app
        self._read()

    def _read(self) -> None:
        assert not self.app.exception, [exception.stack_trace or exception.message for exception in self.app.exception]
        self.html = parse("".join(block.body for block in self.app.html))
        self.text = plain(self.html.text)

    def run(self) -> Screen:
        """Run the page again with what has been chosen."""
        self.app.run()
        self._read()
        return self

    @property
    def warnings(self) -> list[str]:
        # What a reader types is escaped so that it is never read as Markdown: here it is read as the screen shows it.
        return [plain(re.sub(r"\\([^\w\s])", r"\1", warning.value)) for warning in self.app.warning]

    @property
    def body(self) -> Node:
        """What the page itself writes: neither the line above it nor the foot below."""
        around = {"sd-masthead", "sd-foot"}
        inside = [part for part in self.html.children if not (isinstance(part, Node) and part.classes & around)]
        return Node("div", {}, inside)

    def links(self) -> list[Link]:
        found = []
        for anchor in self.html.all("a"):
            url = urlsplit(anchor.attributes["href"])
            assert not url.scheme, f"a link leaves the server: {anchor.attributes['href']}"
            assert not url.netloc, f"a link leaves the server: {anchor.attributes['href']}"
            codes = {name: values[-1] for name, values in parse_qs(url.query, keep_blank_values=True).items()}
            found.append(Link(url.path.strip("/"), codes, plain(anchor.text)))
        return found


def open_screen(url_path: str, **codes: str) -> Screen:
    """Open the page at this address (empty for the first one) with these codes in its URL, as a shared link would."""
    page = next(page for page in listed_pages() if page.url_path == url_path)
    app = AppTest.from_file(FRAME, default_timeout=60)
    app.query_params.update(codes)
    if page.url_path:
        if Path(page.file).stem != page.url_path:
            # Before a first run, Streamlit's test bench knows a page by the name of its file only.
            app.run()
        app.switch_page(page.file)
    screen = Screen(app.run())
    assert [title.value for title in app.title] == [page.title]
    return screen


#: The same, opened once for every test that only reads it.
read_screen = cache(open_screen)
