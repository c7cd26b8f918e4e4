"""Orientation by orientation: what is measured, what moved, what calls for attention, what is not measured at all?"""

import datetime as dt

import streamlit as st

from components.filters import choose_orientation, choose_reference_date, selection
from components.heading import show_scope
from components.html import Html, joined
from components.links import link_to
from components.memo import remember
from components.orientation_board import board_opening, lines_table, local_words, overview_table
from components.source import source_line
from data.analysis.orientation_board import compute_orientations
from data.analysis.statuses import compute_board
from data.load import load_manifest, load_series, load_statuses, load_tables, load_territories, series_stamp

manifest, territory = load_manifest(), selection()
opening, clock = st.columns([4, 1])
with clock:
    reference = choose_reference_date(dt.date.fromisoformat(manifest.date))
memo = (manifest.version, series_stamp(), "orientations", reference)
parts = remember(
    memo, lambda: compute_orientations(compute_board(load_tables(), load_statuses()), load_series(), reference)
)


def fiche(action: str) -> str:
    return link_to("fiche", action=action)


def detail(orientation: str) -> str:
    return link_to("orientations", orientation=orientation)


def trend(indicator: str) -> str:
    return link_to("tendances", indicateur=indicator)


def draw_source() -> Html:
    return source_line(
        "bilan 2017-2023 et rapport au Conseil départemental ; baromètre des résultats de l'action publique, liste de "
        "l'ANCT et imports, en contexte. Chaque indicateur ouvre ses valeurs et leur provenance. Rattachement des "
        "actions et des indicateurs aux orientations : déduit. Aucun taux de réalisation."
    )


lead = "Pour chaque orientation : ses actions, ses chiffres, ce qui a bougé, ce qui manque."
opening.html(remember((memo, "opening"), lambda: board_opening(lead, parts)))
if not territory.is_departement:
    show_scope(load_territories()[territory.territory_id], local_words(parts, territory.territory_id))
st.html(remember((memo, "overview"), lambda: overview_table(parts, fiche, detail, trend)))
st.header("Le détail d'une orientation", anchor=False)
labels = {part.orientation_id: f"{part.orientation_id} – {part.label}" for part in parts}
chosen = choose_orientation(labels)
part = next(part for part in parts if part.orientation_id == chosen)
caption = f"Les indicateurs de l'orientation « {part.label} », au {reference:%d/%m/%Y}"
st.html(remember((memo, "lines", chosen), lambda: joined([lines_table(part, trend, caption), draw_source()])))
