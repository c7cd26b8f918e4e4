"""The processes that write while the tests break things: `python -m tests.faults.writers crowd|steady|watched …`.

What a process says on its output is what a person would have been told: « sent » before it asks, « done » once the
store has answered.
"""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path

from data.decision import Actor
from data.store import ConflictError, UnavailableError, Write, new_entry_id, open_store
from data.store.repository import Store

SHARED = "decision:orientation:O4"
PATIENCE_S = 60


def wish(object_id: str, expected: int, **payload: object) -> Write:
    return Write("decider", object_id, "decision", payload, expected, new_entry_id())


def say(*words: str) -> None:
    os.write(1, (" ".join(words) + "\n").encode())


def insist(store: Store, actor: Actor, writes: list[Write]) -> None:
    """Ask again for the same writes, as a person would, while the database cannot be reached."""
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            store.append_many(actor, writes)
            return
        except UnavailableError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def crowd(url: str, people: str, each: str) -> None:
    """That many processes, each writing `each` times an object of its own and one that all of them want."""
    children = []
    for number in range(int(people)):
        pid = os.fork()
        if pid == 0:
            try:
                _person(url, number, int(each))
                os._exit(0)
            except BaseException as error:
                os.write(2, f"{error!r}\n".encode())
                os._exit(1)
        children.append(pid)
    failed = [pid for pid in children if os.waitpid(pid, 0)[1] != 0]
    sys.exit(bool(failed))


def _person(url: str, number: int, each: int) -> None:
    actor, store, chance = Actor("", f"Personne {number}", "essai", "local"), open_store(url), random.Random(number)
    for turn in range(each):
        own = wish(f"decision:action:{number}", turn, turn=turn)
        insist(store, actor, [own])
        insist(store, actor, [own])  # the answer was lost on the way: it is asked again
        say("done", own.entry_id)
        while True:
            head = store.head(SHARED)
            wanted = wish(SHARED, head.version if head else 0, by=number)
            try:
                insist(store, actor, [wanted])
            except ConflictError:
                time.sleep(chance.uniform(0, 0.4))  # time to read who was first
                continue
            say("done", wanted.entry_id)
            break
    store.close()


def steady(url: str) -> None:
    """Lots of three, one after the other, until killed."""
    actor, store = Actor("", "Secrétariat", "essai", "local"), open_store(url)
    start = store.counter()
    say("ready")
    for turn in range(1_000_000):
        lot = [wish(f"decision:action:{start + turn}.{part}", 0, turn=turn, text="é" * 700) for part in (1, 2, 3)]
        identifiers = [write.entry_id for write in lot]
        say("sent", *identifiers)
        insist(store, actor, lot)
        say("done", *identifiers)


def watched(folder: str, writes: str, synchronous: str) -> None:
    """Write while every write and sync of SQLite is noted, for power cuts to be played afterwards."""
    from tests.faults.watched_disk import watch

    disk = watch(Path(folder))
    store = open_store(f"sqlite:///{folder}/decisions.sqlite")
    raw = store._engine.raw_connection()  # the only one: outside any transaction, where this may be set
    raw.cursor().execute(f"PRAGMA synchronous = {synchronous}")
    raw.cursor().execute("PRAGMA wal_autocheckpoint = 100")  # the log is folded into the file several times over
    raw.close()
    actor, seen = Actor("", "Secrétariat", "essai", "local"), 0
    for turn in range(int(writes)):
        entry = store.append(actor, wish("decision:action:5", turn, turn=turn, text="é" * 700))
        disk.note("ack", entry.entry_id)
        seen += 1
    disk.note("end", str(seen))
    disk.save()
    os._exit(0)  # like a cut: nothing is closed


if __name__ == "__main__":
    {"crowd": crowd, "steady": steady, "watched": watched}[sys.argv[1]](*sys.argv[2:])
