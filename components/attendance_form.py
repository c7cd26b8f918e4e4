"""Who came to a meeting: the bodies present, represented, excused; carried to the relevé."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import streamlit as st

from components.drafts import field
from components.field_faults import field_fault
from components.html import Html, element
from data.deciding.faults import Fault, clean
from data.decision import Meeting

LABELS = {"present": "Présents", "represented": "Représentés", "excused": "Excusés"}


def attendance_fields(meeting: Meeting, bodies: Sequence[str], faults: Sequence[Fault], key: str) -> Meeting:
    """One list each; the meeting as they say it. bodies: those offered first; any other name may be typed."""
    said = {}
    for name, label in LABELS.items():
        kept = getattr(meeting, name)
        chosen = st.multiselect(
            label,
            list(dict.fromkeys([*bodies, *kept])),
            kept,
            accept_new_options=True,
            placeholder="Choisir, ou saisir un autre nom",
            key=f"{key}-{name}",
            select_all=False,
        )
        said[name] = _cleaned(chosen)
        for fault in faults:
            if fault.field == name:
                st.html(field_fault(fault))
    return replace(meeting, **said)


def ask_attendance(
    meeting: Meeting, bodies: Sequence[str], faults: Sequence[Fault], key: str, send: Callable[[], None]
) -> None:
    """The same as a form of the room; `send` is called with what `read_attendance` then reads."""
    with st.form(key, enter_to_submit=False):
        attendance_fields(meeting, bodies, faults, key)
        st.form_submit_button("Enregistrer les présences", type="primary", on_click=send)


def read_attendance(meeting: Meeting, key: str) -> Meeting:
    """`meeting` as the fields of that key say it."""
    return replace(meeting, **{name: _cleaned(field(f"{key}-{name}", getattr(meeting, name))) for name in LABELS})


def _cleaned(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words for one in names if (words := clean(one))))


def attendance_line(meeting: Meeting) -> Html:
    """Who is there, as recorded; that nobody has said so is said."""
    told = [
        f"{label} : {' ; '.join(getattr(meeting, name))}" for name, label in LABELS.items() if getattr(meeting, name)
    ]
    words = ". ".join(told) if told else "Présences : à renseigner, elles figurent au relevé"
    return element("p", f"{words}.", class_="sd-small")
