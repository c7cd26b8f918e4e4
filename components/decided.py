"""What the committee decided of an action: on a full colour, so that it is never taken for a proposal. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from components.exports.decided_words import part_words
from components.formats import date
from components.html import Html, element, joined
from components.links import link_to
from data.decision import SENSE_LABELS, Decision


def object_words(object_id: str) -> str:
    """« 5 », « 13, sous-action 2 », « 1, perspective 3 »."""
    action, part = object_id.removeprefix("action:").partition(".")[0], part_words(object_id)
    return f"{action}, {part}" if part else action


def decision_badge(decision: Decision) -> Html:
    """« 5 · Poursuite », which opens the decision and its evidence."""
    return element(
        "a",
        element(
            "span",
            f"{object_words(decision.object_id)} · {SENSE_LABELS[decision.sense]}",
            class_=f"sd-badge sd-badge--fill sd-badge--{decision.sense}",
        ),
        href=link_to("decision", decision=decision.decision_id),
        class_="sd-chip",
    )


def decisions_block(decided: Sequence[Decision] | None) -> Html:
    """The decisions on one action, in full; says so when there is none, or when they cannot be read."""
    if decided is None:
        return element("p", "Les décisions du COPIL ne peuvent pas être lues pour l'instant.", class_="sd-note")
    if not decided:
        return element("p", element("strong", "Décision du COPIL : "), "aucune à ce jour.", class_="sd-note")
    return element(
        "section",
        element("h3", "Décision du COPIL"),
        *(
            element(
                "div",
                element("p", decision_badge(decision)),
                element("p", decision.wording),
                element(
                    "p",
                    joined(
                        [
                            f"Pilote : {decision.pilot or 'à désigner'}. ",
                            f"Échéance : {date(decision.due) if decision.due else 'à fixer'}.",
                        ]
                    ),
                    class_="sd-small",
                ),
            )
            for decision in decided
        ),
        class_="sd-note",
    )
