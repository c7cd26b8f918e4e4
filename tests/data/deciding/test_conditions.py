"""Conditions of an orientation: attached once, taken off by a new version, never deleted; who may."""

from __future__ import annotations

import pytest

from data.deciding.codec import to_payload
from data.deciding.conditions import Condition, attached_to, check_condition, condition_id, read_conditions, taken_off
from data.decision import Actor, Grant
from data.store import RefusedError, Write, new_entry_id, open_store
from data.store.grants import may

SECRETARIAT = Actor("s1", "Camille Essai", "secrétariat", "oidc")
LOCAL = Actor("", "Camille Essai", "secrétariat", "local")
ITEMS = {"levier-2-1", "dimension-1-2"}


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("SDAASP_HOME", str(tmp_path))
    opened = open_store()
    yield opened
    opened.close()


def say(store, item: str, attached: bool, expected: int) -> None:
    condition = Condition("orientation:O4", item, attached)
    name = condition_id("orientation:O4", item)
    store.append(LOCAL, Write("preparer", name, "condition", to_payload(condition), expected, new_entry_id()))


def test_taking_one_off_leaves_every_version_and_the_others(store) -> None:
    for item in sorted(ITEMS):
        say(store, item, True, 0)
    say(store, "levier-2-1", False, 1)
    written = read_conditions(store.heads("condition"))
    assert [one.item_id for _, one in attached_to("orientation:O4", written)] == ["dimension-1-2"]
    assert [one.item_id for _, one in taken_off("orientation:O4", written)] == ["levier-2-1"]
    assert attached_to("orientation:O1", written) == ()
    history = store.history(condition_id("orientation:O4", "levier-2-1"))
    assert [entry.payload["attached"] for entry in history] == [True, False]
    assert store.check_chain() == []


@pytest.mark.parametrize(
    ("condition", "now", "words"),
    [
        (Condition("orientation:O99", "levier-2-1"), None, "inconnue"),
        (Condition("orientation:O4", "levier-9-9"), None, "30 juin 2023"),
        (Condition("orientation:O4", ""), None, "30 juin 2023"),
        (Condition("orientation:O4", "levier-2-1"), Condition("orientation:O4", "levier-2-1"), "déjà rattachée"),
        (Condition("orientation:O4", "levier-2-1", False), None, "n'est plus rattachée"),
        (Condition("orientation:O4", "levier-2-1", note="x" * 501), None, "trop long"),
    ],
)
def test_what_cannot_be_attached_is_said_in_words(condition: Condition, now: Condition | None, words: str) -> None:
    assert any(words in fault.message_fr for fault in check_condition(condition, {"orientation:O4"}, ITEMS, now))


def test_only_those_who_prepare_may_attach(store) -> None:
    name = condition_id("orientation:O4", "levier-2-1")
    assert may(SECRETARIAT, "preparer", name, (Grant("s1", "secretariat"),))
    for role, scope in (("lecteur", ""), ("pilote", "action:8"), ("referent", "arr:591"), ("presidence", "etat")):
        assert not may(SECRETARIAT, "preparer", name, (Grant("s1", role, scope),))
    reader, wish = Actor("r1", "Une lectrice", "", "oidc"), to_payload(Condition("orientation:O4", "levier-2-1"))
    with pytest.raises(RefusedError):
        store.append(reader, Write("preparer", name, "condition", wish, 0, new_entry_id()))
    assert store.heads("condition") == ()
