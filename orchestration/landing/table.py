"""From records (of a CSV file or a sheet) to data rows: header, titles, totals and blank rows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from orchestration.landing.contract import Contract, Header, match_header, word

Record = Sequence[str | None]

HEADER_WITHIN = 50
"""A header stands among the first so many records; what comes before it are title rows."""

_TOTAL = re.compile(r"(合计|总计|共计|总数)([::(].*|\d.*)?")


class RefusedFileError(Exception):
    """The file cannot be landed; the message says what was found and what to do."""


@dataclass(frozen=True)
class FoundHeader:
    """The header and its record number (from 1)."""

    header: Header
    number: int


@dataclass(frozen=True)
class DataRow:
    """A data row: its record number, its cells by the header's positions, and what is surplus."""

    number: int
    cells: Record
    surplus: Sequence[str | None] = ()


def find_header(contract: Contract, records: Iterable[Record]) -> FoundHeader | None:
    """Return the first complete header among the first records, else the nearest one, else None."""
    nearest: FoundHeader | None = None
    for number, record in enumerate(islice(records, HEADER_WITHIN), 1):
        header = match_header(contract, record)
        if header.is_complete:
            return FoundHeader(header, number)
        is_near = header.has_key and header.matched > 1
        if is_near and (nearest is None or header.matched > nearest.header.matched):
            nearest = FoundHeader(header, number)
    return nearest


def no_header_reason(contract: Contract) -> str:
    """Say that no header was found."""
    return (
        f"no header row of {contract.title} in the first {HEADER_WITHIN} rows: is it such an"
        f" export? It needs {', '.join(c.shown for c in contract.columns if c.required)}"
    )


def missing_columns_reason(found: FoundHeader) -> str:
    """Say which required columns the header in that row lacks."""
    lacking = "; ".join(column.shown for column in found.header.missing)
    have = ", ".join(cell for cell in found.header.cells if cell)
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
    keys = [position for position, name in enumerate(names) if name in key_names]
    first_key = keys[0] if keys else 0
    held: list[DataRow] = []
    for number, record in enumerate(records, 1):
        if number <= found.number:
            continue
        plain = len(record) == width
        if plain and record[first_key] and not _may_be_total(record):
            row = DataRow(number, record)
        else:
            if not any(word(cell) for cell in record):
                continue
            row = DataRow(number, record[:width], _surplus(record, width))
            if _is_total(record, keys):
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
    first = next((cell for cell in record if cell and word(cell)), "")
    return bool(_TOTAL.match(word(first))) if first else False


def _is_total(record: Record, keys: Sequence[int]) -> bool:
    words = [word(cell) for cell in record]
    first = next((text for text in words if text), "")
    if _TOTAL.fullmatch(first):
        return True
    has_key = any(words[position] for position in keys if position < len(words))
    return not has_key and any(_TOTAL.fullmatch(text) for text in words)


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
