"""The form that makes a scenario, or a new version of one: a choice an orientation, an action, a part of an action."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from components.drafts import draft_key
from components.formats import listing, truncated
from data.deciding.orientations import is_new, next_new
from data.deciding.scenarios import (
    ACTION_CHOICE_LABELS,
    AS_IS,
    NAME_LIMIT,
    ORIENTATION_CHOICE_LABELS,
    choice_of,
    draft_decision,
)
from data.deciding.wording import object_words, with_article
from data.decision import SENSE_LABELS, Decision

DRAFT = "scenario"
#: Empty rows offered for orientations to create, beside those the scenario already holds.
BLANK = 2
LABEL_LIMIT = 300
Key = Callable[[str], str]


@dataclass(frozen=True)
class Typed:
    """What was typed. `renewed`: as a new version of the scenario it starts from, not as another one."""

    name: str
    decisions: tuple[Decision, ...]
    renewed: bool


@dataclass(frozen=True)
class Choices:
    """What the form offers: orientations and actions, code → words; action → its parts, code → words."""

    orientations: Mapping[str, str]
    actions: Mapping[str, str]
    parts: Mapping[str, Mapping[str, str]]


def orientation_choices(labels: Mapping[str, str], own: str) -> dict[str, str]:
    """The choices of one orientation: kept, reworded, withdrawn, or merged into another."""
    merged = {
        f"fusionnee:{code.partition(':')[2]}": f"Fusionnée avec : {label}"
        for code, label in labels.items()
        if code != own
    }
    return {**ORIENTATION_CHOICE_LABELS, **merged}


def scenario_form(choices: Choices, start: str, name: str, base: Mapping[str, Decision]) -> Typed | None:
    """The form, filled from `base`; what was typed once it is sent.

    start: what it starts from, in the keys of its fields. name: of the scenario it starts from, empty for another base.
    """

    def key(part: str) -> str:
        return draft_key(DRAFT, f"{start}-{part}")

    created = {code: said for code, said in base.items() if is_new(code) and said.sense == "creee"}
    labels = {**choices.orientations, **{code: f"Nouvelle – {said.label}" for code, said in created.items()}}
    found: list[Decision | None] = []
    with st.form(key("form")):
        typed = st.text_input("Nom du scénario", name, max_chars=NAME_LIMIT, key=key("nom"))
        with st.expander("Orientations 2017-2023", expanded=True):
            for code, label in choices.orientations.items():
                left, right = st.columns([3, 2], vertical_alignment="bottom")
                with left:
                    started = base.get(code)
                    held = f" (rattache aussi {object_list(started.actions)})" if started and started.actions else ""
                    chosen = _choose(label + held, orientation_choices(labels, code), started, key(code))
                worded = right.text_input(
                    f"Intitulé de l'orientation {code.removeprefix('orientation:O')}, si reformulée",
                    base[code].label if code in base else "",
                    max_chars=LABEL_LIMIT,
                    key=key(f"{code}-intitule"),
                )
                same = started is not None and chosen == choice_of(started)
                kept = started.actions if started and same else ()
                found.append(draft_decision(code, chosen, label=worded, actions=kept, base=started))
        with st.expander("Orientations nouvelles", expanded=bool(created)):
            found += _new_orientations(created, choices.actions, key)
        with st.expander("Actions", expanded=True):
            for code, label in choices.actions.items():
                parts = choices.parts.get(code, {})
                whole = f"{label} (entière, ou ses parties ci-dessous)" if parts else label
                found.append(_action_line(code, whole, base.get(code), key))
                for part, words in parts.items():
                    found.append(_action_line(part, f"↳ {truncated(words, 120)}", base.get(part), key))
        with st.container(horizontal=True):
            renewed = bool(name) and st.form_submit_button("Enregistrer une nouvelle version", type="primary")
            other = "Enregistrer comme autre scénario" if name else "Enregistrer le scénario"
            saved = st.form_submit_button(other, type="secondary" if name else "primary")
    if not (renewed or saved):
        return None
    return Typed(typed.strip(), tuple(decision for decision in found if decision), renewed)


def _choose(label: str, options: Mapping[str, str], base: Decision | None, key: str) -> str:
    current = choice_of(base)
    if current == AS_IS and base:
        options = {**options, AS_IS: as_is_words(base)}
    return st.selectbox(
        label,
        list(options),
        index=list(options).index(current) if current in options else 0,
        format_func=lambda choice: options[choice],
        key=key,
        filter_mode=None,
    )


def as_is_words(decision: Decision) -> str:
    """« Réorientation, fusionnée avec l'action 2 (comme décidé) »: what the form keeps without offering it."""
    into = f", fusionnée avec {object_list((decision.merged_into,))}" if decision.merged_into else ""
    return f"{SENSE_LABELS[decision.sense]}{into} (comme décidé)"


def object_list(objects: Sequence[str]) -> str:
    """« l'action 5 et la sous-action 13.2 »."""
    return listing([with_article(object_words(one)) for one in objects])


def _action_line(code: str, label: str, base: Decision | None, key: Key) -> Decision | None:
    """An action, or a part of one, and the frame that takes it up when it is transferred."""
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    with left:
        chosen = _choose(label, ACTION_CHOICE_LABELS, base, key(code))
        as_is = base if chosen == AS_IS else None
    number = code.partition(":")[2]
    what = f"la partie {number}" if "." in number else f"l'action {number}"
    frame = right.text_input(
        f"Cadre qui reçoit {what}, si transfert",
        base.receiving_frame if base else "",
        max_chars=200,
        key=key(f"{code}-cadre"),
    )
    return draft_decision(code, chosen, frame, base=as_is)


def _new_orientations(created: Mapping[str, Decision], actions: Mapping[str, str], key: Key) -> list[Decision | None]:
    """Orientations that do not exist yet; a row without words says nothing."""
    codes = list(created)
    for _ in range(BLANK):
        codes.append(next_new(codes))
    found = []
    for rank, code in enumerate(codes, 1):
        base = created.get(code)
        left, right = st.columns([3, 2])
        words = left.text_input(
            f"Orientation nouvelle {rank}",
            base.label if base else "",
            max_chars=LABEL_LIMIT,
            key=key(f"{code}-intitule"),
        )
        taken = right.multiselect(
            f"Actions rattachées à l'orientation nouvelle {rank}",
            list(actions),
            [action for action in base.actions if action in actions] if base else [],
            format_func=lambda action: actions[action],
            placeholder="Aucune",
            key=key(f"{code}-actions"),
            select_all=False,
        )
        said = bool(words.strip() or taken)
        found.append(draft_decision(code, "creee" if said else "", label=words, actions=_ordered(taken, actions)))
    return found


def _ordered(taken: Sequence[str], actions: Mapping[str, str]) -> list[str]:
    return [action for action in actions if action in taken]
