"""A proposed status: icon, word, pattern; always said to be a proposal, and whose."""

from __future__ import annotations

from components.formats import listing
from components.html import Html, element, joined
from components.source import source_details
from data.model import READING_LABELS, ActionStatus


def badge(reading: str, words: str = "") -> Html:
    """The badge of a status: icon and word on its tint (pattern on the two that merge in greyscale)."""
    return element("span", words or READING_LABELS[reading], class_=f"sd-badge sd-badge--{reading}")


def proposal_words(status: ActionStatus) -> str:
    """« proposition de la fiche (2023), rédigée par … »: said with every status until a meeting decides."""
    authors = listing(list(status.authors))
    if status.reading == "non_renseigne":
        return f"aucune proposition dans la fiche (2023), rédigée par {authors}"
    return f"proposition de la fiche (2023), rédigée par {authors}"


def status_block(status: ActionStatus) -> Html:
    """The proposed status in full: reading, whose proposal it is, exact wording, why it is read so."""
    # What is ticked is described, what is written is quoted by the source that opens beside it.
    written = element(
        "div",
        joined([element("strong", "Écrit dans la fiche : "), status.written])
        if status.written
        else "La fiche n'écrit ni ne coche aucun statut.",
        source_details(status.source),
    )
    header = (
        element("p", "En-tête du tableau : ", element("q", status.header, class_="sd-quote"), class_="sd-small")
        if status.header
        else element("p", "La fiche ne porte pas de tableau de perspectives.", class_="sd-small")
    )
    return element(
        "div",
        element(
            "p",
            badge(status.reading),
            Html(" "),
            element("span", proposal_words(status), class_="sd-small"),
            class_="sd-status__head",
        ),
        written,
        element("p", element("strong", "Notre lecture : "), status.reason),
        header,
        class_=f"sd-status sd-status--{status.reading}",
    )
