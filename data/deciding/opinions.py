"""The COTECH's opinions and the weights of the grid, as they are written in the journal. Pure.

No opinion is shipped: until someone writes one, every question is « sans avis ».
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from data.deciding.codec import from_payload
from data.deciding.faults import Fault, code_faults, text_faults, whole_faults
from data.decision import OPINIONS, Entry, Opinion
from data.grid import ACTIONS, EQUAL, LEAST, MOST, WHOLE, Examination, Opinions

WEIGHTS_ID = ACTIONS.weights_id
#: What the opinions on an orientation are kept under: its questions are its own, and never mix with the actions'.
ORIENTATION_OPINION = "orientation_opinion"
COMMENT_LIMIT, REASON_LIMIT = 1_000, 500
#: What an opinion rests on when it cites no fact.
APPRECIATION = "appréciation du COTECH"


@dataclass(frozen=True)
class Weights:
    """The points of each question, in their order, and why they were changed."""

    points: tuple[int, ...]
    reason: str


def opinion_id(unit: str, criterion: str) -> str:
    """`action:13.2`, `C1` → `opinion:action:13.2:C1`; an orientation's opinions are of a kind of their own."""
    return f"{ORIENTATION_OPINION if unit.startswith('orientation:') else 'opinion'}:{unit}:{criterion}"


def changed_opinions(typed: Iterable[Opinion], shown: Mapping[str, Opinion]) -> tuple[Opinion, ...]:
    """Those that differ from what the form showed when it was filled: only these are recorded, each as a version.

    shown: question → the opinion it began from; without one it began « sans avis », and left so it says nothing.
    """
    return tuple(
        one for one in typed if one != shown.get(one.criterion, Opinion(one.unit, one.criterion, "sans_avis", "", ""))
    )


def check_opinion(
    opinion: Opinion,
    units: Collection[str],
    facts: Mapping[str, Collection[str]],
    known: str = "",
    grid: Examination = ACTIONS,
) -> tuple[Fault, ...]:
    """All that stands against recording it; empty when it may be.

    facts: question → what may be cited on it for this unit. `known`: the fact already recorded, which stays citable
    when the tables have been reworded since.
    """
    faults = [
        *code_faults("unit", opinion.unit, units, "Ce qui est examiné est inconnu : choisissez dans la liste."),
        *code_faults("criterion", opinion.criterion, grid.criteria, "Cette question est inconnue."),
        *code_faults("opinion", opinion.opinion, OPINIONS, "Choisissez un avis dans la liste."),
        *text_faults("comment", opinion.comment, limit=COMMENT_LIMIT),
    ]
    if opinion.fact and opinion.fact != known and opinion.fact not in facts.get(opinion.criterion, ()):
        faults.append(
            Fault(
                "fact",
                "Ce fait n'est pas dans les tables : choisissez-en un de la liste, ou « appréciation du COTECH ».",
            )
        )
    return tuple(faults)


def check_weights(weights: Weights, now: tuple[int, ...], grid: Examination = ACTIONS) -> tuple[Fault, ...]:
    """All that stands against recording them; empty when they may be. A change says why."""
    if len(weights.points) != len(grid.criteria):
        return (Fault("points", "Cinq pondérations sont attendues."),)
    faults: list[Fault] = []
    for code, points in zip(grid.criteria, weights.points, strict=True):
        words = f"{code} : de {LEAST} à {MOST} points."
        faults += whole_faults("points", points, least=LEAST, most=MOST, message_fr=words)
    if sum(weights.points) != WHOLE:
        faults.append(Fault("points", f"La somme est de {sum(weights.points)} : elle doit être de {WHOLE}."))
    if weights.points == now:
        faults.append(Fault("points", "Ces pondérations sont déjà en vigueur."))
    faults += text_faults("reason", weights.reason, limit=REASON_LIMIT, required="Écrivez la raison du changement.")
    return tuple(faults)


def read_opinions(heads: Iterable[Entry]) -> dict[tuple[str, str], tuple[Entry, Opinion]]:
    """(unit, question) → the latest opinion and the line of the journal that says it."""
    found = {}
    for entry in heads:
        opinion = from_payload(Opinion, entry.payload)
        found[opinion.unit, opinion.criterion] = (entry, opinion)
    return found


def opinions_of(
    unit: str, written: Mapping[tuple[str, str], tuple[Entry, Opinion]], grid: Examination = ACTIONS
) -> Opinions:
    """The five opinions on a unit, « sans avis » where none is written."""
    return tuple(written[unit, code][1].opinion if (unit, code) in written else "sans_avis" for code in grid.criteria)


def weights_in_force(heads: Iterable[Entry], weights_id: str = WEIGHTS_ID) -> tuple[tuple[int, ...], int]:
    """The weights and their version; equal ones, version 0, until they are changed."""
    for entry in heads:
        if entry.object_id == weights_id:
            return from_payload(Weights, entry.payload).points, entry.version
    return EQUAL, 0
