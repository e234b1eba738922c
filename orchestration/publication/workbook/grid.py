"""Where the cells of a sheet stand: the rows of a published table and their addresses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name

from orchestration.publication.csv_writer import Cell

HEADER_ROW = 3
"""The first row of the header, from 0: above it stand the attachment's number, title and as-of."""
FIRST_ROW = 5
"""The first row of the table, from 0: the header has two rows."""


@dataclass(frozen=True)
class Grid:
    """A published table as it lies on its sheet: names of its columns, and its rows."""

    columns: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    worded: Callable[[str], str] = str
    """How the header's words are written for the kind of period."""

    def values(self, column: str) -> list[Cell]:
        """Return a column's values, row by row."""
        position = self.columns.index(column)
        return [row[position] for row in self.rows]

    def at(self, column: str, row: int, *, fixed: bool = False) -> str:
        """Return the address of a cell by its row in the table, from 0; `fixed` as with a `$`."""
        letter = xl_col_to_name(self.columns.index(column), fixed)
        return f"{letter}{'$' * fixed}{FIRST_ROW + row + 1}"

    def sum_of(self, column: str, first: int, last: int) -> str:
        """Return the formula that adds up a column from one row of the table to another."""
        return f"=SUM({self.at(column, first)}:{self.at(column, last)})"

    def blocks(self, column: str, rows: int | None = None) -> list[tuple[int, int]]:
        """Return first and last row of each run of one value, in all rows or in the first few."""
        values = self.values(column)[:rows]
        starts = [row for row, value in enumerate(values) if row == 0 or value != values[row - 1]]
        ends = [start - 1 for start in [*starts[1:], len(values)]]
        return list(zip(starts, ends, strict=False))


def percent(part: str, whole: str) -> str:
    """Return the formula of a rate in percent: empty over zero or nothing, half up once.

    Multiplied before it is divided, so that the one division is all there is to round.
    """
    return f'=IF(N({whole})=0,"",ROUND(100*{part}/{whole},2))'
