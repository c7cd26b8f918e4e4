"""Roles given and withdrawn, as the journal tells them, and what may be asked. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from data.deciding.codec import from_payload, to_payload
from data.deciding.faults import Fault, clean
from data.decision import ROLES, Entry, Grant
from data.model import ARRONDISSEMENTS

#: The two co-chairs, equal; their order is that of the document.
CO_CHAIRS: Final = {"etat": "Préfet du Nord", "departement": "Président du Conseil départemental"}
#: An action, as a grant and an object name it.
ACTION = re.compile(r"action:([1-9]|1[0-6])")
#: An e-mail or an OpenID subject: one word, as the identity provider writes it.
_SUBJECT = re.compile(r"[^\s\x00-\x1f\x7f:]{3,120}")


@dataclass(frozen=True)
class RoleLine:
    """One line of the journal about a role: given or withdrawn, by whom, when. `version`: of the role's object."""

    grant: Grant
    withdrawn: bool
    by: str
    at: dt.datetime
    version: int


def read_role(entry: Entry) -> RoleLine:
    signed = f"{entry.author}, {entry.capacity}" if entry.capacity else entry.author
    withdrawn = bool(entry.payload.get("withdrawn"))
    return RoleLine(from_payload(Grant, entry.payload), withdrawn, signed, entry.at, entry.version)


def in_force(lines: Iterable[RoleLine]) -> tuple[RoleLine, ...]:
    """The roles that count, by role then by person. `lines`: the latest of each role."""
    kept = [line for line in lines if not line.withdrawn]
    return tuple(sorted(kept, key=lambda line: (ROLES.index(line.grant.role), line.grant.scope, line.grant.subject)))


def role_payload(grant: Grant, *, withdrawn: bool = False) -> dict[str, object]:
    payload: dict[str, object] = to_payload(grant)
    return payload | ({"withdrawn": True} if withdrawn else {})


def tidy(grant: Grant) -> Grant:
    """As it will be compared with what the identity provider says: an e-mail in small letters."""
    subject = clean(grant.subject)
    return Grant(subject.lower() if "@" in subject else subject, grant.role, grant.scope)


def faults_of(grant: Grant) -> list[Fault]:
    """What is wrong in a tidied role."""
    if not _SUBJECT.fullmatch(grant.subject):
        return [Fault("subject", "Saisissez l'adresse électronique ou l'identifiant, en un mot, sans « : ».")]
    if not is_well_formed(grant):
        return [Fault("scope", "Ce rôle ne va pas avec cette portée : choisissez-les dans les listes.")]
    return []


def is_well_formed(grant: Grant) -> bool:
    """Whether a grant names a known role and the scope that this role needs, neither more nor less."""
    if grant.role not in ROLES or not grant.subject.strip():
        return False
    if grant.role == "pilote":
        return bool(ACTION.fullmatch(grant.scope))
    if grant.role == "referent":
        return grant.scope in ARRONDISSEMENTS
    if grant.role == "presidence":
        return grant.scope in CO_CHAIRS
    return grant.scope == ""


def grant_id(grant: Grant) -> str:
    """The object a grant is in the journal."""
    return f"grant:{grant.subject}:{grant.role}:{grant.scope}"
