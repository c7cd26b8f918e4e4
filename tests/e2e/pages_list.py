"""The pages, as the frame declares them to the navigation: a page joins every matrix of tests by existing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import streamlit as st
from streamlit.testing.v1 import AppTest

FRAME = Path(__file__).parents[2] / "pages" / "frame.py"


@dataclass(frozen=True)
class ListedPage:
    """One entry of the menu: its title, its address on the server, its file (relative to the frame's folder)."""

    title: str
    url_path: str
    file: str

    @property
    def name(self) -> str:
        """A word for test names and files; the first page has an empty address."""
        return self.url_path or "accueil"


@cache
def listed_pages() -> tuple[ListedPage, ...]:
    """Every page of the navigation, in the order of the menu. Runs the frame once, and listens to what it declares."""
    menus: list[Mapping[str, list[Any]]] = []
    navigate = st.navigation

    def listen_navigation(pages: Any, **settings: Any) -> Any:
        menus.append(pages)
        return navigate(pages, **settings)

    with patch.object(st, "navigation", listen_navigation):
        AppTest.from_file(FRAME, default_timeout=60).run()
    if not menus:
        raise RuntimeError("pages/frame.py declares no navigation")
    return tuple(
        ListedPage(page.title, page.url_path, page._page.relative_to(FRAME.parent.resolve()).as_posix())
        for entries in menus[-1].values()
        for page in entries
        if isinstance(page._page, Path)
    )
