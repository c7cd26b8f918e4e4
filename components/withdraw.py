"""Correct or take back a contribution already recorded: a new version of it, its record stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.drafts import keep_draft, take_draft
from components.field_faults import field_fault
from components.formats import truncated
from data.deciding.faults import LINE, PARAGRAPH, Fault, clean
from data.deciding.gatherings import FAMILY_LABELS, REMARK_LABELS, Remark

_SAID = "contribution-corrigee"
PUT_BACK = "Contribution remise dans la synthèse."
CORRECTED = "Contribution corrigée : la version précédente reste au journal."
TAKEN_BACK = "Contribution retirée de la synthèse : elle reste au journal."
Check = Callable[[Remark], Sequence[Fault]]


def say_changed(before: Remark, changed: Remark | None) -> None:
    """What was just done, told beside the list once the page is drawn again."""
    keep_draft(_SAID, TAKEN_BACK if changed is None else PUT_BACK if before.withdrawn else CORRECTED)


def choose_put_back(withdrawn: Sequence[Remark]) -> tuple[Remark, Remark] | None:
    """A contribution taken back that is put in the synthesis again; None until the reader has confirmed."""
    known = {remark.remark_id: remark for remark in withdrawn}
    if not known:
        return None
    with st.expander("Remettre une contribution retirée"):
        chosen = st.selectbox(
            "Contribution retirée",
            list(known),
            index=None,
            format_func=lambda code: _named(known[code]),
            placeholder="Choisissez",
        )
        if st.button("Remettre dans la synthèse", disabled=chosen not in known) and chosen in known:
            return known[chosen], replace(known[chosen], withdrawn=False)
    return None


def _named(remark: Remark) -> str:
    return f"{remark.body} : {truncated(' '.join(remark.text.split()), 80)}"


def choose_correction(
    remarks: Sequence[Remark], objects: Mapping[str, str], places: Mapping[str, str], check: Check
) -> tuple[Remark, Remark | None] | None:
    """The contribution to change and how it reads then, None to take it back; None until the reader has confirmed.

    objects, places: what it may bear on, code → words.
    """
    known = {remark.remark_id: remark for remark in remarks}
    said = take_draft(_SAID)
    if not remarks:
        if said:
            st.success(said)
        return None
    with st.expander("Corriger ou retirer une contribution enregistrée", expanded=bool(said)):
        chosen = st.selectbox(
            "Contribution (ce qui est écrit reste au journal)",
            list(known),
            index=None,
            format_func=lambda code: _named(known[code]),
            placeholder="Choisissez",
        )
        change = _correction_form(known[chosen], objects, places, check) if chosen in known else None
        # Beside the button that was pressed: on a phone the head of the form is a screen away.
        if said and change is None:
            st.success(said)
    return change


def _correction_form(
    remark: Remark, objects: Mapping[str, str], places: Mapping[str, str], check: Check
) -> tuple[Remark, Remark | None] | None:
    """Every field of the contribution, filled with what is recorded."""
    slots: dict[str, DeltaGenerator] = {}

    def key(part: str) -> str:
        return f"correction-{remark.token}-{part}"

    with st.form(key("form")):
        left, right = st.columns(2)
        body = left.text_input("Organisme qui s'exprime", remark.body, max_chars=LINE, key=key("body"))
        slots["body"] = left.container()
        family = right.selectbox(
            "Type d'organisme",
            list(FAMILY_LABELS),
            index=list(FAMILY_LABELS).index(remark.family),
            format_func=FAMILY_LABELS.__getitem__,
            filter_mode=None,
            key=key("family"),
        )
        kind = left.selectbox(
            "Nature",
            list(REMARK_LABELS),
            index=list(REMARK_LABELS).index(remark.kind),
            format_func=REMARK_LABELS.__getitem__,
            filter_mode=None,
            key=key("kind"),
        )
        table = right.text_input("Table (facultatif)", remark.table, max_chars=60, key=key("table"))
        about = _several("Actions et orientations concernées", remark.objects, objects, "Aucune", key("objects"))
        where = _several(
            "Territoires concernés", remark.territories, places, "Tout l'arrondissement", key("territories")
        )
        words = st.text_area("Ce qui est dit", remark.text, max_chars=PARAGRAPH, key=key("text"))
        slots["text"] = st.container()
        volunteer = st.checkbox(
            "Cet organisme est volontaire pour la gouvernance territoriale", remark.volunteer, key=key("volunteer")
        )
        with st.container(horizontal=True):
            corrected = st.form_submit_button("Corriger", type="primary")
            withdrawn = st.form_submit_button("Retirer de la synthèse")
    if withdrawn:
        return remark, None
    if not corrected:
        return None
    changed = replace(
        remark,
        body=clean(body),
        family=str(family),
        kind=str(kind),
        table=clean(table),
        objects=about,
        territories=where,
        text=clean(words),
        volunteer=bool(volunteer),
    )
    if changed == remark:
        st.info("Rien n'a changé : modifiez un champ, puis « Corriger ».")
        return None
    faults = check(changed)
    for fault in faults:
        slots.get(fault.field, st).html(field_fault(fault))
    return None if faults else (remark, changed)


def _several(label: str, now: Sequence[str], known: Mapping[str, str], empty: str, key: str) -> tuple[str, ...]:
    """What it bears on, in the order it was said; what is offered no more stays where it was."""
    options = [*known, *(code for code in now if code not in known)]
    chosen = st.multiselect(
        label,
        options,
        list(now),
        format_func=lambda code: known.get(code, code),
        placeholder=empty,
        select_all=False,
        key=key,
    )
    return tuple(chosen)
