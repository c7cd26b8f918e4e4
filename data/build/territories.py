"""Territories: the reference (already built from the registry packages) and the names the document uses."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pandas as pd

from data.build.fiches import Rows
from data.build.reading import Sources
from data.model import ARRONDISSEMENTS, BASES, CERTAINTIES, LEVELS, LINKS

#: Tables that `make data-reference` wrote, taken as they are.
REFERENCE_TABLES = (
    "territories",
    "territory_links",
    "populations",
    "town_halls",
    "outlines",
    "associated_communes",
)


def read_reference(folder: Path) -> Rows:
    """Rows of the territorial reference, from its committed Parquet files."""
    rows: Rows = defaultdict(list)
    for name in REFERENCE_TABLES:
        data = pd.read_parquet(folder / f"{name}.parquet")
        rows[name] = data.astype(object).where(data.notna(), None).to_dict("records")
    return rows


def build_territories(sources: Sources) -> Rows:
    """Rows of territories without outline (zones, AOM, mobility basins), territory_aliases, action_arrondissements."""
    rows: Rows = defaultdict(list)
    for record in sources.many("zones.yml"):
        territory_id = record.text("id")
        rows["territories"].append(
            {"territory_id": territory_id, "level": record.choice("echelle", LEVELS), "label": record.text("libelle")}
        )
        for entry in record.records("dans"):
            rows["territory_links"].append(
                {
                    "child_id": territory_id,
                    "parent_id": entry.text("territoire"),
                    "share": entry.number("part", required=True),
                }
            )
            entry.close()
        record.close()
    for record in sources.lines("territory_aliases.csv", ("ecrit", "territoire", "certitude", "raison")):
        rows["territory_aliases"].append(
            {
                "written": record.text("ecrit"),
                "territory_id": record.text("territoire"),
                "certainty": record.choice("certitude", CERTAINTIES),
                "reason": record.text("raison", required=False),
            }
        )
        record.close()
    for record in sources.many("action_arrondissements.yml"):
        link = record.choice("lien", LINKS)
        rows["action_arrondissements"].append(
            {
                "action_id": record.whole("action", required=True),
                "territory_id": record.choice("arrondissement", ARRONDISSEMENTS),
                "link": link,
                "priority": record.flag("prioritaire"),
                "via": record.text("via"),
                "basis": record.choice("fondement", BASES),
                "document_id": "bilan",
                "place": record.text("lieu"),
                "quote": record.quote(required=link == "cited"),
            }
        )
        record.close()
    return rows
