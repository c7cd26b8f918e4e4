"""What a decision must hold before it is recorded, and what is written when it is, corrected or taken back. Pure.

Nothing here decides: a departure from the fiche's proposal or from the grid only asks for a motive.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from data.deciding.codec import to_payload
from data.deciding.faults import LATEST, Fault, text_faults
from data.deciding.mergers import ends_nowhere
from data.deciding.wording import kind_of
from data.decision import (
    ACTION_SENSES,
    ACTS,
    ADOPTIONS,
    DECIDING_INSTANCES,
    INSTANCE_LABELS,
    MODALITIES,
    ORIENTATION_SENSES,
    PROGRAMMES,
    SENSE_LABELS,
    Ballot,
    Decision,
    Entry,
    Meeting,
)

#: Characters a field may hold. The wording is one or two sentences; ten times that is a text pasted by mistake.
LIMITS: Mapping[str, int] = {
    "wording": 2_000,
    "motive": 2_000,
    "pilot": 200,
    "receiving_frame": 200,
    "label": 300,
    "label_before": 300,
    "milestone": 500,
    "indicator": 500,
    "start_value": 200,
    "target_value": 200,
    "means_fte": 200,
    "means_euros": 200,
    "act_authority": 200,
    "review_clause": 500,
    "correction_reason": 1_000,
}
RESERVATION_LIMIT = 2_000
#: Senses that settle nothing yet: they depart from nothing.
OPEN_SENSES = ("reportee", "renvoi_cotech")
#: Senses after which an orientation is no more of the schéma by itself.
ENDED = ("fusionnee", "retiree")


@dataclass(frozen=True)
class Ground:
    """What a decision may name: known objects, territories, workshop items; what stands on the other objects."""

    objects: Collection[str]
    territories: Collection[str] = ()
    conditions: Collection[str] = ()
    standing: Mapping[str, Decision] = field(default_factory=dict)


def senses_of(object_id: str) -> tuple[str, ...]:
    """The senses an object may be given; an orientation that exists cannot be created."""
    if kind_of(object_id) != "orientation":
        return ACTION_SENSES
    if object_id.startswith("orientation:N"):
        return ("creee", "reformulee", "fusionnee", "retiree")
    return tuple(sense for sense in ORIENTATION_SENSES if sense != "creee")


def departures(decision: Decision) -> tuple[str, ...]:
    """From what the sense departs, in words: the fiche's proposal, the grid's class, both or neither.

    « Poursuite et réorientation » covers both; a fiche that proposes nothing is not departed from. An orientation that
    the grid would engage first or maintain is departed from when it stops: withdrawn, or merged into another.
    """
    if decision.sense in ENDED and decision.grid_class in ("priorite", "maintien"):
        return ("le résultat de la grille",)
    if decision.sense not in ACTION_SENSES or decision.sense in OPEN_SENSES:
        return ()
    proposed = {"mixte": ("poursuite", "reorientation"), "non_renseigne": (), "": ()}.get(
        decision.proposal_reading, (decision.proposal_reading,)
    )
    found = []
    if proposed and decision.sense not in proposed:
        found.append("la proposition de la fiche")
    if decision.grid_class in ("poursuite", "reorientation", "arret") and decision.sense != decision.grid_class:
        found.append("le résultat de la grille")
    return tuple(found)


def departure_words(departed: Collection[str]) -> str:
    """« le sens s'écarte de la proposition de la fiche et du résultat de la grille »."""
    said = [f"du {words[3:]}" if words.startswith("le ") else f"de {words}" for words in departed]
    return f"le sens s'écarte {' et '.join(said)}"


def check_decision(
    decision: Decision, meeting: Meeting, ground: Ground, emptied: Collection[str] = ()
) -> tuple[Fault, ...]:
    """All that stands against recording it, field by field, in French; empty when it may be.

    emptied: the labels of the orientations this decision would leave without any action.
    """
    faults: list[Fault] = []

    def fault(field: str, words: str) -> None:
        faults.append(Fault(field, words))

    if meeting.instance not in DECIDING_INSTANCES:
        fault("object_id", f"{INSTANCE_LABELS[meeting.instance]} : cette instance prépare, seul le COPIL décide.")
    if decision.object_id not in ground.objects:
        fault("object_id", "Cet objet est inconnu : choisissez une action ou une orientation de la liste.")
    if decision.sense not in senses_of(decision.object_id):
        fault("sense", "Choisissez un sens." if not decision.sense else "Ce sens ne convient pas à cet objet.")
    if not decision.wording.strip():
        fault("wording", "Écrivez la phrase que le comité adopte.")
    if (departed := departures(decision)) and not decision.motive.strip():
        fault("motive", f"Un motif est nécessaire : {departure_words(departed)}.")
    faults += _check_how(decision, ground)
    faults += _check_dates(decision, meeting)
    faults += check_texts(decision)
    if decision.ballot is not None and (words := ballot_fault(decision.ballot)):
        fault("ballot", words)
    if decision.adoption == "vote" and decision.ballot is None:
        fault("ballot", "Saisissez les voix, ou choisissez « Accord des deux coprésidents ».")
    for name, value, allowed in (
        ("programme", decision.programme, PROGRAMMES),
        ("adoption", decision.adoption, ADOPTIONS),
        ("act", decision.act, ACTS),
    ):
        if value not in allowed:
            fault(name, "Ce choix est inconnu : choisissez dans la liste.")
    if set(decision.scope) - set(ground.territories):
        fault("scope", "Un territoire est inconnu : choisissez dans la liste.")
    if set(decision.conditions) - set(ground.conditions):
        fault("conditions", "Une condition de réussite est inconnue : choisissez dans la liste.")
    if emptied and not decision.emptying_confirmed:
        fault(
            "emptying_confirmed", f"Plus aucune action ne porterait {' ni '.join(emptied)}. Confirmez-le expressément."
        )
    return tuple(faults)


def _check_how(decision: Decision, ground: Ground) -> list[Fault]:
    """How a réorientation or a merger is done, the new words of an orientation."""
    faults = []
    if decision.sense == "reorientation" and decision.modality not in MODALITIES:
        faults.append(Fault("modality", "Dites comment : ajuster, fusionner, ou transférer à un autre cadre."))
    transferred = decision.sense == "reorientation" and decision.modality == "transferer"
    if transferred and not decision.receiving_frame.strip():
        faults.append(Fault("receiving_frame", "Nommez le cadre qui reçoit l'action (COM, PAMS, par exemple)."))
    merged = decision.sense == "fusionnee" or (decision.sense == "reorientation" and decision.modality == "fusionner")
    if merged and (
        decision.merged_into not in ground.objects
        or decision.merged_into == decision.object_id
        or kind_of(decision.merged_into) != kind_of(decision.object_id)
    ):
        faults.append(Fault("merged_into", "Dites avec laquelle elle est fusionnée."))
    elif words := ends_nowhere(decision, ground.standing, _called):
        faults.append(Fault("merged_into" if merged else "sense", words))
    if decision.sense in ("reformulee", "creee") and not decision.label.strip():
        faults.append(Fault("label", "Écrivez l'intitulé de l'orientation."))
    elif decision.sense == "reformulee" and decision.label.strip() == decision.label_before.strip():
        faults.append(Fault("label", "Cet intitulé est celui d'aujourd'hui : changez-le, ou choisissez « Maintenue »."))
    if set(decision.actions) - set(ground.objects):
        faults.append(Fault("actions", "Une action rattachée est inconnue : choisissez dans la liste."))
    return faults


def _called(object_id: str) -> str:
    kind, _, code = object_id.partition(":")
    return f"l'{kind} {code}"


def _check_dates(decision: Decision, meeting: Meeting) -> list[Fault]:
    faults = []
    for name in ("due", "milestone_on", "act_on"):
        day = getattr(decision, name)
        if day is None:
            continue
        if meeting.day is not None and day < meeting.day:
            faults.append(
                Fault(name, f"Cette date ({day:%d/%m/%Y}) précède celle de la réunion ({meeting.day:%d/%m/%Y}).")
            )
        elif day > LATEST:
            faults.append(Fault(name, f"Cette date ({day:%d/%m/%Y}) est trop lointaine : {LATEST:%d/%m/%Y} au plus."))
    if decision.due and decision.milestone_on and decision.milestone_on > decision.due:
        faults.append(Fault("milestone_on", "Le jalon vient après l'échéance."))
    return faults


def check_texts(decision: Decision) -> list[Fault]:
    """Lengths and unreadable characters. Markup and formula signs are kept: they are shown as the text they are."""
    faults = [
        fault for name, limit in LIMITS.items() for fault in text_faults(name, getattr(decision, name), limit=limit)
    ]
    for reservation in decision.reservations:
        if not reservation.body.strip() or not reservation.text.strip():
            faults.append(Fault("reservations", "Une réserve nomme l'organisme et dit ce qu'il réserve."))
        faults += text_faults("reservations", reservation.text, limit=RESERVATION_LIMIT)
    return faults


def ballot_fault(ballot: Ballot) -> str:
    """What is wrong with the votes counted; empty when nothing is."""
    voices = (ballot.for_, ballot.against, ballot.abstention)
    if ballot.present <= 0 or min(voices) < 0:
        return "Saisissez le nombre de présents et des voix qui ne soient pas négatives."
    if sum(voices) > ballot.present:
        return f"{sum(voices)} voix pour {ballot.present} présents : les voix dépassent les présents."
    return ""


def is_undone(entry: Entry) -> bool:
    """Whether this version takes the decision back: the object is open again, the record of it stays."""
    return bool(entry.payload.get("undone"))


def in_force(head: Entry | None) -> bool:
    """Whether a decision stands on the object."""
    return head is not None and not is_undone(head)


def of_its_sense(decision: Decision) -> Decision:
    """What goes with its sense alone: what was chosen for another sense, then left, is not adopted with this one."""
    reworded = decision.sense in ("reformulee", "creee")
    modality = decision.modality if decision.sense == "reorientation" else ""
    return replace(
        decision,
        label=decision.label if reworded else "",
        actions=decision.actions if reworded or decision.sense == "maintenue" else (),
        modality=modality,
        receiving_frame=decision.receiving_frame if modality == "transferer" else "",
        merged_into=decision.merged_into if decision.sense == "fusionnee" or modality == "fusionner" else "",
    )


def undone_payload(head: Entry, decision: Decision, reason: str) -> dict[str, object]:
    """The version that takes a decision back: all it said, marked undone, naming the entry it undoes."""
    undone = replace(decision, supersedes=head.entry_id, correction_reason=reason)
    return {**to_payload(undone), "undone": True}


def correcting(decision: Decision, head: Entry | None, earlier: Decision | None) -> Decision:
    """`decision` as the version that follows `head`: it names it, and keeps its identity within one meeting."""
    if head is None or earlier is None:
        return decision
    same = earlier.meeting_id == decision.meeting_id
    return replace(
        decision,
        supersedes=head.entry_id,
        decision_id=earlier.decision_id if same else decision.decision_id,
        number=earlier.number if same else decision.number,
    )


def sense_words(decision: Decision) -> str:
    """« Réorientation (transfert vers COM) »: the sense and how."""
    words = SENSE_LABELS.get(decision.sense, decision.sense)
    if decision.sense == "reorientation" and decision.modality:
        how = {
            "ajuster": "ajustement",
            "fusionner": "fusion",
            "transferer": f"transfert vers {decision.receiving_frame}" if decision.receiving_frame else "transfert",
        }
        return f"{words} ({how[decision.modality]})"
    return words
