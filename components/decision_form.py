"""The four fields of the room (sens, libellé, pilote, échéance) and what they call for; the rest on demand.

What is typed is kept at once as a draft of the store; only a button records it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import streamlit as st

from components.decision_fields import VOTES, FormChoices, form_key, read_form, seed_field
from components.decision_panel import conditions_block
from components.field_faults import field_fault
from components.formats import plural
from components.html import element
from data.deciding.faults import Fault
from data.decision import ADOPTION_LABELS, MODALITY_LABELS, Decision, Reservation

#: Wider than what is accepted: a bad date is refused in French, by the checks.
EARLIEST, LATEST = dt.date(2015, 1, 1), dt.date(2060, 12, 31)
#: What a motive says where none is due.
WHY = {
    "renvoi_cotech": "ce que le COTECH doit instruire",
    "reformulee": "facultatif : pourquoi ces mots",
    "fusionnee": "facultatif : pourquoi les réunir",
}


def show_decision_form(
    name: str,
    seed: Decision,
    choices: FormChoices,
    *,
    faults: Sequence[Fault],
    changed: Callable[[], None],
    correcting: bool = False,
) -> None:
    """Draw the form, already seeded. `faults`: what stood against the last try; each is said under its field."""

    def said(*parts: str) -> None:
        for fault in faults:
            if fault.field in parts:
                st.html(field_fault(fault))

    st.segmented_control(
        "Sens",
        list(choices.senses),
        format_func=lambda code: choices.senses.get(code, code),
        key=form_key(name, "sense"),
        on_change=changed,
        wrap=True,
    )
    said("sense", "object_id")
    now = read_form(name, seed)
    _ask_how(name, now, choices, changed)
    said("modality", "receiving_frame", "merged_into", "label", "actions")
    if choices.worded:
        st.text_area("Libellé", key=form_key(name, "wording"), height=112, on_change=changed)
    said("wording")
    # Sent back, it is examined again on what the room asks.
    asked = choices.motive_due or WHY.get(now.sense, "")
    if now.motive or asked:
        st.text_area(
            f"Motif ({asked})" if asked else "Motif",
            key=form_key(name, "motive"),
            height=68,
            on_change=changed,
        )
    said("motive")
    pilot, due = st.columns([3, 2])
    with pilot:
        if choices.piloted:
            _choose_named("Pilote", form_key(name, "pilot"), choices.bodies, now.pilot, changed)
            if choices.pilot_note and not now.pilot:
                st.html(element("p", choices.pilot_note, class_="sd-small"))
        else:
            st.html(element("p", "Pilote : celui que chaque fiche nomme.", class_="sd-small"))
        said("pilot")
    with due:
        st.date_input(
            "Échéance",
            key=form_key(name, "due"),
            value=None,
            format="DD/MM/YYYY",
            min_value=EARLIEST,
            max_value=LATEST,
            on_change=changed,
        )
        said("due")
    if choices.emptied:
        st.checkbox(
            f"Je confirme : plus aucune action ne porterait {' ni '.join(choices.emptied)}.",
            key=form_key(name, "emptying_confirmed"),
            on_change=changed,
        )
    said("emptying_confirmed")
    if correcting:
        st.text_input("Raison de la correction", key=form_key(name, "correction_reason"), on_change=changed)
    said("correction_reason")
    _ask_more(name, now, choices, changed)
    said("adoption", "ballot", "reservations", "conditions", "scope")
    found = len(now.conditions)
    told = plural(found, "condition de réussite sera enregistrée", "conditions de réussite seront enregistrées")
    if block := conditions_block(now, choices.conditions or {}, f"{told} avec la décision"):
        st.html(element("div", block, class_="sd-note sd-conditions"))


def _ask_how(name: str, now: Decision, choices: FormChoices, changed: Callable[[], None]) -> None:
    """What the sense calls for: how a réorientation is done, with what it merges, the new words."""
    if choices.asks_how:
        st.segmented_control(
            "Modalité",
            list(MODALITY_LABELS),
            format_func=MODALITY_LABELS.__getitem__,
            key=form_key(name, "modality"),
            on_change=changed,
            width="stretch",
        )
        if now.modality == "transferer":
            _choose_named(
                "Cadre d'accueil", form_key(name, "receiving_frame"), choices.frames, now.receiving_frame, changed
            )
    if now.sense == "fusionnee" or (choices.asks_how and now.modality == "fusionner"):
        mergers = choices.mergers or {}
        st.selectbox(
            "Fusionnée avec",
            list(mergers),
            format_func=lambda code: str(mergers.get(code, code)),
            index=None,
            placeholder="Choisir",
            key=form_key(name, "merged_into"),
            on_change=changed,
        )
    if now.sense == "reformulee" and now.label_before:
        st.html(element("p", element("strong", "Intitulé actuel : "), f"« {now.label_before} »"))
    if now.sense in ("reformulee", "creee"):
        st.text_input("Nouvel intitulé", key=form_key(name, "label"), on_change=changed)
    # An orientation created, then reworded, keeps its actions: they are in sight with its words.
    if (now.sense == "creee" or (now.sense == "reformulee" and now.actions)) and choices.actions:
        actions = choices.actions
        st.multiselect(
            "Actions rattachées",
            list(actions),
            format_func=lambda code: str(actions.get(code, code)),
            placeholder="Aucune",
            key=form_key(name, "actions"),
            on_change=changed,
            select_all=False,
        )


def _choose_named(label: str, key: str, known: Sequence[str], now: str, changed: Callable[[], None]) -> None:
    """A name of the list, or any other typed in."""
    options = [*known, *([now] if now and now not in known else [])]
    st.selectbox(
        label,
        options,
        index=None,
        placeholder="Choisir ou saisir",
        accept_new_options=True,
        key=key,
        on_change=changed,
    )


def _ask_more(name: str, now: Decision, choices: FormChoices, changed: Callable[[], None]) -> None:
    """Adoption, votes, reservations, conditions de réussite: sent only once opened."""
    # In sight from the start where votes are counted.
    label = "Adoption, réserves, conditions de réussite"
    box = st.expander(label, choices.votes, key=f"{name}-plus", on_change="rerun")
    if not box.open:
        return
    with box:
        st.segmented_control(
            "Adoption",
            [code for code in ADOPTION_LABELS if code != "vote" or choices.votes],
            format_func=ADOPTION_LABELS.__getitem__,
            key=form_key(name, "adoption"),
            on_change=changed,
            width="stretch",
        )
        if now.adoption == "vote":
            for column, (part, label) in zip(st.columns(4), VOTES, strict=True):
                seed_field(form_key(name, part), getattr(now.ballot, part) if now.ballot else 0)
                column.number_input(label, min_value=0, step=1, key=form_key(name, part), on_change=changed)
        for place in range(len(now.reservations) + 1):
            kept = now.reservations[place] if place < len(now.reservations) else Reservation("", "")
            key = form_key(name, f"reservation-{place}")
            body, text = st.columns([2, 3])
            seed_field(f"{key}-body", kept.body or None)
            seed_field(f"{key}-text", kept.text)
            with body:
                _choose_named("Réserve de", f"{key}-body", choices.bodies, kept.body, changed)
            text.text_input("Ce qui est réservé", key=f"{key}-text", on_change=changed)
        conditions = choices.conditions or {}
        st.multiselect(
            "Conditions de réussite (idées de la journée du 30 juin 2023)",
            list(conditions),
            format_func=lambda code: str(conditions.get(code, code)),
            placeholder="Aucune",
            key=form_key(name, "conditions"),
            on_change=changed,
            # Sixty-six in one press is a slip, and Enter takes the first line of the list.
            select_all=False,
        )
