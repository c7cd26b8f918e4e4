"""The card of a territory: what it is, how many live there, what the layer says of it, what the bilan puts there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from components.formats import number, quantity
from components.html import Html, element, joined
from components.icons import icon
from components.layer_words import cell_words
from components.source import source_details
from data.layer import Cell, Layer, MapPlace, PlacedFact
from data.model import FACT_STATE_LABELS, LEVEL_LABELS, Caveat

#: How actions concern an arrondissement, said before their numbers.
CONCERNED: Final = {
    "cited": "Actions qui le citent",
    "included": "Actions qui l'incluent sans le citer",
    "not_cited": "Actions qui ne le citent pas",
}
#: Address of the fiche of an action.
ActionLink = Callable[[int], str]


def fact_line(fact: PlacedFact, href: ActionLink, *, territory: bool = False) -> Html:
    """One fact: what, how much, as it is written, its action, its source; where, when `territory` asks for it."""
    amount = "" if fact.value is None or not fact.unit else f" : {quantity(fact.value, fact.unit)}"
    reserves = [
        f"écrit « {fact.written} »" if fact.written != fact.territory else "",
        "rattachement déduit" if fact.deduced else "",
        FACT_STATE_LABELS[fact.state].lower() if fact.state != "existing" else "",
        "tenu pour un doublon, non compté" if fact.duplicate_of else "",
    ]
    said = " ; ".join(part for part in reserves if part)
    return element(
        "li",
        element("strong", f"{fact.territory} : ") if territory else None,
        element("strong", "constat : ") if fact.finding else None,
        f"{fact.service}{amount}, ",
        element("a", f"action {fact.action_id}", href=href(fact.action_id)),
        f" ({said}) " if said else " ",
        source_details(fact.source),
    )


def facts_list(facts: Sequence[PlacedFact], href: ActionLink, *, territory: bool = False) -> Html:
    """Facts one under the other; `territory` names where each is reported."""
    lines = [fact_line(fact, href, territory=territory) for fact in facts]
    return element("ul", *lines, class_="sd-fact-list")


def _within(place: MapPlace) -> Html | None:
    """« Arrondissement de Douai (26 %) et de Lille (74 %) », « EPCI : … »."""
    parts = []
    for level in ("epci", "arrondissement"):
        around = [(label, share) for at, _, label, share in place.within if at == level]
        if around:
            names = " et ".join(
                f"{label} ({number(100 * share, 0)} %)" if len(around) > 1 else label for label, share in around
            )
            parts.append(element("p", element("strong", f"{LEVEL_LABELS[level]} : "), names))
    return joined(parts) if parts else None


def layer_value(place: MapPlace, layer: Layer, cell: Cell | None) -> Html:
    """The head of the card: the territory, and what the layer says of it, with its state and its source.

    `cell`: None when the layer is not read at the level of `place`.
    """
    heading = element("h3", f"{place.label} ", element("span", LEVEL_LABELS[place.level], class_="sd-tag"))
    if cell is None:
        said = element("p", f"{layer.label} : cette couche ne se lit pas à cette échelle.", class_="sd-small")
        return element("section", heading, said, class_="sd-territory-head")
    return element(
        "section",
        heading,
        element(
            "p",
            element("strong", f"{layer.label} : "),
            element("span", cell_words(layer, place.level, cell), class_=f"sd-state sd-state--{cell.state}"),
            f" ({cell.note})" if cell.note and cell.note != layer.totals.get(place.level) else None,
        ),
        element(
            "details",
            element("summary", icon("source"), element("span", "Source")),
            element("p", layer.source),
            class_="sd-provenance",
        ),
        class_="sd-territory-head",
        aria_label=f"Fiche du territoire : {place.label}",
    )


def territory_card(
    place: MapPlace,
    facts: int,
    actions: Sequence[tuple[str, Sequence[int]]],
    caveats: Sequence[Caveat],
    href: ActionLink,
    all_caveats: str,
) -> Html:
    """The rest of the card, the same for every layer. `facts`: how many the bilan situates there (listed apart).
    `actions`: (how they concern it, their numbers). `all_caveats`: address of every précaution de lecture."""
    population = place.populations.get(place.vintage)
    whole = f" ; {number(place.whole_hab)} dans l'EPCI entier" if place.whole_hab is not None else ""
    year = place.vintage.removeprefix("rp")
    return element(
        "section",
        element("p", element("strong", f"Population {year} : "), f"{quantity(population, 'habitants')}{whole}"),
        _within(place),
        *(element("p", remark, class_="sd-note") for remark in place.remarks),
        *(
            element(
                "p",
                element("strong", f"{words} : "),
                joined([element("a", str(action), href=href(action)) for action in listed], ", "),
            )
            for words, listed in actions
            if listed
        ),
        None if facts else element("p", "Le bilan n'y situe aucun fait nommément.", class_="sd-small"),
        _caveats(caveats, all_caveats),
        class_="sd-territory-card",
    )


def _caveats(caveats: Sequence[Caveat], href: str) -> Html | None:
    if not caveats:
        return None
    return element(
        "details",
        element("summary", f"Précautions de lecture sur ce territoire ({len(caveats)})"),
        element("ul", *(element("li", element("strong", one.title), " – ", one.effect) for one in caveats)),
        element("p", element("a", "Toutes les précautions", href=href)),
        class_="sd-facts",
    )
