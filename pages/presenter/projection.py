"""What does the room look at, slide after slide?"""

import datetime as dt

import streamlit as st

from components.exports.deck_build import Material, build_slides, slide_titles
from components.exports.to_pptx import pptx_bytes
from components.figures.small_map import compute_paths, map_links
from components.filters import choose_reference_date, read_code, read_reference_date, selection, write_code
from components.formats import date
from components.heading import show_lead
from components.identity import current_actor
from components.memo import remember
from components.presentation import (
    choose_slides,
    chosen_view,
    outline,
    show_live,
    slides_of_address,
    ways_in,
)
from data.analysis.process import next_step, split_steps
from data.analysis.statuses import compute_board
from data.deciding.presentation import PROJECTOR, move, position, presentation_id
from data.load import (
    load_arrondissement_rings,
    load_caveats,
    load_fiche,
    load_links,
    load_manifest,
    load_statuses,
    load_steps,
    load_store,
    load_tables,
    load_territories,
)
from data.model import ARRONDISSEMENTS
from data.store import StoreError

manifest, statuses, steps, territory = load_manifest(), load_statuses(), load_steps(), selection()
titles, view, latest = slide_titles(statuses), chosen_view(), dt.date.fromisoformat(manifest.date)


def material(reference: dt.date) -> Material:
    """What the slides are made of, as seen on the date de référence."""
    return Material(
        statuses,
        {status.action_id: load_fiche(status.action_id) for status in statuses},
        {code: load_links(code) for code in ARRONDISSEMENTS},
        load_territories(),
        [(one.orientation_id, one.label, one.statuses) for one in compute_board(load_tables(), statuses)],
        next_step(steps, reference),
        split_steps(steps, reference)[1],
        load_caveats(),
        reference,
        manifest.version,
        latest,
        "" if territory.is_departement else territory.territory_id,
    )


def slides_for(codes: tuple[str, ...], reference: dt.date):
    key = (manifest.version, "slides", codes, reference, territory.territory_id)
    return remember(key, lambda: build_slides(material(reference), codes))


def map_image(links):
    paths, height = remember(
        (manifest.version, "small-paths"), lambda: compute_paths(load_arrondissement_rings(), 0.004)
    )
    return map_links(paths, height, links)


def show_view() -> None:
    """One of the three screens of a presentation under way."""
    codes, reference = slides_of_address(titles), read_reference_date(latest)
    object_id = presentation_id(codes, reference, territory.territory_id)

    def move_to(code: str) -> str:
        actor = current_actor()
        try:
            entry = load_store().head(object_id)
            load_store().append(PROJECTOR if actor.mode == "local" else actor, move(object_id, code, entry))
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

    show_live(view, slides_for(codes, reference), map_image, where, move_to)


def show_preparation() -> None:
    """Which slides, then the ways in and what can be carried away."""
    show_lead("Choisir les diapositives, les projeter, les emporter.")
    left, right = st.columns([2, 1], gap="medium")
    with left:
        codes = choose_slides(titles)
    with right:
        reference = choose_reference_date(latest)
    slides = slides_for(codes, reference)
    st.html(ways_in(codes, tuple(titles), reference))
    foot = f"Données version {manifest.version}, documents jusqu'au {date(latest)}"
    st.download_button(
        "Télécharger le diaporama (PPTX)",
        lambda: pptx_bytes(slides, load_arrondissement_rings(), "SDAASP du Nord", foot),
        file_name=f"sdaasp-nord-diaporama-{reference:%Y-%m-%d}.pptx",
        on_click="ignore",
    )
    st.html(outline(slides))


if view:
    show_view()
else:
    show_preparation()
