"""The grille d'examen on screen: opinions by icon and word, the class, the sentence; nothing is ranked or scored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from components.formats import capital, plural
from components.html import Html, element, joined
from components.icons import icon
from components.source import source_words
from components.status import badge
from components.table import html_table
from data.deciding.opinions import APPRECIATION
from data.decision import OPINION_LABELS, Entry, Opinion
from data.grid import ACTIONS, OPEN, Evidence, Examination, GridLine, QuestionEvidence
from data.model import READING_LABELS, Source
from data.orientation_grid import CLASS_MEANINGS, ORIENTATIONS, QUESTION_SOURCES

METHOD = (
    "« Cinq questions. À chacune : avis favorable, réservé, défavorable ou sans avis. Chaque question compte pour un "
    "cinquième. Plus de la moitié d'avis favorables : poursuite. Plus de la moitié d'avis défavorables : arrêt. "
    "Sinon : réorientation. Une question sans avis ne compte ni pour ni contre : si elle peut changer le résultat, "
    "l'examen est à compléter. »"
)
WEIGHTED = "Les pondérations ont été modifiées : {points}. Le motif est enregistré avec elles."
LIMITS = (
    "La grille propose, elle ne décide jamais : s'en écarter demande seulement un motif.",
    "Elle trie les actions, elle ne les classe pas entre elles. Les seuils sont des choix.",
    "Condition : si le schéma n'est pas le bon cadre, ou si aucun pilote n'est engagé, pas de poursuite.",
    "Une action dont la fiche propose « poursuite et réorientation » est examinée par sous-action (13), par ligne de "
    "perspectives (1) ou en entier (4), selon ce que dit la fiche. La sous-action 1 de la fiche 13 n'a pas de statut.",
    "Les avis sont ceux du COTECH. Aucun n'est proposé par le tableau de bord : tous partent de « sans avis ».",
)
ORIENTATION_METHOD = (
    "« La même grille, avec ses propres questions. À chacune : avis favorable, réservé, défavorable ou sans avis. "
    "Chaque question compte pour un cinquième. Plus de la moitié d'avis favorables : priorité. Plus de la moitié "
    "d'avis défavorables : veille. Sinon : maintien. Une question sans avis ne compte ni pour ni contre : si elle peut "
    "changer le résultat, l'examen est à compléter. »"
)
PROPOSED_QUESTIONS = (
    "Questions proposées, à valider par le COTECH : la méthode n'en fixe pas pour les orientations. Chacune est tirée "
    "d'une phrase des documents."
)
ORIENTATION_LIMITS = (
    "La grille propose, elle ne décide jamais : les orientations se décident en réunion.",
    "Elle trie les orientations, elle ne les classe pas entre elles. Les seuils sont des choix.",
    "Condition : si un autre cadre porte l'orientation, ou si ni pilote ni moyens ne sont identifiés, pas de priorité.",
    "Les notes de la journée du 30 juin 2023 n'y entrent pas : elles disent comment faire, pas quoi garder.",
    "Une orientation fusionnée ou retirée par une décision n'est plus examinée ; ses avis restent au journal.",
    "Les avis sont ceux du COTECH. Aucun n'est proposé par le tableau de bord : tous partent de « sans avis ».",
)


def opinion_mark(opinion: str) -> Html:
    """An opinion: its icon and its word, in the colour of the text."""
    return element("span", icon(f"avis-{opinion}"), element("span", OPINION_LABELS[opinion]), class_="sd-opinion")


def result_badge(code: str, grid: Examination = ACTIONS) -> Html:
    """The class the grid proposes, or « à compléter ». Those of the orientations bear no colour of a status."""
    if code == OPEN or grid is ACTIONS:
        return badge("mixte" if code == OPEN else code, grid.result_labels[code])
    return element("span", grid.result_labels[code], class_=f"sd-sorted sd-sorted--{code}")


def method_block(weights: Sequence[int], equal: bool, grid: Examination = ACTIONS) -> Html:
    """The method in one minute, then what it does not say."""
    own = grid is ORIENTATIONS
    points = ", ".join(f"{grid.short[code].lower()} {each}" for code, each in zip(grid.criteria, weights, strict=True))
    return joined(
        [
            element("p", ORIENTATION_METHOD if own else METHOD, class_="sd-method"),
            _questions(grid) if own else None,
            None if equal else element("p", WEIGHTED.format(points=points), class_="sd-note"),
            element(
                "details",
                element("summary", "Ce que la grille ne dit pas"),
                element("ul", *(element("li", words) for words in (ORIENTATION_LIMITS if own else LIMITS))),
                class_="sd-provenance",
            ),
        ]
    )


def _questions(grid: Examination) -> Html:
    """The orientations' questions, each with the sentence it is drawn from, and what each class means."""
    meanings = [element("li", result_badge(code, grid), f" : {CLASS_MEANINGS[code]}.") for code in grid.classes]
    questions = [
        element("li", element("strong", grid.labels[code]), _where(QUESTION_SOURCES[code])) for code in grid.criteria
    ]
    return joined(
        [
            element("p", element("strong", "À valider. "), PROPOSED_QUESTIONS, class_="sd-note"),
            element(
                "details",
                element("summary", "Les cinq questions et leur source, les trois classes"),
                element("ol", *questions),
                element("ul", *meanings, class_="sd-plain"),
                class_="sd-provenance",
            ),
        ]
    )


def opening_words(lines: Sequence[GridLine]) -> Html:
    """The answer first: how far the examination is."""
    settled = [line for line in lines if line.result.code != OPEN]
    begun = [line for line in lines if line.begun]
    if not begun:
        return element("p", element("strong", "Examen à commencer. "), "Aucun avis n'est encore donné par le COTECH.")
    return element(
        "p",
        element("strong", f"{plural(len(settled), 'examen terminé', 'examens terminés')} sur {len(lines)}"),
        f", {plural(len(lines) - len(settled), 'à compléter', 'à compléter')}.",
    )


def grid_table(
    lines: Iterable[GridLine],
    href: Callable[[str], str],
    whose: Mapping[int, str],
    grid: Examination = ACTIONS,
) -> Html:
    """One row a unit: five opinions, the class, the sentence; in the order of the fiches, or that being prepared.

    whose: action → « proposition de la fiche (2023), rédigée par … »; empty for the orientations.
    """
    rows = [
        [
            joined(
                [
                    element("a", line.label, href=href(line.unit)),
                    _proposed(line, whose),
                ]
            ),
            *(opinion_mark(opinion) for opinion in line.opinions),
            result_badge(line.result.code, grid),
            line.sentence,
        ]
        for line in lines
    ]
    columns = (grid.examined, *(grid.short[code] for code in grid.criteria), "La grille propose", "Pourquoi")
    return element(
        "div", html_table("Avis du COTECH et résultat de la grille", columns, rows, dense=True), class_="sd-grille"
    )


def _proposed(line: GridLine, whose: Mapping[int, str]) -> Html | None:
    """What the fiche proposes, whose words it is; nothing for an orientation."""
    if not line.proposal:
        return None
    words = f"{capital(whose[line.action_id])} : {READING_LABELS[line.proposal].lower()}"
    return joined([element("br"), element("span", words, class_="sd-small")])


def orientation_head(line: GridLine, href: str) -> Html:
    """The orientation being examined: what the grid proposes and why. `href`: its dossier."""
    return element(
        "div",
        element("p", line.label, class_="sd-unit"),
        element("p", element("a", "Ouvrir son dossier", href=href)),
        element(
            "p",
            element("strong", "La grille propose, sans rien décider : "),
            result_badge(line.result.code, ORIENTATIONS),
            Html(" "),
            line.sentence,
        ),
    )


def unit_head(line: GridLine, href: str, whose: str) -> Html:
    """The unit being examined: what its fiche proposes, what the grid proposes, why; the two never mixed."""
    return element(
        "div",
        element("p", element("a", line.label, href=href), class_="sd-unit"),
        element("p", element("strong", f"{capital(whose)} : "), READING_LABELS[line.proposal]),
        element(
            "p", element("strong", "La grille propose : "), result_badge(line.result.code), Html(" "), line.sentence
        ),
    )


def evidence_block(question: QuestionEvidence, grid: Examination = ACTIONS) -> Html:
    """What is held on one question, each fact with its provenance; or that nothing is.

    On an orientation it is the bilan, and what was heard in the arrondissements.
    """
    told = "disent" if len(grid.evidence) > 1 else "dit"
    held = f"Ce que {told} {' et '.join(grid.evidence)}"
    nothing = f"Rien dans {' ni dans '.join(grid.evidence)} sur cette question."
    facts = [fact for fact in question.facts if not fact.caution and not fact.waiting]
    cautions = [fact for fact in question.facts if fact.caution and not fact.waiting]
    waiting = _waiting_block([fact for fact in question.facts if fact.waiting])
    silence = element("p", question.silence, class_="sd-small") if question.silence else None
    if not facts and waiting:
        nothing = "Rien sur ce qu'elle porte aujourd'hui."
    if not facts:
        opening = joined([element("p", element("strong", nothing)), silence])
    else:
        opening = joined(
            [
                element(
                    "details",
                    element("summary", f"{held} : {plural(len(facts), 'élément')}"),
                    element("ul", *(element("li", fact.words, _where(fact.source)) for fact in facts)),
                    class_="sd-provenance",
                ),
                silence,
            ]
        )
    opening = joined([opening, waiting])
    if not cautions:
        return opening
    return joined(
        [
            opening,
            element(
                "details",
                element(
                    "summary", icon("caveat"), element("span", plural(len(cautions), "précaution") + " de lecture")
                ),
                element("ul", *(element("li", fact.words.partition(" : ")[2]) for fact in cautions)),
                class_="sd-provenance",
            ),
        ]
    )


def _waiting_block(facts: Sequence[Evidence]) -> Html | None:
    """What the actions prepared to be attached hold, apart and under that name: nothing of it is decided."""
    if not facts:
        return None
    words = f"Actions à rattacher, non décidé : {plural(len(facts), 'élément')}"
    return element(
        "details",
        element("summary", words),
        element("ul", *(element("li", fact.words, _where(fact.source)) for fact in facts)),
        class_="sd-provenance",
    )


def _where(source: Source) -> Html:
    return element("span", source_words(source), class_="sd-detail sd-small")


def opinion_words(recorded: tuple[Entry, Opinion] | None, when: Callable[[Entry], str]) -> Html:
    """The opinion on record: what, on what it rests, who wrote it and when."""
    if recorded is None:
        return element("p", opinion_mark("sans_avis"), class_="sd-recorded")
    entry, opinion = recorded
    basis = None if opinion.opinion == "sans_avis" else joined([" · ", opinion.fact or APPRECIATION])
    return element(
        "p",
        opinion_mark(opinion.opinion),
        basis,
        joined([" · ", opinion.comment]) if opinion.comment else None,
        element("span", when(entry), class_="sd-detail sd-small"),
        class_="sd-recorded",
    )


def history_block(versions: Sequence[tuple[Entry, Opinion]], when: Callable[[Entry], str]) -> Html | None:
    """Every version of an opinion; None while there is at most one."""
    if len(versions) < 2:
        return None
    return element(
        "details",
        element("summary", f"Historique : {len(versions)} versions"),
        element("ol", *(element("li", opinion_words(one, when)) for one in versions)),
        class_="sd-provenance",
    )


def questions_note(grid: Examination = ACTIONS) -> str:
    """The five questions in full, for those who read the short heads of the columns."""
    return " ".join(f"{grid.short[code]} : {grid.labels[code]}" for code in grid.criteria)
