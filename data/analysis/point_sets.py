"""The sets of points a distance can be measured to: those the dashboard ships, and any imported layer. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data.analysis.rows import Tables

#: The columns of a set of points; what is not known is null.
COLUMNS = (
    "point_id",
    "label",
    "territory_id",
    "longitude",
    "latitude",
    "weekly_hours_h",
    "opens_saturday",
    "closes_latest",
    "days_per_month",
    "format",
)


@dataclass(frozen=True)
class PointSet:
    """Points of one kind: `points` has `COLUMNS`; `note` is what a reader must know of their positions."""

    set_id: str
    label: str
    points: pd.DataFrame
    source: str
    note: str


def _frame(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.reindex(columns=list(COLUMNS)).reset_index(drop=True)


def shipped_sets(tables: Tables) -> dict[str, PointSet]:
    """Town halls with their hours, and the mobility platforms the bilan places in a commune."""
    labels = tables["territories"][["territory_id", "label", "longitude", "latitude"]]
    halls = tables["town_halls"].merge(pd.DataFrame(labels[["territory_id", "label"]]), on="territory_id")
    halls["point_id"], halls["label"] = halls["territory_id"], "Mairie de " + halls["label"]
    facts = tables["located_facts"]
    platforms = facts.loc[
        facts["service"].str.startswith("Plateforme de mobilité (antenne")
        & facts["territory_id"].str.startswith("com:"),
        ["fact_id", "territory_id"],
    ]
    platforms = pd.DataFrame(platforms).merge(pd.DataFrame(labels), on="territory_id")
    platforms["point_id"], platforms["label"] = platforms["fact_id"], "Plateforme de mobilité, " + platforms["label"]
    sets = (
        PointSet(
            "mairies",
            "Mairies",
            _frame(halls),
            "positions et horaires des mairies : DILA, Licence Ouverte 2.0, sans date dans le fichier publié.",
            "24 positions publiées tombent hors de leur commune : elles sont prises telles quelles.",
        ),
        PointSet(
            "plateformes",
            "Plateformes de mobilité (antennes soutenues par la Région)",
            _frame(platforms),
            "bilan 2017-2023, fiche 9 ; positions déduites.",
            "Le bilan donne la commune de chaque antenne, pas son adresse : le centre de la commune est pris.",
        ),
    )
    return {one.set_id: one for one in sets}
