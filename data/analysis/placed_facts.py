"""The facts the bilan locates, and where they stand on a map of a given level. Pure.

A fact is drawn on its own territory and on those that contain it. On a finer map it has no place: it is told apart, and
the territories inside are said to be « rapporté à une échelle plus large », neither served nor left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from data.analysis.rows import Documents, Tables, day, decimal, text
from data.layer import Atlas, PlacedFact
from data.model import Span

#: A row that describes a need, not a service.
FINDING: Final = "Constat : "


@dataclass(frozen=True)
class Placement:
    """Facts on a map of one level. `own`: territory → its facts; `wider`: territory → names of the wider territories
    that facts without place are reported for; `apart`: those facts, and those without outline."""

    own: Mapping[str, tuple[PlacedFact, ...]]
    wider: Mapping[str, tuple[str, ...]]
    apart: tuple[PlacedFact, ...]


def compute_placed_facts(tables: Tables) -> tuple[PlacedFact, ...]:
    """Every located fact, in the order of the actions."""
    documents = Documents(tables)
    labels = dict(zip(tables["territories"]["territory_id"], tables["territories"]["label"], strict=True))
    found = [
        PlacedFact(
            fact_id=row["fact_id"],
            action_id=int(row["action_id"]),
            service=row["service"].removeprefix(FINDING),
            finding=row["service"].startswith(FINDING),
            territory_id=row["territory_id"],
            territory=labels[row["territory_id"]],
            written=row["territory_written"],
            operator=text(row["operator"]),
            value=decimal(row["value"]),
            unit=text(row["unit"]),
            state=row["state"],
            duplicate_of=text(row["duplicate_of"]),
            deduced=row["basis"] == "deduced",
            when=Span(day(row["date"]), None, row["date_precision"]),
            source=documents.source(row),
        )
        for row in tables["located_facts"].to_dict("records")
    ]
    return tuple(sorted(found, key=lambda fact: (fact.action_id, fact.fact_id)))


def parents_without_outline(tables: Tables, atlas: Atlas) -> dict[str, tuple[str, ...]]:
    """For the territories that have no outline (a transport authority): the arrondissement they wholly follow."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in tables["territory_links"].to_dict("records"):
        if row["child_id"] not in atlas.places and row["parent_id"].startswith("arr:") and row["share"] == 1:
            found[row["child_id"]].append(row["parent_id"])
    return {code: tuple(parents) for code, parents in found.items()}


def place_facts(
    facts: Iterable[PlacedFact], atlas: Atlas, level: str, parents: Mapping[str, tuple[str, ...]]
) -> Placement:
    """Where `facts` stand on the map of `level`. `parents`: see `parents_without_outline`."""
    own: dict[str, list[PlacedFact]] = defaultdict(list)
    wider: dict[str, list[str]] = defaultdict(list)
    apart: list[PlacedFact] = []
    for fact in facts:
        drawn = _drawn_on(fact.territory_id, atlas, level, parents)
        for code in drawn:
            own[code].append(fact)
        if not drawn:
            apart.append(fact)
            if not fact.duplicate_of:
                for code in _inside(fact.territory_id, atlas, level, parents):
                    if fact.territory not in wider[code]:
                        wider[code].append(fact.territory)
    return Placement(
        {code: tuple(found) for code, found in own.items()},
        {code: tuple(names) for code, names in wider.items() if names},
        tuple(apart),
    )


def _drawn_on(territory_id: str, atlas: Atlas, level: str, parents: Mapping[str, tuple[str, ...]]) -> list[str]:
    place = atlas.places.get(territory_id)
    if place is None:
        around = parents.get(territory_id, ())
        if level == "arrondissement":
            return list(around)
        return (
            [code for code, found in atlas.places.items() if found.level == "departement"]
            if (around and level == "departement")
            else []
        )
    if place.level == level:
        return [territory_id]
    return [code for at, code, _, _ in place.within if at == level]


def _inside(territory_id: str, atlas: Atlas, level: str, parents: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The territories of `level` wholly inside a wider one, the département left out: it would say nothing."""
    place = atlas.places.get(territory_id)
    around = (territory_id,) if place is not None and place.level != "departement" else parents.get(territory_id, ())
    return [
        code
        for code in atlas.of_level[level]
        if any(parent in around and share == 1 for _, parent, _, share in atlas.places[code].within)
    ]


FactsByPlace = Mapping[str, tuple[PlacedFact, ...]]
"""Territory → the facts reported for it or for a territory inside it; for the département, those that name it alone."""


def index_facts(tables: Tables, atlas: Atlas) -> FactsByPlace:
    """Every fact by the territories that can be drawn; what the card of a territory lists."""
    parents = parents_without_outline(tables, atlas)
    found: dict[str, list[PlacedFact]] = defaultdict(list)
    for fact in compute_placed_facts(tables):
        place = atlas.places.get(fact.territory_id)
        if place is None:
            around = list(parents.get(fact.territory_id, ()))
        else:
            around = [place.territory_id, *(code for level, code, _, _ in place.within if level != "departement")]
        for code in around:
            found[code].append(fact)
    return {code: tuple(facts) for code, facts in found.items()}
