"""Building a table from its cells, merged ones among them."""

from __future__ import annotations

from collections.abc import Iterator

from orchestration.texts.cleaning import clean
from orchestration.texts.document import Block, Paragraph, Table

_SENTENCE = 40
"""A cell with more characters and a full stop holds sentences, as where a table frames a page."""


class Grid:
    """Takes cells row by row; a merged cell stands in each place that it covers."""

    def __init__(self) -> None:
        self._rows: list[dict[int, str]] = []
        self._covered: dict[tuple[int, int], str] = {}
        self._merged: set[tuple[int, int]] = set()
        self._sentences: list[str] = []

    def next_row(self) -> None:
        """Begin a row."""
        self._rows.append({})

    def add(self, text: str, rows: int = 1, columns: int = 1, *, goes_on: bool = False) -> None:
        """Add a cell that covers so many rows and columns; its lines may be several.

        `goes_on` says that it is the cell above, continued.
        """
        if not self._rows:
            self.next_row()
        lines = [line for line in map(clean, text.splitlines()) if line]
        whole = " ".join(lines)
        if len(whole) > _SENTENCE and "。" in whole:
            self._sentences += lines
            whole = ""
        at = len(self._rows) - 1
        column = 0
        while column in self._rows[at] or (at, column) in self._covered:
            column += 1
        for right in range(column, column + columns):
            self._rows[at][right] = whole
            if goes_on or right > column:
                self._merged.add((at, right))
            for below in range(at + 1, at + rows):
                self._covered[below, right] = whole
                self._merged.add((below, right))

    def blocks(self, place: str) -> Iterator[Block]:
        """Yield the table, and the sentences in its cells as paragraphs."""
        filled = [
            row | {column: text for (line, column), text in self._covered.items() if line == at}
            for at, row in enumerate(self._rows)
        ]
        width = max((max(row, default=-1) + 1 for row in filled), default=0)
        rows = tuple(tuple(row.get(at, "") for at in range(width)) for row in filled)
        if any(any(row) for row in rows):
            yield Table(rows, place, frozenset(self._merged))
        for line in self._sentences:
            yield Paragraph(line, f"{place}, in a cell")
