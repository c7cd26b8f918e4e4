"""What is written stays as it was written, whoever comes after; the same on SQLite and on PostgreSQL."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
import uuid
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import exc

from data.decision import Actor, Grant
from data.store import ConflictError, RefusedError, UnavailableError, Write, new_entry_id, open_store
from data.store.repository import Store

STATION = Actor("", "Camille Essai", "secrétariat commun", "local")


def wish(object_id: str = "decision:action:5", expected: int = 0, verb: str = "decider", **payload: object) -> Write:
    return Write(verb, object_id, object_id.split(":")[0], payload or {"sense": "poursuite"}, expected, new_entry_id())


def execute(store: Store, statement: str) -> None:
    """Something done behind the store's back, as an administrator could."""
    with store._writing.begin() as connection:
        connection.exec_driver_sql(statement)


def test_what_is_written_is_read_back_unchanged(store: Store) -> None:
    payload: dict[str, Any] = {
        "wording": "L'État et le Département proposent… « 24 h/24 » – \u202f🦉 \u0000 <b>=1+1</b>",
        "scope": ["arr:591", "arr:596"],
        "ballot": {"for_": 12, "against": 0, "share": 0.5, "secret": False, "none": None},
    }
    before = dt.datetime.now(dt.UTC)
    written = store.append(STATION, wish(**payload))
    assert written.payload == payload
    assert (written.seq, written.version, written.kind) == (1, 1, "decision")
    assert (written.author, written.capacity, written.mode) == ("Camille Essai", "secrétariat commun", "local")
    assert before <= written.at <= dt.datetime.now(dt.UTC)
    assert store.head("decision:action:5") == written
    assert store.entries() == (written,)


def test_a_correction_keeps_what_it_corrects(store: Store) -> None:
    first = store.append(STATION, wish(sense="arret"))
    other = store.append(STATION, wish("decision:action:6"))
    second = store.append(STATION, wish(expected=1, sense="poursuite", supersedes=first.entry_id))
    assert store.history("decision:action:5") == (first, second)
    assert store.head("decision:action:5") == second
    # The oldest object first, each in its latest version.
    assert store.heads("decision") == (second, other)
    assert store.heads("meeting") == ()
    assert store.entries(after=1) == (other, second)
    assert store.head("decision:action:7") is None
    assert store.counter() == 3


def test_the_same_write_sent_twice_is_written_once(store: Store) -> None:
    asked = wish()
    first = store.append(STATION, asked)
    assert store.append(STATION, asked) == first
    # Even after someone else has moved on.
    store.append(STATION, wish(expected=1))
    assert store.append(STATION, asked) == first
    assert store.counter() == 2


def test_an_identifier_used_for_something_else_is_refused(store: Store) -> None:
    asked = wish(sense="arret")
    store.append(STATION, asked)
    stolen = Write("decider", "decision:action:6", "decision", {"sense": "arret"}, 0, asked.entry_id)
    changed = Write("decider", asked.object_id, "decision", {"sense": "poursuite"}, 0, asked.entry_id)
    for other in (stolen, changed):
        with pytest.raises(RefusedError):
            store.append(STATION, other)
    assert store.counter() == 1


def test_the_second_to_write_is_told_who_wrote_what_and_when(store: Store) -> None:
    store.append(STATION, wish())
    first = store.append(STATION, wish(expected=1, sense="arret"))
    late = Actor("", "Dominique Retard", "Département", "local")
    with pytest.raises(ConflictError) as told:
        store.append(late, wish(expected=1, sense="poursuite"))
    assert told.value.head == first
    for words in ("Camille Essai", "secrétariat commun", "version 2", str(first.at.astimezone().year)):
        assert words in told.value.message_fr
    assert [entry.payload["sense"] for entry in store.history("decision:action:5")] == ["poursuite", "arret"]
    # Told, she may choose to write after it.
    assert store.append(late, wish(expected=2, sense="poursuite")).version == 3


def test_correcting_what_does_not_exist_is_refused(store: Store) -> None:
    with pytest.raises(RefusedError):
        store.append(STATION, wish(expected=3))
    assert store.counter() == 0


def test_a_lot_is_written_whole_or_not_at_all(store: Store) -> None:
    taken = store.append(STATION, wish("decision:action:7"))
    lot = [wish(f"decision:action:{action}") for action in (6, 7, 8)]
    with pytest.raises(ConflictError):
        store.append_many(STATION, lot)
    assert store.entries() == (taken,)
    fresh = [wish(f"decision:action:{action}") for action in (1, 2, 3)]
    written = store.append_many(STATION, fresh)
    assert [entry.object_id for entry in written] == [one.object_id for one in fresh]
    assert store.append_many(STATION, fresh) == written
    # A lot of which one line only is known is another lot.
    with pytest.raises(RefusedError):
        store.append_many(STATION, [fresh[0], wish("decision:action:4")])
    assert store.counter() == 4
    assert store.check_chain() == []


def test_one_gesture_may_move_an_object_twice(store: Store) -> None:
    first, second = store.append_many(STATION, [wish(sense="arret"), wish(expected=1, undone=True)])
    assert (first.version, second.version) == (1, 2)
    assert store.head("decision:action:5") == second


@pytest.mark.parametrize(
    "bad",
    [
        Write("voler", "decision:action:5", "decision", {}, 0, str(uuid.UUID(int=1))),
        Write("decider", "decision:action:5", "meeting", {}, 0, str(uuid.UUID(int=1))),
        Write("decider", "decision", "decision", {}, 0, str(uuid.UUID(int=1))),
        Write("decider", "decision:action:5 ou 1=1", "decision", {}, 0, str(uuid.UUID(int=1))),
        Write("decider", "decision:action:5", "decision", {}, -1, str(uuid.UUID(int=1))),
        Write("decider", "decision:action:5", "decision", {}, 0, "1"),
        Write("decider", "decision:action:5", "decision", {"value": float("nan")}, 0, str(uuid.UUID(int=1))),
        Write("decider", "decision:action:5", "decision", {"value": "\ud800"}, 0, str(uuid.UUID(int=1))),
        Write("decider", "decision:action:5", "decision", {"value": object()}, 0, str(uuid.UUID(int=1))),
        Write("decider", "decision:action:5", "decision", {"value": "a" * 1_000_001}, 0, str(uuid.UUID(int=1))),
    ],
    ids=["verb", "kind", "no-name", "blanks", "version", "identifier", "nan", "half", "object", "long"],
)
def test_what_cannot_be_written_is_refused_in_french(store: Store, bad: Write) -> None:
    with pytest.raises(RefusedError) as told:
        store.append(STATION, bad)
    assert told.value.message_fr.endswith(".")
    assert store.counter() == 0


def test_a_line_is_signed(store: Store) -> None:
    for name in ("", "  ", "a" * 300, "Eve\nbis"):
        with pytest.raises(RefusedError):
            store.append(Actor("", name, "", "local"), wish())
    assert store.counter() == 0


def test_nobody_can_change_the_past(store: Store) -> None:
    store.append(STATION, wish())
    store.append(STATION, wish(expected=1))
    attempts = [
        "UPDATE journal SET payload = '{}' WHERE seq = 1",
        "DELETE FROM journal WHERE seq = 2",
        "DELETE FROM heads",
        "UPDATE heads SET version = 1, seq = 1",
    ]
    if store._engine.dialect.name == "postgresql":
        attempts += ["TRUNCATE journal CASCADE", "TRUNCATE heads"]
    else:
        attempts.append("INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE seq = 2")
    for attempt in attempts:
        with pytest.raises(exc.DBAPIError):
            execute(store, attempt)
    assert store.counter() == 2
    assert store.check_chain() == []


def tamper(store: Store, statement: str) -> None:
    """What someone with all rights on the database could do: neither triggers nor foreign keys stop them."""
    if store._engine.dialect.name == "postgresql":
        execute(store, f"SET LOCAL session_replication_role = replica; {statement}")
        return
    with sqlite3.connect(store._engine.url.database or "") as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)


@pytest.mark.parametrize(
    "tampering",
    [
        """UPDATE journal SET payload = '{"sense":"arret"}' WHERE seq = 2""",
        "UPDATE journal SET author = 'Une Autre' WHERE seq = 1",
        "UPDATE journal SET at = '2020-01-01T00:00:00+00:00' WHERE seq = 3",
        "UPDATE journal SET hash = 'f' WHERE seq = 1",
        "DELETE FROM journal WHERE seq = 2",
        "DELETE FROM journal WHERE seq = 3",
        "UPDATE heads SET version = 1, seq = 1",
        "UPDATE counter SET value = 2",
    ],
)
def test_a_past_that_was_changed_all_the_same_is_seen(store: Store, tampering: str) -> None:
    for expected in range(3):
        store.append(STATION, wish(expected=expected))
    assert store.check_chain() == []
    tamper(store, tampering)
    assert store.check_chain()


def test_the_chain_can_be_checked_without_the_program(store: Store) -> None:
    """What a hash covers, written again from the description alone."""
    store.append(STATION, wish(wording="é"))
    store.append(STATION, wish(expected=1))
    with store._engine.begin() as connection:
        lines = list(connection.exec_driver_sql("SELECT * FROM journal ORDER BY seq").mappings())
    previous = ""
    for line in lines:
        covered = {name: value for name, value in line.items() if name != "hash"}
        spelled = json.dumps(covered, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        previous = hashlib.sha256(f"{previous}\n{spelled}".encode()).hexdigest()
        assert line["hash"] == previous


def test_what_was_written_is_there_when_it_is_opened_again(store: Store, url: str) -> None:
    written = store.append(STATION, wish())
    store.close()
    again = open_store(url)
    assert again.entries() == (written,)
    assert again.append(STATION, wish(expected=1)).version == 2
    assert again.check_chain() == []
    again.close()


def test_rights_are_asked_again_when_it_is_written(store: Store) -> None:
    agent = Actor("agent@nord.example", "Agent", "CAF", "oidc")
    answer = wish("pilot_answer:5:caf", verb="repondre")
    with pytest.raises(RefusedError):
        store.append(agent, answer)
    role = {"subject": "agent@nord.example", "role": "pilote", "scope": "action:5"}
    given = "grant:agent@nord.example:pilote:action:5"
    store.append(STATION, wish(given, 0, "accorder", **role))
    assert store.grants() == (Grant(**role),)
    assert store.append(agent, answer).author == "Agent"
    with pytest.raises(RefusedError):
        store.append(agent, wish("pilot_answer:6:caf", verb="repondre"))
    store.append(STATION, wish(given, 1, "accorder", withdrawn=True, **role))
    assert store.grants() == ()
    with pytest.raises(RefusedError):
        store.append(agent, wish("pilot_answer:5:caf", 1, verb="repondre"))


def test_a_role_is_recorded_under_its_own_name(store: Store) -> None:
    """Otherwise a role could be hidden under the identifier of another, and withdrawn with it or never."""
    with pytest.raises(RefusedError):
        store.append(
            STATION,
            wish("grant:a@nord.example:lecteur:", verb="accorder", subject="b@nord.example", role="secretariat"),
        )
    assert store.grants() == ()


def test_the_first_secretariat_comes_from_the_environment(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    chief = Actor("chef@nord.example", "Chef", "préfecture", "oidc")
    with pytest.raises(RefusedError):
        store.append(chief, wish("meeting:1", verb="preparer"))
    monkeypatch.setenv("SDAASP_SECRETARIAT", " chef@nord.example, autre@nord.example ,")
    assert store.grants() == (Grant("chef@nord.example", "secretariat"), Grant("autre@nord.example", "secretariat"))
    assert store.append(chief, wish("meeting:1", verb="preparer")).version == 1


def test_the_backup_is_a_whole_store(store: Store, tmp_path: Path) -> None:
    written = [store.append(STATION, wish(expected=expected)) for expected in range(5)]
    target = tmp_path / "copies" / "sauvegarde.sqlite"
    store.backup(target)
    store.append(STATION, wish(expected=5))
    assert [path.name for path in target.parent.iterdir()] == ["sauvegarde.sqlite"]
    copy = open_store(f"sqlite:///{target}")
    assert copy.entries() == tuple(written)
    assert copy.check_chain() == []
    # It goes on from there, as a store does.
    assert copy.append(STATION, wish(expected=5)).seq == 6
    copy.close()
    store.backup(target)
    again = open_store(f"sqlite:///{target}")
    assert again.counter() == 6
    again.close()


def test_a_later_version_is_not_written_to(store: Store, url: str) -> None:
    execute(store, "INSERT INTO migrations (number, name) VALUES (9999, '9999_later')")
    with pytest.raises(UnavailableError) as told:
        open_store(url)
    assert "plus récente" in told.value.message_fr


def test_sqlite_writes_to_the_disk_before_it_says_so(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'd.sqlite'}")
    with store._engine.begin() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    store.close()


@pytest.mark.parametrize("address", ["mysql://x/y", "sqlite://", "n'importe quoi", "sqlite:////proc/nowhere/d.sqlite"])
def test_an_address_that_cannot_be_used_is_told(address: str) -> None:
    with pytest.raises(UnavailableError) as told:
        open_store(address)
    assert told.value.message_fr.endswith(".")


def test_a_server_that_is_not_there_is_told_without_its_password() -> None:
    with pytest.raises(UnavailableError) as told:
        open_store("postgresql://someone:secret@127.0.0.1:1/nothing")
    assert "secret" not in told.value.message_fr


def test_the_default_place_is_the_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDAASP_HOME", str(tmp_path / "dossier é"))
    monkeypatch.delenv("SDAASP_DATABASE_URL", raising=False)
    store = open_store()
    written = store.append(STATION, wish())
    store.close()
    with sqlite3.connect(tmp_path / "dossier é" / "decisions.sqlite") as connection:
        assert connection.execute("SELECT entry_id FROM journal").fetchall() == [(written.entry_id,)]
