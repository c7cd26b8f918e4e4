"""Icons drawn by the stylesheet: `st.html` drops inline SVG, the font has none, and phones draw emoji instead. Pure.

Each is a mask in the current text colour, hidden from screen readers: the word beside it says the same.
"""

from __future__ import annotations

from components.html import Html, element


def icon(name: str) -> Html:
    """The icon `name` (a status, `caveat` or `source`), one em high."""
    return element("span", class_=f"sd-icon sd-icon--{name}", aria_hidden="true")
