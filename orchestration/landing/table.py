"""From records (of a CSV file or a sheet) to data rows: header, titles, totals and blank rows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise

from orchestration.landing.contract import Contract, Header, match_header, word
from orchestration.landing.merged import two_row_header
from orchestration.xlsx.merges import Merge

Record = Sequence[str | None]

HEADER_WITHIN = 50
"""A header stands among the first so many records; what comes before it are title rows."""

_TOTAL = re.compile(r"(合计|总计|共计|总数)([::(].*|\d.*)?")
_LONGEST_LISTED = 60


class RefusedFileError(Exception):
    """The file cannot be landed; the message says what was found and what to do."""


@dataclass(frozen=True)
class FoundHeader:
    """The header and its record number (from 1), the last one where it has two."""

    header: Header
    number: int


@dataclass(frozen=True)
class DataRow:
    """A data row: its record number, its cells by the header's positions, and what is surplus."""

    number: int
    cells: Record
    surplus: Sequence[str | None] = ()


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


def no_header_reason(contract: Contract) -> str:
    """Say that no header was found."""
    return (
        f"no header row of {contract.title} in the first {HEADER_WITHIN} rows: is it such an"
        f" export? It needs {', '.join(c.shown for c in contract.columns if c.required)}"
    )


def missing_columns_reason(found: FoundHeader) -> str:
    """Say which required columns the header in that row lacks."""
    lacking = "; ".join(column.shown for column in found.header.missing)
    cells = [cell for cell in found.header.cells if cell]
    have = ", ".join(cells[:_LONGEST_LISTED]) + (" …" if len(cells) > _LONGEST_LISTED else "")
    return f"missing required column {lacking}; the header in row {found.number} has: {have}"


def data_rows(
    contract: Contract, found: FoundHeader, records: Iterable[Record]
) -> Iterator[DataRow]:
    """Yield the data rows of all `records` (from the first one): below the header, neither blank
    nor a totals row at the end. A totals row with data after it is data: it is refused later.
    """
    width = len(found.header.cells)
    names = found.header.names
    key_names = {column.name for column in contract.columns if column.key}
    required_names = {column.name for column in contract.columns if column.required}
    keys = [position for position, name in enumerate(names) if name in key_names]
    required = [position for position, name in enumerate(names) if name in required_names]
    first_key = keys[0] if keys else 0
    held: list[DataRow] = []
    for number, record in enumerate(records, 1):
        if number <= found.number:
            continue
        key = record[first_key] if len(record) == width else None
        if key and key[0].isalnum() and not _may_be_total(record):
            row = DataRow(number, record)
        else:
            if not any(word(cell) for cell in record):
                continue
            row = DataRow(number, record[:width], _surplus(record, width))
            if _is_total(record, keys, required):
                held.append(row)
                continue
        if held:
            yield from held
            held.clear()
        yield row


def _surplus(record: Record, width: int) -> Sequence[str | None]:
    surplus = record[width:]
    return surplus if any(word(cell) for cell in surplus) else ()


def _may_be_total(record: Record) -> bool:
    first = record[0] or next((cell for cell in record if cell), "")
    if first[0].isalnum() and "计" not in first and "数" not in first:
        return False
    first = next((text for cell in record if cell and (text := word(cell))), "")
    return bool(_TOTAL.match(first))


def _is_total(record: Record, keys: Sequence[int], required: Sequence[int]) -> bool:
    words = [word(cell) for cell in record]
    place, first = next(((at, text) for at, text in enumerate(words) if text), (0, ""))
    if place in keys:
        return bool(_TOTAL.match(first))
    if any(position < len(words) and words[position] for position in keys):
        # a text that begins like a total, in a row that has all it needs, is data
        is_whole = all(position < len(words) and words[position] for position in required)
        return bool(_TOTAL.fullmatch(first)) and not is_whole
    return any(_TOTAL.fullmatch(text) for text in words)


class RowShaper:
    """Shapes data rows of one sheet into the lake's columns: text as it stood, by our names."""

    def __init__(self, contract: Contract, header: Header) -> None:
        at = {name: i for i, name in enumerate(header.names) if name is not None}
        self._positions = [at.get(column.name) for column in contract.columns]
        self._unknown = header.unknown
        self._width = len(header.cells)

    def shape(self, row: DataRow) -> tuple[str | None, str | None, list[str | None]]:
        """Return the surplus fields and unknown columns (JSON or None), and the known cells."""
        cells = row.cells
        if len(cells) < self._width:
            cells = list(chain(cells, [None] * (self._width - len(cells))))
        known = [
            None if position is None else cells[position] or None for position in self._positions
        ]
        unknown = {name: cells[i] for i, name in self._unknown.items() if cells[i]}
        return (
            json.dumps(list(row.surplus), ensure_ascii=False) if row.surplus else None,
            json.dumps(unknown, ensure_ascii=False, separators=(",", ":")) if unknown else None,
            known,
        )
