"""The decision store: an append-only journal of versioned objects. SQLite by default, PostgreSQL by URL.

SQLAlchemy is imported when a store is opened, not before: a page that reads no decision does not wait for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.store.errors import ConflictError, RefusedError, StoreError, UnavailableError, moment, signed
from data.store.grants import may
from data.store.writing import Write, new_entry_id

if TYPE_CHECKING:
    from data.store.repository import Store

__all__ = [
    "ConflictError",
    "RefusedError",
    "StoreError",
    "UnavailableError",
    "Write",
    "may",
    "moment",
    "new_entry_id",
    "open_store",
    "signed",
]


def open_store(url: str | None = None) -> Store:
    """The store at `url`, else at `SDAASP_DATABASE_URL`, else SQLite in the data folder. Raises `UnavailableError`."""
    from data.store.repository import Store

    return Store(url)
