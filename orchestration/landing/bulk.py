"""The fast road for large, regular CSV files: DuckDB reads what Python has looked over.

DuckDB reads only UTF-8 safely: another encoding is decoded here, strictly, into a private file of
data lines; a UTF-8 file is read where it lies. Either is looked over first for anything that the
two readers could see differently; wherever there is such a thing the road is closed (None), and
the record-by-record reader takes the file instead.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.landing.bulk_lines import IrregularError, Lines, lines_to_read
from orchestration.landing.bulk_review import rows_of_no_data
from orchestration.landing.contract import Contract
from orchestration.landing.delimited import Dialect
from orchestration.settings import OFFLINE
from orchestration.sql import literal

if TYPE_CHECKING:
    import duckdb

WORTH_IT_BYTES = 1024 * 1024
"""Smaller files land as fast record by record."""

_LONGEST_LINE = 1024 * 1024
_MEMORY = "1000MB"
"""With less, threads wait for each other's row groups; more is not used."""

_DICTIONARY = 10_000
"""A column of more values is written plain: a dictionary of times costs much and saves little."""


@dataclass(frozen=True)
class BulkLanding:
    """How many data rows were written, and the rows that are no data, each with its kind."""

    count: int
    not_data: list[tuple[int, str]]


def land_bulk(
    path: Path, dialect: Dialect, contract: Contract, content: str, draft: Path
) -> BulkLanding | None:
    """Write the data rows of a CSV file to the Parquet file `draft`.

    Returns None where the file must be read record by record. Raises RefusedFileError where it
    cannot be decoded. Resident memory stays below 1.5 GB, whatever the file's size.
    """
    private = draft.with_suffix(".lines")
    try:
        lines = lines_to_read(path, dialect, contract, private)
        count = _copy(lines, dialect, contract, content, draft)
        first = dialect.found.number + 1
        cut = [(first + count + at, line.kind) for at, line in enumerate(lines.cut)]
        left_out = _left_out(draft, dialect, contract)
        among = [(first + place, kind) for place, kind in left_out.items()]
        return BulkLanding(
            count - len(left_out),
            among + [(row, kind) for row, kind in cut if kind is not None],
        )
    except IrregularError:
        return None
    finally:
        private.unlink(missing_ok=True)


def _copy(lines: Lines, dialect: Dialect, contract: Contract, content: str, draft: Path) -> int:
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
                cast(null as varchar) as _extra, cast(null as integer) as _missing_fields,
                {_unknown(dialect)} as _unknown, {known}
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
            raise IrregularError from None
        if not copied or copied[0] != counting.result():
            raise IrregularError
    return int(copied[0])


def _count(lines: Lines, connection: duckdb.DuckDBPyConnection) -> int:
    try:
        return lines.count()
    except IrregularError:
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


def _left_out(draft: Path, dialect: Dialect, contract: Contract) -> dict[int, str]:
    """Take the rows that are no data out of the draft; return their places (from 0) and kinds."""
    import duckdb

    with duckdb.connect(config=_settings(draft)) as connection:
        found = rows_of_no_data(connection, draft, dialect.found.header, contract)
        if not found:
            return found
        kept = draft.with_suffix(".kept")
        try:
            places = "select unnest(?::bigint[]) as place"
            connection.execute(f"create temp table left_out as {places}", [list(found)])
            connection.execute(
                f"""
                copy (
                    select * exclude (file_row_number) replace (
                        _first_row + file_row_number as _row, cast(null as bigint) as _first_row
                    )
                    from read_parquet({literal(str(draft))}, file_row_number = true)
                    where file_row_number not in (select place from left_out)
                ) to {literal(str(kept))}
                (format parquet, compression zstd, dictionary_size_limit {_DICTIONARY})
                """  # noqa: S608  # texts are literals
            )
            kept.replace(draft)
        finally:
            kept.unlink(missing_ok=True)
    return found
