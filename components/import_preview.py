"""What a file would bring, before anyone says yes: what it is, what was seen in it, what it would change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import pandas as pd
import streamlit as st

from components.exports.csv_text import csv_bytes
from components.formats import NO_BREAK, number, plural
from components.html import element
from components.imports import alert, counts_list, frame_table, identity_table, rows_sentence, summary_list

#: Cells to mend that are told at once; the others are in the list of problems.
BLOCKING = 12


class Preview(Protocol):
    """What is read of a preview."""

    @property
    def layer(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def publisher(self) -> str: ...
    @property
    def licence(self) -> str: ...
    @property
    def file_name(self) -> str: ...
    @property
    def encoding(self) -> str: ...
    @property
    def separator(self) -> str: ...
    @property
    def rows_read(self) -> int: ...
    @property
    def rows_kept(self) -> int: ...
    @property
    def rows_set_aside(self) -> int: ...
    def summary(self) -> Iterable[tuple[str, str, int]]: ...


class Problem(Protocol):
    """What is read of a problem."""

    @property
    def where(self) -> str: ...
    @property
    def message_fr(self) -> str: ...


class Changes(Protocol):
    """What is read of a comparison."""

    @property
    def refusal(self) -> str: ...
    @property
    def counts(self) -> Iterable[tuple[str, int]]: ...
    @property
    def unchanged(self) -> int | None: ...


def show_identity(preview: Preview, dated: str) -> None:
    """What the file was recognised as, and the account of its rows. `dated`: the date of its data, in words."""
    st.html(rows_sentence(preview.rows_read, preview.rows_kept, preview.rows_set_aside))
    facts = (
        ("Reconnu, à ses colonnes, comme", preview.title),
        ("Publié par", preview.publisher),
        ("Réutilisation", preview.licence),
        ("Date des données", dated),
        ("Fichier", preview.file_name),
        ("Lecture", ", ".join(filter(None, (preview.encoding, preview.separator)))),
    )
    st.html(identity_table(facts))


def show_problems(preview: Preview, problems: pd.DataFrame, severities: Mapping[str, str]) -> None:
    """How many problems of each kind, then each of them, by row and column, with its CSV."""
    st.subheader("Ce qui a été vu", anchor=False)
    if problems.empty:
        st.html(element("p", "Aucun problème relevé."))
        return
    st.html(summary_list(preview.summary(), severities))
    label, name = "Voir chaque problème, par ligne et par colonne", f"problemes_{preview.layer}.csv"
    _show_rows("problèmes", label, "Problèmes relevés dans le fichier", problems, name)


def show_blocking(problems: Sequence[Problem]) -> None:
    """What must be mended in a sheet that is taken whole: each cell, and what it should hold."""
    if not problems:
        return
    first, rest = problems[:BLOCKING], len(problems) - BLOCKING
    head = plural(len(problems), "ligne à corriger", "lignes à corriger")
    more = f"et {number(rest)} autres, dans la liste des problèmes." if rest > 0 else ""
    st.html(alert(f"{head} : rien n'est importé à moitié.", "À corriger."))
    st.html(
        element(
            "ul",
            *(element("li", element("strong", problem.where), NO_BREAK, ": ", problem.message_fr) for problem in first),
            element("li", more) if more else None,
        )
    )


def show_changes(changes: Changes | None, differences: pd.DataFrame, layer: str) -> None:
    """What would open, close, move or change its name against the edition in use; None when there is none."""
    st.subheader("Ce qui changerait", anchor=False)
    if changes is None:
        st.html(element("p", "Aucune édition de cette couche n'est en cours : celle-ci serait la première."))
    elif changes.refusal:
        st.html(alert(changes.refusal, "Comparaison impossible."))
    else:
        st.html(counts_list(changes.counts, changes.unchanged))
        if len(differences):
            caption, name = "Par rapport à l'édition en cours", f"changements_{layer}.csv"
            _show_rows("changements", "Voir chaque changement", caption, differences, name)


def show_first_rows(rows: pd.DataFrame) -> None:
    """The first rows as they would be kept; nothing when none would be."""
    if len(rows):
        st.html(frame_table("Premières lignes, telles qu'elles seraient gardées", rows))


def _show_rows(kind: str, label: str, caption: str, rows: pd.DataFrame, file_name: str) -> None:
    with st.expander(label):
        st.html(frame_table(caption, rows))
        words = f"Télécharger les {kind} (CSV)"
        st.download_button(words, lambda: csv_bytes(rows), file_name, "text/csv", on_click="ignore")
