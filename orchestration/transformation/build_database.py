"""The database that dbt builds: emptied before it, looked into afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.settings import OFFLINE, Folders, memory_limit

if TYPE_CHECKING:
    import duckdb
    import pandas as pd


def remove_database(database: Path) -> None:
    """Remove a DuckDB file, and what a killed process left beside it to be written into it."""
    for leftover in (database, database.with_suffix(".duckdb.wal")):
        leftover.unlink(missing_ok=True)


def connect_read_only(database: Path) -> duckdb.DuckDBPyConnection:
    """Open a DuckDB file for reading; nothing is fetched from a network."""
    import duckdb

    return duckdb.connect(
        str(database),
        read_only=True,
        config={**OFFLINE, "memory_limit": memory_limit()},
    )


_kept: list[duckdb.DuckDBPyConnection] = []


def keep_open(database: Path) -> None:
    """Keep a reader of the file: while it is there, opening the file again costs nothing.

    Nobody can write the file meanwhile, so dbt's next build lets it go first.
    """
    let_go()
    _kept.append(connect_read_only(database))


def let_go() -> None:
    """Close the reader that `keep_open` left, if there is one."""
    while _kept:
        _kept.pop().close()


def read_table(database: Path, schema: str, table: str) -> pd.DataFrame:
    """Return a whole table of the build database; `schema` and `table` are our own names."""
    with connect_read_only(database) as connection:
        frame: pd.DataFrame = connection.table(f'"{schema}"."{table}"').df()
        return frame


def months_with_rows(database: Path) -> list[str]:
    """Return the months, such as 2023-05, in which a row of any export stands, in order."""
    tables = ("int_tickets", "int_cases", "int_licenses", "int_evaluations")
    months = " union ".join(f"select month from intermediate.{table}" for table in tables)  # noqa: S608  # our own names
    with connect_read_only(database) as connection:
        found = connection.execute(f"{months} order by 1").fetchall()
    return [str(month) for (month,) in found if month is not None]


def row_counts(folders: Folders) -> dict[tuple[str, ...], int]:
    """Return the rows of every table that dbt built, and of the marts that are views.

    By (schema, name). Views that could not be read (a build that stopped early) are left out, and
    those on the way to the marts, which would be computed for this alone.
    """
    import duckdb

    counts: dict[tuple[str, ...], int] = {}
    with connect_read_only(folders.build_database) as connection:
        connection.execute("set file_search_path = ?", [str(folders.lake)])
        names = connection.execute(
            "select table_schema, table_name from information_schema.tables"
            " where table_type <> 'VIEW' or table_schema = 'marts'"
        ).fetchall()
        for schema, name in names:
            try:
                # as a query: of a view it reads no column, where a relation would compute them all
                counted = connection.execute(f'select count(*) from "{schema}"."{name}"')  # noqa: S608
                counts[schema, name] = int(counted.fetchall()[0][0])
            except duckdb.Error:
                continue
    return counts
