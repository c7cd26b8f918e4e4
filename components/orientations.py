"""The orientations on screen: what stands, what is decided, what is being prepared; three columns never mixed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from components.dossier_words import AS_PREPARED, created_words
from components.drafts import draft_key
from components.formats import capital, listing, plural
from components.grid import result_badge
from components.html import Html, element, joined
from components.programmes import programme_tag
from components.table import html_table
from data.deciding.faults import clean
from data.deciding.orientations import NOTE_LIMIT, ORDER_LIMIT, Preparation, decided_so, is_new, prepared_senses
from data.decision import SENSE_LABELS
from data.grid import OPEN, GridLine
from data.model import READING_LABELS
from data.orientation_grid import ORIENTATIONS
from data.programmes import Tag

#: An orientation as the page hands it over: `data.analysis.orientation_lines.OrientationLine`.
Line = Any
RULE = (
    "Une orientation se décide en réunion seulement. Ce qui est préparé ici est proposé au COPIL, rien de plus. "
    "Une décision qui laisserait une orientation sans action demande une confirmation expresse."
)


def opening_sentence(lines: Sequence[Line]) -> Html:
    """The answer first: how many are decided."""
    printed = [line for line in lines if line.label]
    decided = [line for line in printed if line.decision]
    created = [line for line in lines if not line.label and line.decision]
    head = (
        f"{plural(len(decided), 'orientation décidée', 'orientations décidées')} sur {len(printed)}"
        if decided
        else f"Aucune des {len(printed)} orientations n'est décidée"
    )
    more = f" ; {plural(len(created), 'créée', 'créées')}" if created else ""
    return element("p", element("strong", f"{head}{more}."), f" {RULE}")


def lines_table(
    lines: Sequence[Line],
    href: Callable[[int], str],
    names: Mapping[str, str],
    dossier: Callable[[str], str],
    tags: Mapping[str, Sequence[Tag]],
    prepare: Callable[[str], str] | None = None,
) -> Html:
    """One row an orientation, in the order being prepared. dossier: the link to hers; tags: programmes beside.

    prepare: the link to the form that prepares one, for those who may.
    """
    rows = [
        [
            _standing(line, href, dossier(line.object_id), tags.get(line.object_id, ())),
            _decided(line, names),
            joined([_prepared(line, names), _to_form(line, prepare)]),
        ]
        for line in lines
    ]
    columns = ("Orientation 2017-2023 et ses actions", "Décidé à ce jour", "En préparation, non décidé")
    return html_table("Les orientations, de 2017-2023 à 2025-2030", columns, rows)


def _to_form(line: Line, prepare: Callable[[str], str] | None) -> Html | None:
    if prepare is None:
        return None
    words = "Modifier la préparation" if line.prepared else "Préparer cette orientation"
    about = element("span", f" ({line.name})", class_="sd-hidden")
    return element("a", words, about, href=prepare(line.object_id), class_="sd-detail sd-small")


def _standing(line: Line, href: Callable[[int], str], dossier: str, tags: Sequence[Tag]) -> Html:
    named = [joined([Html(" "), programme_tag(tag)]) for tag in tags]
    opened = element("a", "Ouvrir son dossier", href=dossier, class_="sd-detail sd-small")
    if not line.label:
        numbers = tuple(dict.fromkeys(part.action_id for part in line.carried or ()))
        return joined([created_words(line.decision is not None, numbers), *named, opened])
    return joined(
        [
            element("strong", line.label),
            *named,
            opened,
            element(
                "ul",
                *(
                    element(
                        "li",
                        element("a", f"{one.action_id} · {one.title}", href=href(one.action_id)),
                        element(
                            "span",
                            f"proposition de la fiche (2023) : {READING_LABELS[one.reading].lower()}",
                            class_="sd-detail sd-small",
                        ),
                    )
                    for one in line.actions
                ),
                class_="sd-plain",
            ),
        ]
    )


def _decided(line: Line, names: Mapping[str, str]) -> Html:
    if line.decision is None:
        return joined(["non décidé", _moved(line)])
    decision = line.decision
    received = decision.merged_into if decision.sense == "fusionnee" else ""
    merged = f" avec « {names.get(received, received)} »" if received else ""
    parts = line.carried
    return joined(
        [
            element("strong", SENSE_LABELS[decision.sense]),
            merged,
            element("p", f"« {decision.label} »") if decision.label else None,
            element("p", decision.wording, class_="sd-small"),
            element("p", f"Porte : {listing([part.label.partition(' · ')[0] for part in parts])}", class_="sd-small")
            if parts
            else None,
            element("p", "Plus aucune action ne la porte.", class_="sd-small") if parts == () else None,
        ]
    )


def _moved(line: Line) -> Html | None:
    """What decisions on others have left to an orientation on which nothing is decided, where it has changed."""
    left = {part.action_id for part in line.carried or ()}
    if left == {one.action_id for one in line.actions}:
        return None
    if not left:
        return element("p", "Plus aucune action ne la porte, par des décisions déjà prises.", class_="sd-small")
    parts = listing([part.label.partition(" · ")[0] for part in line.carried])
    return element("p", f"Porte aujourd'hui, par des décisions déjà prises : {parts}", class_="sd-small")


def _prepared(line: Line, names: Mapping[str, str]) -> Html:
    draft = line.prepared
    if draft is None:
        return joined(["rien de préparé"])
    if decided_so(draft, line.decision):
        return joined([capital(AS_PREPARED)])
    received = draft.merged_into if draft.sense == "fusionnee" else ""
    merged = f" avec « {names.get(received, received)} »" if received else ""
    words = f"{SENSE_LABELS[draft.sense]}{merged}" if draft.sense else "Sens non préparé"
    return joined(
        [
            element("strong", f"Rang {draft.order} · {words}" if draft.order else words),
            element("p", f"Projet d'intitulé : « {draft.label} »") if draft.label else None,
            element("p", f"Rattacher : {listing([names.get(code, code) for code in draft.actions])}", class_="sd-small")
            if draft.actions
            else None,
            element("p", draft.note, class_="sd-small") if draft.note else None,
        ]
    )


def sorting_block(lines: Sequence[GridLine], href: Callable[[str], str]) -> Html:
    """What the grid proposes, class by class: sorted, never ranked, never decided. href: unit → its examination."""
    groups = []
    for code in (*ORIENTATIONS.classes, OPEN):
        own = [line for line in lines if line.result.code == code]
        items = [
            element(
                "li",
                element("a", line.label, href=href(line.unit)),
                element("span", line.sentence, class_="sd-detail sd-small") if code != OPEN or line.begun else None,
            )
            for line in own
        ]
        groups.append(
            element(
                "section",
                element("h3", result_badge(code, ORIENTATIONS), f" {plural(len(own), 'orientation')}"),
                element("ul", *items, class_="sd-plain") if items else element("p", "Aucune.", class_="sd-small"),
            )
        )
    return element("div", *groups, class_="sd-sorting")


def emptied_words(emptied: Sequence[tuple[str, str]]) -> str:
    """What the room will have to confirm; empty when nothing would be emptied."""
    if not emptied:
        return ""
    names = listing([f"« {label} »" for _, label in emptied])
    return f"Tel que préparé, plus aucune action ne porterait {names} : la réunion devra le confirmer expressément."


def choose_preparation(
    object_id: str,
    now: Preparation | None,
    rank: int,
    receivers: Mapping[str, str],
    actions: Mapping[str, str],
) -> Preparation | None:
    """The preparation typed, once it is sent; None until then. receivers, actions: code → name shown.

    What would receive it is kept with a merger alone: left from another sense, it is not.
    """
    name = f"preparation-{object_id}"
    draft = now or Preparation(object_id, "creee" if is_new(object_id) else "", order=rank)
    senses = prepared_senses(object_id)
    others = {code: label for code, label in receivers.items() if code != object_id}
    with st.form(draft_key(name, "form")):
        first, second = st.columns([3, 1])
        sense = first.selectbox(
            "Sens à proposer",
            senses,
            index=senses.index(draft.sense) if draft.sense in senses else 0,
            format_func=lambda code: SENSE_LABELS.get(code, "Rien de proposé"),
            filter_mode=None,
            key=draft_key(name, "sens"),
        )
        order = second.number_input("Rang", 1, ORDER_LIMIT, draft.order or rank, step=1, key=draft_key(name, "rang"))
        label = st.text_input("Projet d'intitulé", draft.label, key=draft_key(name, "intitule"))
        merged = st.selectbox(
            "Orientation qui l'accueillerait (fusion)",
            ["", *others],
            index=["", *others].index(draft.merged_into) if draft.merged_into in others else 0,
            format_func=lambda code: others.get(code, "Sans objet"),
            filter_mode=None,
            key=draft_key(name, "fusion"),
        )
        attached = st.multiselect(
            "Actions à rattacher",
            list(actions),
            [code for code in draft.actions if code in actions],
            format_func=lambda code: actions[code],
            placeholder="Aucune",
            key=draft_key(name, "actions"),
            select_all=False,
        )
        note = st.text_area("Note de préparation", draft.note, max_chars=NOTE_LIMIT, key=draft_key(name, "note"))
        dropped = is_new(object_id) and st.checkbox("Abandonner cette création", key=draft_key(name, "abandon"))
        sent = st.form_submit_button("Enregistrer la préparation", key=draft_key(name, "envoi"))
    if not sent:
        return None
    into = merged if sense == "fusionnee" else ""
    return Preparation(object_id, sense, clean(label), int(order), tuple(attached), into, clean(note), bool(dropped))
