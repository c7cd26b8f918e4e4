"""Correct or take back a contribution already recorded: a new version of it, its record stays."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.formats import truncated
from data.deciding.faults import PARAGRAPH, clean
from data.deciding.gatherings import Remark


def choose_correction(remarks: Sequence[Remark]) -> tuple[Remark, str] | None:
    """The contribution to change and its new words, empty to take it back; None until the reader has confirmed."""
    known = {remark.remark_id: remark for remark in remarks}
    with st.expander("Corriger ou retirer une contribution enregistrée"):
        chosen = st.selectbox(
            "Contribution (ce qui est écrit reste au journal)",
            list(known),
            index=None,
            format_func=lambda code: f"{known[code].body} : {truncated(known[code].text, 80)}",
            placeholder="Choisissez",
        )
        if chosen is None or chosen not in known:
            return None
        remark = known[chosen]
        words = st.text_area("Ce qui est dit", remark.text, max_chars=PARAGRAPH, key=f"correction-{remark.token}")
        with st.container(horizontal=True):
            corrected = st.button("Corriger", disabled=not clean(words) or clean(words) == remark.text)
            withdrawn = st.button("Retirer de la synthèse")
    if corrected:
        return remark, clean(words)
    return (remark, "") if withdrawn else None
