"""The workbook of a publication: a sheet a published table, the same bytes from the same tables."""

from __future__ import annotations

import io
from collections.abc import Collection
from datetime import UTC
from decimal import Decimal
from pathlib import Path

from orchestration.archives import stored
from orchestration.clock import LOCAL_TIME
from orchestration.office.model import PARTS, Wording
from orchestration.planning.plan import Plan
from orchestration.publication.bulletin.titles import moment_words, period_words, table_titles
from orchestration.publication.csv_writer import Cell
from orchestration.publication.files import published_files
from orchestration.publication.tables import PublishedTable
from orchestration.publication.workbook.grid import Grid
from orchestration.publication.workbook.layouts import GROUPS, GROUPS_SHEET, LAYOUTS
from orchestration.publication.workbook.sheet import write_sheet
from orchestration.publication.workbook.styles import Styles


def write_workbook(
    path: Path,
    tables: dict[str, PublishedTable],
    plan: Plan,
    wording: Wording,
    groups: PublishedTable | None = None,
    parts: Collection[str] = PARTS,
) -> None:
    """Write the published tables, by name, as a workbook, and last that of groups of units.

    Its one moment is the as-of: the same tables give the same bytes.
    """
    import xlsxwriter

    titles = table_titles(wording, plan.period)
    note = f"统计时点：{moment_words(plan.as_of)}"
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties(
            {
                "title": f"{period_words(plan.period)}通报附件",
                "author": wording.name,
                "created": plan.as_of.replace(tzinfo=LOCAL_TIME).astimezone(UTC),
            }
        )
        styles = Styles(book)
        for file in published_files(parts):
            layout, table = LAYOUTS[file.table], tables[file.table]
            grid = Grid(table.columns, _with_numbers(table), plan.period.worded)
            sheet = book.add_worksheet(file.label)
            write_sheet(sheet, styles, layout, grid, titles[file.table], note)
        if groups is not None:
            grid = Grid(groups.columns, groups.rows, plan.period.worded)
            title = (period_words(plan.period), "各分组办理情况统计表")
            write_sheet(book.add_worksheet(GROUPS_SHEET), styles, GROUPS, grid, title, note)
    path.write_bytes(stored(buffer.getvalue()))


def _with_numbers(table: PublishedTable) -> list[list[Cell]]:
    """Return the rows with 数值, a text since counts and rates share the column, as numbers."""
    if "数值" not in table.columns:
        return [list(row) for row in table.rows]
    position = table.columns.index("数值")
    return [
        [_as_number(value) if place == position else value for place, value in enumerate(row)]
        for row in table.rows
    ]


def _as_number(value: Cell) -> Cell:
    if not isinstance(value, str):
        return value
    return Decimal(value) if "." in value else int(value)
