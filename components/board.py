"""The board of the sixteen proposals: nine orientations, their actions, the status each fiche proposes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from components.decided import decision_badge
from components.html import Html, element, joined
from components.icons import icon
from components.status import badge
from components.table import html_table
from data.decision import Decision
from data.model import LINK_LABELS, READING_LABELS, ActionStatus, Caveat, TerritoryLink

#: One orientation of the board: label, its actions, whether it rests on one, whether all are proposed to stop.
Row = tuple[str, Sequence[ActionStatus], bool, bool]


def _action(status: ActionStatus, href: str, doubtful: bool) -> Html:
    words = READING_LABELS[status.reading]
    warning = None
    if doubtful:
        warning = joined([icon("caveat"), element("span", " statut et texte à rapprocher", class_="sd-hidden")])
    return element(
        "li",
        element(
            "a",
            badge(status.reading, f"{status.action_id} · {words}"),
            warning,
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


def board(
    rows: Sequence[Row],
    href: Callable[[int], str],
    caption: str,
    doubtful: Collection[int],
    decided: Mapping[int, Sequence[Decision]],
) -> Html:
    """The board as a table. `href`: action → link to its fiche; `doubtful`: actions whose text does not say what their
    status says, marked by the sign of a caveat. `decided`: what the committee decided, in a column of its own."""
    cells = [
        (
            label,
            element(
                "ul",
                *(_action(status, href(status.action_id), status.action_id in doubtful) for status in statuses),
                _note(single, emptied),
                class_="sd-chips",
            ),
            *([_decisions(statuses, decided)] if decided else []),
        )
        for label, statuses, single, emptied in rows
    ]
    columns = ["Orientation 2017-2023 (rattachement déduit)", "Actions et statut que leur fiche propose"]
    return html_table(
        caption,
        [*columns, "Décision du COPIL"] if decided else columns,
        cells,
        dense=True,
    )


def _decisions(statuses: Sequence[ActionStatus], decided: Mapping[int, Sequence[Decision]]) -> Html:
    """What was decided of these actions; what is not decided is said."""
    waiting = [str(status.action_id) for status in statuses if status.action_id not in decided]
    return element(
        "ul",
        *(
            element("li", decision_badge(decision))
            for status in statuses
            for decision in decided.get(status.action_id, ())
        ),
        element("li", f"{', '.join(waiting)} : non décidé", class_="sd-row-note") if waiting else None,
        class_="sd-chips",
    )


def territory_marks(links: Mapping[int, TerritoryLink], of: str = ".sd-chip") -> Html:
    """« cité », « inclus », « non cité » written beside each action of the board, or of another list (`of`).

    As a stylesheet of three rules, so that the board itself is not sent again when the territory changes; the sentence
    above it says the same, action by action, to those who do not see it.
    """
    marks: dict[str, list[str]] = {}
    for action, link in links.items():
        words = "prioritaire" if link.priority else LINK_LABELS[link.link].lower()
        marks.setdefault(words, []).append(f'[data-action="{action}"]')
    rules = [f'{of}:is({",".join(chips)})::after{{content:"{words}"}}' for words, chips in marks.items()]
    return Html(f"<style>{''.join(rules)}</style>")


def key_sentences(sentences: Sequence[Html], provenance: Html | None = None) -> Html:
    """The three sentences the dashboard opens on, and what they rest on."""
    return element("div", *(element("p", sentence) for sentence in sentences), provenance, class_="sd-key-sentences")


def further(words: str, href: str) -> Html:
    """A discreet link to the page that says more."""
    return element("p", element("a", words, href=href), class_="sd-small")


def notes(title: str, caveats: Sequence[Caveat], href: str) -> Html:
    """A short list of caveats, each opening on what is written and why it matters, and a link to them all."""
    return element(
        "section",
        element("h2", title),
        *(
            element(
                "details", element("summary", caveat.title), element("p", caveat.statement), element("p", caveat.effect)
            )
            for caveat in caveats
        ),
        element("p", element("a", "Voir les précautions de lecture", href=href)),
        class_="sd-silences",
    )
