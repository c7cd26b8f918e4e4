"""Who is within reach of a service, and how many are left beyond?"""

import streamlit as st

from components.board import key_sentences
from components.chart import show_chart
from components.figures.curve import figure_curve, table_curve
from components.filters import choose_from_url, selection
from components.formats import plural
from components.heading import show_lead, show_scope
from components.html import Html
from components.memo import remember
from components.reach import beyond_table, coverage_table, points_words, reach_sentence, reserves
from components.source import source_line
from data.analysis.proximity import ORIGIN_LABELS
from data.analysis.reach_view import OPENINGS, compute_view
from data.load import load_labels, load_manifest, load_point_sets, load_tables, load_territories

THRESHOLDS = {str(km): f"{km} km" for km in (1, 2, 3, 5, 7, 10, 15, 20, 30)}
ORIGINS = {code: label.capitalize() for code, label in ORIGIN_LABELS.items()}
METHOD = "à vol d'oiseau"

tables, version, sets, labels = load_tables(), load_manifest().version, load_point_sets(), load_labels()
here, name = selection().territory_id, load_territories()[selection().territory_id]
show_lead("La distance de chaque commune au point le plus proche : qui est à portée, qui ne l'est pas.")
points_side, opening_side, threshold_side, origin_side = st.columns(4)
with points_side:
    chosen = sets[choose_from_url("points", "Points", {code: one.label for code, one in sets.items()}, "mairies")]
with opening_side:
    openings = {code: label for code, (label, _) in OPENINGS.items()}
    opening = choose_from_url("ouverture", "Ouverture", openings, "tous")
with threshold_side:
    threshold = choose_from_url("seuil", "Seuil", THRESHOLDS, "5")
with origin_side:
    origin = choose_from_url("depuis", "Mesuré depuis", ORIGINS, "centre")

memo = (version, "reach", here, chosen.set_id, opening, threshold, origin)
view = remember(memo, lambda: compute_view(tables, chosen, opening, float(threshold), origin, here))
source = f"calculé : distance {METHOD} (orthodromie) ; {chosen.source} Population municipale 2023, Insee."
up_to = f"à {THRESHOLDS[threshold]} ou moins"


def draw_opening() -> Html:
    points = f"un point ({chosen.label.lower()}, {openings[opening].lower()})"
    return key_sentences([reach_sentence(view.own, THRESHOLDS[threshold], METHOD, points)])


show_scope(
    name, points_words(len(view.restriction.kept), len(view.restriction.excluded), view.restriction.unknown_count)
)
st.html(remember((memo, "opening"), draw_opening))
show_chart(
    lambda: figure_curve(view.curve.steps, "distance_km", "km", float(threshold), METHOD),
    key="courbe",
    memo=memo,
    title="Part de la population par distance au point le plus proche",
    alt=f"Courbe croissante : part de la population par distance, {name} ; trait pointillé au seuil, {threshold} km.",
    source=source,
    table=lambda: table_curve(view.curve.steps, "distance_km", "km"),
)
st.html(reserves(chosen.note))
for rows, caption in ((view.by_arrondissement, "Par arrondissement"), (view.by_epci, "Par EPCI")):
    draw = lambda rows=rows, caption=caption: coverage_table(rows, labels, f"{caption}, {up_to}")  # noqa: E731
    st.html(remember((memo, caption), draw))
with st.expander(f"Voir les {plural(len(view.beyond), 'commune')} au-delà du seuil"):
    named = dict(zip(chosen.points["point_id"], chosen.points["label"], strict=True))
    st.html(remember((memo, "beyond"), lambda: beyond_table(view.beyond, labels, named, "distance_km", "km")))
st.html(source_line(source))
