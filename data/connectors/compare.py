"""Two editions of one layer: what opened, closed, moved, changed name; what cannot be told apart is said so."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from data.connectors.geometry import distance_km
from data.connectors.names import normalise_label

MOVED_KM: Final = 0.2
CHANGES: Final = ("opened", "closed", "moved", "renamed", "replaced")
CHANGE_LABELS: Final = {
    "opened": "Apparu",
    "closed": "Disparu",
    "moved": "Déplacé de plus de 200 m",
    "renamed": "Nom changé",
    "replaced": "Même identifiant, autre nom et autre lieu : à vérifier",
}
POINT_CHANGE_COLUMNS: Final = (
    "change",
    "point_id",
    "label_before",
    "label_after",
    "territory_before",
    "territory_after",
    "distance_km",
    "matched_by",
)
VALUE_CHANGE_COLUMNS: Final = (
    "change",
    "territory_id",
    "indicator",
    "label",
    "unit",
    "value_before",
    "state_before",
    "value_after",
    "state_after",
)

Record = dict[Hashable, Any]


@dataclass(frozen=True)
class Comparison:
    """`changes` has the columns of `POINT_CHANGE_COLUMNS`; one point may be both moved and renamed (two rows).

    `unchanged` counts the points found in both editions with neither change.
    """

    changes: pd.DataFrame
    unchanged: int

    def count(self, change: str) -> int:
        return list(self.changes["change"]).count(change)


def compare_points(before: pd.DataFrame, after: pd.DataFrame, *, stable_ids: bool) -> Comparison:
    """Compare two points layers.

    Points are matched by identifier where the publisher keeps them, then by name and commune, then by commune and place
    (200 m at most): an identifier that changed is not a closure.
    """
    left = dict(enumerate(before.to_dict("records")))
    right = dict(enumerate(after.to_dict("records")))
    changes: list[Record] = []
    unchanged = 0
    for matched_by in ("identifiant", "nom et commune", "place"):
        if matched_by == "identifiant" and not stable_ids:
            continue
        for old, new in _match(left, right, matched_by):
            found = _differences(old, new, matched_by)
            changes.extend(found)
            unchanged += not found
    changes.extend(_change("closed", old, None, None, "") for old in left.values())
    changes.extend(_change("opened", None, new, None, "") for new in right.values())
    changes.sort(key=lambda change: CHANGES.index(change["change"]))
    frame = pd.DataFrame(changes, columns=list(POINT_CHANGE_COLUMNS)).astype({"distance_km": "float64"})
    return Comparison(frame, unchanged)


def compare_values(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Compare two areas layers: one row a commune and indicator that appeared, disappeared or changed.

    Columns: `VALUE_CHANGE_COLUMNS`; `change` is opened, closed or changed. A change of state alone counts.
    """
    left, right = _by_territory(before), _by_territory(after)
    changes = []
    for key in sorted({*left, *right}):
        old, new = left.get(key), right.get(key)
        if old and new and old["state"] == new["state"] and (old["state"] != "value" or old["value"] == new["value"]):
            continue
        known = new or old or {}
        changes.append(
            {
                "change": "opened" if old is None else "closed" if new is None else "changed",
                **{column: known[column] for column in ("territory_id", "indicator", "label", "unit")},
                "value_before": old["value"] if old else None,
                "state_before": old["state"] if old else "",
                "value_after": new["value"] if new else None,
                "state_after": new["state"] if new else "",
            }
        )
    frame = pd.DataFrame(changes, columns=list(VALUE_CHANGE_COLUMNS))
    return frame.astype({"value_before": "float64", "value_after": "float64"})


def _by_territory(frame: pd.DataFrame) -> dict[tuple[str, str], Record]:
    return {(str(record["territory_id"]), str(record["indicator"])): record for record in frame.to_dict("records")}


def _match(left: dict[int, Record], right: dict[int, Record], matched_by: str) -> list[tuple[Record, Record]]:
    """Take the pairs out of both sides. A key that several points share on one side tells nothing: they wait."""
    if matched_by == "place":
        return _match_places(left, right)
    key = _by_id if matched_by == "identifiant" else _by_name
    found = []
    others = _unique({at: key(record) for at, record in right.items()})
    for value, at in _unique({at: key(record) for at, record in left.items()}).items():
        if value in others:
            found.append((left.pop(at), right.pop(others[value])))
    return found


def _match_places(left: dict[int, Record], right: dict[int, Record]) -> list[tuple[Record, Record]]:
    near = []
    for at, old in left.items():
        for other, new in right.items():
            distance = _distance(old, new)
            if old["territory_id"] == new["territory_id"] and distance is not None and distance <= MOVED_KM:
                near.append((distance, at, other))
    found = []
    for _, at, other in sorted(near):
        if at in left and other in right:
            found.append((left.pop(at), right.pop(other)))
    return found


def _by_id(record: Record) -> Hashable:
    return record["point_id"]


def _by_name(record: Record) -> Hashable:
    return (normalise_label(str(record["label"])), record["territory_id"])


def _unique(keys: dict[int, Hashable]) -> dict[Hashable, int]:
    counts: dict[Hashable, int] = {}
    for key in keys.values():
        counts[key] = counts.get(key, 0) + 1
    return {key: at for at, key in keys.items() if counts[key] == 1}


def _differences(old: Record, new: Record, matched_by: str) -> list[Record]:
    distance = _distance(old, new)
    moved = old["territory_id"] != new["territory_id"] if distance is None else distance > MOVED_KM
    renamed = normalise_label(str(old["label"])) != normalise_label(str(new["label"]))
    if moved and renamed and old["territory_id"] != new["territory_id"]:
        return [_change("replaced", old, new, distance, matched_by)]
    kinds = [kind for kind, happened in (("moved", moved), ("renamed", renamed)) if happened]
    return [_change(kind, old, new, distance, matched_by) for kind in kinds]


def _change(kind: str, old: Record | None, new: Record | None, distance: float | None, matched_by: str) -> Record:
    known = new or old or {}
    return {
        "change": kind,
        "point_id": known["point_id"],
        "label_before": old["label"] if old else "",
        "label_after": new["label"] if new else "",
        "territory_before": old["territory_id"] if old else "",
        "territory_after": new["territory_id"] if new else "",
        "distance_km": distance,
        "matched_by": matched_by,
    }


def _distance(old: Record, new: Record) -> float | None:
    places = [record[axis] for record in (old, new) for axis in ("longitude", "latitude")]
    return None if any(pd.isna(place) for place in places) else distance_km(*places)
