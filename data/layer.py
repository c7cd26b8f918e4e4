"""What a map draws: a layer of values by territory, in one of four states. Pure types, shared by every room above.

A layer is made the same way whatever it comes from (facts of the bilan, the reference, an imported file): a value or a
state for each territory of each of its levels, and points if it has any.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from data.model import Source, Span

#: Levels that have an outline, the widest first.
MAP_LEVELS: Final = ("departement", "arrondissement", "epci", "commune")
MAP_LEVEL_LABELS: Final = {
    "departement": "Département",
    "arrondissement": "Arrondissements",
    "epci": "EPCI",
    "commune": "Communes",
}
#: Zero is a value. « Néant » is stated by a document; « non renseigné » is not known; « sans objet » is not asked here.
#: « Secret » is known to the statistician, and withheld.
DATA_STATES: Final = ("value", "none_stated", "secret", "empty", "not_applicable")
DATA_STATE_LABELS: Final = {
    "value": "Valeur",
    "none_stated": "Néant, écrit dans le document",
    "secret": "Secret statistique",
    "empty": "Non renseigné",
    "not_applicable": "Sans objet",
}
LAYER_KINDS: Final = ("sequential", "diverging", "categories")


@dataclass(frozen=True)
class Cell:
    """The value of a layer for one territory, or why there is none.

    `value` is in the layer's unit; where the layer has categories it is the rank of the category. `note`: what must be
    said beside it, in French.
    """

    state: str
    value: float | None = None
    note: str = ""


@dataclass(frozen=True)
class PlacedFact:
    """One fact the bilan locates. `finding`: a need it describes, not a service it counts."""

    fact_id: str
    action_id: int
    service: str
    finding: bool
    territory_id: str
    territory: str
    written: str
    operator: str
    value: float | None
    unit: str
    state: str
    duplicate_of: str
    deduced: bool
    when: Span
    source: Source


@dataclass(frozen=True)
class LayerPoint:
    """A place of a layer, in degrees, and its commune; null coordinates where its position is not published."""

    label: str
    territory_id: str
    longitude: float | None
    latitude: float | None


@dataclass(frozen=True)
class Layer:
    """A layer of the map. `unit_one`: the unit of a single one, where it differs.

    `cells`: level → territory → cell, every territory of the level present; its levels are those the layer can be read
    at. `breaks`: inner bounds of the classes, fixed by hand; empty when they are computed (equal counts). `categories`:
    words of the categories, by rank, read at `category_levels` (at every level when `kind` says so). `state_words`:
    what a state means for this layer, when the common words are not enough. `totals`: level → what all of it adds up
    to, in one sentence. `facts`: the facts drawn. `apart`: facts of the layer that have no place on the map.
    `caveats`: codes of the précautions de lecture on what is drawn. `points`: the places it counts. `stamp` changes
    with the content of a layer that is not made of the shipped tables.
    """

    layer_id: str
    group: str
    label: str
    kind: str
    unit: str
    cells: Mapping[str, Mapping[str, Cell]]
    source: str
    question: str = ""
    unit_one: str = ""
    decimals: int = 0
    breaks: tuple[float, ...] = ()
    categories: tuple[str, ...] = ()
    category_levels: tuple[str, ...] = ()
    state_words: Mapping[str, str] = field(default_factory=dict)
    formula: str = ""
    totals: Mapping[str, str] = field(default_factory=dict)
    facts: tuple[PlacedFact, ...] = ()
    apart: Mapping[str, tuple[PlacedFact, ...]] = field(default_factory=dict)
    caveats: tuple[str, ...] = ()
    points: tuple[LayerPoint, ...] = ()
    stamp: str = ""

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels the layer can be read at; the first is the one it opens on."""
        return tuple(self.cells)

    def categories_at(self, level: str) -> tuple[str, ...]:
        """The categories a level is read in; empty where it has quantities."""
        return self.categories if self.kind == "categories" or level in self.category_levels else ()

    def state_label(self, state: str) -> str:
        return self.state_words.get(state, DATA_STATE_LABELS[state])


@dataclass(frozen=True)
class MapPlace:
    """A territory that can be drawn: where it is, its size, its population and how it fits in the others.

    `bounds`: west, south, east, north, in degrees. `populations`: vintage → inhabitants in the Nord. `whole_hab`:
    inhabitants of the whole territory when it goes beyond the Nord. `within`: (level, code, name, share of its
    inhabitants); a share under 1 straddles. `remarks`: what its outline or its code asks to say.
    """

    territory_id: str
    level: str
    code: str
    label: str
    longitude: float
    latitude: float
    area_km2: float
    bounds: tuple[float, float, float, float]
    populations: Mapping[str, int]
    vintage: str
    whole_hab: int | None
    within: tuple[tuple[str, str, str, float], ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Atlas:
    """Every territory that can be drawn, and where each commune belongs.

    `communes`: codes in the order of the outlines. `of_level`: level → territories, by name. `above`: level → commune →
    the territory of that level it is in.
    """

    places: Mapping[str, MapPlace]
    communes: tuple[str, ...]
    of_level: Mapping[str, tuple[str, ...]]
    above: Mapping[str, Mapping[str, str]]
    ranks: Mapping[str, int]
