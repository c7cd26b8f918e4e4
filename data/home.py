"""The folder of everything written at run time: never in the checkout, so that deleting it loses nothing."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

VARIABLE = "SDAASP_HOME"
"""The environment variable that names another folder (tests, a shared disk, a second installation)."""


def home() -> Path:
    """Return the user's data folder, not created: `SDAASP_HOME`, or the system's own place for application data."""
    named = os.environ.get(VARIABLE, "").strip()
    if named:
        return Path(named).expanduser()
    return Path(platformdirs.user_data_dir("sdaasp-nord", appauthor=False))


def decisions_file() -> Path:
    """Return the file of the decision store, not created; unused when `SDAASP_DATABASE_URL` names a PostgreSQL."""
    return home() / "decisions.sqlite"


def open_data_folder() -> Path:
    """Return where imported editions are kept, not created."""
    return home() / "open-data"
