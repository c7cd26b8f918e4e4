"""The figures of an action: each with its date, what it counts, its reserve and its provenance."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from components.formats import UNDATED, date, span, spread
from components.html import Html, element, joined
from components.source import source_details
from components.table import html_table
from data.model import KIND_LABELS, QUALIFIER_LABELS, Observation, Span, Target


def when_words(when: Span) -> str:
    """The date as it is written in the document, else as precise as it is known."""
    return when.written or span(when.start, when.end, when.precision)


def value_words(observation: Observation) -> str:
    return spread(observation.value, observation.value_high, observation.unit, QUALIFIER_LABELS[observation.qualifier])


def observation_rows(observations: Sequence[Observation], trend: Callable[[str], str]) -> list[list[str]]:
    """Cells of a table of figures: what, value, date and territory, kind and reserves, provenance.

    `trend`: an indicator's code → the link to all that is known of it.
    """
    rows: list[list[str]] = []
    for observation in observations:
        reserves = [
            KIND_LABELS[observation.kind],
            observation.perimeter,
            "valeur contestée" if observation.contested else "",
            "non comparable à la précédente" if observation.break_before else "",
        ]
        repeated = (
            element("p", f"Redit à {len(observation.mentions)} autre(s) endroit(s).") if observation.mentions else None
        )
        rows.append(
            [
                element("a", observation.label, href=trend(observation.indicator_id)),
                element("strong", value_words(observation)),
                joined([when_words(observation.when) or UNDATED, element("br"), observation.territory]),
                "\u00a0; ".join(part for part in reserves if part),
                source_details(
                    observation.source,
                    *observation.mentions,
                    extra=joined([element("p", observation.definition, class_="sd-small"), repeated]),
                ),
            ]
        )
    return rows


def observations_table(observations: Sequence[Observation], caption: str, trend: Callable[[str], str]) -> Html:
    columns = ("Ce qui est compté", "Valeur", "Date, territoire", "Nature et réserves", "Provenance")
    return html_table(caption, columns, observation_rows(observations, trend), numeric=(1,))


def targets_table(targets: Sequence[Target], caption: str) -> Html:
    """What is aimed at and by when; never drawn as a rate of completion."""
    rows = [
        [
            target.label,
            target.wording,
            f"{date(target.due.start, target.due.precision)}, {target.territory}",
            source_details(target.source),
        ]
        for target in targets
    ]
    return html_table(caption, ("Indicateur", "Ce qui est visé", "Échéance, territoire", "Provenance"), rows)
