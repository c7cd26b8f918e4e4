"""SVG, element by element: every word escaped, every number short. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from components.exports.inert import inert


class Svg(str):
    """Markup built by this module, put into a drawing as it is."""

    __slots__ = ()


def node(name: str, *children: str | None, **attributes: str | float | None) -> Svg:
    """`<name attributes>children</name>`: a child that is not `Svg` is words, and escaped.

    In an attribute's name « _ » is a dash (`text_anchor`), one at the end is dropped (`class_`); `None` is left out.
    """
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(short(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    inside = together(child if isinstance(child, Svg) else Svg(escape(inert(child))) for child in children if child)
    return Svg(f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>")


def short(value: str | float) -> str:
    """A number to a hundredth of a pixel, without a useless end."""
    if isinstance(value, str):
        return value
    return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))


def together(parts: Iterable[str]) -> Svg:
    return Svg("".join(parts))


def moved(part: str, x: float, y: float) -> Svg:
    """The same drawing, elsewhere."""
    return node("g", Svg(part), transform=f"translate({short(x)} {short(y)})")


def line(x0: float, y0: float, x1: float, y1: float, colour: str, width: float = 1, dash: str | None = None) -> Svg:
    return node("line", x1=x0, y1=y0, x2=x1, y2=y1, stroke=colour, stroke_width=width, stroke_dasharray=dash)


def box(x: float, y: float, width: float, height: float, fill: str, *inside: str, **more: str | float | None) -> Svg:
    return node("rect", *inside, x=x, y=y, width=max(width, 0), height=max(height, 0), fill=fill, **more)
