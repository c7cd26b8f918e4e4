"""The slides as a file to carry away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from components.exports.deck import Slide
from components.exports.inert import file_name
from components.exports.to_pptx import pptx_bytes
from components.formats import date
from components.long_export import LongExport, show_long_downloads
from data.load import load_arrondissement_rings, load_manifest
from data.store import StoreError
from pages.presenter.papers import stamp


def show_deck_file(slides: Sequence[Slide], reference: dt.date, territory_id: str) -> None:
    """The button that makes the diaporama."""
    manifest, rings = load_manifest(), load_arrondissement_rings()
    foot = f"Données version {manifest.version}, documents jusqu'au {date(dt.date.fromisoformat(manifest.date))}"
    export = LongExport(
        file_name("Diaporama", reference, "pptx"),
        lambda tell: pptx_bytes(slides, rings, "SDAASP du Nord", foot, tell),
    )
    try:
        made_of = stamp()
    except StoreError:
        made_of = None  # the slides say that the decisions cannot be read
    codes = tuple(slide.slide_id for slide in slides)
    show_long_downloads([export], key="diaporama", stamp=(made_of, codes, reference, territory_id))
