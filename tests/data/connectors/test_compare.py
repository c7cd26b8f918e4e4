"""Two editions of one layer, told apart."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from data.connectors.compare import compare_points, compare_values
from data.connectors.geometry import distance_km
from data.connectors.preview import preview_file

Row = dict[str, str]
Structure = Callable[..., Row]
MakeCsv = Callable[..., bytes]


def _point(
    point_id: str, label: str, territory: str, longitude: float | None, latitude: float | None
) -> dict[str, object]:
    return {
        "point_id": point_id,
        "label": label,
        "territory_id": territory,
        "longitude": longitude,
        "latitude": latitude,
    }


BEFORE = pd.DataFrame(
    [
        _point("1", "Anor", "com:59012", 4.0984, 49.9911),
        _point("2", "Bailleul", "com:59043", 2.7344, 50.7391),
        _point("3", "Cassel", "com:59135", 2.4874, 50.8003),
        _point("4", "Douai", "com:59178", 3.0957, 50.3927),
        _point("5", "Solesmes", "com:59571", 3.5026, 50.1950),
    ]
)
AFTER = pd.DataFrame(
    [
        _point("1", "ANOR", "com:59012", 4.0990, 49.9911),
        _point("2", "Bailleul", "com:59043", 2.7400, 50.7391),
        _point("3", "Cassel mairie", "com:59135", 2.4874, 50.8003),
        _point("6", "Roubaix", "com:59512", 3.1899, 50.6874),
        _point("5", "Iwuy", "com:59322", 3.3217, 50.2329),
    ]
)


def test_opened_closed_moved_renamed_replaced() -> None:
    comparison = compare_points(BEFORE, AFTER, stable_ids=True)
    changes = {(row["change"], row["point_id"]) for row in comparison.changes.to_dict("records")}
    assert changes == {("opened", "6"), ("closed", "4"), ("moved", "2"), ("renamed", "3"), ("replaced", "5")}
    assert comparison.unchanged == 1
    moved = comparison.changes[comparison.changes["change"] == "moved"].iloc[0]
    assert moved["distance_km"] == pytest.approx(distance_km(2.7344, 50.7391, 2.7400, 50.7391))
    assert comparison.count("opened") == 1


def test_identifiers_that_all_changed_are_not_openings() -> None:
    after = BEFORE.assign(point_id=["a", "b", "c", "d", "e"])
    comparison = compare_points(BEFORE, after, stable_ids=True)
    assert comparison.changes.empty
    assert comparison.unchanged == 5


def test_without_stable_identifiers_the_same_number_tells_nothing() -> None:
    comparison = compare_points(BEFORE, AFTER, stable_ids=False)
    assert comparison.count("replaced") == 0
    assert {row["label_before"] for row in comparison.changes.to_dict("records") if row["change"] == "closed"} == {
        "Douai",
        "Solesmes",
    }
    renamed = comparison.changes[comparison.changes["change"] == "renamed"]
    assert list(renamed["matched_by"]) == ["place"]


def test_points_without_position_are_compared_by_commune() -> None:
    before = pd.DataFrame([_point("1", "Bus", "com:59012", None, None)])
    assert compare_points(before, before, stable_ids=True).unchanged == 1
    elsewhere = before.assign(territory_id="com:59043")
    assert compare_points(before, elsewhere, stable_ids=True).count("moved") == 1


def test_one_edition_against_itself_from_files(structure: Structure, make_csv: MakeCsv) -> None:
    content = make_csv([structure(), structure(id_fs="2", lib_fs="Autre")])
    kept = preview_file(content, "essai.csv").kept
    comparison = compare_points(kept, kept, stable_ids=True)
    assert comparison.changes.empty
    assert comparison.unchanged == 2


def _values(*rows: tuple[str, float, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["territory_id", "value", "state"])
    return frame.assign(indicator="taux", label="Taux", unit="%")


def test_values_change_appear_and_fall_under_secrecy() -> None:
    nan = float("nan")
    before = _values(("com:1", 1.0, "value"), ("com:2", nan, "secret"), ("com:3", 3.0, "value"))
    after = _values(("com:1", nan, "secret"), ("com:2", nan, "secret"), ("com:4", 0.0, "value"))
    changes = compare_values(before, after)
    assert list(zip(changes["change"], changes["territory_id"], strict=True)) == [
        ("changed", "com:1"),
        ("closed", "com:3"),
        ("opened", "com:4"),
    ]
