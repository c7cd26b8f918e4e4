"""The list of pages, sent once a run instead of twice.

Streamlit opens each run by a message that lists every page, for applications that declare none; ours declares its
menu, which is sent a moment later with the same list. On a menu of some thirty pages the first list is a quarter of all
that a change of filter sends. A test opens, follows and reloads pages with it left out.
"""

from __future__ import annotations

from typing import Any

from streamlit.runtime.app_session import AppSession


def send_pages_once() -> None:
    """Leave the list out of the message that opens a run. Raises `AttributeError` when Streamlit no longer has it."""
    if not callable(getattr(AppSession, "_populate_app_pages", None)):
        raise AttributeError("Streamlit no longer lists its pages when a run opens: this module is useless.")
    AppSession._populate_app_pages = _nothing  # type: ignore[method-assign]


def _nothing(_session: AppSession, _message: Any, _pages: Any) -> None:
    """In place of the list."""
