"""What would each set of choices give, side by side, before the next meeting?"""

from __future__ import annotations

import uuid

import streamlit as st

from components.board import key_sentences
from components.drafts import drop_draft
from components.filters import choose_from_url
from components.heading import show_lead
from components.html import joined
from components.identity import current_actor, identified_actor
from components.scenario_form import DRAFT, scenario_form
from components.scenarios import (
    changes_block,
    comparison_sentences,
    differences_table,
    outcomes_table,
    pilots_table,
    start_note,
    territories_table,
)
from data.analysis.gatherings import known_objects
from data.analysis.lineage import decisions_in_force
from data.analysis.scenarios import compute_outcome, differences, grounds_of, proposed_decisions
from data.deciding.scenarios import Scenario, changes_under, check_scenario, draft_decision
from data.load import (
    load_grants,
    load_heads,
    load_labels,
    load_manifest,
    load_meetings,
    load_scenarios,
    load_statuses,
    load_tables,
    save_scenario,
    take_as_draft,
)
from data.model import READING_LABELS
from data.store import may, new_entry_id

tables, statuses, labels, version = load_tables(), load_statuses(), load_labels(), load_manifest().version
objects, saved = known_objects(tables, statuses), load_scenarios()
grounds = grounds_of(statuses)
bases = {
    "propositions": ("Propositions des fiches (2023)", proposed_decisions(statuses)),
    "decisions": ("Décisions en vigueur", decisions_in_force(load_heads("decision"))),
    **{scenario.scenario_id: (scenario.name, scenario.by_object) for scenario in saved},
}
names = {code: name for code, (name, _) in bases.items()}

show_lead("Des hypothèses enregistrées sous un nom, comparées aux propositions des fiches ou à ce qui est décidé.")
left, right = st.columns(2)
with left:
    first = choose_from_url("scenario", "Premier scénario", names, "propositions", keep=False)
with right:
    second = choose_from_url("face", "Comparer avec", names, "decisions", keep=False)
pair = tuple(compute_outcome(tables, statuses, dict(bases[code][1])) for code in (first, second))
both = (names[first], names[second])
found = differences(pair[0], pair[1])
st.html(key_sentences(comparison_sentences(*both, len(found))))
titles = {status.action_id: f"{status.action_id} · {status.title}" for status in statuses}
changed = [
    changes_block(scenario.name, changes_under(scenario, grounds, READING_LABELS, version))
    for scenario in saved
    if scenario.scenario_id in {first, second}
]
st.html(
    joined(
        [
            *changed,
            outcomes_table(both, (pair[0], pair[1])),
            differences_table(both, found, titles),
            territories_table(both, (pair[0], pair[1]), labels),
            pilots_table(both, (pair[0], pair[1])),
        ]
    )
)

reader = current_actor()
if may(reader, "preparer", "scenario:nouveau", load_grants(reader)):
    st.header("Enregistrer un scénario", anchor=False)
    start = choose_from_url("depart", "Partir de", names, "propositions", keep=False)
    if start == "propositions":
        st.html(start_note())
    actor = identified_actor()
    if actor and (typed := scenario_form(objects, start, bases[start][1])):
        drafts = (draft_decision(code, choice, typed.frames.get(code, "")) for code, choice in typed.choices.items())
        scenario = Scenario(str(uuid.uuid4()), typed.name, tuple(d for d in drafts if d), version, grounds)
        faults = check_scenario(scenario, objects, [one.name for one in saved])
        refusal = " ".join(fault.message_fr for fault in faults) or save_scenario(actor, scenario, new_entry_id())
        if refusal:
            st.error(refusal)
        else:
            drop_draft(DRAFT)
            st.rerun()
    meetings = {m.meeting_id: m.title or m.instance for m in load_meetings() if m.state != "close"}
    if actor and saved and meetings:
        st.header("Préparer la prochaine réunion", anchor=False)
        chosen = st.selectbox(
            "Scénario à reprendre", [s.scenario_id for s in saved], format_func=lambda code: names[code]
        )
        meeting = st.selectbox("Réunion", list(meetings), format_func=lambda code: meetings[code])
        if st.button("Reprendre comme projet de rédaction"):
            scenario = next(one for one in saved if one.scenario_id == chosen)
            refusal = take_as_draft(actor, scenario, meeting, objects)
            st.error(refusal) if refusal else st.success("Libellés préparés : la réunion les rédige et les adopte.")
