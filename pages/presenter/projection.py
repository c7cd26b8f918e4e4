"""What does the room look at, slide after slide?"""

import datetime as dt

import streamlit as st

from components.exports.deck_build import slide_titles
from components.exports.to_pptx import pptx_bytes
from components.filters import choose_reference_date, read_reference_date, selection
from components.formats import date
from components.heading import show_lead
from components.identity import current_actor
from components.presentation import choose_slides, chosen_view, outline, show_live, slides_of_address, ways_in
from components.url_codes import read_code, write_code
from data.deciding.presentation import PROJECTOR, position, presentation_id
from data.load import load_arrondissement_rings, load_manifest, load_statuses, load_store
from data.store import ConflictError, StoreError, Write, new_entry_id
from pages.presenter.deck_material import map_image, slides_for

manifest, territory = load_manifest(), selection()
titles, view, latest = slide_titles(load_statuses()), chosen_view(), dt.date.fromisoformat(manifest.date)


def show_view() -> None:
    """One of the three screens of a presentation under way."""
    codes, reference = slides_of_address(titles), read_reference_date(latest)
    object_id = presentation_id(codes, reference, territory.territory_id)

    def move_to(code: str) -> str:
        actor = current_actor()

        def show() -> None:
            entry = load_store().head(object_id)
            seen = entry.version if entry else 0
            wish = Write("conduire", object_id, "presentation", {"current": code}, seen, new_entry_id())
            load_store().append(PROJECTOR if actor.mode == "local" else actor, wish)

        try:
            try:
                show()
            except ConflictError:
                # Another screen moved at the same moment: the last key pressed has it.
                show()
        except StoreError as error:
            write_code("diapo", code)
            return error.message_fr
        return ""

    def where() -> str:
        try:
            return position(load_store().head(object_id), codes)
        except StoreError:
            # The slides do not need the store: without it this screen stands alone.
            return read_code("diapo", codes, codes[0])

    show_live(view, lambda: slides_for(codes, reference, territory), map_image, where, move_to)


def show_preparation() -> None:
    """Which slides, then the ways in and what can be carried away."""
    show_lead("Choisir les diapositives, les projeter, les emporter.")
    left, right = st.columns([2, 1], gap="medium")
    with left:
        codes = choose_slides(titles)
    with right:
        reference = choose_reference_date(latest)
    slides = slides_for(codes, reference, territory)
    st.html(ways_in(codes, tuple(titles), reference))
    foot = f"Données version {manifest.version}, documents jusqu'au {date(latest)}"
    rings = load_arrondissement_rings()
    st.download_button(
        "Télécharger le diaporama (PPTX)",
        lambda: pptx_bytes(slides, rings, "SDAASP du Nord", foot),
        file_name=f"sdaasp-nord-diaporama-{reference:%Y-%m-%d}.pptx",
        on_click="ignore",
    )
    st.html(outline(slides))


if view:
    show_view()
else:
    show_preparation()
