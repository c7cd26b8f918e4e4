"""The committed territorial reference: complete, consistent, drawn without a gap. Nothing here needs the network."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely

from data.build.reference import __main__ as build
from data.build.reference.opening_hours import read_opening_hours
from data.build.reference.outlines import area_km2, complete_outlines, simplify_outlines
from data.build.reference.packages import Package, PackageError, fetch_packages
from data.build.reference.write import write_parquet

Table = Any
"""A DataFrame: the type checker takes half of what pandas gives back for plain arrays."""

FOLDER = Path(__file__).resolve().parents[2] / "data" / "reference"
FLANDRE_LYS = "epci:245900758"
PEVELE_CAREMBAULT = "epci:200041960"
OREE_DE_MORMAL = "com:59006"

FAR_TOWN_HALLS = {
    "com:59111": "Broxeele",
    "com:59134": "Cartignies",
    "com:59311": "Honnechy",
    "com:59336": "Lécluse",
    "com:59359": "Loon-Plage",
    "com:59399": "Merris",
    "com:59420": "Moustier-en-Fagne",
    "com:59432": "Niergnies",
    "com:59469": "Pradelles",
    "com:59534": "Saint-Hilaire-sur-Helpe",
    "com:59538": "Saint-Momelin",
    "com:59554": "Sars-et-Rosières",
    "com:59638": "Wannehain",
}
"""Town halls whose published position is more than 2 km outside their commune: kept as published, and listed."""


def _table(name: str) -> Table:
    return pd.read_parquet(FOLDER / f"{name}.parquet")


def _shapes(name: str) -> dict[str, shapely.Geometry]:
    text = (FOLDER / "outlines" / f"{name}.json").read_text("utf-8")
    features = json.loads(text)["features"]
    return {feature["id"]: shapely.from_geojson(json.dumps(feature["geometry"])) for feature in features}


@pytest.fixture(scope="module")
def territories() -> Table:
    return _table("territories")


@pytest.fixture(scope="module")
def links() -> Table:
    return _table("territory_links")


@pytest.fixture(scope="module")
def populations() -> Table:
    return _table("populations")


@pytest.fixture(scope="module")
def communes() -> dict[str, shapely.Geometry]:
    return _shapes("communes")


def test_counts_by_level(territories: Table) -> None:
    counts = territories["level"].value_counts().to_dict()
    expected = {"commune": 647, "arrondissement": 6, "epci": 17, "departement": 1, "region": 1, "pays": 1}
    assert counts == expected
    assert territories["territory_id"].is_unique
    assert not territories.duplicated(["level", "code"]).any()
    assert territories["label"].str.strip().eq(territories["label"]).all()


def test_merged_and_associated_communes(territories: Table) -> None:
    labels = territories.set_index("territory_id")["label"]
    assert labels[OREE_DE_MORMAL] == "L'Orée de Mormal"
    gone = {"Amfroipret", "Bermeries", "Lomme", "Hellemmes-Lille"}
    assert not gone & set(territories.loc[territories["level"] == "commune", "label"])
    assert "com:59070" not in labels.index

    parts = _table("associated_communes")
    assert not parts.duplicated(["code", "kind"]).any()
    assert set(parts["parent_id"]) <= set(territories["territory_id"])
    assert set(parts["kind"]) == {"associee", "deleguee"}
    parents = parts.set_index("label")["parent_id"]
    assert parents["Lomme"] == parents["Hellemmes-Lille"] == "com:59350"
    assert parents["Amfroipret"] == parents["Bermeries"] == OREE_DE_MORMAL


def test_links_reach_known_territories(territories: Table, links: Table) -> None:
    known = set(territories["territory_id"])
    assert set(links["child_id"]) | set(links["parent_id"]) <= known
    assert known - set(links["child_id"]) == {"pays:FR"}
    assert not links.duplicated(["child_id", "parent_id"]).any()
    assert links["share"].between(0, 1, inclusive="right").all()


@pytest.mark.parametrize(("prefix", "least"), [("arr:", 1), ("epci:", 0), ("dep:", 1)])
def test_each_commune_has_one_parent(links: Table, prefix: str, least: int) -> None:
    parents = links[links["child_id"].str.startswith("com:") & links["parent_id"].str.startswith(prefix)]
    counts = parents["child_id"].value_counts()
    assert counts.max() == 1
    assert parents["share"].eq(1).all()
    if least:
        assert len(counts) == 647


def test_shares_of_epci(links: Table) -> None:
    epci = links[links["child_id"].str.startswith("epci:")]
    in_nord = epci[epci["parent_id"] == "dep:59"].set_index("child_id")["share"]
    in_arrondissements = epci[epci["parent_id"].str.startswith("arr:")].groupby("child_id")["share"]
    assert len(in_nord) == 17
    # What an EPCI has in the Nord is what it has in the Nord's arrondissements.
    np.testing.assert_allclose(in_arrondissements.sum().sort_index(), in_nord.sort_index(), atol=1e-5)
    assert set(in_nord[in_nord < 1].index) == {FLANDRE_LYS}
    assert in_nord[FLANDRE_LYS] == pytest.approx(23_325 / 40_306, abs=1e-6)
    several = in_arrondissements.size()
    assert set(several[several > 1].index) == {PEVELE_CAREMBAULT}
    straddling = epci[(epci["child_id"] == PEVELE_CAREMBAULT) & epci["parent_id"].str.startswith("arr:")]
    assert set(straddling["parent_id"]) == {"arr:593", "arr:595"}
    assert straddling["share"].lt(1).all()


def test_vintages_are_distinct_censuses(populations: Table) -> None:
    assert not populations.duplicated(["territory_id", "vintage"]).any()
    assert populations.groupby("vintage")["census_year"].nunique().eq(1).all()
    years = populations.drop_duplicates("vintage").set_index("vintage")["census_year"].to_dict()
    assert years == {f"rp{year}": year for year in range(2018, 2024)}
    wide = populations.pivot(index="territory_id", columns="vintage", values="population_hab")
    assert wide.notna().all().all()
    only_communes = wide[wide.index.str.startswith("com:")]
    assert len(only_communes) == 647
    for first in only_communes:
        for second in only_communes:
            if first < second:
                # Neither equal, nor a copy with a few rows touched.
                assert (only_communes[first] != only_communes[second]).mean() > 0.5


def test_published_totals(populations: Table) -> None:
    nord = populations[populations["territory_id"] == "dep:59"].set_index("vintage")["population_hab"].to_dict()
    assert nord == {
        "rp2018": 2_606_234,
        "rp2019": 2_608_346,
        "rp2020": 2_607_746,
        "rp2021": 2_611_293,
        "rp2022": 2_616_909,
        "rp2023": 2_615_635,
    }
    lille = populations[populations["territory_id"] == "com:59350"].set_index("vintage")["population_hab"]
    assert lille.tolist() == [233_098, 234_475, 236_234, 236_710, 238_695, 238_246]


@pytest.mark.parametrize("prefix", ["arr:", "epci:", "dep:"])
def test_population_of_a_territory_is_the_sum_of_its_communes(populations: Table, links: Table, prefix: str) -> None:
    pairs = links[links["child_id"].str.startswith("com:") & links["parent_id"].str.startswith(prefix)]
    joined = pairs.merge(populations, left_on="child_id", right_on="territory_id")
    sums = joined.groupby(["parent_id", "vintage"])["population_hab"].sum()
    stated = populations[populations["territory_id"].str.startswith(prefix)]
    stated = stated.set_index(["territory_id", "vintage"])["population_hab"]
    assert sums.sort_index().tolist() == stated.sort_index().tolist()


def test_only_flandre_lys_has_inhabitants_outside_the_nord(populations: Table) -> None:
    outside = populations[populations["population_whole_hab"] != populations["population_hab"]]
    assert set(outside["territory_id"]) == {FLANDRE_LYS}
    assert (outside["population_whole_hab"] > outside["population_hab"]).all()


def test_areas_and_positions(territories: Table) -> None:
    by_id = territories.set_index("territory_id")
    drawn = territories[~territories["level"].isin(["pays", "region"])]
    assert drawn[["area_km2", "longitude", "latitude"]].notna().all().all()
    assert drawn["longitude"].between(2.06, 4.24).all()
    assert drawn["latitude"].between(49.96, 51.1).all()
    # 5 743 km² are published, of the land register; the outlines are generalised.
    assert by_id.loc["dep:59", "area_km2"] == pytest.approx(5743, rel=0.005)
    for level in ("commune", "arrondissement", "epci"):
        total = territories.loc[territories["level"] == level, "area_km2"].sum()
        assert total == pytest.approx(by_id.loc["dep:59", "area_km2"], rel=1e-4)
    assert by_id.loc[OREE_DE_MORMAL, "area_km2"] > 5, "the outline must hold Bermeries as well as Amfroipret"


def test_area_on_the_ellipsoid() -> None:
    # One degree by one degree at the equator, then at 50° N: known cells of the GRS 80 ellipsoid.
    assert area_km2(shapely.box(0, 0, 1, 1)) == pytest.approx(12_308.8, rel=1e-4)
    assert area_km2(shapely.box(3, 50, 4, 51)) == pytest.approx(7_893.0, rel=2e-3)


def test_outlines_are_those_declared(territories: Table) -> None:
    outlines = _table("outlines").set_index("level")
    assert set(outlines.index) == {"commune", "epci", "arrondissement", "departement"}
    for level, row in outlines.iterrows():
        path = FOLDER / "outlines" / row["file"]
        assert hashlib.sha256(path.read_bytes()).hexdigest() == row["sha256"]
        assert path.stat().st_size == row["bytes"]
        features = json.loads(path.read_text("utf-8"))["features"]
        assert len(features) == row["features"]
        expected = territories[territories["level"] == level].set_index("territory_id")[["code", "label"]]
        ranked = expected.sort_index().assign(i=range(len(expected)))
        own = {f["id"]: {name: f["properties"][name] for name in ("i", "code", "label")} for f in features}
        assert own == ranked.to_dict("index")
    assert outlines.loc["commune", "bytes"] <= 365_000


def test_communes_know_the_rank_of_what_they_are_in(links: Table) -> None:
    """The colours of a wider territory are read at that rank."""
    text = {name: (FOLDER / "outlines" / f"{name}.json").read_text("utf-8") for name in ("communes", "epci")}
    text["arrondissements"] = (FOLDER / "outlines" / "arrondissements.json").read_text("utf-8")
    wider = {
        letter: {f["id"]: f["properties"]["i"] for f in json.loads(text[name])["features"]}
        for letter, name in (("a", "arrondissements"), ("e", "epci"))
    }
    parents = {(row["child_id"], row["parent_id"]) for row in links.to_dict("records")}
    for feature in json.loads(text["communes"])["features"]:
        for letter, ranks in wider.items():
            found = [code for code, rank in ranks.items() if rank == feature["properties"][letter]]
            assert len(found) == 1
            assert (feature["id"], found[0]) in parents


def test_communes_share_their_borders(communes: dict[str, shapely.Geometry]) -> None:
    shapes = np.array(list(communes.values()), dtype=object)
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    whole = shapely.coverage_union_all(shapes)
    assert sum(len(part.interiors) for part in shapely.get_parts(whole)) == 0
    # Boursies, Doignies and Mœuvres are an island of the Nord in the Pas-de-Calais.
    assert len(shapely.get_parts(whole)) == 2


@pytest.mark.parametrize("name", ["arrondissements", "epci", "departement"])
def test_wider_outlines_follow_the_communes(name: str, communes: dict[str, shapely.Geometry], links: Table) -> None:
    shapes = _shapes(name)
    assert shapely.coverage_is_valid(np.array(list(shapes.values()), dtype=object))
    for territory_id, shape in shapes.items():
        members = links[(links["parent_id"] == territory_id) & links["child_id"].str.startswith("com:")]["child_id"]
        union = shapely.coverage_union_all(np.array([communes[code] for code in members], dtype=object))
        assert shapely.equals(shape, union)


def test_label_points_fall_in_their_outline(territories: Table, communes: dict[str, shapely.Geometry]) -> None:
    rows = territories[territories["level"] == "commune"].set_index("territory_id")
    for territory_id, shape in communes.items():
        point = shapely.Point(rows.loc[territory_id, "longitude"], rows.loc[territory_id, "latitude"])
        assert shapely.distance(shape, point) < 0.001, territory_id


def test_town_halls(territories: Table) -> None:
    halls = _table("town_halls").set_index("territory_id")
    expected = territories.loc[territories["level"] == "commune", "territory_id"]
    assert sorted(halls.index) == sorted(expected)
    far = set(halls[halls["outside_km"] > 2].index)
    assert far == set(FAR_TOWN_HALLS)
    labels = territories.set_index("territory_id")["label"]
    assert {code: labels[code] for code in far} == FAR_TOWN_HALLS
    assert halls["weekly_hours_h"].dropna().between(1, 60).all()
    assert halls["closes_latest"].dropna().str.fullmatch(r"\d\d:\d\d").all()
    # A town hall has either all its hours or none.
    hours = halls[["weekly_hours_h", "opens_saturday", "closes_latest", "hours_overlap"]].isna().sum(axis=1)
    assert set(hours) == {0, 4}
    assert hours.eq(4).sum() == 1
    assert halls["step_free"].isna().all(), "the package only carries its default: nothing is known"
    assert halls["phone"].dropna().str.fullmatch(r"0[1-59](?: \d\d){4}").all()
    assert halls["website"].dropna().str.match(r"https?://").all()


def test_no_email_and_no_machine_path() -> None:
    halls = _table("town_halls")
    assert not any("@" in str(value) for value in halls.to_numpy().ravel())
    written = (FOLDER / "origins.json").read_text("utf-8") + (FOLDER / "LISEZMOI.md").read_text("utf-8")
    assert not re.search(r"://|(?:^|\s|\")/\w+/", written)


def test_origins_cover_every_file() -> None:
    origins = json.loads((FOLDER / "origins.json").read_text("utf-8"))
    found = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()}
    assert set(origins["files"]) == found - {"origins.json", "LISEZMOI.md"}
    declared = {f"{package['name']} {package['version']}" for package in origins["packages"]}
    for name, facts in origins["files"].items():
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == facts["sha256"], name
        assert facts["packages"]
        assert set(facts["packages"]) <= declared
        assert facts["sources"]
        assert facts["licence"] == "Licence Ouverte 2.0"
    for vintage in origins["vintages"]:
        assert len(vintage["matched_figures"]) >= 2, vintage["vintage"]


@pytest.mark.parametrize(
    ("written", "weekly", "saturday", "latest", "overlap"),
    [
        # Mornings and afternoons, five days.
        ('[["lundi","vendredi",[["09:00:00","11:45:00"],["14:00:00","17:15:00"]]]]', 30.0, False, "17:15", False),
        # Saturday on its own, and Saturday inside a span.
        (
            '[["jeudi","jeudi",[["16:30:00","19:00:00"]]],["samedi","samedi",[["09:00:00","12:00:00"]]]]',
            5.5,
            True,
            "19:00",
            False,
        ),
        ('[["lundi","samedi",[["08:30:00","12:00:00"]]]]', 21.0, True, "12:00", False),
        # A day stated twice: once inside a span, once alone, counted once.
        (
            '[["lundi","vendredi",[["08:00:00","12:00:00"],["13:30:00","17:00:00"]]],'
            '["vendredi","vendredi",[["08:00:00","11:00:00"],["13:30:00","17:00:00"]]]]',
            37.5,
            False,
            "17:00",
            True,
        ),
        # Two statements of one day that complete each other are no overlap; days out of order.
        (
            '[["vendredi","vendredi",[["14:00:00","18:00:00"]]],["jeudi","vendredi",[["09:00:00","12:00:00"]]]]',
            10.0,
            False,
            "18:00",
            False,
        ),
        # Seconds that are a slip of the keyboard, an empty last day, an interval of no length.
        ('[["mercredi","mercredi",[["13:30:30","17:30:00"]]]]', 3.99, False, "17:30", False),
        ('[["samedi","",[["10:30:00","11:30:00"]]]]', 1.0, True, "11:30", False),
        ('[["lundi","lundi",[["09:00:00","12:30:00"],["12:30:00","12:30:00"]]]]', 3.5, False, "12:30", False),
    ],
)
def test_opening_hours(written: str, weekly: float, saturday: bool, latest: str, overlap: bool) -> None:
    hours = read_opening_hours(written)
    assert hours is not None
    found = (hours.weekly_hours_h, hours.opens_saturday, hours.closes_latest, hours.overlap)
    assert found == (weekly, saturday, latest, overlap)


@pytest.mark.parametrize("written", ["[]", "", "\\N", '[["lundi","mardi",[]]]'])
def test_no_opening_hours_is_unknown_not_closed(written: str) -> None:
    assert read_opening_hours(written) is None


@pytest.mark.parametrize(
    "written",
    [
        '[["lundy","mardi",[["09:00:00","12:00:00"]]]]',
        '[["vendredi","lundi",[["09:00:00","12:00:00"]]]]',
        '[["lundi","lundi",[["12:00:00","09:00:00"]]]]',
    ],
)
def test_opening_hours_that_make_no_sense_are_refused(written: str) -> None:
    with pytest.raises(ValueError):
        read_opening_hours(written)


def test_the_hole_of_an_absorbed_commune_goes_to_its_host() -> None:
    ring = shapely.box(0, 0, 3, 3) - shapely.box(1, 1, 2, 2) - shapely.box(2, 1, 3, 2)
    raw = {"A": ring, "B": shapely.box(2, 1, 3, 2)}
    completed = complete_outlines(raw, {"C": "B"})
    assert shapely.area(completed["B"]) == pytest.approx(2)
    with pytest.raises(ValueError, match="holes"):
        complete_outlines(raw, {})


def test_simplified_neighbours_keep_one_border() -> None:
    bend = [(1, 0), (1.0004, 0.5), (1, 1)]
    left = shapely.Polygon([(0, 0), *bend, (0, 1)])
    right = shapely.Polygon([*bend, (2, 1), (2, 0)])
    served = simplify_outlines({"A": left, "B": right})
    assert shapely.coverage_is_valid(np.array(list(served.values()), dtype=object))


def test_same_table_same_bytes(tmp_path: Path) -> None:
    frame = pd.DataFrame({"key": ["a", "b"], "value": pd.array([1, None], dtype="Int64")})
    for name in ("one", "two"):
        write_parquet(frame, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_missing_client_is_said_in_french(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert build.main(["--cache", str(tmp_path / "cache"), "--output", str(tmp_path / "out")]) == 1
    assert "«\u00a0npm\u00a0» est introuvable" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_another_archive_than_the_pinned_one_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pinned = Package("npm", "paquet", "1.0.0", "paquet-1.0.0.tgz", "0" * 64)
    (tmp_path / pinned.file).write_bytes(b"something else")
    monkeypatch.setattr("data.build.reference.packages.PACKAGES", (pinned,))
    with pytest.raises(PackageError, match="n'est pas celle attendue"):
        fetch_packages(tmp_path)
