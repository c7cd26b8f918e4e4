"""« Avant validation »: the fields of a decision that the room did not have to settle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from components.field_faults import field_fault
from data.deciding.faults import Fault, clean
from data.decision import ACT_LABELS, PROGRAMME_LABELS, Decision

EARLIEST, LATEST = dt.date(2015, 1, 1), dt.date(2060, 12, 31)


def ask_completion(
    decision: Decision,
    *,
    bodies: Sequence[str],
    territories: Mapping[str, str],
    conditions: Mapping[str, str],
    faults: Sequence[Fault],
    key: str,
) -> Decision | None:
    """The form; what it holds once sent. Faults of the last try stand above it, each naming its field."""
    for fault in faults:
        st.html(field_fault(fault))

    def text(column: object, part: str, label: str) -> str:
        with column:  # type: ignore[attr-defined]
            return clean(st.text_input(label, getattr(decision, part), key=f"{key}-{part}"))

    def day(column: object, part: str, label: str) -> dt.date | None:
        with column:  # type: ignore[attr-defined]
            found = st.date_input(
                label, getattr(decision, part), EARLIEST, LATEST, format="DD/MM/YYYY", key=f"{key}-{part}"
            )
            return found if isinstance(found, dt.date) else None

    with st.form(f"{key}-completer", enter_to_submit=False):
        first, second, third = st.columns(3)
        programme = first.selectbox(
            "Programme",
            list(PROGRAMME_LABELS),
            index=list(PROGRAMME_LABELS).index(decision.programme),
            format_func=PROGRAMME_LABELS.__getitem__,
            filter_mode=None,
            key=f"{key}-programme",
        )
        act = second.selectbox(
            "Acte à prendre",
            list(ACT_LABELS),
            index=list(ACT_LABELS).index(decision.act),
            format_func=ACT_LABELS.__getitem__,
            filter_mode=None,
            key=f"{key}-act",
        )
        scope = third.multiselect(
            "Territoires concernés",
            list(territories),
            [code for code in decision.scope if code in territories],
            format_func=lambda code: str(territories.get(code, code)),
            placeholder="Tout le département",
            key=f"{key}-scope",
            select_all=False,
        )
        co_pilots = first.multiselect(
            "Copilotes",
            [*bodies, *(name for name in decision.co_pilots if name not in bodies)],
            decision.co_pilots,
            accept_new_options=True,
            placeholder="Aucun",
            key=f"{key}-co_pilots",
            select_all=False,
        )
        written = {
            "act_authority": text(second, "act_authority", "Autorité qui prend l'acte"),
            "means_fte": text(third, "means_fte", "Moyens humains (ETP)"),
            "milestone": text(first, "milestone", "Jalon"),
            "means_euros": text(third, "means_euros", "Moyens financiers (euros)"),
            "indicator": text(first, "indicator", "Indicateur"),
            "start_value": text(second, "start_value", "Valeur de départ"),
            "target_value": text(third, "target_value", "Cible"),
            "review_clause": text(first, "review_clause", "Clause de revoyure"),
        }
        act_on, milestone_on = day(second, "act_on", "Date de l'acte"), day(third, "milestone_on", "Date du jalon")
        picked = st.multiselect(
            "Conditions de réussite (idées de la journée du 30 juin 2023)",
            list(conditions),
            [code for code in decision.conditions if code in conditions],
            format_func=lambda code: str(conditions.get(code, code)),
            placeholder="Aucune",
            key=f"{key}-conditions",
            select_all=False,
        )
        sent = st.form_submit_button("Compléter la décision (nouvelle version)", type="primary")
    if not sent:
        return None
    return replace(
        decision,
        programme=str(programme),
        act=str(act),
        scope=tuple(scope),
        co_pilots=tuple(co_pilots),
        conditions=tuple(picked),
        act_on=act_on,
        milestone_on=milestone_on,
        correction_reason="Complétée avant validation",
        **written,
    )
