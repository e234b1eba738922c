"""Sections with a bar chart: the chart, and the first of its rows in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from orchestration.publication.bulletin.facts import Indicator
from orchestration.publication.page.charts import Bar, BarChart
from orchestration.publication.page.parts import Section


def with_bars(section: Section, chart: BarChart) -> Section:
    """Return the section with its chart, and the first rows of it in words."""
    first = "；".join(f"{name}{'、'.join(_said(chart, bars))}" for name, bars in chart.rows[:3])
    more = "" if len(chart.rows) <= 3 else f"共{len(chart.rows)}行，前三行是："
    return replace(section, chart=chart, alternative=f"条形图，{more}{first}。全部数字见图下的表。")


def bar_of(figure: Indicator, text: str) -> Bar:
    """Return a figure as a bar with a text of its own."""
    return Bar(float(figure.value or 0), text)


def without_outliers(chart: BarChart) -> BarChart:
    """Return the chart with bars cut that would leave the others no length.

    Few are: a fifth of the bars at most, each more than four times as long as any that is kept.
    What is written at their end stays.
    """
    lengths = sorted((abs(bar.value) for _, row in chart.rows for bar in row if bar), reverse=True)
    few = range(min(max(len(lengths) // 5, 1), len(lengths) - 3))
    kept = [lengths[place + 1] for place in few if lengths[place] > 4 * lengths[place + 1] > 0]
    if not kept:
        return chart
    rows = tuple((name, tuple(_cut(bar, kept[-1]) for bar in row)) for name, row in chart.rows)
    return replace(chart, rows=rows)


def has_cut(chart: BarChart) -> bool:
    """Tell whether a bar of the chart is cut."""
    return any(bar.is_cut for _, row in chart.rows for bar in row if bar)


def _cut(bar: Bar | None, longest: float) -> Bar | None:
    if bar is None or abs(bar.value) <= longest:
        return bar
    return replace(bar, value=math.copysign(1.5 * longest, bar.value), is_cut=True)


def _said(chart: BarChart, bars: Sequence[Bar | None]) -> list[str]:
    names = chart.series if len(chart.series) > 1 else ("",)
    return [f"{name}{bar.text}" for name, bar in zip(names, bars, strict=True) if bar]
