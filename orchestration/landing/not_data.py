"""Which rows below a header are no data: totals, footers, and the header once more.

A row is no data where its key cell is such a word, or where its key or a required cell is empty
and the first filled cell is one. Any other row is data, whatever its cells say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from orchestration.landing.contract import Column, Contract, Header, bare_word, header_word
from orchestration.landing.not_data_words import (
    kind_beside_a_name,
    kind_in_key,
    kind_of,
    kind_of_bare_total,
)

LISTED_AT_MOST = 10_000
"""Rows of a file that are listed one by one; the rest is one line with their count."""

REPEATED_HEADER = "重复表头"
_NUMBERING = {"序号", "序", "行号", "no", "no.", "#", ""}
"""Headers of a column that only numbers the rows, so that a number there says nothing."""

_NUMBER = re.compile(r"\d+(?:\.0+)?")

ListedRow = tuple[str, int, int | None, str]
"""Sheet, its number, the row in it, and of which kind it is."""


class NotData:
    """The rows of one content that are no data: how many, and where the first of them stood."""

    def __init__(self) -> None:
        self.count = 0
        self._listed: list[ListedRow] = []

    def add(self, sheet: str, sheet_number: int, row: int, reason: str) -> None:
        """Count a row, and list it as long as there is room."""
        self.count += 1
        if self.count <= LISTED_AT_MOST:
            self._listed.append((sheet, sheet_number, row, reason))

    def clear(self) -> None:
        """Forget all, where the content is read once more."""
        self.count = 0
        self._listed.clear()

    def lines(self) -> list[ListedRow]:
        """Return the listed rows, and one line without a row number for those beyond."""
        beyond = self.count - len(self._listed)
        return [*self._listed, ("", 0, None, f"其余 {beyond} 行")] if beyond else self._listed


class RowRules:
    """Tells rows that are no data, by the columns under one header."""

    def __init__(self, contract: Contract, header: Header) -> None:
        columns = {column.name: column for column in contract.columns}
        known = [(at, columns[name]) for at, name in enumerate(header.names) if name is not None]
        self.keys = [at for at, column in known if column.key]
        self.required = [at for at, column in known if column.required]
        self._texts = {at for at, column in known if column.kind == "text" and not column.key}
        self._units = {at for at, column in known if column.kind == "unit"}
        self._headers = [
            {header_word(text) for text in (cell, *_spellings(columns.get(name or "")))} - {""}
            for cell, name in zip(header.cells, header.names, strict=True)
        ]
        self._numbering = {at for at, cell in enumerate(header.cells) if cell.lower() in _NUMBERING}
        self.spellings = set().union(*(self._headers[at] for at in self.keys))

    def reason(self, record: Sequence[str | None]) -> str | None:
        """Return of which kind a row is that is no data, in Chinese; None for a data row."""
        if not self.keys or self._begins_plainly(record):
            return None
        for at in self.keys:
            cell = _cell(record, at)
            if cell and (kind := self._of_key(cell, at)):
                return kind
        if all(bare_word(_cell(record, at)) for at in self.required):
            return None
        return self._of_first_filled(record)

    def has_plain_key(self, record: Sequence[str | None]) -> bool:
        """Tell quickly of most rows that they have a key: it ends in a digit."""
        at = self.keys[0]
        key = record[at] if at < len(record) else None
        return key is not None and key.isascii() and key[-1:].isdigit()

    def _begins_plainly(self, record: Sequence[str | None]) -> bool:
        """Tell quickly of most rows that no cell up to the key can be such a word."""
        before = record[: self.keys[0]]
        return self.has_plain_key(record) and all(not cell or cell.isascii() for cell in before)

    def _of_key(self, cell: str, at: int) -> str | None:
        return REPEATED_HEADER if self._repeats(cell, at) else kind_in_key(cell)

    def _of_first_filled(self, record: Sequence[str | None]) -> str | None:
        filled = (
            (at, cell)
            for at, cell in enumerate(record)
            if cell
            and (text := bare_word(cell))
            and not (at in self._numbering and _NUMBER.fullmatch(text))
        )
        at, cell = next(filled, (0, ""))
        if not cell:
            return None
        if self._repeats(cell, at):
            return REPEATED_HEADER
        kind = kind_of(cell) or (None if at in self._texts else kind_beside_a_name(cell))
        if kind or at not in self._units:
            return kind
        _, beside = next(filled, (0, ""))
        return kind_of_bare_total(beside)

    def _repeats(self, cell: str, at: int) -> bool:
        return at < len(self._headers) and header_word(cell) in self._headers[at]


def _spellings(column: Column | None) -> tuple[str, ...]:
    return (column.header, *column.synonyms) if column else ()


def _cell(record: Sequence[str | None], at: int) -> str | None:
    return record[at] if at < len(record) else None
