"""What a source file looks like: the declarative contracts, and how a header is matched to one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from orchestration.errors import BadCall, TongbaoError

CONTRACTS = Path(__file__).parent / "contracts"
KINDS = frozenset({"text", "time", "limit", "date", "yes_no", "count", "word", "unit"})
"""What a column holds. A limit is a time; as a date alone it ends with that day."""

BLANKS = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")
"""What `\\s` knows, no-break and ideographic blanks among it; zero-width blanks, direction marks
and the byte-order mark. The same as in the macro `blank_class`, by which values are read."""

EMPTY = re.compile(
    r"[-‐-―−─/]+|无|\\n|null|nan|nat|none|n/a|<na>|[(<\[]null[)>\]]",  # such dashes
    re.IGNORECASE,
)
"""What stands for no value; the same as in the macro `empty_form`, which reads values."""

_WRAPPED = re.compile(r"=?\"(.*)\"|['`](.*)", re.DOTALL)
_NOTE = r"(?:\*|:|[(\[【](?:必填|必填项|必选|选填|可选)[)\]】])"
_MARKS = re.compile(rf"^\*+|{_NOTE}+$")
_LONGEST_SHOWN = 40


def half_width(text: str) -> str:
    """Return the text in its compatibility form: half width, and no radicals for characters."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def word(text: str | None) -> str:
    """Return a cell as it is compared: in compatibility form, without any blank; empty for None."""
    return BLANKS.sub("", half_width(text)) if text else ""


def bare_word(text: str | None) -> str:
    """Return a cell as `word` does, taken out of what it came wrapped in; empty for no value."""
    found = word(text)
    wrapped = _WRAPPED.fullmatch(found)
    if wrapped:
        found = wrapped[1] or wrapped[2] or ""
    return "" if EMPTY.fullmatch(found) else found


def header_word(cell: str | None) -> str:
    """Return a header as it is compared: without the marks of a required column either."""
    return _MARKS.sub("", word(cell))[:_LONGEST_SHOWN]


@dataclass(frozen=True)
class Column:
    """A column of an export: our name, its header, and what else the header may be called."""

    name: str
    header: str
    synonyms: tuple[str, ...] = ()
    required: bool = False
    key: bool = False
    personal: bool = False
    kind: str = "text"

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
    stale_after_days: int | None = None
    """After how many days without a newer export someone should ask; None if it comes at will."""


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
    def named_width(self) -> int:
        """How many columns there are up to the last one that has a header."""
        return max((at for at, cell in enumerate(self.cells, 1) if cell), default=0)

    @property
    def unknown(self) -> dict[int, str]:
        """Unknown columns by position, each under a name of its own: its header, if it has one."""
        taken: dict[int, str] = {}
        seen: set[str] = set()
        for position, (cell, name) in enumerate(zip(self.cells, self.names, strict=True)):
            if name is None:
                is_own = bool(cell) and cell not in seen
                taken[position] = cell if is_own else f"{cell} column {position + 1}".strip()
                seen.add(taken[position])
        return taken

    @property
    def drift(self) -> list[str]:
        """Headers that the contract does not know, sorted; columns without a header are none."""
        return sorted(name for position, name in self.unknown.items() if self.cells[position])


def load_contract(export: str, headers: Mapping[str, Sequence[str]] | None = None) -> Contract:
    """Return the contract of an export, read from `contracts/<export>.yml`.

    `headers` are an office's further names, by the column's header; see `with_headers`.
    """
    contract = read_contract(CONTRACTS / f"{export}.yml")
    return with_headers(contract, headers) if headers else contract


def with_headers(contract: Contract, headers: Mapping[str, Sequence[str]]) -> Contract:
    """Return the contract with further names of its columns, each column named by its header.

    Raises BadCall where a column is unknown, or a name is empty or stands for another column too.
    """
    columns = {word(column.header): column for column in contract.columns}
    for header, names in headers.items():
        column = columns.get(word(header))
        if column is None:
            known = ", ".join(each.header for each in contract.columns)
            raise BadCall(f"headers of {contract.export}: no column is called {header}; of {known}")
        new = {header_word(name): None for name in names}
        if "" in new:
            raise BadCall(f"headers of {contract.export}: an empty name for {header}")
        for spelling in (column.header, *column.synonyms):
            new.pop(word(spelling), None)
        columns[word(header)] = replace(column, synonyms=(*column.synonyms, *new))
    further = replace(contract, columns=tuple(columns.values()))
    twice = _spelled_twice(further)
    if twice:
        raise BadCall(f"headers of {contract.export}: {twice} would stand for two columns")
    return further


@cache
def read_contract(path: Path) -> Contract:
    """Return the contract that a file declares.

    Raises TongbaoError where two columns share a spelling or no column is the key.
    """
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    columns = tuple(
        Column(**{**column, "synonyms": tuple(column.get("synonyms", ()))})
        for column in data["columns"]
    )
    contract = Contract(
        data["export"],
        data["title"],
        data["each_row_is"],
        columns,
        data.get("stale_after_days"),
    )
    _require_sound(contract)
    return contract


def _require_sound(contract: Contract) -> None:
    twice = _spelled_twice(contract)
    if twice:
        raise TongbaoError(f"contracts/{contract.export}.yml: {twice} stands for two columns")
    kinds = {column.kind for column in contract.columns} - KINDS
    if kinds:
        raise TongbaoError(f"contracts/{contract.export}.yml: no kind {', '.join(sorted(kinds))}")
    keys = [column for column in contract.columns if column.key]
    if not keys or not all(column.required for column in keys):
        raise TongbaoError(f"contracts/{contract.export}.yml: it needs a key that is required")


def _spelled_twice(contract: Contract) -> str:
    """Return the spellings that two columns share; empty where none is."""
    spellings = [word(s) for c in contract.columns for s in (c.header, *c.synonyms)]
    return ", ".join(sorted({each for each in spellings if spellings.count(each) > 1}))


def match_header(
    contract: Contract, record: Sequence[str | None], second: Sequence[str | None] = ()
) -> Header:
    """Match a record to the contract's columns; the canonical name goes before a synonym.

    A sheet has no cells (None) beyond its header; an empty field of a CSV file is a field.
    `second` are other names of the same positions, for columns that no cell of the record names.
    """
    cells = [header_word(cell) for cell in record]
    while cells and record[len(cells) - 1] is None:
        cells.pop()
    names: list[str | None] = [None] * len(cells)
    others = [header_word(cell) for cell in second[: len(cells)]]
    for texts in (cells, others) if others else (cells,):
        for column in contract.columns:
            position = None if column.name in names else _place(column, texts, names)
            if position is not None:
                names[position] = column.name
    present = set(names)
    return Header(
        cells=tuple(cells),
        names=tuple(names),
        missing=tuple(c for c in contract.columns if c.required and c.name not in present),
        has_key=all(c.name in present for c in contract.columns if c.key),
    )


def _place(column: Column, cells: Sequence[str], names: Sequence[str | None]) -> int | None:
    places = (
        _first_free(cells, names, header_word(spelling))
        for spelling in (column.header, *column.synonyms)
    )
    return next((place for place in places if place is not None), None)


def _first_free(cells: Sequence[str], names: Sequence[str | None], spelling: str) -> int | None:
    for position, cell in enumerate(cells):
        if cell == spelling and names[position] is None:
            return position
    return None
