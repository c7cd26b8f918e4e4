"""« Emporter »: the same content in several formats, one button each, made only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from components.html import element

#: What the browser is told of each format, and how it is named to a reader.
MIMES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "zip": "application/zip",
    "ics": "text/calendar",
    "png": "image/png",
    "svg": "image/svg+xml",
}
HINTS = {
    "pdf": "à lire, à imprimer",
    "odt": "à modifier, LibreOffice",
    "docx": "à modifier, Word",
    "ods": "tableur, LibreOffice",
    "xlsx": "tableur, Excel",
    "csv": "tableur, texte",
    "pptx": "diaporama",
    "png": "image",
    "svg": "image, s'agrandit sans flou",
}


@dataclass(frozen=True)
class Export:
    """One file to take away. `build` makes its bytes when the reader asks, beside the page: it reads nothing of it.

    `words`: what its button says, where the suffix says too little.
    """

    file_name: str
    build: Callable[[], bytes]
    words: str = ""

    @property
    def suffix(self) -> str:
        return self.file_name.rpartition(".")[2]


def show_downloads(exports: Sequence[Export], *, key: str, title: str = "Emporter", note: str = "") -> None:
    """The formats side by side under `title` (a subtitle of the page; empty: none).

    `note`: what to know before taking it away, in a sentence. Each button shows its own progress while it works.
    """
    if title:
        st.subheader(title, anchor=False)
    if note:
        st.html(element("p", note, class_="sd-small"))
    with st.container(horizontal=True, key=f"emporter-{key}"):
        for export in exports:
            hint = HINTS.get(export.suffix, "")
            st.download_button(
                export.words or (f"{export.suffix.upper()} ({hint})" if hint else export.suffix.upper()),
                export.build,
                file_name=export.file_name,
                mime=MIMES.get(export.suffix, "application/octet-stream"),
                key=f"{key}-{export.suffix}",
                on_click="ignore",
            )
