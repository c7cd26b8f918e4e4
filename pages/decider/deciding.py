"""The secretariat's side of the room: the form of the open point, or the decision taken on it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import streamlit as st

from components.decision_fields import seed_form
from components.decision_form import show_decision_form
from components.decision_panel import decision_panel, lot_panel
from components.drafts import keep_draft, read_draft, take_draft
from components.formats import in_sentence
from components.html import element
from components.links import link_to
from components.meeting_list import reference_words
from data.deciding.live import Point
from data.deciding.room import Room
from data.load import load_manifest, load_room
from pages.decider.room_acts import (
    CONFLICT,
    FAULTS,
    MESSAGE,
    correct_with_mine,
    draft_stamp,
    join_lot,
    keep_theirs,
    leave_lot,
    record_form,
    save_form,
    suggested,
    typed_form,
    undo_decision,
)
from pages.decider.room_form import choices_of, conditions, form_object, seed_of
from pages.decider.room_view import object_name

CORRECTED, UNDOING = "reunion-corrige", "reunion-annule"


def show_messages(meeting_id: str) -> None:
    """What went wrong, until the next gesture: each tick draws this again. After a conflict, the choice it leaves.

    Then what the secretariat has not settled: the date de référence.
    """
    if words := read_draft(MESSAGE):
        st.html(element("p", words, class_="sd-alert", role="alert"))
    if read_draft(CONFLICT):
        st.button("Garder la décision enregistrée", key="garder-la-leur", on_click=keep_theirs)
        st.button(
            "Enregistrer la mienne comme correction",
            key="corriger-la-leur",
            on_click=correct_with_mine,
            args=(meeting_id,),
        )
    room = load_room(meeting_id)
    if room and not room.closed and room.meeting.reference_date is None:
        words = reference_words(room.meeting, dt.date.today(), dt.date.fromisoformat(load_manifest().date))
        mend = element("a", "La fixer", href=link_to("preparer", reunion=meeting_id))
        st.html(element("p", words, " ", mend, ".", class_="sd-small"))


def show_deciding(room: Room, point: Point) -> None:
    """The form, or what is decided with the ways to go back on it."""
    meeting_id = room.meeting.meeting_id
    corrected = read_draft(CORRECTED)
    one = member_of(point, corrected) if room.is_done(point) else None
    if room.is_done(point) and corrected != form_object(point) and one is None:
        _show_decided(room, point)
        return
    if one is not None:
        point = one
    name = form_object(point)
    form = f"{meeting_id[:8]}-{name}"
    seed = seed_of(room, point)
    seed_form(form, seed, draft_stamp(room, point), suggested(room, seed))
    kept = read_draft(FAULTS)
    typed = typed_form(room, point, form)
    show_decision_form(
        form,
        seed,
        choices_of(room, point, typed),
        faults=kept[1] if kept and kept[0] == form else (),
        changed=lambda: save_form(meeting_id, point, form),
        correcting=room.is_done(point),
    )
    if point.is_lot:
        _show_lot(room, point)
    seen = {one: room.version(one) for one in point.objects}
    with st.container(horizontal=True):
        if room.is_done(point):
            what = "Enregistrer la correction"
            st.button(
                what,
                type="primary",
                key=f"{form}-corriger",
                on_click=_record,
                args=(meeting_id, point, form, seen, False),
            )
            st.button("Abandonner la correction", key=f"{form}-abandonner", on_click=take_draft, args=(CORRECTED,))
            return
        what = f"Adopter le lot ({len(point.objects)} décisions)" if point.is_lot else "Enregistrer"
        st.button(
            f"{what} et passer au suivant",
            type="primary",
            key=f"{form}-enregistrer-suivant",
            on_click=_record,
            args=(meeting_id, point, form, seen, True),
        )
        st.button(what, key=f"{form}-enregistrer", on_click=_record, args=(meeting_id, point, form, seen, False))


def member_of(point: Point, object_id: str | None) -> Point | None:
    """One object of a lot, as a point of its own: what is corrected alone. None when it is not of this lot."""
    if not point.is_lot or object_id not in point.objects:
        return None
    return replace(point, point_id=f"{point.point_id}/{object_id}", title="", objects=(object_id,))


def _record(meeting_id: str, point: Point, form: str, seen: dict[str, int], advance: bool) -> None:
    record_form(meeting_id, point, form, seen, advance)
    if not read_draft(FAULTS) and (read_draft(CONFLICT) or not read_draft(MESSAGE)):
        take_draft(CORRECTED)


def _show_decided(room: Room, point: Point) -> None:
    if point.is_lot:
        st.html(lot_panel([(object_name(one), room.decided(one), room.heads.get(one)) for one in point.objects]))
    else:
        taken, head = room.decided(point.objects[0]), room.heads[point.objects[0]]
        st.html(decision_panel(taken, head, discussed=False, conditions=conditions()))
    chosen = point.objects[0]
    if point.is_lot:
        chosen = st.selectbox(
            "Décision du lot à reprendre seule",
            point.objects,
            format_func=lambda one: object_name(str(one)),
            filter_mode=None,
            key=f"reprendre-{point.point_id}",
        )
    with st.container(horizontal=True):
        words = "Corriger cette décision" if point.is_lot else "Corriger"
        st.button(words, key=f"corriger-{point.point_id}", on_click=keep_draft, args=(CORRECTED, chosen))
        st.button(
            "Annuler cette décision…" if point.is_lot else "Annuler la décision…",
            key=f"annuler-{point.point_id}",
            on_click=keep_draft,
            args=(UNDOING, (chosen, room.version(chosen))),
        )
        if point.is_lot:
            st.button(
                "Corriger tout le lot",
                key=f"corriger-lot-{point.point_id}",
                on_click=keep_draft,
                args=(CORRECTED, form_object(point)),
            )
    if (read_draft(UNDOING) or ("",))[0] == chosen:
        _ask_undoing(room, chosen, in_lot=point.is_lot)


def _ask_undoing(room: Room, object_id: str, *, in_lot: bool) -> None:
    """Taking a decision back, once it is confirmed: a slip of the hand in the room takes nothing back."""
    _, seen = read_draft(UNDOING)
    taken = room.decided(object_id)
    number = f" n°\u00a0{taken.number}" if taken else ""
    words = (
        f"Annuler la décision{number} sur l'{in_sentence(object_name(object_id))} ? Elle ne sera plus en vigueur sur "
        "aucun écran ; l'annulation est inscrite au journal avec votre nom, et le numéro ne sert à aucune autre."
    )
    st.html(element("p", words, class_="sd-alert", role="alert"))
    with st.container(horizontal=True):
        st.button(
            "Oui, annuler la décision",
            key=f"annuler-oui-{object_id}",
            on_click=_undo,
            args=(room.meeting.meeting_id, object_id, seen),
            kwargs={"in_lot": in_lot},
        )
        st.button("Garder la décision", key=f"annuler-non-{object_id}", on_click=take_draft, args=(UNDOING,))


def _undo(meeting_id: str, object_id: str, seen: int, *, in_lot: bool) -> None:
    take_draft(UNDOING)
    undo_decision(meeting_id, object_id, seen, in_lot=in_lot)


def _show_lot(room: Room, point: Point) -> None:
    """One button an object, to take it out; what was taken out may come back."""
    meeting_id = room.meeting.meeting_id
    st.html(element("p", "Retirer du lot (examinée juste après) :", class_="sd-small"))
    items = [item for item in room.meeting.agenda if item.item_id == point.lot]
    out = [one for item in items for one in item.objects if room.live and one in room.live.taken_out]
    with st.container(horizontal=True):
        for one in point.objects:
            words = f"Retirer l'{in_sentence(object_name(one))}"
            st.button(words, key=f"retirer-{one}", on_click=leave_lot, args=(meeting_id, one))
        for one in out:
            if not room.decided(one):
                words = f"Remettre l'{in_sentence(object_name(one))}"
                st.button(words, key=f"remettre-{one}", on_click=join_lot, args=(meeting_id, one))
