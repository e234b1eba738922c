"""One sheet: number, title, as-of, a header of two rows, the table, and how it prints."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from orchestration.publication.csv_writer import Cell, cell_text
from orchestration.publication.workbook.grid import FIRST_ROW, HEADER_ROW, Grid
from orchestration.publication.workbook.layouts import Layout
from orchestration.publication.workbook.measures import column_width, row_height, text_width
from orchestration.publication.workbook.styles import Styles

_A4 = 9
_LONGEST_TEXT = 32767
_TITLE_LINE = 24.0
_TITLE_SIZE = 16 / 11
"""How much larger the title's letters are than those that widths are measured in."""


def write_sheet(
    sheet: Any, styles: Styles, layout: Layout, grid: Grid, title: tuple[str, str], note: str
) -> None:
    """Write a published table onto an empty sheet, ready to print.

    The title, on one line or on two, and the note stand above the table over its whole width.
    """
    widths = [
        column_width(grid.worded(name), [cell_text(value) for value in grid.values(name)])
        for name in grid.columns
    ]
    for position, width in enumerate(widths):
        sheet.set_column(position, position, width)
    _write_head(sheet, styles, layout, grid, title, note, widths)
    _write_header(sheet, styles, layout, grid, widths)
    _write_rows(sheet, styles, layout, grid, widths)
    _set_print(sheet, layout, grid)


def _write_head(
    sheet: Any,
    styles: Styles,
    layout: Layout,
    grid: Grid,
    title: tuple[str, str],
    note: str,
    widths: list[int],
) -> None:
    last = len(grid.columns) - 1
    sheet.set_row(0, 24)
    _write_text(sheet, 0, 0, sheet.get_name(), styles.of("number"))
    room = sum(widths) / _TITLE_SIZE
    lines = ["".join(title)] if text_width("".join(title)) < room else list(title)
    height = sum(row_height([(line, room)], _TITLE_LINE) for line in lines)
    sheet.set_row(1, height)
    sheet.merge_range(1, 0, 1, last, "", styles.of("title"))
    _write_text(sheet, 1, 0, "\n".join(lines), styles.of("title"))
    sheet.set_row(2, 20)
    sheet.merge_range(2, 0, 2, last, "", styles.of("note"))
    _write_text(sheet, 2, 0, note, styles.of("note"))


def _write_header(
    sheet: Any, styles: Styles, layout: Layout, grid: Grid, widths: list[int]
) -> None:
    style = styles.of("header")
    grouped = {name: group for group, names in layout.groups.items() for name in names}
    for position, name in enumerate(grid.columns):
        if name in grouped:
            _write_text(sheet, HEADER_ROW + 1, position, grid.worded(name), style)
        else:
            sheet.merge_range(HEADER_ROW, position, HEADER_ROW + 1, position, "", style)
            _write_text(sheet, HEADER_ROW, position, grid.worded(name), style)
    for group, names in layout.groups.items():
        if names[0] not in grid.columns:
            continue  # of an export that the office has not
        first = grid.columns.index(names[0])
        sheet.merge_range(HEADER_ROW, first, HEADER_ROW, first + len(names) - 1, "", style)
        _write_text(sheet, HEADER_ROW, first, grid.worded(group), style)
    sheet.set_row(HEADER_ROW, 20)
    headers = [
        (grid.worded(name), width)
        for name, width in zip(grid.columns, widths, strict=True)
        if name in grouped or text_width(grid.worded(name)) > width
    ]
    sheet.set_row(HEADER_ROW + 1, row_height(headers))


def _write_rows(sheet: Any, styles: Styles, layout: Layout, grid: Grid, widths: list[int]) -> None:
    totals, formulas = layout.totals(grid), layout.formulas(grid)
    numbers = [_is_number(grid.values(name)) for name in grid.columns]
    rows_of_unit = {
        row: last - first + 1
        for first, last in _units(layout, grid)
        for row in range(first, last + 1)
    }
    for row, values in enumerate(grid.rows):
        texts = [
            # a merged cell has the room of all its rows
            text[:: rows_of_unit.get(row, 1) if name in layout.merged else 1]
            for name, text in zip(grid.columns, map(cell_text, values), strict=True)
        ]
        sheet.set_row(FIRST_ROW + row, row_height(zip(texts, widths, strict=True)))
        for position, (name, value) in enumerate(zip(grid.columns, values, strict=True)):
            look = _look(name, value, is_number=numbers[position])
            style = styles.of(look, is_total=row in totals)
            _write_cell(sheet, FIRST_ROW + row, position, value, style, formulas.get((row, name)))
    _merge_units(sheet, styles, layout, grid, formulas)
    last = FIRST_ROW + max(len(grid.rows), 1) - 1
    sheet.ignore_errors({"number_stored_as_text": f"A1:{_corner(grid, last)}"})


def _merge_units(
    sheet: Any, styles: Styles, layout: Layout, grid: Grid, formulas: dict[tuple[int, str], str]
) -> None:
    for first, last in _units(layout, grid):
        for name in layout.merged if last > first else ():
            position, value = grid.columns.index(name), grid.values(name)[first]
            style = styles.of("text" if isinstance(value, str) else "centred")
            top, bottom = FIRST_ROW + first, FIRST_ROW + last
            sheet.merge_range(top, position, bottom, position, "", style)
            _write_cell(sheet, top, position, value, style, formulas.get((first, name)))


def _units(layout: Layout, grid: Grid) -> list[tuple[int, int]]:
    """Return first and last row of each unit whose cells are merged over its rows."""
    if not layout.merged:
        return []
    return grid.blocks(layout.merged[0], rows=len(grid.rows) - len(layout.totals(grid)))


def _set_print(sheet: Any, layout: Layout, grid: Grid) -> None:
    last_row, last_column = FIRST_ROW + len(grid.rows) - 1, len(grid.columns) - 1
    sheet.freeze_panes(FIRST_ROW, layout.frozen_columns)
    sheet.set_paper(_A4)
    if layout.landscape:
        sheet.set_landscape()
    sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.8)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW, FIRST_ROW - 1)
    sheet.print_area(0, 0, max(last_row, FIRST_ROW - 1), last_column)
    sheet.set_footer('&C&"宋体"&11第 &P 页，共 &N 页')


def _write_cell(
    sheet: Any, row: int, column: int, value: Cell, style: Any, formula: str | None
) -> None:
    if formula is not None:
        cached = "" if value is None else _number(value)
        sheet.write_formula(row, column, formula, style, cached)
    elif value is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, str):
        _write_text(sheet, row, column, value, style)
    else:
        sheet.write_number(row, column, _number(value), style)


def _write_text(sheet: Any, row: int, column: int, text: str, style: Any) -> None:
    """Write text as text: never a formula, a link or the marked-up text that `<r>` would begin."""
    shown = cell_text(text)[:_LONGEST_TEXT]
    if shown.startswith("<r>"):
        sheet.write_rich_string(row, column, style, shown[:1], style, shown[1:], style)
    else:
        sheet.write_string(row, column, shown, style)


def _look(name: str, value: Cell, *, is_number: bool) -> str:
    if isinstance(value, Decimal) or name.endswith("(%)"):
        return "rate"
    if not is_number:
        return "text" if name not in _CENTRED else "centred"
    return "count" if name not in _CENTRED else "centred"


_CENTRED = {"序号", "类别", "排名", "单位合计", "单位排名"}
"""Columns of places, of classes, and of what stands merged over the rows of a unit."""


def _is_number(values: list[Cell]) -> bool:
    return any(isinstance(value, int | Decimal) for value in values)


def _number(value: Cell) -> int | float:
    return value if isinstance(value, int) else float(value or 0)


def _corner(grid: Grid, last_row: int) -> str:
    return str(xl_rowcol_to_cell(last_row, len(grid.columns) - 1))
