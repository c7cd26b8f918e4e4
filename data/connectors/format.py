"""What a connector is: a published format, the titles its columns have had, and how it is mapped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.connectors.names import normalise_column

if TYPE_CHECKING:
    from data.connectors.reference import Reference
    from data.connectors.rows import Ledger
    from data.connectors.shapes import EditionDate

Build = Callable[["Connector", Mapping[str, int], "Reference", "Ledger"], None]
Roles = Mapping[str, int]


@dataclass(frozen=True)
class Connector:
    """One published format.

    `columns`: role → normalised titles that play it, the present one first. `required`: roles without which the file is
    another one. `pattern_roles`: beginnings of normalised titles that must exist (columns that carry a year).
    `stable_ids`: whether an identifier follows a point from one edition to the next. `whole`: one wrong row refuses the
    file.
    """

    layer: str
    shape: str
    title: str
    publisher: str
    licence: str
    columns: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]
    build: Build
    patterns: tuple[str, ...] = ()
    stable_ids: bool = False
    dataset: str | None = None
    whole: bool = False
    dated: Callable[[Roles, Ledger], EditionDate | None] | None = None


def match_roles(connector: Connector, columns: tuple[str, ...]) -> dict[str, int] | None:
    """Return role → column position, or None when the file is of another format. A repeated title: the first counts."""
    positions: dict[str, int] = {}
    for position, column in enumerate(columns):
        positions.setdefault(normalise_column(column), position)
    roles = {
        role: positions[title]
        for role, titles in connector.columns.items()
        for title in reversed(titles)
        if title in positions
    }
    if any(role not in roles for role in connector.required):
        return None
    if not all(any(title.startswith(start) for title in positions) for start in connector.patterns):
        return None
    return roles
