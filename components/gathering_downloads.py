"""What an arrondissement meeting takes away: the blank sheet of each table, the restitution, and its annex."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from components.downloads import Export, show_downloads
from components.exports.document import Document, Origin
from components.exports.formats_of import document_files
from components.exports.gathering import Heard, Occasion, collection_sheet, contributions_annex, restitution
from components.filters import choose_whole
from components.gatherings import Summary
from data.deciding.gatherings import ROUND_LABELS, Remark

TABLES = (1, 30)


def show_sheet_downloads(occasion: Occasion, day: dt.date, objects: Mapping[str, str], version: str) -> None:
    """The sheets to print before: as many as there are tables."""
    st.subheader("Fiche de recueil, pour imprimer", anchor=False)
    left, _ = st.columns([1, 2])
    with left:
        tables = choose_whole("tables", "Nombre de tables", 1, TABLES)
    _show(
        "Fiche de recueil",
        "fiche-recueil",
        occasion,
        day,
        lambda: collection_sheet(occasion, objects, _origin(occasion, version), tables),
        "Une fiche recto verso par table, à remplir à la main, à saisir pendant ou après ; puis un aide-mémoire.",
        titled=False,
    )


def show_restitution_downloads(
    occasion: Occasion,
    day: dt.date,
    objects: Mapping[str, str],
    places: Mapping[str, str],
    remarks: Sequence[Remark],
    summary: Summary,
    bodies: Sequence[str],
    version: str,
) -> None:
    """What is given back the same day, held to two pages, and its annex. bodies: who spoke, each once."""
    heard = Heard(
        summary.volunteers,
        summary.silent_epci,
        summary.silent_families,
        summary.silent_communes,
        summary.communes,
        bodies,
        summary.epci_elsewhere,
    )
    _show(
        "Restitution du jour",
        "restitution",
        occasion,
        day,
        lambda: restitution(occasion, objects, places, remarks, heard, _origin(occasion, version)),
        "Deux pages au plus : ce qui n'y tient pas est compté, et se lit en entier dans l'annexe.",
    )
    _show(
        "Contributions, relevé intégral",
        "annexe-restitution",
        occasion,
        day,
        lambda: contributions_annex(occasion, objects, places, remarks, _origin(occasion, version)),
        "L'annexe de la restitution : chaque contribution, entière.",
    )


def _show(
    title: str,
    key: str,
    occasion: Occasion,
    day: dt.date,
    build: Callable[[], Document],
    note: str,
    *,
    titled: bool = True,
) -> None:
    files = document_files(f"{title} {occasion.place}", day, build)
    show_downloads([Export(name, make) for name, make in files], key=key, title=title if titled else "", note=note)


def _origin(occasion: Occasion, version: str) -> Origin:
    return Origin(dt.datetime.now(), version, f"{occasion.place}, {ROUND_LABELS[occasion.round_code].lower()}")
