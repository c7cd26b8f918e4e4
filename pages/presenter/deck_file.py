"""The slides as a file to carry away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from components.exports.deck import Slide
from components.exports.deck_evidence import short_name
from components.exports.inert import file_name
from components.exports.steps import Tell
from components.exports.to_pptx import pptx_bytes
from components.formats import date, in_sentence
from components.long_export import LongExport, show_long_downloads
from data.load import load_arrondissement_rings, load_manifest, load_territories
from data.model import ARRONDISSEMENTS, DEPARTEMENT
from data.store import StoreError
from pages.presenter.papers import stamp


def show_deck_file(slides: Sequence[Slide], reference: dt.date, territory_id: str, name: str) -> None:
    """The button that makes the diaporama. `name`: that of the saved presentation, empty when there is none."""
    manifest, rings = load_manifest(), load_arrondissement_rings()
    where = "" if territory_id == DEPARTEMENT else load_territories()[territory_id]
    title = " – ".join(("SDAASP du Nord", *filter(None, (name, where))))
    now, whose = dt.datetime.now(), f" pour l'{in_sentence(where)}" if where else ""

    arrondissements = {code: short_name(load_territories()[code]) for code in ARRONDISSEMENTS}

    def make(tell: Tell) -> bytes:
        made_at = dt.datetime.now()
        foot = (
            f"Produit le {date(made_at.date())}{whose}. Vu du {date(reference)}, données version {manifest.version}, "
            f"documents jusqu'au {date(dt.date.fromisoformat(manifest.date))}."
        )
        return pptx_bytes(slides, rings, title, foot, made_at, tell, arrondissements)

    export = LongExport(file_name(" ".join(filter(None, ("Diaporama", name, where))), now.date(), "pptx"), make)
    try:
        made_of = stamp()
    except StoreError:
        made_of = None  # the slides say that the decisions cannot be read
    codes = tuple(slide.slide_id for slide in slides)
    show_long_downloads([export], key="diaporama", stamp=made_of, asked=(codes, reference, territory_id))
