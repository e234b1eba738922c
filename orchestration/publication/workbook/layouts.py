"""How each published table is laid out for print, and which of its cells are formulas.

Totals are the rows without a place: a unit may well be called 合计.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from orchestration.publication.workbook.grid import Grid, percent

Formulas = dict[tuple[int, str], str]
"""Formulas by row of the table, from 0, and column."""


@dataclass(frozen=True)
class Layout:
    """A sheet: the groups above its columns, and what is a total or a formula."""

    landscape: bool
    formulas: Callable[[Grid], Formulas]
    totals: Callable[[Grid], set[int]]
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)
    merged: tuple[str, ...] = ()
    """Columns whose cells are merged over the rows of one unit; the first says which unit."""
    frozen_columns: int = 0


def _without_place(grid: Grid) -> set[int]:
    return {row for row, place in enumerate(grid.values("序号")) if place is None}


def _no_row(grid: Grid) -> set[int]:
    return set()


def _order_rates(grid: Grid) -> Formulas:
    return {
        (row, rate): percent(grid.at(part, row), grid.at(whole, row))
        for row in range(len(grid.rows))
        for rate, part, whole in (
            ("超时签收率(%)", "超时签收数", "受理工单数"),
            ("办结率(%)", "办结数", "受理工单数"),
            ("超时办结率(%)", "超时办结数", "受理工单数"),
            ("满意率(%)", "满意数", "评价数"),
        )
    }


def _orders(grid: Grid) -> Formulas:
    formulas = _order_rates(grid)
    total = len(grid.rows) - 1
    counts = [name for name in grid.columns[2:] if not name.endswith("(%)")]
    if total:
        formulas |= {(total, name): grid.sum_of(name, 0, total - 1) for name in counts}
    return formulas


def _cases_by_category(grid: Grid) -> Formulas:
    """Return shares and changes; the total is no sum, since categories overlap."""
    formulas: Formulas = {}
    for row in range(len(grid.rows)):
        now, before = grid.at("办件量", row), grid.at("上期办件量", row)
        whole = grid.at("办件量", 0, fixed=True)
        formulas[row, "占总办件量(%)"] = percent(now, whole)
        formulas[row, "环比(%)"] = percent(f"({now}-{before})", before)
    return formulas


def _cases_by_unit(grid: Grid) -> Formulas:
    formulas: Formulas = {}
    for first, last in grid.blocks("类别"):
        whole = grid.at("办件量", last, fixed=True)
        for row in range(first, last + 1):
            formulas[row, "占同类(%)"] = percent(grid.at("办件量", row), whole)
        if last > first:
            formulas[last, "办件量"] = grid.sum_of("办件量", first, last - 1)
    return formulas


def _licenses(grid: Grid) -> Formulas:
    total = len(grid.rows) - 1
    formulas: Formulas = {(total, "单位合计"): f"={grid.at('入库数量', total)}"}
    if total:
        formulas[total, "入库数量"] = grid.sum_of("入库数量", 0, total - 1)
    for first, last in grid.blocks("颁发单位", rows=total):
        formulas[first, "单位合计"] = grid.sum_of("入库数量", first, last)
    return formulas


def _indicators(grid: Grid) -> Formulas:
    """Return rates; over zero the published value stands, which a rule may give."""
    return {
        (row, "数值"): percent(grid.at("分子", row), grid.at("分母", row))
        for row, whole in enumerate(grid.values("分母"))
        if whole
    }


def _groups(grid: Grid) -> Formulas:
    """Return shares and rates of what is there; the last row is all, of exports that add up."""
    shares = {
        (row, share): percent(grid.at(part, row), grid.at(part, len(grid.rows) - 1, fixed=True))
        for share, part in (("占全部工单(%)", "受理工单数"), ("占总办件量(%)", "办件量"))
        if part in grid.columns
        for row in range(len(grid.rows))
    }
    return shares | (_order_rates(grid) if "受理工单数" in grid.columns else {})


LAYOUTS = {
    "attachment_1_orders_by_unit": Layout(
        True,
        _orders,
        _without_place,
        groups={
            "签收": ("签收数", "超时签收数", "超时签收率(%)"),
            "办结": ("办结数", "办结率(%)", "超时办结数", "超时办结率(%)"),
            "满意度": ("评价数", "满意数", "满意率(%)"),
        },
        frozen_columns=2,
    ),
    "attachment_2_cases_by_category": Layout(
        False,
        _cases_by_category,
        lambda grid: {0},
        groups={
            "本期": ("办件量", "占总办件量(%)"),
            "与上期比较": ("上期办件量", "环比(%)"),
        },
    ),
    "attachment_3_cases_by_unit": Layout(
        False,
        _cases_by_unit,
        _without_place,
        groups={"办件": ("办件量", "占同类(%)", "排名")},
    ),
    "attachment_4_licenses": Layout(
        False,
        _licenses,
        _without_place,
        groups={"单位": ("单位合计", "单位排名")},
        merged=("颁发单位", "单位合计", "单位排名"),
    ),
    "main_indicators": Layout(False, _indicators, _no_row, groups={"比率的构成": ("分子", "分母")}),
}
"""The layout of each published table, by the table's name."""

GROUPS_SHEET = "分组"
GROUPS = Layout(
    True,
    _groups,
    lambda grid: {len(grid.rows) - 1},
    groups={
        "受理": ("受理工单数", "占全部工单(%)"),
        "签收": ("超时签收数", "超时签收率(%)"),
        "办结": ("办结数", "办结率(%)", "超时办结数", "超时办结率(%)"),
        "满意度": ("评价数", "满意数", "满意率(%)"),
        "办件": ("办件量", "占总办件量(%)"),
        "好差评": ("好差评评价量", "好评率(%)"),
    },
    frozen_columns=1,
)
"""The layout of the table of groups of units, where an office has groups."""
