"""Where would the next reception points serve most? A working hypothesis, for staff: nothing is computed unasked."""

from collections.abc import Callable

import streamlit as st

from components.background import Run
from components.drafts import keep_run, kept_run
from components.filters import selection
from components.heading import show_lead, show_scope
from components.html import element
from components.identity import current_actor
from components.memo import remember
from components.reach import points_words
from components.siting import (
    banner,
    notes_list,
    question_words,
    refusal_words,
    start_words,
    unknowns_list,
    weights_words,
)
from components.siting_answer import show_answer
from components.siting_choices import CANDIDATES, choose_siting
from components.siting_progress import follow
from components.take_away import Carried
from data.analysis import siting_view as view
from data.analysis.reach_view import OPENINGS
from data.analysis.siting_answer import Progress, SitingAnswer
from data.analysis.siting_question import MAX_POINTS, UNKNOWNS
from data.load import (
    load_area_sets,
    load_grants,
    load_labels,
    load_manifest,
    load_point_sets,
    load_tables,
    load_territories,
    load_unreadable,
)
from data.model import DEPARTEMENT
from data.store import may

#: Beyond it the best choice known is given, with how far from the best it may be.
TIME_LIMIT_S = 60.0

version, sets, labels, here = load_manifest().version, load_point_sets(), load_labels(), selection()
base = remember((version, "siting-base"), lambda: view.compute_base(load_tables()))
communes = remember((version, "siting-communes"), lambda: view.commune_names(base))
poverty = load_area_sets().get(view.POVERTY_LAYER)
rates = remember((version, "rates", poverty and poverty.set_id), lambda: view.poverty_rates(poverty))
names = {
    "points": {code: one.label for code, one in sets.items()},
    "opening": {code: label for code, (label, _) in OPENINGS.items()},
    "weighting": {"population": "Population"} | ({"pauvrete": "Population et pauvreté"} if rates else {}),
    "candidates": CANDIDATES,
}

st.html(banner())
show_lead("Les communes où de nouveaux points d'accueil rapprocheraient le plus d'habitants : un calcul à discuter.")
choices = choose_siting(names, view.default_set(sets), view.THRESHOLDS_KM, MAX_POINTS, communes)
chosen = sets[choices.points]
asked = view.Asked(
    set_id=chosen.set_id,
    rates_id=poverty.set_id if poverty and choices.weighting == "pauvrete" else "",
    territory_id=here.territory_id,
    everywhere=here.is_departement or choices.candidates == "nord",
    opening=choices.opening,
    threshold_km=choices.threshold_km,
    points_count=choices.points_count,
    weighting=choices.weighting,
    forced_in=choices.forced_in,
    forced_out=choices.forced_out,
)
memo = (version, "siting", asked)
check = remember((memo, "check"), lambda: view.check_question(base, chosen, asked, rates))
source = (
    "calculé : couverture maximale, distance à vol d'oiseau (orthodromie) entre centres de communes ; "
    f"{chosen.source} Population municipale 2023, Insee."
)


def find(stop: Callable[[], bool], report: Callable[[Progress], None]) -> SitingAnswer:
    """The answer. Only a proven one is kept for other readers: what one reader cut short is that reader's own."""
    question = view.build_question(base, chosen, asked, rates)
    try:
        return remember((memo, "answer"), lambda: view.search(question, stop, report, TIME_LIMIT_S))
    except view.UnprovenError as cut:
        return cut.answer


st.html(start_words(france_services=view.FRANCE_SERVICES in sets, poverty=bool(rates)))
shown = {name: texts[getattr(choices, name)] for name, texts in names.items()}
counted = points_words(check.kept_count, check.excluded_count, check.unknown_count)
question = question_words(choices, shown, load_territories()[here.territory_id], communes)
show_scope("Question posée", f"{question} {counted}")
# The question is of one arrondissement, or of the whole Nord: a right to the first gives none to the second.
actor, asked_of = current_actor(), DEPARTEMENT if asked.everywhere else here.territory_id
allowed = may(actor, "implanter", f"siting:{asked_of}", load_grants(actor))
run = kept_run(memo) if allowed else None
pressed = allowed and st.button("Calculer", type="primary", disabled=bool(check.refusal))
if pressed and (run is None or (run.done and (run.error or run.result.stopped))):
    run = Run(memo, find)
    keep_run(run)
    run.wait(0.5)
if not allowed:
    st.html(refusal_words())
elif check.refusal:
    st.error(check.refusal)
elif run is None:
    st.html(element("p", "Rien n'est calculé tant que vous n'appuyez pas sur « Calculer »."))
elif not run.done:
    follow(run, TIME_LIMIT_S)
elif run.error:
    raise run.error
else:
    show_answer(
        view.answer_row(run.result),
        view.compute_gains(run.result),
        run.result.chosen,
        run.result.by_arrondissement,
        choices=choices,
        labels=labels,
        stopped=run.stopped,
        limit_s=TIME_LIMIT_S,
        source=source,
        carried=Carried(version, question),
        memo=(memo, choices, run.number if run.result.stopped else 0),
    )
st.html(
    notes_list(
        f"Points sans position publiée, non comptés : {check.unplaced_count}." if check.unplaced_count else "",
        chosen.note,
        weights_words(
            check.reference_rate, check.without_rate_count, check.without_rate_hab, poverty and poverty.source
        ),
        *load_unreadable(),
    )
)
st.html(unknowns_list(UNKNOWNS))
