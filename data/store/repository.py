"""The journal itself: append, read, check, copy. Every write is one transaction, acknowledged once on the disk."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import exc

from data.deciding.roles import grant_id, is_well_formed
from data.decision import Actor, Entry, Grant
from data.store.chain import faults_of, line_hash
from data.store.engine import connect, database_url, writing
from data.store.errors import ConflictError, RefusedError, UnavailableError
from data.store.grants import may
from data.store.migrate import migrate
from data.store.tables import counter, heads, journal
from data.store.writing import BATCH_LIMIT, Write, check_actor, checked_payload

#: E-mails or OpenID subjects of the first secretariat, separated by commas: who may give the first roles.
FIRST_SECRETARIAT = "SDAASP_SECRETARIAT"
_TRIES = 3
_BUSY = (
    "La base des décisions ne répond pas. Rien de ce que vous venez de demander n'est confirmé : "
    "réessayez, votre demande ne sera enregistrée qu'une fois."
)
_FULL = (
    "Le disque est plein : rien de ce que vous venez de demander n'est enregistré. Libérez de la place, puis "
    "recommencez ; ce qui était enregistré est intact."
)
_UNKNOWN_RIGHT = "Vous n'avez pas le droit d'enregistrer cela. Demandez-le au secrétariat commun."
Result = TypeVar("Result")


class Store:
    """The journal of a database. Made once a process; used from any thread."""

    def __init__(self, url: str | None = None) -> None:
        self._engine = connect(database_url(url))
        self._writing = writing(self._engine)
        with _told():
            migrate(self._engine)

    # Writing

    def append(self, actor: Actor, write: Write) -> Entry:
        """Write one version. Re-sent with the same `entry_id`, it returns what is there and writes nothing.

        Raises `RefusedError`, `ConflictError` or `UnavailableError`.
        """
        return self.append_many(actor, [write])[0]

    def append_many(self, actor: Actor, writes: Sequence[Write]) -> tuple[Entry, ...]:
        """Write them all in one transaction, or none. Raises as `append`."""
        if not 0 < len(writes) <= BATCH_LIMIT or len({write.entry_id for write in writes}) != len(writes):
            raise RefusedError("Trop d'enregistrements à la fois, ou deux fois le même.")
        payloads = [checked_payload(write) for write in writes]
        check_actor(actor)

        def attempt() -> tuple[Entry, ...]:
            with self._writing.begin() as connection:
                return _write(connection, actor, writes, payloads)

        # A connection cut while it commits does not say whether it did: the identifiers make asking again harmless.
        return self._again(attempt)

    # Reading

    def counter(self) -> int:
        """How many lines the journal has: changes with each write, and is cheap to ask."""
        return self._read(lambda connection: connection.scalar(sa.select(counter.c.value)) or 0)

    def head(self, object_id: str) -> Entry | None:
        """The latest version of an object."""
        return self._read(lambda connection: _head(connection, object_id))

    def heads(self, kind: str) -> tuple[Entry, ...]:
        """The latest version of every object of that kind, the oldest object first."""
        wanted = (
            sa.select(journal)
            .join(heads, heads.c.seq == journal.c.seq)
            .where(heads.c.kind == kind)
            .order_by(heads.c.first_seq)
        )
        return self._entries(wanted)

    def history(self, object_id: str) -> tuple[Entry, ...]:
        """Every version of an object, the first one first."""
        return self._entries(sa.select(journal).where(journal.c.object_id == object_id).order_by(journal.c.version))

    def entries(self, after: int = 0) -> tuple[Entry, ...]:
        """The journal's lines after that number, in order."""
        return self._entries(sa.select(journal).where(journal.c.seq > after).order_by(journal.c.seq))

    def grants(self) -> tuple[Grant, ...]:
        """Every role in force, the first secretariat's included."""
        return self._read(_grants)

    def check_chain(self) -> list[str]:
        """What is wrong with the journal, in French; empty when it is sound."""

        def check(connection: sa.Connection) -> list[str]:
            if self._engine.dialect.name == "postgresql":  # one view of the three tables
                connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            length = connection.execute(sa.select(counter.c.value, counter.c.hash)).one()
            latest = {row.object_id: (row.version, row.seq) for row in connection.execute(sa.select(heads))}
            lines = connection.execute(sa.select(journal).order_by(journal.c.seq)).mappings()
            return faults_of(lines, latest, (length.value, length.hash))

        return self._read(check)

    def backup(self, path: str | os.PathLike[str]) -> None:
        """Copy the whole journal to a new SQLite file; nothing stands at `path` until the copy is complete."""
        from data.store.backup import copy_to  # rarely needed

        with _told():
            copy_to(self._engine, path)

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def _entries(self, wanted: sa.Select[Any]) -> tuple[Entry, ...]:
        return self._read(lambda connection: tuple(map(_entry, connection.execute(wanted).mappings())))

    def _read(self, ask: Callable[[sa.Connection], Result]) -> Result:
        def attempt() -> Result:
            with self._engine.begin() as connection:
                return ask(connection)

        return self._again(attempt)

    def _again(self, attempt: Callable[[], Result]) -> Result:
        """`attempt`, once more when the connection was cut under it."""
        for left in range(_TRIES - 1, -1, -1):
            try:
                with _told():
                    return attempt()
            except _CutError:
                if not left:
                    raise
        raise AssertionError("unreachable")


class _CutError(UnavailableError):
    """The connection was lost: a new one may do."""


@contextmanager
def _told() -> Iterator[None]:
    """Any trouble of the database, told in French."""
    try:
        yield
    except exc.DBAPIError as error:
        if _is_full(error.orig):
            raise UnavailableError(_FULL) from error
        raise (_CutError if error.connection_invalidated else UnavailableError)(_BUSY) from error
    except exc.SQLAlchemyError as error:
        raise UnavailableError(_BUSY) from error


def _is_full(trouble: object) -> bool:
    """Whether SQLite, or PostgreSQL (« disk_full »), had no room left."""
    return getattr(trouble, "sqlite_errorname", "") == "SQLITE_FULL" or getattr(trouble, "sqlstate", "") == "53100"


def _write(
    connection: sa.Connection, actor: Actor, writes: Sequence[Write], payloads: Sequence[str]
) -> tuple[Entry, ...]:
    # The counter row is the queue: whoever holds it is alone to write, so that the chain has no fork.
    last = connection.execute(sa.select(counter.c.value, counter.c.hash).with_for_update()).one()
    if known := _sent_before(connection, actor, writes, payloads):
        return known
    grants = _grants(connection) if actor.mode == "oidc" else ()
    length, previous, written = last.value, last.hash, []
    for write, payload in zip(writes, payloads, strict=True):
        if not may(actor, write.verb, write.object_id, grants):
            raise RefusedError(_UNKNOWN_RIGHT)
        if write.kind == "grant" and (grant := _grant(write.payload)) and grant_id(grant) != write.object_id:
            raise RefusedError("Ce rôle ne peut pas être enregistré.")
        head = _head(connection, write.object_id)
        if (head.version if head else 0) != write.expected:
            raise (
                ConflictError(head) if head else RefusedError("Ce que vous corrigez n'existe pas : rechargez la page.")
            )
        length += 1
        line = {
            "seq": length,
            "entry_id": write.entry_id,
            "object_id": write.object_id,
            "version": write.expected + 1,
            "kind": write.kind,
            "verb": write.verb,
            "payload": payload,
            "subject": actor.subject,
            "author": actor.name.strip(),
            "capacity": actor.capacity.strip(),
            "mode": actor.mode,
            "at": dt.datetime.now(dt.UTC).isoformat(),
        }
        previous = line["hash"] = line_hash(line, previous)
        connection.execute(sa.insert(journal).values(line))
        _move_head(connection, line, write.expected)
        written.append(_entry(line))
    connection.execute(sa.update(counter).values(value=length, hash=previous))
    return tuple(written)


def _sent_before(
    connection: sa.Connection, actor: Actor, writes: Sequence[Write], payloads: Sequence[str]
) -> tuple[Entry, ...]:
    """What these wishes wrote the first time they were sent; empty when they are new."""
    wanted = sa.select(journal).where(journal.c.entry_id.in_([write.entry_id for write in writes]))
    found = {line["entry_id"]: line for line in connection.execute(wanted).mappings()}
    if not found:
        return ()
    for write, payload in zip(writes, payloads, strict=True):
        line = found.get(write.entry_id)
        sent = (write.object_id, payload, actor.subject, actor.name.strip())
        if line is None or (line["object_id"], line["payload"], line["subject"], line["author"]) != sent:
            raise RefusedError("Un autre enregistrement porte déjà cet identifiant : rechargez la page.")
    return tuple(_entry(found[write.entry_id]) for write in writes)


def _move_head(connection: sa.Connection, line: Mapping[str, Any], expected: int) -> None:
    if expected == 0:
        row = {name: line[name] for name in ("object_id", "kind", "version", "seq")}
        connection.execute(sa.insert(heads).values(row | {"first_seq": line["seq"]}))
        return
    moved = connection.execute(
        sa.update(heads)
        .where(heads.c.object_id == line["object_id"], heads.c.version == expected)
        .values(version=line["version"], seq=line["seq"])
    )
    if moved.rowcount != 1:
        raise UnavailableError(_BUSY)


def _head(connection: sa.Connection, object_id: str) -> Entry | None:
    wanted = sa.select(journal).join(heads, heads.c.seq == journal.c.seq).where(heads.c.object_id == object_id)
    line = connection.execute(wanted).mappings().first()
    return _entry(line) if line else None


def _grants(connection: sa.Connection) -> tuple[Grant, ...]:
    wanted = sa.select(journal.c.payload).join(heads, heads.c.seq == journal.c.seq).where(heads.c.kind == "grant")
    given = [_grant(json.loads(payload)) for payload in connection.scalars(wanted)]
    first = [Grant(subject.strip(), "secretariat") for subject in os.environ.get(FIRST_SECRETARIAT, "").split(",")]
    return tuple(grant for grant in (*first, *given) if grant and is_well_formed(grant))


def _grant(payload: Mapping[str, Any]) -> Grant | None:
    """The role of a line; none once it is withdrawn."""
    if payload.get("withdrawn"):
        return None
    return Grant(*(str(payload.get(name, "")) for name in ("subject", "role", "scope")))


def _entry(line: Mapping[Any, Any]) -> Entry:
    names = ("seq", "entry_id", "object_id", "version", "kind", "author", "capacity", "mode", "hash")
    return Entry(
        **{name: line[name] for name in names},
        payload=json.loads(line["payload"]),
        at=dt.datetime.fromisoformat(line["at"]),
    )
