"""The sections of a fiche-action, item by item, each with its state and its provenance."""

from __future__ import annotations

from collections.abc import Callable

from components.formats import number, plural
from components.html import Html, element, joined
from components.source import source_details
from components.status import badge
from components.table import html_table
from data.model import LEVER_LABELS, SECTION_LABELS, STATE_LABELS, Item, Section


def state_line(section: Section) -> Html:
    """What is said of a section that holds nothing: a stated nil, an empty heading and an absent one differ."""
    words = element("span", STATE_LABELS[section.state], class_=f"sd-state sd-state--{section.state}")
    return element("p", words, Html(" "), source_details(section.source) if section.state == "none_stated" else None)


def item_content(item: Item) -> Html:
    """One item: its own status if it has one, what it says, the rest, what it contains, where it stands."""
    return joined(
        [
            joined([badge(item.status_reading), " "]) if item.status_reading else None,
            element("span", f"Sous-action {item.sub_action} · ", class_="sd-small") if item.sub_action else None,
            element("span", item.text),
            element("span", f" {item.detail}", class_="sd-detail") if item.detail else None,
            element("ul", *(element("li", item_content(point)) for point in item.points)) if item.points else None,
            source_details(item.source),
        ]
    )


def bullets(section: Section) -> Html:
    """A section as a list of its printed bullets."""
    lead = element("p", section.lead) if section.lead else None
    return joined(
        [lead, element("ul", *(element("li", item_content(item)) for item in section.items), class_="sd-items")]
    )


def levers_table(section: Section) -> Html:
    """« Actions menées »: a row an action, a column for each lever the fiche prints; an empty cell says so."""
    columns = ["Action", *(LEVER_LABELS[column] for column in section.columns)]
    rows = []
    for item in section.items:
        cells = {column: (text, source) for column, text, source in item.cells}
        row: list[str] = [item_content(item)]
        for column in section.columns:
            if column in cells:
                text, source = cells[column]
                row.append(joined([text, Html(" "), source_details(source)]))
            else:
                row.append(element("span", "vide dans la fiche", class_="sd-state sd-state--empty"))
        rows.append(row)
    return html_table("Principales actions menées, par levier du schéma", columns, rows, caption_hidden=True)


def section_block(section: Section, *, title: str = "", note: Html | None = None) -> Html:
    """One section under its heading."""
    content: Callable[[Section], Html] = bullets
    if section.state != "filled":
        content = state_line
    elif section.name == "actions_menees" and section.columns:
        content = levers_table
    return element(
        "section",
        element("h2", title or SECTION_LABELS[section.name]),
        note,
        content(section),
        class_=f"sd-section sd-section--{section.name}",
    )


def sub_actions_note(section: Section, announced: int | None) -> Html | None:
    """« 5 annoncées, 4 listées »: said only when the fiche announces a number."""
    if announced is None:
        return None
    listed = len(section.items)
    promised = plural(announced, "sous-action annoncée", "sous-actions annoncées")
    words = f"{promised}, {number(listed)} listée{'s' if listed > 1 else ''}."
    return element("p", words, class_="sd-note" if listed != announced else "sd-small")
