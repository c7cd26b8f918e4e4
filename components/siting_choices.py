"""The choices of « Où implanter ? »: eight codes, all in the URL, and the links that change one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from components.filters import choose_communes, choose_from_url
from components.links import link_to

#: « Communes candidates »: the territory's, or any.
CANDIDATES = {"territoire": "Communes du territoire", "nord": "Toutes les communes du Nord"}
EXCLUDED_LIMIT = 40
#: What is chosen when the URL says nothing; the points are always written, their first choice being the imports' own.
FIRST_CHOICES = {
    "ouverture": "tous",
    "seuil": "5",
    "nombre": "3",
    "poids": "population",
    "candidates": "territoire",
    "avec": "",
    "sans": "",
}


@dataclass(frozen=True)
class Choices:
    """What the reader asks, as codes of the URL; communes by code, sorted."""

    points: str
    opening: str
    threshold_km: int
    points_count: int
    weighting: str
    candidates: str
    forced_in: tuple[str, ...]
    forced_out: tuple[str, ...]

    def keeping(self, commune: str) -> str:
        """The address of the same question with this commune opened in any case."""
        return replace(self, forced_in=tuple(sorted({*self.forced_in, commune}))).address()

    def without(self, commune: str) -> str:
        """The address of the same question with this commune excluded."""
        forced_in = tuple(code for code in self.forced_in if code != commune)
        return replace(self, forced_in=forced_in, forced_out=tuple(sorted({*self.forced_out, commune}))).address()

    def address(self) -> str:
        """The address that opens this question, as the page itself writes it: without the first choices.

        Written otherwise, the page would rewrite it once opened, and « back » pressed twice would lose its way.
        """
        codes = {
            "points": self.points,
            "ouverture": self.opening,
            "seuil": str(self.threshold_km),
            "nombre": str(self.points_count),
            "poids": self.weighting,
            "candidates": self.candidates,
            "avec": ",".join(self.forced_in),
            "sans": ",".join(self.forced_out),
        }
        return link_to(
            "implantation", **{name: code for name, code in codes.items() if code != FIRST_CHOICES.get(name)}
        )


def choose_siting(
    names: Mapping[str, Mapping[str, str]],
    first_points: str,
    thresholds_km: Sequence[int],
    points_max: int,
    communes: Mapping[str, str],
) -> Choices:
    """Two rows of choices. `names`: for `points`, `opening`, `weighting`, `candidates`, code → what is shown;
    `first_points`: the set of points to start from; `communes`: code → name."""
    first, second = st.columns(4), st.columns(4)
    with first[0]:
        # This page has its own first choice: the one made under « Proximité » would leave nothing to ask.
        points_code = choose_from_url(
            "points", "Points existants", names["points"], first_points, hide_default=False, scope="implantation-"
        )
    with first[1]:
        opening = choose_from_url("ouverture", "Ouverture", names["opening"], FIRST_CHOICES["ouverture"])
    with first[2]:
        threshold = choose_from_url(
            "seuil", "Seuil", {str(km): f"{km} km" for km in thresholds_km}, FIRST_CHOICES["seuil"]
        )
    with first[3]:
        counts = {str(count): str(count) for count in range(1, points_max + 1)}
        count = choose_from_url("nombre", "Nouveaux points", counts, FIRST_CHOICES["nombre"])
    with second[0]:
        weighting = choose_from_url("poids", "Poids d'un habitant", names["weighting"], FIRST_CHOICES["poids"])
    with second[1]:
        candidates = choose_from_url(
            "candidates", "Communes candidates", names["candidates"], FIRST_CHOICES["candidates"]
        )
    with second[2]:
        forced_in = choose_communes("avec", "Communes à garder", communes, points_max)
    with second[3]:
        forced_out = choose_communes("sans", "Communes à exclure", communes, EXCLUDED_LIMIT)
    return Choices(
        points_code,
        opening,
        int(threshold),
        int(count),
        weighting,
        candidates,
        tuple(sorted(forced_in)),
        tuple(sorted(forced_out)),
    )
