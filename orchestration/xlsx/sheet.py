"""The rows of a sheet as they stream through, however they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from orchestration.xlsx.cells import Cell, CellReader
from orchestration.xlsx.grid import COLUMNS, Limits, Row
from orchestration.xlsx.plain import PlainRows
from orchestration.xlsx.xml import LOCAL, Attributes, events

_DIGITS = "0123456789"


def read_rows(chunks: Iterable[bytes], cells: CellReader, limits: Limits) -> Iterator[list[Row]]:
    """Yield the rows that hold something, in lists as they come.

    Raises BookError where the sheet is broken, or reaches further than any export.
    """
    limits.start_sheet()
    plain = PlainRows(chunks, cells, limits)
    yield from plain
    yield from parsed_rows(plain.rest(), cells, limits, plain.last_number)


def parsed_rows(
    chunks: Iterable[bytes], cells: CellReader, limits: Limits, last_number: int = 0
) -> Iterator[list[Row]]:
    """Yield the rows of a sheet by its XML, those after `last_number`."""
    rows = _Rows(cells, limits, last_number)
    for _ in events(chunks, rows.start, rows.end, rows.text.append):
        yield rows.rows
        rows.rows = []


class _Rows:
    """Gathers rows from the events of a sheet."""

    def __init__(self, cells: CellReader, limits: Limits, last_number: int) -> None:
        self.rows: list[Row] = []
        self.text: list[str] = []
        self._cells = cells
        self._limits = limits
        self._row: list[Cell] | None = None
        self._number, self._last_number, self._has_number = 0, last_number, True
        self._column = -1
        self._attributes: Attributes = {}
        self._value: str | None = None
        self._inline: list[str] = []
        self._has_formula = False
        self._hints = 0

    def start(self, name: str, attributes: Attributes) -> None:
        kind = LOCAL[name]
        if kind == "c":
            self._attributes = attributes
            self._value, self._has_formula = None, False
            self._inline.clear()
        elif kind in {"v", "t"}:
            self.text.clear()
        elif kind == "f":
            self._has_formula = True
        elif kind == "row":
            self._start_row(attributes.get("r", ""))
        elif kind == "rPh":
            self._hints += 1

    def end(self, name: str) -> None:
        kind = LOCAL[name]
        if kind == "v":
            self._value = "".join(self.text)
        elif kind == "c":
            if self._row is not None:
                self._end_cell(self._row)
        elif kind == "t":
            if not self._hints:
                self._inline.append("".join(self.text))
        elif kind == "row":
            self._end_row()
        elif kind == "rPh":
            self._hints -= 1

    def _start_row(self, reference: str) -> None:
        self._row, self._column = [], -1
        self._has_number = reference.isdecimal() and len(reference) < 10
        self._set_number(int(reference) if self._has_number else 0)

    def _set_number(self, number: int) -> None:
        # a number that does not go on from the row before is none
        self._number = self._last_number + 1 if number <= self._last_number else number

    def _end_row(self) -> None:
        if self._row:
            self._limits.require(self._number, self._row)
            self.rows.append((self._number, self._row))
        self._last_number = self._number
        self._row = None

    def _end_cell(self, row: list[Cell]) -> None:
        attributes = self._attributes
        self._column = self._place(attributes.get("r", ""))
        cell = self._cells.read(
            attributes.get("t"),
            attributes.get("s", "0"),
            self._value,
            "".join(self._inline),
            self._has_formula,
        )
        if cell is None or cell == "":
            return
        if self._column >= len(row):
            self._limits.require_inside(0, self._column + 1)
            row.extend([None] * (self._column - len(row) + 1))
        row[self._column] = cell

    def _place(self, reference: str) -> int:
        letters = reference.rstrip(_DIGITS)
        column = COLUMNS[letters] if letters else -1
        if not self._has_number and column >= 0:
            # a row without a number of its own stands where its cells do
            self._has_number = True
            self._set_number(int(reference[len(letters) :][:9] or 0))
        return column if column >= 0 else self._column + 1
