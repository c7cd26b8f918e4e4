"""Who may do what. Pure, denied by default: called by the page, and again inside the write transaction.

An identity never gives a role: a grant does. The presentation machine (mode `local`) has the secretariat's rights, and
records what the co-chairs sign on paper; it is alone to reach its server.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from data.deciding.roles import ACTION, is_well_formed
from data.decision import VERBS, Actor, Grant
from data.model import ARRONDISSEMENTS

#: What may be done to each kind of object: a verb that does not fit its object is refused whoever asks.
KINDS: Final[dict[str, frozenset[str]]] = {
    "meeting": frozenset({"preparer", "conduire"}),
    "live": frozenset({"conduire"}),
    "presentation": frozenset({"conduire"}),
    "deck": frozenset({"preparer"}),
    "draft": frozenset({"conduire"}),
    "decision": frozenset({"decider", "completer", "reserver"}),
    "orientation": frozenset({"preparer", "decider"}),
    "opinion": frozenset({"donner_avis"}),
    "orientation_opinion": frozenset({"donner_avis"}),
    "condition": frozenset({"preparer"}),
    "weights": frozenset({"ponderer"}),
    "pilot_answer": frozenset({"repondre"}),
    "releve": frozenset({"preparer", "completer", "valider", "diffuser"}),
    "follow_up": frozenset({"suivre"}),
    "remark": frozenset({"recueillir"}),
    "scenario": frozenset({"preparer"}),
    "consultation": frozenset({"preparer"}),
    "siting": frozenset({"implanter"}),
    "edition": frozenset({"importer"}),
    "grant": frozenset({"accorder"}),
}
#: What a role may do wherever it likes.
EVERYWHERE: Final[dict[str, frozenset[str]]] = {
    "lecteur": frozenset({"lire"}),
    "pilote": frozenset({"lire"}),
    "referent": frozenset({"lire"}),
    "presidence": frozenset({"lire", "decider", "reserver", "valider"}),
    "secretariat": frozenset(VERBS) - {"valider"},
}
#: What a role may do to the objects of its own action or arrondissement.
WITHIN: Final[dict[str, frozenset[str]]] = {
    "pilote": frozenset({"repondre", "suivre"}),
    "referent": frozenset({"recueillir", "implanter"}),
}
LOCAL: Final = frozenset(VERBS)


def may(actor: Actor, verb: str, object_id: str, grants: Iterable[Grant]) -> bool:
    """Whether `actor` may do `verb` to this object. Reading is asked with any object, or none."""
    if verb not in VERBS or not (verb == "lire" or verb in KINDS.get(object_id.split(":")[0], frozenset())):
        return False
    if actor.mode == "local":
        return verb in LOCAL
    if actor.mode != "oidc" or not actor.subject:
        return False
    return any(
        verb in EVERYWHERE.get(grant.role, frozenset())
        or (verb in WITHIN.get(grant.role, frozenset()) and grant.scope in scopes_of(object_id))
        for grant in grants
        if grant.subject == actor.subject and is_well_formed(grant)
    )


def scopes_of(object_id: str) -> frozenset[str]:
    """The actions and arrondissements an object belongs to, as a grant names them: `action:5`, `arr:591`.

    Read in its identifier: `pilot_answer:5:caf`, `follow_up:action:5…`, `remark:arr:591:…`.
    """
    kind, *parts = object_id.split(":")
    if kind == "pilot_answer":
        return frozenset({f"action:{parts[0]}"}) if parts else frozenset()
    pairs = {f"{first}:{second.split('.')[0]}" for first, second in pairwise(parts)}
    return frozenset(pair for pair in pairs if ACTION.fullmatch(pair) or pair in ARRONDISSEMENTS)
