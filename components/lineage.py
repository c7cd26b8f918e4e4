"""What each action becomes, in words and as a table: a decision and a proposal never share a column."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from components.formats import plural
from components.html import Html, element, joined
from components.status import badge
from components.table import html_table
from data.lineage import DESTINATION_LABELS, Flow, FutureOrientation, Lineage
from data.model import READING_LABELS


def lineage_sentences(lineage: Lineage) -> list[Html]:
    """The answer: how much is decided, what has no successor, what has no origin."""
    decided = {flow.part.action_id for flow in lineage.decided}
    waiting = {flow.part.action_id for flow in lineage.flows} - decided
    if not decided:
        return [
            joined(
                [
                    element("strong", "Aucune décision prise. "),
                    "Le dessin montre ce que les fiches proposent (2023) : des propositions, jamais des décisions.",
                ]
            )
        ]
    orphans = len(lineage.without_origin)
    return [
        joined([element("strong", f"{plural(len(decided), 'action décidée', 'actions décidées')} sur "
                f"{len(decided | waiting)}"), f", {plural(len(waiting), 'action')} sans décision."]),
        joined([element("strong", plural(len(lineage.without_successor), "action ou partie", "actions ou parties")),
                " sans suite dans le schéma ni dans un autre cadre."]),
        joined([element("strong", plural(orphans, "orientation")), " sans origine dans le schéma 2017-2023."]),
    ]  # fmt: skip


def flows_table(flows: Sequence[Flow], href: Callable[[int], str]) -> Html:
    """One row a part: the fiche's proposal, then what was decided, each in its column."""
    rows = []
    for flow in flows:
        outcome = (
            joined(
                [
                    element("strong", DESTINATION_LABELS[flow.destination.kind]),
                    f" : {flow.destination.label}" if flow.destination.kind in {"orientation", "cadre"} else None,
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


def orientations_table(orientations: Sequence[FutureOrientation], dossier: Callable[[str], str]) -> Html:
    """The orientations that stand, and where what they carry comes from. dossier: the link to that of each."""
    rows = [
        [
            element("a", orientation.label, href=dossier(orientation.object_id)),
            ("créée" if orientation.created else "décidée")
            if orientation.decided
            else "reprise de 2017-2023, non décidée",
            element("ul", *(element("li", part.label) for part in orientation.parts), class_="sd-plain")
            if orientation.parts
            else ("sans origine" if orientation.decided else "aucune action décidée"),
        ]
        for orientation in orientations
    ]
    columns = ("Orientation", "État", "Ce qu'elle reprend, par décision")
    return html_table("Orientations 2025-2030 et leur origine", columns, rows)


def alt_lineage(flows: Sequence[Flow], proposed: bool) -> str:
    """What the drawing says to those who do not see it."""
    counts: dict[str, int] = {}
    for flow in flows:
        counts[flow.destination.label] = counts.get(flow.destination.label, 0) + 1
    said = " ; ".join(f"{label} : {count}" for label, count in counts.items())
    return f"{'Propositions des fiches (2023), non décidées' if proposed else 'Devenir des actions'}. {said}."
