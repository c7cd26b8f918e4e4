"""What was acknowledged is there, once and whole, whatever breaks: 50 writers at once, kills, power cuts.

A short form runs with the other tests; `make faults` runs it in full.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.decision import Actor, Entry
from data.store import Write, open_store
from data.store.repository import Store
from tests.faults.watched_disk import acknowledged, read_log, replay
from tests.faults.writers import SHARED
from tests.postgres import Cluster

PROJECT = Path(__file__).parents[2]
SECRETARIAT = Actor("", "Secrétariat", "essai", "local")
LOT = 3
TIMEOUT_S = 300


def times(short: int, full: int, name: str) -> pytest.MarkDecorator:
    """Once in the short form, once in full under « make faults »."""
    return pytest.mark.parametrize(name, [short, pytest.param(full, marks=pytest.mark.faults)])


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    running = Cluster()
    try:
        running.start()
        yield running
    finally:
        running.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'decisions.sqlite'}"
    return request.getfixturevalue("cluster").new_database()


def start(*arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.writers", *map(str, arguments)],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
    )


def check_sound(store: Store) -> tuple[Entry, ...]:
    """The journal, whole: its chain holds, no entry is there twice, versions follow each other."""
    assert store.check_chain() == []
    entries = store.entries()
    assert len({entry.entry_id for entry in entries}) == len(entries) == store.counter()
    versions: Counter[str] = Counter()
    for entry in entries:
        versions[entry.object_id] += 1
        assert entry.version == versions[entry.object_id]
    return entries


@times(1, 10, "each")
def test_fifty_writers_lose_nothing_and_double_nothing(url: str, each: int) -> None:
    people = 50
    open_store(url).close()
    writers = start("crowd", url, people, each)
    told, trouble = writers.communicate(timeout=TIMEOUT_S)
    assert writers.returncode == 0, trouble[-2000:]
    done = [line.split()[1] for line in told.splitlines()]
    assert len(done) == people * each * 2
    store = open_store(url)
    entries = check_sound(store)
    # Exactly what was acknowledged, though half of it was sent twice and all of them wanted the same object.
    assert Counter(entry.entry_id for entry in entries) == Counter(done)
    assert len(store.history(SHARED)) == people * each
    store.close()


class Told:
    """What a writer said before it died: the lots it was answered for, and the one it may have been writing."""

    def __init__(self) -> None:
        self.done: list[list[str]] = []
        self.sent: list[str] = []

    def read(self, line: str) -> None:
        what, *identifiers = line.split()
        if what == "sent":
            self.sent = identifiers
        elif what == "done":
            self.done.append(identifiers)


def write_then_die(url: str, chance: random.Random, told: Told) -> None:
    """A writer, killed without warning a few lots later, at no particular moment."""
    writer = start("steady", url)
    assert writer.stdout
    lines = chance.randint(1, 12)
    for line in writer.stdout:
        told.read(line)
        lines -= 1
        if lines == 0:
            break
    until = time.perf_counter() + chance.uniform(0, 0.012)  # anywhere within a write
    while time.perf_counter() < until:
        pass
    writer.kill()
    for line in writer.stdout:
        told.read(line)
    writer.wait(TIMEOUT_S)


@times(3, 30, "kills")
def test_a_killed_writer_leaves_every_acknowledged_lot_whole(url: str, kills: int) -> None:
    chance, told = random.Random(59), Told()
    open_store(url).close()
    unanswered = 0
    for _ in range(kills):
        write_then_die(url, chance, told)
        store = open_store(url)
        there = {entry.entry_id for entry in check_sound(store)}
        for lot in told.done:
            assert there >= set(lot), "an acknowledged lot is lost"
        if told.sent not in told.done:
            unanswered += 1
            assert len(there & set(told.sent)) in {0, LOT}, "a lot is half written"
        assert len(there) % LOT == 0
        store.close()
    # A kill that always falls between two writes would prove little.
    assert unanswered or kills < 10


def test_what_a_dead_writer_was_not_answered_for_can_be_sent_again(url: str) -> None:
    """The page that lost its server sends the same lot again: once in the journal, whichever way it went."""
    store = open_store(url)
    lot = [
        Write("decider", f"decision:action:{n}", "decision", {"n": n}, 0, f"{n:08d}-0000-4000-8000-{n:012d}")
        for n in (1, 2)
    ]
    first = store.append_many(SECRETARIAT, lot)
    store.close()
    again = open_store(url)
    assert again.append_many(SECRETARIAT, lot) == first
    assert check_sound(again) == first
    again.close()


@times(2, 30, "kills")
def test_a_postgresql_killed_under_its_writers_loses_nothing(kills: int) -> None:
    own, chance = Cluster(), random.Random(59)
    try:
        own.start()
        url = own.new_database()
        open_store(url).close()
        told = Told()
        writer = start("steady", url)
        assert writer.stdout
        for _ in range(kills):
            for _ in range(chance.randint(2, 20)):
                told.read(writer.stdout.readline())
            own.kill()
            own.start()
        # It went on by itself through every kill: nobody had to start it again.
        for _ in range(6):
            told.read(writer.stdout.readline())
        assert writer.poll() is None
        writer.kill()
        for line in writer.stdout:
            told.read(line)
        writer.wait(TIMEOUT_S)
        store = open_store(url)
        there = Counter(entry.entry_id for entry in check_sound(store))
        assert all(there[identifier] == 1 for lot in told.done for identifier in lot)
        assert len(told.done) > kills
        assert len(there) % LOT == 0
        store.close()
    finally:
        own.stop()


def write_watched(folder: Path, writes: int, synchronous: str) -> None:
    folder.mkdir()
    writer = start("watched", folder, writes, synchronous)
    _, trouble = writer.communicate(timeout=TIMEOUT_S)
    assert writer.returncode == 0, trouble[-2000:]


def cut_power(folder: Path, cuts: int, chance: random.Random, scratch: Path) -> int:
    """Cut the power that many times after something was acknowledged: how many times any of it was lost."""
    events = read_log(folder)
    if not any(what == "sync" for what, _, _, _ in events):
        pytest.skip("ce Python a son propre SQLite : ses écritures ne peuvent pas être suivies")
    first = next(place for place, event in enumerate(events) if event[0] == "ack")
    lossy = 0
    for _ in range(cuts):
        moment = chance.randint(first + 1, len(events))
        known = acknowledged(events[:moment])
        replay(events[:moment], scratch, chance)
        try:
            store = open_store(f"sqlite:///{scratch / 'decisions.sqlite'}")
            there = {entry.entry_id for entry in check_sound(store)}
            with store._engine.connect() as connection:
                assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            store.close()
            lossy += not there >= set(known)
        finally:
            shutil.rmtree(scratch)
    return lossy


@times(12, 120, "cuts")
def test_a_power_cut_loses_nothing_that_was_acknowledged(tmp_path: Path, cuts: int) -> None:
    write_watched(tmp_path / "full", 60, "FULL")
    assert cut_power(tmp_path / "full", cuts, random.Random(59), tmp_path / "after") == 0


def test_the_power_cuts_are_real(tmp_path: Path) -> None:
    """The same cuts do lose acknowledged decisions when SQLite is told not to wait for the disk."""
    write_watched(tmp_path / "normal", 60, "NORMAL")
    assert cut_power(tmp_path / "normal", 12, random.Random(59), tmp_path / "after") >= 6
