"""The two screens of « Tendances »: one indicator in full, or all those of an orientation on one axis of time."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from components.acronyms import acronyms_line
from components.caveat import caveat_list
from components.chart import show_chart
from components.figures.spread import alt_spread, data_spread, figure_spread, table_spread
from components.figures.trend import figure_trend
from components.figures.trend_marks import Mark, mark_of, panels, side_by_side
from components.figures.trend_told import alt_trend, data_trend, table_trend
from components.formats import listing
from components.heading import show_scope
from components.html import Html, element, joined
from components.memo import remember
from components.orientation_board import alerts_legend, lines_by_interest, local_words
from components.take_away import Carried
from components.trend import (
    aims_table,
    answer,
    beside,
    identity,
    not_concluded,
    orientation_words,
    source_words,
    territory_words,
    value_cards,
)
from components.trend_words import spread_sentence
from data.model import DEPARTEMENT
from data.orientation_board import ALERTS, OrientationLines
from data.trend import Freshness, Indicator


@dataclass(frozen=True)
class Scope:
    """The territory asked for in the frame, the names of all territories, where a link to an indicator leads.

    `version`: that of the data. `acronyms`: acronym → what it stands for.
    """

    asked: str
    name: str
    version: str
    names: Mapping[str, str]
    trend: Callable[[str], str]
    acronyms: Mapping[str, str]

    @property
    def is_departement(self) -> bool:
        return self.asked == DEPARTEMENT


def show_indicator(
    indicator: Indicator,
    others: Sequence[Indicator],
    shown: str,
    freshness: Freshness,
    scope: Scope,
    *,
    memo: Hashable,
) -> None:
    """One indicator, for the territory `shown`: its figure, its change in a sentence, all that is known of it."""
    parts = panels(indicator, others, shown, scope.names.get(shown, ""))
    drawn = [part for part in parts if not part.is_empty]

    def draw_words() -> Html:
        """One block: parts too short to be kept by the browser would be sent again at each change of the filter."""
        return joined(
            [
                not_concluded(indicator),
                beside(indicator, others, parts, scope.trend),
                caveat_list(indicator.caveats, fold=2),
            ]
        )

    if not scope.is_departement:
        show_scope(scope.name, territory_words(indicator, shown, scope.asked, scope.names))
    # The answer first, at every width: on a phone the figure would stand before it.
    st.html(remember((memo, "answer"), lambda: answer(parts[0])))
    left, right = st.columns([3, 2], gap="medium")
    with left:
        if any(part.dated for part in drawn):
            show_chart(
                lambda: figure_trend(drawn, 170 if len(drawn) > 1 else 300),
                key=f"tendance-{indicator.indicator_id}-{shown.replace(':', '-')}",
                memo=memo,
                title=indicator.label,
                alt=alt_trend(drawn),
                source=source_words(drawn),
                table=lambda: table_trend(drawn),
                data=lambda: data_trend(drawn),
                carried=Carried(scope.version, scope.names.get(shown, ""), cautions(indicator)),
            )
        else:
            st.html(element("h2", indicator.label, class_="sd-chart-title"))
            st.html(remember((memo, "cards"), lambda: value_cards([mark for part in parts for mark in part.marks])))
    with right:
        st.html(remember((memo, "words"), draw_words))
    _show_spread(indicator, scope.version, memo)
    spelt = acronyms_line([indicator.label, indicator.definition, indicator.unit], scope.acronyms)
    st.html(
        remember((memo, "identity"), lambda: joined([aims_table(indicator), identity(indicator, freshness), spelt]))
    )


def cautions(indicator: Indicator) -> list[str]:
    """The cautions that leave with an image: not those on a wording."""
    return [one.statement for one in indicator.caveats if one.severity != "C"]


def _show_spread(indicator: Indicator, version: str, memo: Hashable) -> None:
    """The latest value of each territory, where there are several."""
    latest = [indicator.latest(code) for code in indicator.territories]
    marks = sorted((mark_of(indicator, point) for point in latest if point), key=lambda mark: mark.value)
    here: list[Mark] = [mark for mark in marks if mark.point and mark.point.territory_id != DEPARTEMENT]
    if len(here) < 2:
        return
    show_chart(
        lambda: figure_spread(here),
        key=f"territoires-{indicator.indicator_id}",
        memo=memo,
        title="D'un territoire à l'autre",
        alt=alt_spread(here),
        source=f"{listing(sorted({mark.source.document for mark in here}))}. {spread_sentence(here)}",
        table=lambda: table_spread(here),
        data=lambda: data_spread(here),
        carried=Carried(version, indicator.label, cautions(indicator)),
    )


def show_orientation(part: OrientationLines, scope: Scope, *, memo: Hashable) -> None:
    """Every indicator of an orientation: those that have a date on one axis of time, then all of them in a table."""
    # The same for every territory: nothing is drawn or sent again when the filter changes. An indicator known by
    # arrondissement only has its own page: no strip stands for six of them.
    known = [line for line in part.lines if line.territory_id == DEPARTEMENT]
    strips = side_by_side([line.indicator for line in known], [line.territory_id for line in known], scope.names)
    if not scope.is_departement:
        show_scope(scope.name, local_words([part], scope.asked))
    st.html(remember((memo, "counted"), lambda: orientation_words(part)))
    if strips:
        show_chart(
            lambda: figure_trend(strips, 100, one_scale=False),
            key=f"tendances-{part.orientation_id}",
            memo=memo,
            title="Les valeurs datées, sur un seul axe de temps",
            alt=alt_trend(strips),
            source=source_words(strips),
            table=lambda: table_trend(strips),
            data=lambda: data_trend(strips),
            carried=Carried(scope.version, part.label),
        )
    caption = f"Les indicateurs de l'orientation « {part.label} »"

    def draw_lines() -> Html:
        alerts = [alert for alert in ALERTS if part.alerted(alert)]
        spelt = acronyms_line([line.indicator.label for line in part.lines], scope.acronyms)
        table = lines_by_interest(part, scope.trend, caption)
        return joined([table, spelt, alerts_legend(*alerts) if alerts else None])

    st.html(remember((memo, "lines"), draw_lines))
