"""What does the bilan measure, what does it only state, and what does it aim at without saying from where?"""

import streamlit as st

from components.filters import selection
from components.heading import show_lead, show_scope
from components.limits import claims_table, limit_cards, no_start_table, silent_block, single_table
from components.links import link_to
from components.memo import remember
from components.source import source_line
from data.analysis.orientation_board import latest_run
from data.analysis.statuses import compute_board
from data.load import (
    load_limits,
    load_manifest,
    load_series,
    load_statuses,
    load_tables,
    load_territories,
    series_stamp,
)

manifest, territory, limits = load_manifest(), selection(), load_limits()
memo = (manifest.version, series_stamp(), "limites")
known = {indicator.indicator_id: indicator for indicator in load_series()}
own = [one for one in known.values() if one.origin == "bilan"]


def fiche(action: str) -> str:
    return link_to("fiche", action=action)


def trend(indicator: str) -> str:
    return link_to("tendances", indicateur=indicator)


show_lead("Un chiffre absent n'est pas un reproche : c'est une question à poser avant de décider.")
if not territory.is_departement:
    words = "Le filtre ne change rien ici : c'est le bilan entier, celui du département, qui est relu."
    show_scope(load_territories()[territory.territory_id], words)
readable = sum(bool(latest_run(one, place)) for one in own for place in one.territories)
st.html(remember((memo, "cards"), lambda: limit_cards(limits, readable)))

st.header("Ce qu'il affirme sans le mesurer", anchor=False)
st.html(remember((memo, "claims"), lambda: claims_table(limits.claims, known, fiche, trend)))
st.header("Ce qu'il ne mesure qu'une fois", anchor=False)
st.html(remember((memo, "single"), lambda: single_table(limits, fiche, trend)))
st.header("Ce qu'il vise sans dire d'où il part", anchor=False)
st.html(remember((memo, "targets"), lambda: no_start_table(limits, trend)))
st.header("Ce dont il ne donne aucun résultat", anchor=False)
labels = {board.orientation_id: board.label for board in compute_board(load_tables(), load_statuses())}
titles = {status.action_id: status.title for status in load_statuses()}
st.html(remember((memo, "silent"), lambda: silent_block(limits, labels, titles, fiche)))
st.html(
    source_line(
        "bilan 2017-2023 soumis au COPIL du 1er décembre 2023 et rapport au Conseil départemental, relus par le "
        "tableau de bord ; chaque ligne porte ses mots et leur place. Les imports ne changent pas cette page."
    )
)
