"""The legend of a map: classes with their bounds and how many territories, states in words and pattern, method."""

from __future__ import annotations

from components.figures.classes import Classes, MapClass
from components.formats import number
from components.html import Html, element
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


def points_words(layer: Layer) -> str:
    """What a dot is, how many are drawn and how many have no published position."""
    drawn = sum(point.longitude is not None for point in layer.points)
    words = f"Un point du fichier : {number(drawn)} dessinés"
    if drawn < len(layer.points):
        words += f", {number(len(layer.points) - drawn)} sans position publiée, comptés mais non dessinés"
    return f"{words}."


def method_words(level: str, classes: Classes) -> str:
    """How the bounds were set, and how many territories have no value."""
    total = sum(one.count for one in classes.classes)
    without = sum(one.count for one in classes.classes if one.state)
    return f"Classes : {classes.method}. Sans valeur : {counted(without, level)} sur {total}."


def _points(layer: Layer) -> Html | None:
    """The line of the points; None for a layer without any."""
    if not layer.points:
        return None
    dot = element("span", class_="sd-swatch sd-swatch--point", aria_hidden="true")
    return element("p", dot, points_words(layer), class_="sd-legend-points")


def map_legend(layer: Layer, level: str, classes: Classes) -> Html:
    """Every class and every state met, then how the bounds were set, the formula, the total."""
    formula = element("p", element("strong", "Calculé : "), layer.formula, class_="sd-small") if layer.formula else None
    said = layer.totals.get(level)
    return element(
        "section",
        element("h2", column_title(layer, level)),
        element("ul", *(_line(one, level) for one in classes.classes), class_="sd-map-legend"),
        _points(layer),
        element("p", method_words(level, classes), class_="sd-small"),
        element("p", said, class_="sd-note") if said else None,
        formula,
        class_="sd-legend-box",
    )
