"""A table of an office read from its file: rows of values, and what is wrong with the file."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orchestration.office.slips import Slip, listed
from orchestration.office.tables import CellError, Column, Table, parse_cell
from orchestration.office.text_files import read_text, records


@dataclass(frozen=True)
class Row:
    """A row of a table: where it stands, and its values by column."""

    file: str
    number: int
    values: dict[str, Any]

    def __getitem__(self, column: str) -> Any:
        return self.values[column]

    def slip(self, text: str) -> Slip:
        """Return a slip of this row."""
        return Slip(self.file, self.number, text)


def read_rows(path: Path, table: Table, slips: list[Slip]) -> list[Row]:
    """Return the rows of a table's file; what is wrong with it is added to the slips."""
    found = file_records(path, slips)
    if not found:
        return []
    (header_row, header), *lines = found
    columns = _columns(path.name, header_row, header, table, slips)
    if columns is None:
        return []
    before = len(slips)
    rows = [_row(path.name, number, cells, columns, table, slips) for number, cells in lines]
    return _all_different(rows, table, slips) if len(slips) == before else []


def file_records(path: Path, slips: list[Slip]) -> list[tuple[int, list[str]]]:
    """Return the records of a CSV, its header first; none where it is no table."""
    try:
        text = read_text(path)
        found = records(text) if text is not None else None
    except OSError as error:
        slips.append(Slip(path.name, None, f"it cannot be read: {error.strerror}"))
        return []
    except csv.Error as error:
        slips.append(Slip(path.name, None, f"it is no CSV: {error}"))
        return []
    if found is None:
        slips.append(Slip(path.name, None, "it is no text: save it as CSV"))
        return []
    if not found:
        slips.append(Slip(path.name, 1, "it has no header row"))
    return found


def _columns(
    file: str, row: int, header: list[str], table: Table, slips: list[Slip]
) -> list[Column | None] | None:
    columns = [table.column(cell) if cell else None for cell in header]
    unknown = [cell for cell, column in zip(header, columns, strict=True) if cell and not column]
    known = [column for column in columns if column]
    twice = sorted({column.name for column in known if known.count(column) > 1})
    missing = [each.name for each in table.columns if each.required and each not in known]
    wrong = [
        f"{what} {listed(names)}"
        for what, names in (
            ("unknown column", unknown),
            ("missing column", missing),
            ("twice the column", twice),
        )
        if names
    ]
    if not wrong:
        return columns
    have = listed(each.name for each in table.columns if not each.passed_over)
    slips.append(Slip(file, row, f"{'; '.join(wrong)}; its columns are {have}"))
    return None


def _row(
    file: str,
    number: int,
    cells: list[str],
    columns: list[Column | None],
    table: Table,
    slips: list[Slip],
) -> Row:
    given = {
        column.name: cell
        for cell, column in zip(cells, columns, strict=False)
        if column is not None
    }
    surplus = [
        cell for place, cell in enumerate(cells) if cell and not (columns[place:] or [None])[0]
    ]
    if surplus:
        slips.append(Slip(file, number, f"{surplus[0]!r} stands in no column"))
    values: dict[str, Any] = {}
    for column in table.columns:
        try:
            values[column.name] = (
                None if column.passed_over else parse_cell(column, given.get(column.name, ""))
            )
        except CellError as error:
            slips.append(Slip(file, number, f"{column.name} {error}"))
    return Row(file, number, values)


def _all_different(rows: list[Row], table: Table, slips: list[Slip]) -> list[Row]:
    """Return the rows; one whose key stands already is a slip."""
    first: dict[tuple[Any, ...], int] = {}
    for row in rows if table.key else ():
        key = tuple(row[name] for name in table.key)
        if None in key:
            continue
        if key in first:
            shown = ", ".join(map(str, key))
            slips.append(
                row.slip(f"{' and '.join(table.key)} {shown} stands already in row {first[key]}")
            )
        first.setdefault(key, row.number)
    return rows
