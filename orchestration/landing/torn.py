"""Rows torn by quotation marks that are escaped with a backslash, which CSV does not know.

Such a mark leaves its field open: the field then swallows the rest of its row and the rows after.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from orchestration.landing.table import FoundHeader, Record, RefusedFileError

ESCAPED_QUOTE = '\\"'


def untorn(records: Iterable[Record], found: FoundHeader, delimiter: str) -> Iterator[Record]:
    """Yield the records as they are; raises RefusedFileError at one whose field swallowed others.

    Free text is none: the field's first line must end a row of the header's width, its last line
    must begin one.
    """
    width = len(found.header.cells)
    sign = ESCAPED_QUOTE + delimiter
    for number, record in enumerate(records, 1):
        if number > found.number and sign in "".join(map(str, record)):
            _require_untorn(number, record, width, delimiter)
        yield record


def _require_untorn(number: int, record: Record, width: int, delimiter: str) -> None:
    for at, cell in enumerate(record):
        lines = (cell or "").splitlines()
        if len(lines) < 2 or ESCAPED_QUOTE + delimiter not in lines[0]:
            continue
        begins = at + lines[0].count(delimiter)
        ends = lines[-1].count(delimiter) + len(record) - 1 - at
        if begins == ends == width - 1:
            raise RefusedFileError(
                f"row {number}: a field swallows {len(lines)} lines: are quotation marks escaped"
                " with a backslash? Export with such marks doubled"
            )
