"""Rows torn by a quotation mark that nothing closes, or that is escaped with a backslash.

CSV knows neither: the field swallows the rest of its row and the rows after, up to the next mark.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence

from orchestration.landing.table import FoundHeader, Record, RefusedFileError

ESCAPED_QUOTE = '\\"'

Look = Callable[[int, Record, Sequence[str]], None]
"""Looks at a record that spans several lines: its number, itself, and its lines as they are."""


def torn_rows(found: FoundHeader, delimiter: str) -> Look:
    """Return what raises RefusedFileError at a record of which a field swallowed other rows.

    Free text with line ends is none, be it a pasted table: it is closed by a mark that a delimiter
    or the end of the row follows, and no row's beginning and end are its own.
    """
    width = len(found.header.cells)

    def look(number: int, record: Record, lines: Sequence[str]) -> None:
        if number <= found.number:
            return
        swallowing = [at for at, cell in enumerate(record) if _is_long(cell, width, delimiter)]
        if any(_joins_two_rows(record, at, width, delimiter) for at in swallowing) or (
            swallowing and _goes_on_behind_a_mark(lines, delimiter)
        ):
            raise RefusedFileError(
                f"row {number}: a field swallows {len(lines)} lines: is a quotation mark left open"
                " there, or escaped with a backslash? Export with such marks doubled"
            )

    return look


def _is_long(cell: str | None, width: int, delimiter: str) -> bool:
    """Whether a field holds as many delimiters as a row, and a line end."""
    text = cell or ""
    return len(text.splitlines()) > 1 and text.count(delimiter) >= width - 1


def _joins_two_rows(record: Record, at: int, width: int, delimiter: str) -> bool:
    """Whether a row ends behind an escaped mark in the first line, and one begins in the last."""
    lines = (record[at] or "").splitlines()
    if ESCAPED_QUOTE + delimiter not in lines[0]:
        return False
    begins = at + lines[0].count(delimiter)
    ends = lines[-1].count(delimiter) + len(record) - 1 - at
    return begins == ends == width - 1


def _goes_on_behind_a_mark(lines: Sequence[str], delimiter: str) -> bool:
    """Whether a field goes on behind the mark that closes it: that mark was to open another."""
    try:
        for _ in csv.reader(lines, delimiter=delimiter, strict=True):
            pass
    except csv.Error:
        return True
    return False
