"""Where rows and cells stand in a sheet, and how far a sheet may reach."""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.xlsx.cells import Cell
from orchestration.xlsx.errors import BookError

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""Where every sheet ends."""

LARGEST_SHEET = 64_000_000
"""Cells from A1 to the last one that holds something; a stray one far away counts."""

LONGEST_TEXT = 1024 * 1024
"""Characters of a cell; Excel itself keeps 32,767."""

MOST_ROWS = 20_000_000
"""Rows of all sheets of a workbook, those left out between two others included."""

LONGEST_ROW = 16 * LONGEST_TEXT
LARGEST_TEXT = 1024**3
"""Characters of a row, and of a workbook: a few long texts may be shared by millions of cells."""

Row = tuple[int, list[Cell]]
"""A row's number, from 1, and its cells from column A to its last one that holds something."""


class _Columns(dict[str, int]):
    def __missing__(self, letters: str) -> int:
        number = 0
        for letter in letters.upper():
            number = number * 26 + ord(letter) - ord("A") + 1 if "A" <= letter <= "Z" else 0
        if number <= LAST_COLUMN:
            self[letters] = number - 1
        return number - 1


COLUMNS: dict[str, int] = _Columns()
"""Column numbers, from 0, by their letters; -1 for what names none."""


class Limits:
    """Holds the rows of one workbook to what an export may be; each raises BookError beyond."""

    def __init__(self) -> None:
        self._widest = 0
        self._last, self._rows_before = 0, 0
        self._characters = 0

    def start_sheet(self) -> None:
        """Begin with a sheet that reaches nowhere yet; what a workbook holds adds up."""
        self._widest = 0
        self._rows_before += self._last
        self._last = 0

    def require(self, number: int, cells: Sequence[Cell]) -> None:
        """Hold a row to how far a sheet may reach, and how much text it may hold."""
        self.require_inside(number, len(cells))
        self._widest = max(self._widest, len(cells))
        self._last = number
        is_too_long = self._rows_before + number > MOST_ROWS
        if is_too_long or number * self._widest > LARGEST_SHEET:
            raise _too_far(number, self._widest)
        lengths = [len(cell) for cell in cells if isinstance(cell, str)]
        characters = sum(lengths)
        self._characters += characters
        if characters > LONGEST_TEXT and (max(lengths) > LONGEST_TEXT or characters > LONGEST_ROW):
            raise BookError(f"row {number} holds more text than a row of any export")
        if self._characters > LARGEST_TEXT:
            raise BookError("its cells hold more text than any export")

    @staticmethod
    def require_inside(row: int, columns: int) -> None:
        """Hold a place to where every sheet ends."""
        if row > LAST_ROW or columns > LAST_COLUMN:
            raise _too_far(row, columns)


def _too_far(row: int, column: int) -> BookError:
    return BookError(
        f"a sheet reaches to row {row} and column {column}: delete what stands far outside of the"
        " table and save it again"
    )
