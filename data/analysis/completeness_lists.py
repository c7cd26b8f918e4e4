"""What each count of the contrôle de complétude is a count of: the lines themselves, each with its place. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from data.analysis.rows import Documents, Tables, records, text
from data.completeness import Listing
from data.model import DEPARTEMENT

#: The documents of the schéma itself: a target read elsewhere is not one of its own.
OWN_DOCUMENTS = ("bilan", "rapport", "deliberation")


def existing_facts(tables: Tables) -> pd.DataFrame:
    """What exists and is placed on the map; those stated twice included, marked `duplicate_of`."""
    facts = tables["located_facts"]
    return facts.loc[facts["territory_id"].notna() & (facts["state"] == "existing")]


def own_targets(tables: Tables) -> pd.DataFrame:
    """The targets with a value that the documents of the schéma give for the département."""
    targets = tables["targets"]
    here = targets["value"].notna() & (targets["territory_id"] == DEPARTEMENT)
    return targets.loc[here & targets["document_id"].isin(OWN_DOCUMENTS)]


def levelling(tables: Tables) -> pd.DataFrame:
    """The filled cells of the lever « maillage et mutualisation »."""
    cells = tables["item_cells"]
    return cells.loc[cells["column"] == "maillage"]


def filled_sections(tables: Tables, section: str) -> list[int]:
    return sorted(int(row["action_id"]) for row in records(tables["sections"], section=section, state="filled"))


def prioritised(tables: Tables) -> pd.DataFrame:
    """The priority territories that a fiche names, the whole département apart."""
    table = tables["priority_territories"]
    return table.loc[table["scope"] != "departement"]


def compute_lists(tables: Tables) -> dict[str, tuple[Listing, ...]]:
    """Requirement → its lists; one that counts nothing of the tables is not there."""
    return {code: made for code, build in LISTS.items() if (made := build(tables))}


def _listing(title: str, lines: list[str]) -> tuple[Listing, ...]:
    return (Listing(title, tuple(lines)),) if lines else ()


def _at(row: Mapping[str, Any], words: str) -> str:
    return f"{words} ({text(row['place'])})"


def _amount(row: Mapping[str, Any]) -> str:
    value = row["value"]
    if value is None or pd.isna(value):
        return ""
    unit = text(row.get("unit"))
    return f"{value:g}".replace(".", ",") + (f" {unit}" if unit else "")


def _facts(tables: Tables) -> tuple[Listing, ...]:
    lines = []
    for row in existing_facts(tables).sort_values("action_id", kind="stable").to_dict("records"):
        said = [text(row["service"]), text(row["territory_written"]), _amount(row)]
        twice = ", double probable" if text(row["duplicate_of"]) else ""
        lines.append(_at(row, f"Action {row['action_id']} : {', '.join(part for part in said if part)}{twice}"))
    return _listing("Les faits existants situés", lines)


def _filled(section: str, title: str) -> Callable[[Tables], tuple[Listing, ...]]:
    def build(tables: Tables) -> tuple[Listing, ...]:
        titles = dict(zip(tables["actions"]["action_id"], tables["actions"]["title"], strict=True))
        return _listing(title, [f"Action {code} : {titles[code]}" for code in filled_sections(tables, section)])

    return build


def _priorities(tables: Tables) -> tuple[Listing, ...]:
    named: dict[int, list[str]] = {}
    for row in prioritised(tables).to_dict("records"):
        named.setdefault(int(row["action_id"]), []).append(text(row["written"]))
    lines = [f"Action {code} : {' ; '.join(words)} (besoins prioritaires)" for code, words in sorted(named.items())]
    return _listing("Les territoires nommés", lines)


def _targets(tables: Tables) -> tuple[Listing, ...]:
    labels = tables["indicators"].set_index("indicator_id")
    documents = Documents(tables)
    lines = []
    for row in own_targets(tables).to_dict("records"):
        kind = "résultat" if labels.loc[row["indicator_id"], "kind"] == "result" else "moyen ou contexte"
        source = documents.source({**row, "quote": None})
        label = labels.loc[row["indicator_id"], "label"]
        lines.append(f"{label} ({kind}) : {text(row['wording'])} ({source.document}, {source.place})")
    return _listing("Ces cibles", lines)


def _cells(tables: Tables) -> tuple[Listing, ...]:
    rows = levelling(tables).sort_values(["action_id", "rank"]).to_dict("records")
    return _listing("Les cases", [_at(row, f"Action {row['action_id']} : {text(row['text'])}") for row in rows])


def _digital(tables: Tables) -> tuple[Listing, ...]:
    rows = records(tables["actions"], orientation_id="O2")
    return _listing("Les actions", [f"Action {row['action_id']} : {text(row['title'])}" for row in rows])


def _governance(tables: Tables) -> tuple[Listing, ...]:
    lines = []
    for row in tables["governance_facts"].to_dict("records"):
        said = " ; ".join(part for part in (_amount(row), text(row["text"])) if part)
        lines.append(_at(row, f"{text(row['label'])}{f' : {said}' if said else ''}"))
    return _listing("Les faits de gouvernance", lines)


def _halls(_: Tables) -> tuple[Listing, ...]:
    return _listing(
        "D'où viennent ces mairies",
        [
            "Positions, horaires et accès : annuaire de l'administration (DILA), édition livrée avec le tableau de "
            "bord ; chaque mairie se lit sur la carte de couverture et dans « Sources et précautions »."
        ],
    )


LISTS: Mapping[str, Callable[[Tables], tuple[Listing, ...]]] = {
    "offre": _facts,
    "besoins": _filled("besoins", "Les fiches qui disent des besoins"),
    "deficit": _priorities,
    "objectifs": _targets,
    "mesures": _filled("perspectives", "Les fiches qui proposent des perspectives"),
    "mutualisation": _cells,
    "liste": _halls,
    "numerique": _digital,
    "suivi": _governance,
}
