"""A scenario: what orientations and actions would become, saved under a name, before any meeting decides it. Pure.

A scenario decides nothing. It keeps what it was written on (the fiches' proposals, the orientations' words, the data
version), so that a later edition of the data says what changed under it instead of changing it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from data.deciding.codec import from_payload
from data.deciding.decisions import LIMITS
from data.deciding.faults import Fault, folded, text_faults
from data.deciding.orientations import is_new
from data.decision import Decision, Entry

NAME_LIMIT: Final = 80
#: A choice of the form → (sense, modality). A merger of orientations is written `fusionnee:O3`.
ACTION_CHOICES: Final = {
    "": ("", ""),
    "poursuite": ("poursuite", ""),
    "ajuster": ("reorientation", "ajuster"),
    "transferer": ("reorientation", "transferer"),
    "arret": ("arret", ""),
}
#: What a line starts from and the form does not offer: an action merged, put off, sent back to the COTECH.
AS_IS: Final = "tel_quel"
#: The senses of an orientation that may take actions up.
TAKING: Final = ("creee", "reformulee", "maintenue")
ACTION_CHOICE_LABELS: Final = {
    "": "Sans choix",
    "poursuite": "Poursuite",
    "ajuster": "Réorientation, ajustée dans le schéma",
    "transferer": "Réorientation, transférée à un autre cadre",
    "arret": "Arrêt",
}
ORIENTATION_CHOICE_LABELS: Final = {
    "": "Sans choix",
    "maintenue": "Maintenue",
    "reformulee": "Reformulée (intitulé à droite)",
    "retiree": "Retirée",
}


@dataclass(frozen=True)
class Scenario:
    """`decisions`: one an object it settles. `grounds`: (object, proposal, title) as they stood when it was saved.

    `withdrawn`: set aside; it can still be read, compared and taken up again.
    """

    scenario_id: str
    name: str
    decisions: tuple[Decision, ...]
    data_version: str
    grounds: tuple[tuple[str, str, str], ...]
    withdrawn: bool = False

    @property
    def by_object(self) -> dict[str, Decision]:
        return {decision.object_id: decision for decision in self.decisions}

    @property
    def object_id(self) -> str:
        return f"scenario:{self.scenario_id}"


def draft_decision(
    object_id: str,
    choice: str,
    frame: str = "",
    label: str = "",
    actions: Sequence[str] = (),
    base: Decision | None = None,
) -> Decision | None:
    """What one line of the form says; None when it says nothing. Raises `KeyError` on an unknown choice.

    frame: what receives an action transferred. label, actions: the words of an orientation, and what it takes up.
    base: what the line started from, taken as it is by the choice `AS_IS`.
    """
    if not choice:
        return None
    if choice == AS_IS and base:
        return bare(base)
    if object_id.startswith("orientation:"):
        sense, _, merged = choice.partition(":")
        worded = label.strip() if sense in {"reformulee", "creee"} else ""
        taken = tuple(actions) if sense in TAKING else ()
        into = f"orientation:{merged}" if merged else ""
        return Decision("", object_id, "", 0, sense, "", "", None, merged_into=into, label=worded, actions=taken)
    sense, modality = ACTION_CHOICES[choice]
    received = frame.strip() if modality == "transferer" else ""
    return Decision("", object_id, "", 0, sense, "", "", None, modality=modality, receiving_frame=received)


def bare(decision: Decision) -> Decision:
    """What a decision makes of its object, without the meeting that took it."""
    return Decision(
        "",
        decision.object_id,
        "",
        0,
        decision.sense,
        "",
        "",
        None,
        modality=decision.modality,
        receiving_frame=decision.receiving_frame,
        merged_into=decision.merged_into,
        label=decision.label,
        actions=decision.actions,
    )


def choice_of(decision: Decision | None) -> str:
    """The choice of the form that a decision is: `AS_IS` for what the form does not offer, empty for none."""
    if decision is None:
        return ""
    if decision.object_id.startswith("orientation:"):
        merged = decision.merged_into.partition(":")[2]
        return f"{decision.sense}:{merged}" if decision.sense == "fusionnee" else decision.sense
    found = (code for code, said in ACTION_CHOICES.items() if said == (decision.sense, decision.modality))
    return next(found, AS_IS)


def check_scenario(scenario: Scenario, objects: Collection[str], names: Collection[str]) -> tuple[Fault, ...]:
    """What stands against saving it, in French. `names`: those of the other scenarios."""
    faults = text_faults("name", scenario.name, limit=NAME_LIMIT, required="Donnez un nom à ce scénario.")
    if folded(scenario.name) in {folded(name) for name in names}:
        faults.append(Fault("name", "Un scénario porte déjà ce nom, ou un point de départ : choisissez-en un autre."))
    if not scenario.decisions:
        faults.append(Fault("decisions", "Ce scénario ne dit rien encore : choisissez au moins un devenir."))
    said = scenario.by_object
    known = {*objects, *(code for code in said if is_new(code))}
    for decision in scenario.decisions:
        faults += _orientation_faults(decision, said) if kind_of(decision.object_id) == "orientation" else []
        number = decision.object_id.partition(":")[2]
        if {decision.object_id, *decision.actions, decision.merged_into or decision.object_id} - known:
            faults.append(Fault("decisions", "Un objet de ce scénario est inconnu."))
        if decision.modality == "transferer" and not decision.receiving_frame:
            faults.append(Fault("frame", f"Action {number} : nommez le cadre qui la reçoit."))
        if kind_of(decision.object_id) == "partie" and f"action:{number.split('.')[0]}" in said:
            whole = number.split(".")[0]
            faults.append(
                Fault(
                    "decisions", f"Action {whole} : choisissez pour l'action entière ou pour ses parties, pas les deux."
                )
            )
        faults += text_faults("frame", decision.receiving_frame, limit=200)
    attached = [code for decision in scenario.decisions for code in decision.actions]
    if twice := sorted({code for code in attached if attached.count(code) > 1}):
        number = twice[0].partition(":")[2]
        faults.append(
            Fault("actions", f"L'action {number} est rattachée à deux orientations nouvelles : gardez-en une.")
        )
    return tuple(dict.fromkeys(faults))


def _orientation_faults(decision: Decision, said: Mapping[str, Decision]) -> list[Fault]:
    faults = text_faults("label", decision.label, limit=LIMITS["label"])
    if decision.sense in {"reformulee", "creee"} and not decision.label:
        number = decision.object_id.partition(":")[2]
        faults.append(Fault("label", f"Orientation {number} : écrivez son intitulé."))
    if decision.sense != "fusionnee":
        return faults
    if decision.merged_into == decision.object_id:
        return [*faults, Fault("decisions", "Une orientation ne peut pas être fusionnée avec elle-même.")]
    # A merger may follow another; what it ends in must stand.
    seen, last = {decision.object_id}, decision.merged_into
    while last in said and said[last].sense == "fusionnee" and last not in seen:
        seen.add(last)
        last = said[last].merged_into
    if last in seen or (last in said and said[last].sense == "retiree"):
        number = decision.object_id.partition(":")[2]
        faults.append(Fault("decisions", f"Orientation {number} : celle qui la reçoit doit rester dans le schéma."))
    return faults


def kind_of(object_id: str) -> str:
    """`action`, `partie` (of an action) or `orientation`."""
    return "partie" if "." in object_id else object_id.partition(":")[0]


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
            said.append(f"« {title} » n'existe plus dans les données{_settled(scenario, code)}.")
            continue
        now, name = today[code]
        if now != proposal:
            said.append(f"« {title} » : proposition lue « {labels[proposal]} » alors, « {labels[now]} » aujourd'hui.")
        if name != title:
            said.append(f"« {title} » s'intitule aujourd'hui « {name} ».")
    known = {code for code, _, _ in scenario.grounds}
    kinds = {kind_of(code) for code in known}
    said += [
        f"« {title} » est nouveau dans les données."
        for code, (_, title) in today.items()
        if code not in known and kind_of(code) in kinds
    ]
    if not said and version != scenario.data_version:
        said.append("Les données ont une nouvelle version ; rien de ce que porte ce scénario n'y a changé.")
    return tuple(said)


def _settled(scenario: Scenario, code: str) -> str:
    return " ; ce scénario en disait quelque chose, qui ne se compte plus" if code in scenario.by_object else ""


def read_scenarios(heads: Iterable[Entry]) -> tuple[tuple[Entry, Scenario], ...]:
    """Every scenario with the line of the journal that says it, those set aside included, the oldest first."""
    return tuple((entry, from_payload(Scenario, entry.payload)) for entry in heads)
