"""The curve of the reached population: lighter than its steps, and never far from them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from components.figures.curve import seen_steps


def test_few_steps_are_all_kept() -> None:
    steps = pd.DataFrame({"distance_km": [1.0, 2.0, 4.0], "share": [0.2, 0.5, 1.0]})
    assert seen_steps(steps).equals(steps)


def test_many_steps_are_thinned_without_moving_the_curve() -> None:
    draw = np.random.default_rng(0)
    people = draw.pareto(1.1, 647)
    steps = pd.DataFrame({"distance_km": np.sort(draw.exponential(4, 647)), "share": people.cumsum() / people.sum()})
    shown = seen_steps(steps)
    assert len(shown) <= 102
    assert shown.iloc[[0, -1]].equals(steps.iloc[[0, -1]])
    # Read anywhere, the curve that is drawn is the true one or less than a point below it.
    read = np.searchsorted(shown["distance_km"], steps["distance_km"], side="right") - 1
    gaps = steps["share"].to_numpy() - shown["share"].to_numpy()[read]
    assert gaps.min() >= 0
    assert gaps.max() < 0.01


def test_no_step_at_all() -> None:
    assert seen_steps(pd.DataFrame({"distance_km": [], "share": []})).empty
