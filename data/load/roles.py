"""Roles as the store holds them, and the scopes that may be given."""

from __future__ import annotations

from data.deciding.roles import CO_CHAIRS, RoleLine, read_role
from data.load.bilan import load_statuses
from data.load.store import load_heads, load_store
from data.load.territories import load_territories
from data.model import ARRONDISSEMENTS


def load_role_lines() -> tuple[tuple[RoleLine, ...], tuple[RoleLine, ...]]:
    """The latest line of each role, and every line, the latest first. Raises `UnavailableError`."""
    heads = load_heads("grant")
    if not heads:
        return (), ()
    store = load_store()
    lines = [entry for head in heads for entry in store.history(head.object_id)]
    ordered = sorted(lines, key=lambda entry: entry.seq, reverse=True)
    return tuple(map(read_role, heads)), tuple(map(read_role, ordered))


def load_role_scopes() -> dict[str, dict[str, str]]:
    """What each role may be given for: role → code → words; a role that is not there is for the whole schéma."""
    territories = load_territories()
    return {
        "pilote": {f"action:{one.action_id}": f"Action {one.action_id} – {one.title}" for one in load_statuses()},
        "referent": {code: territories[code] for code in ARRONDISSEMENTS},
        "presidence": dict(CO_CHAIRS),
    }
