"""Where a relevé stands, and the one form that moves it on. What was typed comes back; the page writes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from components.exports.decision_words import object_words
from components.formats import date, in_sentence, plural
from components.html import Html, element, joined
from components.links import link_to
from data.deciding.faults import LINE, PARAGRAPH, clean
from data.deciding.releve import CHAIRS, Content
from data.decision import RELEVE_STATE_LABELS


@dataclass(frozen=True)
class Step:
    """What is asked: `verb` of the journal, and what was typed."""

    move: str
    verb: str
    on: dt.date = dt.date.min
    chair: str = ""
    words: str = ""


def steps_list(content: Content) -> Html:
    """The four states in order, the present one marked."""
    return element(
        "ol",
        *(
            element("li", label, aria_current="step" if state == content.releve.state else None)
            for state, label in RELEVE_STATE_LABELS.items()
        ),
        class_="sd-steps",
        aria_label="États du relevé",
    )


def summary(content: Content) -> Html:
    """What the relevé holds, counted, and who has approved it."""
    counts = (
        plural(len(content.decisions), "décision"),
        plural(len(content.reservations), "réserve"),
        plural(len(content.returned), "point renvoyé ou reporté", "points renvoyés ou reportés"),
        plural(
            len(content.unexamined), "point de l'ordre du jour sans décision", "points de l'ordre du jour sans décision"
        ),
    )
    approvals = " ; ".join(
        f"validé pour {who} le {date(done.on)} ({done.capacity})"
        if (done := content.releve.approved_by(chair))
        else f"à valider pour {who}"
        for chair, who in CHAIRS.items()
    )
    submitted = content.releve.submitted_on
    return element(
        "div",
        element("p", element("strong", ", ".join(counts)), "."),
        element("p", f"Soumis aux membres le {date(submitted)} : {approvals}.") if submitted else None,
        element("p", f"Diffusé le {date(content.releve.sent_on)}.") if content.releve.sent_on else None,
        element("p", joined([element("strong", "Repris en projet : "), content.releve.note]))
        if content.releve.note
        else None,
    )


def reread_links(content: Content, titles: Mapping[str, str]) -> Html | None:
    """Each decision leads to its page: what was on screen, its versions."""
    if not content.everything:
        return None
    lines = [
        element(
            "li",
            element(
                "a",
                f"n°\u00a0{one.decision.number}, {in_sentence(object_words(one.decision.object_id, titles))}",
                href=link_to("decision", decision=one.decision.decision_id),
            ),
        )
        for one in content.everything
    ]
    summary = element("summary", "Relire une décision avec ce qui était à l'écran")
    return element("details", summary, element("ul", *lines, class_="sd-plain"))


def ask_step(
    content: Content, today: dt.date, chairs: Sequence[str], allowed: Collection[str], key: str
) -> Step | None:
    """The form of the next step, for who may take it; what was sent, or None.

    chairs: the co-chairs this reader records for. allowed: verbs of the journal this reader may use.
    """
    state = content.releve.state
    if state == "projet" and "completer" in allowed:
        return _dated("Soumettre aux membres", "submit", "completer", "Date de l'envoi aux membres", today, key)
    if state == "soumis" and "valider" in allowed:
        return _approval(content, today, chairs, key) or _back(allowed, key)
    if state == "valide" and "diffuser" in allowed:
        return _dated("Diffuser", "send", "diffuser", "Date de diffusion", today, key) or _back(allowed, key)
    return _back(allowed, key) if state != "projet" else None


def _day(label: str, today: dt.date, key: str) -> dt.date:
    on = st.date_input(label, today, format="DD/MM/YYYY", key=f"{key}-jour")
    return on if isinstance(on, dt.date) else dt.date.min


def _dated(button: str, move: str, verb: str, label: str, today: dt.date, key: str) -> Step | None:
    with st.form(f"{key}-{move}", enter_to_submit=False):
        on = _day(label, today, f"{key}-{move}")
        return Step(move, verb, on) if st.form_submit_button(button, type="primary") else None


def _approval(content: Content, today: dt.date, chairs: Sequence[str], key: str) -> Step | None:
    waiting = [chair for chair in chairs if not content.releve.approved_by(chair)]
    if not waiting:
        return None
    with st.form(f"{key}-valider", enter_to_submit=False):
        st.html(element("p", element("strong", "Enregistrer la validation d'un coprésident")))
        chair = st.radio("Pour", waiting, format_func=CHAIRS.__getitem__, key=f"{key}-coprésident")
        words = st.text_input(
            "Fonction de qui signe (par délégation si c'est le cas)", max_chars=LINE, key=f"{key}-fonction"
        )
        on = _day("Date de la validation", today, f"{key}-valider")
        sent = st.form_submit_button("Enregistrer cette validation", type="primary")
    return Step("approve", "valider", on, str(chair), clean(words)) if sent else None


def _back(allowed: Collection[str], key: str) -> Step | None:
    if "completer" not in allowed:
        return None
    with st.expander("Reprendre le relevé en projet"), st.form(f"{key}-reprendre", enter_to_submit=False):
        st.html(element("p", "Les validations déjà données seront à redonner.", class_="sd-small"))
        words = st.text_area("Pourquoi", max_chars=PARAGRAPH, key=f"{key}-pourquoi")
        sent = st.form_submit_button("Reprendre en projet")
    return Step("back", "completer", words=clean(words)) if sent else None
