"""Who is within reach of a service, and how many are left beyond?"""

import streamlit as st

from components.board import key_sentences
from components.chart import ROWS_IN_SIGHT, show_chart
from components.figures.curve import data_curve, figure_curve, measure_name, table_curve
from components.filters import choose_from_url, selection
from components.formats import plural
from components.heading import show_lead, show_scope
from components.html import Html
from components.lazy import show_when_opened
from components.links import link_to
from components.memo import remember
from components.reach import (
    MEASURES,
    STRAIGHT_LINE,
    TIMES,
    beyond_table,
    choose_measured,
    coverage_table,
    opening_note,
    points_words,
    reach_sentence,
    reserves,
    unsaid_words,
)
from components.source import source_line
from components.take_away import Carried
from data.analysis.proximity import ORIGIN_LABELS
from data.analysis.reach_view import OPENED_ON, OPENINGS, compute_view
from data.load import load_labels, load_manifest, load_point_sets, load_tables, load_territories, load_travel

tables, version, sets, labels = load_tables(), load_manifest().version, load_point_sets(), load_labels()
here, name, travel = selection().territory_id, load_territories()[selection().territory_id], load_travel()
show_lead("De chaque commune au point le plus proche : qui est à portée, qui ne l'est pas.")
points_side, opening_side, threshold_side = st.columns(3)
# On a phone five boxes would push the answer out of sight: how it is measured is rarely changed.
measure_side, origin_side = st.expander("Changer la mesure ou le point de départ", key="mesures").columns(2)
with points_side:
    chosen = sets[choose_from_url("points", "Points", {code: one.label for code, one in sets.items()}, "mairies")]
with opening_side:
    openings = {code: label for code, (label, _) in OPENINGS.items()}
    # Each set opens on a question that has an answer.
    opening = choose_from_url(
        "ouverture", "Ouverture", openings, OPENED_ON.get(chosen.set_id, "tous"), scope=f"{chosen.set_id}-"
    )
with measure_side:
    # An imported table of times replaces the straight line, which can still be asked for.
    offered = (TIMES, STRAIGHT_LINE) if travel else (STRAIGHT_LINE,)
    measure = MEASURES[choose_from_url("mesure", "Mesure", {c: MEASURES[c].label for c in offered}, offered[0])]
timed = travel if measure.column == "duration_min" else None
with threshold_side:
    threshold = choose_from_url(measure.parameter, "Seuil", measure.thresholds, measure.default)
with origin_side:
    origin = choose_measured({code: label.capitalize() for code, label in ORIGIN_LABELS.items()}, timed is not None)

memo = (version, "reach", here, chosen.set_id, opening, threshold, origin, timed and timed.set_id)
view = remember(
    memo, lambda: compute_view(tables, chosen, opening, float(threshold), origin, here, timed and timed.times)
)
how = f"temps de trajet importé, {timed.source}" if timed else "distance à vol d'oiseau (orthodromie) ;"
source = f"calculé : {how} {chosen.source} Population municipale 2023, Insee."
limit, what = measure.thresholds[threshold], measure_name(measure.column).lower()
up_to = f"à {limit} ou moins ({measure.method})"


def draw_opening() -> Html:
    points = f"un point ({chosen.label.lower()}, {openings[opening].lower()})"
    return key_sentences([reach_sentence(view.own, limit, measure.method, points)])


counted = points_words(len(view.restriction.kept), len(view.restriction.excluded), view.restriction.unknown_count)
show_scope(name, counted)
st.html(remember((memo, "opening"), draw_opening))
if unsaid := unsaid_words(opening, view.restriction.unknown_count, len(chosen.points), link_to("imports")):
    st.html(unsaid)
if why := opening_note(chosen.set_id, opening):
    st.html(why)
show_chart(
    lambda: figure_curve(view.curve.steps, measure.column, measure.unit, float(threshold), measure.method),
    key="courbe",
    memo=memo,
    title=f"Part de la population par {what} au point le plus proche ({measure.method})",
    alt=f"Courbe croissante : part de la population par {what} ({measure.method}), {name} ; trait au seuil, {limit}.",
    source=source,
    table=lambda: table_curve(view.curve.steps, measure.column, measure.unit),
    data=lambda: data_curve(view.curve.steps, measure.column, measure.unit),
    carried=Carried(
        version, f"{name} ; points : {chosen.label}, {openings[opening].lower()} ; seuil : {limit} ; {counted}"
    ),
    when_opened=True,
)
st.html(reserves(chosen.note, timed=timed is not None, gaps=view.gaps))
for rows, caption in ((view.by_arrondissement, "Par arrondissement"), (view.by_epci, "Par EPCI")):
    key = f"{caption}, {up_to}"
    draw = lambda rows=rows, key=key: remember((memo, key), lambda: coverage_table(rows, labels, key))  # noqa: E731
    # Six arrondissements are read at once; a long list of EPCI is opened.
    if len(rows) <= ROWS_IN_SIGHT:
        st.html(draw())
    else:
        show_when_opened(f"{caption} ({len(rows)})", key="proximite-epci", draw=draw)
named = dict(zip(chosen.points["point_id"], chosen.points["label"], strict=True))
show_when_opened(
    f"Voir les {plural(len(view.beyond), 'commune')} au-delà du seuil",
    key="proximite-au-dela",
    draw=lambda: remember(
        (memo, "beyond"), lambda: beyond_table(view.beyond, labels, named, measure.column, measure.unit)
    ),
)
st.html(source_line(source))
