"""The part of a dossier that a preparation would attach to the orientation: apart, and said not to be decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from components.dossier_tables import measures_table
from components.dossier_words import place_words
from components.gatherings import remarks_table
from components.html import Html, element, joined
from components.source import source_details
from components.status import badge, proposal_words
from components.table import html_table
from data.orientation_dossier import Waiting

RULE = (
    "Ce que le secrétariat prépare de rattacher à cette orientation. Rien n'en est décidé : une réunion du COPIL seule "
    "le décide, et aucun compte des autres sections ne l'ajoute."
)


def waiting_block(
    waiting: Waiting,
    fiche: Callable[[int], str],
    trend: Callable[[str], str],
    objects: Mapping[str, str],
    places: Mapping[str, str],
) -> Html:
    """Those actions, where they stand today, and what is known of them. fiche, trend: links; the rest, names."""
    rows = [
        [
            element("a", part.label, href=fiche(part.action_id)),
            home,
            joined([badge(part.proposal), element("span", proposal_words(status), class_="sd-detail sd-small")]),
        ]
        for part, status, home in waiting.actions
    ]
    columns = (
        "Action à rattacher, non décidé",
        "Orientation qui la porte aujourd'hui",
        "Proposition de la fiche (2023)",
    )
    cited = [element("li", element("strong", f"{one.label} : "), place_words(one)) for one in waiting.places]
    pilots = {(number, body.label): body.source for number, body in waiting.pilots}
    held = [line for line in waiting.lines if line.state != "unfed"]
    return joined(
        [
            element("p", RULE),
            html_table("Les actions que la préparation rattacherait", columns, rows),
            measures_table("Leurs indicateurs qui ont une valeur ou une cible", held, trend) if held else None,
            element("h3", "Arrondissements qu'elles citent"),
            element("ul", *cited, class_="sd-items"),
            element("h3", "Leurs pilotes écrits dans les fiches (2023)"),
            element(
                "ul",
                *(
                    element("li", f"Action {number} : {label}", source_details(source))
                    for (number, label), source in pilots.items()
                ),
                class_="sd-items",
            )
            if pilots
            else element("p", "Aucun pilote n'y est écrit."),
            remarks_table(waiting.remarks, "Contributions en rencontre sur ces actions", objects, places)
            if waiting.remarks
            else element("p", "Aucune contribution en rencontre sur ces actions.", class_="sd-small"),
        ]
    )
