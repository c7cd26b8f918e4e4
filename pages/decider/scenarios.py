"""What would each set of choices give, side by side, before the next meeting?"""

from __future__ import annotations

import streamlit as st

from components.board import key_sentences
from components.filters import choose_from_url
from components.heading import show_lead
from components.html import joined
from components.identity import current_actor, identified_actor
from components.memo import remember
from components.scenario_places import finer_block
from components.scenarios import (
    changes_block,
    comparison_sentences,
    differences_table,
    orientations_table,
    outcomes_table,
    pilots_table,
    proposals_note,
    scenarios_table,
    territories_table,
)
from data.analysis.scenario_places import named_places
from data.analysis.scenarios import Outcome, compute_outcome, differences, grounds_of
from data.deciding.scenarios import changes_under
from data.load import (
    load_caveats,
    load_grants,
    load_labels,
    load_manifest,
    load_scenario_lines,
    load_stamp,
    load_statuses,
    load_tables,
)
from data.model import READING_LABELS
from data.store import may
from pages.decider.scenario_steps import DECISIONS, PROPOSALS, bases, type_meeting, type_scenario, type_withdrawal

tables, statuses, lines = load_tables(), load_statuses(), load_scenario_lines()
known = bases(lines)
names = {code: base.name for code, base in known.items()}

show_lead("Des hypothèses enregistrées sous un nom, comparées aux propositions des fiches ou à ce qui est décidé.")
left, right = st.columns(2)
with left:
    first = choose_from_url("scenario", "Premier scénario", names, PROPOSALS, keep=False)
with right:
    second = choose_from_url("face", "Comparer avec", names, DECISIONS, keep=False)
version, stamp = load_manifest().version, load_stamp()


def outcome(code: str) -> Outcome:
    return remember(
        (version, stamp, "scenario", code), lambda: compute_outcome(tables, statuses, dict(known[code].decisions))
    )


shown, both = (outcome(first), outcome(second)), (names[first], names[second])
found = differences(*shown)
st.html(key_sentences(comparison_sentences(*both, len(found))))
grounds = remember((version, "fondements"), lambda: grounds_of(tables, statuses))
compared = [known[code].scenario for code in dict.fromkeys((first, second))]
changed = [
    changes_block(one.name, changes_under(one, grounds, READING_LABELS, version)) for one in compared if one is not None
]
finer = remember((version, "mailles"), lambda: named_places(tables))
titles = {status.action_id: f"{status.action_id} · {status.title}" for status in statuses}
st.html(
    joined(
        [
            *changed,
            outcomes_table(both, shown),
            proposals_note(load_caveats()) if PROPOSALS in (first, second) else None,
            differences_table(both, found, titles),
            orientations_table(both, shown),
            territories_table(both, shown, load_labels()),
            finer_block(both, shown, finer, load_labels()),
            pilots_table(both, shown),
            scenarios_table(lines) if lines else None,
        ]
    )
)

reader = current_actor()
if may(reader, "preparer", "scenario:nouveau", load_grants(reader)):
    st.header("Enregistrer un scénario", anchor=False)
    start = choose_from_url("depart", "Partir de", names, PROPOSALS, keep=False)
    actor = identified_actor()
    if actor:
        type_scenario(actor, start, known[start], lines)
        if lines:
            type_withdrawal(actor, lines)
        st.header("Préparer la prochaine réunion", anchor=False)
        type_meeting(actor, lines)
