"""What is looked at again in rows that DuckDB read: those that may be no data.

A query picks the few rows that the rules could take for such ones, never one too few; the rules
themselves, those of the record-by-record reader, then judge each.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.landing.bulk_lines import IrregularError
from orchestration.landing.contract import Contract, Header, word
from orchestration.landing.not_data import LISTED_AT_MOST, RowRules

if TYPE_CHECKING:
    import duckdb

_BATCH = 10_000
_MAY_BE_EMPTY = (
    r"({0} is null or not regexp_matches({0}, '[0-9\p{{Han}}]') or regexp_matches({0}, '[无⽆]'))"
)
"""True of every cell without a value, whatever blanks and marks it is made of."""

_COMPATIBLE = r"\x{2E80}-\x{2FDF}\x{F900}-\x{FAFF}\x{FF01}-\x{FF5E}"
"""Radicals, compatibility characters and full-width forms, which stand for others."""

_BEGINNINGS = "合总小平共导制填审复打备"
"""Of the words for totals and footers, the characters that one begins with."""


def rows_of_no_data(
    connection: duckdb.DuckDBPyConnection, draft: Path, header: Header, contract: Contract
) -> dict[int, str]:
    """Return the places (from 0) of the rows in `draft` that are no data, each with its kind.

    Raises IrregularError where a row is blank, and where there are more than are ever listed.
    """
    rules = RowRules(contract, header)
    names = [name for name in header.names if name is not None]
    found: dict[int, str] = {}
    rows = connection.execute(
        f"select file_row_number, _unknown, {', '.join(names)}"  # noqa: S608  # our own names
        f" from read_parquet(?, file_row_number = true) where {_suspects(rules, header)}",
        [str(draft)],
    )
    for place, record in _records(rows, header, names):
        kind = rules.reason(record)
        if kind is not None:
            found[place] = kind
        elif not any(word(cell) for cell in record):
            raise IrregularError
        if len(found) > LISTED_AT_MOST:
            raise IrregularError
    return found


def _suspects(rules: RowRules, header: Header) -> str:
    """Return the condition of a row that may be blank, or no data."""
    names = header.names
    empty = set(rules.keys) | set(rules.required if max(rules.keys) else ())
    begins = "".join(sorted({spelling[0] for spelling in rules.spellings} | set(_BEGINNINGS)))
    words = f"[{begins.translate(_ESCAPED)}{_COMPATIBLE}]"
    conditions = [_MAY_BE_EMPTY.format(names[at]) for at in sorted(empty)]
    conditions += [f"regexp_matches({names[at]}, '{words}')" for at in rules.keys]
    return " or ".join(conditions)


_ESCAPED = str.maketrans({"\\": r"\\", "]": r"\]", "[": r"\[", "^": r"\^", "-": r"\-", "'": "''"})


def _records(
    rows: duckdb.DuckDBPyConnection, header: Header, names: Sequence[str]
) -> Iterator[tuple[int, list[str | None]]]:
    """Yield the place of each row and its cells as they stood under the header."""
    while batch := rows.fetchmany(_BATCH):
        for place, unknown, *cells in batch:
            known = dict(zip(names, cells, strict=True))
            others = json.loads(unknown) if unknown else {}
            yield (
                place,
                [
                    known[name] if name is not None else others.get(header.unknown[at])
                    for at, name in enumerate(header.names)
                ],
            )
