"""What a trend may draw and say: a line needs two dated values of one definition; the sentence is the figure's."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from components.figures.trend import figure_trend
from components.figures.trend_marks import Panel, panels, side_by_side
from components.figures.trend_told import alt_trend, table_trend
from components.trend_words import change_sentence, reserves, spread_sentence
from data.model import DEPARTEMENT
from data.trend import Indicator
from tests.pages.screen import plain
from tests.unit.trend_cases import UNDATED, counter, day, indicator, point, revision, target, year


def drawn(main: Indicator, *others: Indicator) -> tuple[tuple[Panel, ...], Any]:
    parts = panels(main, others, DEPARTEMENT, "Nord")
    return parts, figure_trend(parts)


def lines(figure: Any) -> list[list[float]]:
    """The values joined by a line, line by line: everything the figure could join them with is looked at."""
    assert all(trace.type == "scatter" for trace in figure.data)
    return [list(trace.y) for trace in figure.data if "lines" in trace.mode]


def shapes(figure: Any, name: str) -> list[Any]:
    return [shape for shape in figure.layout.shapes if shape.name == name]


def on_time(figure: Any) -> set[float]:
    """Every value that has a place on the axis of time."""
    placed = {value for trace in figure.data if trace.xaxis == "x" for value in trace.y}
    return placed | {shape.y0 for shape in figure.layout.shapes if shape.xref == "x" and shape.name != "rupture"}


ONE_LINE = [
    ("two dates", [point(1, day("2020-01-31")), point(2, day("2021-01-31"))], [[1, 2]]),
    ("in the order of time", [point(2, day("2021-01-31")), point(1, day("2020-01-31"))], [[1, 2]]),
    ("one date", [point(1, day("2020-01-31"))], []),
    ("one date, one undated", [point(1, year(2015)), point(2, UNDATED)], []),
    ("two undated", [point(1, UNDATED), point(2, UNDATED, series="autre")], []),
    ("two definitions", [point(1, year(2018)), point(2, year(2023), series="autre")], []),
    ("a break", [point(1, year(2018)), point(2, year(2023), break_before=True)], []),
    ("a contested value", [point(1, year(2018)), point(2, year(2023), contested=True)], []),
    ("a range", [point(1, year(2018)), point(2, year(2023), value_high=5)], []),
    ("another territory", [point(1, year(2018)), point(2, year(2023), territory_id="arr:591")], []),
    (
        "a break in the middle",
        [
            point(1, year(2016)),
            point(2, year(2017)),
            point(5, year(2018), break_before=True),
            point(6, year(2019)),
        ],
        [[1, 2], [5, 6]],
    ),
]


@pytest.mark.parametrize(("points", "joined"), [case[1:] for case in ONE_LINE], ids=[case[0] for case in ONE_LINE])
def test_a_line_joins_dated_values_of_one_definition_only(points: list, joined: list[list[float]]) -> None:
    parts, figure = drawn(indicator(*points))
    assert lines(figure) == joined
    assert [[mark.value for mark in run] for run in parts[0].lines] == joined
    # What is not joined is not told as a change either.
    assert (" à " in change_sentence(parts[0]) and "de plus" in change_sentence(parts[0])) == bool(joined)


def test_an_undated_value_is_a_level_and_never_on_the_axis_of_time() -> None:
    parts, figure = drawn(indicator(point(15, year(2015)), point(96, UNDATED)))
    assert on_time(figure) == {15}
    (level,) = shapes(figure, "niveau")
    assert (level.y0, level.y1, level.xref) == (96, 96, "x2")
    assert figure.layout.xaxis2.ticktext == ("date non<br>précisée",)
    # The two columns do not overlap.
    assert figure.layout.xaxis.domain[1] < figure.layout.xaxis2.domain[0]
    said = plain(change_sentence(parts[0]))
    assert said == (
        "Une seule valeur datée, 15 structures (2015), et 96 structures, date non précisée. "
        "Aucune évolution ne peut être dite."
    )


def test_no_axis_of_time_without_a_date() -> None:
    _, figure = drawn(indicator(point(3, UNDATED)))
    assert "xaxis" not in figure.to_plotly_json()["layout"] or figure.layout.xaxis.domain is None
    assert {trace.xaxis for trace in figure.data} == {"x2"}


def test_two_labels_are_two_points_a_break_and_no_ratio() -> None:
    france_services = indicator(
        point(51, day("2023-09-01")), indicator_id="fs", label="France Services labellisées", compares=("msap",)
    )
    msap = indicator(point(14, year(2018), series="msap"), indicator_id="msap", label="Maisons (MSAP)")
    (only,), figure = drawn(france_services, msap)
    assert lines(figure) == []
    assert on_time(figure) == {14, 51}
    (cut,) = shapes(figure, "rupture")
    assert "2018-12-31" < cut.x0 < "2023-09-01"
    said = change_sentence(only)
    assert "14 (2018)" in said
    assert "51 (1er\u00a0septembre 2023)" in said
    assert "aucune évolution" in said
    for words in (said, alt_trend((only,)), table_trend((only,)).to_csv()):
        assert "3,6" not in words
        assert "×" not in words
        assert "37" not in words  # nor the difference


def test_a_break_is_never_crossed() -> None:
    parts, figure = drawn(
        indicator(
            *[point(value, year(2012 + value)) for value in range(1, 4)],
            *[point(value, year(2012 + value), series="deux") for value in range(5, 8)],
            point(9, year(2021), series="deux", break_before=True),
        )
    )
    cuts = [shape.x0 for shape in shapes(figure, "rupture")]
    assert len(cuts) == len(parts[0].breaks) == 2
    for trace in figure.data:
        if "lines" in trace.mode:
            assert not any(min(trace.x) < cut < max(trace.x) for cut in cuts)


def test_a_range_cuts_the_line_without_being_a_break() -> None:
    parts, figure = drawn(indicator(point(1, year(2017)), point(14, year(2018), value_high=21), point(3, year(2019))))
    assert lines(figure) == []
    assert parts[0].breaks == ()
    (bar,) = shapes(figure, "fourchette")
    assert (bar.y0, bar.y1) == (14, 21)


def test_what_is_more_than_a_value_is_marked() -> None:
    _, figure = drawn(indicator(point(25, year(2020), qualifier="more_than")))
    assert figure.data[0].marker.symbol == ("triangle-up",)
    assert figure.data[0].text == ("plus de 25",)


def test_a_target_is_a_place_aimed_at_and_nothing_joins_it() -> None:
    points = [point(30, day("2020-12-31")), point(50, day("2022-12-31"))]
    goals = (
        target(44, day("2022-12-31")),
        target(60, UNDATED),
        target(None, year(2030)),
        target(2_000, year(2027), "pays:FR"),
    )
    parts, figure = drawn(indicator(*points, targets=goals))
    aimed = [trace for trace in figure.data if trace.name == "cible"]
    # A horizon without a value has no place, and a national target is never the Nord's.
    assert [trace.y[0] for trace in aimed] == [44, 60]
    assert [trace.xaxis for trace in aimed] == ["x", "x2"]
    assert {trace.mode for trace in aimed} == {"markers+text"}
    assert lines(figure) == [[30, 50]]
    said = " ".join([change_sentence(parts[0]), alt_trend(parts), table_trend(parts).to_csv()])
    assert "%" not in said  # 50 of 44 is no rate
    assert "Visée, pas atteinte ni mesurée" in said


def test_the_context_has_a_panel_of_its_own_and_the_same_scale() -> None:
    bilan = indicator(point(15, year(2015)))
    context = indicator(
        *[point(value, day(f"{2017 + value // 10}-12-31"), origin="context") for value in (20, 30)], origin="context"
    )
    parts, figure = drawn(bilan, context)
    assert [part.origin for part in parts] == ["bilan", "context"]
    assert {trace.yaxis for trace in figure.data if 15 in trace.y} == {"y"}
    assert {trace.yaxis for trace in figure.data if 20 in trace.y} == {"y2"}
    assert figure.layout.yaxis.range == figure.layout.yaxis2.range
    assert figure.layout.yaxis.range[0] == 0
    assert {trace.marker.color for trace in figure.data if trace.yaxis == "y"}.isdisjoint(
        {trace.marker.color for trace in figure.data if trace.yaxis == "y2"}
    )


def test_strips_of_an_orientation_have_each_their_scale_and_one_axis_of_time() -> None:
    small = indicator(point(2, year(2018)), point(3, year(2019)), indicator_id="a")
    large = indicator(point(200, year(2020)), indicator_id="b")
    undated = indicator(point(5, UNDATED), indicator_id="c")
    strips = side_by_side([small, large, undated], [DEPARTEMENT] * 3, {DEPARTEMENT: "Nord"})
    # What has no place in time has no strip.
    assert [part.indicators[0].indicator_id for part in strips] == ["a", "b"]
    figure: Any = figure_trend(strips, one_scale=False)
    assert figure.layout.yaxis.range[1] < 10 < figure.layout.yaxis2.range[1]
    assert {trace.xaxis for trace in figure.data} == {"x"}
    start, end = figure.layout.xaxis.range
    assert start < "2018-01-01" or start == "2018-01-01"
    assert end > "2020-12-31" or end.startswith("2020-12-31")


def test_labels_that_would_touch_are_not_both_written() -> None:
    """« 20 » and « 22 » six months apart on ten years would read « 2022 »."""
    dates = [day("2014-06-30"), day("2014-12-31"), day("2019-12-31"), day("2024-12-31")]
    _, figure = drawn(indicator(*[point(value, when) for value, when in zip((20, 22, 40, 60), dates, strict=True)]))
    assert figure.data[0].text == ("20", "", "40", "60")


def test_another_unit_is_not_drawn_beside() -> None:
    parts, _ = drawn(indicator(point(15, year(2015))), indicator(point(40, year(2015)), unit="%"))
    assert [part.unit for part in parts] == ["structures"]


def test_the_sentence_is_computed_from_the_rows_of_the_figure() -> None:
    points = [point(9, day("2020-01-31")), point(35, day("2021-12-31")), point(50, day("2022-12-31"))]
    parts, figure = drawn(indicator(*points))
    said = plain(change_sentence(parts[0]))
    assert said == (
        "De 9 structures (31 janvier 2020) à 50 structures (31 décembre 2022) : 41 de plus en 2 ans et 11 mois."
    )
    changed, other = drawn(indicator(*points[:2], replace(points[2], value=30)))
    assert plain(change_sentence(changed[0])) == (
        "De 9 structures (31 janvier 2020) à 30 structures (31 décembre 2022) : 21 de plus en 2 ans et 11 mois. "
        "Dernier mouvement en sens contraire : de 35 (31 décembre 2021) à 30 (31 décembre 2022)."
    )
    assert lines(figure) != lines(other)


def test_a_share_changes_by_points() -> None:
    parts, _ = drawn(indicator(point(91, day("2021-12-31")), point(90.5, day("2022-12-31")), unit="%"))
    assert plain(change_sentence(parts[0])).endswith(": 0,5 point de moins en 1 an.")


def test_revisions_and_counter_values_are_shown_beside() -> None:
    revised = point(
        84,
        day("2022-12-31"),
        revisions=(revision(81),),
        counters=(counter(79, day("2022-12-31")), counter(70, UNDATED)),
    )
    parts, figure = drawn(indicator(point(71, day("2021-12-31")), revised))
    assert lines(figure) == [[71, 84]]
    assert "publié 81, révisé 84" in [text for trace in figure.data for text in trace.text or ()]
    crossed = [trace for trace in figure.data if trace.marker.symbol == ("x",)]
    assert [trace.y[0] for trace in crossed] == [79]
    assert {shape.y0 for shape in shapes(figure, "niveau")} == {70}
    said = " ".join(plain(words) for words in reserves(parts[0]))
    assert "publiée 81, révisée 84" in said
    assert "79 structures (31 décembre 2022) : valeur contestée (service A : liste plus récente)" in said


def test_no_value_is_not_zero() -> None:
    parts = panels(indicator(), (), DEPARTEMENT, "Nord")
    assert "Ce n'est pas zéro" in change_sentence(parts[0])
    assert table_trend(parts).empty


def test_the_reserve_says_what_is_left_out() -> None:
    parts, _ = drawn(
        indicator(
            point(1, year(2015)),
            point(5, year(2018), series="deux"),
            point(6, year(2019), series="deux"),
            point(9, UNDATED),
            origin="context",
        )
    )
    said = reserves(parts[0])
    assert "Rupture entre 2015 et 2018 : rien n'est calculé à travers." in said
    assert any("date non précisée, n'entre pas dans ce calcul" in words for words in said)
    assert any("contexte" in words for words in said)


def test_the_spread_says_whether_the_dates_are_the_same() -> None:
    places = [point(7, year(2024), territory="Avesnes"), point(13, year(2024), territory="Lille")]
    marks = panels(indicator(*places), (), DEPARTEMENT, "Nord")[0].marks
    assert plain(spread_sentence(marks)) == "De 7 structures (Avesnes) à 13 structures (Lille), 2024."
    later = [places[0], replace(places[1], when=year(2025))]
    assert spread_sentence(panels(indicator(*later), (), DEPARTEMENT, "Nord")[0].marks).endswith("les dates diffèrent.")
    assert spread_sentence(marks[:1]) == ""


def test_a_value_of_a_year_spans_its_year() -> None:
    parts, figure = drawn(indicator(point(10_773, year(2017))))
    (span,) = shapes(figure, "période")
    assert (span.x0, span.x1) == ("2017-01-01", "2017-12-31")
    assert parts[0].dated[0].day == dt.date(2017, 7, 2)


def boxes(figure: Any, panel_px: int) -> list[tuple[str, float, float, float, float]]:
    """Each text of a figure with one strip and no undated value, and where a phone 390 pixels wide writes it."""
    first, last = (dt.date.fromisoformat(bound) for bound in figure.layout.xaxis.range)
    (low, high) = figure.layout.yaxis.range
    found = []
    for trace in figure.data:
        positions = trace.textposition if isinstance(trace.textposition, tuple) else [trace.textposition] * len(trace.x)
        for x, y, text, position in zip(trace.x, trace.y, trace.text, positions, strict=True):
            if text:
                across = (dt.date.fromisoformat(x) - first).days / (last - first).days * 290
                up = (y - low) / (high - low) * panel_px + (16 if position.startswith("top") else -16)
                wide = 4.6 * len(text)
                found.append((text, across - wide, across + wide, up - 8, up + 8))
    return found


@pytest.mark.parametrize(
    ("values", "aim"),
    [
        ([(9, "2020-01-31"), (9, "2020-06-30"), (19, "2020-12-31"), (21, "2021-06-30"), (35, "2021-12-31"),
          (45, "2022-06-30"), (50, "2022-12-31")], (44, "2022-12-31")),
        ([(7, "2019-11-30"), (8, "2020-11-30"), (72, "2021-10-31"), (74, "2022-09-30")], (82, "2022-11-30")),
        ([(10157, "2022-05-31"), (14841, "2023-01-31"), (17430, "2023-06-30"), (15223, "2023-09-30"),
          (17220, "2023-10-31"), (16465, "2024-01-31"), (17032, "2024-02-29"), (17545, "2024-04-30"),
          (15351, "2024-07-31")], None),
    ],
)  # fmt: skip
def test_no_label_is_written_upon_another_on_a_phone(values: list, aim: tuple[int, str] | None) -> None:
    aims = () if aim is None else (target(aim[0], due=day(aim[1])),)
    for panel_px in (100, 170, 300):
        parts = panels(
            indicator(*(point(value, day(when)) for value, when in values), targets=aims), (), DEPARTEMENT, "Nord"
        )
        written = boxes(figure_trend(parts, panel_px), panel_px)
        said = {text.replace("\u202f", "") for text, *_ in written}
        assert {str(values[0][0]), str(values[-1][0])} <= said
        for place, (text, left, right, bottom, top) in enumerate(written):
            assert top <= panel_px, f"« {text} » is written upon the title above"
            for other, left_, right_, bottom_, top_ in written[place + 1 :]:
                over = left < right_ and left_ < right and bottom < top_ and bottom_ < top
                assert not over, f"« {text} » and « {other} » are written upon each other ({panel_px} px)"
