"""The decision store, one a server, and what it holds, read again only when it has grown."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import streamlit as st

from data.decision import Actor, Entry, Grant
from data.home import decisions_file
from data.store import open_store

if TYPE_CHECKING:
    from data.store.repository import Store


def load_store() -> Store:
    """The store of this server, made when it is not there. Raises `UnavailableError`."""
    return _store(_place())


def load_heads(kind: str) -> tuple[Entry, ...]:
    """The latest version of every object of that kind, oldest object first. Raises `UnavailableError`."""
    place = _place()
    return _heads(place, _store(place).counter(), kind) if _begun() else ()


def load_head(object_id: str) -> Entry | None:
    """The latest version of one object, asked again each time; None when there is none. Raises `UnavailableError`."""
    return load_store().head(object_id) if _begun() else None


def load_grants(actor: Actor) -> tuple[Grant, ...]:
    """The roles to judge `actor` by: the presentation machine needs none. Raises `UnavailableError`."""
    if actor.mode != "oidc":
        return ()
    place = _place()
    return _grants(place, _store(place).counter())


def load_counter() -> int:
    """What changes when anything is written; 0 before anything is. Raises `UnavailableError`."""
    return load_store().counter() if _begun() else 0


def load_stamp() -> tuple[str, int]:
    """Which store, and how far it has grown: one cheap read. Raises `UnavailableError`."""
    place = _place()
    return place, _store(place).counter() if _begun() else 0


def _named() -> str:
    # The variable's name is the engine's; importing it from there would load SQLAlchemy for pages that do not need it.
    return os.environ.get("SDAASP_DATABASE_URL", "").strip()


def _place() -> str:
    return _named() or str(decisions_file())


def _begun() -> bool:
    """Whether there is a store to read: a page that is only read makes no file."""
    return bool(_named()) or decisions_file().exists()


@st.cache_resource(show_spinner=False, max_entries=4)
def _store(place: str) -> Store:
    return open_store()


@st.cache_resource(show_spinner=False, max_entries=64)
def _heads(place: str, counter: int, kind: str) -> tuple[Entry, ...]:
    return _store(place).heads(kind)


@st.cache_resource(show_spinner=False, max_entries=4)
def _grants(place: str, counter: int) -> tuple[Grant, ...]:
    return _store(place).grants()


def load_changed(kind: str) -> tuple[tuple[Entry, ...], ...]:
    """Every version of each object of that kind that was written more than once, the first version first.

    Raises `UnavailableError`.
    """
    place = _place()
    return _changed(place, _store(place).counter(), kind) if _begun() else ()


@st.cache_resource(show_spinner=False, max_entries=16)
def _changed(place: str, counter: int, kind: str) -> tuple[tuple[Entry, ...], ...]:
    store = _store(place)
    return tuple(store.history(head.object_id) for head in store.heads(kind) if head.version > 1)
