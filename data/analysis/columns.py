"""Columns of a frame as plain arrays: what the measures compute on. Pure.

Text in Arrow columns is slow to walk one value at a time; these are read once and walked as Python objects.
"""

from __future__ import annotations

from typing import cast

import numpy as np
import pandas as pd


def column(frame: pd.DataFrame, name: str) -> pd.Series:
    """One column, typed. Raises KeyError when the frame lacks it."""
    return cast(pd.Series, frame[name])


def strings(frame: pd.DataFrame, name: str) -> np.ndarray:
    """A column as an array of Python objects; nulls stay nulls (None or NaN)."""
    return column(frame, name).to_numpy(dtype=object)


def floats(frame: pd.DataFrame, name: str) -> np.ndarray:
    """A numeric column as an array of floats; nulls are NaN. Raises ValueError on text that is not a number."""
    return cast(pd.Series, pd.to_numeric(column(frame, name))).to_numpy(dtype=float, na_value=np.nan)
