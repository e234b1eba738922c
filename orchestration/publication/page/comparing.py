"""Figures beside what they were: the columns, and the sections that are about nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from orchestration.publication.bulletin.facts import Indicator
from orchestration.publication.bulletin.figures import value_of
from orchestration.publication.page.bars import bar_of, has_cut, with_bars, without_outliers
from orchestration.publication.page.charts import Bar, BarChart
from orchestration.publication.page.parts import (
    Cell,
    Column,
    Section,
    Table,
    before,
    change_text,
    changed,
    explain,
    named,
    now,
    year_before,
)
from orchestration.publication.page.sources import Told


def channels(told: Told) -> Section:
    """Return the section of cases by the channel that they came by."""
    total = told.facts.indicators["cases.total"]
    known = [channel.indicator.code for channel in told.channels if channel.has_own_code]
    section = Section(
        "channels",
        "各渠道办件量",
        f"本期总办件量{value_of(total)}件，按办理渠道分。",
        compared_table(
            "渠道", [(channel.name, channel.indicator) for channel in told.channels], total
        ),
        tuple(explain(told, code) for code in ("cases.total", *known)),
    )
    if not told.channels:
        return replace(section, lead="", table=None, nothing="本期没有政务服务办件。")
    rows = tuple(
        (channel.name, (bar_of(channel.indicator, f"{value_of(channel.indicator)}件"),))
        for channel in told.channels
    )
    return with_bars(section, BarChart(("办件量",), rows))


def comparison(told: Told) -> Section:
    """Return the section of all headline figures beside what they were."""
    figures = [told.facts.indicators[code] for code in told.facts.headlines]
    meanings = ["“主要指标”", *(["“诉求类型”"] if told.facts.types else [])]
    section = Section(
        "comparison",
        "与上期、上年同期相比",
        "图中是各项数量的增减百分比；比率的增减以百分点计，见表。"
        "上期、上年同期为零或有月份没有数据的，以及本期未满时，没有增减。"
        f"各项口径见{'和'.join(meanings)}，编码可用于追溯："
        f"tongbao trace {told.facts.plan.period} 编码。",
        Table(
            (
                Column.of_text("指标"),
                Column.of_codes("编码"),
                Column("本期"),
                Column.of_text("单位"),
                Column("上期"),
                Column("环比"),
                Column("上年同期"),
                Column("同比"),
            ),
            tuple(
                (
                    named(figure.name),
                    named(figure.code),
                    now(figure),
                    named(figure.unit),
                    *_changes(figure),
                )
                for figure in figures
            ),
        ),
        (),
    )
    counts = [figure for figure in figures if figure.is_count]
    rows = tuple(
        (figure.name, bars)
        for figure in counts
        if any(
            bars := (
                _change_bar(figure.change_on_previous),
                _change_bar(figure.change_on_year_before),
            )
        )
    )
    if not rows:
        return replace(section, nothing="没有上期和上年同期的数据可比。")
    chart = without_outliers(BarChart(("环比", "同比"), rows))
    if has_cut(chart):
        section = replace(section, lead=f"{section.lead}带缺口的条远长于其余，未按比例画。")
    return with_bars(section, chart)


def compared_table(
    first: str,
    figures: Sequence[tuple[str, Indicator]],
    total: Indicator | None = None,
    after: tuple[str, list[Cell]] | None = None,
    last: tuple[str, list[Cell]] | None = None,
) -> Table:
    """Return counts beside what they were; `after` follows the count, `last` holds text."""
    columns = [Column.of_text(first), Column("本期(件)")]
    columns += [Column(after[0])] if after else []
    columns += [Column("上期(件)"), Column("环比"), Column("上年同期(件)"), Column("同比")]
    columns += [Column.of_text(last[0])] if last else []
    rows = [
        (
            named(name),
            now(figure),
            *([after[1][place]] if after else []),
            *_changes(figure),
            *([last[1][place]] if last else []),
        )
        for place, (name, figure) in enumerate(figures)
    ]
    beneath = (named("合计"), now(total), *_changes(total)) if total else ()
    return Table(tuple(columns), tuple(rows), beneath)


def _changes(figure: Indicator) -> tuple[Cell, Cell, Cell, Cell]:
    return (
        before(figure),
        changed(figure.change_on_previous, figure.change_unit),
        year_before(figure),
        changed(figure.change_on_year_before, figure.change_unit),
    )


def _change_bar(change: Decimal | None) -> Bar | None:
    return None if change is None else Bar(float(change), change_text(change, "%"))
