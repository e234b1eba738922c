"""xlsx workbooks as records of text: each cell as a person would read it, numbers of keys whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from orchestration.landing.contract import Contract
from orchestration.landing.merged import fill_merged
from orchestration.landing.table import HEADER_WITHIN, FoundHeader, Record, RefusedFileError
from orchestration.xlsx.cells import Cell, number_text
from orchestration.xlsx.errors import BookError
from orchestration.xlsx.merges import Merge
from orchestration.xlsx.reader import BookReader, RemoteBook

_EXACT_WHOLE = 2.0**53
_SIXTEEN = 1e15, 1e16
_SOME = 3
"""So many numbers of 16 digits that all end in 0 are no accident: Excel keeps 15."""

_SERIAL = re.compile(r"\s*[0-9]{1,5}(?:\.[0-9]+)?\s*")
_EPOCHS_APART = 1462
_FIRST_READ = 10_000
"""Smaller numbers are read as no date; placeholders (0, 1, 2) are told by themselves."""

_TIMES = {"time", "limit", "date"}


@dataclass
class KeyDigits:
    """What number cells in key columns of a file look like: whether they lost digits."""

    is_cut: bool = False
    """Whether those of 16 digits are known to have lost one."""

    _sixteen: int = 0
    _ending_in_zero: int = 0

    @property
    def look_cut(self) -> bool:
        """Whether all of several numbers of 16 digits end in 0."""
        return self._sixteen >= _SOME and self._sixteen == self._ending_in_zero

    def text(self, number: float) -> str:
        """Return a key as text; one that lost digits in the scientific form, as Excel shows it."""
        is_sixteen = _SIXTEEN[0] <= abs(number) < _SIXTEEN[1]
        self._sixteen += is_sixteen
        self._ending_in_zero += is_sixteen and number % 10 == 0
        if abs(number) >= _EXACT_WHOLE or (is_sixteen and self.is_cut):
            return f"{number:.14E}"
        return number_text(number)


class Workbook:
    """A readable workbook; raises RefusedFileError where it is damaged, locked or too large."""

    def __init__(self, reader: BookReader, path: Path, digits: KeyDigits) -> None:
        with _refusing():
            self._book = reader.open(path)
        self.sheet_names = self._book.sheet_names
        self._digits = digits

    def sheet(self, number: int) -> Sheet:
        """Return the sheet with that number (from 0)."""
        return Sheet(self._book, number, self._digits)


class Sheet:
    """A sheet that is read once, from row 1 on; `head` are its first rows as text."""

    def __init__(self, book: RemoteBook, number: int, digits: KeyDigits) -> None:
        with _refusing():
            self.merges: list[Merge] = book.merges(number)
            self._rows = _every_row(book, number)
            self._first = list(islice(self._rows, HEADER_WITHIN + 1))
        self._is_1904 = book.is_1904
        self._digits = digits
        self.head: list[Record] = [[_text(cell) for cell in row] for row in self._first]

    def records(self, contract: Contract, found: FoundHeader) -> Iterator[Record]:
        """Yield every row from row 1 on, at least as wide as the header that was found."""
        columns = {column.name: column for column in contract.columns}
        named = [(at, columns[name]) for at, name in enumerate(found.header.names) if name]
        keys = [at for at, column in named if column.key]
        times = [at for at, column in named if column.kind in _TIMES] if self._is_1904 else []
        width = len(found.header.cells)
        texts = (self._texts(row, width, keys, times) for row in chain(self._first, self._rows))
        with _refusing():
            yield from fill_merged(texts, self.merges, found.number, width, keys)

    def _texts(
        self, row: list[Cell], width: int, keys: Sequence[int], times: Sequence[int]
    ) -> list[str | None]:
        if len(row) < width:
            row = [*row, *[None] * (width - len(row))]
        if float in map(type, row):
            for key in keys:
                cell = row[key]
                if isinstance(cell, float):
                    row[key] = self._digits.text(cell)
        texts = [_text(cell) for cell in row]
        for place in times:
            texts[place] = _since_1900(texts[place])
        return texts


def _every_row(book: RemoteBook, number: int) -> Iterator[list[Cell]]:
    last = 0
    for place, cells in book.rows(number):
        for _ in range(last + 1, place):
            yield []
        yield cells
        last = place


def _text(cell: Cell) -> str | None:
    return number_text(cell) if isinstance(cell, float) else cell


def _since_1900(text: str | None) -> str | None:
    """Return a serial number of the epoch of 1904 as one of 1900, which is read later."""
    if text is None or not _SERIAL.fullmatch(text):
        return text
    serial = float(text) + _EPOCHS_APART
    return number_text(serial) if serial >= _FIRST_READ else text


class _refusing:  # noqa: N801  # reads as a phrase: with _refusing()
    """Refuse the file where its workbook cannot be read."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        if isinstance(error, BookError):
            raise RefusedFileError(str(error)) from None
