"""The small pure pieces: hours, numbers, names, recognition, geometry."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
import shapely

from data.connectors.format import match_roles
from data.connectors.geometry import distance_km, read_outline
from data.connectors.hours import Week, read_days, read_rules
from data.connectors.names import normalise_column, normalise_commune
from data.connectors.period_words import period_words
from data.connectors.reference import Reference
from data.connectors.registry import CONNECTORS, find_connector, recognise
from data.connectors.values import read_number, read_value
from data.connectors.wording import at_place, of_place, plural, typography


def test_hours_by_day() -> None:
    week = read_days(["09:00 - 12:00 / 14:00 - 17:30", "Fermé", "9h-12h", "", "", "09h30 – 12h00"])
    assert week == Week(6.5 + 3 + 2.5, True, "17:30", False)
    assert read_days(["", "fermé", "00:00 - 00:00", "", "", ""]) is None
    assert read_days(["08:00 - 12:00 / 10:00 - 13:00"]) == Week(5, False, "13:00", True)


@pytest.mark.parametrize("written", ["le matin", "12:00 - 09:00", "09:00", "25:00 - 26:00"])
def test_hours_that_are_none(written: str) -> None:
    with pytest.raises(ValueError):
        read_days([written])


@pytest.mark.parametrize(
    ("written", "week"),
    [
        ("Mo-Fr 09:00-12:00,14:00-17:00", Week(30, False, "17:00", False)),
        ("Tu-Fr 14:00-17:00; We 10:00-12:00,14:00-17:00; Sa 10:00-12:00", Week(16, True, "17:00", False)),
        ("Mo-Sa 08:30-12:30; Tu,Th off", Week(16, True, "12:30", False)),
        ("Mo,We 09:00-11:30; Th 09:00-10:00", Week(6, False, "11:30", False)),
        ("Tu-Fr 08:30-12:00,08:30-12:00", Week(14, False, "12:00", True)),
        ("", None),
    ],
)
def test_hours_by_rules(written: str, week: Week | None) -> None:
    assert read_rules(written) == week


@pytest.mark.parametrize("written", ["Mo,Tu 08:30", "Fr 08:00-14:00-17:00", "PH off", "Fr-Mo 09:00-10:00", "24/7"])
def test_rules_that_are_not_read(written: str) -> None:
    with pytest.raises(ValueError):
        read_rules(written)


@pytest.mark.parametrize(
    ("written", "number"),
    [("12", 12), ("-12,1", -12.1), ("1 234,5", 1234.5), ("1\u202f234", 1234), ("−3", -3), ("3.5", 3.5), ("1e3", 1000)],
)
def test_numbers(written: str, number: float) -> None:
    assert read_number(written) == number


@pytest.mark.parametrize("written", ["", "s", "12 3", "1,2,3", "nan", "inf", "1e999", "0x10", "١٢٣"])
def test_what_is_no_number(written: str) -> None:
    assert read_number(written) is None


def test_three_states_of_a_value() -> None:
    assert read_value("0") == (0.0, "value")
    secret, missing = read_value("s"), read_value(" nd ")
    assert secret is not None
    assert missing is not None
    assert (math.isnan(secret[0]), secret[1]) == (True, "secret")
    assert (math.isnan(missing[0]), missing[1]) == (True, "missing")
    assert read_value("beaucoup") is None


def test_names() -> None:
    assert normalise_column("\ufeff#Identifiant_du_site") == "identifiant_du_site"
    assert normalise_column("Segment(s) DRG") == "segment_s_drg"
    assert normalise_column("Total Voyageurs + Non voyageurs 2024") != "total_voyageurs_2024"
    assert normalise_commune("ST ANDRE LEZ LILLE") == normalise_commune("Saint-André-lez-Lille")
    assert normalise_commune("MONS-EN-BAROEUL") == normalise_commune("Mons-en-Barœul")
    assert normalise_commune("LILLE CEDEX 9") == "lille"


def test_wording() -> None:
    assert typography("trouvé : « a » ; 5 %") == "trouvé\u00a0: «\u00a0a\u00a0»\u00a0; 5\u00a0%"
    assert [plural(count, "ligne") for count in (0, 1, 2)] == ["0 ligne", "1 ligne", "2 lignes"]
    assert [of_place(name) for name in ("Anor", "Le Quesnoy", "Lille")] == ["d'Anor", "du Quesnoy", "de Lille"]
    assert [at_place(name) for name in ("Les Moëres", "La Gorgue")] == ["aux Moëres", "à La Gorgue"]


def test_a_file_is_recognised_from_its_titles_alone() -> None:
    assert recognise(["a", "b"]) is None
    found = recognise(["identifiant_a", "libelle_du_site", "caracteristique_du_site", "code_insee", "_geopoint"])
    assert found is not None
    assert found.layer == "la_poste"
    found = recognise(
        ["id", "pivot", "nom", "commune", "code_postal", "code_insee", "latitude", "longitude", "date_maj"]
    )
    assert found is not None
    assert found.layer == "mediation_numerique"
    found = recognise(["CODGEO", "MED22", "TP6022"])
    assert found is not None
    assert found.layer == "revenus_pauvrete"


def test_layers_are_distinct_and_found_by_name() -> None:
    assert len({connector.layer for connector in CONNECTORS}) == len(CONNECTORS)
    for connector in CONNECTORS:
        assert find_connector(connector.layer) is connector
        assert set(connector.required) <= set(connector.columns)
    with pytest.raises(KeyError):
        find_connector("rien")


def test_the_first_of_two_columns_of_one_title_counts() -> None:
    roles = match_roles(find_connector("petites_villes_de_demain"), ("id_pvd", "insee_com", "lib_com", "lib_com"))
    assert roles is not None
    assert roles["town"] == 2


def test_points_fall_in_the_same_commune_as_an_independent_computation(reference: Reference) -> None:
    path = Path(__file__).parents[3] / "data" / "reference" / "outlines" / "communes.json"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    shapes = {item["properties"]["code"]: shapely.geometry.shape(item["geometry"]) for item in features}
    tree = shapely.STRtree(list(shapes.values()))
    codes = list(shapes)
    random = np.random.default_rng(59)
    for longitude, latitude in zip(random.uniform(2.05, 4.25, 400), random.uniform(49.95, 51.1, 400), strict=True):
        point = shapely.Point(longitude, latitude)
        expected = {codes[at] for at in tree.query(point, predicate="intersects")}
        found = reference.locate(longitude, latitude)
        assert {found} - {None} == expected
        assert reference.in_departement(longitude, latitude) or not expected


def test_distance_to_an_outline_and_its_hole() -> None:
    square = [[3.0, 50.0], [3.1, 50.0], [3.1, 50.1], [3.0, 50.1], [3.0, 50.0]]
    hole = [[3.04, 50.04], [3.06, 50.04], [3.06, 50.06], [3.04, 50.06], [3.04, 50.04]]
    outline = read_outline({"type": "Polygon", "coordinates": [square, hole]})
    assert outline.contains(3.01, 50.01)
    assert not outline.contains(3.05, 50.05)
    assert outline.distance_km(3.01, 50.01) == 0
    assert outline.distance_km(3.05, 50.2) == pytest.approx(11.12, rel=0.01)
    assert distance_km(3.0, 50.0, 3.0, 51.0) == pytest.approx(111.195, rel=0.001)


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2019-10", "octobre 2019"),
        ("2022", "2022"),
        ("2022-12-31", "31 décembre 2022"),
        ("2024-08-01", "1er août 2024"),
        ("2017-01-01/2020-12-31", "du 1er janvier 2017 au 31 décembre 2020"),
        ("", "date non précisée"),
        ("2022-13", "2022-13"),
        ("n. d.", "n. d."),
    ],
)
def test_a_date_is_told_in_french_as_precise_as_it_is(period: str, words: str) -> None:
    assert period_words(period) == words
