"""The staff's part of the grid: robustness in words, what would change each proposal, the weights."""

from __future__ import annotations

import streamlit as st

from components.grid_form import choose_weights
from components.grid_staff import moved_table, staff_table, weights_table
from components.identity import identified_actor
from data.analysis.grid_changes import smallest_changes, weight_flips
from data.analysis.grid_lines import changed_lines
from data.analysis.grid_robustness import robustness, robustness_code
from data.grid import OPEN, WHOLE, GridLine
from data.load import load_grid_lines
from pages.decider.grid_acts import record_weights, weights_history


def show_staff(lines: tuple[GridLine, ...], weights: tuple[int, ...], version: int) -> None:
    """Weights, robustness in words, and what would change each proposal."""
    st.html(
        staff_table(
            (line, robustness_code(*robustness(line.opinions, weights)), smallest_changes(line.opinions, weights),
             weight_flips(line.opinions, weights) if line.result.code != OPEN else ())
            for line in lines
            if set(line.opinions) != {"sans_avis"}
        )
    )  # fmt: skip
    st.header("Pondérations", anchor=False)
    writer = identified_actor()
    tried, sent = choose_weights(weights)
    if sum(tried) == WHOLE and tried != weights:
        st.html(moved_table(changed_lines(lines, load_grid_lines(tried))))
    if writer:
        record_weights(writer, sent, weights, version)
    if past := weights_history():
        st.html(weights_table(past))
