"""What is asked to say what became of a decision, and to take in a table that came back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import streamlit as st

from components.drafts import draft_key, receive_file
from components.exports.decision_words import object_words
from components.html import element
from data.deciding.faults import LINE, PARAGRAPH, clean
from data.deciding.follow_up import Tracked
from data.decision import FOLLOW_UP_LABELS, FOLLOW_UP_STATES, FollowUp


def choose_tracked(tracked: Sequence[Tracked], titles: Mapping[str, str], key: str) -> Tracked:
    """One decision among those listed."""
    place = st.selectbox(
        "Décision",
        range(len(tracked)),
        format_func=lambda at: (
            f"{object_words(tracked[at].decision.object_id, titles)} (n° {tracked[at].decision.number})"
        ),
        filter_mode=None,
        key=key,
    )
    return tracked[place or 0]


def ask_follow_up(one: Tracked) -> FollowUp | None:
    """The form of what became of it, filled with what was last said; None until it is sent."""
    said = one.said
    name = f"suite-{one.decision.decision_id}-{one.version}"
    with st.form(draft_key(name, "formulaire"), enter_to_submit=False):
        state_side, day_side = st.columns(2)
        state = state_side.selectbox(
            "État",
            FOLLOW_UP_STATES,
            index=FOLLOW_UP_STATES.index(one.state),
            format_func=lambda code: FOLLOW_UP_LABELS[code],
            filter_mode=None,
            key=draft_key(name, "etat"),
        )
        on = day_side.date_input(
            "Date de l'état (JJ/MM/AAAA)",
            said.state_on if said else None,
            min_value=dt.date(2017, 1, 1),
            max_value=dt.date(2050, 12, 31),
            format="DD/MM/YYYY",
            key=draft_key(name, "jour"),
        )
        body_side, proof_side = st.columns(2)
        body = body_side.text_input(
            "Selon quel organisme", said.reported_by if said else one.decision.pilot, max_chars=LINE,
            key=draft_key(name, "organisme"),
        )  # fmt: skip
        proof = proof_side.text_input(
            "Preuve (acte, convention, page publiée)", said.proof if said else "", max_chars=LINE,
            key=draft_key(name, "preuve"),
        )  # fmt: skip
        comment = st.text_area(
            "Commentaire", said.comment if said else "", max_chars=PARAGRAPH, key=draft_key(name, "commentaire")
        )
        sent = st.form_submit_button("Enregistrer cette suite", type="primary")
    if not sent:
        return None
    day = on if isinstance(on, dt.date) else None
    return FollowUp(one.decision.decision_id, str(state), day, clean(proof), clean(comment), clean(body))


def receive_table() -> tuple[bytes, str] | None:
    """The table that came back, as dropped; None when there is none."""
    received, _ = receive_file("suivi", "Tableau de suivi rempli (ODS ou XLSX, 10 Mo au plus)")
    return (received.getvalue(), received.name) if received else None


def confirm_table(count: int) -> bool:
    """An express yes before anything is written."""
    words = f"Enregistrer {'la suite' if count == 1 else f'les {count} suites'} du tableau"
    st.html(element("p", "Tout est enregistré d'un coup, ou rien.", class_="sd-small"))
    return st.button(words, type="primary", key=draft_key("suivi", "confirmer"))
