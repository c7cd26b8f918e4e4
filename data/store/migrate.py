"""Bring a database to the shape this version writes: numbered SQL files, each applied once, in order, all or none."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import sqlalchemy as sa

from data.store.engine import writing
from data.store.errors import UnavailableError

FOLDER = Path(__file__).with_name("migrations")
_APPLIED = "CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL)"
#: Any fixed number will do: the one lock that PostgreSQL's migrations wait for.
_LOCK = 590_059


def migrations(dialect: str) -> dict[int, Path]:
    """Number → file, in order."""
    return {int(path.name[:4]): path for path in sorted((FOLDER / dialect).glob("[0-9][0-9][0-9][0-9]_*.sql"))}


def migrate(engine: sa.Engine) -> None:
    """Apply what is missing. Raises `UnavailableError` when the database is of a later version."""
    known = migrations(engine.dialect.name)
    if _applied(engine) == set(known):
        return
    with writing(engine).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        connection.exec_driver_sql(_APPLIED)
        applied = set(connection.scalars(sa.text("SELECT number FROM migrations")))
        if not applied <= set(known):
            raise UnavailableError(
                "La base des décisions a été écrite par une version plus récente du tableau de bord : installez-la."
            )
        for number, path in known.items():
            if number not in applied:
                for statement in statements(path.read_text(encoding="utf-8"), engine.dialect.name):
                    connection.exec_driver_sql(statement)
                connection.execute(
                    sa.text("INSERT INTO migrations (number, name) VALUES (:number, :name)"),
                    {"number": number, "name": path.stem},
                )


def statements(script: str, dialect: str) -> list[str]:
    """The statements of a script: psycopg takes them at once, SQLite one by one."""
    if dialect != "sqlite":
        return [script]
    found, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending)
            pending = ""
    return found


def _applied(engine: sa.Engine) -> set[int]:
    with engine.connect() as connection:
        if not sa.inspect(connection).has_table("migrations"):
            return set()
        return set(connection.scalars(sa.text("SELECT number FROM migrations")))
