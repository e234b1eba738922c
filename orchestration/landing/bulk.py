"""The fast road for large, regular CSV files: DuckDB reads what Python has decoded and looked over.

DuckDB reads only UTF-8 safely, so the data lines are decoded here, strictly, into a private file.
While they pass, anything that the two readers could see differently is looked for; wherever there
is such a thing the road is closed (None), and the record-by-record reader takes the file instead.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

from orchestration.landing.contract import Contract, word
from orchestration.landing.delimited import Dialect, opened_text
from orchestration.landing.table import data_rows
from orchestration.sql import literal

WORTH_IT_BYTES = 1024 * 1024
"""Smaller files land as fast record by record."""

_CHUNK_CHARACTERS = 4 * 1024 * 1024
_TAIL_BYTES = 64 * 1024
_LONGEST_LINE = 1024 * 1024
_MEMORY = "256MB"
_BLANK_LINE = re.compile(r"\n[,\t \r]*\n")


class _IrregularError(Exception):
    """The file holds something that the fast road does not take."""


def land_bulk(
    path: Path, dialect: Dialect, contract: Contract, content: str, draft: Path
) -> int | None:
    """Write the data rows of a CSV file to the Parquet file `draft` and return how many there are.

    Returns None where the file must be read record by record. Raises RefusedFileError where it
    cannot be decoded. Resident memory stays below a few hundred MB, whatever the file's size.
    """
    lines = draft.with_suffix(".lines")
    try:
        written = _write_data_lines(path, dialect, lines)
        cut = _cut_trailing(lines, dialect, contract)
        if not lines.stat().st_size:
            return None
        count = _copy(lines, dialect, contract, content, draft)
        if count != written - cut:
            return None
        return None if _has_blank_rows(draft, dialect, contract) else count
    except _IrregularError:
        return None
    finally:
        lines.unlink(missing_ok=True)


def _write_data_lines(path: Path, dialect: Dialect, target: Path) -> int:
    """Decode what lies below the header and return how many records that is."""
    count, is_inside, before = 0, False, "\n"
    target.touch(mode=0o600)
    with opened_text(path, dialect.encoding) as text, target.open("wb") as sink:
        for _ in range(dialect.found.number):
            line = text.readline()
            if line.count('"') % 2 or not line.endswith("\n"):
                raise _IrregularError  # a header over several lines, or lone carriage returns
        while chunk := text.read(_CHUNK_CHARACTERS):
            _require_regular(before + chunk)
            data = chunk.encode()
            ended, is_inside = _records_ended(data, is_inside)
            count += ended
            sink.write(data)
            before = _last_line_start(before, chunk)
        if not before.endswith("\n"):
            sink.write(b"\n")
            count += 1
    if is_inside:
        raise _IrregularError
    return count


def _records_ended(data: bytes, is_inside: bool) -> tuple[int, bool]:
    """Count the line ends outside quotes; `is_inside` tells whether a quote is open, before, after.

    DuckDB leaves lines out without a word; this count, made without it, is what holds it to all.
    """
    if b'"' not in data:
        return 0 if is_inside else data.count(b"\n"), is_inside
    import numpy as np

    characters = np.frombuffer(data, np.uint8)
    quotes = np.flatnonzero(characters == ord('"'))
    line_ends = np.flatnonzero(characters == ord("\n"))
    open_quotes = (np.searchsorted(quotes, line_ends) + is_inside) % 2
    return int((open_quotes == 0).sum()), bool((len(quotes) + is_inside) % 2)


def _last_line_start(before: str, chunk: str) -> str:
    """Keep enough of what has passed to see a blank line across two chunks."""
    kept = (before + chunk)[-256:]
    cut = kept.rfind("\n", 0, -1)
    return kept[cut:] if cut >= 0 else kept


def _require_regular(seen: str) -> None:
    if "\0" in seen or seen.startswith("\n\ufeff") or _BLANK_LINE.search(seen):
        raise _IrregularError
    if "\r" in seen and seen.count("\r") != seen.count("\r\n") + seen.endswith("\r"):
        raise _IrregularError
    if '"' in seen and (' "' in seen or '" ' in seen):
        raise _IrregularError


def _cut_trailing(lines: Path, dialect: Dialect, contract: Contract) -> int:
    """Cut totals rows off the end of the lines and return how many were cut."""
    size = lines.stat().st_size
    with lines.open("r+b") as file:
        file.seek(max(size - _TAIL_BYTES, 0))
        tail = file.read()
        if size > _TAIL_BYTES:
            tail = tail[tail.find(b"\n") + 1 :]
        texts = [line + "\n" for line in _decoded(tail).split("\n")[:-1]]
        cut = 0
        for line in reversed(texts):
            if line.count('"') % 2:
                break
            record = next(csv.reader([line], delimiter=dialect.delimiter), [])
            if any(
                True for _ in data_rows(contract, dialect.found, _below_header(dialect, record))
            ):
                break
            cut += 1
        if cut == len(texts) and size > _TAIL_BYTES:
            raise _IrregularError  # more than the tail would have to be looked at
        cut_bytes = sum(len(line.encode()) for line in texts[len(texts) - cut :])
        file.truncate(size - cut_bytes)
    return cut


def _decoded(tail: bytes) -> str:
    try:
        return tail.decode()
    except UnicodeDecodeError:
        raise _IrregularError from None  # no line ends in it


def _below_header(dialect: Dialect, record: list[str]) -> list[list[str]]:
    return [[]] * dialect.found.number + [record]


def _copy(lines: Path, dialect: Dialect, contract: Contract, content: str, draft: Path) -> int:
    import duckdb

    names = dialect.found.header.names
    fields = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(len(names)))
    at = {name: f"c{i}" for i, name in enumerate(names) if name is not None}
    known = ", ".join(
        f"{at[c.name]} as {c.name}" if c.name in at else f"cast(null as varchar) as {c.name}"
        for c in contract.columns
    )
    statement = f"""
        copy (
            select
                {literal(content)} as _content, '' as _sheet, cast(1 as integer) as _sheet_number,
                cast(null as bigint) as _row,
                cast({dialect.found.number + 1} as bigint) as _first_row,
                cast(null as varchar) as _extra, {_unknown(dialect)} as _unknown, {known}
            from read_csv(
                {literal(str(lines))}, auto_detect = false, header = false, columns = {{{fields}}},
                delim = {literal(dialect.delimiter)}, quote = '"', escape = '"', nullstr = '',
                strict_mode = true, ignore_errors = false, null_padding = false,
                max_line_size = {_LONGEST_LINE}
            )
        ) to {literal(str(draft))} (format parquet, compression zstd)
    """  # noqa: S608  # our own column names and numbers; texts are literals
    with duckdb.connect(config=_settings(draft)) as connection:
        try:
            copied = connection.execute(statement).fetchone()
        except duckdb.Error:
            raise _IrregularError from None
    return int(copied[0]) if copied else 0


def _unknown(dialect: Dialect) -> str:
    unknown = dialect.found.header.unknown
    if not unknown:
        return "cast(null as varchar)"
    entries = ", ".join(
        f"{{'key': {literal(name)}, 'value': c{position}}}" for position, name in unknown.items()
    )
    kept = f"list_filter([{entries}], lambda entry: entry.value is not null)"
    return f"case when len({kept}) > 0 then cast(to_json(map_from_entries({kept})) as varchar) end"


def _settings(draft: Path) -> dict[str, str | bool | int | float | list[str]]:
    return {
        "threads": 2,
        "memory_limit": _MEMORY,
        "temp_directory": str(draft.parent),
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }


def _has_blank_rows(draft: Path, dialect: Dialect, contract: Contract) -> bool:
    """Look for rows without any text whose blanks are of a kind that no pattern looked for."""
    import duckdb

    key = next(column.name for column in contract.columns if column.key)
    present = [name for name in dialect.found.header.names if name is not None]
    with duckdb.connect(config=_settings(draft)) as connection:
        suspects = connection.execute(
            f"select _unknown, {', '.join(present)} from read_parquet(?)"  # noqa: S608
            rf" where {key} is null or not regexp_matches({key}, '[!-~\pL\pN]')",
            [str(draft)],
        )
        while rows := suspects.fetchmany(10_000):
            if any(not any(word(cell) for cell in row) for row in rows):
                return True
    return False
