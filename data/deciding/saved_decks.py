"""A presentation kept under a name: which slides, in which order, seen from which day. Pure.

It is an object of the journal: changed by a new version, withdrawn but never deleted. Its address is short and shared.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from data.deciding.faults import Fault, folded, text_faults

NAME_LIMIT: Final = 80


@dataclass(frozen=True)
class SavedDeck:
    """`codes`: slides in order, none when it follows the usual presentation. `reference`: None for the meeting's."""

    deck_id: str
    name: str
    codes: tuple[str, ...]
    reference: dt.date | None = None
    withdrawn: bool = False


@dataclass(frozen=True)
class KeptDeck:
    """A saved presentation as it stands in the journal. `signed`: who wrote this version and when, in French."""

    deck: SavedDeck
    version: int
    signed: str


def deck_object(deck_id: str) -> str:
    return f"deck:{deck_id}"


def check_deck(deck: SavedDeck, known: Collection[str], names: Collection[str]) -> tuple[Fault, ...]:
    """What stands against saving it, in French. `known`: codes of slides; `names`: those of the other presentations."""
    faults = text_faults("name", deck.name, limit=NAME_LIMIT, required="Donnez un nom à cette présentation.")
    if folded(deck.name) in {folded(name) for name in names}:
        faults.append(Fault("name", "Une présentation porte déjà ce nom : choisissez-en un autre."))
    if any(code not in known for code in deck.codes):
        faults.append(Fault("codes", "Une diapositive de cette présentation est inconnue : choisissez dans la liste."))
    if len(set(deck.codes)) < len(deck.codes):
        faults.append(Fault("codes", "Une diapositive y est deux fois : gardez-la une seule fois."))
    return tuple(faults)
