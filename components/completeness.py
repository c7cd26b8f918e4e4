"""What the law asks, beside what is held and what is missing: a working list, never a certificate."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from components.formats import plural
from components.html import Html, element, joined
from components.table import cell_list, html_table
from data.completeness import HOLDING_LABELS, REQUIREMENT_KINDS, Listing, Requirement


def completeness_sentences(requirements: Sequence[Requirement]) -> list[Html]:
    """The answer: how much of what is asked is held in part, how much not at all; and what this page is not."""
    none = sum(not requirement.holds for requirement in requirements)
    some = len(requirements) - none
    return [
        joined(
            [
                element("strong", f"{plural(len(requirements), 'exigence')} de la loi et de son décret : "),
                f"le tableau de bord tient des éléments pour {some}, rien encore pour {none}.",
            ]
        ),
        joined(
            [
                element("strong", "Ce n'est pas un avis de conformité. "),
                "Chaque texte est à vérifier dans sa version consolidée ; tenir des éléments n'est pas satisfaire.",
            ]
        ),
    ]


def requirements_table(kind: str, requirements: Sequence[Requirement], href: Callable[[str], str]) -> Html:
    """The requirements of one kind."""
    rows = [
        [
            joined(
                [
                    requirement.label,
                    element(
                        "span", f"{requirement.text.short_title}, {requirement.article}", class_="sd-detail sd-small"
                    ),
                ]
            ),
            element("strong", HOLDING_LABELS[requirement.holding]),
            joined([cell_list(requirement.holds), *map(_listing, requirement.lists)]),
            joined(
                [
                    cell_list(requirement.missing),
                    element("a", requirement.page[1], href=href(requirement.page[0])) if requirement.page[0] else None,
                ]
            ),
        ]
        for requirement in requirements
    ]
    columns = ("Ce qui est demandé", "Tenu", "Ce que le tableau de bord tient", "Ce qui manque")
    return html_table(REQUIREMENT_KINDS[kind], columns, rows)


def _listing(listing: Listing) -> Html:
    """What a count is a count of: opened on demand."""
    return element(
        "details",
        element("summary", f"{listing.title} ({len(listing.lines)})" if len(listing.lines) > 1 else listing.title),
        element("ul", *(element("li", line) for line in listing.lines)),
        class_="sd-small",
    )


def texts_table(requirements: Sequence[Requirement]) -> Html:
    """The texts: where each was read, what is left to check."""
    texts = dict.fromkeys(requirement.text for requirement in requirements)
    rows = [[text.title, text.read_in, text.to_check] for text in texts]
    return html_table(
        "Les textes, à vérifier dans leur version consolidée", ("Texte", "Lu dans", "Reste à vérifier"), rows
    )
