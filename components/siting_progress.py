"""How far a search of places is, while it runs; a button to stop it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import streamlit as st

from components.background import Run
from components.formats import number, plural, quantity
from components.html import Html, element, joined

#: Seconds between two readings.
EVERY_S = 1.0


@st.fragment(run_every=EVERY_S)
def follow(run: Run, limit_s: float) -> None:
    """The progress of a run, read each second; the page is drawn again once, at its end, with what was found."""
    if run.done:
        st.rerun()
    st.html(progress_words(asdict(run.progress) if run.progress else None, run.waiting, run.stopped, limit_s))
    if st.button("Arrêter", key="arreter"):
        run.stop()


def progress_words(progress: dict[str, Any] | None, waiting: bool, stopping: bool, limit_s: float) -> Html:
    """How far the search is. `progress`: points_count, solved_count, total_count, value, bound, elapsed_s."""
    if stopping:
        return element("p", "Arrêt demandé : le meilleur choix trouvé va s'afficher.", role="status")
    if waiting:
        return element("p", "Un autre calcul est en cours sur ce serveur : celui-ci attend son tour.", role="status")
    if progress is None:
        return element("p", "Le calcul commence.", role="status")
    bound, value = int(progress["bound"]), int(progress["value"])
    gap = quantity(100 * max(bound - value, 0) / bound, "%", 2) if bound else "nul"
    return joined(
        [
            element(
                "p",
                f"Nombres de points résolus : {progress['solved_count']} sur {progress['total_count']}. En cours : "
                f"{plural(int(progress['points_count']), 'nouveau point', 'nouveaux points')} ; meilleur choix connu : "
                f"{number(value)}, aucun ne dépassera {number(bound)} (écart {gap}).",
                role="status",
            ),
            element(
                "p",
                f"{quantity(progress['elapsed_s'], 's', 0)} écoulées, {quantity(limit_s, 's', 0)} au plus.",
                class_="sd-small",
            ),
        ]
    )
