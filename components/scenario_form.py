"""The form that makes a scenario: one choice an orientation, one an action, started from what exists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from components.drafts import draft_key
from data.deciding.scenarios import ACTION_CHOICE_LABELS, NAME_LIMIT, choice_of
from data.decision import Decision

DRAFT = "scenario"


@dataclass(frozen=True)
class Typed:
    """What was typed: the name, object → choice, object → receiving frame."""

    name: str
    choices: dict[str, str]
    frames: dict[str, str]


def orientation_choices(objects: Mapping[str, str], own: str) -> dict[str, str]:
    """The choices of one orientation: kept, withdrawn, or merged into another."""
    merged = {
        f"fusionnee:{code.partition(':')[2]}": f"Fusionnée avec : {label}"
        for code, label in objects.items()
        if code.startswith("orientation:") and code != own
    }
    return {"": "Non décidée", "maintenue": "Maintenue", "retiree": "Retirée", **merged}


def scenario_form(objects: Mapping[str, str], start: str, base: Mapping[str, Decision]) -> Typed | None:
    """The form, filled from `base`; what was typed once it is sent. `start`: what it starts from, in its keys."""
    choices, frames = {}, {}
    with st.form(draft_key(DRAFT, start)):
        name = st.text_input("Nom du scénario", max_chars=NAME_LIMIT, key=draft_key(DRAFT, f"{start}-nom"))
        for code, label in objects.items():
            options = orientation_choices(objects, code) if code.startswith("orientation:") else ACTION_CHOICE_LABELS
            current = choice_of(base.get(code))
            left, right = st.columns([3, 2])
            choices[code] = left.selectbox(
                label,
                list(options),
                index=list(options).index(current) if current in options else 0,
                format_func=lambda choice, options=options: options[choice],
                key=draft_key(DRAFT, f"{start}-{code}"),
                filter_mode=None,
            )
            if code.startswith("action:"):
                known = base.get(code)
                frames[code] = right.text_input(
                    f"Cadre qui reçoit l'action {code.partition(':')[2]}, si transfert",
                    known.receiving_frame if known else "",
                    max_chars=200,
                    key=draft_key(DRAFT, f"{start}-{code}-cadre"),
                )
        sent = st.form_submit_button("Enregistrer le scénario", type="primary")
    return Typed(name.strip(), choices, frames) if sent else None
