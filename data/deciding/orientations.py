"""What the secretariat prepares for the orientations: order, wording drafts, attachments. Never a decision. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from data.deciding.codec import from_payload
from data.deciding.decisions import ENDED, LIMITS, in_force, senses_of
from data.deciding.faults import Fault, code_faults, text_faults, whole_faults
from data.deciding.mergers import ends_nowhere
from data.decision import Decision, Entry

ORDER_LIMIT, NOTE_LIMIT = 40, 1_000
_NEW = re.compile(r"orientation:N([1-9]\d{0,2})")


@dataclass(frozen=True)
class Preparation:
    """What will be put to the committee about one orientation. `sense`: empty while nothing is put forward.

    `label`: the draft of its new wording. `actions`: those that would be attached to it, beside what it carries.
    `order`: its place in the list. `dropped`: a creation that is given up; its line stays in the journal.
    """

    object_id: str
    sense: str = ""
    label: str = ""
    order: int = 0
    actions: tuple[str, ...] = ()
    merged_into: str = ""
    note: str = ""
    dropped: bool = False


def is_new(object_id: str) -> bool:
    """Whether the orientation is one created for 2025-2030."""
    return _NEW.fullmatch(object_id) is not None


def next_new(known: Iterable[str]) -> str:
    """The object of the next orientation to create: one more than the last ever used."""
    used = [int(match[1]) for code in known if (match := _NEW.fullmatch(code))]
    return f"orientation:N{max(used, default=0) + 1}"


def created_labels(heads: Iterable[Entry]) -> dict[str, str]:
    """The orientations created by a decision in force: object → its words. heads: the lines of kind `decision`."""
    found = {}
    for head in heads:
        name = head.object_id.partition(":")[2]
        if is_new(name) and in_force(head) and head.payload.get("label"):
            found[name] = str(head.payload["label"])
    return found


@dataclass(frozen=True)
class NewOrientations:
    """The orientations that 2017-2023 did not have, object → words, by what is known of them.

    `created`: by a decision in force. `prepared`: worded for a meeting to come, nothing being decided. `past`: given up
    since, or created then merged or withdrawn: nothing more is attached to them, what was attached still names them.
    """

    created: Mapping[str, str]
    prepared: Mapping[str, str]
    past: Mapping[str, str]


def new_orientations(decisions: Iterable[Entry], preparations: Iterable[Entry]) -> NewOrientations:
    """decisions, preparations: the heads of the journal of kinds `decision` and `orientation`."""
    heads = tuple(decisions)
    settled = {head.object_id.partition(":")[2]: head for head in heads if in_force(head)}
    created = {
        code: words for code, words in created_labels(heads).items() if settled[code].payload["sense"] not in ENDED
    }
    prepared, past = {}, {}
    for code, (_, draft) in read_preparations(preparations).items():
        if not is_new(code) or code in created:
            continue
        waiting = draft.sense == "creee" and not draft.dropped and code not in settled
        (prepared if waiting else past)[code] = draft.label or code.partition(":")[2]
    for head in heads:
        code = head.object_id.partition(":")[2]
        if is_new(code) and code not in created and code not in prepared:
            past.setdefault(code, str(head.payload.get("label") or code.partition(":")[2]))
    return NewOrientations(created, prepared, past)


def prepared_senses(object_id: str) -> tuple[str, ...]:
    """What may be put forward; nothing at all, for one that exists."""
    return ("creee",) if is_new(object_id) else ("", *senses_of(object_id))


def check_preparation(
    draft: Preparation,
    orientations: Mapping[str, str],
    actions: Collection[str],
    attached: Mapping[str, str],
    becoming: Mapping[str, Decision],
) -> tuple[Fault, ...]:
    """All that stands against keeping it; empty when it may be.

    orientations: object → how it is called. attached: action → the other orientation it is already attached to, in
    preparation. becoming: orientation → what is decided of it, else prepared.
    """
    known = draft.object_id in orientations or is_new(draft.object_id)
    faults = [] if known else [Fault("object_id", "Cette orientation est inconnue : choisissez-la dans la liste.")]
    if draft.dropped:
        return tuple(faults) if is_new(draft.object_id) else (Fault("dropped", "Seule une création s'abandonne."),)
    faults += code_faults("sense", draft.sense, prepared_senses(draft.object_id), "Choisissez un sens de la liste.")
    due = "Écrivez l'intitulé envisagé." if draft.sense in {"creee", "reformulee"} else ""
    faults += text_faults("label", draft.label, limit=LIMITS["label"], required=due)
    faults += text_faults("note", draft.note, limit=NOTE_LIMIT)
    words = f"Rang attendu : un nombre de 1 à {ORDER_LIMIT}."
    faults += whole_faults("order", draft.order, least=1, most=ORDER_LIMIT, message_fr=words)
    if draft.sense == "fusionnee" and (draft.merged_into not in orientations or draft.merged_into == draft.object_id):
        faults.append(Fault("merged_into", "Choisissez l'orientation qui l'accueillerait."))
    elif words := ends_nowhere(as_decision(draft), becoming, lambda code: f"« {orientations.get(code, code)} »"):
        faults.append(Fault("merged_into" if draft.sense == "fusionnee" else "sense", words))
    if draft.sense in {"retiree", "fusionnee"} and draft.actions:
        faults.append(Fault("actions", "Une orientation retirée ou fusionnée ne reçoit pas d'action."))
    for action in draft.actions:
        if action not in actions:
            faults.append(Fault("actions", "Une action rattachée est inconnue : choisissez-la dans la liste."))
        elif action in attached:
            faults.append(
                Fault("actions", f"Une action est déjà rattachée à « {attached[action]} » dans la préparation.")
            )
    return tuple(faults)


def read_preparations(heads: Iterable[Entry]) -> dict[str, tuple[Entry, Preparation]]:
    """Orientation → the latest preparation and the line of the journal that says it; dropped ones included."""
    return {entry.object_id: (entry, from_payload(Preparation, entry.payload)) for entry in heads}


def decided_so(draft: Preparation | None, decision: Decision | None) -> bool:
    """Whether what is prepared is exactly what is decided: it is then no longer something to put forward."""
    if draft is None or decision is None or draft.dropped:
        return False
    said = as_decision(draft)
    return all(getattr(said, part) == getattr(decision, part) for part in ("sense", "label", "merged_into", "actions"))


def as_decision(draft: Preparation) -> Decision:
    """The decision it would become, to see what it would empty. Never recorded."""
    return Decision(
        "", draft.object_id, "", 0, draft.sense, "", "", None,
        merged_into=draft.merged_into, label=draft.label, actions=draft.actions,
    )  # fmt: skip
