"""What the documents of a meeting are made of: every decision ever recorded, what was said of them since."""

from __future__ import annotations

import streamlit as st

from data.deciding.follow_up import Tracked, compute_tracked
from data.deciding.orientations import created_labels
from data.deciding.releve import Content, compute_content, releve_id
from data.decision import Entry, Meeting
from data.load.bilan import load_statuses
from data.load.next_schema import load_workshop
from data.load.room import load_meetings
from data.load.store import load_heads, load_store
from data.load.tables import load_tables, tables_stamp


def load_decision_lines() -> tuple[Entry, ...]:
    """Every line of kind `decision`, of every meeting, oldest first. Raises `UnavailableError`."""
    heads = load_heads("decision")
    return _lines(heads[-1].hash if heads else "", max((head.seq for head in heads), default=0), heads)


@st.cache_resource(show_spinner=False, max_entries=4)
def _lines(stamp: str, last: int, _heads: tuple[Entry, ...]) -> tuple[Entry, ...]:
    store = load_store()
    found = [entry for head in _heads for entry in (store.history(head.object_id) if head.version > 1 else (head,))]
    return tuple(sorted(found, key=lambda entry: entry.seq))


def load_releve(meeting: Meeting) -> tuple[Content, int]:
    """The relevé of a meeting and its version in the journal (0: never recorded). Raises `UnavailableError`."""
    head = next((one for one in load_heads("releve") if one.object_id == releve_id(meeting.meeting_id)), None)
    return compute_content(meeting, head, load_decision_lines()), head.version if head else 0


def load_tracked() -> tuple[Tracked, ...]:
    """Every decision that stands, with what was last said of it. Raises `UnavailableError`."""
    return compute_tracked(load_heads("decision"), load_heads("follow_up"), load_meetings())


@st.cache_resource(show_spinner=False, max_entries=2)
def _titles(stamp: int) -> dict[str, str]:
    table = load_tables()["orientations"].sort_values("rank")
    codes, labels = table["orientation_id"], table["label"]
    orientations = {f"orientation:{code}": str(label) for code, label in zip(codes, labels, strict=True)}
    return orientations | {f"action:{one.action_id}": one.title for one in load_statuses()}


def load_titles() -> dict[str, str]:
    """The orientations and actions of 2017-2023, and the orientations created since: object → title."""
    return _titles(tables_stamp()) | created_labels(load_heads("decision"))


def load_conditions() -> dict[str, str]:
    """What the workshops asked for, as decisions attach it: code → words."""
    return {item.item_id: item.text for section in load_workshop().sections for item in section.items}
