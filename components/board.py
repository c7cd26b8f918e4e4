"""The board of the sixteen proposals: nine orientations, their actions, the status each fiche proposes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from components.html import Html, element, joined
from components.status import badge
from components.table import html_table
from data.model import LINK_LABELS, READING_LABELS, ActionStatus, Caveat, TerritoryLink

#: One orientation of the board: label, its actions, whether it rests on one, whether all are proposed to stop.
Row = tuple[str, Sequence[ActionStatus], bool, bool]


def _action(status: ActionStatus, href: str, link: TerritoryLink | None) -> Html:
    words = READING_LABELS[status.reading]
    concerned = (
        element("span", LINK_LABELS[link.link].lower(), class_=f"sd-link sd-link--{link.link}") if link else None
    )
    return element(
        "li",
        element(
            "a",
            badge(status.reading, f"{status.action_id} · {words}"),
            href=href,
            title=f"Action {status.action_id} : {status.title}",
            aria_label=f"Action {status.action_id}, {words} (proposition) : {status.title}",
            class_="sd-chip",
        ),
        concerned,
    )


def _orientation(label: str, single: bool, emptied: bool) -> Html:
    note = None
    if single:
        note = "une seule action, proposée à l'arrêt : serait vidée" if emptied else "repose sur une seule action"
    return joined([label, element("span", note, class_="sd-row-note") if note else None], " ")


def board(rows: Sequence[Row], href: Callable[[int], str], links: Mapping[int, TerritoryLink], caption: str) -> Html:
    """The board as a table. `href`: action → link to its fiche. `links`: how each action concerns the territory."""
    cells = [
        (
            _orientation(label, single, emptied),
            element(
                "ul", *(_action(s, href(s.action_id), links.get(s.action_id)) for s in statuses), class_="sd-chips"
            ),
        )
        for label, statuses, single, emptied in rows
    ]
    return html_table(caption, ("Orientation 2017-2023", "Actions et statut que leur fiche propose"), cells, dense=True)


def key_sentences(sentences: Sequence[Html], provenance: Html) -> Html:
    """The three sentences the dashboard opens on, and what they rest on."""
    return element("div", *(element("p", sentence) for sentence in sentences), provenance, class_="sd-key-sentences")


def silences(caveats: Sequence[Caveat], href: str) -> Html:
    """« Ce que le bilan ne dit pas »: the absences that touch the whole, each opening on why it matters."""
    return element(
        "section",
        element("h2", "Ce que le bilan ne dit pas"),
        *(element("details", element("summary", caveat.title), element("p", caveat.effect)) for caveat in caveats),
        element("p", element("a", "Toutes les précautions de lecture", href=href)),
        class_="sd-silences",
    )
