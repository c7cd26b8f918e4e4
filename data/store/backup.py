"""A copy of the journal in one SQLite file, whatever the database it comes from."""

from __future__ import annotations

import os
import uuid
from pathlib import Path

import sqlalchemy as sa

from data.store.engine import connect, writing
from data.store.migrate import migrate
from data.store.tables import counter, heads, journal


def copy_to(engine: sa.Engine, path: str | os.PathLike[str]) -> None:
    """Write the copy beside `path`, then put it in place: what stood there is replaced by a complete copy or kept."""
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.{uuid.uuid4().hex}")
    try:
        if engine.dialect.name == "sqlite":
            _vacuum(engine, partial)
        else:
            _copy_lines(engine, partial)
        with partial.open("rb") as copy:
            os.fsync(copy.fileno())
        partial.replace(target)
    finally:
        for left in partial.parent.glob(f"{partial.name}*"):
            left.unlink()


def _vacuum(engine: sa.Engine, path: Path) -> None:
    connection = engine.raw_connection()  # VACUUM runs outside any transaction
    try:
        connection.cursor().execute("VACUUM INTO ?", (str(path),))
    finally:
        connection.close()


def _copy_lines(engine: sa.Engine, path: Path) -> None:
    copy = connect(sa.URL.create("sqlite", database=str(path)).render_as_string(hide_password=False))
    try:
        migrate(copy)
        one_view = engine.execution_options(isolation_level="REPEATABLE READ")
        with one_view.begin() as source, writing(copy).begin() as target:
            for table in (journal, heads):
                for rows in source.execute(sa.select(table)).mappings().partitions(500):
                    target.execute(
                        sa.insert(table), [{str(name): value for name, value in row.items()} for row in rows]
                    )
            length = source.execute(sa.select(counter)).one()
            target.execute(sa.update(counter).values(value=length.value, hash=length.hash))
        with copy.connect() as connection:  # one file, its log folded in
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        copy.dispose()
