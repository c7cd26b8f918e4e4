"""Unsaved drafts: with `filters.py`, the only module that touches `st.session_state`.

A draft is what someone is preparing and has not said yes to: it follows its session from page to page, no other session
sees it, and nothing of it is written anywhere. So are the long computations a reader started.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Any

import streamlit as st
from streamlit.typing import UploadedFile

from components.background import Run


def keep_draft(name: str, draft: object) -> None:
    """Keep `draft` under `name` until it is dropped, replaced, or the session ends."""
    st.session_state[f"brouillon-{name}"] = draft


def read_draft(name: str) -> Any:
    """The draft of that name; None when there is none."""
    return st.session_state.get(f"brouillon-{name}")


def take_draft(name: str) -> Any:
    """The draft of that name, which is no longer kept; None when there is none. For what is said once."""
    return st.session_state.pop(f"brouillon-{name}", None)


def drop_draft(name: str) -> None:
    """Forget the draft; the widgets keyed by `draft_key` start anew."""
    st.session_state.pop(f"brouillon-{name}", None)
    st.session_state[f"numero-{name}"] = _number(name) + 1


def draft_key(name: str, part: str) -> str:
    """The key of a widget that belongs to the draft `name`: another key once the draft is dropped."""
    return f"{name}-{_number(name)}-{part}"


def receive_file(name: str, label: str) -> tuple[UploadedFile | None, bool]:
    """The file chosen for the draft `name`, and whether the choice (or its withdrawal) has just been made.

    Any kind of file is let through: a refusal that explains is worth more than the browser's.
    """
    key = draft_key(name, "fichier")
    mark = f"nouveau-{name}"
    received = st.file_uploader(label, key=key, on_change=_mark, args=(mark,))
    return received, bool(st.session_state.pop(mark, False))


def _mark(name: str) -> None:
    st.session_state[name] = True


def _number(name: str) -> int:
    return st.session_state.get(f"numero-{name}", 0)


def field(key: str, default: Any = None) -> Any:
    """What the field of that key holds (in a callback: what has just been typed); `default` when it is not drawn."""
    return st.session_state.get(key, default)


def has_field(key: str) -> bool:
    """Whether the field of that key was drawn at the last run."""
    return key in st.session_state


def fill_field(key: str, value: object) -> None:
    """Write `value` in the field of that key. Called before the field is drawn in a run."""
    st.session_state[key] = value


#: How many results a reader may come back to without asking again: answers, and the last document made.
RUNS_KEPT = {"calculs": 8, "documents": 1}


def kept_run(key: Hashable, lane: str = "calculs") -> Run | None:
    """The computation this reader started for this question, under way or done; None when it was not asked."""
    return _runs(lane).get(key)


def keep_run(run: Run, lane: str = "calculs") -> None:
    """Remember a computation just started for this reader; the ones before it are stopped."""
    runs = _runs(lane)
    for other in runs.values():
        other.stop()
    runs[run.key] = run
    runs.move_to_end(run.key)
    while len(runs) > RUNS_KEPT[lane]:
        runs.popitem(last=False)


def _runs(lane: str) -> OrderedDict[Hashable, Run]:
    return st.session_state.setdefault(lane, OrderedDict())
