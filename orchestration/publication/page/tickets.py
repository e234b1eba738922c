"""The sections of tickets: by type, and week by week."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from orchestration.publication.bulletin.figures import value_of
from orchestration.publication.page.bars import bar_of, with_bars
from orchestration.publication.page.charts import BarChart, WeekChart
from orchestration.publication.page.comparing import compared_table
from orchestration.publication.page.parts import (
    NOTHING,
    Cell,
    Column,
    Section,
    Table,
    counted,
    explain,
    named,
    now,
)
from orchestration.publication.page.sources import Told


def types(told: Told) -> Section:
    """Return the section of tickets by type."""
    figures, total = told.facts.indicators, told.facts.indicators["tickets.total"]
    kinds = [(kind, figures[f"tickets.{kind.code}"]) for kind in told.facts.types]
    shares = {kind.code: figures[f"tickets.{kind.code}.share"] for kind in told.facts.types}
    section = Section(
        "types",
        "诉求类型",
        f"本期受理群众诉求{value_of(total)}件，各类诉求的数量和占比。",
        compared_table(
            "类型",
            [(kind.name, figure) for kind, figure in kinds],
            after=("占比(%)", [now(shares[kind.code]) for kind, _ in kinds]),
            last=("最多的领域", [named(kind.leading_topic or NOTHING) for kind, _ in kinds]),
        ),
        (
            explain(told, "tickets.total"),
            *(
                explain(told, figure.code)
                for kind, count in kinds
                for figure in (count, shares[kind.code])
            ),
        ),
    )
    if not total.numerator:
        return replace(section, lead="", table=None, nothing="本期没有受理群众诉求。")
    rows = [
        (kind.name, (bar_of(count, f"{value_of(count)}件，占{value_of(shares[kind.code])}%"),))
        for kind, count in kinds
    ]
    return with_bars(section, BarChart(("诉求量",), tuple(rows)))


def weekly(told: Told) -> Section:
    """Return the section of what came in, was finished and stayed open, week by week."""
    weeks = told.weeks
    short = [week for week in weeks if (week.last_day - week.first_day).days < 6]
    lead = "一周从周一到周日"
    if short:
        which = "、".join(f"{_day(week.first_day)}至{_day(week.last_day)}" for week in short)
        lead += f"，{which}不足七天"
    lead += (
        "。办结和在办只计本期受理的工单，以前各期结转的不在其中，所以在办量从零起算；"
        "末周的在办工单即统计时点的在办工单。"
    )
    codes = ("tickets.total", "orders.received", "orders.finished", "orders.open")
    rows = tuple(
        (
            Cell(f"{_day(week.first_day)}至{_day(week.last_day)}", str(week.number)),
            *map(counted, (week.tickets, week.received, week.finished, week.open_at_end)),
        )
        for week in weeks
    )
    names = ("受理诉求", "受理工单", "办结工单", "周末在办")
    totals = [now(told.facts.indicators[code]) for code in codes[:3]]
    section = Section(
        "weeks",
        "每周受理、办结和在办工单",
        lead,
        Table(
            (Column("周", "span"), *map(Column, names)),
            rows,
            (named("合计"), *totals, named("")),
        ),
        tuple(explain(told, code) for code in codes),
    )
    if not any(week.tickets for week in weeks):
        return replace(section, lead="", table=None, nothing="本期没有受理群众诉求。")
    if not any(week.received for week in weeks):
        return replace(section, lead="", nothing="本期没有转办的工单。")
    spans = (
        f"{name}{min(values)}至{max(values)}件"
        for name, values in zip(
            names[1:],
            (
                [week.received for week in weeks],
                [week.finished for week in weeks],
                [week.open_at_end for week in weeks],
            ),
            strict=True,
        )
    )
    return replace(
        section,
        chart=WeekChart(
            names[1:3],
            names[3],
            tuple(
                (
                    f"{week.first_day.month}/{week.first_day.day}",
                    (week.received, week.finished),
                    week.open_at_end,
                )
                for week in weeks
            ),
        ),
        alternative=f"柱和折线图，共{len(weeks)}周：每周{'，'.join(spans)}。逐周数字见图下的表。",
    )


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"
