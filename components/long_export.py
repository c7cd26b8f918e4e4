"""A long file: prepared beside the page with its progress told, stopped at will, then downloaded."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from components.background import Run
from components.downloads import HINTS, MIMES
from components.drafts import keep_run, kept_run
from components.exports.steps import Step, StoppedError, Tell, telling
from components.formats import number
from components.html import Html, element, joined

#: Seconds between two readings of the progress, and how long a click waits: a short file is ready at once.
EVERY_S, PATIENCE_S = 0.5, 0.4
LANE = "documents"
OLDER = (
    "Une décision, une réunion ou une donnée a changé depuis que ce fichier a été préparé : il dit ce qui était vrai à "
    "l'heure qu'il porte. Préparez-le de nouveau pour l'avoir à jour."
)


@dataclass(frozen=True)
class LongExport:
    """One file. `build` makes its bytes beside the page, of which it reads nothing, and tells each step."""

    file_name: str
    build: Callable[[Tell], bytes]

    @property
    def suffix(self) -> str:
        return self.file_name.rpartition(".")[2]


def show_long_downloads(exports: Sequence[LongExport], *, key: str, stamp: Hashable, asked: Hashable = None) -> None:
    """One button a format, which begins; then the progress and « Arrêter »; then the file.

    `asked`: what the reader chose (meeting, slides): another choice is another file. `stamp`: what the file is made of;
    one prepared before it changed is still offered, and says so: nobody's work vanishes because another one decided.
    """
    with st.container(horizontal=True, key=f"preparer-{key}"):
        pressed = [export for export in exports if st.button(_button(export), key=f"{key}-{export.suffix}")]
    for export in pressed:
        run = Run((key, export.file_name, asked), _work(export), LANE, stamp)
        keep_run(run, LANE)
        run.wait(PATIENCE_S)
    for export in exports:
        run = kept_run((key, export.file_name, asked), LANE)
        if run is not None:
            _show(export, run, key)
            if run.done and run.result is not None and run.made_of != stamp:
                st.html(element("p", OLDER, class_="sd-scope", role="status"))


def _button(export: LongExport) -> str:
    hint = HINTS.get(export.suffix, "")
    return f"Préparer {export.suffix.upper()}" + (f" ({hint})" if hint else "")


def _work(export: LongExport) -> Callable[[Callable[[], bool], Callable[[Any], None]], bytes]:
    return lambda stop, report: export.build(telling(stop, report))


def _show(export: LongExport, run: Run, key: str) -> None:
    if not run.done:
        _follow(run, export.file_name)
    elif isinstance(run.error, StoppedError) or (run.stopped and run.error is None):
        st.html(element("p", "Arrêté : aucun fichier n'a été produit.", role="status"))
    elif run.error is not None:
        raise run.error
    else:
        size = number(max(1, round(len(run.result) / 1000)))
        st.download_button(
            f"Télécharger {export.file_name} ({size} ko)",
            run.result,
            file_name=export.file_name,
            mime=MIMES.get(export.suffix, "application/octet-stream"),
            key=f"{key}-{export.suffix}-pret",
            type="primary",
            on_click="ignore",
        )


@st.fragment(run_every=EVERY_S)
def _follow(run: Run, file_name: str) -> None:
    if run.done:
        st.rerun()
    st.html(progress_words(file_name, run.progress, run.waiting, run.stopped))
    if st.button("Arrêter", key="arreter-document"):
        run.stop()


def progress_words(file_name: str, step: Step | None, waiting: bool, stopping: bool) -> Html:
    """How far the file is, in a sentence and a bar."""
    if stopping:
        return element("p", "Arrêt demandé : rien ne sera produit.", role="status")
    if waiting:
        words = "Un autre document se prépare sur ce serveur : celui-ci attend son tour."
        return element("p", words, role="status")
    if step is None:
        return element("p", f"La préparation de {file_name} commence.", role="status")
    return joined(
        [
            element("p", element("strong", step.words), f" – {file_name}", role="status"),
            element(
                "progress",
                f"{step.done} sur {step.total}",
                value=step.done,
                max=step.total,
                class_="sd-progress",
                aria_label="Avancement du document",
            ),
        ]
    )
