"""Who is served, who is not: what is known of each territory, drawn on the map of the Nord."""

import streamlit as st

from components.caveat import caveat_list
from components.chart import show_map, show_map_table
from components.coverage_map import drawn_coverage, map_coverage
from components.figures.classes import classify
from components.figures.maps import COMMUNES
from components.filters import NO_DETAIL, choose_detail, choose_layer, choose_level, open_on_click, selection
from components.formats import plural
from components.heading import show_lead
from components.html import Html
from components.layer_words import alt_words, column_title, data_frame, points_table, values_frame
from components.lazy import show_when_opened
from components.links import link_to
from components.map_legend import map_legend
from components.memo import remember
from components.shell import outline_url
from components.take_away import Carried, TakenAway
from components.territory_card import CONCERNED, facts_list, layer_value, territory_card
from data.layer import MAP_LEVEL_LABELS, MAP_LEVELS
from data.load import (
    load_atlas,
    load_caveats,
    load_facts_by_place,
    load_layers,
    load_links,
    load_manifest,
    load_outlines,
    load_shapes,
    load_territories,
)

atlas, layers, territory, caveats = load_atlas(), load_layers(), selection(), load_caveats()
scope = load_territories()[territory.territory_id]
show_lead("Ce que l'on sait de chaque territoire, et ce que l'on n'en sait pas.")
layer_side, level_side, detail_side = st.columns([2, 1, 1])
with layer_side:
    layer = layers[choose_layer({code: f"{one.group} – {one.label}" for code, one in layers.items()}, "population")]
with level_side:
    levels = {level: MAP_LEVEL_LABELS[level] for level in MAP_LEVELS if level in layer.levels}
    level = choose_level(levels, layer.levels[0])
with detail_side:
    detail = choose_detail({code: atlas.places[code].label for code in atlas.of_level[level]}, level)

version = load_manifest().version
place = atlas.places[territory.territory_id if detail == NO_DETAIL else detail]
facts, memo = load_facts_by_place().get(place.territory_id, ()), (version, layer.layer_id, layer.stamp, level)
classes = remember((memo, "classes"), lambda: classify(layer, level))
attached = tuple(one for one in caveats if one.caveat_id in layer.caveats and one.severity != "C")
drawn = (layer, level, atlas, classes, territory.territory_id, "" if detail == NO_DETAIL else detail)
taken = TakenAway(
    f"{column_title(layer, level)} : {MAP_LEVEL_LABELS[level] if level == 'epci' else MAP_LEVEL_LABELS[level].lower()}",
    alt_words(layer, level, atlas, "" if territory.is_departement else scope),
    layer.source,
    Carried(
        version, f"{scope}{'' if detail == NO_DETAIL else f' ; {place.label}'}", [one.statement for one in attached]
    ),
    lambda: drawn_coverage(load_shapes(), *drawn),
    lambda: data_frame(layer, level, atlas),
)


def to_fiche(action: int) -> str:
    return link_to("fiche", action=action)


def draw_card() -> Html:
    links = load_links(place.territory_id)
    return territory_card(
        place,
        len(facts),
        [(words, [number for number in links if links[number].link == kind]) for kind, words in CONCERNED.items()],
        [one for one in caveats if one.touches("territory", place.territory_id) and one.severity != "C"],
        to_fiche,
        link_to("sources"),
    )


map_side, side = st.columns([3, 2], gap="medium")
with map_side:
    show_map(
        lambda: map_coverage({name: outline_url(*file) for name, file in load_outlines().items()}, *drawn),
        key="carte",
        memo=(memo, territory.territory_id, detail),
        alt=taken.alt,
        source=layer.source,
        on_click=open_on_click(
            "carte", COMMUNES, level, {code.removeprefix("com:"): around for code, around in atlas.above[level].items()}
        ),
    )
with side:
    st.html(remember((memo, "legend"), lambda: map_legend(layer, level, classes)))
    cell = layer.cells.get(place.level, {}).get(place.territory_id)
    st.html(remember((memo, "value", place.territory_id), lambda: layer_value(place, layer, cell)))
    st.html(remember((version, "card", place.territory_id), draw_card))
    if facts:
        show_when_opened(
            f"Faits que le bilan situe ici ({len(facts)})", key="faits", draw=lambda: facts_list(facts, to_fiche)
        )

show_map_table(
    key="carte",
    memo=memo,
    title=taken.title,
    rows=len(layer.cells[level]),
    table=lambda: values_frame(layer, level, atlas),
    taken=taken,
)
if layer.points:
    show_when_opened(
        f"Voir la liste des {plural(len(layer.points), 'point')} de cette couche",
        key="points-couche",
        draw=lambda: remember((memo, "points"), lambda: points_table(layer, atlas)),
    )
apart = layer.apart.get(level, ())
if apart:
    show_when_opened(
        f"Faits de cette couche sans place sur cette carte : sans contour, ou situés plus largement ({len(apart)})",
        key="faits-sans-contour",
        draw=lambda: remember((memo, "apart"), lambda: facts_list(apart, to_fiche, territory=True)),
    )
if attached:
    st.html(remember((memo, "caveats"), lambda: caveat_list(attached)))
