"""The legend of a map: classes with their bounds and how many territories, states in words and pattern, method."""

from __future__ import annotations

from components.figures.classes import Classes, MapClass
from components.html import Html, element, joined
from components.layer_words import column_title, counted
from data.layer import Layer


def _line(one: MapClass, level: str) -> Html:
    pattern = f" sd-swatch--{one.fill.pattern}" if one.fill.pattern else ""
    return element(
        "li",
        element(
            "span",
            class_=f"sd-swatch{pattern}",
            style=None if pattern else f"background:{one.fill.colour}",
            aria_hidden="true",
        ),
        element("span", one.label, " "),
        element("span", counted(one.count, level), class_="sd-legend-count"),
    )


def map_legend(layer: Layer, level: str, classes: Classes) -> Html:
    """Every class and every state met, then how the bounds were set, the formula, the total."""
    total = sum(one.count for one in classes.classes)
    without = sum(one.count for one in classes.classes if one.state)
    formula = element("p", element("strong", "Calculé : "), layer.formula, class_="sd-small") if layer.formula else None
    said = layer.totals.get(level)
    return element(
        "section",
        element("h2", column_title(layer, level)),
        element("ul", *(_line(one, level) for one in classes.classes), class_="sd-map-legend"),
        element(
            "p",
            joined(
                [
                    f"Classes : {classes.method}. ",
                    f"Sans valeur : {counted(without, level)} sur {total}.",
                ]
            ),
            class_="sd-small",
        ),
        element("p", said, class_="sd-note") if said else None,
        formula,
        class_="sd-legend-box",
    )
