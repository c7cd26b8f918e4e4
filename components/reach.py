"""Who is within reach and who is not, in words and tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd
import streamlit as st

from components.figures.curve import measure_name
from components.filters import choose_from_url
from components.formats import number, plural, quantity
from components.html import Html, element, joined
from components.table import html_table


@dataclass(frozen=True)
class Measure:
    """How reach is measured: its column, its unit, what it is called, its thresholds and their name in the URL."""

    label: str
    column: str
    unit: str
    method: str
    parameter: str
    default: str
    thresholds: Mapping[str, str]


STRAIGHT_LINE: Final = "vol-oiseau"
TIMES: Final = "temps"
MEASURES: Final = {
    STRAIGHT_LINE: Measure(
        "Distance à vol d'oiseau",
        "distance_km",
        "km",
        "à vol d'oiseau",
        "seuil",
        "5",
        {str(km): f"{km} km" for km in (1, 2, 3, 5, 7, 10, 15, 20, 30)},
    ),
    TIMES: Measure(
        "Temps de trajet importé",
        "duration_min",
        "min",
        "temps de trajet importé",
        "minutes",
        "20",
        {str(minutes): f"{minutes} min" for minutes in (5, 10, 15, 20, 30, 45, 60)},
    ),
}


def choose_measured(origins: Mapping[str, str], timed: bool) -> str:
    """Where a commune is taken to stand; with imported times, the file alone says it, and nothing is to choose."""
    if timed:
        st.html(element("p", "Mesuré depuis : ce que dit le fichier importé, commune par commune.", class_="sd-small"))
        return "centre"
    return choose_from_url("depuis", "Mesuré depuis", origins, "centre")


def _share(value: float) -> str:
    return "–" if value != value else quantity(100 * value, "%", 1)


def reach_sentence(row: Mapping[str, object], threshold: str, method: str, name: str) -> Html:
    """« 92,3 % des habitants sont à 5 km ou moins, à vol d'oiseau »: within, beyond, unknown, adding up."""
    within, beyond, unknown = (int(str(row[f"{part}_hab"])) for part in ("within", "beyond", "unknown"))
    return joined(
        [
            element("strong", f"{_share(float(str(row['within_share'])))} des habitants"),
            f" ({number(within)}) sont à {threshold} ou moins d'{name}, {method} ; {number(beyond)} sont au-delà",
            f" ; pour {number(unknown)}, on ne sait pas." if unknown else ".",
        ]
    )


def opening_note(set_id: str, opening: str) -> Html | None:
    """Why the town halls are first asked for on a Saturday, and what asking for all of them answers."""
    if set_id != "mairies" or opening not in ("samedi", "tous"):
        return None
    why = "Chaque commune a sa mairie : sans condition d'ouverture, personne n'est au-delà. "
    then = {
        "samedi": "La page s'ouvre donc sur une question qui en a : qui n'a pas de mairie ouverte le samedi à portée ?",
        "tous": "Choisissez une ouverture (le samedi, après 18 h, 20 h par semaine) pour voir qui l'est.",
    }
    return element("p", why, then[opening], class_="sd-small")


def coverage_table(rows: pd.DataFrame, labels: Mapping[str, str], caption: str) -> Html:
    """Population within, beyond and unknown by territory; what is counted of a straddling EPCI is said."""
    cells = [
        (
            joined(
                [
                    labels[str(row["territory_id"])],
                    element("span", str(row["perimeter"]), class_="sd-detail sd-small")
                    if row["perimeter"] != "territoire entier"
                    else None,
                ]
            ),
            number(row["communes_count"]),
            number(row["within_hab"]),
            _share(row["within_share"]),
            number(row["beyond_hab"]),
            plural(row["unknown_count"], "commune") if row["unknown_count"] else "aucune",
        )
        for row in rows.to_dict("records")
    ]
    columns = ("Territoire", "Communes", "Habitants à portée", "Part", "Habitants au-delà", "Sans mesure")
    return html_table(caption, columns, cells, numeric=(1, 2, 3, 4))


def beyond_table(
    rows: pd.DataFrame, labels: Mapping[str, str], points: Mapping[str, str], measure: str, unit: str
) -> Html:
    """The communes beyond the threshold, most populated first."""
    if rows.empty:
        return element("p", "Aucune commune n'est au-delà du seuil.")
    cells = [
        (
            str(row["label"]),
            number(row["population_hab"]),
            quantity(row[measure], unit, 1),
            points.get(str(row["point_id"]), str(row["point_id"])),
            labels.get(str(row["epci_id"]), "–"),
            labels.get(str(row["arrondissement_id"]), "–"),
        )
        for row in rows.to_dict("records")
    ]
    columns = ("Commune", "Habitants", measure_name(measure), "Point le plus proche", "EPCI", "Arrondissement")
    return html_table("Communes au-delà du seuil, les plus peuplées d'abord", columns, cells, numeric=(1, 2))


def points_words(kept: int, excluded: int, unknown: int) -> str:
    """How many points count, how many the condition of opening sets aside, of how many it cannot say."""
    words = f"{plural(kept, 'point retenu', 'points retenus')} ; {plural(excluded, 'point écarté', 'points écartés')}"
    if not unknown:
        return f"{words}."
    left_out = "non retenu" if unknown == 1 else "non retenus"
    return f"{words} ; {plural(unknown, 'point')} dont l'ouverture n'est pas connue, {left_out}."


#: Condition of opening, by code in the URL → what a point that does not meet nor fail it does not say.
_UNSAID: Final = {
    "samedi": "l'ouverture du samedi",
    "soir": "l'heure de fermeture",
    "vingt-heures": "les heures d'ouverture par semaine",
    "un-jour-par-mois": "le nombre de jours d'ouverture par mois",
}


def unsaid_words(opening: str, unknown: int, total: int, imports: str) -> Html | None:
    """What the points do not say of their opening, and what that does to the measure; None when all of them say it.

    `imports`: address where a list of points comes in.
    """
    if not unknown:
        return None
    some = unknown < total
    left_out = (
        " : il n'est pas retenu. Des habitants comptés au-delà sont peut-être à sa portée."
        if unknown == 1
        else " : ils ne sont pas retenus. Des habitants comptés au-delà sont peut-être à portée de l'un d'eux."
    )
    consequence = left_out if some else " : rien n'est mesuré. Aucun habitant n'est dit à portée ni au-delà."
    who = f"{number(unknown)} de ces {plural(total, 'point')}" if some else f"Aucun de ces {plural(total, 'point')}"
    verb = f"ne {'disent' if some and unknown > 1 else 'dit'} pas" if some else "ne dit"
    mend = joined(
        [
            " Une colonne « jours_par_mois », ajoutée à la liste avant de l'",
            element("a", "importer", href=imports),
            ", le dirait.",
        ]
    )
    return element(
        "p",
        element("strong", "Ouverture inconnue : "),
        f"{who} {verb} {_UNSAID[opening]}{consequence}",
        mend if opening == "un-jour-par-mois" else None,
        class_="sd-note",
    )


def reserves(note: str, *, timed: bool = False, gaps: str = "") -> Html:
    """What must not be concluded from one distance, or from one imported time, for a whole commune."""
    limits = (
        f"Temps manquants : {gaps}. Les temps sont ceux du fichier importé, qui ne dit ni l'heure de départ ni le "
        "calcul."
        if timed
        else "La distance à vol d'oiseau n'est pas un temps de trajet."
    )
    return element(
        "p",
        element("strong", "À savoir : "),
        f"{note} Tous les habitants d'une commune sont comptés en un seul point : dans une grande commune, "
        f"{'le temps' if timed else 'la distance'} d'une rue peut différer nettement. {limits}",
        class_="sd-note",
    )
