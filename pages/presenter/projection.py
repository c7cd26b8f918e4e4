"""What does the room look at, slide after slide?"""

import streamlit as st

from components.exports.deck_build import slide_titles
from components.filters import choose_reference_date, selection
from components.heading import show_lead, show_scope
from components.presentation import address_of, choose_slides, chosen_view, outline, show_unknown_view, ways_in
from components.saved_decks import UNREADABLE, choose_saved, saved_words, show_changed_since
from data.deciding.faults import InvalidError
from data.deciding.saved_decks import KeptDeck
from data.load import load_decks, load_statuses
from data.store import StoreError
from pages.presenter.deck_file import show_deck_file
from pages.presenter.deck_material import default_reference, reference_words, slides_for
from pages.presenter.projection_acts import keep_deck_asked
from pages.presenter.projection_live import codes_of, may_lead, show_left, show_view

SCOPED = "Chaque diapositive dit ce que couvrent ses chiffres : l'arrondissement choisi, ou tout le département."
territory, titles, view, latest = selection(), slide_titles(load_statuses()), chosen_view(), default_reference()


def saved() -> dict[str, KeptDeck]:
    """The presentations kept; none, and it is said, when the store cannot be read: the slides do not need it."""
    try:
        return load_decks()
    except (StoreError, InvalidError):
        st.warning(UNREADABLE)
        return {}


def show_preparation() -> None:
    """Which slides, the ways in and what can be carried away, then their order and what is kept under a name."""
    show_lead("Choisir les diapositives, les projeter, les emporter.")
    show_unknown_view()
    kept = saved()
    opened = choose_saved(kept)
    usual = (opened.deck.reference if opened else None) or latest
    left, right = st.columns([2, 1], gap="medium")
    with left:
        codes = choose_slides(titles, codes_of(opened, titles))
    with right:
        reference = choose_reference_date(usual)
    show_scope("Date de référence", reference_words(reference))
    if not territory.is_departement:
        show_scope("Territoire", SCOPED)
    slides = slides_for(codes, reference, territory)
    st.header("Projeter", anchor=False)
    chosen = address_of(codes, tuple(titles), reference, opened.deck if opened else None, usual)
    show_left(chosen, territory, codes, titles)
    st.html(ways_in(chosen, may_lead("presentation:nouvelle")))
    if opened:
        st.html(saved_words(opened))
        show_changed_since(opened)
    show_deck_file(slides, reference, territory.territory_id, opened.deck.name if opened else "")
    st.header("Dans l'ordre", anchor=False)
    st.html(outline(slides))
    keep_deck_asked(kept, opened, codes, reference, tuple(titles))


if view:
    show_view(view, titles, territory, saved() if "presentation" in st.query_params else {})
else:
    show_preparation()
