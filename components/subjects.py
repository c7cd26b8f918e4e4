"""« Pourquoi deux chiffres ? »: the sentence to read aloud, then every figure beside the others. Nothing is settled."""

from __future__ import annotations

from collections.abc import Callable, Collection

from components.figures.trend_marks import when_words
from components.formats import number, plural, quantity, spread
from components.html import Html, element, joined
from components.source import source_details
from components.table import html_table
from data.model import QUALIFIER_LABELS
from data.trend import Figure, Subject

Href = Callable[[str], str]


def figure_words(figure: Figure) -> str:
    """The value as it is said: « environ 3 500 bénéficiaires »; a horizon alone has none."""
    if figure.value is None:
        return "un horizon, sans valeur"
    return spread(figure.value, figure.value_high, figure.unit, QUALIFIER_LABELS[figure.qualifier])


def figure_facts(figure: Figure) -> tuple[tuple[str, str], ...]:
    """What tells a figure from the one beside it: who says it, where, when, counting what, with whose money."""
    return (
        ("Qui le dit", figure.producer),
        ("Où", figure.territory),
        ("Quand", when_words(figure.when) if not figure.is_target else _due(figure)),
        ("Ce qui est compté", figure.definition),
        ("Qui finance", figure.funder),
    )


def _due(figure: Figure) -> str:
    words = when_words(figure.when)
    return "échéance non précisée" if words == "date non précisée" else f"visé pour {words}"


def aloud(subject: Subject) -> Html:
    """The question a member is asked, and the one sentence that answers it, very large."""
    return element("section", element("h2", subject.question), element("p", subject.sentence, class_="sd-aloud"))


def figures_table(subject: Subject, outside: Collection[str], trend: Href) -> Html:
    """A line a figure, a column a question. `outside`: the indicators published outside the bilan, marked so."""
    names = [name for name, _ in figure_facts(subject.figures[0])]
    rows = [
        (
            joined(
                [
                    element("span", _value(figure), class_="sd-figure-value"),
                    element("a", figure.label, href=trend(figure.indicator_id), class_="sd-detail"),
                    *(
                        element("span", words, class_="sd-tag")
                        for words in _marks(figure, figure.indicator_id in outside)
                    ),
                ]
            ),
            *(words for _, words in figure_facts(figure)),
            source_details(figure.source),
        )
        for figure in subject.figures
    ]
    table = html_table(f"{subject.label} : chaque chiffre à côté des autres", ("Chiffre", *names, "Source"), rows)
    return element("div", table, class_="sd-figures")


def _marks(figure: Figure, beside: bool) -> list[str]:
    return [
        *(["Visé, pas mesuré"] if figure.is_target else []),
        *(["Contexte, hors du bilan"] if beside else []),
    ]


def _value(figure: Figure) -> Html:
    """The number large, its unit small beside it."""
    if figure.value is None:
        return Html("–")
    if figure.unit.startswith("%"):
        return joined([quantity(figure.value, figure.unit)])
    words = QUALIFIER_LABELS[figure.qualifier] + number(figure.value)
    if figure.value_high is not None:
        words += f" à {number(figure.value_high)}"
    return joined([words, Html(" "), element("span", figure.unit, class_="sd-figure-unit")])


def actions_words(subject: Subject, fiche: Href) -> Html:
    """The fiches-actions these figures are of."""
    links = [element("a", f"action {action}", href=fiche(str(action))) for action in subject.actions]
    words = "Fiches-actions concernées : " if len(links) > 1 else "Fiche-action concernée : "
    return element("p", words, joined(links, ", "), ".") if links else element("p", "Aucune fiche-action rattachée.")


def subject_count(subject: Subject) -> str:
    """« 6 chiffres, dits par : Région ; Rapport au Conseil départemental. »: how much is set side by side, by whom."""
    said_by = dict.fromkeys(figure.producer for figure in subject.figures)
    return f"{plural(len(subject.figures), 'chiffre')}, dits par : {' ; '.join(said_by)}."


def source_titles(subject: Subject) -> list[str]:
    """The documents these figures are from, each once."""
    return list(dict.fromkeys(figure.source.document for figure in subject.figures))
