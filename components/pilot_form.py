"""The form where a body answers about its fiche; what is wrong is said beside each field, the rest stays as typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from components.drafts import draft_key
from components.html import element
from components.icons import icon
from data.deciding.faults import InvalidError
from data.deciding.pilot_round import FIGURE_ROWS, ON_PAPER, ONLINE, OPENED, PROPOSALS, WAYS, Question
from data.decision import PilotAnswer
from data.model import READING_LABELS

NOT_SAID = "Ne se prononce pas"


def ask_answer(
    name: str,
    before: PilotAnswer,
    proposed: str,
    questions: Sequence[Question],
    wrong: InvalidError | None,
    *,
    on_behalf: bool,
) -> PilotAnswer | None:
    """The answer typed, once sent; None until then. `before`: what the fields start with.

    `on_behalf`: the secretariat types what came on paper, and says so.
    """

    def beside(field: str) -> None:
        if wrong and (message := wrong.of(field)):
            st.html(element("p", icon("caveat"), f" {message}", role="alert", class_="sd-fault"))

    def key(part: str) -> str:
        return draft_key(name, part)

    with st.form(key("formulaire"), enter_to_submit=False):
        if wrong:
            st.html(
                element("p", "Rien n'a été enregistré : corrigez ce qui est signalé.", role="alert", class_="sd-alert")
            )
        way, day = ONLINE, before.answered_on
        if on_behalf:
            way_side, day_side = st.columns(2)
            way = way_side.radio(
                "Réponse reçue", WAYS, WAYS.index(before.received_by), horizontal=True, key=key("recue")
            )
            with day_side:
                picked = st.date_input(
                    "Date de la réponse (JJ/MM/AAAA)",
                    before.answered_on,
                    min_value=OPENED,
                    max_value=dt.date(2100, 12, 31),
                    format="DD/MM/YYYY",
                    key=key("date"),
                )
                day = picked if isinstance(picked, dt.date) else before.answered_on
                beside("answered_on")
        proposal = st.selectbox(
            "La proposition de la fiche tient-elle toujours\u202f?",
            PROPOSALS,
            PROPOSALS.index(before.proposal),
            format_func=lambda code: _proposal(code, proposed),
            filter_mode=None,
            key=key("statut"),
        )
        beside("proposal")
        words = st.text_area("Pourquoi, avec vos mots", before.proposal_text, height=90, key=key("motif"))
        beside("proposal_text")
        st.html(element("h4", "Chiffres manquants"))
        figures = []
        for row in range(FIGURE_ROWS):
            kept = before.figures[row] if row < len(before.figures) else ("", "", "")
            sides = st.columns(3)
            labels = (
                f"Ce qui est compté ({row + 1})",
                f"Valeur et unité ({row + 1})",
                f"Date et territoire ({row + 1})",
            )
            typed = [
                side.text_input(label, kept[place], key=key(f"chiffre-{row}-{place}"))
                for place, (side, label) in enumerate(zip(sides, labels, strict=True))
            ]
            figures.append((typed[0] or "", typed[1] or "", typed[2] or ""))
            beside(f"figure-{row}")
        st.html(element("h4", "À compléter ou à expliquer (laissez vide ce à quoi vous ne répondez pas)"))
        known = dict(before.explanations)
        explanations = []
        for question in questions:
            typed_words = st.text_area(
                question.title, known.get(question.code, ""), height=70, key=key(f"question-{question.code}")
            )
            explanations.append((question.code, typed_words or ""))
            beside(f"explanation-{question.code}")
        comment = st.text_area("Autre remarque", before.comment, height=70, key=key("remarque"))
        beside("comment")
        beside("body")
        if not st.form_submit_button("Enregistrer la réponse", type="primary"):
            return None
    return PilotAnswer(
        before.action_id,
        before.body,
        day,
        proposal or "",
        words or "",
        tuple(figures),
        tuple(explanations),
        comment or "",
        way or ON_PAPER,
    )


def choose_after_conflict(name: str, message: str) -> bool | None:
    """Someone wrote first: True to add one's own after it, False to give it up, None until chosen."""
    st.html(element("p", icon("caveat"), f" {message}", role="alert", class_="sd-alert"))
    yes, no = st.columns(2)
    if yes.button("Enregistrer ma réponse à la suite", key=draft_key(name, "suite")):
        return True
    return False if no.button("Garder celle qui est enregistrée", key=draft_key(name, "garder")) else None


def _proposal(code: str, proposed: str) -> str:
    if not code:
        return NOT_SAID
    return f"{READING_LABELS[code]} (proposition de la fiche, confirmée)" if code == proposed else READING_LABELS[code]
