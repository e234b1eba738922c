"""The fast road for large, regular CSV files: DuckDB reads what Python has looked over.

DuckDB reads only UTF-8 safely: another encoding is decoded here, strictly, into a private file of
data lines; a UTF-8 file is read where it lies. Either is looked over first for anything that the
two readers could see differently; wherever there is such a thing the road is closed (None), and
the record-by-record reader takes the file instead.
"""

from __future__ import annotations

import codecs
import csv
import os
import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from orchestration.landing.contract import Contract, word
from orchestration.landing.delimited import GZIP_MAGIC, Dialect, opened_text
from orchestration.landing.table import data_rows
from orchestration.settings import OFFLINE
from orchestration.sql import literal

if TYPE_CHECKING:
    import duckdb
    import numpy as np

WORTH_IT_BYTES = 1024 * 1024
"""Smaller files land as fast record by record."""

_CHUNK_BYTES = 8 * 1024 * 1024
_CHUNK_CHARACTERS = 4 * 1024 * 1024
_TAIL_BYTES = 64 * 1024
_LONGEST_LINE = 1024 * 1024
_MEMORY = "1000MB"
"""With less, threads wait for each other's row groups; more is not used."""

_BLANK_LINE = re.compile(rb"\n[,\t \r]*\n")
_PATTERN = frozenset("*?[]{}")
"""What DuckDB would take for a pattern in a file's name."""

_DICTIONARY = 10_000
"""A column of more values is written plain: a dictionary of times costs much and saves little."""

_UTF8 = ("utf-8", "utf-8-sig")


class _IrregularError(Exception):
    """The file holds something that the fast road does not take."""


@dataclass(frozen=True)
class _Lines:
    """A file of UTF-8 lines, how many come before the data, and what counts the data's records."""

    path: Path
    skipped: int
    count: Callable[[], int]


def land_bulk(
    path: Path, dialect: Dialect, contract: Contract, content: str, draft: Path
) -> int | None:
    """Write the data rows of a CSV file to the Parquet file `draft` and return how many there are.

    Returns None where the file must be read record by record. Raises RefusedFileError where it
    cannot be decoded. Resident memory stays below 1.5 GB, whatever the file's size.
    """
    private = draft.with_suffix(".lines")
    try:
        lines = _lines_in_place(path, dialect, contract) or _lines_apart(
            path, dialect, contract, private
        )
        count = _copy(lines, dialect, contract, content, draft)
        return None if _has_blank_rows(draft, dialect, contract) else count
    except _IrregularError:
        return None
    finally:
        private.unlink(missing_ok=True)


def _lines_in_place(path: Path, dialect: Dialect, contract: Contract) -> _Lines | None:
    """Take a UTF-8 file as it lies; None where it is another one, or ends in what is no data."""
    if not _is_plain_utf8(path, dialect) or set(str(path)) & _PATTERN:
        return None
    with path.open("rb") as file:
        _skip_header(file, dialect)
        # before the whole is looked over: where it ends so, that is done when it is written apart
        if _trailing(file, dialect, contract):
            return None

    def count() -> int:
        return sum(ended for _, ended in _looked_over(_raw_chunks(path, dialect)))

    return _Lines(path, dialect.found.number, count)


def _lines_apart(path: Path, dialect: Dialect, contract: Contract, target: Path) -> _Lines:
    """Write the data lines of a file into one of their own, without totals rows at the end."""
    target.touch(mode=0o600)
    is_plain = _is_plain_utf8(path, dialect)
    chunks = _raw_chunks(path, dialect) if is_plain else _decoded_chunks(path, dialect)
    records = 0
    with target.open("r+b") as sink:
        for chunk, ended in _looked_over(chunks):
            sink.write(chunk)
            records += ended
        size = sink.tell()
        sink.seek(0)
        cut = _trailing(sink, dialect, contract)
        sink.truncate(size - sum(len(line) for line in cut))
    return _Lines(target, 0, lambda: records - len(cut))


def _is_plain_utf8(path: Path, dialect: Dialect) -> bool:
    with path.open("rb") as file:
        is_gzip = file.read(2) == GZIP_MAGIC
    return dialect.encoding in _UTF8 and path.suffix.lower() == ".csv" and not is_gzip


def _raw_chunks(path: Path, dialect: Dialect) -> Iterator[bytes]:
    """Yield what lies below the header as it is: whether it is UTF-8 at all, DuckDB sees to."""
    with path.open("rb") as file:
        _skip_header(file, dialect)
        yield from iter(lambda: file.read(_CHUNK_BYTES), b"")


def _decoded_chunks(path: Path, dialect: Dialect) -> Iterator[bytes]:
    with opened_text(path, dialect.encoding) as text:
        for _ in range(dialect.found.number):
            _require_whole(text.readline().encode())
        while chunk := text.read(_CHUNK_CHARACTERS):
            yield chunk.encode()


def _skip_header(file: BinaryIO, dialect: Dialect) -> None:
    for _ in range(dialect.found.number):
        _require_whole(file.readline())


def _require_whole(line: bytes) -> None:
    if line.count(b'"') % 2 or not line.endswith(b"\n"):
        raise _IrregularError  # a header over several lines, or lone carriage returns


def _looked_over(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, int]]:
    """Yield each chunk with the records that end in it; the last one ends in a line end."""
    is_inside, before = False, b"\n"
    for chunk in chunks:
        seen = before + chunk
        line_ends, quotes = _required_regular(seen)
        line_ends, quotes = (at[at >= len(before)] for at in (line_ends, quotes))
        yield chunk, _outside(line_ends, quotes, is_inside)
        is_inside = bool((len(quotes) + is_inside) % 2)
        before = _last_line_start(before, chunk)
    if is_inside:
        raise _IrregularError
    if not before.endswith(b"\n"):
        yield b"\n", 1


def _outside(line_ends: np.ndarray, quotes: np.ndarray, is_inside: bool) -> int:
    """Count the line ends outside quotes; `is_inside` tells whether a quote is open before them.

    DuckDB leaves lines out without a word; this count, made without it, is what holds it to all.
    """
    if not len(quotes):
        return 0 if is_inside else len(line_ends)
    open_quotes = (quotes.searchsorted(line_ends) + is_inside) % 2
    return int((open_quotes == 0).sum())


def _last_line_start(before: bytes, chunk: bytes) -> bytes:
    """Keep enough of what has passed to see a blank line across two chunks."""
    kept = (before[-256:] + chunk[-256:])[-256:]
    cut = kept.rfind(b"\n", 0, -1)
    return kept[cut:] if cut >= 0 else kept


def _required_regular(seen: bytes) -> tuple[np.ndarray, np.ndarray]:
    """Return where line ends and quotes stand in what both readers see alike, or raise."""
    import numpy as np

    if b"\0" in seen or seen.startswith(b"\n" + codecs.BOM_UTF8):
        raise _IrregularError
    if b"\r" in seen and seen.count(b"\r") != seen.count(b"\r\n") + seen.endswith(b"\r"):
        raise _IrregularError
    characters = np.frombuffer(seen, np.uint8)
    line_ends = np.flatnonzero(characters == ord("\n"))
    # a blank line begins with what few lines begin with: only then is the pattern worth a search
    if (characters[line_ends[line_ends < len(seen) - 1] + 1] <= ord(",")).any() and (
        _BLANK_LINE.search(seen)
    ):
        raise _IrregularError
    quotes = np.flatnonzero(characters == ord('"')) if b'"' in seen else line_ends[:0]
    beside = np.concatenate([quotes[quotes > 0] - 1, quotes[quotes < len(seen) - 1] + 1])
    if (characters[beside] == ord(" ")).any():
        raise _IrregularError
    return line_ends, quotes


def _trailing(file: BinaryIO, dialect: Dialect, contract: Contract) -> list[bytes]:
    """Return the lines at the end that are no data, of a file that stands where its data begin."""
    start = file.tell()
    end = file.seek(0, os.SEEK_END)
    file.seek(max(end - _TAIL_BYTES, start))
    is_cut = end - _TAIL_BYTES > start
    if is_cut:
        file.readline()  # begins anywhere in a line
    tail = file.read()
    lines = _decoded(tail).split("\n")
    lines = [f"{line}\n" for line in lines[:-1]] + [line for line in lines[-1:] if line]
    cut: list[bytes] = []
    for line in reversed(lines):
        if line.count('"') % 2:
            break
        try:
            record = next(csv.reader([line], delimiter=dialect.delimiter), [])
        except csv.Error:
            raise _IrregularError from None  # a lone carriage return
        if any(True for _ in data_rows(contract, dialect.found, _below_header(dialect, record))):
            break
        cut.append(line.encode())
    if is_cut and len(cut) == len(lines):
        raise _IrregularError  # more than the tail would have to be looked at
    return cut


def _decoded(tail: bytes) -> str:
    try:
        return tail.decode()
    except UnicodeDecodeError:
        raise _IrregularError from None  # no line ends in it


def _below_header(dialect: Dialect, record: list[str]) -> list[list[str]]:
    return [[]] * dialect.found.number + [record]


def _copy(lines: _Lines, dialect: Dialect, contract: Contract, content: str, draft: Path) -> int:
    """Let DuckDB copy the lines while they are counted without it; raises where the two differ."""
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
                {literal(str(lines.path))}, skip = {lines.skipped}, auto_detect = false,
                header = false, columns = {{{fields}}}, delim = {literal(dialect.delimiter)},
                quote = '"', escape = '"', nullstr = '',
                strict_mode = true, ignore_errors = false, null_padding = false,
                max_line_size = {_LONGEST_LINE}
            )
        ) to {literal(str(draft))}
        (format parquet, compression zstd, dictionary_size_limit {_DICTIONARY})
    """  # noqa: S608  # our own column names and numbers; texts are literals
    with (
        duckdb.connect(config=_settings(draft)) as connection,
        ThreadPoolExecutor(max_workers=1) as beside,
    ):
        counting = beside.submit(_count, lines, connection)
        try:
            copied = connection.execute(statement).fetchone()
        except duckdb.Error:
            raise _IrregularError from None
        if not copied or copied[0] != counting.result():
            raise _IrregularError
    return int(copied[0])


def _count(lines: _Lines, connection: duckdb.DuckDBPyConnection) -> int:
    try:
        return lines.count()
    except _IrregularError:
        connection.interrupt()  # what it copies is not wanted
        raise


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
        **OFFLINE,
    }


def _has_blank_rows(draft: Path, dialect: Dialect, contract: Contract) -> bool:
    """Look for rows without any text whose blanks are of a kind that no pattern looked for."""
    import duckdb

    key = next(column.name for column in contract.columns if column.key)
    present = [name for name in dialect.found.header.names if name is not None]
    # says nothing that the pattern does not, but is quicker
    begins_plainly = f"{key} >= '0' and {key} < '{{'"
    with duckdb.connect(config=_settings(draft)) as connection:
        suspects = connection.execute(
            f"select _unknown, {', '.join(present)} from read_parquet(?)"  # noqa: S608
            f" where {key} is null or not ({begins_plainly})"
            rf" and not regexp_matches({key}, '[!-~\pL\pN]')",
            [str(draft)],
        )
        while rows := suspects.fetchmany(10_000):
            if any(not any(word(cell) for cell in row) for row in rows):
                return True
    return False
