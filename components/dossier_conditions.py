"""« Conditions de réussite » of an orientation: what stands, by whom; attach a line of the workshop, or take it off."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from components.dossier_words import condition_origin, near_words, rank_words
from components.drafts import draft_key
from components.html import Html, element, joined
from components.source import source_details
from components.table import html_table
from data.deciding.conditions import NOTE_LIMIT, Condition
from data.deciding.faults import clean
from data.decision import Entry
from data.orientation_dossier import ConditionOn, Dossier

RULE = (
    "Une ligne de la journée du 30 juin 2023 dit comment réussir, jamais quoi garder : aucune n'entre dans la grille, "
    "et deux formulations proches de notes différentes sont montrées ensemble, sans être arbitrées."
)
Sent = Condition | None


def conditions_table(dossier: Dossier, when: Callable[[Entry], str]) -> Html:
    """What stands on the orientation, each with its rank, its near wordings and who attached it."""
    if not dossier.conditions:
        return joined([element("p", RULE), element("p", "Aucune condition de réussite n'est rattachée.")])
    rows = [
        [
            joined([one.item.text, source_details(one.item.source)]),
            rank_words(one.item),
            element("ul", *(element("li", words) for words in near_words(one.near)), class_="sd-plain sd-small")
            if one.near
            else "–",
            _origin(one, when),
        ]
        for one in dossier.conditions
    ]
    columns = ("Ligne de l'atelier", "Rang dans sa rubrique", "Formulations proches ailleurs", "Par qui, comment")
    return joined([element("p", RULE), html_table("Conditions de réussite de l'orientation", columns, rows)])


def _origin(one: ConditionOn, when: Callable[[Entry], str]) -> Html:
    decision = one.decision.wording if one.decision else ""
    return joined(
        [
            condition_origin(one),
            element("span", decision, class_="sd-detail sd-small") if decision else None,
            element("span", when(one.entry), class_="sd-detail sd-small") if one.entry else None,
            element("span", f"Pourquoi : {one.condition.note}", class_="sd-detail sd-small")
            if one.condition and one.condition.note
            else None,
        ]
    )


def conditions_block(dossier: Dossier, when: Callable[[Entry], str]) -> Html:
    """What stands, then what was taken off."""
    return joined([conditions_table(dossier, when), taken_off_block(dossier.taken_off, when)])


def taken_off_block(taken_off: Sequence[ConditionOn], when: Callable[[Entry], str]) -> Html | None:
    """What was attached once and is no more: it stays readable."""
    if not taken_off:
        return None
    return element(
        "details",
        element("summary", f"Retirées depuis ({len(taken_off)}) : rien n'est effacé"),
        element(
            "ul",
            *(
                element(
                    "li",
                    one.item.text,
                    element("span", when(one.entry), class_="sd-detail sd-small") if one.entry else None,
                    element("span", f"Pourquoi : {one.condition.note}", class_="sd-detail sd-small")
                    if one.condition and one.condition.note
                    else None,
                )
                for one in taken_off
            ),
        ),
        class_="sd-provenance",
    )


def attached_lines(
    written: Sequence[tuple[str, Condition]], orientations: Mapping[str, str], dossier: Callable[[str], str]
) -> Html:
    """The lines of a section that are attached. written: (words of the line, condition).

    orientations: object → its name. dossier: the link to hers.
    """
    if not written:
        return element("p", "Aucune ligne de cette rubrique n'est encore rattachée à une orientation.")
    return joined(
        [
            element("p", element("strong", "Déjà rattachées, de cette rubrique :")),
            element(
                "ul",
                *(
                    element(
                        "li",
                        f"« {words} » : ",
                        element("a", orientations.get(one.orientation, one.orientation), href=dossier(one.orientation)),
                    )
                    for words, one in written
                ),
            ),
        ]
    )


def _line(name: str, choices: Mapping[str, str], placeholder: str) -> str | None:
    return st.selectbox(
        "Ligne à rattacher",
        list(choices),
        index=None,
        format_func=lambda code: choices[code],
        placeholder=placeholder,
        key=draft_key(name, "ligne"),
    )


def _reason(name: str) -> tuple[str, bool]:
    """Why it is attached, and whether the form was sent."""
    why = st.text_input("Pourquoi (facultatif)", max_chars=NOTE_LIMIT, key=draft_key(name, "pourquoi"))
    return why, st.form_submit_button("Rattacher", key=draft_key(name, "rattacher"))


def choose_attachment(name: str, orientations: Mapping[str, str], choices: Mapping[str, str]) -> Sent:
    """A line and the orientation it goes to, once sent; None until then. Both code → words."""
    with st.form(draft_key(name, "ajout")):
        chosen = _line(name, choices, "Choisir une ligne de la rubrique")
        target = st.selectbox(
            "Orientation qui la reçoit",
            list(orientations),
            index=None,
            format_func=lambda code: orientations[code],
            placeholder="Choisir une orientation",
            key=draft_key(name, "orientation"),
        )
        why, sent = _reason(name)
    return Condition(target or "", chosen or "", True, clean(why)) if sent else None


def choose_condition(dossier: Dossier, choices: Mapping[str, str]) -> Sent:
    """The line to attach, or to take off, once it is sent; None until then. choices: item → its line in the list."""
    own = {one.item.item_id: one.item for one in dossier.conditions if one.condition is not None}
    free = {code: words for code, words in choices.items() if code not in own}
    name = f"condition-{dossier.object_id}"
    attach, remove = st.columns(2, gap="medium")
    with attach, st.form(draft_key(name, "ajout")):
        chosen = _line(name, free, "Choisir une ligne de la journée du 30 juin 2023")
        why, sent = _reason(name)
    if sent:
        return Condition(dossier.object_id, chosen or "", True, clean(why))
    if not own:
        return None
    with remove, st.form(draft_key(name, "retrait")):
        gone = st.selectbox(
            "Condition à retirer (elle reste au journal)",
            list(own),
            index=None,
            format_func=lambda code: own[code].text,
            placeholder="Choisir une condition rattachée",
            key=draft_key(name, "retiree"),
        )
        why = st.text_input("Pourquoi (facultatif)", max_chars=NOTE_LIMIT, key=draft_key(name, "motif"))
        sent = st.form_submit_button("Retirer de l'orientation", key=draft_key(name, "retirer"))
    return Condition(dossier.object_id, gone or "", False, clean(why)) if sent else None
