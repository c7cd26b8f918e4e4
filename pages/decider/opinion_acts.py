"""What giving the opinions on one action or orientation writes: those that were changed, all or none."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import streamlit as st

from components.drafts import keep_draft, read_draft
from components.formats import plural
from components.grid_form import forget, look_again, say, seen
from data.analysis.grid_evidence import facts_of
from data.deciding.codec import to_payload
from data.deciding.opinions import changed_opinions, check_opinion, opinion_id
from data.decision import OPINION_LABELS, Actor, Entry, Opinion
from data.grid import Examination, QuestionEvidence
from data.load import load_store
from data.store import ConflictError, StoreError, Write, new_entry_id

#: What one write says: object, payload, version seen.
Wish = tuple[str, dict[str, object], int]
#: Where what was done is said: beside the form that did it.
OPINIONS_GIVEN = "avis"


def write_all(actor: Actor, writes: Sequence[Wish]) -> tuple[str, Entry | None]:
    """All in one transaction, or none: ("", None) once written, else (why not, what someone else wrote if so)."""
    kept = read_draft("grille-envoi")
    wish = tuple((target, str(sorted(payload.items())), expected) for target, payload, expected in writes)
    ids = kept[1] if kept and kept[0] == wish else [new_entry_id() for _ in writes]
    keep_draft("grille-envoi", (wish, ids))
    try:
        load_store().append_many(
            actor,
            [
                Write("donner_avis", target, target.partition(":")[0], payload, expected, entry_id)
                for (target, payload, expected), entry_id in zip(writes, ids, strict=True)
            ],
        )
    except ConflictError as conflict:
        return conflict.message_fr, conflict.head
    except StoreError as error:
        return error.message_fr, None
    return "", None


def record_opinions(
    writer: Actor,
    unit: str,
    typed: Sequence[Opinion],
    histories: Mapping[str, Sequence[tuple[Entry, Opinion]]],
    evidence: Mapping[str, QuestionEvidence],
    units: Collection[str],
    grid: Examination,
) -> None:
    """Record the opinions just sent that were changed, all or none, or say why not; what was typed is kept.

    typed: what the form holds, empty until it is sent. histories: question → its versions, the first one first.
    evidence, units: what may be cited and examined, as the page has loaded it.
    """
    names = {code: f"avis-{unit}-{code}" for code in grid.criteria}
    last = {code: max((entry.version for entry, _ in histories[code]), default=0) for code in grid.criteria}
    # What was on screen when the form was first drawn is what its writer answers to, question by question.
    began = {code: seen(names[code], last[code]) for code in grid.criteria}
    if not typed:
        return
    shown = {code: one for code in grid.criteria for entry, one in histories[code] if entry.version == began[code]}
    changed = changed_opinions(typed, shown)
    if not changed:
        st.info("Aucun avis n'a changé : rien n'est enregistré.")
        return
    facts = facts_of(evidence)
    known = {code: found[-1][1].fact for code, found in histories.items() if found}
    faults = [
        f"{grid.labels[one.criterion]} {fault.message_fr}"
        for one in changed
        for fault in check_opinion(one, units, facts, known.get(one.criterion, ""), grid)
    ]
    if faults:
        st.error(" ".join(faults))
        return
    rivals = [histories[one.criterion][-1][0] for one in changed if last[one.criterion] != began[one.criterion]]
    if not rivals:
        wishes = [(opinion_id(unit, one.criterion), to_payload(one), began[one.criterion]) for one in changed]
        problem, head = write_all(writer, wishes)
        if not problem:
            for code in grid.criteria:
                forget(names[code])
            say(_recorded_sentence(changed, grid), OPINIONS_GIVEN)
            st.rerun()
        if head is None:
            st.error(problem)
            return
        rivals = [head]
    for head in rivals:
        code = head.object_id.rpartition(":")[2]
        st.error(f"{grid.labels[code]} {ConflictError(head).message_fr} Aucun des autres avis n'est enregistré.")
        look_again(names[code], head.version)


def _recorded_sentence(changed: Sequence[Opinion], grid: Examination) -> str:
    """« 2 avis enregistrés : … Favorable ; … Réservé. Les 3 autres n'ont pas changé. »"""
    told = " ; ".join(f"{grid.labels[one.criterion]} {OPINION_LABELS[one.opinion]}" for one in changed)
    left = len(grid.criteria) - len(changed)
    rest = {0: "", 1: " L'autre n'a pas changé."}.get(left, f" Les {left} autres n'ont pas changé.")
    return f"{plural(len(changed), 'avis enregistré', 'avis enregistrés')} : {told}.{rest}"
