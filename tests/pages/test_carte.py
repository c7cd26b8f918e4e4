"""« Carte de couverture » inside the frame: choices in the URL, legend, card, table, what is listed under the map."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from tests.pages.screen import Screen, open_screen, plain, records

Tables = dict[str, pd.DataFrame]


def spec(screen: Screen) -> dict[str, object]:
    """What the map was sent."""
    (chart,) = screen.app.get("deck_gl_json_chart")
    return json.loads(chart.proto.json)


def card(screen: Screen) -> str:
    return plain(screen.html.one(class_="sd-territory-head").text + screen.html.one(class_="sd-territory-card").text)


def legend(screen: Screen) -> list[str]:
    return [plain(line.text) for line in screen.html.one(class_="sd-map-legend").all("li")]


def test_opens_on_the_population_of_the_communes() -> None:
    screen = open_screen("carte")
    lines = legend(screen)
    assert len(lines) == 5
    assert sum(int(line.split()[-2]) for line in lines) == 647
    assert "Nord" in card(screen)
    assert screen.app.query_params == {}


@pytest.mark.parametrize(
    ("codes", "said"),
    [({"couche": "xyz"}, "couche"), ({"echelle": "canton"}, "echelle"), ({"detail": "com:99999"}, "detail")],
)
def test_an_unknown_code_shows_the_default_and_says_so(codes: dict[str, str], said: str) -> None:
    screen = open_screen("carte", **codes)
    (warning,) = screen.warnings
    assert said in warning
    assert len(legend(screen)) == 5


def test_every_layer_at_every_level_draws_its_legend_and_its_table() -> None:
    screen = open_screen("carte")
    chooser = next(box for box in screen.app.selectbox if box.label == "Couche")
    assert len(chooser.options) >= 18
    for layer in [str(code) for code in _layer_codes()]:
        shown = open_screen("carte", couche=layer)
        assert shown.warnings == [], layer
        levels = next(box for box in shown.app.selectbox if box.label == "Échelle")
        assert legend(shown), layer
        assert plain(shown.html.one(class_="sd-source").text).startswith("Source")
        assert len(levels.options) >= 1


def _layer_codes() -> list[str]:
    from data.analysis.atlas import compute_atlas
    from data.analysis.layers import compute_layers
    from tests.pages.conftest import TABLES

    tables = {path.stem: pd.read_parquet(path) for path in TABLES.glob("*.parquet")}
    return list(compute_layers(tables, compute_atlas(tables)))


def test_adultes_relais_say_the_three_totals() -> None:
    text = open_screen("carte", couche="adultes-relais").text
    assert "24 conventions déclarées" in plain(text)
    assert "27 en additionnant" in plain(text)
    assert "25 sans la ligne" in plain(text)


def test_the_table_of_the_arrondissements_is_in_sight(tables: Tables) -> None:
    screen = open_screen("carte", couche="france-services")
    rows = screen.html.one("table").one("tbody").all("tr")
    assert len(rows) == 6
    shown = {plain(row.one("th").text): plain(row.all("td")[0].text) for row in rows}
    counted = tables["observations"].query("indicator_id == 'france_services_anct' and territory_id != 'dep:59'")
    labels = tables["territories"].set_index("territory_id")["label"]
    assert shown == {labels[row["territory_id"]]: f"{row['value']:.0f}" for row in records(counted)}


def test_the_card_of_a_commune_with_associated_ones() -> None:
    said = card(open_screen("carte", detail="com:59350"))
    for words in ("Lille", "Métropole Européenne de Lille", "Hellemmes-Lille, Lomme", "habitants"):
        assert words in said


def test_the_card_of_what_does_not_fit() -> None:
    pevele = card(open_screen("carte", echelle="epci", detail="epci:200041960"))
    assert "À cheval sur 2 arrondissements" in pevele
    lys = card(open_screen("carte", echelle="epci", detail="epci:245900758"))
    assert "déborde du département" in lys
    assert "40 306 dans l'EPCI entier" in lys
    assert "fusion d'Amfroipret" in card(open_screen("carte", detail="com:59006"))


def test_the_card_of_the_filtered_arrondissement_links_to_its_actions() -> None:
    screen = open_screen("carte", territoire="arr:591", couche="actions-citant")
    links = {link.codes.get("action") for link in screen.links() if link.page == "fiche"}
    assert links >= {str(action) for action in range(1, 17)}
    assert "Précautions de lecture sur ce territoire" in card(screen)


def test_a_stated_nil_is_written_in_words() -> None:
    said = card(open_screen("carte", couche="outils-emploi", detail="arr:595"))
    assert "Non créé, écrit dans la fiche" in said


def test_the_filter_frames_the_map_and_dims_the_rest() -> None:
    whole, lille = spec(open_screen("carte")), spec(open_screen("carte", territoire="arr:595"))
    assert whole["views"] != lille["views"]
    assert "properties.a===" in json.dumps(lille["layers"])
    assert "properties.a===" not in json.dumps(whole["layers"])


def test_the_map_has_an_alternative_text() -> None:
    (chart,) = open_screen("carte", couche="adultes-relais").app.get("deck_gl_json_chart")
    said = plain(chart.proto.alt)
    assert "arrondissements" in said
    assert "Lille, 11 conventions" in said


def test_the_detail_follows_the_level() -> None:
    screen = open_screen("carte", detail="com:59350")
    next(box for box in screen.app.selectbox if box.label == "Échelle").select("epci").run()
    screen._read()
    assert screen.warnings == []
    assert "detail" not in screen.app.query_params
    assert screen.app.query_params["echelle"] in ("epci", ["epci"])


def test_caveats_of_the_layer_are_attached() -> None:
    text = open_screen("carte", couche="adultes-relais").text
    assert "24 conventions déclarées, 27 en additionnant les territoires" in plain(text)
