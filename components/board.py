"""The board of the sixteen proposals: nine orientations, their actions, the status each fiche proposes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from components.html import Html, element
from components.status import badge
from components.table import html_table
from data.model import LINK_LABELS, READING_LABELS, ActionStatus, Caveat, TerritoryLink

#: One orientation of the board: label, its actions, whether it rests on one, whether all are proposed to stop.
Row = tuple[str, Sequence[ActionStatus], bool, bool]


def _action(status: ActionStatus, href: str) -> Html:
    words = READING_LABELS[status.reading]
    return element(
        "li",
        element(
            "a",
            badge(status.reading, f"{status.action_id} · {words}"),
            href=href,
            title=f"Action {status.action_id} : {status.title}",
            data_action=status.action_id,
            class_="sd-chip",
        ),
    )


def _note(single: bool, emptied: bool) -> Html | None:
    if not single:
        return None
    words = "seule action, proposée à l'arrêt : orientation vidée" if emptied else "seule action de l'orientation"
    return element("li", words, class_="sd-row-note")


def board(rows: Sequence[Row], href: Callable[[int], str], caption: str) -> Html:
    """The board as a table. `href`: action → link to its fiche."""
    cells = [
        (
            label,
            element(
                "ul",
                *(_action(status, href(status.action_id)) for status in statuses),
                _note(single, emptied),
                class_="sd-chips",
            ),
        )
        for label, statuses, single, emptied in rows
    ]
    return html_table(caption, ("Orientation 2017-2023", "Actions et statut que leur fiche propose"), cells, dense=True)


def territory_marks(links: Mapping[int, TerritoryLink]) -> Html:
    """« cité », « inclus », « non cité » written beside each action of the board.

    As a stylesheet of three rules, so that the board itself is not sent again when the territory changes; the sentence
    above the board says the same, action by action, to those who do not see it.
    """
    rules = []
    for kind, label in LINK_LABELS.items():
        chips = ",".join(f'[data-action="{action}"]' for action, link in links.items() if link.link == kind)
        if chips:
            rules.append(f'.sd-chip:is({chips})::after{{content:"{label.lower()}"}}')
    return Html(f"<style>{''.join(rules)}</style>")


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
