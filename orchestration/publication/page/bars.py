"""Sections with a bar chart: the chart, and the first of its rows in words."""

from __future__ import annotations

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


def _said(chart: BarChart, bars: Sequence[Bar | None]) -> list[str]:
    names = chart.series if len(chart.series) > 1 else ("",)
    return [f"{name}{bar.text}" for name, bar in zip(names, bars, strict=True) if bar]
