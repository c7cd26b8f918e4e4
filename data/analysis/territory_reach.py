"""How a territory is covered, beside the rest of the Nord: inhabitants in reach of each set of points. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np

from data.analysis.columns import floats, strings
from data.analysis.opening import restrict
from data.analysis.point_sets import PointSet
from data.analysis.profile import communes_of
from data.analysis.proximity import compute_communes, compute_distances
from data.analysis.reach_view import OPENED_LABELS, OPENED_ON, OPENINGS, VINTAGE
from data.analysis.rows import Tables
from data.layer import Layer
from data.model import DEPARTEMENT


@dataclass(frozen=True)
class Reached:
    """Inhabitants of one territory within a threshold of the nearest point, and beyond; those of unknown distance are
    in neither."""

    within_hab: int
    beyond_hab: int

    @property
    def share(self) -> float | None:
        """0 to 1; None where no distance is known."""
        known = self.within_hab + self.beyond_hab
        return self.within_hab / known if known else None


@dataclass(frozen=True)
class SetReach:
    """One set of points: what it is, and what is in its reach in each territory asked, in their order."""

    set_id: str
    label: str
    source: str
    note: str
    reached: tuple[Reached, ...]


def compute_set_reaches(
    tables: Tables, sets: Mapping[str, PointSet], threshold_km: float, groups: Collection[Collection[str]]
) -> tuple[SetReach, ...]:
    """For each set, in its order, what is within `threshold_km` (bound inside, straight line from the commune's
    centre) in each group of communes. `set_id` is the set's key in `sets`."""
    communes = compute_communes(tables, VINTAGE)
    ids, people = strings(communes, "territory_id"), floats(communes, "population_hab")
    masks = [np.isin(ids.astype(str), list(group)) for group in groups]
    found = []
    for name, chosen in sets.items():
        distances = floats(compute_distances(communes, chosen.points), "distance_km")
        within, beyond = distances <= threshold_km, distances > threshold_km
        reached = tuple(
            Reached(int(np.nansum(people[mask & within])), int(np.nansum(people[mask & beyond]))) for mask in masks
        )
        found.append(SetReach(name, chosen.label, chosen.source, chosen.note, reached))
    return tuple(found)


def asked_sets(sets: Mapping[str, PointSet]) -> dict[str, PointSet]:
    """The sets to compare a territory on: one that everybody is near is first asked with a condition of opening.

    The key of such a set is « mairies-samedi »; the whole set follows it.
    """
    found: dict[str, PointSet] = {}
    for name, one in sets.items():
        if name in OPENED_ON:
            opening = OPENED_ON[name]
            kept = restrict(one.points, **OPENINGS[opening][1])  # type: ignore[arg-type]
            unknown = f" {kept.unknown_count} sur {len(one.points)} sans ouverture connue : non retenues."
            note = one.note + (unknown if kept.unknown_count else "")
            found[f"{name}-{opening}"] = replace(one, label=OPENED_LABELS[name], points=kept.kept, note=note)
        found[name] = one
    return found


def compared_groups(tables: Tables, here: str, other: str = "") -> tuple[frozenset[str], ...]:
    """The communes of a territory, those of the rest of the Nord, then those of another territory if there is one."""
    own = frozenset(communes_of(tables, here))
    groups = [own, frozenset(communes_of(tables, DEPARTEMENT)) - own]
    return (*groups, frozenset(communes_of(tables, other))) if other else tuple(groups)


def compute_rates(
    layer: Layer, here: str, here_hab: int, rest_hab: int, other: str = "", other_hab: int = 0
) -> tuple[float | None, ...]:
    """Counts of a layer per 10 000 inhabitants: here, in the rest of the Nord, and in another arrondissement.

    None where the count is not known or not published: what is missing is not zero.
    """
    cells = layer.cells["arrondissement"]
    count, total = cells[here].value, layer.cells["departement"][DEPARTEMENT].value
    rest = None if count is None or total is None else total - count
    rates = [_per_10_000(count, here_hab), _per_10_000(rest, rest_hab)]
    if other:
        rates.append(_per_10_000(cells[other].value if other in cells else None, other_hab))
    return tuple(rates)


def _per_10_000(count: float | None, inhabitants: int) -> float | None:
    return None if count is None else 10_000 * count / inhabitants
