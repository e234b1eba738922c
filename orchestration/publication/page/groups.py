"""The section of groups of units, for offices that have groups."""

from __future__ import annotations

from dataclasses import replace

from orchestration.publication.groups import CASES, COLUMNS, GROUP, RECEIVED, UNITS
from orchestration.publication.page.bars import with_bars
from orchestration.publication.page.charts import Bar, BarChart
from orchestration.publication.page.parts import (
    Cell,
    Column,
    Explained,
    Section,
    Table,
    counted,
    explain,
    named,
)
from orchestration.publication.page.sources import Told
from orchestration.publication.tables import PublishedTable

_LEFT_OUT = {"超时签收数", "办结数", "超时办结数", "评价数", "满意数", "好差评评价量"}
"""Columns that the workbook has, and for which a page has no room."""


def groups(told: Told) -> list[Section]:
    """Return the section, none where the office has no groups."""
    table = told.groups
    if table is None:
        return []
    shown = [at for at, name in enumerate(table.columns) if name not in _LEFT_OUT]
    columns = tuple(Column(table.columns[at]) for at in shown[1:])
    *rows, total = (_cells(*(row[at] for at in shown)) for row in table.rows)
    headers = {table.columns[at] for at in shown}
    codes = dict.fromkeys(code for header, code, _ in COLUMNS if header in headers)
    counted_by = next(name for name in (RECEIVED, CASES, UNITS) if name in headers)
    section = Section(
        "groups",
        "各分组办理情况",
        f"按花名册中的分组小计，图中是{counted_by}，占比是该组占全部的比例；"
        "未列入任何分组的单位合为“未分组”。",
        Table((Column.of_text(GROUP), *columns), tuple(rows), total),
        tuple(_explained(told, code) for code in codes),
    )
    return [with_bars(section, _bars(table, counted_by))]


def _cells(name: object, *values: object) -> tuple[Cell, ...]:
    return (named(str(name)), *(counted(None if value is None else str(value)) for value in values))


def _explained(told: Told, code: str) -> Explained:
    explained = explain(told, code)
    return replace(explained, trace=f"{explained.trace}@group:分组名称")


def _bars(table: PublishedTable, column: str) -> BarChart:
    at, unit = table.columns.index(column), "个" if column == UNITS else "件"
    counts = [(str(row[0]), int(str(row[at]))) for row in table.rows[:-1]]
    rows = tuple((name, (Bar(float(count), f"{count}{unit}"),)) for name, count in counts)
    return BarChart((column,), rows)
