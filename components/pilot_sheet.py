"""The page of one action for the tour des pilotes: what its fiche proposes, who is asked, what is left open. Pure.

On screen it is read; on paper, each question is followed by lines to write on.
"""

from __future__ import annotations

from collections.abc import Sequence

from components.caveat import severity_key
from components.formats import date, plural
from components.html import Html, element, joined
from components.status import badge, proposal_words
from components.table import html_table
from data.deciding.pilot_round import Asked, Question, Received, stance
from data.model import ActionStatus

#: Where the form begins on the page: what the link at the top leads to.
FORM = "saisir-une-reponse"
#: Why a body is asked, as said beside its name.
ROLE_WORDS = {"author": "a rédigé la fiche", "pilot": "pilote", "partner": "partenaire"}


def form_link() -> Html:
    """Straight to the form, which stands under all that the fiche leaves open."""
    return element("p", element("a", "Aller à la saisie d'une réponse", href=f"#{FORM}"), class_="sd-no-print")


def asked_words(asked: Asked) -> str:
    """« Département du Nord (a rédigé la fiche, pilote) »."""
    return f"{asked.label} ({', '.join(ROLE_WORDS[role] for role in asked.roles)})"


def proposal_block(status: ActionStatus) -> Html:
    """The proposal the bodies are asked to confirm, in the fiche's own words."""
    return element(
        "div",
        element("p", badge(status.reading), Html(" "), element("span", proposal_words(status), class_="sd-small")),
        element("p", element("strong", "Écrit dans la fiche : "), status.written)
        if status.written
        else element("p", "La fiche n'écrit ni ne coche aucun statut."),
        _lines("Cette proposition est-elle confirmée, ou change-t-elle ?", 3),
        class_="sd-status",
    )


def asked_table(asked: Sequence[Asked], answers: Sequence[Received]) -> Html:
    """Who is asked about this action, and who answered."""
    dates = {one.body_id: f"le {date(one.answer.answered_on)}, {one.answer.received_by}" for one in answers}
    rows = [
        (
            one.label,
            ", ".join(ROLE_WORDS[role] for role in one.roles),
            dates.get(one.body_id)
            or ("Interlocuteur à désigner" if one.collective else element("strong", "N'a pas répondu")),
        )
        for one in asked
    ]
    return html_table("Organismes interrogés sur cette action", ("Organisme", "À quel titre", "Réponse"), rows)


def questions_block(questions: Sequence[Question]) -> Html:
    """What is left open, folded under its count: the action's own questions, then those common to several fiches.

    The form follows: a dozen cautions before it would hide it. On paper the action's own are written whole.
    """
    own = [question for question in questions if not question.common]
    common = [question for question in questions if question.common]
    return element(
        "section",
        element("h3", f"Ce qui est à compléter ou à expliquer ({len(own)})"),
        severity_key({question.severity for question in questions}),
        element(
            "details",
            element("summary", f"Voir {plural(len(own), 'point propre', 'points propres')} à cette action"),
            element("ol", *(_question(question) for question in own)),
            class_="sd-printed",
        )
        if own
        else _nothing(),
        element(
            "details",
            element(
                "summary", f"Voir {plural(len(common), 'question commune', 'questions communes')} à plusieurs fiches"
            ),
            element("ol", *(_question(question) for question in common)),
        )
        if common
        else None,
        _lines("Chiffres manquants (ce qui est compté, valeur et unité, date et territoire)", 5),
        class_="sd-questions",
    )


def _nothing() -> Html:
    return element("p", "Rien de propre à cette action.", class_="sd-small")


def _question(question: Question) -> Html:
    return element(
        "li",
        element("strong", question.title),
        Html(" "),
        element("span", f"Gravité {question.severity}", class_="sd-tag") if question.severity else None,
        element("p", question.statement),
        element("p", question.effect, class_="sd-small"),
        _lines("", 2),
    )


def _lines(words: str, count: int) -> Html:
    """Room to write by hand: on paper only."""
    return element(
        "div",
        element("p", words) if words else None,
        *(element("div", class_="sd-line") for _ in range(count)),
        class_="sd-answer-lines",
        aria_hidden="true",
    )


def answers_block(
    answers: Sequence[Received], proposed: str, titles: dict[str, str], *, waiting: int, href: str
) -> Html:
    """What bodies answered since 2023, each with its date, under its own heading: never mixed with the fiche.

    `titles`: question → its words. `waiting`: bodies that have not answered.
    """
    silent = plural(waiting, "organisme n'a pas répondu", "organismes n'ont pas répondu")
    foot = element(
        "p", f"{silent}. " if waiting else "", element("a", "Tour des pilotes", href=href), class_="sd-small"
    )
    if not answers:
        return element(
            "div",
            element("p", element("strong", "Depuis 2023 : "), "aucune réponse au tour des pilotes. "),
            foot,
            class_="sd-answers",
        )
    return element(
        "div",
        element("h3", f"Ce que les organismes ont répondu depuis ({len(answers)})"),
        *(answer_card(one, proposed, titles) for one in answers),
        foot,
        class_="sd-answers",
    )


def answer_card(one: Received, proposed: str, titles: dict[str, str]) -> Html:
    """One answer in full: what it says of the proposal, its words, figures, explanations."""
    answer = one.answer
    figures = [(what, value, when) for what, value, when in answer.figures]
    version = f", version {one.entry.version}" if one.entry.version > 1 else ""
    return element(
        "article",
        element(
            "p",
            element("strong", answer.body),
            f", le {date(answer.answered_on)} ({answer.received_by}{version})",
        ),
        element("p", element("strong", stance(answer, proposed)), "." if answer.proposal_text == "" else " : "),
        element("p", answer.proposal_text, class_="sd-typed") if answer.proposal_text else None,
        html_table("Chiffres donnés par l'organisme", ("Ce qui est compté", "Valeur", "Date et territoire"), figures)
        if figures
        else None,
        joined(
            joined(
                [
                    element(
                        "p", element("strong", titles.get(code, "Question qui n'est plus posée")), class_="sd-small"
                    ),
                    element("p", words, class_="sd-typed"),
                ]
            )
            for code, words in answer.explanations
        ),
        element("p", answer.comment, class_="sd-typed") if answer.comment else None,
        class_="sd-answer",
    )
