"""A scenario: what orientations and actions would become, saved under a name, before any meeting decides it. Pure.

A scenario decides nothing. It keeps what it was written on (the fiches' proposals, the data version), so that a later
edition of the data says what changed under it instead of changing it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from data.deciding.faults import Fault, text_faults
from data.decision import Decision

NAME_LIMIT: Final = 80
#: A choice of the form → (sense, modality). A merger of orientations is written `fusionnee:O3`.
ACTION_CHOICES: Final = {
    "": ("", ""),
    "poursuite": ("poursuite", ""),
    "ajuster": ("reorientation", "ajuster"),
    "transferer": ("reorientation", "transferer"),
    "arret": ("arret", ""),
}
ACTION_CHOICE_LABELS: Final = {
    "": "Non décidée",
    "poursuite": "Poursuite",
    "ajuster": "Réorientation, ajustée dans le schéma",
    "transferer": "Réorientation, transférée à un autre cadre",
    "arret": "Arrêt",
}


@dataclass(frozen=True)
class Scenario:
    """`decisions`: one an object it settles. `grounds`: (object, proposal, title) as they stood when it was saved."""

    scenario_id: str
    name: str
    decisions: tuple[Decision, ...]
    data_version: str
    grounds: tuple[tuple[str, str, str], ...]
    withdrawn: bool = False

    @property
    def by_object(self) -> dict[str, Decision]:
        return {decision.object_id: decision for decision in self.decisions}


def draft_decision(object_id: str, choice: str, frame: str = "") -> Decision | None:
    """What one line of the form says; None when it says nothing. Raises `KeyError` on an unknown choice."""
    if not choice:
        return None
    if object_id.startswith("orientation:"):
        sense, _, merged = choice.partition(":")
        return Decision(
            "", object_id, "", 0, sense, "", "", None, merged_into=f"orientation:{merged}" if merged else ""
        )
    sense, modality = ACTION_CHOICES[choice]
    received = frame.strip() if modality == "transferer" else ""
    return Decision("", object_id, "", 0, sense, "", "", None, modality=modality, receiving_frame=received)


def choice_of(decision: Decision | None) -> str:
    """The choice of the form that a decision is; empty for none, and for what the form does not offer."""
    if decision is None:
        return ""
    if decision.object_id.startswith("orientation:"):
        merged = decision.merged_into.partition(":")[2]
        return f"{decision.sense}:{merged}" if decision.sense == "fusionnee" else decision.sense
    found = (code for code, said in ACTION_CHOICES.items() if said == (decision.sense, decision.modality))
    return next(found, "")


def check_scenario(scenario: Scenario, objects: Collection[str], names: Collection[str]) -> tuple[Fault, ...]:
    """What stands against saving it, in French. `names`: those of the other scenarios."""
    faults = text_faults("name", scenario.name, limit=NAME_LIMIT, required="Donnez un nom à ce scénario.")
    if scenario.name.casefold() in {name.casefold() for name in names}:
        faults.append(Fault("name", "Un scénario porte déjà ce nom : choisissez-en un autre."))
    if not scenario.decisions:
        faults.append(Fault("decisions", "Ce scénario ne dit rien encore : choisissez au moins un devenir."))
    for decision in scenario.decisions:
        if decision.object_id not in objects or (decision.merged_into and decision.merged_into not in objects):
            faults.append(Fault("decisions", "Un objet de ce scénario est inconnu."))
        if decision.modality == "transferer" and not decision.receiving_frame:
            number = decision.object_id.partition(":")[2]
            faults.append(Fault("frame", f"Action {number} : nommez le cadre qui la reçoit."))
        if decision.merged_into == decision.object_id:
            faults.append(Fault("decisions", "Une orientation ne peut pas être fusionnée avec elle-même."))
        faults += text_faults("frame", decision.receiving_frame, limit=200)
    return tuple(faults)


def changes_under(
    scenario: Scenario, grounds: Sequence[tuple[str, str, str]], labels: Mapping[str, str], version: str
) -> tuple[str, ...]:
    """What changed in the data since it was saved, in sentences; the scenario itself is never changed.

    grounds: (object, proposal, title) today; labels: proposal → words.
    """
    today = {code: (proposal, title) for code, proposal, title in grounds}
    said = []
    for code, proposal, title in scenario.grounds:
        if code not in today:
            said.append(f"« {title} » n'existe plus dans les données.")
            continue
        now, name = today[code]
        if now != proposal:
            said.append(f"« {title} » : proposition lue « {labels[proposal]} » alors, « {labels[now]} » aujourd'hui.")
        if name != title:
            said.append(f"« {title} » s'intitule aujourd'hui « {name} ».")
    known = {code for code, _, _ in scenario.grounds}
    said += [f"« {title} » est nouveau dans les données." for code, (_, title) in today.items() if code not in known]
    if not said and version != scenario.data_version:
        said.append("Les données ont une nouvelle version ; rien de ce que porte ce scénario n'y a changé.")
    return tuple(said)


def as_draft(decision: Decision, meeting_id: str, decision_id: str, wording: str) -> Decision:
    """The decision to word in a meeting: prefilled, still to be negotiated and adopted."""
    return replace(decision, meeting_id=meeting_id, decision_id=decision_id, wording=wording)
