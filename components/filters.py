"""The shared filters: one of the two modules that touch `st.session_state`. They live in the URL as codes.

Streamlit's own binding writes the label and drops what it does not know; here the code is read and written by hand,
checked each time, and an unknown code shows the default and says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import streamlit as st

from data.model import DEPARTEMENT, Selection


def choose_from_url(
    name: str,
    label: str,
    options: Mapping[str, str],
    default: str,
    *,
    hide_default: bool = True,
    keep: bool = True,
    inline: bool = False,
) -> str:
    """A select box whose chosen code lives in the URL as `name=code`, and follows the reader from page to page.

    options: code → label shown. An unknown code in the URL gives `default` and a message. `keep` recalls the last
    choice on a page whose URL says nothing. `inline` writes the label in the box, to save a line.
    """
    widget, seen, unknown = f"choix-{name}", f"url-{name}", f"inconnu-{name}"
    written = st.query_params.get(name)
    if written is not None and written != st.session_state.get(seen):
        # The URL was opened, shared, or changed by « back »: it decides.
        st.session_state[unknown] = "" if written in options else written
        st.session_state[widget] = written if written in options else default
    elif st.session_state.get(widget) not in options:
        recalled = st.session_state.get(seen) if keep else None
        st.session_state[widget] = recalled if recalled in options else default
    chosen = st.selectbox(
        label,
        list(options),
        format_func=lambda code: f"{label}\u00a0: {options[code]}" if inline else options[code],
        key=widget,
        filter_mode=None,
        label_visibility="collapsed" if inline else "visible",
    )
    if st.session_state.get(unknown):
        st.warning(
            f"« {name}={st.session_state.pop(unknown)[:40]} » est inconnu : {options[default]} est affiché à la place. "
            "Choisissez dans la liste."
        )
    if chosen == default and hide_default:
        if name in st.query_params:
            del st.query_params[name]
    elif st.query_params.get(name) != chosen:
        st.query_params[name] = chosen
    st.session_state[seen] = chosen
    return chosen


def choose_territory(options: Mapping[str, str]) -> Selection:
    """The « Territoire » filter: the département or one of its arrondissements. `options`: code → label."""
    return Selection(choose_from_url("territoire", "Territoire", options, DEPARTEMENT, inline=True))


def selection() -> Selection:
    """What the page is filtered on: the choice made in the frame."""
    return Selection(st.session_state.get("url-territoire", DEPARTEMENT))


def choose_action(options: Mapping[str, str]) -> int:
    """The action shown, from 1 to 16, in the URL as `action=5`. `options`: number as text → label."""
    return int(choose_from_url("action", "Action", options, "1", hide_default=False))


def choose_reference_date(default: dt.date) -> dt.date:
    """The date de référence, from which the next step is computed; in the URL as `reference=2024-01-22`.

    The default is the date of the latest source, never today: a dossier prepared in advance must say the same thing.
    """
    name, widget, seen = "reference", "choix-reference", "url-reference"
    written = st.query_params.get(name)
    if written is not None and written != st.session_state.get(seen):
        try:
            st.session_state[widget] = dt.date.fromisoformat(written)
        except ValueError:
            st.session_state[widget] = default
            st.warning(
                f"« {name}={written[:40]} » n'est pas une date (2024-01-26 attendu) : {default:%d/%m/%Y} est utilisée."
            )
    elif widget not in st.session_state:
        recalled = st.session_state.get(seen)
        st.session_state[widget] = dt.date.fromisoformat(recalled) if recalled else default
    chosen = st.date_input("Date de référence", key=widget, format="DD/MM/YYYY")
    day = chosen if isinstance(chosen, dt.date) else default
    if day == default:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != day.isoformat():
        st.query_params[name] = day.isoformat()
    st.session_state[seen] = day.isoformat()
    return day


def type_query(label: str, example: str) -> str:
    """What is searched, in the URL as `q=…`; cut at 100 characters."""
    widget, seen = "choix-q", "url-q"
    written = st.query_params.get("q", "")[:100]
    if written != st.session_state.get(seen, ""):
        st.session_state[widget] = written
    asked = st.text_input(label, key=widget, placeholder=example, max_chars=100).strip()
    if asked:
        st.query_params["q"] = asked
    else:
        st.query_params.pop("q", None)
    st.session_state[seen] = asked
    return asked


def choose_other_territory(options: Mapping[str, str]) -> str:
    """A second territory to set beside the first, in the URL as `avec=arr:592`; empty for none."""
    return choose_from_url("avec", "Comparer avec", options, "", keep=False)
