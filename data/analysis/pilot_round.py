"""Tour des pilotes: whom to ask about each action, and what, from the bilan's own tables. Pure."""

from __future__ import annotations

from collections import defaultdict

from data.analysis.rows import Tables, records, text
from data.deciding.pilot_round import DUE, Asked, Question
from data.model import ROLES, SECTION_LABELS, Caveat, Fiche

#: Kinds of bodies that are many, or that only meet: someone must first speak for them.
_COLLECTIVE = frozenset({"groupement", "instance"})
#: A precaution that touches more fiches than this is asked in common.
_OWN = 3


def compute_asked(tables: Tables) -> tuple[Asked, ...]:
    """Every body named by a fiche, by action: its authors and present pilots first, then its partners.

    A pilot that has handed over is no longer asked as such, and « l'État » is not asked beside one of its services.
    """
    bodies = {row["body_id"]: row for row in records(tables["bodies"])}
    roles: dict[tuple[int, str], set[str]] = defaultdict(set)
    for row in records(tables["action_bodies"]):
        if not (row["role"] == "pilot" and text(row["until"])):
            roles[row["action_id"], row["body_id"]].add(row["role"])
    served = {
        (action_id, text(bodies[body_id]["parent_id"])) for (action_id, body_id), held in roles.items() if held & DUE
    }
    found = [
        Asked(
            action_id,
            body_id,
            bodies[body_id]["label"],
            tuple(role for role in ROLES if role in held),
            bodies[body_id]["kind"] in _COLLECTIVE,
        )
        for (action_id, body_id), held in roles.items()
        if (action_id, body_id) not in served
    ]
    return tuple(sorted(found, key=lambda one: (one.action_id, ROLES.index(one.roles[0]), one.label)))


def compute_questions(fiche: Fiche) -> tuple[Question, ...]:
    """What a fiche leaves open: its precautions of severity A and B, then its empty sections; common ones last."""
    own = [_about(caveat) for caveat in fiche.caveats if caveat.severity in {"A", "B"}]
    empty = [
        Question(
            f"section-{section.name}",
            f"Rubrique « {SECTION_LABELS[section.name]} »",
            "Éléments non communiqués dans la fiche de 2023.",
            "Sans réponse, elle reste montrée comme non renseignée, jamais comme nulle.",
            "",
            False,
        )
        for section in fiche.sections
        if section.state in {"empty", "absent"}
    ]
    return tuple(sorted([*own, *empty], key=lambda question: question.common))


def _about(caveat: Caveat) -> Question:
    touched = {subject.split("/")[0] for kind, subject in caveat.subjects if kind in {"action", "section"}}
    common = len(touched) > _OWN or caveat.touches("whole", "*")
    return Question(caveat.caveat_id, caveat.title, caveat.statement, caveat.effect, caveat.severity, common)
