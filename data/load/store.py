"""The decision store, one a server, and what it holds, read again only when it has grown."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import streamlit as st

from data.decision import Entry, Grant
from data.home import home
from data.store import open_store

if TYPE_CHECKING:
    from data.store.repository import Store


def load_store() -> Store:
    """The store of this server. Raises `UnavailableError`."""
    return _store(_place())


def _place() -> str:
    # The variable's name is the engine's; importing it from there would load SQLAlchemy for pages that do not need it.
    return os.environ.get("SDAASP_DATABASE_URL", "").strip() or str(home())


@st.cache_resource(show_spinner=False, max_entries=4)
def _store(place: str) -> Store:
    return open_store()


def load_heads(kind: str) -> tuple[Entry, ...]:
    """The latest version of every object of that kind, oldest object first. Raises `UnavailableError`."""
    place = _place()
    return _heads(place, _store(place).counter(), kind)


@st.cache_resource(show_spinner=False, max_entries=64)
def _heads(place: str, counter: int, kind: str) -> tuple[Entry, ...]:
    return _store(place).heads(kind)


def load_grants() -> tuple[Grant, ...]:
    """Every role in force. Raises `UnavailableError`."""
    place = _place()
    return _grants(place, _store(place).counter())


@st.cache_resource(show_spinner=False, max_entries=4)
def _grants(place: str, counter: int) -> tuple[Grant, ...]:
    return _store(place).grants()
