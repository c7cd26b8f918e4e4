"""The legend of a map: classes with their bounds and how many territories, states in words and pattern, method."""

from __future__ import annotations

from components.figures.classes import Classes, MapClass
from components.formats import number
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


def _points(layer: Layer) -> Html | None:
    """What a dot is, how many are drawn and how many have no published position; None for a layer without points."""
    if not layer.points:
        return None
    drawn = sum(point.longitude is not None for point in layer.points)
    words = f"Un point du fichier : {number(drawn)} dessinés"
    if drawn < len(layer.points):
        words += f", {number(len(layer.points) - drawn)} sans position publiée, comptés mais non dessinés"
    dot = element("span", class_="sd-swatch sd-swatch--point", aria_hidden="true")
    return element("p", dot, f"{words}.", class_="sd-legend-points")


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
        _points(layer),
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
