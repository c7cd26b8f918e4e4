"""The map as it is sent: short, without geometry nor address outside, its classes and its states told apart."""

from __future__ import annotations

import json
import math
import re
from itertools import pairwise
from typing import Any

import pytest

from components.figures.classes import STATE_FILLS, classify, quantile_breaks
from components.figures.map_labels import PHONE_ASPECT, PHONE_PX, framed
from components.figures.map_marks import Fill, Label
from components.figures.maps import ASPECT, PATTERNS, fit, map_areas, mercator
from components.theme import DIVERGING, SEQUENTIAL, contrast, rgb, tint
from data.layer import Cell, Layer

OUTLINES = {name: f"/statique/contours/{name}.json?v=0" for name in ("communes", "arrondissements", "epci")}
NORD = (2.0894, 49.9697, 4.2309, 51.089)


def layer(cells: dict[str, Cell], **changes: object) -> Layer:
    settings: dict[str, object] = {"kind": "sequential", "unit": "habitants", "source": "essai"} | changes
    return Layer("essai", "Essai", "Essai", cells={"commune": cells}, **settings)  # pyright: ignore[reportArgumentType]


def numbers(*values: float) -> dict[str, Cell]:
    return {f"com:{rank}": Cell("value", value) for rank, value in enumerate(values)}


def make(classes: str = "01", **changes: object) -> dict[str, Any]:
    fills = [Fill("#e3e3fd"), Fill("#8a8a8a", "hatch")]
    spec = map_areas(OUTLINES, classes, fills, NORD, **changes)  # pyright: ignore[reportArgumentType]
    return json.loads(spec.to_json())


def test_a_map_is_short_and_holds_no_geometry() -> None:
    spec = map_areas(
        OUTLINES, "0" * 647, [Fill(colour) for colour in SEQUENTIAL], NORD, inside=3, labels=[Label("é", 3, 50)]
    )
    assert len(spec.to_json()) < 4_000
    assert "\n" not in spec.to_json()
    assert '": ' not in spec.to_json()
    assert "Polygon" not in spec.to_json()
    assert "http" not in spec.to_json()


def test_no_base_map_is_asked_for() -> None:
    spec = make()
    assert spec["mapStyle"] == "__MAP_STYLE__"
    assert "mapProvider" not in spec
    assert {one["data"].split("?")[0] for one in spec["layers"] if isinstance(one["data"], str)} == {
        "/statique/contours/communes.json",
        "/statique/contours/arrondissements.json",
    }


def test_colours_are_read_at_the_rank_of_the_territory() -> None:
    fill = make("01", by="a")["layers"][0]["_subLayerProps"]["polygons-fill"]["getFillColor"]
    assert fill == f'@@=({json.dumps([rgb("#e3e3fd"), rgb("#8a8a8a")], separators=(",", ":"))})[("01")[properties.a]]'
    # Function calls are refused by deck.gl's expressions.
    assert not re.search(r"[a-z]\(", fill)


def test_the_rest_is_dimmed_around_the_framed_territory() -> None:
    fill = make("01", inside=4)["layers"][0]["_subLayerProps"]["polygons-fill"]["getFillColor"]
    assert "properties.a===4?1:0" in fill
    assert json.dumps(rgb(tint("#e3e3fd", 0.3)), separators=(",", ":")) in fill


def test_a_pattern_is_written_only_where_one_is_met() -> None:
    assert "hatch" in make("01")["layers"][0]["getFillPattern"]
    assert make("00")["layers"][0]["getFillPattern"] == "@@=('plain')"
    assert {fill.pattern for fill in STATE_FILLS.values()} == set(PATTERNS)


def test_fills_change_with_the_classes() -> None:
    """deck.gl draws again only what its triggers say has changed."""
    stamps = [
        make(classes, **changes)["layers"][0]["_subLayerProps"]["polygons-fill"]["updateTriggers"]["getFillColor"]
        for classes, changes in (("01", {}), ("10", {}), ("01", {"inside": 1}))
    ]
    assert len(set(stamps)) == 3
    assert stamps[0] == make("01")["layers"][0]["_subLayerProps"]["polygons-fill"]["updateTriggers"]["getFillColor"]


def test_every_layer_has_a_name_and_says_whether_it_is_clicked() -> None:
    spec = make(
        "01",
        borders="epci",
        chosen=1,
        marker=(3, 50),
        labels=[Label("Lille", 3, 50)],
        dots=[(3, 50)],
    )
    names = [one["id"] for one in spec["layers"]]
    assert names == ["communes", "epci", "arrondissements", "points", "noms", "repere"]
    assert [one["id"] for one in spec["layers"] if one["pickable"]] == ["communes"]


def test_neighbouring_names_are_pushed_apart() -> None:
    labels = [Label("Douai", 3.19, 50.39), Label("Valenciennes", 3.47, 50.38), Label("Dunkerque", 2.47, 50.85)]
    rows = make("01", labels=labels)["layers"][-1]["data"]
    assert rows[0]["o"][0] < 0 < rows[1]["o"][0]
    assert rows[2]["o"] == [0, 0]


@pytest.mark.parametrize("classes", ["2", "a", "0-"])
def test_a_class_that_is_not_drawn_is_refused(classes: str) -> None:
    with pytest.raises(ValueError, match="ranks"):
        make(classes)


@pytest.mark.parametrize("box", [NORD, (2.9935, 50.0119, 3.7104, 50.2802), (2.7892, 50.4416, 3.3289, 50.7938)])
def test_the_frame_holds_the_territory_at_the_shape_of_the_map(box: tuple[float, float, float, float]) -> None:
    west, south, east, north = fit(box)
    assert west < box[0]
    assert south < box[1]
    assert east > box[2]
    assert north > box[3]

    def mercator(latitude: float) -> float:
        return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))

    assert (east - west) / (mercator(north) - mercator(south)) == pytest.approx(ASPECT, rel=1e-3)
    # On a phone the sides are cut to 1.2: the territory still holds.
    cut = (east - west) * (1 - 1.2 / ASPECT) / 2
    assert west + cut <= box[0] + 1e-3
    assert east - cut >= box[2] - 1e-3


def test_quantiles_are_close_to_equal_and_rounded() -> None:
    values = sorted(float(rank) for rank in range(1, 648))
    bounds = quantile_breaks(values, 5)
    assert bounds == (130, 260, 390, 520)
    found = classify(layer(numbers(*values)), "commune")
    assert sum(one.count for one in found.classes) == 647
    assert max(one.count for one in found.classes) < 1.1 * min(one.count for one in found.classes)
    assert found.classes[0].label == "1 à moins de 130"
    assert found.classes[-1].label == "520 à 647"
    assert "quantiles" in found.method


def test_few_values_have_a_class_each() -> None:
    found = classify(layer(numbers(7, 6, 7, 10, 13, 9)), "commune")
    assert [(one.label, one.count) for one in found.classes] == [("6", 1), ("7", 2), ("9", 1), ("10", 1), ("13", 1)]
    assert found.method == "une classe par valeur"


def test_zero_is_a_value_and_states_are_counted_apart() -> None:
    cells = {
        "com:0": Cell("value", 0),
        "com:1": Cell("value", 3),
        "com:2": Cell("empty"),
        "com:3": Cell("none_stated"),
        "com:4": Cell("not_applicable"),
        "com:5": Cell("empty"),
    }
    found = classify(layer(cells), "commune")
    assert [(one.label, one.count, one.state) for one in found.classes] == [
        ("0", 1, ""),
        ("3", 1, ""),
        ("Néant, écrit dans le document", 1, "none_stated"),
        ("Non renseigné", 2, "empty"),
        ("Sans objet", 1, "not_applicable"),
    ]
    # Never the least concerned class: each state has its own pattern on white.
    assert {found.classes[found.ranks[code]].fill.pattern for code in ("com:2", "com:3", "com:4")} == set(PATTERNS)
    assert found.classes[found.ranks["com:0"]].fill.pattern == ""


def test_bounds_fixed_by_hand_print_the_ends() -> None:
    cells = numbers(-15.7, -3, 0, 4, 21.9)
    found = classify(layer(cells, kind="diverging", unit="%", breaks=(-10, -5, -1, 1, 5, 10), decimals=1), "commune")
    assert found.classes[0].label == "−15,7 à moins de −10"
    assert found.classes[-1].label == "10 à 21,9"
    assert [one.fill.colour for one in found.classes] == list(DIVERGING)
    assert [one.count for one in found.classes] == [1, 0, 1, 1, 1, 0, 1]


def test_a_layer_without_any_value_has_no_class() -> None:
    found = classify(layer({"com:0": Cell("empty")}), "commune")
    assert [(one.state, one.count) for one in found.classes] == [("empty", 1)]
    assert found.method == "aucune valeur à classer"


def test_categories_keep_their_words_even_when_none_is_met() -> None:
    cells = {"com:0": Cell("value", 1), "com:1": Cell("empty")}
    found = classify(layer(cells, kind="categories", categories=("Non", "Oui")), "commune")
    assert [(one.label, one.count) for one in found.classes][:2] == [("Non", 0), ("Oui", 1)]


def test_neighbouring_shades_are_told_apart_in_grey() -> None:
    for first, second in pairwise(SEQUENTIAL):
        assert contrast(first, second) > 1.3


PLACES = {"Valenciennes": (3.45, 50.36), "Avesnes-sur-Helpe": (3.86, 50.12), "Cambrai": (3.32, 50.1)}


def test_a_name_is_moved_inside_the_frame_or_left_out() -> None:
    """Framed on the arrondissement of Douai: Valenciennes stands at the edge, Avesnes-sur-Helpe is not on the map."""
    douai = (2.97, 50.28, 3.44, 50.5)
    box = fit(douai)
    labels = [Label(f"{name}\n350 157", *place) for name, place in PLACES.items()]
    labels.append(Label("Douai\n245 129", 3.1, 50.39))
    printed = {label.text.split("\n")[0]: label for label in framed(labels, box)}
    assert "Avesnes-sur-Helpe" not in printed
    assert printed["Douai"].longitude == pytest.approx(3.1, abs=0.02)
    span = (mercator(box[3]) - mercator(box[1])) * PHONE_ASPECT
    middle = (box[0] + box[2]) / 2
    for name, label in printed.items():
        # At the largest size a name has on a phone, 20 px, in a font whose letters are 0.58 of it wide.
        half = len(name) * 0.58 * 20 / 2 / PHONE_PX * span
        assert middle - span / 2 < label.longitude - half, name
        assert label.longitude + half < middle + span / 2, name


def test_the_names_of_the_whole_nord_stay_where_they_are() -> None:
    labels = [Label(f"{name}\n350 157", *place) for name, place in PLACES.items()]
    assert framed(labels, fit(NORD)) == labels


def test_a_name_brought_back_from_the_edge_never_covers_another() -> None:
    box = fit((2.97, 50.28, 3.44, 50.5))
    printed = framed([Label("Valenciennes\n350 157", 3.45, 50.36), Label("Douai\n245 129", 3.2, 50.39)], box)
    assert [label.text.split("\n")[0] for label in printed] == ["Douai"]
