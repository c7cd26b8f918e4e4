"""The shared filters: one of the two modules that touch `st.session_state`. They live in the URL as codes.

Streamlit's own binding writes the label and drops what it does not know; here the code is read and written by hand,
checked each time, and an unknown code shows the default and says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from urllib.parse import urlsplit

import streamlit as st

from data.model import DEPARTEMENT, Selection

#: Between the law that created the schémas and a horizon no schéma reaches.
REFERENCE_BOUNDS = (dt.date(2015, 1, 1), dt.date(2049, 12, 31))


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
    widget, seen, unknown, where = f"choix-{name}", f"url-{name}", f"inconnu-{name}", f"page-{name}"
    written, page = st.query_params.get(name), urlsplit(st.context.url or "").path
    if written is None and hide_default and st.session_state.get(where) == page:
        # On the page where it stood, a code that has gone from the URL was taken away by « back ».
        written = default if st.session_state.get(seen, default) != default else None
    st.session_state[where] = page
    if written is not None and written != st.session_state.get(seen):
        # The URL was opened, shared, or changed by « back »: it decides.
        st.session_state[unknown] = "" if written in options else f"{name}={written[:40]}"
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
            f"« {st.session_state.pop(unknown)} » est inconnu : {options[default]} est affiché à la place. "
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

    The default is the date of the latest document of the schéma, never today: a dossier prepared in advance must say
    the same thing. A date that is not one, or out of `REFERENCE_BOUNDS`, gives the default and a message.
    """
    name, widget, seen = "reference", "choix-reference", "url-reference"
    written = st.query_params.get(name)
    if written is not None and written != st.session_state.get(seen):
        asked = _reference(written)
        st.session_state[widget] = asked or default
        if asked is None:
            st.warning(
                f"« {name}={written[:40]} » n'est pas une date possible (2024-01-26 attendu) : "
                f"{default:%d/%m/%Y} est utilisée."
            )
    elif widget not in st.session_state:
        st.session_state[widget] = _reference(st.session_state.get(seen, "")) or default
    first, last = REFERENCE_BOUNDS
    chosen = st.date_input("Date de référence", key=widget, format="DD/MM/YYYY", min_value=first, max_value=last)
    day = chosen if isinstance(chosen, dt.date) else default
    if day == default:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != day.isoformat():
        st.query_params[name] = day.isoformat()
    st.session_state[seen] = day.isoformat()
    return day


def _reference(written: str) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(written)
    except ValueError:
        return None
    return day if REFERENCE_BOUNDS[0] <= day <= REFERENCE_BOUNDS[1] else None


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
