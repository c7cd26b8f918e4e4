"""Who is served, who is not: what is known of each territory, drawn on the map of the Nord."""

import streamlit as st

from components.caveat import caveat_list
from components.chart import show_map, show_map_table
from components.figures.classes import classify
from components.figures.maps import COMMUNES, Label, MapSpec, map_areas
from components.filters import NO_DETAIL, choose_detail, choose_layer, choose_level, open_on_click, selection
from components.heading import show_lead
from components.html import Html
from components.layer_words import alt_words, column_title, raw_frame, short_words, values_frame
from components.links import link_to
from components.map_legend import map_legend
from components.memo import remember
from components.shell import outline_url
from components.territory_card import facts_list, territory_card
from data.analysis.atlas import commune_inside, commune_ranks
from data.layer import MAP_LEVEL_LABELS, MAP_LEVELS
from data.load import (
    load_atlas,
    load_caveats,
    load_facts_by_place,
    load_layers,
    load_links,
    load_manifest,
    load_outlines,
    load_territories,
)
from data.model import LINK_LABELS

atlas, layers, territory = load_atlas(), load_layers(), selection()
scope = load_territories()[territory.territory_id]
framed = "" if territory.is_departement else scope
show_lead("Ce que l'on sait de chaque territoire, et ce que l'on n'en sait pas.")

layer_side, level_side, detail_side = st.columns([2, 1, 1])
with layer_side:
    layer = layers[choose_layer({code: f"{one.group} – {one.label}" for code, one in layers.items()}, "population")]
with level_side:
    levels = {level: MAP_LEVEL_LABELS[level] for level in MAP_LEVELS if level in layer.levels}
    level = choose_level(levels, layer.levels[0])
with detail_side:
    detail = choose_detail({code: atlas.places[code].label for code in atlas.of_level[level]}, scope)

place = atlas.places[territory.territory_id if detail == NO_DETAIL else detail]
memo = (load_manifest().version, "carte", layer.layer_id, level)
classes = remember((*memo, "classes"), lambda: classify(layer, level))


def draw_map() -> MapSpec:
    """The communes coloured by the class of their territory; values printed where there are few territories."""
    shown = place if detail != NO_DETAIL else None
    printed = atlas.of_level["arrondissement" if level == "commune" else level]
    words = {code: short_words(layer, level, layer.cells[level][code]) for code in printed if level != "commune"}
    border = {"arrondissement": "arrondissements", "epci": "epci"}.get(level)
    return map_areas(
        {name: outline_url(*file) for name, file in load_outlines().items()},
        commune_ranks(atlas, level, dict(classes.ranks)),
        classes.fills,
        atlas.places[territory.territory_id].bounds,
        inside=commune_inside(atlas, territory.territory_id),
        borders="epci" if level == "epci" else "",
        chosen=atlas.ranks[shown.territory_id] if shown and level == "commune" else None,
        chosen_border=(border, atlas.ranks[shown.territory_id]) if shown and border else None,
        marker=(shown.longitude, shown.latitude) if shown and level == "commune" else None,
        labels=[
            Label(
                words.get(code, "") if level == "epci" else f"{one.label}\n{words.get(code, '')}".strip(),
                one.longitude,
                one.latitude,
            )
            for code in printed
            if (one := atlas.places[code])
        ],
    )


def draw_card() -> Html:
    links = load_links(place.territory_id)
    concerned = [(words, [n for n, one in links.items() if one.link == kind]) for kind, words in LINK_LABELS.items()]
    return territory_card(
        place,
        layer,
        layer.cells.get(place.level, {}).get(place.territory_id),
        place.vintage.removeprefix("rp"),
        load_facts_by_place().get(place.territory_id, ()),
        [(f"Actions – {words.lower()}", numbers) for words, numbers in concerned],
        [one for one in load_caveats() if one.touches("territory", place.territory_id) and one.severity != "C"],
        lambda action: link_to("fiche", action=action),
        link_to("sources"),
    )


map_side, side = st.columns([3, 2], gap="medium")
with map_side:
    show_map(
        draw_map,
        key="carte",
        memo=(*memo, territory.territory_id, detail),
        alt=alt_words(layer, level, atlas, framed),
        source=layer.source,
        on_click=open_on_click(
            "carte", COMMUNES, {c.removeprefix("com:"): atlas.above[level][c] for c in atlas.communes}
        ),
    )
with side:
    st.html(remember((*memo, "legend"), lambda: map_legend(layer, level, classes)))
    st.html(remember((*memo, "card", place.territory_id), draw_card))

title = f"{column_title(layer, level)} : {MAP_LEVEL_LABELS[level].lower()}"
show_map_table(
    key="carte",
    memo=memo,
    title=title,
    rows=len(layer.cells[level]),
    table=lambda: values_frame(layer, level, atlas),
    download=lambda: raw_frame(layer, level, atlas),
)
apart = layer.apart.get(level, ())
if apart:
    st.html(
        remember(
            (*memo, "apart"),
            lambda: (
                facts_list(
                    apart,
                    lambda action: link_to("fiche", action=action),
                    "Faits de cette couche sans place sur cette carte (territoire sans contour, ou plus large)",
                    territory=True,
                )
                or Html("")
            ),
        )
    )
attached = tuple(one for one in load_caveats() if one.caveat_id in layer.caveats and one.severity != "C")
if attached:
    st.html(remember((*memo, "caveats"), lambda: caveat_list(attached)))
