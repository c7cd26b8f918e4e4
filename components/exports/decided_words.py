"""What the committee decided so far, in the words of the documents: of an action or its parts, of an orientation. Pure.

The screens and what is carried away count and say the same decisions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from components.exports.decision_words import meeting_words, reworded_words
from components.formats import NO_BREAK, capital, listing, plural
from data.decision import SENSE_LABELS, Decision, Meeting

#: Action → the decisions in force on it or on its parts, in the order they were taken.
Decided = Mapping[int, Sequence[Decision]]
#: Meeting → its words and how far its relevé is.
Meetings = Mapping[str, str]
_STATES = {"projet": "en projet", "soumis": "soumis aux membres", "valide": "validé", "diffuse": "diffusé"}
#: Singular and plural of the senses of an orientation.
_ORIENTATIONS = {
    "maintenue": ("maintenue", "maintenues"),
    "reformulee": ("reformulée", "reformulées"),
    "fusionnee": ("fusionnée", "fusionnées"),
    "retiree": ("retirée", "retirées"),
    "creee": ("créée", "créées"),
}


def count_decided(decided: Decided | None) -> int | None:
    """How many decisions are in force; None when they cannot be read."""
    return None if decided is None else sum(len(found) for found in decided.values())


def part_words(object_id: str) -> str:
    """« sous-action 2 », « perspective 3 »; empty for a whole action."""
    part = object_id.partition(".")[2]
    if not part:
        return ""
    return f"perspective {part[1:]}" if part.startswith("p") else f"sous-action {part}"


def senses_of_parts(decisions: Sequence[Decision]) -> list[tuple[str, str]]:
    """(sense, the parts it is about), a line a sense; the parts are empty when one decision holds the whole action."""
    if len(decisions) == 1 and not part_words(decisions[0].object_id):
        return [(decisions[0].sense, "")]
    found: dict[str, list[str]] = {}
    for one in decisions:
        found.setdefault(one.sense, []).append(one.object_id)
    return [(sense, _parts(objects)) for sense, objects in found.items()]


def _parts(objects: Iterable[str]) -> str:
    """« sous-actions 1 et 3 », « action entière et sous-action 2 »."""
    kinds: dict[str, list[str]] = {}
    for name in objects:
        kind, _, rank = (part_words(name) or "action entière").rpartition(" ")
        kinds.setdefault(kind, []).append(rank)
    return listing([f"{kind}{'s' if len(ranks) > 1 else ''} {listing(ranks)}" for kind, ranks in kinds.items()])


def sense_words(decisions: Sequence[Decision]) -> str:
    """« Poursuite », « Poursuite (sous-action 1), Arrêt (sous-action 2) »; « non décidé » when nothing is in force."""
    said = [f"{SENSE_LABELS[sense]}{f' ({parts})' if parts else ''}" for sense, parts in senses_of_parts(decisions)]
    return ", ".join(said) or "non décidé"


def wording_words(decisions: Sequence[Decision], meetings: Meetings | None = None) -> str:
    """The sentences in force, each after the part it is about and before where it was taken; empty when none is."""
    said = []
    for one in decisions:
        part = part_words(one.object_id)
        head = f"{capital(part)}, {SENSE_LABELS[one.sense].lower()} : " if part else ""
        where = (meetings or {}).get(one.meeting_id, "")
        rank = f"décision n°{NO_BREAK}{one.number}, " if one.number else ""
        said.append(f"{head}{one.wording}{f' ({rank}{where})' if where else ''}")
    return " ".join(said)


def meetings_words(decisions: Iterable[Decision], meetings: Meetings) -> str:
    """Where they were taken, each meeting once; empty when nothing is known of it."""
    found = dict.fromkeys(meetings[one.meeting_id] for one in decisions if one.meeting_id in meetings)
    return " ; ".join(found)


def meeting_state_words(meeting: Meeting, state: str) -> str:
    """« COPIL restreint du 8 octobre 2026, relevé en projet ». `state`: that of its relevé de décisions."""
    return f"{meeting_words(meeting)}, relevé {_STATES[state]}"


def orientation_words(decision: Decision, titles: Mapping[str, str]) -> str:
    """« Retirée », « Fusionnée avec « … » », « Reformulée : « … » devient « … » ». titles: object → words."""
    said = SENSE_LABELS[decision.sense]
    if decision.merged_into:
        said += f" avec « {titles.get(decision.merged_into, decision.merged_into)} »"
    words = reworded_words(decision, titles.get(decision.object_id, "")) if decision.sense == "reformulee" else ""
    return f"{said} : {words}" if words else said


def orientations_sentence(decisions: Iterable[Decision]) -> str:
    """« Décisions du COPIL sur les orientations : 1 maintenue, 1 retirée. »; empty when none is taken."""
    taken = [one.sense for one in decisions]
    said = [plural(taken.count(sense), *words) for sense, words in _ORIENTATIONS.items() if sense in taken]
    return f"Décisions du COPIL sur les orientations : {listing(said)}." if said else ""
