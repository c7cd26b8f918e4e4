"""Scenarios, step by step: what may be compared, what is saved, set aside, taken to a meeting."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from components.drafts import drop_draft, keep_draft, read_draft, take_draft
from components.formats import date
from components.html import element
from components.links import link_to
from components.memo import remember
from components.scenario_form import DRAFT, Choices, scenario_form
from components.scenarios import left_alone, start_note
from data.analysis.gatherings import known_objects
from data.analysis.lineage import decisions_in_force
from data.analysis.scenarios import action_parts, grounds_of, proposed_decisions
from data.deciding.faults import folded
from data.deciding.orientations import as_decision, read_preparations
from data.deciding.scenarios import Scenario, bare, check_scenario
from data.decision import DECIDING_INSTANCES, INSTANCE_LABELS, Actor, Decision, Entry, Meeting
from data.load import (
    load_heads,
    load_manifest,
    load_meetings,
    load_statuses,
    load_tables,
    save_scenario,
    take_as_draft,
)
from data.store import new_entry_id
from pages.decider.room_view import object_name

PROPOSALS, DECISIONS, PREPARED = "propositions", "decisions", "preparation"
SAVED = f"{DRAFT}-enregistre"
Line = tuple[Entry, Scenario]


@dataclass(frozen=True)
class Base:
    """What may be compared or started from: its name, what it says, and the scenario it is, if it is one."""

    name: str
    decisions: Mapping[str, Decision]
    scenario: Scenario | None = None
    version: int = 0


def bases(lines: Sequence[Line]) -> dict[str, Base]:
    """The fiches' proposals, the decisions in force, then every scenario, those set aside included and said so."""
    memo = (load_manifest().version, "propositions")
    decisions = decisions_in_force(load_heads("decision"))
    proposed = remember(memo, lambda: proposed_decisions(load_tables(), load_statuses()))
    return {
        PROPOSALS: Base("Propositions des fiches (2023)", proposed),
        DECISIONS: Base("Décisions en vigueur", decisions),
        PREPARED: Base("Décisions en vigueur et préparation des orientations", {**decisions, **_prepared()}),
        **{
            one.scenario_id: Base(one.name + (" (retiré)" if one.withdrawn else ""), one.by_object, one, entry.version)
            for entry, one in lines
        },
    }


def _prepared() -> dict[str, Decision]:
    """What is prepared on « Orientations 2025-2030 », as it would be decided; an orientation kept as it is included."""
    drafts = [draft for _, draft in read_preparations(load_heads("orientation")).values()]
    return {one.object_id: bare(as_decision(one)) for one in drafts if one.sense and not one.dropped}


def form_choices() -> Choices:
    """The objects of the form, with their words."""
    return remember((load_manifest().version, "choix"), _form_choices)


def _form_choices() -> Choices:
    tables, statuses = load_tables(), load_statuses()
    objects = known_objects(tables, statuses)
    parts: dict[str, dict[str, str]] = {}
    for part in action_parts(tables, statuses):
        parts.setdefault(f"action:{part.action_id}", {})[part.object_id] = part.label
    return Choices(
        {code: words for code, words in objects.items() if code.startswith("orientation:")},
        {code: words for code, words in objects.items() if code.startswith("action:")},
        parts,
    )


def plain_titles(choices: Choices) -> dict[str, str]:
    """Object → its title alone, as a sentence quotes it."""
    titles = {code: words.split(" – ", 1)[-1] for code, words in {**choices.orientations, **choices.actions}.items()}
    return titles | {
        code: words.split(" · ", 1)[-1] for found in choices.parts.values() for code, words in found.items()
    }


def type_scenario(actor: Actor, start: str, base: Base, lines: Sequence[Line]) -> None:
    """A new scenario, or a new version of the one it starts from; what is wrong is said and nothing is written."""
    if start == PROPOSALS:
        st.html(start_note())
    # The version on screen when the form was filled: one saved since by someone else is told, never covered.
    seen = read_draft(f"{DRAFT}-{start}")
    if seen is None:
        seen = base.version
        keep_draft(f"{DRAFT}-{start}", seen)
    if said := take_draft(SAVED):
        st.success(said)
    choices, own = form_choices(), base.scenario
    typed = scenario_form(choices, start, own.name if own else "", base.decisions)
    if typed is None:
        return
    renewed = own if typed.renewed else None
    made = Scenario(
        renewed.scenario_id if renewed else str(uuid.uuid4()),
        typed.name,
        typed.decisions,
        load_manifest().version,
        grounds_of(load_tables(), load_statuses()),
    )
    refusal = _refusal(made, choices, lines)
    refusal = refusal or save_scenario(actor, made, new_entry_id(), seen if renewed else 0)
    if refusal:
        st.error(refusal)
        keep_draft(f"{DRAFT}-{start}", base.version)
        return
    drop_draft(f"{DRAFT}-{start}")
    drop_draft(DRAFT)
    keep_draft(SAVED, f"Scénario « {made.name} » enregistré : il se compare et se reprend depuis cette page.")
    st.rerun()


def _refusal(made: Scenario, choices: Choices, lines: Sequence[Line]) -> str:
    objects = {*choices.orientations, *choices.actions, *(code for found in choices.parts.values() for code in found)}
    others = [one.name for _, one in lines if not one.withdrawn and one.scenario_id != made.scenario_id]
    others += [base.name for base in bases(()).values()]
    return " ".join(fault.message_fr for fault in check_scenario(made, objects, others))


def type_withdrawal(actor: Actor, lines: Sequence[Line]) -> None:
    """Set a scenario aside, or take it up again: a new version of it, its lines remain."""
    known = {one.scenario_id: (entry, one) for entry, one in lines}
    with st.expander("Retirer ou rétablir un scénario"):
        chosen = st.selectbox(
            "Scénario (rien n'est effacé : il reste au journal et se compare encore)",
            list(known),
            index=None,
            format_func=lambda code: known[code][1].name + (" (retiré)" if known[code][1].withdrawn else ""),
            placeholder="Choisissez",
        )
        if chosen is None:
            return
        entry, one = known[chosen]
        if st.button("Rétablir ce scénario" if one.withdrawn else "Retirer ce scénario"):
            changed = replace(one, withdrawn=not one.withdrawn)
            taken = {folded(other.name) for _, other in lines if not other.withdrawn}
            if one.withdrawn and folded(one.name) in taken:
                st.error("Un scénario en cours porte ce nom : renommez-le d'abord.")
            elif refusal := save_scenario(actor, changed, new_entry_id(), entry.version):
                st.error(refusal)
            else:
                drop_draft(f"{DRAFT}-{chosen}")
                st.rerun()


def type_meeting(actor: Actor, lines: Sequence[Line]) -> None:
    """Take a scenario as the draft of a meeting that is being prepared, or that is open."""
    standing = {one.scenario_id: one for _, one in lines if not one.withdrawn}
    meetings = {
        one.meeting_id: one
        for one in load_meetings()
        if one.state in ("en_preparation", "ouverte") and one.instance in DECIDING_INSTANCES
    }
    if not standing or not meetings:
        words = "Il faut un scénario enregistré et une réunion du COPIL, en préparation ou en cours."
        st.html(element("p", words, class_="sd-small"))
        return
    left, right = st.columns(2)
    chosen = left.selectbox("Scénario à reprendre", list(standing), format_func=lambda code: standing[code].name)
    meeting = right.selectbox("Réunion", list(meetings), format_func=lambda code: _meeting_words(meetings[code]))
    if meetings[meeting].state == "ouverte":
        words = (
            "Cette réunion est en cours : chaque objet y prend un point à part, et rien de ce qu'elle a décidé ou "
            "commencé à rédiger n'est touché."
        )
        st.html(element("p", words, class_="sd-note"))
    if st.button("Reprendre comme projet de rédaction"):
        scenario, titles = standing[chosen], plain_titles(form_choices())
        done = take_as_draft(actor, scenario, meeting, titles)
        named = {code: title for code, _, title in scenario.grounds} | {code: object_name(code) for code in titles}
        named |= {one.object_id: f"l'orientation nouvelle « {one.label} »" for one in scenario.decisions if one.label}
        left_words = left_alone(done.taken, named) if done.taken else ""
        if done.refusal:
            st.error(f"{done.refusal} {left_words}".strip())
        else:
            st.success(
                "Libellés préparés, chacun à un point de la réunion ; les orientations nouvelles sont dans "
                f"« Orientations 2025-2030 ». Rien n'est décidé : la réunion rédige et adopte. {left_words}".strip()
            )
            page = "reunion" if meetings[meeting].state == "ouverte" else "preparer"
            st.html(element("p", element("a", "Ouvrir cette réunion", href=link_to(page, reunion=meeting))))


def _meeting_words(meeting: Meeting) -> str:
    name = meeting.title or INSTANCE_LABELS[meeting.instance]
    dated = f"{name}, {date(meeting.day)}" if meeting.day else name
    return f"{dated} (en cours)" if meeting.state == "ouverte" else dated
