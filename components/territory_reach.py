"""How a territory is covered, beside the rest of the Nord: sentences and tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from components.formats import number, plural, quantity
from components.html import Html, element, joined
from components.layer_words import cell_words
from components.table import html_table
from data.layer import Cell, Layer
from data.model import DEPARTEMENT

STRAIGHT = "à vol d'oiseau, du centre de chaque commune au point le plus proche"

PER_10_000 = "France services (ANCT) pour 10 000 habitants"


class Reached(Protocol):
    """Inhabitants within and beyond; `share` is null where no distance is known."""

    @property
    def within_hab(self) -> int: ...
    @property
    def beyond_hab(self) -> int: ...
    @property
    def share(self) -> float | None: ...


class SetReach(Protocol):
    """A set of points and what is in its reach, territory by territory."""

    @property
    def set_id(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def note(self) -> str: ...
    @property
    def reached(self) -> Sequence[Reached]: ...


def reach_line(rows: Sequence[SetReach], preferred: str, threshold: str) -> Html:
    """The answer first: the share of inhabitants within reach of `preferred` when it is known, else of the first."""
    row = next((one for one in rows if one.set_id == preferred), rows[0])
    own, rest = row.reached[0], row.reached[1]
    return joined(
        [
            element("strong", f"{_share(own.share)} des habitants sont à {threshold} ou moins"),
            f" d'un point « {row.label} », à vol d'oiseau ({_share(rest.share)} dans le reste du Nord) ; "
            f"{plural(own.beyond_hab, 'habitant est', 'habitants sont')} au-delà."
            if own.beyond_hab
            else "personne n'est au-delà.",
        ]
    )


def reaches_table(
    rows: Sequence[SetReach],
    names: Sequence[str],
    threshold: str,
    rates: Sequence[float | None],
    href: Callable[[str], str],
) -> Html:
    """One row a set of points, then the France services of the ANCT per 10 000 inhabitants: here, beside the rest."""
    cells: list[tuple[str, ...]] = [
        (
            element("a", row.label, href=href(row.set_id)),
            *(
                f"{_share(one.share)} ({number(one.within_hab)} hab. ; {number(one.beyond_hab)} au-delà)"
                for one in row.reached
            ),
            _gap(row.reached[0].share, row.reached[1].share),
        )
        for row in rows
    ]
    cells.append(
        (
            PER_10_000,
            *("non publié à cette échelle" if rate is None else number(rate, 2) for rate in rates),
            "–" if rates[0] is None or rates[1] is None else _signed(rates[0] - rates[1], 2),
        )
    )
    columns = ("Points", *names, "Écart au reste du Nord")
    return html_table(f"Habitants à {threshold} ou moins, {STRAIGHT}", columns, cells)


def points_sources(rows: Sequence[SetReach], rates_source: str) -> Html:
    """Where each row of `reaches_table` comes from; the same for every territory, hence sent once."""
    told = [(row.label, f"{row.source} {row.note}") for row in rows] + [(PER_10_000, rates_source)]
    return element(
        "details",
        element("summary", "Source et réserves de chaque ligne"),
        element("ul", *(element("li", element("strong", f"{label} : "), words) for label, words in told)),
        class_="sd-facts sd-small",
    )


def values_table(layers: Mapping[str, Layer], here: str, name: str, href: Callable[[str], str]) -> Html:
    """What each layer of the map says of this territory, beside the whole Nord, each with its source."""
    rows = [
        (
            element("a", f"{layer.group} – {layer.label}", href=href(code)),
            _words(layer, "arrondissement", layer.cells["arrondissement"][here]),
            _words(layer, "departement", layer.cells["departement"][DEPARTEMENT])
            if "departement" in layer.cells
            else "ne se lit pas à cette échelle",
            element("span", layer.source, class_="sd-small"),
        )
        for code, layer in layers.items()
        if "arrondissement" in layer.cells
    ]
    columns = ("Couche de la carte", name, "Département du Nord", "Source")
    return html_table("Ce que chaque couche de la carte en dit", columns, rows)


def _words(layer: Layer, level: str, cell: Cell) -> Html:
    said = cell_words(layer, level, cell)
    shown = cell.note and cell.note != layer.totals.get(level)
    return joined([said, element("span", cell.note, class_="sd-detail sd-small") if shown else None])


def _share(share: float | None) -> str:
    return "part inconnue" if share is None else quantity(100 * share, "%", 1)


def _gap(own: float | None, rest: float | None) -> str:
    return "–" if own is None or rest is None else f"{_signed(100 * (own - rest), 1)} points"


def _signed(value: float, decimals: int) -> str:
    return f"{'+' if value >= 0 else '−'}{number(abs(value), decimals)}"
