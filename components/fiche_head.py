"""Who wrote the fiche, who pilots, with whom, where, and why: the head of a fiche-action."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from components.formats import listing
from components.html import Html, element, joined
from components.sections import item_content
from components.source import source_details
from components.table import html_table
from data.model import LINK_LABELS, ROLE_LABELS, SCOPE_LABELS, BodyRole, Fiche, Source, TerritoryLink


def _body(roles: Sequence[BodyRole]) -> Html:
    """One body, its service, since when, and the sub-actions it is named for, on one line."""
    first = roles[0]
    ranks = sorted({role.sub_action for role in roles if role.sub_action is not None})
    scope = f"sous-action{'s' if len(ranks) > 1 else ''} {listing([str(rank) for rank in ranks])}" if ranks else ""
    details = " ; ".join(part for part in (first.service, scope, first.period) if part)
    return joined([first.label, element("span", f" ({details})", class_="sd-small") if details else None])


def _written(named: Mapping[str, Sequence[BodyRole]]) -> Html | None:
    """How the fiche writes bodies that bear another name here, and what it adds about them."""
    lines = {
        f"{label} : " + " ; ".join(part for part in (f"écrit « {role.written} »", role.note) if part)
        for label, roles in named.items()
        for role in roles
        if role.note or role.written.casefold() != label.casefold()
    }
    return element("ul", *(element("li", line) for line in sorted(lines))) if lines else None


def bodies_block(fiche: Fiche) -> Html:
    """Author, pilots, partners: the author of the fiche is often not the pilot, and it says so."""
    rows = []
    for role, label in ROLE_LABELS.items():
        named: dict[str, list[BodyRole]] = {}
        for body in fiche.bodies:
            if body.role == role:
                named.setdefault(body.label, []).append(body)
        sources = [body.source for roles in named.values() for body in roles]
        items = element("ul", *(element("li", _body(roles)) for roles in named.values()), class_="sd-plain")
        rows.append([label, joined([items, source_details(*sources, extra=_written(named))])])
    return joined([html_table("Qui a rédigé, qui pilote, avec qui", ("Rôle", "Organismes"), rows), _author_note(fiche)])


def _author_note(fiche: Fiche) -> Html | None:
    """Whether the fiche was written by its pilots, by some of them, or by a body that is not named among them.

    A service of the State counts as the State, and a body of the préfecture as the préfecture: `family` says so.
    """
    authors = {body.family for body in fiche.bodies if body.role == "author"}
    pilots = {body.family for body in fiche.bodies if body.role == "pilot"}
    if pilots <= authors:
        return None
    words = "Le rédacteur de la fiche n'est pas nommé parmi ses pilotes."
    if authors & pilots:
        words = "La fiche a été rédigée par une partie de ses pilotes seulement."
    return element("p", words, class_="sd-note")


def priorities_block(territories: Sequence[tuple[str, str, Source]]) -> Html:
    """The priority territories as the fiche writes them. Each is (written, scope, source)."""
    rows = [[written, joined([SCOPE_LABELS[scope], source_details(source)])] for written, scope, source in territories]
    return html_table("Territoires prioritaires", ("Écrit dans la fiche", "Portée"), rows)


def context_block(fiche: Fiche) -> Html:
    """Why this action existed: the introduction, summarised, with its own figures and places."""
    items = (
        element("ul", *(element("li", item_content(item)) for item in fiche.context_items))
        if fiche.context_items
        else None
    )
    return element(
        "section",
        element("h2", "Pourquoi cette action"),
        element("p", fiche.context, " ", source_details(fiche.context_source)),
        element("details", element("summary", "Chiffres et territoires cités dans cette introduction"), items)
        if items
        else None,
        element(
            "p",
            element("strong", "Orientation : "),
            f"{fiche.status.orientation}. Rattachement déduit : {fiche.status.orientation_reason}",
            class_="sd-small",
        ),
        class_="sd-section",
    )


def territory_block(name: str, link: TerritoryLink) -> Html:
    """How this action concerns the territory chosen, and the words that cause it."""
    how = {
        "cited": "est cité par la fiche",
        "included": "est inclus sans être cité",
        "not_cited": "n'est pas cité ; cela ne veut pas dire non couvert",
    }[link.link]
    return element(
        "div",
        element(
            "p", element("strong", f"{LINK_LABELS[link.link]}. "), f"L'{name[0].lower()}{name[1:]} {how} : {link.via}."
        ),
        element("p", "Rapprochement déduit des mots de la fiche.", class_="sd-small") if link.deduced else None,
        source_details(link.source),
        class_=f"sd-territory sd-territory--{link.link}",
    )


def fiche_title(fiche: Fiche) -> Html:
    """The action's number and exact title, and the subtitle the document prints under one of them."""
    return element(
        "header",
        element("h2", f"Action {fiche.status.action_id} – {fiche.status.title}"),
        element("p", fiche.status.subtitle, class_="sd-lead") if fiche.status.subtitle else None,
        class_="sd-fiche-title",
    )
