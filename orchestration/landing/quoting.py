"""What a message may quote of a file: short words that can be nobody's name or number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from orchestration.landing.contract import Contract, Header, header_word, match_header, word

LONGEST = 20
"""Characters of a text that may be quoted."""

LEAST_ROWS = 3
"""A word that stands in fewer rows may be somebody's alone."""

_ROWS_BELOW = 3
"""So many rows show whether the one above them is their header."""

_NUMBER = re.compile(r"\d{7}")
_DIGIT = re.compile(r"\d")


def is_quotable(text: str) -> bool:
    """Whether a text is short enough, and without a run of digits that could be a number."""
    return 0 < len(text) <= LONGEST and text.isprintable() and not _NUMBER.search(text)


def is_quotable_word(text: str, rows: int) -> bool:
    """Whether a word that stands in so many rows may be quoted by a message that is sent."""
    return rows >= LEAST_ROWS and is_quotable(text)


def quotable_header(cells: Iterable[str]) -> list[str]:
    """Return the cells of a row above data if all may be quoted and differ, else none."""
    filled = [cell for cell in cells if cell]
    is_header = len(set(filled)) == len(filled) and all(map(is_quotable, filled))
    return filled if is_header else []


def has_data(contract: Contract, header: Header, below: Iterable[Sequence[str | None]]) -> bool:
    """Whether a row below has a key, and no label such as a form has beside its values."""
    return _data_rows(contract, header, below)[0] > 0


def may_quote_header(
    contract: Contract, header: Header, below: Iterable[Sequence[str | None]]
) -> bool:
    """Whether a header stands above data; one that could be of a form needs rows of nothing else.

    A form may have a list below it, whose rows look like data.
    """
    data, labelled = _data_rows(contract, header, below)
    return data > 0 and (not is_form(header) or (data > 1 and not labelled))


def _data_rows(
    contract: Contract, header: Header, below: Iterable[Sequence[str | None]]
) -> tuple[int, int]:
    """Return how many rows have a key and no label, and how many have a label."""
    known = {column.name: column for column in contract.columns}
    labels = {
        header_word(text) for column in known.values() for text in (column.header, *column.synonyms)
    }
    keys = [at for at, name in enumerate(header.names) if name and known[name].key]
    data = labelled = 0
    for record in below:
        if any(header_word(cell) in labels for cell in record if cell):
            labelled += 1
        elif any(at < len(record) and _DIGIT.search(word(record[at])) for at in keys):
            data += 1
    return data, labelled


def header_above_data(contract: Contract, records: Sequence[Sequence[str | None]]) -> list[str]:
    """Return the cells of a row that stands above data, whatever they are called; none if none.

    A table has a key and a time: the rows below have digits in two columns at the least, of one
    shape in one of them, where a form has someone's values one below the other.
    """
    required = sum(column.required for column in contract.columns)
    rows = [[word(cell) for cell in record] for record in records]
    filled = [row for row in rows if any(row)]
    for at, row in enumerate(filled[:-_ROWS_BELOW]):
        header = match_header(contract, row)
        cells = quotable_header(header.cells)
        if len(cells) < required or any(map(_DIGIT.search, cells)) or is_form(header):
            continue
        below = filled[at + 1 : at + 1 + _ROWS_BELOW]
        columns = [
            [each[place] if place < len(each) else "" for each in below]
            for place, cell in enumerate(header.cells)
            if cell
        ]
        numbered = [column for column in columns if all(map(_DIGIT.search, column))]
        if len(numbered) > 1 and any(len(set(map(_shape, column))) == 1 for column in numbered):
            return cells
    return []


def _shape(text: str) -> str:
    return _DIGIT.sub("0", text)


def is_form(header: Header) -> bool:
    """Whether known labels alternate with other cells, as in a form of labels and values."""
    cells = zip(header.cells, header.names, strict=True)
    named = [name is not None for cell, name in cells if cell]
    return 1 < sum(named) < len(named) and not any(a and b for a, b in pairwise(named))
