"""The layers of the map: control totals, the four states, what does not fit, nothing dropped."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data.analysis.atlas import compute_atlas
from data.analysis.fact_layers import PROGRESS
from data.analysis.layers import compute_layers
from data.analysis.placed_facts import compute_placed_facts, index_facts, parents_without_outline, place_facts
from data.layer import DATA_STATES, LAYER_KINDS, MAP_LEVELS, Atlas, Layer
from data.model import ARRONDISSEMENTS

TABLES = Path(__file__).parents[3] / "data" / "tables"
FLANDRE_LYS, PEVELE = "epci:245900758", "epci:200041960"


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return {path.stem: pd.read_parquet(path) for path in TABLES.glob("*.parquet")}


@pytest.fixture(scope="module")
def atlas(tables: dict[str, pd.DataFrame]) -> Atlas:
    return compute_atlas(tables)


@pytest.fixture(scope="module")
def layers(tables: dict[str, pd.DataFrame], atlas: Atlas) -> dict[str, Layer]:
    return compute_layers(tables, atlas)


def values(layer: Layer, level: str) -> dict[str, float | None]:
    return {code: cell.value for code, cell in layer.cells[level].items()}


def test_every_layer_fills_every_territory_of_its_levels(layers: dict[str, Layer], atlas: Atlas) -> None:
    assert len(layers) >= 18
    for layer in layers.values():
        assert layer.kind in LAYER_KINDS
        assert layer.source
        assert layer.question
        for level, cells in layer.cells.items():
            assert level in MAP_LEVELS
            assert set(cells) == set(atlas.of_level[level]), (layer.layer_id, level)
            for cell in cells.values():
                assert cell.state in DATA_STATES
                # Missing is never zero: a value and a state without value never travel together.
                assert (cell.state == "value") == (cell.value is not None)
                named = layer.categories_at(level)
                assert not named or cell.value is None or 0 <= int(cell.value) < len(named)


def test_caveats_of_the_layers_exist(layers: dict[str, Layer], tables: dict[str, pd.DataFrame]) -> None:
    known = set(tables["caveats"]["caveat_id"])
    assert {caveat for layer in layers.values() for caveat in layer.caveats} <= known


def test_france_services_of_the_anct_add_up(layers: dict[str, Layer], tables: dict[str, pd.DataFrame]) -> None:
    found = values(layers["france-services"], "arrondissement")
    assert [found[code] for code in ARRONDISSEMENTS] == [7, 6, 7, 10, 13, 9]
    assert (
        sum(value or 0 for value in found.values()) == values(layers["france-services"], "departement")["dep:59"] == 52
    )
    itinerant = tables["observations"].query("indicator_id == 'france_services_anct_itinerantes'")
    assert dict(zip(itinerant["territory_id"], itinerant["value"], strict=True)) == {
        "arr:591": 1,
        "arr:592": 2,
        "arr:593": 1,
        "arr:594": 1,
        "arr:595": 1,
        "arr:596": 1,
    }
    assert "52 dans le Nord" in layers["france-services"].totals["arrondissement"]
    # A context: no words to quote, its own document and licence, apart from the bilan's 51.
    document = tables["documents"].set_index("document_id").loc["anct_fs_2024"]
    assert (document["kind"], document["licence"]) == ("opendata", "Licence Ouverte 2.0")
    rows = tables["observations"].query("document_id == 'anct_fs_2024'")
    assert list(rows["quote"].dropna()) == []
    # What a text says is quoted; what a published table gives has no words.
    opendata = set(tables["documents"].query("kind == 'opendata'")["document_id"])
    others = tables["observations"].loc[~tables["observations"]["document_id"].isin(list(opendata))]
    assert len(others["quote"].dropna()) == len(others)
    assert "51 France Services" in layers["france-services"].source


def test_france_services_rate_is_computed_on_one_vintage(layers: dict[str, Layer], atlas: Atlas) -> None:
    rates = values(layers["france-services-taux"], "arrondissement")
    lille = atlas.places["arr:595"].populations["rp2023"]
    assert rates["arr:595"] == pytest.approx(13 / lille * 10_000)
    assert "2023" in layers["france-services-taux"].formula


def test_adultes_relais_are_shown_as_they_are_written(layers: dict[str, Layer]) -> None:
    """24 declared, 27 listed, 25 without the duplicate: the three are said, none is mended."""
    layer = layers["adultes-relais"]
    found = values(layer, "arrondissement")
    assert sum(value or 0 for value in found.values()) == 25
    assert values(layer, "departement")["dep:59"] == 24
    for number in ("24", "27", "25"):
        assert number in layer.totals["arrondissement"]
    assert "4 avec la ligne « Cambrasis »" in layer.cells["arrondissement"]["arr:592"].note


def test_a_stated_nil_is_neither_zero_nor_unknown(layers: dict[str, Layer]) -> None:
    cells = layers["outils-emploi"].cells["arrondissement"]
    assert {code: cell.state for code, cell in cells.items()} == {
        "arr:591": "empty",
        "arr:592": "empty",
        "arr:593": "value",
        "arr:594": "value",
        "arr:595": "none_stated",
        "arr:596": "empty",
    }
    assert (cells["arr:593"].value, cells["arr:594"].value) == (2, 1)


def test_a_fact_of_a_wider_territory_is_neither_served_nor_left_out(layers: dict[str, Layer], atlas: Atlas) -> None:
    cells = layers["transport-demande"].cells["epci"]
    # The transport authority of the Valenciennois has no outline: its two EPCI say so, and the fact is listed apart.
    for code in ("epci:200042190", "epci:245901160"):
        assert cells[code].state == "not_applicable"
        assert "SIMOUV" in cells[code].note
    assert any(fact.territory_id == "aom:simouv" for fact in layers["transport-demande"].apart["epci"])
    assert layers["transport-demande"].cells["arrondissement"]["arr:596"].value == 1


def test_straddling_epci_counts_in_both_and_says_so(layers: dict[str, Layer]) -> None:
    cells = layers["transport-demande"].cells["arrondissement"]
    for code in ("arr:593", "arr:595"):
        assert "Pévèle-Carembault, à cheval" in cells[code].note


def test_no_fact_is_dropped(tables: dict[str, pd.DataFrame], atlas: Atlas, layers: dict[str, Layer]) -> None:
    facts = compute_placed_facts(tables)
    assert len(facts) == len(tables["located_facts"])
    assert sum(fact.finding for fact in facts) == tables["located_facts"]["service"].str.startswith("Constat : ").sum()
    parents = parents_without_outline(tables, atlas)
    for level in MAP_LEVELS:
        placement = place_facts(facts, atlas, level, parents)
        drawn = {fact.fact_id for found in placement.own.values() for fact in found}
        apart = {fact.fact_id for fact in placement.apart}
        assert drawn | apart == {fact.fact_id for fact in facts}
        assert not drawn & apart
    every = {fact.fact_id for layer in layers.values() for fact in layer.facts}
    assert every == {fact.fact_id for fact in facts}
    for layer in layers.values():
        # A finding is a need, never counted among services.
        assert {fact.finding for fact in layer.facts} <= {layer.layer_id in {"constats", "pauvrete"}}


def test_citations_count_the_actions(layers: dict[str, Layer]) -> None:
    found = values(layers["actions-citant"], "arrondissement")
    assert [found[code] for code in ARRONDISSEMENTS] == [12, 12, 6, 11, 5, 4]
    assert "12 autres l'incluent" in layers["actions-citant"].cells["arrondissement"]["arr:596"].note


def test_shops_tell_what_is_done_from_what_is_planned(layers: dict[str, Layer]) -> None:
    cells = layers["commerces"].cells["commune"]
    assert PROGRESS[int(cells["com:59249"].value or 0)] == "Réalisé"
    assert PROGRESS[int(cells["com:59331"].value or 0)] == "Prévu ou en cours"
    assert PROGRESS[int(cells["com:59481"].value or 0)] == "Réalisé, autre prévu"
    assert cells["com:59350"].state == "empty"


def test_population_density_and_change(layers: dict[str, Layer], atlas: Atlas) -> None:
    lille = atlas.places["com:59350"]
    first, last = lille.populations["rp2018"], lille.populations["rp2023"]
    assert layers["population"].cells["commune"]["com:59350"].value == last
    assert layers["densite"].cells["commune"]["com:59350"].value == pytest.approx(last / lille.area_km2)
    change = layers["evolution"].cells["commune"]["com:59350"].value
    assert change == pytest.approx(100 * (last - first) / first)
    assert "2018" in layers["evolution"].formula
    assert "2023" in layers["evolution"].formula
    communes = values(layers["population"], "commune")
    assert sum(value or 0 for value in communes.values()) == values(layers["population"], "departement")["dep:59"]


def test_town_halls(layers: dict[str, Layer], tables: dict[str, pd.DataFrame]) -> None:
    halls = tables["town_halls"].set_index("territory_id")
    hours = layers["mairies-heures"].cells["commune"]
    assert [code for code, cell in hours.items() if cell.state == "empty"] == ["com:59323"]  # Jenlain
    late = values(layers["mairies-soir"], "commune")
    assert sum(value or 0 for value in late.values()) == (halls["closes_latest"] > "18:00").sum() == 64
    saturday = values(layers["mairies-samedi"], "commune")
    assert sum(value or 0 for value in saturday.values()) == halls["opens_saturday"].sum()
    share = values(layers["mairies-samedi"], "departement")["dep:59"]
    known = halls["opens_saturday"].dropna().tolist()
    assert share == pytest.approx(100 * sum(known) / len(known))


def test_step_free_access_is_unknown_everywhere(layers: dict[str, Layer]) -> None:
    for cells in layers["mairies-acces"].cells.values():
        assert {cell.state for cell in cells.values()} == {"empty"}


def test_what_does_not_fit_is_said(atlas: Atlas) -> None:
    assert "déborde du département" in " ".join(atlas.places[FLANDRE_LYS].remarks)
    assert atlas.places[FLANDRE_LYS].whole_hab == 40_306
    said = " ".join(atlas.places[PEVELE].remarks)
    assert "Douai" in said
    assert "Lille" in said
    assert "fusion d'Amfroipret et de Bermeries" in " ".join(atlas.places["com:59006"].remarks)
    lille = " ".join(atlas.places["com:59350"].remarks)
    assert "Communes associées : Hellemmes-Lille, Lomme" in lille
    assert len(atlas.communes) == 647


def test_facts_of_a_card_are_its_own_and_those_inside(tables: dict[str, pd.DataFrame], atlas: Atlas) -> None:
    found = index_facts(tables, atlas)
    assert {fact.territory_id for fact in found["com:59249"]} == {"com:59249"}
    assert "com:59249" in {fact.territory_id for fact in found["arr:591"]}
    assert "aom:simouv" in {fact.territory_id for fact in found["arr:596"]}
    assert {fact.territory_id for fact in found["dep:59"]} == {"dep:59"}
