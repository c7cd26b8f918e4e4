"""What was gathered on an orientation, and what it rests on: opinions by origin, precautions, sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from components.caveat import caveat_list
from components.dossier_words import opinion_basis
from components.formats import date, plural
from components.gatherings import remarks_table
from components.grid import opinion_mark, result_badge
from components.html import Html, element, joined
from components.table import html_table
from data.deciding.pilot_round import stance
from data.decision import Entry
from data.grid import ACTIONS, Examination, GridLine
from data.model import ActionStatus
from data.orientation_dossier import Dossier
from data.orientation_grid import ORIENTATIONS


def heard_block(
    dossier: Dossier,
    objects: Mapping[str, str],
    places: Mapping[str, str],
    pilots: Callable[[int], str],
    when: Callable[[Entry], str],
) -> Html:
    """The meetings, the COTECH, the bodies: three origins, under three titles, never added up.

    pilots: action → the link to its answers. when: who wrote a line of the journal, and when.
    """
    return joined(
        [
            element("h3", "En rencontre, dans les arrondissements"),
            remarks_table(dossier.remarks, "Contributions sur l'orientation ou sur ses actions", objects, places)
            if dossier.remarks
            else element("p", "Aucune contribution n'est enregistrée sur l'orientation ni sur ses actions."),
            element("h3", "Avis du COTECH, à la grille"),
            _opinions(dossier, when),
            element("h3", "Réponses des organismes aux fiches (tour des pilotes)"),
            _answers(dossier, pilots),
        ]
    )


def _opinions(dossier: Dossier, when: Callable[[Entry], str]) -> Html:
    own = [dossier.grid] if dossier.grid else []
    parts = [
        _marks("Sur l'orientation", own, ORIENTATIONS),
        _written(dossier, when),
        _marks("Sur ses actions", dossier.action_grid, ACTIONS),
    ]
    return joined([part for part in parts if part is not None] or [element("p", "Rien n'est examiné.")])


def _marks(caption: str, lines: tuple[GridLine, ...] | list[GridLine], grid: Examination) -> Html | None:
    if not lines:
        return None
    begun = [line for line in lines if line.begun]
    if not begun:
        return element("p", f"{caption} : aucun avis n'est encore donné.")
    rows = [
        [
            line.label,
            *(opinion_mark(opinion) for opinion in line.opinions),
            joined([result_badge(line.result.code, grid), element("span", line.sentence, class_="sd-detail sd-small")]),
        ]
        for line in begun
    ]
    columns = ("Examinée", *(grid.short[code] for code in grid.criteria), "La grille propose, non décidé")
    return element("div", html_table(f"{caption} : avis du COTECH", columns, rows, dense=True), class_="sd-grille")


def _written(dossier: Dossier, when: Callable[[Entry], str]) -> Html | None:
    """What was written with each opinion on the orientation: on what it rests, its comment, by whom and when."""
    rows = [
        [
            ORIENTATIONS.labels[code],
            opinion_mark(said.opinion),
            opinion_basis(said),
            said.comment or "–",
            element("span", when(entry), class_="sd-small"),
        ]
        for code in ORIENTATIONS.criteria
        if code in dossier.opinions
        for entry, said in [dossier.opinions[code]]
    ]
    if not rows:
        return None
    columns = (
        "Question",
        "Avis du COTECH",
        "Sur quoi il repose",
        "Commentaire de l'avis du COTECH",
        "Enregistré par",
    )
    return html_table("Ce que le COTECH a écrit avec ses avis sur l'orientation", columns, rows)


def _answers(dossier: Dossier, pilots: Callable[[int], str]) -> Html:
    proposed: dict[int, ActionStatus] = {one.status.action_id: one.status for one in dossier.actions}
    if not dossier.answers:
        return element("p", "Aucun organisme n'a encore répondu sur les fiches de ces actions.")
    rows = [
        [
            element("a", f"Action {one.answer.action_id}", href=pilots(one.answer.action_id)),
            one.answer.body,
            joined(
                [
                    stance(one.answer, proposed[one.answer.action_id].reading),
                    element("span", one.answer.proposal_text, class_="sd-detail") if one.answer.proposal_text else None,
                    element("span", one.answer.comment, class_="sd-detail sd-small") if one.answer.comment else None,
                ]
            ),
            f"{date(one.answer.answered_on)}, {one.answer.received_by}",
        ]
        for one in dossier.answers
    ]
    columns = ("Action", "Organisme", "Ce qu'il répond", "Quand, comment")
    return html_table("Réponses reçues, à côté du bilan", columns, rows)


def evidence_block(dossier: Dossier) -> Html:
    """What the dossier rests on: documents and how many facts of each, precautions that count."""
    sources = [element("li", f"{document} : {plural(count, 'fait')}") for document, count in dossier.sources]
    return joined(
        [
            element("p", "Ce dossier repose sur :") if sources else element("p", "Aucun document ne la décrit."),
            element("ul", *sources) if sources else None,
            caveat_list(dossier.caveats, "Précautions de lecture qui comptent", fold=3),
        ]
    )
