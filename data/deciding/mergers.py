"""Mergers that end nowhere: what receives must stay. Asked of a decision, and of a preparation. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from data.decision import Decision

Called = Callable[[str], str]


def merges(decision: Decision) -> bool:
    """Whether it joins its object to another: an orientation, or an action."""
    return decision.sense == "fusionnee" or (decision.sense == "reorientation" and decision.modality == "fusionner")


def ends_nowhere(taken: Decision, others: Mapping[str, Decision], called: Called) -> str:
    """Why what is merged would end nowhere if this were taken, and what to do; empty when it ends somewhere.

    others: object → what stands on it, in preparation where it bears no meeting; the object of `taken` is not looked
    at. called: how an object is named.
    """
    if merges(taken):
        return _received(taken, others, called)
    if taken.sense != "retiree":
        return ""
    joined = [one for one in others.values() if merges(one) and one.merged_into == taken.object_id]
    if not joined:
        return ""
    first = joined[0]
    return (
        f"{_capital(called(first.object_id))} est fusionnée avec celle-ci {_how(first)}, et ne serait plus portée : "
        "changez d'abord avec laquelle elle est fusionnée."
    )


def _received(taken: Decision, others: Mapping[str, Decision], called: Called) -> str:
    receiver = taken.merged_into
    own = others.get(receiver) or others.get(receiver.partition(".")[0])
    if own is None or own.object_id == taken.object_id:
        return ""
    if own.sense in ("retiree", "arret"):
        gone = "retirée" if own.sense == "retiree" else "arrêtée"
        return f"{_capital(called(receiver))} est {gone} {_how(own)} : choisissez-en une qui reste au schéma."
    if not merges(own):
        return ""
    if own.merged_into.partition(".")[0] == taken.object_id.partition(".")[0]:
        return (
            f"{_capital(called(receiver))} est elle-même fusionnée avec celle-ci {_how(own)} : aucune des deux ne "
            "resterait. Choisissez d'abord laquelle reçoit l'autre."
        )
    return (
        f"{_capital(called(receiver))} est elle-même fusionnée avec {called(own.merged_into)} {_how(own)} : "
        "choisissez-en une qui reste au schéma."
    )


def _how(decision: Decision) -> str:
    return "par décision" if decision.meeting_id else "dans la préparation"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
