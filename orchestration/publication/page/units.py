"""The sections of units: who is overdue, and how satisfied citizens are with whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from orchestration.office.model import Wording
from orchestration.publication.csv_writer import Cell as Value
from orchestration.publication.files import ORDERS
from orchestration.publication.page.bars import with_bars
from orchestration.publication.page.charts import Bar, BarChart
from orchestration.publication.page.parts import Column, Section, Table, counted, explain, named
from orchestration.publication.page.sources import Told

_LONGEST_CHART = 60
"""Rows of a chart at most; the table beneath has them all."""
_UNIT, _PLACE = "承办单位", "序号"


def overdue(told: Told) -> Section:
    """Return the section of work orders that units signed or finished too late."""
    shown = ("受理工单数", "超时签收数", "超时签收率(%)", "超时办结数", "超时办结率(%)")
    codes = (
        "orders.received",
        "orders.sign_overdue",
        "orders.sign_overdue_rate",
        "orders.finish_overdue",
        "orders.finish_overdue_rate",
    )
    section = Section(
        "overdue",
        "各单位超时工单",
        "按超时办结的工单数从多到少排列；图中只列有超时工单的单位，表中列出所有承办单位。",
        _of_units(told, shown),
        tuple(explain(told, code, of_unit=True) for code in codes),
    )
    units = _units(told)
    if not units:
        return replace(section, lead="", table=None, nothing="本期没有转办的工单。")
    late = sorted(
        (unit for unit in units if unit["超时办结数"] or unit["超时签收数"]),
        key=lambda unit: (-_number(unit["超时办结数"]), -_number(unit["超时签收数"])),
    )
    if not late:
        return replace(section, lead="", nothing="本期没有超时签收或超时办结的工单。")
    late, left_out = _foremost(late, ("超时办结数", "超时签收数"))
    rows = tuple(
        (
            str(unit[_UNIT]),
            tuple(
                Bar(float(_number(unit[name])), f"{unit[name]}件")
                for name in ("超时办结数", "超时签收数")
            ),
        )
        for unit in late
    )
    section = replace(section, lead=section.lead + left_out)
    return with_bars(section, BarChart(("超时办结", "超时签收"), rows)) if rows else section


def satisfaction(told: Told, wording: Wording) -> Section:
    """Return the section of satisfaction by unit, the lowest first."""
    floor = f"{wording.satisfaction_floor}%"
    section = Section(
        "satisfaction",
        "各单位群众满意率",
        f"按满意率从低到高排列，虚线是满意率底线{floor}，低于底线的单位用另一种颜色。"
        "没有评价的单位没有满意率；评价少的单位，满意率随一两件评价变化很大，请与评价数一并看。",
        _of_units(told, ("评价数", "满意数", "满意率(%)")),
        tuple(
            explain(told, code, of_unit=True)
            for code in ("orders.rated", "orders.satisfied", "orders.satisfaction")
        ),
    )
    rated = [unit for unit in _units(told) if unit["满意率(%)"] is not None]
    if not rated:
        return replace(section, lead="", table=None, nothing="本期没有已评价的工单。")
    rated, left_out = _foremost(
        sorted(rated, key=lambda unit: _number(unit["满意率(%)"])), ("满意率(%)",)
    )
    rows = tuple(
        (
            str(unit[_UNIT]),
            (_rate(unit),),
        )
        for unit in rated
    )
    chart = BarChart(
        ("满意率",), rows, ends_at=100, floor=(float(wording.satisfaction_floor), f"底线{floor}")
    )
    section = replace(section, lead=section.lead + left_out)
    return with_bars(section, chart) if rows else section


def _units(told: Told) -> list[dict[str, Value]]:
    """Return the rows of 附件1 by column, without its total: a unit may well be called 合计."""
    table = told.tables[ORDERS.table]
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return [row for row in rows if row[_PLACE] is not None]


def _of_units(told: Told, shown: Sequence[str]) -> Table:
    """Return columns of 附件1, with its total."""
    table = told.tables[ORDERS.table]
    at = [table.columns.index(name) for name in shown]
    name, place = table.columns.index(_UNIT), table.columns.index(_PLACE)
    rows = [
        (row[place] is None, (named(str(row[name])), *(counted(row[column]) for column in at)))
        for row in table.rows
    ]
    return Table(
        (Column.of_text(_UNIT), *map(Column, shown)),
        tuple(row for is_total, row in rows if not is_total),
        next((row for is_total, row in rows if is_total), ()),
    )


def _foremost(
    ranked: list[dict[str, Value]], keys: Sequence[str]
) -> tuple[list[dict[str, Value]], str]:
    """Return as many of the first units as a chart holds, and a sentence if it holds not all.

    Units that tie with the first one left out are left out too: nobody is spared by the order.
    """
    if len(ranked) <= _LONGEST_CHART:
        return ranked, ""
    bar = [ranked[_LONGEST_CHART][key] for key in keys]
    shown = [unit for unit in ranked[:_LONGEST_CHART] if [unit[key] for key in keys] != bar]
    return shown, f"单位较多，图中列{len(shown)}个。" if shown else "单位较多且数值相同，不画图。"


def _rate(unit: dict[str, Value]) -> Bar:
    rate = unit["满意率(%)"]
    return Bar(float(_number(rate)), f"{rate}%（{unit['评价数']}件）")


def _number(value: Value) -> Decimal:
    return Decimal(value or 0)
