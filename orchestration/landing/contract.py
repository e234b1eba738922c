"""What a source file looks like: the declarative contracts, and how a header is matched to one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

CONTRACTS = Path(__file__).parent / "contracts"
BLANKS = re.compile(r"[\s\u200b-\u200d\u2060\ufeff]+")
"""What `\\s` knows, no-break and ideographic blanks among it, zero-width ones and the mark."""

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_TRAILING_MARK = re.compile(r"(\*|\((必填|必填项|选填)\))+$")
_LONGEST_SHOWN = 40


def half_width(text: str) -> str:
    """Return the text with full-width ASCII forms in half width."""
    return text.translate(_HALF_WIDTH)


def word(text: str | None) -> str:
    """Return a cell as it is compared: half-width and without any blank; empty for None."""
    return BLANKS.sub("", half_width(text)) if text else ""


@dataclass(frozen=True)
class Column:
    """A column of an export: our name, its header, and what else the header may be called."""

    name: str
    header: str
    synonyms: tuple[str, ...] = ()
    required: bool = False
    key: bool = False
    personal: bool = False

    @property
    def shown(self) -> str:
        """The header with its synonyms, for people."""
        return f"{self.header} (or {', '.join(self.synonyms)})" if self.synonyms else self.header


@dataclass(frozen=True)
class Contract:
    """An export's columns in order, and what each of its rows is."""

    export: str
    title: str
    each_row_is: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Header:
    """A record matched to a contract: for each position our column name, or None if unknown."""

    cells: tuple[str, ...]
    names: tuple[str | None, ...]
    missing: tuple[Column, ...]
    has_key: bool

    @property
    def is_complete(self) -> bool:
        """Whether every required column is there."""
        return not self.missing

    @property
    def matched(self) -> int:
        """How many columns of the contract are there."""
        return sum(name is not None for name in self.names)

    @property
    def unknown(self) -> dict[int, str]:
        """Unknown columns by position, under their header or a name of ours where it is empty."""
        return {
            position: cell or f"column {position + 1}"
            for position, (cell, name) in enumerate(zip(self.cells, self.names, strict=True))
            if name is None
        }


@cache
def load_contract(export: str) -> Contract:
    """Return the contract of an export, read from `contracts/<export>.yml`."""
    text = (CONTRACTS / f"{export}.yml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    columns = tuple(
        Column(**{**column, "synonyms": tuple(column.get("synonyms", ()))})
        for column in data["columns"]
    )
    return Contract(data["export"], data["title"], data["each_row_is"], columns)


def match_header(contract: Contract, record: Sequence[str | None]) -> Header:
    """Match a record to the contract's columns; the canonical name goes before a synonym."""
    cells = [_TRAILING_MARK.sub("", word(cell)) for cell in record]
    while cells and not cells[-1]:
        cells.pop()
    names: list[str | None] = [None] * len(cells)
    for column in contract.columns:
        for spelling in (column.header, *column.synonyms):
            position = _first_free(cells, names, word(spelling))
            if position is not None:
                names[position] = column.name
                break
    present = set(names)
    return Header(
        cells=tuple(cell[:_LONGEST_SHOWN] for cell in cells),
        names=tuple(names),
        missing=tuple(c for c in contract.columns if c.required and c.name not in present),
        has_key=all(c.name in present for c in contract.columns if c.key),
    )


def _first_free(cells: Sequence[str], names: Sequence[str | None], spelling: str) -> int | None:
    for position, cell in enumerate(cells):
        if cell == spelling and names[position] is None:
            return position
    return None
