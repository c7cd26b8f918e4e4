"""Who is within reach and who is not, in words and tables."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from components.formats import number, plural, quantity
from components.html import Html, element, joined
from components.table import html_table


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
    columns = ("Commune", "Habitants", "Distance", "Point le plus proche", "EPCI", "Arrondissement")
    return html_table("Communes au-delà du seuil, les plus peuplées d'abord", columns, cells, numeric=(1, 2))


def points_words(kept: int, excluded: int, unknown: int) -> str:
    """How many points count, how many the condition of opening sets aside, of how many it cannot say."""
    words = f"{plural(kept, 'point retenu', 'points retenus')} ; {plural(excluded, 'point écarté', 'points écartés')}"
    return f"{words} ; {plural(unknown, 'point')} dont l'ouverture n'est pas connue, non retenus."


def reserves(note: str) -> Html:
    """What must not be concluded from a straight line between two points."""
    return element(
        "p",
        element("strong", "À savoir : "),
        f"{note} Tous les habitants d'une commune sont comptés en un seul point : dans une grande commune, la distance "
        "d'une rue peut différer de plusieurs kilomètres. La distance à vol d'oiseau n'est pas un temps de trajet.",
        class_="sd-note",
    )
