"""A decision in words, the same in the relevé, the extract, the follow-up and on screen. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from components.formats import NO_BREAK, date
from data.decision import ACT_LABELS, INSTANCE_LABELS, Decision, Meeting

#: A meeting as its decisions name it: « COPIL restreint du 5 février 2027 ».
_SHORT = {"copil": "COPIL", "copil_restreint": "COPIL restreint", "cotech": "COTECH"}


def meeting_words(meeting: Meeting | None) -> str:
    if meeting is None:
        return "réunion non précisée"
    name = _SHORT.get(meeting.instance, INSTANCE_LABELS.get(meeting.instance, meeting.instance))
    return f"{name} du {date(meeting.day)}" if meeting.day else f"{name}, date non précisée"


def number_words(decision: Decision, meeting: Meeting | None) -> str:
    """« Décision n° 1, COPIL restreint du 5 février 2027 »."""
    rank = f"n°{NO_BREAK}{decision.number}" if decision.number else "sans numéro"
    return f"Décision {rank}, {meeting_words(meeting)}"


def object_words(object_id: str, titles: Mapping[str, str]) -> str:
    """« Action 5 – Maisons de services au public… »."""
    kind, _, code = object_id.partition(":")
    name = {"action": "Action", "orientation": "Orientation"}.get(kind, kind.capitalize())
    title = titles.get(object_id, "")
    return f"{name} {code} – {title}" if title else f"{name} {code}"


def how_rows(decision: Decision, titles: Mapping[str, str]) -> list[tuple[str, str]]:
    """What a sense needs to be whole: with what it is merged, where it goes, what it takes up, what it empties."""
    merged = object_words(decision.merged_into, titles) if decision.merged_into else ""
    rows = []
    if decision.sense == "fusionnee":
        rows.append(("Fusionnée avec", merged or "non précisé"))
    elif decision.sense == "reorientation":
        how = {
            "ajuster": "ajustée dans le schéma",
            "fusionner": f"fusionnée avec : {merged}",
            "transferer": f"transférée à : {decision.receiving_frame or 'un autre cadre, non nommé'}",
        }.get(decision.modality, "")
        rows += [("Comment", how)] if how else []
    if decision.actions:
        rows.append(("Actions rattachées", " ; ".join(object_words(one, titles) for one in decision.actions)))
    if decision.emptying_confirmed:
        rows.append(("Effet", "une orientation au moins n'a plus d'action ; confirmé expressément en séance"))
    return rows


def act_words(decision: Decision) -> str:
    """« Délibération, Conseil départemental, 1er juin 2027 »."""
    parts = [ACT_LABELS.get(decision.act, decision.act), decision.act_authority]
    if decision.act_on:
        parts.append(date(decision.act_on))
    return ", ".join(part for part in parts if part)


def reworded_words(decision: Decision, before: str = "") -> str:
    """« Ancien » devient « nouveau » : the words of an orientation before and after; empty when it gets none.

    before: those it had, where the decision itself did not keep them.
    """
    if not decision.label:
        return ""
    before = decision.label_before or before
    if decision.sense == "reformulee" and before:
        return f"« {before} » devient « {decision.label} »"
    return f"« {decision.label} »"


def due_words(decision: Decision) -> str:
    return date(decision.due) if decision.due else "non fixée"
