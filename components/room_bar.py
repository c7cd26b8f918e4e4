"""The bar of an open meeting: where it stands, the clock, next and previous, following or browsing freely."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

import streamlit as st

from components.drafts import field
from components.html import Html, element


def clock(point_until: dt.datetime, meeting_until: dt.datetime) -> Html:
    """What is left of the point and of the meeting; the browser counts, the server sends nothing while time goes by."""
    return element(
        "p",
        *(
            element(
                "span",
                element("span", label, class_="sd-clock__label"),
                element("span", f"jusqu'à {_hour(until)}", class_="sd-clock__time", data_until=until.isoformat()),
                class_="sd-clock__part",
            )
            for label, until in (("Point : ", point_until), ("Réunion : ", meeting_until))
        ),
        class_="sd-clock",
        role="timer",
        aria_label="Temps restant",
    )


def _hour(at: dt.datetime) -> str:
    here = at.astimezone()
    return f"{here.hour}\u00a0h\u00a0{here.minute:02d}"


def show_moves(
    key: str, *, first: bool, last: bool, move: Callable[[int], None], label: str = "", narrow: bool = False
) -> None:
    """Previous and next: by hand, by the keyboard or a clicker (PageUp, PageDown: see behaviour.js)."""
    with st.container(horizontal=True, key=f"{key}-pas"):
        st.button(
            "←" if narrow else "← Point précédent",
            key=f"{key}-precedent",
            on_click=move,
            args=(-1,),
            disabled=first,
            help=label or None,
        )
        st.button(
            "→" if narrow else "Point suivant →",
            key=f"{key}-suivant",
            on_click=move,
            args=(1,),
            disabled=last,
            help=label or None,
        )


def choose_point(key: str, options: Mapping[str, str], current: str, choose: Callable[[str], None]) -> None:
    """The list of points, on the one that is open. options: point → words, which must not change with what is decided.

    One list a point: a browser that has not yet heard that the room has moved would send back the point before, and
    that would be read as a choice.
    """
    name = f"{key}-point-{current}"

    def chosen() -> None:
        code = str(field(name))
        if code in options and code != current:
            choose(code)

    st.selectbox(
        "Aller au point",
        list(options),
        index=list(options).index(current),
        format_func=lambda code: str(options.get(code, code)),
        key=name,
        on_change=chosen,
        label_visibility="collapsed",
        filter_mode=None,
    )


def waiting(title: str, when: str) -> Html:
    """Before the meeting opens."""
    return element(
        "section",
        element("h2", title),
        element("p", when),
        element("p", "La réunion n'est pas encore ouverte. Cet écran suivra dès qu'elle le sera."),
        class_="sd-point__head",
    )
