"""Around the figure of a trend: the sentence first, its reserve, what must not be concluded, what is measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from components.figures.trend_marks import Mark, Panel, when_words
from components.formats import date, listing, plural, quantity, span
from components.html import Html, element
from components.source import source_details
from components.table import html_table
from components.trend_words import change_sentence, reserves
from data.model import KIND_LABELS, LEVEL_LABELS, Target
from data.orientation_board import DIRECTION_LABELS, OrientationLines
from data.trend import FREQUENCY_LABELS, FRESHNESS_LABELS, ORIGIN_LABELS, Freshness, Indicator

Href = Callable[[str], str]


def answer(part: Panel) -> Html:
    """The change in one sentence, to be read from the back of the room, then its reserves."""
    sources = [mark.source for mark in part.marks]
    return element(
        "div",
        element("p", change_sentence(part), class_="sd-trend-sentence"),
        element("ul", *(element("li", words) for words in reserves(part))),
        source_details(*sources) if sources else None,
        class_="sd-trend-answer",
    )


def not_concluded(indicator: Indicator) -> Html:
    """« À ne pas conclure »: the indicator's own warning; what holds for any figure when it has none."""
    words = indicator.note or "Ni taux de réalisation, ni effet du schéma : rien dans les documents ne les établit."
    return element("p", element("strong", "À ne pas conclure. "), words, class_="sd-note")


def value_cards(marks: Sequence[Mark]) -> Html:
    """One value or a few with nothing to place in time: written large, each with its date or its absence."""
    if not marks:
        return element(
            "p", "Aucune valeur : cet indicateur est déclaré, non alimenté. Ce n'est pas zéro.", class_="sd-note"
        )
    cards = [
        element(
            "div",
            element("p", mark.written, class_="sd-figure-value"),
            element("p", f"{mark.when}, {mark.territory}"),
            element("p", mark.perimeter, class_="sd-small") if mark.perimeter else None,
            element("p", f"Valeur contestée. {mark.motive}", class_="sd-small") if mark.nature != "value" else None,
            source_details(mark.source, *(mark.point.mentions if mark.point else ())),
            class_="sd-figure-card",
        )
        for mark in marks
    ]
    return element("div", *cards, class_="sd-figure-cards")


def beside(indicator: Indicator, others: Sequence[Indicator], parts: Sequence[Panel], trend: Href) -> Html | None:
    """What is said of the same subject elsewhere, set beside and never joined."""
    told = [words for words in (indicator.comparison, *(other.comparison for other in others)) if words]
    if not others and not told:
        return None
    said = {one.indicator_id: change_sentence(part) for part in parts[1:] for one in part.indicators}
    items = [
        element(
            "li",
            element("a", other.label, href=trend(other.indicator_id)),
            f" ({ORIGIN_LABELS[other.origin].lower()})",
            f" : {said[other.indicator_id]}" if other.indicator_id in said else None,
        )
        for other in others
    ]
    return element(
        "section",
        element("h2", "Le même sujet, dit autrement"),
        element("p", told[0]) if told else None,
        element("ul", *items) if items else None,
        class_="sd-section",
    )


def identity(indicator: Indicator, freshness: Freshness) -> Html:
    """What is measured, by whom, how often, how old it is."""
    last = when_words(freshness.last) if freshness.last else "aucune valeur datée"
    rows = [
        ("Définition", indicator.definition),
        ("Unité", indicator.unit or "nombre"),
        ("Producteur", indicator.publisher or "non précisé"),
        ("Rythme de publication", FREQUENCY_LABELS[indicator.frequency]),
        ("Échelle la plus fine publiée", LEVEL_LABELS.get(indicator.level, indicator.level) or "non précisée"),
        ("Nature", _nature(indicator)),
        ("Sens attendu", DIRECTION_LABELS[indicator.direction]),
        ("Dernière valeur datée", last),
        ("Fraîcheur", freshness_words(freshness)),
    ]
    table = html_table(
        "Ce qui est mesuré, par qui, et depuis quand", ("Rubrique", "Ce qu'on en sait"), rows, dense=True, pairs=True
    )
    return element("div", table, class_="sd-narrow-head")


def _nature(indicator: Indicator) -> str:
    if indicator.kind == "context":
        return ORIGIN_LABELS[indicator.origin] if indicator.origin != "bilan" else "Contexte donné par le bilan"
    return f"{KIND_LABELS[indicator.kind]} ; {ORIGIN_LABELS[indicator.origin].lower()}"


def freshness_words(freshness: Freshness) -> str:
    """« En retard : attendu le 30 juin 2023, 210 jours avant la date de référence »."""
    label = FRESHNESS_LABELS[freshness.state]
    if freshness.next_due is None:
        return label
    if freshness.overdue_days > 0:
        late = plural(freshness.overdue_days, "jour")
        return f"{label} : attendu le {date(freshness.next_due)}, {late} avant la date de référence"
    return f"{label} : prochaine valeur attendue le {date(freshness.next_due)}"


def aims_table(indicator: Indicator) -> Html | None:
    """What is aimed at, with its territory and its own words; the figure draws those of the territory shown."""
    if not indicator.targets:
        return None
    rows = [
        (
            target.wording,
            _start(target),
            span(target.due.start, target.due.end, target.due.precision)
            if target.due.start
            else "échéance non précisée",
            target.territory,
            source_details(target.source),
        )
        for target in indicator.targets
    ]
    columns = ("Ce qui est visé", "Point de départ", "Échéance", "Territoire", "Provenance")
    return html_table("Cibles et projets (aucun taux de réalisation ne peut en être tiré)", columns, rows)


def _start(target: Target) -> str:
    """« 9 structures (31 janvier 2020) », where a target says where it starts from."""
    if target.start_value is None:
        return "non précisé"
    when = f" ({when_words(target.start)})" if target.start is not None else ""
    return quantity(target.start_value, target.unit) + when


def source_words(parts: Sequence[Panel]) -> str:
    """The documents behind a figure, each once."""
    found = dict.fromkeys((mark.source.document, mark.source.published) for part in parts for mark in part.marks)
    words = [document + (f" ({published[:4]})" if published else "") for document, published in found]
    grey = any(part.origin != "bilan" for part in parts) and any(part.origin == "bilan" for part in parts)
    return f"{listing(words)}." + (" Panneau gris : publié hors du bilan, jamais relié à lui." if grey else "")


def territory_words(indicator: Indicator, shown: str, asked: str, names: Mapping[str, str]) -> str:
    """What the « Territoire » filter changes here."""
    if shown == asked:
        return "Cet indicateur a des valeurs pour ce territoire : ce sont elles qui sont montrées."
    if not indicator.is_fed:
        return "Cet indicateur n'a de valeur pour aucun territoire : le filtre ne change rien."
    return f"Cet indicateur n'a pas de valeur pour ce territoire : la page montre celles de « {names[shown]} »."


def orientation_words(part: OrientationLines) -> Html:
    """How many of its indicators have a date, and how many a change that can be read."""
    total, dated, readable = len(part.lines), len(part.dated), len(part.readable)
    told = plural(dated, "a une valeur datée", "ont une valeur datée") if dated else "aucun n'a de valeur datée"
    change = (
        plural(readable, "une évolution lisible", "une évolution lisible") if readable else "aucune évolution lisible"
    )
    return element(
        "p",
        element("strong", plural(total, "indicateur")),
        f" : {told}, {change}",
        "." if part.of("bilan") else " ; aucun indicateur dans le bilan.",
        class_="sd-lead",
    )
