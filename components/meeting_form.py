"""A meeting being prepared: where and when, who is asked, the agenda and its durations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import streamlit as st

from components.attendance_form import attendance_fields
from components.drafts import field, has_field
from components.field_faults import field_fault
from components.html import element
from data.deciding.faults import Fault, clean
from data.decision import INSTANCE_LABELS, AgendaItem, Meeting

PREFIX = "preparation"
EARLIEST, LATEST = dt.date(2015, 1, 1), dt.date(2060, 12, 31)


def show_meeting_form(
    meeting: Meeting,
    territories: Mapping[str, str],
    bodies: Sequence[str],
    faults: Sequence[Fault],
    version: str,
) -> Meeting:
    """The form; what it holds now. `version` tells the meetings apart: each has its own fields."""

    def key(part: str) -> str:
        return f"{PREFIX}-{version}-{part}"

    def said(*parts: str) -> None:
        for fault in faults:
            if fault.field in parts:
                st.html(field_fault(fault))

    what, where = st.columns(2, gap="medium")
    with what:
        instance = st.selectbox(
            "Instance",
            list(INSTANCE_LABELS),
            index=list(INSTANCE_LABELS).index(meeting.instance),
            format_func=INSTANCE_LABELS.__getitem__,
            filter_mode=None,
            key=key("instance"),
        )
        said("instance")
        title = st.text_input("Titre (facultatif)", meeting.title, key=key("title"))
        said("title")
        territory = meeting.territory_id
        if instance == "arrondissement":
            territory = st.selectbox(
                "Arrondissement",
                list(territories),
                index=list(territories).index(meeting.territory_id) if meeting.territory_id in territories else 0,
                format_func=lambda code: str(territories.get(code, code)),
                filter_mode=None,
                key=key("territory"),
            )
        said("territory_id")
        votes = st.checkbox("Compter les votes", meeting.votes_counted, key=key("votes"))
        words = "Sans vote : accord des deux coprésidents, sinon renvoi à leur arbitrage."
        st.html(element("p", words, class_="sd-small"))
    with where:
        on, at = st.columns(2)
        with on:
            day = st.date_input("Date", meeting.day, EARLIEST, LATEST, format="DD/MM/YYYY", key=key("day"))
            said("day")
        with at:
            time = st.text_input("Heure (14:30)", meeting.time, key=key("time"))
            said("time")
        place = st.text_input("Lieu", meeting.place, key=key("place"))
        said("place")
        reference = st.date_input(
            "Date de référence (d'où se lisent « prochaine étape » et « en retard »)",
            meeting.reference_date,
            EARLIEST,
            LATEST,
            format="DD/MM/YYYY",
            key=key("reference"),
        )
        said("reference_date")
    invited = st.multiselect(
        "Organismes invités",
        [*bodies, *(name for name in meeting.invited if name not in bodies)],
        meeting.invited,
        accept_new_options=True,
        placeholder="Choisir, ou saisir un autre nom",
        key=key("invited"),
        select_all=False,
    )
    said("invited")
    known = any((meeting.present, meeting.represented, meeting.excused))
    with st.expander("Présences, si elles sont déjà connues", expanded=known):
        meeting = attendance_fields(meeting, (*invited, *bodies), faults, key("presences"))
    distribution = st.multiselect(
        "Diffusion du relevé",
        list(dict.fromkeys([*invited, *bodies, *meeting.distribution])),
        meeting.distribution,
        accept_new_options=True,
        placeholder="Choisir, ou saisir un autre nom",
        key=key("distribution"),
        select_all=False,
    )
    documents = st.text_area(
        "Documents remis (un par ligne)", "\n".join(meeting.documents), height=80, key=key("documents")
    )
    said("documents", "distribution")
    return replace(
        meeting,
        instance=str(instance),
        title=clean(title),
        territory_id=str(territory),
        votes_counted=bool(votes),
        day=day if isinstance(day, dt.date) else None,
        time=clean(time),
        place=clean(place),
        reference_date=reference if isinstance(reference, dt.date) else None,
        invited=tuple(invited),
        distribution=tuple(clean(name) for name in distribution if clean(name)),
        documents=tuple(line for line in clean(documents).split("\n") if line.strip()),
    )


def show_agenda_editor(
    agenda: Sequence[AgendaItem],
    left_out: Mapping[str, str],
    change: Callable[[str, list[int], int], None],
    add: Callable[[str], None],
    undo: Callable[[], None] | None = None,
) -> None:
    """Choose one or several points, then what to do with them. left_out: objects not on the agenda, code → words.

    `undo`: takes the last gesture back; None when there is none to take back.
    """
    chosen_key, minutes_key, add_key = (f"{PREFIX}-{part}" for part in ("points", "minutes", "ajout"))
    labels = [f"{place}. {item.title}"[:90] for place, item in enumerate(agenda, 1)]
    st.multiselect(
        "Points à modifier, ou à garder seuls",
        range(len(labels)),
        format_func=lambda place: labels[place] if place < len(labels) else "",
        placeholder="Choisir un ou plusieurs points",
        key=chosen_key,
        select_all=False,
    )
    chosen = list(field(chosen_key) or []) if has_field(chosen_key) else []

    def act(verb: str) -> None:
        change(verb, sorted(field(chosen_key) or []), int(field(minutes_key) or 0))

    with st.container(horizontal=True, vertical_alignment="bottom"):
        for verb, words, enough in (
            ("monter", "Monter", len(chosen) == 1),
            ("descendre", "Descendre", len(chosen) == 1),
            ("lot", "Réunir en un lot", len(chosen) > 1),
            ("defaire", "Défaire le lot", len(chosen) == 1 and agenda[chosen[0]].is_lot),
            ("retirer", "Retirer", bool(chosen)),
            ("garder", "Ne garder que ces points", 0 < len(chosen) < len(agenda)),
        ):
            st.button(words, key=f"{PREFIX}-{verb}", on_click=act, args=(verb,), disabled=not enough)
        st.number_input("Durée (minutes)", min_value=1, max_value=240, value=3, step=1, key=minutes_key, width=160)
        st.button("Donner cette durée", key=f"{PREFIX}-duree", on_click=act, args=("duree",), disabled=not chosen)
    if undo:
        st.button("Revenir à l'ordre du jour précédent", key=f"{PREFIX}-annuler", on_click=undo)
    if left_out:
        st.selectbox(
            "Ajouter un point",
            list(left_out),
            index=None,
            placeholder="Orientation ou action absente de l'ordre du jour",
            format_func=lambda code: str(left_out.get(code, code)),
            key=add_key,
            on_change=lambda: add(str(field(add_key) or "")),
        )
