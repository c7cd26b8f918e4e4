"""What each action becomes, in words and as a table: a decision and a proposal never share a column."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from components.formats import listing, plural
from components.html import Html, element, joined
from components.status import badge
from components.table import html_table
from data.lineage import DESTINATION_LABELS, Flow, FutureOrientation, Lineage
from data.model import READING_LABELS


def lineage_sentences(lineage: Lineage) -> list[Html]:
    """The answer: how much is decided, what has no successor, what has no origin."""
    actions = {flow.part.action_id for flow in lineage.flows}
    settled, begun = lineage.settled, lineage.begun
    orientations = sum(one.decided for one in lineage.orientations)
    taken = plural(orientations, "orientation décidée", "orientations décidées")
    if not settled and not begun:
        return [
            joined(
                [
                    element(
                        "strong", f"Aucune action décidée, {taken}. " if orientations else "Aucune décision prise. "
                    ),
                    "Le dessin montre ce que les fiches proposent (2023) : des propositions, jamais des décisions.",
                ]
            ),
            *_bare(lineage),
        ]
    partly = f", {len(begun)} en partie" if begun else ""
    return [
        joined(
            [
                element(
                    "strong", f"{plural(len(settled), 'action décidée', 'actions décidées')} sur {len(actions)}{partly}"
                ),
                f", {plural(len(actions - settled - begun), 'action')} sans décision ; {taken}.",
            ]
        ),
        joined(
            [
                element("strong", plural(len(lineage.without_successor), "action ou partie", "actions ou parties")),
                " sans suite dans le schéma ni dans un autre cadre.",
            ]
        ),
        *_led(lineage.flows),
        *_bare(lineage),
    ]


def _bare(lineage: Lineage) -> list[Html]:
    """What stands with nothing of the first schéma under it: the two are not the same thing."""
    new, emptied = len(lineage.without_origin), len(lineage.without_action)
    said = [joined([element("strong", plural(new, "orientation nouvelle", "orientations nouvelles")),
                    " sans origine dans le schéma 2017-2023."])]  # fmt: skip
    if emptied:
        said.append(
            joined(
                [
                    element("strong", plural(emptied, "orientation gardée", "orientations gardées")),
                    " dont aucune action ne reste.",
                ]
            )
        )
    return said


def _led(flows: Sequence[Flow]) -> list[Html]:
    """What leaves the schéma because the action it is merged with does: nobody decided it in so many words."""
    return [
        joined(
            [
                element("strong", f"À revoir : {flow.part.label.partition(' · ')[0]}"),
                f" est fusionnée avec l'action {flow.follows}, qui ne reste pas dans le schéma "
                f"({DESTINATION_LABELS[flow.destination.kind].lower()}).",
            ]
        )
        for flow in flows
        if flow.follows and flow.destination.kind in {"fin", "cadre"}
    ]


def flows_table(flows: Sequence[Flow], href: Callable[[int], str]) -> Html:
    """One row a part: the fiche's proposal, then what was decided, each in its column."""
    rows = []
    for flow in flows:
        outcome = (
            joined(
                [
                    element("strong", DESTINATION_LABELS[flow.destination.kind]),
                    f" : {flow.destination.label}" if flow.destination.kind in {"orientation", "cadre"} else None,
                    f", avec l'action {flow.follows} qui la reçoit" if flow.follows else None,
                    element("span", flow.words, class_="sd-detail sd-small") if flow.words else None,
                ]
            )
            if flow.decided
            else joined(
                ["non décidé", element("span", flow.words, class_="sd-detail sd-small") if flow.words else None]
            )
        )
        rows.append(
            [
                element("a", flow.part.label, href=href(flow.part.action_id)),
                badge(flow.part.proposal, READING_LABELS[flow.part.proposal]),
                outcome,
            ]
        )
    columns = ("Action ou partie d'action", "Proposition de la fiche (2023)", "Décision du COPIL")
    return html_table("Devenir de chaque action du schéma 2017-2023", columns, rows)


def flows_frame(flows: Sequence[Flow]) -> pd.DataFrame:
    """The data of the drawing."""
    return pd.DataFrame(
        {
            "Action ou partie": [flow.part.label for flow in flows],
            "Va vers": [flow.destination.label for flow in flows],
            "Nature": [DESTINATION_LABELS[flow.destination.kind] for flow in flows],
            "Part de l'action": [str(flow.part.share) for flow in flows],
        }
    )


def flows_data(flows: Sequence[Flow]) -> pd.DataFrame:
    """The bands as they are drawn: each is as wide as its share of an action."""
    return pd.DataFrame(
        {
            "Action (numéro)": [flow.part.action_id for flow in flows],
            "Action ou partie": [flow.part.label for flow in flows],
            "Va vers": [flow.destination.label for flow in flows],
            "Nature": [DESTINATION_LABELS[flow.destination.kind] for flow in flows],
            "Part de l'action (de 0 à 1)": [round(float(flow.part.share), 4) for flow in flows],
        }
    )


def orientations_table(orientations: Sequence[FutureOrientation], dossier: Callable[[str], str]) -> Html:
    """The orientations that stand, and where what they carry comes from. dossier: the link to that of each."""
    rows = [
        [
            element("a", orientation.label, href=dossier(orientation.object_id)),
            ("créée" if orientation.created else "décidée")
            if orientation.decided
            else "reprise de 2017-2023, non décidée",
            _taken_up(orientation),
        ]
        for orientation in orientations
    ]
    columns = ("Orientation", "État", "Ce qu'elle reprend, par décision")
    return html_table("Orientations 2025-2030 et leur origine", columns, rows)


def _taken_up(orientation: FutureOrientation) -> str | Html:
    """What it takes up by decision, then what is its own and is not decided; never one for the other."""
    waiting = listing(sorted({str(part.action_id) for part in orientation.waiting}, key=int))
    still = f"Non décidé : {'actions' if ' et ' in waiting else 'action'} {waiting}." if waiting else ""
    if orientation.parts:
        taken = element("ul", *(element("li", part.label) for part in orientation.parts), class_="sd-plain")
        return joined([taken, element("span", still, class_="sd-detail sd-small")]) if still else taken
    if still:
        return f"Rien encore. {still}"
    if not orientation.decided:
        return "aucune action"
    return "sans origine" if orientation.created else "aucune action ne reste"


def alt_lineage(flows: Sequence[Flow], proposed: bool) -> str:
    """What the drawing says to those who do not see it."""
    counts: dict[str, int] = {}
    for flow in flows:
        counts[flow.destination.label] = counts.get(flow.destination.label, 0) + 1
    said = " ; ".join(f"{label} : {count}" for label, count in counts.items())
    return f"{'Propositions des fiches (2023), non décidées' if proposed else 'Devenir des actions'}. {said}."
