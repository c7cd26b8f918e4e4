"""Words of a drawing: their width, their lines, the few tags Plotly knows (`<b>`, `<br>`). Pure."""

from __future__ import annotations

import html
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from components.exports.inert import inert
from components.exports.picture.svg import Svg, node, together
from components.theme import TEXT

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

#: The family first, then what every machine has: an image names its font, and holds none.
FAMILY = "'Public Sans', Arial, sans-serif"
LINE = 1.3
_FONTS = Path(__file__).parents[1] / "fonts"
_DRAWN_AT = 100


@cache
def _font(bold: bool) -> FreeTypeFont:
    from PIL import ImageFont  # only when an image is asked for: a server that makes none does not carry it

    return ImageFont.truetype(_FONTS / f"PublicSans-{'Bold' if bold else 'Regular'}.ttf", _DRAWN_AT)


def measured(words: str, size: float, *, bold: bool = False) -> float:
    """Width of a line, in pixels, in Public Sans."""
    return _font(bold).getlength(inert(words)) * size / _DRAWN_AT


def lines_of(words: str) -> list[tuple[str, bool]]:
    """The lines of a text of Plotly, each with whether it is bold; other tags are dropped."""
    found = []
    for part in re.split(r"<br\s*/?>", words):
        plain = html.unescape(re.sub(r"<[^>]*>", "", part))
        # Plotly's labels stand off by spaces, which SVG would drop.
        plain = re.sub(r"^ +| +$", lambda spaces: "\u00a0" * len(spaces.group()), plain)
        found.append((plain, "<b>" in part))
    return found


def extent(words: str, size: float) -> tuple[float, float]:
    """Width and height of a text of Plotly."""
    lines = lines_of(words)
    return max(measured(line, size, bold=bold) for line, bold in lines), len(lines) * size * LINE


def wrapped(words: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """The lines of a paragraph `width` pixels wide; an ordinary space may end one, a no-break one never does."""
    lines: list[str] = []
    for paragraph in inert(words).split("\n"):
        current = ""
        for word in paragraph.split(" "):
            longer = f"{current} {word}" if current else word
            if current and measured(longer, size, bold=bold) > width:
                lines.append(current)
                longer = word
            current = longer
        lines.append(current)
    return lines


def written(
    words: str,
    x: float,
    y: float,
    size: float = 15,
    colour: str = TEXT,
    *,
    anchor: str = "start",
    valign: str = "middle",
    turn: float | None = None,
) -> Svg:
    """A text of Plotly at a point: `anchor` is start, middle or end, `valign` top, middle or bottom."""
    lines = lines_of(words)
    step = size * LINE
    top = {"top": y, "middle": y - step * len(lines) / 2, "bottom": y - step * len(lines)}[valign]
    return together(
        node(
            "text",
            line,
            x=x,
            # Capitals and figures are 0.71 of the size high: centred in their line.
            y=top + step * place + step / 2 + 0.355 * size,
            font_size=size,
            fill=colour,
            font_weight="700" if bold else None,
            text_anchor=None if anchor == "start" else anchor,
            transform=f"rotate({turn:g} {x:.1f} {y:.1f})" if turn else None,
        )
        for place, (line, bold) in enumerate(lines)
        if line.strip()
    )
