"""The follow-up table, filled in and received: every cell is judged before anything is written. Pure.

Nothing is half taken in: with one problem, the whole table waits for its correction.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from data.deciding.faults import clean
from data.deciding.follow_up import Tracked, check_follow_up
from data.decision import FOLLOW_UP_LABELS, FollowUp

SHEET: Final = "Suivi"
LOCKED: Final = (
    "Identifiant",
    "Version",
    "Décision",
    "Objet",
    "Libellé",
    "Pilote",
    "Échéance",
    "Jalon",
    "Acte à prendre",
)
FILLED: Final = ("État", "Date de l'état", "Preuve", "Commentaire", "Renseigné par")
HEADER: Final = LOCKED + FILLED
_FIELDS: Final = {
    "state": "État",
    "state_on": "Date de l'état",
    "proof": "Preuve",
    "comment": "Commentaire",
    "reported_by": "Renseigné par",
    "decision_id": "Identifiant",
}
FORMULA_WORDS: Final = "une formule : tapez la valeur elle-même"
MERGED_WORDS: Final = "une cellule fusionnée : défaites la fusion"


class Cell(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def mark(self) -> str: ...


@dataclass(frozen=True)
class Problem:
    """Where it stands in the spreadsheet, and what is expected there. `row`: as the spreadsheet numbers it."""

    row: int
    column: str
    message_fr: str


@dataclass(frozen=True)
class Change:
    """What would be written: the decision as it is followed, and what the table says of it."""

    tracked: Tracked
    said: FollowUp


@dataclass(frozen=True)
class Received:
    """A table that was read: what it would change, how many rows say nothing new, all that stands against it."""

    changes: tuple[Change, ...]
    unchanged: int
    problems: tuple[Problem, ...]


def read_table(
    rows: Sequence[Sequence[Cell]],
    tracked: Sequence[Tracked],
    locked: Mapping[str, tuple[str, ...]],
    today: dt.date,
) -> Received:
    """Judge every cell of the sheet. locked: decision → what its locked cells held when it was sent, as texts."""
    if not rows or [_same(cell.text) for cell in rows[0][: len(HEADER)]] != [_same(title) for title in HEADER]:
        return Received((), 0, (Problem(1, "Titres", f"Les titres attendus sont : {', '.join(HEADER)}."),))
    known = {one.decision.decision_id: one for one in tracked}
    problems: list[Problem] = []
    changes: list[Change] = []
    seen: dict[str, int] = {}
    unchanged = 0
    for number, row in enumerate(rows[1:], start=2):
        cells: dict[str, Cell] = dict(zip(map(str, HEADER), row, strict=False))
        if not any(cell.text.strip() or cell.mark for cell in row):
            continue
        found = _marks(number, row)
        name = cells["Identifiant"].text.strip()
        if not found:
            if name not in known:
                words = "Cette décision est inconnue : repartez du tableau envoyé." if name else "Identifiant manquant."
                found.append(Problem(number, "Identifiant", words))
            elif name in seen:
                found.append(Problem(number, "Identifiant", f"Cette décision est déjà en ligne {seen[name]}."))
            else:
                found += _altered(number, cells, locked[name])
        seen.setdefault(name, number)
        if not found:
            said, found = _said(number, cells, known[name], today)
            if not found and said is not None:
                changes.append(Change(known[name], said))
            elif not found:
                unchanged += 1
        problems += found
    if len(rows) == 1 or (not problems and not changes and not unchanged):
        problems.append(Problem(2, "Identifiant", "Le tableau ne contient aucune ligne."))
    return Received(() if problems else tuple(changes), unchanged, tuple(problems))


def _marks(number: int, row: Sequence[Cell]) -> list[Problem]:
    """Formulas and merged cells, each where it stands."""
    found = []
    for place, cell in enumerate(row):
        column = HEADER[place] if place < len(HEADER) else f"colonne {place + 1}"
        if cell.mark:
            words = FORMULA_WORDS if cell.mark == "formule" else MERGED_WORDS
            found.append(Problem(number, column, f"Cette cellule contient {words}."))
        elif place >= len(HEADER) and cell.text.strip():
            found.append(Problem(number, column, "Rien n'est attendu dans cette colonne."))
    if len(row) < len(LOCKED):
        found.append(Problem(number, "Identifiant", "Des cellules de cette ligne ont disparu."))
    return found


def _altered(number: int, cells: Mapping[str, Cell], sent: tuple[str, ...]) -> list[Problem]:
    """A locked cell that no longer says what was sent."""
    found = []
    for column, words in zip(LOCKED, sent, strict=True):
        if _same(cells[column].text) == _same(words):
            continue
        if column == "Version":
            message = "Une suite a été enregistrée depuis l'envoi de ce tableau : repartez d'un tableau à jour."
        else:
            message = f"Cette colonne ne se modifie pas ; il y était écrit : « {_short(words)} »."
        found.append(Problem(number, column, message))
    return found


def _said(
    number: int, cells: Mapping[str, Cell], one: Tracked, today: dt.date
) -> tuple[FollowUp | None, list[Problem]]:
    """What the row says; None when it says nothing new."""

    def written(column: str) -> str:
        return clean(cells[column].text) if column in cells else ""

    label, day_words = written("État"), written("Date de l'état")
    state = _CODES.get(_same(label).casefold(), "") if label else "non_communique"
    if not state:
        expected = ", ".join(FOLLOW_UP_LABELS.values())
        return None, [Problem(number, "État", f"« {_short(label)} » n'est pas attendu ; choisissez : {expected}.")]
    day = read_day(day_words)
    if day_words and day is None:
        message = f"« {_short(day_words)} » n'est pas une date ; attendu : JJ/MM/AAAA."
        return None, [Problem(number, "Date de l'état", message)]
    said = FollowUp(
        one.decision.decision_id, state, day, written("Preuve"), written("Commentaire"), written("Renseigné par")
    )
    if said == (one.said or FollowUp(one.decision.decision_id, "non_communique", None, "", "", "")):
        return None, []
    taken_on = one.meeting.day if one.meeting else None
    faults = check_follow_up(said, one.decision, taken_on, today)
    return said, [Problem(number, _FIELDS.get(fault.field, fault.field), fault.message_fr) for fault in faults]


def read_day(words: str) -> dt.date | None:
    """« 1/6/2027 » or « 2027-06-01 »; None when it is no date."""
    french = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", words)
    iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", words)
    try:
        if french:
            return dt.date(int(french[3]), int(french[2]), int(french[1]))
        return dt.date(int(iso[1]), int(iso[2]), int(iso[3])) if iso else None
    except ValueError:
        return None


def _same(words: str) -> str:
    """Words as they are compared: a spreadsheet changes spaces and drops what it cannot show."""
    kept = "".join(
        sign for sign in unicodedata.normalize("NFC", words) if unicodedata.category(sign) not in {"Cf", "Co"}
    )
    return re.sub(r"[\s\x00-\x1f]+", "", kept)


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:60]}…"


_CODES: Final = {_same(label).casefold(): code for code, label in FOLLOW_UP_LABELS.items()}
