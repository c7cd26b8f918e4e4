"""A connection to the database, set so that what is acknowledged is on the disk."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event, exc

from data.home import decisions_file
from data.store.errors import UnavailableError

VARIABLE = "SDAASP_DATABASE_URL"
#: How long a writer waits for the others, in seconds.
PATIENCE_S = 20


def database_url(named: str | None = None) -> str:
    """Where the journal is: the one named, else `SDAASP_DATABASE_URL`, else a SQLite file in the data folder."""
    written = (named or os.environ.get(VARIABLE, "")).strip()
    return written or sa.URL.create("sqlite", database=str(decisions_file())).render_as_string(hide_password=False)


def connect(written: str) -> sa.Engine:
    """The engine of this address. Raises `UnavailableError` when it is none we know; nothing is opened yet."""
    try:
        url = sa.make_url(written)
    except exc.ArgumentError:
        raise UnavailableError(f"L'adresse de la base ({VARIABLE}) est illisible.") from None
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        return _sqlite(url.set(drivername="sqlite+pysqlite"), Path(url.database))
    if url.get_backend_name() in {"postgresql", "postgres"}:
        return _postgresql(url.set(drivername="postgresql+psycopg"))
    raise UnavailableError(f"L'adresse de la base ({VARIABLE}) doit nommer un fichier SQLite ou un PostgreSQL.")


def writing(engine: sa.Engine) -> sa.Engine:
    """The same engine, for transactions that write."""
    return engine.execution_options(writes=True)


def _sqlite(url: sa.URL, path: Path) -> sa.Engine:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise UnavailableError("Le dossier des décisions ne peut pas être créé : vérifiez SDAASP_HOME.") from None
    engine = sa.create_engine(url, connect_args={"timeout": PATIENCE_S})

    @event.listens_for(engine, "connect")
    def _set(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None  # transactions begin below, not in the driver
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE_S * 1000}")
        _use_wal(connection)
        # NORMAL loses acknowledged decisions when the power goes.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        # A deferred BEGIN that later writes fails as soon as someone else wrote: it takes its turn at once instead.
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _use_wal(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on, once for the file: several processes may open a new one together."""
    until = time.monotonic() + PATIENCE_S
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)


def _postgresql(url: sa.URL) -> sa.Engine:
    settings = f"-c lock_timeout={PATIENCE_S * 1000} -c synchronous_commit=on -c client_encoding=UTF8"
    arguments: dict[str, Any] = {"connect_timeout": 5, "options": settings, "application_name": "sdaasp"}
    return sa.create_engine(url, connect_args=arguments, pool_pre_ping=True)
