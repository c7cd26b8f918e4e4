"""What is known of an indicator, since when, for whom, measured how, aimed at what, and what must not be concluded?"""

import datetime as dt

import streamlit as st

from components.filters import EVERY_INDICATOR, choose_indicator, choose_reference_date, selection
from components.heading import show_lead
from components.links import link_to
from components.trend_screen import Scope, show_indicator, show_orientation
from data.analysis.freshness import compute_freshness
from data.analysis.orientation_board import compare_with, compute_line, shown_territory
from data.analysis.statuses import compute_board
from data.load import (
    load_acronyms,
    load_labels,
    load_manifest,
    load_series,
    load_statuses,
    load_tables,
    load_territories,
    series_stamp,
)
from data.orientation_board import OrientationLines

manifest, series, asked = load_manifest(), load_series(), selection().territory_id
boards = {board.orientation_id: board for board in compute_board(load_tables(), load_statuses())}
known = {indicator.indicator_id: indicator for indicator in series}
listed = {code: {one.indicator_id: one.label for one in series if code in one.orientations} for code in boards}
show_lead("Ce qu'on sait d'un indicateur : depuis quand, pour qui, mesuré comment, visant quoi.")
choices, clock = st.columns([4, 1])
with choices:
    orientation, chosen = choose_indicator({code: f"{code} – {one.label}" for code, one in boards.items()}, listed)
with clock:
    reference = choose_reference_date(dt.date.fromisoformat(manifest.date))

memo = (manifest.version, series_stamp(), "tendances", reference)
names, version = load_labels(), manifest.version
scope = Scope(
    asked,
    load_territories()[asked],
    version,
    names,
    lambda code: link_to("tendances", indicateur=code),
    load_acronyms(),
)

if chosen == EVERY_INDICATOR:
    board = boards[orientation]
    mine = [one for one in series if orientation in one.orientations]
    lines = tuple(compute_line(one, reference) for one in mine)
    part = OrientationLines(orientation, board.label, board.statuses, lines)
    show_orientation(part, scope, memo=(*memo, orientation))
else:
    indicator = known[chosen]
    shown = shown_territory(indicator, asked)
    freshness = compute_freshness(indicator, reference, shown)
    show_indicator(indicator, compare_with(indicator, known), shown, freshness, scope, memo=(*memo, chosen, shown))
