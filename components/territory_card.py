"""The card of a territory: what it is, how many live there, what the layer says of it, what the bilan situates in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from components.formats import number, quantity
from components.html import Html, element, joined
from components.icons import icon
from components.layer_words import cell_words
from components.source import source_details
from data.layer import Cell, Layer, MapPlace, PlacedFact
from data.model import FACT_STATE_LABELS, LEVEL_LABELS, Caveat

#: Address of the fiche of an action.
ActionLink = Callable[[int], str]


def fact_line(fact: PlacedFact, href: ActionLink) -> Html:
    """One fact: what, how much, as it is written, its action, its source."""
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
        element("strong", "Constat : ") if fact.finding else None,
        f"{fact.service}{amount}, ",
        element("a", f"action {fact.action_id}", href=href(fact.action_id)),
        f" ({said}) " if said else " ",
        source_details(fact.source),
    )


def facts_list(facts: Sequence[PlacedFact], href: ActionLink, title: str, *, territory: bool = False) -> Html | None:
    """Facts under a title that opens on them; `territory` names where each is reported."""
    if not facts:
        return None
    lines = [
        element("li", element("strong", f"{fact.territory} – "), element("ul", fact_line(fact, href)))
        if territory
        else fact_line(fact, href)
        for fact in facts
    ]
    return element(
        "details",
        element("summary", f"{title} ({len(facts)})"),
        element("ul", *lines, class_="sd-fact-list"),
        class_="sd-facts",
    )


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


def territory_card(
    place: MapPlace,
    layer: Layer,
    cell: Cell | None,
    year: str,
    facts: Sequence[PlacedFact],
    actions: Sequence[tuple[str, Sequence[int]]],
    caveats: Sequence[Caveat],
    href: ActionLink,
    all_caveats: str,
) -> Html:
    """`cell`: the layer's, None when the layer is not read at the level of `place`. `year`: census of its population.
    `actions`: (how they concern it, their numbers). `all_caveats`: address of every précaution de lecture."""
    if cell is None:
        value = element("p", "Cette couche ne se lit pas à cette échelle.", class_="sd-small")
    else:
        value = element(
            "p",
            element("strong", f"{layer.label} : "),
            element("span", cell_words(layer, place.level, cell), class_=f"sd-state sd-state--{cell.state}"),
            f" ({cell.note})" if cell.note else None,
        )
    whole = f" ; {number(place.whole_hab)} dans l'EPCI entier" if place.whole_hab is not None else ""
    population = place.populations.get(place.vintage)
    return element(
        "section",
        element("h3", f"{place.label} ", element("span", LEVEL_LABELS[place.level], class_="sd-tag")),
        value,
        element(
            "details",
            element("summary", icon("source"), element("span", "Source")),
            element("p", layer.source),
            class_="sd-provenance",
        )
        if cell is not None
        else None,
        element("p", element("strong", f"Population {year} : "), f"{quantity(population, 'habitants')}{whole}"),
        _within(place),
        *(element("p", remark, class_="sd-note") for remark in place.remarks),
        *(
            element(
                "p",
                element("strong", f"{words} : "),
                joined([element("a", str(number), href=href(number)) for number in numbers], ", "),
            )
            for words, numbers in actions
            if numbers
        ),
        facts_list(facts, href, "Faits que le bilan situe ici")
        or element("p", "Le bilan n'y situe aucun fait nommément.", class_="sd-small"),
        _caveats(caveats, all_caveats),
        class_="sd-card sd-territory-card",
        aria_label=f"Fiche du territoire : {place.label}",
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
