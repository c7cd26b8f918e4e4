"""Imported editions as layers of the map: counted where they are, drawn where they stand, secret never zero."""

from __future__ import annotations

import pandas as pd
import pytest

from components.figures.classes import classify
from data.analysis.atlas import compute_atlas
from data.analysis.imported_layers import compute_imported_layers
from data.analysis.point_sets import PointSet
from data.imported import AreaSet
from data.layer import Atlas, Layer

Tables = dict[str, pd.DataFrame]

LILLE, ANOR, FLANDRE_LYS = "com:59350", "com:59012", "epci:245900758"


@pytest.fixture(scope="module")
def atlas(tables: Tables) -> Atlas:
    return compute_atlas(tables)


def area(indicator: str, territory: str, value: float | None, state: str = "value", layer: str = "revenus") -> dict:
    return {
        "layer": layer,
        "indicator": indicator,
        "label": indicator.capitalize(),
        "territory_id": territory,
        "value": value,
        "state": state,
        "unit": "" if indicator == layer else "%",
    }


def only(layers: dict[str, Layer]) -> Layer:
    (layer,) = layers.values()
    return layer


def points_layer(atlas: Atlas) -> Layer:
    points = pd.DataFrame(
        {
            "point_id": ["1", "2", "3"],
            "label": ["Un", "Deux", "Trois"],
            "territory_id": [LILLE, LILLE, ANOR],
            "longitude": [3.06, 3.07, None],
            "latitude": [50.63, 50.64, None],
        }
    )
    return only(
        compute_imported_layers({"postes": PointSet("postes-1", "Postes", points, "source", "note")}, {}, atlas)
    )


def test_points_are_counted_in_each_territory_and_a_place_without_any_is_zero(atlas: Atlas) -> None:
    layer = points_layer(atlas)
    assert {code: cell.value for code, cell in layer.cells["commune"].items() if cell.value} == {LILLE: 2, ANOR: 1}
    assert {cell.state for cell in layer.cells["commune"].values()} == {"value"}
    assert layer.cells["arrondissement"]["arr:595"].value == 2
    assert layer.cells["arrondissement"]["arr:591"].value == 1
    assert layer.cells["departement"]["dep:59"].value == 3
    assert "Nord" in layer.cells["epci"][FLANDRE_LYS].note


def test_a_point_without_position_is_counted_and_never_drawn_somewhere(atlas: Atlas) -> None:
    layer = points_layer(atlas)
    assert [point.longitude for point in layer.points] == [3.06, 3.07, None]
    assert layer.cells["commune"][ANOR].value == 1


def test_another_edition_is_another_stamp(atlas: Atlas) -> None:
    points = pd.DataFrame(columns=["point_id", "label", "territory_id", "longitude", "latitude"])
    stamps = {
        only(compute_imported_layers({"x": PointSet(name, "X", points, "", "")}, {}, atlas)).stamp for name in "ab"
    }
    assert len(stamps) == 2


def test_secret_missing_and_zero_are_three_states(atlas: Atlas) -> None:
    rows = pd.DataFrame(
        [
            area("taux", LILLE, 0.0),
            area("taux", ANOR, None, "secret"),
            area("taux", "com:59017", None, "missing"),
        ]
    )
    layer = only(compute_imported_layers({}, {"revenus": AreaSet("r-1", "Revenus", rows, "source", "")}, atlas))
    cells = layer.cells["commune"]
    assert (cells[LILLE].state, cells[LILLE].value) == ("value", 0.0)
    assert (cells[ANOR].state, cells["com:59017"].state, cells["com:59183"].state) == ("secret", "empty", "empty")
    assert layer.levels == ("commune",)
    said = {one.label: one.count for one in classify(layer, "commune").classes if one.state}
    assert [count for label, count in said.items() if "ecret statistique" in label] == [1]
    assert [count for label, count in said.items() if "Non renseigné" in label] == [645]


def test_a_list_of_communes_is_read_yes_or_no_then_counted(atlas: Atlas) -> None:
    rows = pd.DataFrame([area("pvd", ANOR, 1.0, layer="pvd"), area("pvd", "com:59017", 1.0, layer="pvd")])
    layer = only(compute_imported_layers({}, {"pvd": AreaSet("p-1", "PVD", rows, "source", "")}, atlas))
    yes = [one for one in classify(layer, "commune").classes if one.label == "En fait partie"]
    assert [one.count for one in yes] == [2]
    assert layer.cells["departement"]["dep:59"].value == 2
    assert layer.cells["commune"][LILLE].state == "value"


def test_where_most_have_none_none_is_a_class_of_its_own(atlas: Atlas) -> None:
    held = [code for code in atlas.communes[:40] for _ in range(1 + int(code[-1]))]
    points = pd.DataFrame(
        {
            "point_id": [str(rank) for rank in range(len(held))],
            "label": "p",
            "territory_id": held,
            "longitude": 3.0,
            "latitude": 50.5,
        }
    )
    layer = only(compute_imported_layers({"x": PointSet("x-1", "X", points, "", "")}, {}, atlas))
    classes = classify(layer, "commune").classes
    assert (classes[0].label, classes[0].count) == ("0", 607)
    assert len(classes) >= 3
    assert sum(one.count for one in classes) == 647
