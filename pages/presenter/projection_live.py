"""The three screens of a presentation under way: what each looks at, again and again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from contextlib import suppress
from zoneinfo import ZoneInfo

import streamlit as st

from components.filters import read_reference_date
from components.identity import current_actor
from components.presentation import Shown, named_slides, offer_restart, show_live
from components.saved_decks import opened_by_address
from data.deciding.faults import InvalidError
from data.deciding.presentation import presentation_id
from data.deciding.saved_decks import KeptDeck
from data.load import load_decks, load_grants, load_shown, move_shown
from data.model import Selection
from data.store import StoreError, may
from pages.presenter.deck_material import default_reference, map_image, slides_for

FOLLOWS = "Cet écran suit la présentation : seul le secrétariat commun avance les diapositives."
NO_DAY = (
    "« reference » n'est pas une date possible dans l'adresse (2024-01-26 attendu) : la date habituelle est utilisée."
)


def codes_of(kept: KeptDeck | None, titles: Mapping[str, str]) -> tuple[str, ...]:
    """The slides of a presentation kept; one that no longer exists is left out."""
    return tuple(code for code in kept.deck.codes if code in titles) if kept else ()


def may_lead(object_id: str) -> bool:
    """Whether this reader moves the slides. Denied when the roles cannot be read."""
    reader = current_actor()
    try:
        return may(reader, "conduire", object_id, load_grants(reader))
    except StoreError:
        return False


def begun_today() -> dt.datetime:
    """Since when a slide gone to is still the one shown: each day begins on the first one."""
    here = dt.datetime.now(ZoneInfo("Europe/Paris"))
    return here.replace(hour=0, minute=0, second=0, microsecond=0)


def show_view(view: str, titles: Mapping[str, str], territory: Selection, kept: Mapping[str, KeptDeck]) -> None:
    """One of the three screens. The address says which presentation: every screen that has it shows the same.

    The slides of a saved presentation, and the meeting's day, are read again at each look: who opened it earlier
    follows.
    """
    # On the room's screen what is wrong in the address is said for a while, then leaves the slide alone.
    with st.container(key=f"diapo-avis-{view}"):
        opened = opened_by_address(kept)
        named = named_slides(titles)
        written = st.query_params.get("reference", "")
        day = read_reference_date(dt.date.min)
        if written and day == dt.date.min:
            st.warning(NO_DAY)
            written = ""
        shown = ",".join(named) or (opened.deck.deck_id if opened else "")
        object_id = presentation_id(shown, written, territory.territory_id)
        if view != "suivre" and not may_lead(object_id):
            view = "suivre"
            st.info(FOLLOWS)

    def look() -> Shown:
        nonlocal opened
        if opened:
            # One withdrawn meanwhile, or that cannot be read, stays as it was on the screens that show it.
            with suppress(StoreError, InvalidError):
                opened = load_decks().get(opened.deck.deck_id, opened)
        codes = named or codes_of(opened, titles) or tuple(titles)
        reference = day if written else (opened.deck.reference if opened else None) or default_reference()
        code, recorded = load_shown(object_id, codes, begun_today())
        return Shown(slides_for(codes, reference, territory), codes.index(code), recorded)

    show_live(view, look, map_image, lambda code, codes: move_shown(current_actor(), object_id, code, codes))


def show_left(
    chosen: Mapping[str, str], territory: Selection, slides: tuple[str, ...], titles: Mapping[str, str]
) -> None:
    """Before projecting: where today's presentation was left, if not on its first slide, and a way back to it.

    chosen: what the links to the screens say, as `components.presentation.address_of` writes it.
    """
    shown = chosen.get("diapos") or chosen.get("presentation", "")
    object_id = presentation_id(shown, chosen.get("reference", ""), territory.territory_id)
    code, _ = load_shown(object_id, slides, begun_today())
    rank = slides.index(code)
    if rank and may_lead(object_id) and offer_restart(rank, len(slides), titles[code]):
        refused = move_shown(current_actor(), object_id, slides[0], slides)
        if refused:
            st.error(refused)
        else:
            st.rerun()
