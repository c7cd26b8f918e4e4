"""Palette and Plotly template: the only place where a colour is written. Pure.

Values come from the interface charter; a test computes their contrasts. A status is never told by colour alone: each
has an icon, a word, and a pattern for the two that merge in greyscale.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import plotly.graph_objects as go
import plotly.io as pio

BLUE: Final = "#000091"
TEXT: Final = "#161616"
TEXT_MUTED: Final = "#3a3a3a"
PANEL: Final = "#f6f6f6"
BORDER: Final = "#6a6a6a"
WHITE: Final = "#ffffff"
FONT: Final = "'Public Sans', Arial, sans-serif"

SEQUENTIAL: Final = ("#e3e3fd", "#b3b3f9", "#8585f6", "#4a4ad6", "#000091")
#: Points drawn over areas: told from every blue under them.
POINT: Final = "#c27803"
#: Patterns of the states of data, on maps as in their legend.
HATCH: Final = "#8a8a8a"
DIVERGING: Final = ("#000091", "#6a6af4", "#c3c3fa", "#f2f2f2", "#f3c58c", "#c27803", "#7a4600")


@dataclass(frozen=True)
class StatusStyle:
    """How a status is drawn: solid fill and its text, badge text and tint, Plotly pattern."""

    fill: str
    on_fill: str
    badge_text: str
    badge_tint: str
    pattern: str = ""


STATUS_STYLES: Final = {
    "poursuite": StatusStyle("#006a6f", WHITE, "#004f53", "#c7f6fc"),
    "reorientation": StatusStyle("#c27803", TEXT, "#6b3d00", "#fdebcf"),
    "arret": StatusStyle("#a3001b", WHITE, "#8c1023", "#fee9e9"),
    "mixte": StatusStyle("#7272f5", TEXT, "#000091", "#ececfe", "."),
    "non_renseigne": StatusStyle("#8a8a8a", TEXT, "#3a3a3a", "#eeeeee", "/"),
}


def contrast(first: str, second: str) -> float:
    """WCAG 2.1 contrast ratio of two `#rrggbb` colours, from 1 to 21."""

    def luminance(colour: str) -> float:
        channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def rgb(colour: str) -> list[int]:
    """`#4a4ad6` → [74, 74, 214]."""
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def tint(colour: str, kept: float) -> str:
    """The colour on white, `kept` of it from 0 (white) to 1 (itself)."""
    return "#" + "".join(f"{round(255 - (255 - channel) * kept):02x}" for channel in rgb(colour))


TEMPLATE: Final = go.layout.Template(
    layout=go.Layout(
        font={"family": FONT, "size": 15, "color": TEXT},
        paper_bgcolor=WHITE,
        plot_bgcolor=WHITE,
        colorway=[BLUE, "#c27803", "#006a6f", "#7272f5", "#a3001b", "#3a3a3a"],
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        separators=",\u202f",
        xaxis={"automargin": True, "gridcolor": "#dddddd", "linecolor": BORDER, "tickcolor": BORDER, "zeroline": False},
        yaxis={"automargin": True, "gridcolor": "#dddddd", "linecolor": BORDER, "tickcolor": BORDER, "zeroline": False},
        legend={"orientation": "h", "y": -0.15, "x": 0},
        hoverlabel={"bgcolor": WHITE, "bordercolor": BORDER, "font": {"color": TEXT, "family": FONT}},
        dragmode=False,
    )
)

# Importing Streamlit replaces Plotly's default template by placeholder colours: no figure may rely on it.
pio.templates.default = "none"


def blank_figure(height_px: int) -> go.Figure:
    """An empty figure in our template; every figure starts from it."""
    return go.Figure(layout=go.Layout(template=TEMPLATE, height=height_px))
