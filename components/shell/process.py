"""What is settled once for the whole process, before it serves anyone."""

from __future__ import annotations

import os
import time

from components.shell.lean_session import read_the_look_once, send_pages_once, wake_the_loop_once

#: Hours and days are those of the Nord, on a server left in universal time too.
ZONE = "Europe/Paris"


def settle_process() -> None:
    """The zone (one set on purpose is kept), and what Streamlit sends at each run."""
    os.environ.setdefault("TZ", ZONE)
    if hasattr(time, "tzset"):  # not on Windows, where the post's own zone is used
        time.tzset()
    send_pages_once()
    wake_the_loop_once()
    read_the_look_once()
