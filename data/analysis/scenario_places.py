"""The EPCI, communes and priority districts that the fiches name, and the actions that name each. Pure.

Only a few fiches go below the arrondissement: a place that none names is not one that none covers.
"""

from __future__ import annotations

from data.analysis.placed_facts import FINDING
from data.analysis.rows import Tables, text

#: The levels below the arrondissement, in the order they are told; priority districts are written as a category.
FINER = ("epci", "com", "qpv")
QPV = "zone:qpv"
#: A service that was not created is nowhere.
STANDING = ("existing", "planned")


def named_places(tables: Tables) -> dict[str, dict[str, frozenset[int]]]:
    """Level → territory → the actions that place something there, or call it a priority.

    Findings (a rate of poverty) place nothing; what the report says twice counts once, by its action.
    """
    aliases = dict(
        zip(tables["territory_aliases"]["written"], tables["territory_aliases"]["territory_id"], strict=True)
    )
    pairs = [
        (row["territory_id"], int(row["action_id"]))
        for row in tables["located_facts"].to_dict("records")
        if row["state"] in STANDING and not text(row["service"]).startswith(FINDING)
    ]
    for row in tables["priority_territories"].to_dict("records"):
        place = QPV if row["scope"] == "qpv" else aliases.get(row["written"], "")
        pairs.append((place, int(row["action_id"])))
    found: dict[str, dict[str, set[int]]] = {level: {} for level in FINER}
    for place, action in pairs:
        level = "qpv" if place == QPV else place.partition(":")[0]
        if level in found:
            found[level].setdefault(place, set()).add(action)
    return {
        level: {place: frozenset(actions) for place, actions in sorted(places.items())}
        for level, places in found.items()
    }
