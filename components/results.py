"""Search results, by kind, each with where it is shown and where it stands in the documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from components.formats import plural
from components.html import Html, element, joined
from components.source import source_details
from data.model import Source

#: Results of one kind shown at first; the rest opens on demand.
SHOWN = 12


class Found(Protocol):
    """What the search returns for one thing found."""

    @property
    def title(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def page(self) -> str: ...
    @property
    def action_id(self) -> int | None: ...
    @property
    def source(self) -> Source | None: ...


def _result(found: Found, href: Callable[[str, int | None], str]) -> Html:
    return element(
        "li",
        element("a", found.title, href=href(found.page, found.action_id)),
        element("p", found.words) if found.words else None,
        source_details(found.source) if found.source else None,
    )


def results(groups: Mapping[str, Sequence[Found]], href: Callable[[str, int | None], str]) -> Html:
    """Every group with its count; past twelve, the rest of a group opens on demand."""
    blocks = []
    for group, found in groups.items():
        first = element("ul", *(_result(one, href) for one in found[:SHOWN]), class_="sd-results")
        rest = None
        if len(found) > SHOWN:
            rest = element(
                "details",
                element("summary", f"Voir les {plural(len(found) - SHOWN, 'autre résultat', 'autres résultats')}"),
                element("ul", *(_result(one, href) for one in found[SHOWN:]), class_="sd-results"),
            )
        blocks.append(element("section", element("h2", f"{group} ({len(found)})"), first, rest))
    return joined(blocks)


def no_result(asked: str) -> Html:
    """What to do when nothing is found."""
    return element(
        "p",
        f"Rien dans les faits relevés des documents ne contient « {asked} » (les noms de personnes n'y sont pas). "
        "Essayez un seul mot, son début, un sigle, un nombre sans "
        "unité ou le nom d'un territoire.",
    )
