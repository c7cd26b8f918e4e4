"""What does the room look at, slide after slide?"""

import streamlit as st

from components.exports.deck_build import slide_titles
from components.filters import choose_reference_date, read_reference_date, selection
from components.heading import show_lead, show_scope
from components.presentation import (
    address_of,
    choose_slides,
    chosen_view,
    outline,
    show_live,
    slides_of_address,
    ways_in,
)
from components.saved_decks import UNREADABLE, choose_saved, opened_by_address, saved_words, show_changed_since
from components.url_codes import read_code
from data.deciding.faults import InvalidError
from data.deciding.presentation import position, presentation_id
from data.deciding.saved_decks import KeptDeck
from data.load import load_decks, load_statuses, load_store
from data.store import StoreError
from pages.presenter.deck_file import show_deck_file
from pages.presenter.deck_material import default_reference, map_image, reference_words, slides_for
from pages.presenter.projection_acts import keep_deck_asked, move_shown

territory, titles, view, latest = selection(), slide_titles(load_statuses()), chosen_view(), default_reference()


def saved() -> dict[str, KeptDeck]:
    """The presentations kept; none, and it is said, when the store cannot be read: the slides do not need it."""
    try:
        return load_decks()
    except (StoreError, InvalidError):
        st.warning(UNREADABLE)
        return {}


def codes_of(opened: KeptDeck | None) -> tuple[str, ...]:
    """The slides of a presentation kept; one that no longer exists is left out."""
    return tuple(code for code in opened.deck.codes if code in titles) if opened else ()


def show_view() -> None:
    """One of the three screens of a presentation under way."""
    opened = opened_by_address(saved()) if "presentation" in st.query_params else None
    codes = slides_of_address(titles, codes_of(opened))
    reference = read_reference_date((opened.deck.reference if opened else None) or latest)
    object_id = presentation_id(codes, reference, territory.territory_id)

    def where() -> str:
        try:
            return position(load_store().head(object_id), codes)
        except StoreError:
            # The slides do not need the store: without it this screen stands alone.
            return read_code("diapo", codes, codes[0])

    show_live(
        view,
        lambda: slides_for(codes, reference, territory),
        map_image,
        where,
        lambda code: move_shown(object_id, code),
    )


def show_preparation() -> None:
    """Which slides, in which order, then the ways in, what can be carried away and what is kept under a name."""
    show_lead("Choisir les diapositives, les projeter, les emporter.")
    kept = saved()
    opened = choose_saved(kept)
    usual = (opened.deck.reference if opened else None) or latest
    left, right = st.columns([2, 1], gap="medium")
    with left:
        codes = choose_slides(titles, codes_of(opened))
    with right:
        reference = choose_reference_date(usual)
    show_scope("Date de référence", reference_words(reference))
    slides = slides_for(codes, reference, territory)
    st.header("Dans l'ordre", anchor=False)
    st.html(outline(slides))
    st.header("Projeter", anchor=False)
    st.html(ways_in(address_of(codes, tuple(titles), reference, opened.deck if opened else None, usual)))
    if opened:
        st.html(saved_words(opened))
        show_changed_since(opened)
    show_deck_file(slides, reference, territory.territory_id, opened.deck.name if opened else "")
    keep_deck_asked(kept, opened, codes, reference, tuple(titles))


if view:
    show_view()
else:
    show_preparation()
