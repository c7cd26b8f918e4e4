"""The coverage part of « Mon arrondissement »: who is in reach of what here, and what the map says of it."""

import streamlit as st

from components.filters import choose_from_url
from components.html import Html
from components.lazy import show_when_opened
from components.links import link_to
from components.memo import remember
from components.source import source_line
from components.territory_reach import points_sources, reach_line, reaches_table, values_table
from data.analysis.profile import Profile
from data.analysis.territory_reach import SetReach, asked_sets, compared_groups, compute_rates, compute_set_reaches
from data.load import load_layers, load_manifest, load_point_sets, load_tables

THRESHOLDS = {str(km): f"{km} km" for km in (1, 2, 3, 5, 7, 10, 15, 20, 30)}
ANCT = "france-services"
PREFERRED = "france_services"
SOURCE = (
    "calculé : distance à vol d'oiseau (orthodromie) ; points : voir « Source et réserves ». Population municipale "
    "2023, Insee. Écarts calculés avant arrondi."
)


def _reaches(here: str, threshold: str, other: str) -> tuple[SetReach, ...]:
    tables, sets = load_tables(), load_point_sets()
    memo = (load_manifest().version, "set-reaches", here, threshold, other, *(one.set_id for one in sets.values()))

    def compute() -> tuple[SetReach, ...]:
        return compute_set_reaches(tables, asked_sets(sets), float(threshold), compared_groups(tables, here, other))

    return remember(memo, compute)


def coverage_sentence(here: str) -> Html:
    """The key sentence of the top of the page: always at 5 km, whatever is chosen below."""
    return reach_line(_reaches(here, "5", ""), PREFERRED, THRESHOLDS["5"])


def _proximity_link(code: str, threshold: str) -> str:
    """The page of the set of points, asked with the same opening."""
    points, _, opening = (code, "", "") if code in load_point_sets() else code.rpartition("-")
    return link_to("proximite", points=points, seuil=threshold, ouverture=opening or "tous")


def show_coverage(here: str, name: str, columns: list[tuple[str, Profile]], other: str) -> None:
    """The threshold, the table of every set of points beside the rest of the Nord, the layers of the map."""
    threshold = choose_from_url("seuil", "Seuil", THRESHOLDS, "5")
    rows, layer = _reaches(here, threshold, other), load_layers()[ANCT]
    people = [profile.population_hab for _, profile in columns]
    rates = compute_rates(layer, here, people[0], people[1], other, people[2] if other else 0)
    memo = (load_manifest().version, "coverage", here, threshold, other, rows)
    st.html(
        remember(
            memo,
            lambda: reaches_table(
                rows,
                [label for label, _ in columns],
                THRESHOLDS[threshold],
                rates,
                lambda code: _proximity_link(code, threshold),
            ),
        )
    )
    st.html(points_sources(rows, layer.source))
    st.html(source_line(SOURCE))
    layers = load_layers()
    show_when_opened(
        "Voir ce que chaque couche de la carte dit de cet arrondissement",
        key="couches",
        draw=lambda: values_table(layers, here, name, lambda code: link_to("carte", couche=code)),
    )
