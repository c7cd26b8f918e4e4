"""What is typed on the grille d'examen: one opinion, or the weights. What was seen is remembered until it is saved."""

from __future__ import annotations

import streamlit as st

from components.drafts import draft_key, drop_draft, keep_draft, read_draft
from data.deciding.faults import clean
from data.deciding.opinions import APPRECIATION, COMMENT_LIMIT, REASON_LIMIT, Weights
from data.decision import OPINION_LABELS, OPINIONS, Opinion
from data.grid import ACTIONS, LEAST, MOST, Examination

_UNIT, _SAID = "grille-unite", "grille-message"


def begin(unit: str, grid: Examination = ACTIONS) -> None:
    """Another unit is opened: its forms start from what is recorded now."""
    if read_draft(_UNIT) != unit:
        keep_draft(_UNIT, unit)
        for code in grid.criteria:
            forget(f"avis-{unit}-{code}")


def seen(name: str, version: int) -> int:
    """The version on screen when the form was first drawn, which is what the writer answers to."""
    known = read_draft(f"vu-{name}")
    if known is None:
        keep_draft(f"vu-{name}", version)
        return version
    return known


def look_again(name: str, version: int) -> None:
    """After a conflict: what the other person wrote has now been shown; what was typed stays."""
    keep_draft(f"vu-{name}", version)


def forget(name: str) -> None:
    """The form is filled anew from what is recorded."""
    drop_draft(name)
    drop_draft(f"vu-{name}")


def ask_opinion(
    unit: str, criterion: str, now: Opinion | None, facts: tuple[str, ...], grid: Examination = ACTIONS
) -> Opinion:
    """The three fields of one question, inside the form of the five; what they hold."""
    name = f"avis-{unit}-{criterion}"
    current = now or Opinion(unit, criterion, "sans_avis", "", "")
    bases = ["", *facts] if current.fact in ("", *facts) else ["", current.fact, *facts]
    opinion = st.radio(
        grid.labels[criterion],
        OPINIONS,
        index=OPINIONS.index(current.opinion),
        format_func=lambda code: OPINION_LABELS[code],
        horizontal=True,
        label_visibility="collapsed",
        key=draft_key(name, "avis"),
    )
    basis, comment = st.columns(2)
    fact = basis.selectbox(
        "Fondé sur",
        bases,
        index=bases.index(current.fact),
        format_func=lambda words: words or APPRECIATION[:1].upper() + APPRECIATION[1:],
        filter_mode=None,
        key=draft_key(name, "fait"),
    )
    words = comment.text_input(
        "Commentaire (facultatif)", current.comment, max_chars=COMMENT_LIMIT, key=draft_key(name, "texte")
    )
    return Opinion(unit, criterion, opinion, fact, clean(words))


def choose_weights(now: tuple[int, ...], grid: Examination = ACTIONS) -> tuple[tuple[int, ...], Weights | None]:
    """The weights tried, and those sent to be recorded; None until then."""
    columns = st.columns(len(grid.criteria))
    points = tuple(
        int(column.number_input(grid.labels[code], LEAST, MOST, each, step=1, key=draft_key("poids", code)))
        for column, code, each in zip(columns, grid.criteria, now, strict=True)
    )
    st.text(f"Somme : {sum(points)} (100 attendus)")
    reason = st.text_input("Raison du changement", max_chars=REASON_LIMIT, key=draft_key("poids", "raison"))
    sent = st.button("Enregistrer ces pondérations", key=draft_key("poids", "envoi"), disabled=points == now)
    return points, Weights(points, clean(reason)) if sent else None


def say(words: str, place: str) -> None:
    """Keep a message for the next drawing of the page. place: the form beside which it is said."""
    keep_draft(_SAID, (place, words))


def show_said(place: str) -> None:
    """The message kept by the gesture before, once, beside the form that made it."""
    said, words = read_draft(_SAID) or ("", "")
    if said == place:
        keep_draft(_SAID, None)
        st.success(words)
