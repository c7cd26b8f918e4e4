"""Who may do what, against a table written from the specification alone: every verb × role × territory."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from data.deciding.follow_up import follow_up_id
from data.decision import ROLES, VERBS, Actor, Grant
from data.model import ARRONDISSEMENTS
from data.store import may
from tests.meetings import DECISIONS

#: An object each verb is asked on: of action 5 where there is an action, of Avesnes where there is a territory.
OBJECTS = {
    "lire": "decision:action:5",
    "repondre": "pilot_answer:5:caf",
    "donner_avis": "opinion:action:5:C1",
    "ponderer": "weights:grid",
    "preparer": "meeting:7f0c",
    "conduire": "live:7f0c",
    "decider": "decision:action:5",
    "reserver": "decision:action:5",
    "completer": "decision:action:5",
    "valider": "releve:7f0c",
    "diffuser": "releve:7f0c",
    "suivre": "follow_up:action:5",
    "recueillir": "remark:arr:591:1",
    "importer": "edition:poste",
    "implanter": "siting:arr:591",
    "accorder": "grant:x@y.fr:lecteur:",
}
#: o: everywhere. a: on its own action, t: in its own arrondissement. -: never.
#: lecteur pilote referent secretariat presidence
EXPECTED = {
    "lire": "o o o o o",
    "repondre": "- a - o -",
    "donner_avis": "- - - o -",
    "ponderer": "- - - o -",
    "preparer": "- - - o -",
    "conduire": "- - - o -",
    "decider": "- - - o o",
    "reserver": "- - - o o",
    "completer": "- - - o -",
    "valider": "- - - - o",
    "diffuser": "- - - o -",
    "suivre": "- a - o -",
    "recueillir": "- - t o -",
    "importer": "- - - o -",
    "implanter": "- - t o -",
    "accorder": "- - - o -",
}
COLUMNS = ("lecteur", "pilote", "referent", "secretariat", "presidence")
ACTIONS = tuple(f"action:{number}" for number in range(1, 17))
SCOPES = {
    "lecteur": ("",),
    "secretariat": ("",),
    "presidence": ("etat", "departement"),
    "pilote": ACTIONS,
    "referent": ARRONDISSEMENTS,
}
SOMEONE = Actor("agent@nord.example", "Agent", "", "oidc")
STATION = Actor("", "Camille", "", "local")


def holder(role: str, scope: str) -> list[Grant]:
    return [Grant("agent@nord.example", role, scope)]


def test_the_table_is_whole() -> None:
    assert set(EXPECTED) == set(OBJECTS) == set(VERBS)
    assert set(COLUMNS) == set(ROLES)


@pytest.mark.parametrize(("verb", "role"), list(product(VERBS, COLUMNS)))
def test_every_verb_role_and_territory(verb: str, role: str) -> None:
    cell = EXPECTED[verb].split()[COLUMNS.index(role)]
    for scope in SCOPES[role]:
        own = {"a": scope == "action:5", "t": scope == "arr:591", "o": True, "-": False}[cell]
        assert may(SOMEONE, verb, OBJECTS[verb], holder(role, scope)) is own, scope


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_may_without_a_role(verb: str) -> None:
    grants = [*holder("secretariat", ""), *holder("presidence", "etat")]
    assert not may(SOMEONE, verb, OBJECTS[verb], [])
    # Someone else's roles are not mine; an anonymous reader has none, whatever the subject claimed.
    assert not may(Actor("autre@nord.example", "Autre", "", "oidc"), verb, OBJECTS[verb], grants)
    assert not may(Actor("agent@nord.example", "Agent", "", "anonyme"), verb, OBJECTS[verb], grants)
    assert not may(Actor("", "Agent", "", "oidc"), verb, OBJECTS[verb], [Grant("", "secretariat", ""), *grants])
    assert not may(Actor("agent@nord.example", "Agent", "", "admin"), verb, OBJECTS[verb], grants)


@pytest.mark.parametrize("verb", VERBS)
def test_the_presentation_machine_does_all_that_a_meeting_needs(verb: str) -> None:
    assert may(STATION, verb, OBJECTS[verb], [])


@pytest.mark.parametrize(("verb", "other"), list(product(VERBS, VERBS)))
def test_a_verb_does_not_reach_another_kind_of_object(verb: str, other: str) -> None:
    """« repondre » must not be a way to write a decision, whoever asks."""
    if verb == "lire" or {verb, other} <= {"decider", "reserver", "completer", "lire"}:
        return
    if OBJECTS[verb].split(":")[0] == OBJECTS[other].split(":")[0]:
        return
    if verb == "preparer" and other in {"valider", "diffuser"}:  # a relevé is prepared before it is signed
        return
    if verb == "completer" and other in {"valider", "diffuser"}:
        return
    if verb == "conduire" and other == "preparer":  # a meeting is opened and closed
        return
    assert not may(STATION, verb, OBJECTS[other], [])
    assert not may(SOMEONE, verb, OBJECTS[other], holder("secretariat", ""))


@pytest.mark.parametrize(
    "grant",
    [
        Grant("agent@nord.example", "pilote", ""),
        Grant("agent@nord.example", "pilote", "action:17"),
        Grant("agent@nord.example", "pilote", "arr:591"),
        Grant("agent@nord.example", "referent", "dep:59"),
        Grant("agent@nord.example", "referent", ""),
        Grant("agent@nord.example", "presidence", ""),
        Grant("agent@nord.example", "secretariat", "action:5"),
        Grant("agent@nord.example", "administrateur", ""),
    ],
    ids=lambda grant: f"{grant.role}-{grant.scope}",
)
def test_a_malformed_role_gives_nothing(grant: Grant) -> None:
    assert not any(may(SOMEONE, verb, OBJECTS[verb], [grant]) for verb in VERBS)


@pytest.mark.parametrize(
    "object_id", ["pilot_answer:15:caf", "pilot_answer:55:caf", "pilot_answer", "pilot_answer:", ""]
)
def test_a_pilot_stays_within_its_action(object_id: str) -> None:
    assert not may(SOMEONE, "repondre", object_id, holder("pilote", "action:5"))


def test_a_sub_action_is_its_pilot_s() -> None:
    assert may(SOMEONE, "suivre", "follow_up:action:13.2:7f0c", holder("pilote", "action:13"))
    assert not may(SOMEONE, "suivre", "follow_up:action:13.2:7f0c", holder("pilote", "action:2"))


def test_a_pilot_says_what_became_of_the_decisions_on_its_action_and_of_no_other() -> None:
    sub_action = replace(DECISIONS[1], object_id="action:13.2")
    for one, mine in ((DECISIONS[1], "action:5"), (sub_action, "action:13")):
        assert may(SOMEONE, "suivre", follow_up_id(one), holder("pilote", mine))
        assert not may(SOMEONE, "suivre", follow_up_id(one), holder("pilote", "action:2"))
