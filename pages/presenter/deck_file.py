"""The slides as a file to carry away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from components.exports.deck import Slide
from components.exports.to_pptx import pptx_bytes
from components.formats import date
from data.load import load_arrondissement_rings, load_manifest


def show_deck_file(slides: Sequence[Slide], reference: dt.date) -> None:
    """The button that makes the diaporama."""
    manifest, rings = load_manifest(), load_arrondissement_rings()
    foot = f"Données version {manifest.version}, documents jusqu'au {date(dt.date.fromisoformat(manifest.date))}"
    st.download_button(
        "Télécharger le diaporama (PPTX)",
        lambda: pptx_bytes(slides, rings, "SDAASP du Nord", foot),
        file_name=f"sdaasp-nord-diaporama-{reference:%Y-%m-%d}.pptx",
        on_click="ignore",
    )
