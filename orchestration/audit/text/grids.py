"""The numbers of a table: which rows hold data, which is a total, and what the columns hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from orchestration.audit.text.sentences import plain
from orchestration.reconcile.printed import Printed, parse_printed
from orchestration.texts.document import Table

_TOTAL = re.compile(r"合计|总计|共计")
_PARTIAL = re.compile(r"小计|其中|平均|.合计|.总计")
_NOT_ADDED = re.compile(
    r"序号|排名|名次|位次|率|占|比|分|均|增|降|环|同|%|年|时长|小时|合计|小计|累计|编号|备注"
)
_RATE = re.compile(r"率|占|比重|比例|%")
_CHANGED = re.compile(r"环比|同比|增|降|较")


@dataclass(frozen=True)
class Block:
    """The rows of a table down to a total, and the row of the total where there is one."""

    rows: tuple[int, ...]
    total: int | None


@dataclass(frozen=True)
class NumberTable:
    """A table with its cells read as numbers."""

    table: Table

    @cached_property
    def first(self) -> int:
        """The first row below the header: the first with two numbers, or a name and a number."""
        for at in range(len(self.table.rows)):
            count = sum(self.number(at, column) is not None for column in self.columns)
            if count and (at or count > 1):
                return at
        return len(self.table.rows)

    @property
    def columns(self) -> range:
        """The columns, from 0."""
        return range(len(self.table.rows[0]))

    @cached_property
    def headers(self) -> list[str]:
        """The words over each column, those of several header rows together."""
        return [
            plain("".join(dict.fromkeys(row[column] for row in self.table.rows[: self.first])))
            for column in self.columns
        ]

    def number(self, row: int, column: int) -> Printed | None:
        """Return the number in a cell; None where there is none, or the cell goes on another."""
        if (row, column) in self.table.merged:
            return None
        header = self.table.rows[0][column] if row else ""
        return parse_printed(self.table.rows[row][column], "%" if "%" in plain(header) else "")

    def count(self, row: int, column: int) -> int | None:
        """Return the count in a cell."""
        number = self.number(row, column)
        if number is None or number.is_percent or number.step != 1 or number.value < 0:
            return None
        return int(number.value)

    def name(self, row: int) -> str:
        """Return what a row is about: its first cell that is no number."""
        cells = self.table.rows[row]
        texts = [plain(cells[at]) for at in self.columns if self.number(row, at) is None]
        return next((text for text in texts if text), "")

    def blocks(self) -> Iterator[Block]:
        """Yield the rows down to each total; nothing where a table has totals of a part."""
        texts = [[plain(cell) for cell in row] for row in self.table.rows]
        if any(_PARTIAL.search(cell) for row in texts[self.first :] for cell in row):
            return
        rows: list[int] = []
        for at in range(self.first, len(texts)):
            if any(_TOTAL.fullmatch(cell) for cell in texts[at]):
                yield Block(tuple(rows), at)
                rows = []
            elif any(texts[at]):
                rows.append(at)
        if rows:
            yield Block(tuple(rows), None)

    def added(self) -> list[int]:
        """Return the columns whose numbers may be added up."""
        return [
            column
            for column in self.columns
            if self.headers[column] and not _NOT_ADDED.search(self.headers[column])
        ]

    def rates(self) -> list[int]:
        """Return the columns that hold rates of counts in the same row, or shares."""
        return [
            column
            for column in self.columns
            if _RATE.search(self.headers[column]) and not _CHANGED.search(self.headers[column])
        ]

    def place(self, row: int, column: int) -> str:
        """Return the place of a cell for people, with its name and its header."""
        words = ", ".join(filter(None, (self.name(row), self.headers[column])))
        return f"{self.table.cell_place(row, column)}: {words}"


def is_row_of_counts(table: NumberTable, rows: Sequence[int], column: int) -> bool:
    """Whether each of the rows has a count in a column."""
    return all(table.count(row, column) is not None for row in rows)
