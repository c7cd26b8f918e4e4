"""Native charts of a PowerPoint file: their numbers are in a sheet of their own, edited as any chart. Pure."""

from __future__ import annotations

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml.ns import qn
from pptx.util import Pt

from components.exports.deck import Bars
from components.exports.pptx_parts import MARGIN, describe, emu, rgb, write
from components.figures.plain_chart import STACK, Chart
from components.html import typographic
from components.theme import BLUE, STATUS_STYLES, TEXT
from data.model import READING_LABELS


def status_chart(page: Any, block: Bars, top: float, width: float, height: float = 2.8) -> None:
    data = CategoryChartData()
    data.categories = [READING_LABELS[reading] for reading in block.counts]
    data.add_series(typographic(block.title), list(block.counts.values()))
    frame = page.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, emu(MARGIN), emu(top), emu(width), emu(height), data)
    describe(frame, block.alt)
    chart = frame.chart
    chart.font.name, chart.font.size = "Arial", Pt(14)
    chart.has_legend, chart.has_title = False, True
    write(chart.chart_title.text_frame, [block.title], 14, bold=True)
    chart.value_axis.visible, chart.value_axis.has_major_gridlines = False, False
    chart.category_axis.reverse_order = True
    chart.category_axis.tick_labels.font.size = Pt(14)
    plot = chart.plots[0]
    plot.has_data_labels, plot.gap_width = True, 40
    plot.data_labels.position, plot.data_labels.font.size = XL_LABEL_POSITION.OUTSIDE_END, Pt(16)
    for place, reading in enumerate(block.counts):
        style, fill = STATUS_STYLES[reading], plot.series[0].points[place].format.fill
        if style.pattern:
            fill.patterned()
            fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL if style.pattern == "/" else MSO_PATTERN.PERCENT_20
            fill.fore_color.rgb, fill.back_color.rgb = rgb(style.on_fill), rgb(style.fill)
        else:
            fill.solid()
            fill.fore_color.rgb = rgb(style.fill)


def native_chart(page: Any, block: Chart, left: float, top: float, width: float, height: float) -> None:
    """The chart with its numbers in a sheet of its own: staff edit it as any chart of theirs."""
    data = CategoryChartData(number_format=_number_format(block))
    data.categories = block.days or [
        name if any(one.values[place] is not None for one in block.series) else f"{name} (inconnu)"
        for place, name in enumerate(block.categories)
    ]
    for one in block.series:
        data.add_series(typographic(one.name), [None if v is None else round(v, 1) for v in one.values])
    kind = {
        "bars": XL_CHART_TYPE.BAR_STACKED if len(block.series) > 1 else XL_CHART_TYPE.BAR_CLUSTERED,
        "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
        "line": XL_CHART_TYPE.LINE_MARKERS,
    }[block.kind]
    frame = page.shapes.add_chart(kind, emu(left), emu(top), emu(width), emu(height), data)
    describe(frame, block.alt)
    chart = frame.chart
    chart.font.name, chart.font.size = "Arial", Pt(14)
    chart.has_title = True
    write(chart.chart_title.text_frame, [block.title], 14, bold=True)
    chart.has_legend = len(block.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.value_axis.minimum_scale = 0
    chart.value_axis.visible, chart.value_axis.has_major_gridlines = False, False
    plot = chart.plots[0]
    plot.has_data_labels = True
    plot.data_labels.font.size = Pt(14)
    if block.kind == "line":
        chart.category_axis.tick_labels.number_format = "yyyy"
        chart.category_axis.tick_labels.number_format_is_linked = False
        _by_year(chart.category_axis)
        plot.data_labels.position = XL_LABEL_POSITION.ABOVE
        line = plot.series[0]
        line.smooth = False
        line.format.line.color.rgb, line.format.line.width = rgb(BLUE), Pt(3)
        line.marker.format.fill.solid()
        line.marker.format.fill.fore_color.rgb = rgb(BLUE)
        return
    plot.gap_width = 40
    if block.kind == "bars":
        chart.category_axis.reverse_order = True
    if len(block.series) > 1:
        plot.overlap = 100
        plot.data_labels.number_format, plot.data_labels.number_format_is_linked = "0;;", False  # no word for none
    for rank, series in enumerate(plot.series):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = rgb(STACK[rank] or "#ffffff")
        if len(block.series) > 1:
            series.format.line.color.rgb = rgb("#6a6a6a")
            series.data_labels.show_value = True
            series.data_labels.font.size = Pt(14)
            series.data_labels.font.color.rgb = rgb("#ffffff" if rank == 0 else TEXT)
            series.data_labels.number_format, series.data_labels.number_format_is_linked = "0;;", False


def _number_format(block: Chart) -> str:
    """As the screen and the dossier write it: a share to the tenth is not rounded to the unit."""
    if block.unit != "%":
        return "General"
    values = [value for one in block.series for value in one.values if value is not None]
    tenths = block.decimals if block.decimals is not None else any(round(value, 1) % 1 for value in values)
    return '0.0" %"' if tenths else '0" %"'


def _by_year(axis: Any) -> None:
    """One label a year: the library has no name for the step of an axis of dates."""
    for name, value in (("baseTimeUnit", "days"), ("majorUnit", "1"), ("majorTimeUnit", "years")):
        for old in axis._element.findall(qn(f"c:{name}")):
            axis._element.remove(old)
        step = axis._element.makeelement(qn(f"c:{name}"), {"val": value})
        axis._element.append(step)
