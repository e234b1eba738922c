"""From records (of a CSV file or a sheet) to data rows: header, titles, totals and blank rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from typing import NamedTuple

from orchestration.landing.contract import Contract, Header, match_header, word
from orchestration.landing.merged import two_row_header
from orchestration.landing.not_data import RowRules
from orchestration.landing.quoting import has_data, header_above_data, is_form, quotable_header
from orchestration.xlsx.merges import Merge

Record = Sequence[str | None]

HEADER_WITHIN = 50
"""A header stands among the first so many records; what comes before it are title rows."""

_LONGEST_LISTED = 60


class RefusedFileError(Exception):
    """The file cannot be landed; the message says what was found and what to do.

    `headers` are those of the file that no column has, as far as a message may quote them.
    """

    def __init__(self, reason: str, headers: Sequence[str] = ()) -> None:
        super().__init__(reason)
        self.headers = tuple(headers)


@dataclass(frozen=True)
class FoundHeader:
    """The header and its record number (from 1), the last one where it has two."""

    header: Header
    number: int


@dataclass(frozen=True)
class DataRow:
    """A data row: its record number, its cells by the header's positions, what is surplus, and how
    many fields it has too few.
    """

    number: int
    cells: Record
    surplus: Sequence[str | None] = ()
    missing: int = 0


def find_header(
    contract: Contract, records: Iterable[Record], merges: Sequence[Merge] = ()
) -> FoundHeader | None:
    """Return the first complete header among the first records, else the nearest one, else None.

    `merges` are the merged cells of a sheet: with them a header may have two rows.
    """
    nearest: FoundHeader | None = None
    for found in _headers(contract, records, merges):
        header = found.header
        if header.is_complete:
            return found
        is_near = header.has_key and header.matched > 1
        if is_near and (nearest is None or header.matched > nearest.header.matched):
            nearest = found
    return nearest


def _headers(
    contract: Contract, records: Iterable[Record], merges: Sequence[Merge]
) -> Iterator[FoundHeader]:
    if not merges:
        for number, record in enumerate(islice(records, HEADER_WITHIN), 1):
            yield FoundHeader(match_header(contract, record), number)
        return
    rows = [*islice(records, HEADER_WITHIN + 1), ()]
    for number, (record, below) in enumerate(pairwise(rows), 1):
        both = two_row_header(contract, number, record, below, merges)
        if both is not None:
            yield FoundHeader(both, number + 1)
        yield FoundHeader(match_header(contract, record), number)


def no_header(
    contract: Contract, heads: Iterable[Sequence[Record]] = (), before: str = ""
) -> RefusedFileError:
    """Return the refusal of a file without a header; `heads` are its first rows, by sheet.

    What stands above data is named: it is the header, in words that nobody has said the meaning of.
    """
    found = (header_above_data(contract, head[:HEADER_WITHIN]) for head in heads)
    cells = next((each for each in found if each), [])
    named = f"; its columns are called {_listed(cells)}" if cells else ""
    reason = (
        f"{before}no header row of {contract.title} in the first {HEADER_WITHIN} rows{named}: is it"
        f" such an export? It needs {', '.join(c.shown for c in contract.columns if c.required)}"
    )
    return RefusedFileError(reason, _unknown(contract, cells))


def missing_columns(
    contract: Contract, found: FoundHeader, below: Iterable[Record], before: str = ""
) -> RefusedFileError:
    """Return the refusal of a header that lacks required columns; `below` are rows under it.

    Its cells are quoted only where it is a header above data, and no form with someone's values.
    """
    lacking = "; ".join(column.shown for column in found.header.missing)
    cells = quotable_header(found.header.cells) if has_data(contract, found.header, below) else []
    if not cells:
        nearest = f"row {found.number} comes nearest to a header"
        return RefusedFileError(f"{before}missing required column {lacking}; {nearest}")
    have = f"the header in row {found.number} has: {_listed(cells)}"
    reason = f"{before}missing required column {lacking}; {have}"
    return RefusedFileError(reason, _unknown(contract, cells))


def _listed(cells: Sequence[str]) -> str:
    return ", ".join(cells[:_LONGEST_LISTED]) + (" …" if len(cells) > _LONGEST_LISTED else "")


def _unknown(contract: Contract, cells: Sequence[str]) -> list[str]:
    header = match_header(contract, cells)
    return [cell for cell, name in zip(cells, header.names, strict=True) if name is None]


def require_no_form(contract: Contract, found: FoundHeader, below: Iterable[Record]) -> None:
    """Raise RefusedFileError where labels stand beside their values instead of above them."""
    if is_form(found.header) and not has_data(contract, found.header, below):
        raise RefusedFileError(
            "it is a form, with labels beside their values, and no table: export the rows as one"
        )


def data_rows(
    contract: Contract,
    found: FoundHeader,
    records: Iterable[Record],
    leave_out: Callable[[int, str], None] | None = None,
    has_fields: bool = True,
) -> Iterator[DataRow]:
    """Yield the data rows of all `records` (from the first one) below the header.

    `leave_out` takes the number of each row that is no data, blank ones apart, and of which kind it
    is. `has_fields` says that a record has all its fields, empty ones too, as in a CSV file.
    """
    width = len(found.header.cells)
    named = found.header.named_width if has_fields else 0
    rules = RowRules(contract, found.header)
    for number, record in enumerate(records, 1):
        if number <= found.number:
            continue
        kind = rules.reason(record)
        if kind is not None:
            if leave_out is not None:
                leave_out(number, kind)
        elif len(record) == width and rules.has_plain_key(record):
            yield DataRow(number, record)
        elif any(word(cell) for cell in record):
            missing = named - len(record) if len(record) < named else 0
            yield DataRow(number, record[:width], _surplus(record, width), missing)


def _surplus(record: Record, width: int) -> Sequence[str | None]:
    surplus = record[width:]
    return surplus if any(word(cell) for cell in surplus) else ()


class ShapedRow(NamedTuple):
    """A row as the lake keeps it: surplus fields and unknown columns as JSON, and how many fields
    are missing, each None where there are none; then the known cells.
    """

    surplus: str | None
    missing: int | None
    unknown: str | None
    known: list[str | None]


class RowShaper:
    """Shapes data rows of one sheet into the lake's columns: text as it stood, by our names."""

    def __init__(self, contract: Contract, header: Header) -> None:
        at = {name: i for i, name in enumerate(header.names) if name is not None}
        self._positions = [at.get(column.name) for column in contract.columns]
        self._unknown = header.unknown
        self._width = len(header.cells)

    def shape(self, row: DataRow) -> ShapedRow:
        """Return the row as the lake keeps it, but for where it stood."""
        cells = row.cells
        if len(cells) < self._width:
            cells = list(chain(cells, [None] * (self._width - len(cells))))
        known = [
            None if position is None else cells[position] or None for position in self._positions
        ]
        unknown = {name: cells[i] for i, name in self._unknown.items() if cells[i]}
        return ShapedRow(
            json.dumps(list(row.surplus), ensure_ascii=False) if row.surplus else None,
            row.missing or None,
            json.dumps(unknown, ensure_ascii=False, separators=(",", ":")) if unknown else None,
            known,
        )
