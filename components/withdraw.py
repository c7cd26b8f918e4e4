"""Take back a contribution recorded by mistake: it leaves the synthesis, its record stays."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.formats import truncated
from data.deciding.gatherings import Remark


def choose_withdrawal(remarks: Sequence[Remark]) -> Remark | None:
    """The contribution to take back, once the reader has confirmed it; None otherwise."""
    known = {remark.remark_id: remark for remark in remarks}
    with st.expander("Retirer une contribution enregistrée par erreur"):
        chosen = st.selectbox(
            "Contribution à retirer (elle reste au journal)",
            list(known),
            index=None,
            format_func=lambda code: f"{known[code].body} : {truncated(known[code].text, 80)}",
            placeholder="Choisissez",
        )
        confirmed = st.button("Retirer de la synthèse", disabled=chosen is None)
    return known[chosen] if confirmed and chosen else None
