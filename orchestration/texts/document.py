"""A bulletin as it is read, whatever its format: paragraphs and tables, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Paragraph:
    """A paragraph in one line; `place` says it to people, such as `paragraph 8`."""

    text: str
    place: str


@dataclass(frozen=True)
class Table:
    """A table of texts, its rows of one length each: a merged cell stands in each of its places."""

    rows: tuple[tuple[str, ...], ...]
    place: str
    merged: frozenset[tuple[int, int]] = frozenset()
    """The places, row and column, where a cell from above or from the left goes on."""

    def cell_place(self, row: int, column: int) -> str:
        """Return the place of a cell, rows and columns from 1."""
        return f"{self.place}, row {row + 1}, column {column + 1}"


Block = Paragraph | Table


@dataclass(frozen=True)
class Document:
    """The blocks in the order of reading; a table in a cell comes after its own table."""

    blocks: tuple[Block, ...]

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield the paragraphs outside tables."""
        return (block for block in self.blocks if isinstance(block, Paragraph))

    def tables(self) -> Iterator[Table]:
        """Yield the tables."""
        return (block for block in self.blocks if isinstance(block, Table))
