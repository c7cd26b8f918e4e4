"""The staff's part of a grid: robustness in words, what would change each proposal, the weights."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import streamlit as st

from components.grid_form import choose_weights, show_said
from components.grid_staff import moved_table, staff_table, weights_table
from components.identity import identified_actor
from data.analysis.grid_changes import smallest_changes, weight_flips
from data.analysis.grid_lines import changed_lines
from data.analysis.grid_robustness import robustness, robustness_code
from data.deciding.opinions import Weights
from data.decision import Entry
from data.grid import OPEN, WHOLE, Examination, GridLine
from pages.decider.grid_acts import WEIGHED, record_weights, weights_lines


def show_staff(
    lines: tuple[GridLine, ...],
    weights: tuple[int, ...],
    version: int,
    grid: Examination,
    weighed: Callable[[tuple[int, ...]], tuple[GridLine, ...]],
    history: Iterable[tuple[Entry, Weights]],
) -> None:
    """Weights, robustness in words, and what would change each proposal. `weighed`: the lines with other weights."""
    st.html(
        staff_table(
            (
                (
                    line,
                    robustness_code(*robustness(line.opinions, weights, grid)),
                    smallest_changes(line.opinions, weights, grid),
                    weight_flips(line.opinions, weights, grid) if line.result.code != OPEN else (),
                )
                for line in lines
                if line.begun
            ),
            grid,
        )
    )
    st.header("Pondérations", anchor=False)
    writer = identified_actor()
    tried, sent = choose_weights(weights, grid)
    if sum(tried) == WHOLE and tried != weights:
        st.html(moved_table(changed_lines(lines, weighed(tried)), grid))
    if writer:
        record_weights(writer, sent, weights, version, grid)
    show_said(WEIGHED)
    if past := weights_lines(history):
        st.html(weights_table(past, grid))
