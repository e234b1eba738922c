"""The short way through a sheet: rows as Excel and its like write them, found by pattern.

Parsing XML event by event takes three times as long, and a large sheet holds millions of cells. The
first row that is written in any other way, and all after it, are left to the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from orchestration.xlsx.cells import Cell, CellReader
from orchestration.xlsx.grid import COLUMNS, Limits, Row

_FIRST_ROW = re.compile(rb"<row[\s>/]")
_ROW_ATTRIBUTES = r'<row (?:[^<>]* )?r="([0-9]{1,7})"[^<>]*'
_EMPTY_ROWS = re.compile(rf"(?:\s*{_ROW_ATTRIBUTES}/>)*\s*")
_ROW = re.compile(rf"{_ROW_ATTRIBUTES}(?<!/)>")
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})[0-9]{1,7}"(?: t="([a-zA-Z]+)")?(?: s="([0-9]+)")?(?: t="([a-zA-Z]+)")?'
    r"(?:/>|>(<f(?: [^<>]*)?(?:/>|>[^<]*</f>))?"
    r'(?:<v>([^<]*)</v>|<v/>|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?</c>)'
    r"|[<&]"
)
"""A cell, or what begins no plain cell: so nothing of a row is passed over unseen."""

_REFERENCE = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));|&")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_LONGEST = 4 * 1024 * 1024
"""Bytes of a plain row, and of what comes before the first one."""

_END = b"</row>"


class _OddError(Exception):
    """A row is written in a way that only a parser takes."""


class PlainRows:
    """The rows of a sheet up to the first odd one; `rest` is then what a parser is to take."""

    def __init__(self, chunks: Iterable[bytes], cells: CellReader, limits: Limits) -> None:
        self._chunks = iter(chunks)
        self._cells = cells
        self._limits = limits
        self._head, self._held = b"", b""
        self._is_odd = False
        self.last_number = 0

    def __iter__(self) -> Iterator[list[Row]]:
        self._find_first()
        while not self._is_odd:
            end = self._held.rfind(_END) + len(_END)
            if end >= len(_END):
                yield self._take(end)
                continue
            chunk = next(self._chunks, b"") if len(self._held) < _LONGEST else b""
            self._held += chunk
            self._is_odd = not chunk

    def rest(self) -> Iterator[bytes]:
        """Yield what came before the rows and what is left, as one part."""
        return chain([self._head, self._held], self._chunks)

    def _find_first(self) -> None:
        found = None
        while found is None and len(self._held) < _LONGEST:
            chunk = next(self._chunks, b"")
            if not chunk:
                break
            self._held += chunk
            found = _FIRST_ROW.search(self._held)
        # what stands in a comment is no row
        self._is_odd = found is None or b"<!" in self._held[: found.start()]
        if found is not None and not self._is_odd:
            self._head, self._held = self._held[: found.start()], self._held[found.start() :]

    def _take(self, end: int) -> list[Row]:
        """Return the rows of what is held up to `end`, and hold only what comes after them."""
        rows: list[Row] = []
        taken = 0
        try:
            text = self._held[:end].decode()
            for part in text.split("</row>")[:-1]:
                self._add(rows, part)
                taken += len(part) + len(_END)
        except (_OddError, UnicodeDecodeError):
            self._is_odd = True
            end = len(text[:taken].encode()) if taken else 0
        self._held = self._held[end:]
        return rows

    def _add(self, rows: list[Row], part: str) -> None:
        empty = _EMPTY_ROWS.match(part)
        start = _ROW.match(part, empty.end() if empty else 0)
        number = int(start[1]) if start else 0
        if start is None or number <= self.last_number:
            raise _OddError
        cells = self._read(part[start.end() :])
        if cells:
            self._limits.require(number, cells)
            rows.append((number, cells))
        self.last_number = number

    def _read(self, body: str) -> list[Cell]:
        row: list[Cell] = []
        read, shared = self._cells.read, self._cells.shared
        if "\r" in body:
            body = body.replace("\r\n", "\n").replace("\r", "\n")
        has_references = "&" in body
        for letters, first, style, second, formula, value, inline in _CELL.findall(body):
            if not letters or (first and second):
                raise _OddError
            kind = first or second
            if has_references:
                value, inline, formula = _plain(value), _plain(inline), _plain(formula)
            if kind == "s":
                cell: Cell = shared(value)
            elif not value and not inline and not formula:
                continue
            else:
                cell = read(kind, style or "0", value, inline, bool(formula))
            if cell is None or cell == "":
                continue
            column = COLUMNS[letters]
            if column == len(row):
                row.append(cell)
            elif column > len(row):
                self._limits.require_inside(0, column + 1)
                row.extend([None] * (column - len(row)))
                row.append(cell)
            else:
                row[column] = cell
        return row


def _plain(text: str) -> str:
    return _REFERENCE.sub(_sign, text) if "&" in text else text


def _sign(found: re.Match[str]) -> str:
    name, decimal, hexadecimal = found.groups()
    if name:
        return _ENTITIES[name]
    if not decimal and not hexadecimal:
        raise _OddError
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if code > 0x10FFFF:
        raise _OddError
    return chr(code)
