"""The chain: each line's hash covers the line and the hash before it, so that no past line can change unseen. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from data.store.writing import canonical

#: What a hash covers, besides the hash before. The order does not matter: the spelling is canonical.
COVERED = (
    *("seq", "entry_id", "object_id", "version", "kind", "verb", "payload"),
    *("subject", "author", "capacity", "mode", "at"),
)


def line_hash(line: Mapping[Any, Any], previous: str) -> str:
    """The sha256 of a line and of the hash before it."""
    covered = {name: line[name] for name in COVERED}
    return hashlib.sha256(f"{previous}\n{canonical(covered)}".encode()).hexdigest()


def faults_of(
    journal: Iterable[Mapping[Any, Any]], heads: Mapping[str, tuple[int, int]], counter: tuple[int, str]
) -> list[str]:
    """What does not hold, in French; empty when all does.

    `journal`: every line, in order. `heads`: object → (version, seq). `counter`: (length, last hash).
    """
    said: list[str] = []
    previous, length = "", 0
    seen: dict[str, tuple[int, int]] = {}
    for line in journal:
        length += 1
        seq, name = line["seq"], line["object_id"]
        if seq != length:
            said.append(f"Ligne {length} : elle manque, ou une autre porte son numéro ({seq}).")
            length = seq
        if line["hash"] != line_hash(line, previous):
            said.append(f"Ligne {seq} : elle a été modifiée, ou celle d'avant l'a été.")
        previous = line["hash"]
        expected = seen.get(name, (0, 0))[0] + 1
        if line["version"] != expected:
            said.append(f"Ligne {seq} : version {line['version']} au lieu de {expected}.")
        seen[name] = (line["version"], seq)
    if (length, previous) != counter:
        said.append(f"Le compteur dit {counter[0]} lignes, le journal en a {length} : sa fin a été modifiée.")
    if seen != dict(heads):
        said.append("La dernière version d'un objet n'est pas celle que le journal donne.")
    return said
